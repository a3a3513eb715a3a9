internal import Foundation

/// Search theory: how likely an existing problem was found (Koopman 1946).
public enum Detection {
  /// Coverage factor C = effort ÷ area; `nil` when the area is 0.
  public static func coverageFactor(effort: Double, area: Double) -> Double? {
    area > 0 ? effort / area : nil
  }

  /// Probability of detection 1 − e^−C for effort spread at random.
  public static func probability(coverageFactor: Double) -> Double {
    -expm1(-coverageFactor)
  }
}
