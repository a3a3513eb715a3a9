internal import Foundation

/// Search theory: how likely an existing problem was found (Koopman 1946).
public enum Detection {
  /// Coverage factor C = effort ÷ area; `nil` when the area is 0.
  public static func coverageFactor(effort: Double, area: Double) -> Double? {
    area > 0 ? effort / area : nil
  }

  /// Probability of detection 1 − e^−C for effort spread at random: the careful end of the bracket.
  public static func probability(coverageFactor: Double) -> Double {
    -expm1(-coverageFactor)
  }

  /// Probability of detection erf(½√π·C) by the inverse-cube law, with effort in evenly spaced tracks: the
  /// optimistic end of the bracket. Measured searches fall between the two.
  public static func optimisticProbability(coverageFactor: Double) -> Double {
    erf(0.5 * Double.pi.squareRoot() * coverageFactor)
  }

  /// Probability that at least one problem is unseen where so many are expected, 1 − e^−U.
  public static func probabilityOfAny(expected: Double) -> Double { -expm1(-expected) }
}
