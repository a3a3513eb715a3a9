/// Probabilities of a count: Poisson, binomial or hypergeometric, each summed exactly.
///
/// Terms grow from the likeliest count outwards by their ratios and are divided by their sum. That takes only
/// + × ÷, which IEEE 754 rounds the same everywhere, and no function of the C library.
public struct CountDistribution: Sendable {
  /// The smallest count with a term worth its place (all others together weigh less than 1e-15).
  private let first: Int
  /// P(X ≤ first + i).
  private let sums: [Double]

  /// Counts of independent events, `mean` of them expected: 0 to 1e9.
  public static func poisson(mean: Double) -> CountDistribution {
    precondition(mean >= 0 && mean <= 1e9, "a mean from 0 to 1e9")
    if mean == 0 { return certain(0) }
    return CountDistribution(likeliest: Int(mean), in: 0...Int.max) { mean / Double($0 + 1) }
  }

  /// Counts among `trials` independent trials that each succeed with probability `share`.
  public static func binomial(trials: Int, share: Double) -> CountDistribution {
    precondition(trials >= 0 && (0...1).contains(share), "a number of trials and a probability")
    if share == 0 || trials == 0 { return certain(0) }
    if share == 1 { return certain(trials) }
    let odds = share / (1 - share)
    return CountDistribution(likeliest: min(trials, Int(Double(trials + 1) * share)), in: 0...trials) {
      Double(trials - $0) / Double($0 + 1) * odds
    }
  }

  /// Counts of bad pieces among `drawn` pieces taken without return from a lot of `lot` with `bad` bad ones.
  public static func hypergeometric(lot: Int, bad: Int, drawn: Int) -> CountDistribution {
    precondition(bad >= 0 && drawn >= 0 && bad <= lot && drawn <= lot, "no more than the lot holds")
    let range = max(0, drawn + bad - lot)...min(drawn, bad)
    if range.count == 1 { return certain(range.lowerBound) }
    let middle = Int(Double(drawn + 1) * Double(bad + 1) / Double(lot + 2))
    return CountDistribution(
      likeliest: min(range.upperBound, max(range.lowerBound, middle)), in: range
    ) { Double(bad - $0) * Double(drawn - $0) / (Double($0 + 1) * Double(lot - bad - drawn + $0 + 1)) }
  }

  private static func certain(_ count: Int) -> CountDistribution {
    CountDistribution(first: count, sums: [1])
  }

  private init(first: Int, sums: [Double]) {
    self.first = first
    self.sums = sums
  }

  /// - Parameter ratio: P(X = k + 1) ÷ P(X = k).
  private init(likeliest: Int, in range: ClosedRange<Int>, ratio: (_ k: Int) -> Double) {
    let least = 1e-20
    var below: [Double] = []
    var term = 1.0
    var k = likeliest
    while k > range.lowerBound {
      term /= ratio(k - 1)
      guard term > least else { break }
      below.append(term)
      k -= 1
    }
    var terms = Array(below.reversed())
    terms.append(1)
    term = 1
    k = likeliest
    while k < range.upperBound {
      term *= ratio(k)
      guard term > least else { break }
      terms.append(term)
      k += 1
    }
    let total = terms.reduce(0, +)
    var sum = 0.0
    first = likeliest - below.count
    sums = terms.map { term in
      sum += term
      return min(1, sum / total)
    }
  }

  /// P(X ≤ `count`).
  public func atMost(_ count: Int) -> Double {
    if count < first { return 0 }
    return count - first < sums.count ? sums[count - first] : 1
  }

  /// The smallest count that is not exceeded with at least this probability.
  ///
  /// - Complexity: O(log *n*) in the counts that have a term.
  public func quantile(_ probability: Double) -> Int {
    var (low, high) = (0, sums.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if sums[middle] >= probability { high = middle } else { low = middle + 1 }
    }
    return first + low
  }
}
