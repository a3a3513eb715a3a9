public import ZoneGeometry

extension GeometryEngine {
  /// The largest circle inside a polygon of a known area, its radius never below area ÷ perimeter and good
  /// to 2 % of that of the disc of the same area (for a crack over 12,000 times as long as wide to perimeter
  /// ÷ 20,000).
  ///
  /// For a narrow strip area ÷ perimeter is already its half width, all but exactly; searching the circle to
  /// a hundredth of the width would take a million steps for a crack of a kilometre.
  ///
  /// - Source: `GEOSMaximumInscribedCircle_r`; area ≤ radius × perimeter: Bonnesen's inequality.
  public func clearance(
    of polygon: Polygon<PlanePoint>, area: Double
  ) throws(GeometryError) -> InscribedCircle {
    let perimeter = polygon.rings.reduce(0) { $0 + length(of: $1) }
    let least = perimeter > 0 ? area / perimeter : 0
    let ground = MultiPolygon([polygon])
    let tolerance = max(0.02 * (area / .pi).squareRoot(), perimeter / 20_000)
    if tolerance > 0, let circle = try largestInscribedCircle(in: ground, tolerance: tolerance),
      circle.radius > least, try covers(ground, circle.centre)
    {
      return circle
    }
    let inside = try interiorPoint(of: .polygon(polygon))
    return InscribedCircle(centre: inside ?? polygon.exterior.first ?? PlanePoint(0, 0), radius: least)
  }
}
