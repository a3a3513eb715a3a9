public import ZoneAnalysis
public import ZoneGeometry
public import ZoneModel

/// The cells of every zone.
public struct ZoneCells: Sendable {
  public struct Cell: Sendable, Hashable {
    public var id: String
    public var cell: UnitCell
  }

  /// Per zone, in the order of their numbers.
  public var perZone: [[Cell]]
  /// The plane in which made cells lie at multiples of their size; `nil` for the office's own.
  public var plane: PlaneDefinition?
  /// Square metres of zones in none of the office's cells, or in parts of them too small to count.
  public var leftOver = 0.0
  /// Metres of roads, likewise.
  public var leftOverLength = 0.0
  /// Cells of the file that cannot be used.
  public var rejections: [Rejection] = []

  public var count: Int { perZone.reduce(0) { $0 + $1.count } }
}

extension ZoneCells {
  /// The numbers of a zone's cells: behind a community's code of 12 digits three digits in sequence, so that
  /// they are unit grid numbers; behind any other id a hyphen and three digits. More than 999 cells take as many
  /// digits as their number has, all alike: with four the number has 16, which systems still accept.
  static func ids(of zone: String, count: Int) -> [String] {
    let digits = max(3, String(count).count)
    let isCommunity = zone.utf8.count == 12 && zone.utf8.allSatisfy { (0x30...0x39).contains($0) }
    return (0..<count).map { number in
      let text = String(number + 1)
      let padded = String(repeating: "0", count: digits - text.count) + text
      return isCommunity ? zone + padded : "\(zone)-\(padded)"
    }
  }
}

/// Divides every zone into cells.
///
/// - Throws: `Problem` when a zone cannot be divided.
func makeCells(
  of zones: ZoneSet, _ options: CellOptions, threads: Int, _ reporter: Reporter
) throws -> ZoneCells {
  guard let box = zones.box else { return ZoneCells(perZone: []) }
  let definition = PlaneDefinition.grid(at: box.centre)
  let size = options.size
  let workers = Workers(threads: threads) {
    CellMaker(zones, try CellLattice(Plane(definition), size: size))
  } work: { maker, zone in
    try maker.cells(of: zone)
  }
  let perZone = try workers.results(zones.count) { done in
    reporter.progress(
      Progress(Phrase("dividing zones into cells", zh: "划分单元网格"), done: done, of: zones.count))
  }
  return ZoneCells(perZone: perZone, plane: definition)
}

/// Divides zones one after the other, in one task.
private final class CellMaker {
  private let zones: ZoneSet
  private let lattice: CellLattice
  private let engine = GeometryEngine()
  private var planes: [PlaneDefinition: Plane] = [:]

  init(_ zones: ZoneSet, _ lattice: CellLattice) {
    self.zones = zones
    self.lattice = lattice
  }

  func cells(of number: Int) throws -> [ZoneCells.Cell] {
    let zone = zones.zones[number]
    do {
      let cells = try divided(zone, in: plane(zones.planes[number]))
      return zip(ZoneCells.ids(of: zone.id, count: cells.count), cells).map {
        ZoneCells.Cell(id: $0, cell: $1)
      }
    } catch let error as GeometryError {
      throw Problem(
        .badData,
        Phrase(
          "zone \(zone.id) cannot be divided into cells: \(error)", zh: "区域 \(zone.id) 无法划分单元网格：\(error)"),
        hint: Phrase("redraw its boundary, or leave the zone out", zh: "请重新绘制其边界，或暂时去掉该区域"))
    }
  }

  private func divided(_ zone: Zone, in plane: Plane) throws -> [UnitCell] {
    switch zone.boundary {
    case .ground(let ground):
      try checkSize(zone, lattice.squareCount(around: ground))
      return try CellDivision(lattice, measuredIn: plane, engine: engine).cells(of: ground)
    case .road(let lines, _):
      let metres = try lines.reduce(0) { $0 + length(of: try plane.forward($1)) }
      try checkSize(zone, metres / lattice.size)
      return try UnitCell.cells(of: lines, size: lattice.size, in: plane)
    }
  }

  /// A zone of 50 × 50 km; a larger one is a mistake, or nothing anybody walks.
  private static let mostCells = 250_000.0

  private func checkSize(_ zone: Zone, _ cells: Double) throws {
    guard !(cells <= Self.mostCells) else { return }
    throw Problem(
      .badData,
      Phrase(
        "zone \(zone.id) is too large for cells of \(Int(lattice.size)) m",
        zh: "区域 \(zone.id) 过大，无法按 \(Int(lattice.size)) 米划分单元网格"),
      hint: Phrase(
        "cut it into parts, leave it out, or give the office's own cells: --cells FILE",
        zh: "请拆分或去掉该区域，或用 --cells 文件 提供现有网格"))
  }

  private func plane(_ definition: PlaneDefinition) throws -> Plane {
    if let plane = planes[definition] { return plane }
    let plane = try Plane(definition)
    planes[definition] = plane
    return plane
  }
}
