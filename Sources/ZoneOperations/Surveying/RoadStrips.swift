internal import ZoneAnalysis
internal import ZoneGeometry

extension GeometryEngine {
  /// The strips around stretches of a road longer than a millimetre. Their area is length × width, as a
  /// road's area is.
  func strips(around lines: [[PlanePoint]], width: Double) throws -> [UnseenGround] {
    try lines.filter { $0.count > 1 && length(of: $0) > 1e-3 }.compactMap { line in
      let strip = try buffer(.line(line), by: width / 2, ends: .flat)
      return strip.polygons.first.map { UnseenGround(outline: $0, area: length(of: line) * width) }
    }
  }
}
