internal import CPROJ

/// Lengths and areas on the WGS 84 ellipsoid itself, without a plane: slow, and right everywhere on earth.
///
/// - Source: Karney, Algorithms for geodesics (2013), as `geodesic.h` of PROJ.
public enum GeodesicMeasure {
  /// The length in metres of the shortest path between two points; not a number when a latitude lies outside
  /// −90…90 or a coordinate is not finite.
  public static func distance(_ a: LonLat, _ b: LonLat) -> Double {
    var ellipsoid = wgs84
    var length = 0.0
    geod_inverse(&ellipsoid, a.lat, a.lon, b.lat, b.lon, &length, nil, nil)
    return length
  }

  /// The area in square metres of ground whose edges are geodesics. Holes count against it, orientation does
  /// not matter; overlapping polygons count twice, and a ring that crosses itself has no meaningful area.
  public static func area(of ground: MultiPolygon<LonLat>) -> Double {
    ground.polygons.reduce(0) { $0 + area(of: $1) }
  }

  private static func area(of polygon: Polygon<LonLat>) -> Double {
    polygon.holes.reduce(area(of: polygon.exterior)) { $0 - area(of: $1) }
  }

  private static func area(of ring: Ring<LonLat>) -> Double {
    var ellipsoid = wgs84
    var sum = geod_polygon()
    geod_polygon_init(&sum, 0)
    for p in ring { geod_polygon_addpoint(&ellipsoid, &sum, p.lat, p.lon) }
    var area = 0.0
    geod_polygon_compute(&ellipsoid, &sum, 0, 1, &area, nil)
    return abs(area)
  }

  private static var wgs84: geod_geodesic {
    var ellipsoid = geod_geodesic()
    geod_init(&ellipsoid, 6_378_137, 1 / 298.257223563)
    return ellipsoid
  }
}
