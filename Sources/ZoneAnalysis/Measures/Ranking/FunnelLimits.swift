/// The counts that chance alone gives when nothing is special: beyond them something is.
///
/// A count lies below when so low a one or a lower has less than the tail's probability, above when so high a
/// one or a higher has at most it.
///
/// - Source: Spiegelhalter, Funnel plots for comparing institutional performance, Statistics in Medicine 24
///   (2005), with exact limits.
public struct FunnelLimits: Sendable, Hashable {
  /// The smallest count within the limits.
  public let lower: Int
  /// The largest count within the limits.
  public let upper: Int

  /// - Parameter tail: the probability beyond each of the two limits: 0.025 for 95 %, 0.001 for 99.8 %.
  public init(_ expected: CountDistribution, tail: Double) {
    precondition(tail > 0 && tail < 0.5, "a probability below one half")
    lower = expected.quantile(tail)
    upper = expected.quantile(1 - tail)
  }

  /// 95 %.
  public static func warning(_ expected: CountDistribution) -> FunnelLimits {
    FunnelLimits(expected, tail: 0.025)
  }

  /// 99.8 %.
  public static func alarm(_ expected: CountDistribution) -> FunnelLimits {
    FunnelLimits(expected, tail: 0.001)
  }
}

/// How a count stands to its two funnel limits.
public enum FunnelPlace: String, Sendable, Hashable, CaseIterable {
  case farBelow = "below_99.8"
  case below = "below_95"
  /// Chance alone explains it.
  case within
  case above = "above_95"
  case farAbove = "above_99.8"

  public init(_ count: Int, warning: FunnelLimits, alarm: FunnelLimits) {
    self =
      count < alarm.lower
      ? .farBelow
      : count < warning.lower
        ? .below : count > alarm.upper ? .farAbove : count > warning.upper ? .above : .within
  }
}
