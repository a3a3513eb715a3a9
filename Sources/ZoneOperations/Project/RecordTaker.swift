internal import Foundation
internal import ZoneFormats
internal import ZoneGeometry
internal import ZoneModel
internal import ZoneStore

/// Hands the rows of a file over to the project: places them in WGS 84, names them, keeps apart what is told
/// about people.
struct RecordTaker {
  private let role: ProjectRole
  private let records: RecordImport
  private let placing: Placing
  private let kind: ZoneKind?
  private let options: InputOptions
  private let engine = GeometryEngine()
  /// The names of the properties, in the order they are first met.
  private(set) var columns: [String] = []
  private var known: Set<String> = []
  /// How often a record without an id has been met with the same content.
  private var copies: [Int: Int] = [:]
  /// Of zones: those taken, for the question where the ground of others went.
  private var grounds: [(key: String, ground: MultiPolygon<LonLat>)] = []

  init(
    _ role: ProjectRole, _ records: RecordImport, placing: Placing, kind: ZoneKind?, _ options: InputOptions
  ) {
    self.role = role
    self.records = records
    self.placing = placing
    self.kind = kind
    self.options = options
  }

  /// Takes all rows of a part.
  ///
  /// - Returns: the records that cannot be used.
  mutating func take(_ layer: Layer) throws -> [Rejection] {
    let rows = PartRows(layer, role, options)
    for name in rows.columns where known.insert(name).inserted { columns.append(name) }
    var rejections = layer.rejections.map { rows.withoutPersonalData($0) }
    let points = layer.geometries.points
    for row in 0..<layer.count {
      do {
        if let points, !points[row].first.isNaN {
          try take(row, rows, .point(try placing.position(points[row])))
        } else {
          try take(row, rows, try place(layer.geometries[row]))
        }
      } catch let misplaced as Misplaced {
        rejections.append(
          rows.withoutPersonalData(
            layer.rejection(row, id: rows.id(row), misplaced.reason, hint: misplaced.hint)))
      }
    }
    for rejection in rejections { try records.reject(rejection) }
    return rejections
  }

  private mutating func take(_ row: Int, _ rows: PartRows, _ shape: Geometry<LonLat>) throws {
    let properties = rows.object(row)
    let key = rows.id(row) ?? key(row, rows, shape, properties)
    var record = ImportedRecord(
      key: key, record: rows.layer.records[row], identifier: rows.identifier(row), facts: rows.facts(row))
    record.vertexTimes = rows.vertexTimes(row)
    record.personal = rows.personal(row)
    if role == .zones {
      record.facts[1] = kindName(row, rows, shape)
      if !shape.polygons.isEmpty { grounds.append((key, MultiPolygon(shape.polygons))) }
    }
    if case .repeated = try records.add(record, shape, properties: properties) {
      throw Misplaced(
        reason: Phrase("the id \(key) stands in the file twice", zh: "编号 \(key) 在文件中重复"),
        hint: Phrase(
          "give each record its own id, or read another property: --field id=NAME",
          zh: "请保证编号唯一，或用 --field id=列名 指定其他列"))
    }
  }

  /// The shape in WGS 84; of a finding its interior point.
  private func place(_ geometry: Geometry<FilePosition>?) throws -> Geometry<LonLat> {
    guard let geometry else { throw Misplaced.nowhere }
    let placed = try placing.place(geometry)
    guard role == .findings else { return placed }
    if case .point = placed { return placed }
    guard let inside = try? engine.interiorPoint(of: placed) else { throw Misplaced.nowhere }
    return .point(inside)
  }

  private func kindName(_ row: Int, _ rows: PartRows, _ shape: Geometry<LonLat>) -> String {
    let isRoad = shape.polygons.isEmpty
    return (kind ?? rows.kind(row) ?? (isRoad ? .road : .zone)).rawValue
  }

  /// Behind the last row: ends the zones a new generation does not have, and notes where their ground went.
  func finish() throws {
    guard role == .zones else { return }
    let ended = try records.endAbsent()
    for link in try ZoneLineage().links(ended, grounds) {
      try records.note(link.later, outOf: link.earlier, isWhole: link.isWhole, share: link.share)
    }
  }

  /// How a record without an id is known again: a zone by its place in the file, anything else by its content.
  private mutating func key(
    _ row: Int, _ rows: PartRows, _ shape: Geometry<LonLat>, _ properties: UnsafeBufferPointer<UInt8>
  ) -> String {
    if role == .zones { return "\(kindName(row, rows, shape))-\(rows.layer.records[row])" }
    let print = RecordImport.fingerprint(of: shape, properties)
    let copy = copies[print, default: 0]
    copies[print] = copy + 1
    let digits = String(UInt(bitPattern: print), radix: 16)
    return copy == 0 ? "#\(digits)" : "#\(digits)-\(copy + 1)"
  }
}
