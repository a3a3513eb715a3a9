internal import ZoneAnalysis
internal import ZoneFormats
internal import ZoneGeometry
internal import ZoneModel

/// The office's own cells, dealt out to zones: a zone has every cell of which it holds at least a twentieth (of
/// a road: 5 m), and where that gives it none, the one it holds most of.
///
/// Lives in one task.
final class OfficeCells {
  /// Of a cell's area.
  private static let leastShare = 0.05
  /// Metres.
  private static let leastLength = 5.0

  private let cells: ZoneSet
  private let index: BoxIndex<LonLat>
  private let engine = GeometryEngine()
  private var planes: [PlaneDefinition: Plane] = [:]
  private var drawn: [Key: MultiPolygon<PlanePoint>] = [:]
  let rejections: [Rejection]
  private let source: CellSource

  private struct Key: Hashable {
    let cell: Int
    let plane: PlaneDefinition
  }

  /// - Throws: `Problem` when the file cannot be read, or no cell can be used.
  init(_ path: String, _ options: CellOptions, _ input: InputOptions, _ reporter: Reporter) throws {
    let file = try OfficeCellFile(path, options, input, reporter)
    source = CellSource(path: path, datum: options.datum ?? file.cells.datums.first ?? .wgs84)
    cells = file.cells
    rejections = file.rejections
    index = BoxIndex(cells.zones.compactMap(\.boundary.geometry.bounds))
  }

  /// The cells of each zone, by number.
  func dealt(to zones: ZoneSet, _ reporter: Reporter) throws -> ZoneCells {
    try source.notices(of: cells, beside: zones).forEach(reporter.notice)
    var result = ZoneCells(perZone: [])
    result.rejections = rejections
    for number in zones.zones.indices {
      let (cells, rest) = try pieces(of: zones.zones[number], zones.areas[number], zones.planes[number])
      result.perZone.append(cells)
      if zones.zones[number].boundary.isRoad {
        result.leftOverLength += rest
      } else {
        result.leftOver += rest
      }
      reporter.progress(
        Progress(Phrase("dealing out cells", zh: "分配单元网格"), done: number + 1, of: zones.count))
    }
    return result
  }

  private func pieces(
    of zone: Zone, _ area: Double, _ definition: PlaneDefinition
  ) throws -> (cells: [ZoneCells.Cell], rest: Double) {
    guard let box = zone.boundary.geometry.bounds else { return ([], 0) }
    let plane = try plane(definition)
    let near = index.meeting(box).sorted { cells.zones[$0].id < cells.zones[$1].id }
    switch zone.boundary {
    case .ground(let ground):
      let drawn = try engine.sound(plane.forward(ground))
      let parts = try near.map { cell -> Part in
        let common = try engine.intersection(drawn, self.ground(of: cell, definition, plane))
        return Part(
          cell: cell, size: try engine.area(of: common), least: Self.leastShare * cells.areas[cell],
          shape: .ground(try plane.inverse(common)))
      }
      return kept(parts, of: area)
    case .road(let lines, _):
      let drawn = try lines.map { try plane.forward($0) }
      let parts = try near.map { cell -> Part in
        let common = try engine.clip(drawn, to: self.ground(of: cell, definition, plane))
        return Part(
          cell: cell, size: common.reduce(0) { $0 + length(of: $1) }, least: Self.leastLength,
          shape: .road(try common.map { try $0.map { try plane.inverse($0) } }))
      }
      return kept(parts, of: drawn.reduce(0) { $0 + length(of: $1) })
    }
  }

  /// What a zone holds of a cell.
  private struct Part {
    var cell: Int
    var size: Double
    var least: Double
    var shape: UnitCell.Shape
  }

  private func kept(_ parts: [Part], of whole: Double) -> (cells: [ZoneCells.Cell], rest: Double) {
    var counting = parts.filter { $0.size > 0 && $0.size >= $0.least }
    if counting.isEmpty, let most = parts.filter({ $0.size > 0 }).max(by: { $0.size < $1.size }) {
      counting = [most]
    }
    let cells = counting.enumerated().map { number, part in
      ZoneCells.Cell(
        id: self.cells.zones[part.cell].id,
        cell: UnitCell(shape: part.shape, square: GridCell(column: number, row: 0), size: part.size))
    }
    return (cells, max(0, whole - counting.reduce(0) { $0 + $1.size }))
  }

  private func ground(
    of cell: Int, _ definition: PlaneDefinition, _ plane: Plane
  ) throws -> MultiPolygon<PlanePoint> {
    let key = Key(cell: cell, plane: definition)
    if let ground = drawn[key] { return ground }
    guard case .ground(let ground) = cells.zones[cell].boundary else { return MultiPolygon() }
    let made = try engine.sound(plane.forward(ground))
    drawn[key] = made
    return made
  }

  private func plane(_ definition: PlaneDefinition) throws -> Plane {
    if let plane = planes[definition] { return plane }
    let plane = try Plane(definition)
    planes[definition] = plane
    return plane
  }
}
