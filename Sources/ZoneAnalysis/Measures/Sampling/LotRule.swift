/// A rule for a whole lot from a sample of it (LQAS): inspect `sample` sites, accept when at most `mostBad` of
/// them are bad.
///
/// - Source: Dodge and Romig, A method of sampling inspection (1929); WHO, Monitoring immunization services
///   using the lot quality technique (1996).
public struct LotRule: Sendable, Hashable {
  public var sample: Int
  public var mostBad: Int

  public init(sample: Int, mostBad: Int) {
    self.sample = sample
    self.mostBad = mostBad
  }

  /// The probability that a lot with this share of bad sites is accepted: the operating curve.
  ///
  /// - Parameter lot: sites in the lot, at least the sample; `nil`: so many that drawing changes nothing. In a
  ///   lot the share becomes a whole number of bad sites, halves up.
  public func acceptance(badShare: Double, lot: Int? = nil) -> Double {
    guard let lot else {
      return CountDistribution.binomial(trials: sample, share: badShare).atMost(mostBad)
    }
    return acceptance(bad: Int((badShare * Double(lot)).rounded()), of: lot)
  }

  /// The same for a number of bad sites in a lot.
  public func acceptance(bad: Int, of lot: Int) -> Double {
    CountDistribution.hypergeometric(lot: lot, bad: bad, drawn: min(sample, lot)).atMost(mostBad)
  }

  /// The smallest sample whose rule keeps two promises: a good lot is refused with at most the producer's risk,
  /// a bad lot accepted with at most the consumer's risk.
  ///
  /// - Parameters:
  ///   - good, bad: shares of bad sites, good < bad. In a lot a good one has at most the first share (rounded
  ///     down), a bad one at least the second (rounded up).
  /// - Returns: `nil` when no sample of up to `limit` sites (or the lot) keeps both.
  public static func smallest(
    good: Double, bad: Double, producerRisk: Double, consumerRisk: Double, lot: Int? = nil,
    limit: Int = 20_000
  ) -> LotRule? {
    // a share such as 0.1 × 30 is 3 and a trifle
    let few = lot.map { Int((good * Double($0) + 1e-9).rounded(.down)) }
    let many = lot.map { Int((bad * Double($0) - 1e-9).rounded(.up)) }
    func accepts(_ rule: LotRule, _ share: Double, _ count: Int?) -> Double {
      if let lot, let count { return rule.acceptance(bad: count, of: lot) }
      return rule.acceptance(badShare: share)
    }
    let most = min(limit, lot ?? limit)
    var sample = 1
    for mostBad in 0...most {
      var rule = LotRule(sample: max(sample, mostBad + 1), mostBad: mostBad)
      while rule.sample <= most, accepts(rule, bad, many) > consumerRisk { rule.sample += 1 }
      guard rule.sample <= most else { return nil }
      if accepts(rule, good, few) >= 1 - producerRisk { return rule }
      sample = rule.sample
    }
    return nil
  }
}
