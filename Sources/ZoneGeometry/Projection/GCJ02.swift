import Foundation

/// The shift of public maps in mainland China, both ways.
///
/// The shift is applied inside one rectangle, ``shiftedGround``, and nowhere else, so it holds for places
/// of neighbouring countries inside the rectangle as well: the published algorithm knows no border. The
/// answers agree with the usual implementations that take a = 6 378 245 m to 1e-9 degrees; those that take
/// 6 378 137 m differ by about 1 cm.
///
/// - Source: the algorithm as published in eviltransform and coordtransform; it has no official text.
public enum GCJ02 {
  /// Where the shift applies, edges included: longitudes 72.004 to 137.8347, latitudes 0.8293 to 55.8271.
  public static let shiftedGround = Box(minimum: LonLat(72.004, 0.8293), maximum: LonLat(137.8347, 55.8271))

  /// Where `p` is drawn on a public map. Ground outside ``shiftedGround`` (and anything not finite) comes
  /// back as it is.
  public static func fromWGS84(_ p: LonLat) -> LonLat {
    guard shiftedGround.contains(p) else { return p }
    let d = shift(at: p)
    return LonLat(p.lon + d.lon, p.lat + d.lat)
  }

  /// The true place of a public map's `p`: the point that ``fromWGS84(_:)`` sends there, to 1e-7 m.
  ///
  /// Along the edge of ``shiftedGround``, in a strip as wide as the shift (about 1 km), the forward
  /// direction is not one to one: where two points are sent to `p`, the shifted one is taken; where none is,
  /// `p` itself comes back.
  public static func toWGS84(_ p: LonLat) -> LonLat {
    guard nearShiftedGround.contains(p) else { return p }
    let q = unshifted(p)
    return shiftedGround.contains(q) ? q : p
  }

  /// The strip around the box from which a point may have been shifted out; the shift is below 0.02 degrees.
  private static let nearShiftedGround = shiftedGround.grown(by: 0.02)

  /// Solves q + shift(q) = p by fixed-point iteration: each round shrinks the error about 200 times, so 6
  /// rounds reach the last bit; the bound on the rounds only matters for what cannot converge.
  private static func unshifted(_ p: LonLat) -> LonLat {
    var q = p
    for _ in 0..<12 {
      let d = shift(at: q)
      let next = LonLat(p.lon - d.lon, p.lat - d.lat)
      let change = max(abs(next.lon - q.lon), abs(next.lat - q.lat))
      q = next
      if change < 1e-12 { break }
    }
    return q
  }

  /// The shift in degrees, wherever `p` lies.
  private static func shift(at p: LonLat) -> LonLat {
    let a = 6_378_245.0
    let ee = 0.006_693_421_622_965_943_23
    let metres = wave(p.lon - 105, p.lat - 35)
    let latitude = p.lat / 180 * .pi
    let s = sin(latitude)
    let w = 1 - ee * s * s
    let root = w.squareRoot()
    return LonLat(
      metres.first * 180 / (a / root * cos(latitude) * .pi),
      metres.second * 180 / ((a * (1 - ee)) / (w * root) * .pi))
  }

  /// The shift in metres east and north of the point `x`, `y` degrees from 105 E, 35 N.
  private static func wave(_ x: Double, _ y: Double) -> (first: Double, second: Double) {
    let root = abs(x).squareRoot()
    let ripple = (20 * sin(6 * x * .pi) + 20 * sin(2 * x * .pi)) * 2 / 3
    let east =
      300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root + ripple
      + (20 * sin(x * .pi) + 40 * sin(x / 3 * .pi)) * 2 / 3
      + (150 * sin(x / 12 * .pi) + 300 * sin(x / 30 * .pi)) * 2 / 3
    let north =
      -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root + ripple
      + (20 * sin(y * .pi) + 40 * sin(y / 3 * .pi)) * 2 / 3
      + (160 * sin(y / 12 * .pi) + 320 * sin(y * .pi / 30)) * 2 / 3
    return (east, north)
  }
}
