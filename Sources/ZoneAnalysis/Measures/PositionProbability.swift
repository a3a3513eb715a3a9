public import ZoneGeometry

/// How likely a point of uncertain position truly lies in ground: the integral of a circular normal
/// distribution over polygons.
///
/// - Source: the 68 % radius of a circular normal is 1.515 σ (Rayleigh).
public enum PositionProbability {
  /// Standard deviations within which 68 % of a circular normal distribution lie: √(−2 ln 0.32) rounded up.
  static let radius = 1.515

  /// Metres of one standard deviation. What is more exact than a micrometre is exact.
  static func deviation(accuracy: Double) -> Double { max(accuracy, 1e-6) / radius }

  /// Metres beyond which less than 3e-8 of a position's probability lies.
  static func reach(accuracy: Double) -> Double { NormalCurve.reach * deviation(accuracy: accuracy) }

  /// The share of a position's probability that lies in `ground`; within 1e-7. For many positions make a
  /// ``BoundaryIntegral`` once.
  ///
  /// - Parameters:
  ///   - p: the position as stated.
  ///   - accuracy: radius in metres within which the true position lies with 68 %; at 0 the answer is 0 or 1,
  ///     on the boundary the share of the angle.
  ///   - ground: valid; in the plane of `p`.
  public static func share(
    of p: PlanePoint, accuracy: Double, in ground: MultiPolygon<PlanePoint>
  ) -> Double {
    BoundaryIntegral(ground).share(of: p, accuracy: accuracy)
  }
}
