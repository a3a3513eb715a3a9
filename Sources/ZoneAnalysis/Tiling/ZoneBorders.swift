public import ZoneGeometry

/// How much border zones share.
public enum ZoneBorders {
  /// Metres: a shorter run is two corners that touch.
  public static let leastLength = 5.0

  /// The length in metres along which a zone's edge runs within `nearness` metres of each other zone's.
  ///
  /// - Returns: one number a zone, 0 where it is below ``leastLength``.
  /// - Complexity: O(log *n*) for each edge of the others, *n* edges of the zone.
  public static func shared(
    of zone: MultiPolygon<PlanePoint>, with others: [MultiPolygon<PlanePoint>], nearness: Double
  ) -> [Double] {
    var lengths = others.map { _ in 0.0 }
    for piece in SharedBorders.lengths(of: zone.polygons, with: others, nearness: nearness) {
      for border in piece { lengths[border.zone] += border.length }
    }
    return lengths.map { $0 < leastLength ? 0 : $0 }
  }
}
