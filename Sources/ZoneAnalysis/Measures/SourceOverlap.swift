/// How many problems there are, from how far independent sources found the same ones.
///
/// Every estimate here assumes that nothing appears or goes away between the sources, that matches are right,
/// and that each problem is as likely to be found by a source as any other. Those that say so assume that the
/// sources are independent: when what one finds makes the other look there too, they come out too low.
public enum SourceOverlap {
  /// An estimated number of problems.
  public struct Estimate: Sendable, Hashable {
    public var number: Double
    /// `nil` where the method states none.
    public var variance: Double?

    public init(number: Double, variance: Double? = nil) {
      self.number = number
      self.variance = variance
    }

    public var standardError: Double? { variance.map { $0.squareRoot() } }
  }

  /// Chapman's estimate (n₁+1)(n₂+1)/(m+1) − 1 from two independent sources.
  ///
  /// - Parameters:
  ///   - both: how many problems both found; at most the smaller of the two.
  /// - Source: Chapman 1951; variance after Seber 1970.
  public static func chapman(_ first: Int, _ second: Int, both: Int) -> Estimate {
    let (n, k, m) = (Double(first), Double(second), Double(both))
    let number = (n + 1) * (k + 1) / (m + 1) - 1
    let variance = (n + 1) * (k + 1) * (n - m) * (k - m) / ((m + 1) * (m + 1) * (m + 2))
    return Estimate(number: number, variance: variance)
  }

  /// The most likely number from several independent sources: the N with Π(1 − nₛ/N) = 1 − D/N.
  ///
  /// - Parameters:
  ///   - found: how many problems each source found.
  ///   - distinct: how many different problems they found together.
  /// - Returns: `nil` when no two sources found the same one, so that N has no upper end.
  /// - Source: Darroch 1958, the multiple-recapture census.
  public static func independent(_ found: [Int], distinct: Int) -> Estimate? {
    let (sizes, seen) = (found.map(Double.init), Double(distinct))
    guard seen > 0, sizes.reduce(0, +) > seen else { return nil }
    func excess(_ n: Double) -> Double { sizes.reduce(1) { $0 * (1 - $1 / n) } - (1 - seen / n) }
    if excess(seen) <= 0 { return Estimate(number: seen, variance: 0) }
    // for too small a number more would be missed than it leaves to be missed
    var (low, high) = (seen, seen * 2)
    while excess(high) > 0, high < 1e12 { high *= 2 }
    guard excess(high) <= 0 else { return nil }
    for _ in 0..<200 where high - low > 1e-12 * high {
      let middle = (low + high) / 2
      if excess(middle) > 0 { low = middle } else { high = middle }
    }
    let number = (low + high) / 2
    return Estimate(number: number, variance: variance(number, sizes, seen))
  }

  private static func variance(_ n: Double, _ sizes: [Double], _ seen: Double) -> Double? {
    let unseen = n - seen
    guard unseen > 1e-6 * n else { return 0 }
    let information =
      1 / unseen + Double(sizes.count - 1) / n - sizes.reduce(0) { $0 + 1 / max(1e-9, n - $1) }
    return information > 0 ? 1 / information : nil
  }

  /// Chao's lower bound D + (S−1)/S · f₁(f₁−1)/(2(f₂+1)): at least so many, also when problems are unlike one
  /// another in how easily they are found.
  ///
  /// - Parameters:
  ///   - once: problems found by exactly one source.
  ///   - twice: by exactly two.
  /// - Source: Chao 1987, bias-corrected.
  public static func atLeast(distinct: Int, once: Int, twice: Int, sources: Int) -> Double {
    guard sources > 0 else { return Double(distinct) }
    let (f, g) = (Double(once), Double(twice))
    return Double(distinct) + Double(sources - 1) / Double(sources) * f * max(0, f - 1) / (2 * (g + 1))
  }
}
