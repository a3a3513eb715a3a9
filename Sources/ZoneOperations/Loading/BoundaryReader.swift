internal import ZoneAnalysis
internal import ZoneFormats
internal import ZoneGeometry
internal import ZoneModel

/// A zone's boundary as it was read, and what is wrong with it.
struct ReadBoundary: Sendable {
  let boundary: Boundary
  /// The box around it; `nil` when there is nothing of it.
  let box: Box<LonLat>?
  /// Of ground; what GEOS fails at counts when the zone does.
  let validity: Result<Validity<LonLat>, any Error>
}

/// Turns shapes into boundaries of zones and judges them. Lives in one task.
final class BoundaryReader {
  private let placing: Placing
  private let engine = GeometryEngine()
  private var check = GroundCheck()

  private init(_ datum: Datum, file: String) throws { placing = try Placing(datum, file: file) }

  /// One a shape, or why it can be none: `Misplaced`, or what was thrown.
  ///
  /// - Throws: `Problem(.usage)` when the datum cannot be used.
  static func boundaries(
    _ shapes: GeometryColumn, _ datum: Datum, file: String, threads: Int
  ) throws -> [Result<ReadBoundary, any Error>] {
    // also where there are no shapes
    _ = try BoundaryReader(datum, file: file)
    let chunks = Chunks(shapes.count, size: 64)
    return try Workers(threads: threads) {
      try BoundaryReader(datum, file: file)
    } work: { reader, number in
      chunks[number].map { row in Result { try reader.read(shapes[row]) } }
    }.results(chunks.count).flatMap { $0 }
  }

  private func read(_ geometry: Geometry<FilePosition>?) throws -> ReadBoundary {
    guard let geometry else { throw Misplaced.nowhere }
    let boundary = try boundary(placing.place(geometry))
    var validity = Result<Validity<LonLat>, any Error>.success(.valid)
    if case .ground(let ground) = boundary, !check.isSurelyValid(ground) {
      validity = Result { try engine.validity(of: ground) }
    }
    return ReadBoundary(boundary: boundary, box: boundary.geometry.bounds, validity: validity)
  }

  private func boundary(_ placed: Geometry<LonLat>) throws -> Boundary {
    let polygons = placed.polygons
    if !polygons.isEmpty { return .ground(MultiPolygon(polygons)) }
    let lines = placed.lines.filter { $0.count > 1 }
    guard !lines.isEmpty else {
      throw Misplaced(
        reason: Phrase(
          "a zone must be an area or a line; this is a \(placed.typeName)",
          zh: "区域应为面或线，此处为 \(placed.typeName)"),
        hint: Phrase(
          "points go in as findings or observations", zh: "点应作为问题点（--findings）或检查记录（--observations）读入"))
    }
    return .road(lines, width: Boundary.defaultRoadWidth)
  }
}
