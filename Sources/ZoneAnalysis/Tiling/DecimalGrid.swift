public import ZoneGeometry

/// The places that so many decimals of a degree can write, as whole numbers of the last decimal: where corners
/// are compared, neighbours agree to the last digit of a file.
public struct DecimalGrid: Sendable, Hashable {
  /// Steps a degree.
  let scale: Double

  /// - Parameter decimals: of a degree, 0 to 7.
  public init(decimals: Int) {
    precondition((0...7).contains(decimals), "decimals of a degree")
    scale = [1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7][decimals]
  }

  /// Ground with its corners moved to the nearest places of the grid; rings that become too small to enclose
  /// anything are left out. It may have become invalid.
  public func rounded(_ ground: MultiPolygon<LonLat>) -> MultiPolygon<LonLat> { inverse(forward(ground)) }

  func forward(_ ground: MultiPolygon<LonLat>) -> MultiPolygon<GridPoint> {
    MultiPolygon(
      ground.polygons.compactMap { polygon in
        ring(polygon.exterior).map { Polygon(exterior: $0, holes: polygon.holes.compactMap(ring)) }
      })
  }

  func inverse(_ p: GridPoint) -> LonLat { LonLat(p.first / scale, p.second / scale) }

  func inverse(_ ground: MultiPolygon<GridPoint>) -> MultiPolygon<LonLat> {
    ground.mapPositions { inverse($0) }
  }

  /// `nil` when fewer than three different corners are left.
  private func ring(_ ring: Ring<LonLat>) -> Ring<GridPoint>? {
    var kept: Ring<GridPoint> = []
    kept.reserveCapacity(ring.count)
    for p in ring {
      let next = GridPoint((p.lon * scale).rounded(), (p.lat * scale).rounded())
      if kept.last != next { kept.append(next) }
    }
    return kept.count > 3 ? kept : nil
  }
}

/// A place of a ``DecimalGrid``: whole numbers.
struct GridPoint: Position {
  var first: Double
  var second: Double

  init(_ first: Double, _ second: Double) {
    self.first = first
    self.second = second
  }
}
