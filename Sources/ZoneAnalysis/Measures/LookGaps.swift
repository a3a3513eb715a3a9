public import ZoneModel

/// How long ground goes without a look.
public enum LookGaps {
  /// The time-average gap Σ gap² ÷ T: how long, at a random moment, the gap lasts that one is in.
  ///
  /// - Returns: in the unit of the gaps; `nil` when `total` is not above 0.
  public static func timeAverage(_ gaps: [Double], over total: Double) -> Double? {
    total > 0 ? gaps.reduce(0) { $0 + $1 * $1 } / total : nil
  }

  /// The mean response time Σ gap² ÷ 2T: how long, from a random moment, until somebody looks.
  public static func meanResponse(_ gaps: [Double], over total: Double) -> Double? {
    timeAverage(gaps, over: total).map { $0 / 2 }
  }

  /// The gaps between looks in days, cut at the ends of the window; one that lasts for all of it when nobody
  /// looked.
  ///
  /// A look that lasts (a track) leaves no gap while it does.
  public static func days(between looks: [ClosedRange<Instant>], from: Instant, to: Instant) -> [Double] {
    var gaps: [Double] = []
    var seen = from
    for look in looks.sorted(by: { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) })
    where look.upperBound >= from && look.lowerBound <= to {
      if look.lowerBound > seen { gaps.append((look.lowerBound - seen) / 86_400) }
      seen = max(seen, min(to, look.upperBound))
    }
    if to > seen { gaps.append((to - seen) / 86_400) }
    return gaps
  }
}
