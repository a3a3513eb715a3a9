import Foundation

/// Baidu's degrees: a second shift on top of GCJ-02, both ways.
///
/// The wave number is π · 3000 / 180 per degree. (Code that takes π · 3000 is off by up to 86 m.) The usual
/// way back is one step long and up to 0.2 m off; here it is iterated.
///
/// - Source: the algorithm as published in coordtransform and gcoord; it has no official text.
public enum BD09 {
  /// Baidu's degrees of a point in GCJ-02. The shift applies on the whole globe.
  public static func fromGCJ02(_ p: LonLat) -> LonLat {
    let radius = (p.lon * p.lon + p.lat * p.lat).squareRoot() + radiusShift(p)
    let angle = atan2(p.lat, p.lon) + angleShift(p)
    return LonLat(radius * cos(angle) + origin.lon, radius * sin(angle) + origin.lat)
  }

  /// The point in GCJ-02 that ``fromGCJ02(_:)`` sends to `p`, to 1e-7 m.
  public static func toGCJ02(_ p: LonLat) -> LonLat {
    let east = p.lon - origin.lon
    let north = p.lat - origin.lat
    let radius = (east * east + north * north).squareRoot()
    let angle = atan2(north, east)
    var q = LonLat(east, north)
    // Each round shrinks the error at least 30 times; 8 rounds reach the last bit.
    for _ in 0..<16 {
      let r = radius - radiusShift(q)
      let a = angle - angleShift(q)
      let next = LonLat(r * cos(a), r * sin(a))
      let change = max(abs(next.lon - q.lon), abs(next.lat - q.lat))
      q = next
      if change < 1e-12 { break }
    }
    return q
  }

  /// Baidu's degrees of a true place, by way of GCJ-02.
  public static func fromWGS84(_ p: LonLat) -> LonLat { fromGCJ02(GCJ02.fromWGS84(p)) }

  /// The true place of a point in Baidu's degrees, by way of GCJ-02; the round trip is good to 1e-6 m.
  public static func toWGS84(_ p: LonLat) -> LonLat { GCJ02.toWGS84(toGCJ02(p)) }

  private static let origin = LonLat(0.0065, 0.006)
  private static let wave = Double.pi * 3000 / 180

  private static func radiusShift(_ p: LonLat) -> Double { 0.000_02 * sin(p.lat * wave) }
  private static func angleShift(_ p: LonLat) -> Double { 0.000_003 * cos(p.lon * wave) }
}
