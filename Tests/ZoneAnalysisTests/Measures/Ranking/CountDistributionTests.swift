import Foundation
import Testing
import ZoneAnalysis

@Suite struct `Count distributions` {
  /// Σ e^−m·mᵏ ÷ k!, term by term.
  private func poisson(_ mean: Double, atMost count: Int) -> Double {
    var term = exp(-mean)
    var sum = term
    for k in stride(from: 1, through: count, by: 1) {
      term *= mean / Double(k)
      sum += term
    }
    return count < 0 ? 0 : sum
  }

  private func choose(_ n: Int, _ k: Int) -> Double {
    guard k >= 0, k <= n else { return 0 }
    return (0..<k).reduce(1.0) { $0 * Double(n - $1) / Double($1 + 1) }
  }

  @Test(arguments: [0.01, 0.45, 1, 2.5, 5, 17.3, 100])
  func `Poisson sums are the textbook's`(mean: Double) {
    let distribution = CountDistribution.poisson(mean: mean)
    for count in -1...200 {
      #expect(abs(distribution.atMost(count) - poisson(mean, atMost: count)) < 1e-12)
    }
  }

  @Test func `a large mean has the normal's quantiles`() {
    let million = CountDistribution.poisson(mean: 1e6)
    #expect(abs(Double(million.quantile(0.975)) - (1e6 + 1.959_964 * 1000)) < 2)
    #expect(abs(million.atMost(1_000_000) - 0.500_266) < 1e-5)
  }

  @Test func `binomial sums are those of all outcomes`() {
    for trials in [1, 2, 7, 30] {
      for share in [0.0, 0.02, 0.3, 0.5, 0.97, 1] {
        let distribution = CountDistribution.binomial(trials: trials, share: share)
        var sum = 0.0
        for k in 0...trials {
          sum += choose(trials, k) * pow(share, Double(k)) * pow(1 - share, Double(trials - k))
          #expect(abs(distribution.atMost(k) - sum) < 1e-12, "\(k) of \(trials) at \(share)")
        }
      }
    }
  }

  @Test func `hypergeometric sums count the ways to draw`() {
    for (lot, bad, drawn) in [(10, 3, 4), (10, 10, 4), (10, 0, 4), (7, 5, 6), (40, 13, 40), (100, 7, 30)] {
      let distribution = CountDistribution.hypergeometric(lot: lot, bad: bad, drawn: drawn)
      var sum = 0.0
      for k in 0...drawn {
        sum += choose(bad, k) * choose(lot - bad, drawn - k) / choose(lot, drawn)
        #expect(abs(distribution.atMost(k) - sum) < 1e-12, "\(k) of \(drawn), \(bad) of \(lot)")
      }
    }
  }

  @Test func `nothing expected is a certain zero`() {
    let none = CountDistribution.poisson(mean: 0)
    #expect(none.atMost(0) == 1 && none.atMost(-1) == 0)
    #expect(FunnelLimits.alarm(none) == FunnelLimits.warning(none))
    #expect(FunnelLimits.alarm(none).upper == 0)
  }
}

@Suite struct `Funnel limits` {
  @Test func `beyond them lies no more than the tail, one step nearer would be more`() {
    for mean in stride(from: 0.05, through: 60, by: 0.35) {
      let chance = CountDistribution.poisson(mean: mean)
      for tail in [0.025, 0.001] {
        let limits = FunnelLimits(chance, tail: tail)
        #expect(chance.atMost(limits.lower - 1) < tail)
        #expect(chance.atMost(limits.lower) >= tail)
        #expect(1 - chance.atMost(limits.upper) <= tail + 1e-12)
        #expect(limits.upper == 0 || 1 - chance.atMost(limits.upper - 1) > tail - 1e-12)
      }
    }
  }

  @Test func `known ones: five expected`() {
    // P(X ≤ 0) = .0067, P(X ≤ 1) = .0404; P(X > 9) = .0318, P(X > 10) = .0137; P(X > 12) = .0020, P(X > 13) = .0007
    let chance = CountDistribution.poisson(mean: 5)
    #expect(FunnelLimits.warning(chance).lower == 1)
    #expect(FunnelLimits.warning(chance).upper == 10)
    #expect(FunnelLimits.alarm(chance).lower == 0)
    #expect(FunnelLimits.alarm(chance).upper == 13)
  }

  @Test func `a count has exactly one place`() {
    let chance = CountDistribution.poisson(mean: 20)
    let (warning, alarm) = (FunnelLimits.warning(chance), FunnelLimits.alarm(chance))
    let places = (0...60).map { FunnelPlace($0, warning: warning, alarm: alarm) }
    let order = FunnelPlace.allCases
    #expect(
      zip(places, places.dropFirst()).allSatisfy { order.firstIndex(of: $0)! <= order.firstIndex(of: $1)! })
    #expect(Set(places) == Set(order))
  }
}
