import Testing
import ZoneAnalysis

@Suite struct `A lot rule` {
  @Test func `fifty sites and three bad ones`() {
    let rule = LotRule(sample: 50, mostBad: 3)
    for (share, accepted) in [(0.02, 0.982), (0.05, 0.760), (0.10, 0.250)] {
      #expect(abs(rule.acceptance(badShare: share) - accepted) < 0.0005)
    }
    #expect(rule.acceptance(badShare: 0) == 1)
    #expect(rule.acceptance(badShare: 1) == 0)
  }

  @Test func `in a small lot drawing uses it up`() {
    // 3 of 10 drawn, 4 bad: P(0 bad) = 6·5·4 ÷ (10·9·8) = 1/6
    #expect(abs(LotRule(sample: 3, mostBad: 0).acceptance(bad: 4, of: 10) - 1.0 / 6) < 1e-12)
    // a census knows
    #expect(LotRule(sample: 10, mostBad: 3).acceptance(bad: 3, of: 10) == 1)
    #expect(LotRule(sample: 10, mostBad: 3).acceptance(bad: 4, of: 10) == 0)
    // halves up
    #expect(LotRule(sample: 10, mostBad: 0).acceptance(badShare: 0.05, lot: 10) == 0)
    #expect(LotRule(sample: 10, mostBad: 0).acceptance(badShare: 0.04, lot: 10) == 1)
  }

  @Test func `a large lot is as if nothing were used up`() {
    let rule = LotRule(sample: 50, mostBad: 3)
    for share in [0.02, 0.05, 0.1] {
      #expect(abs(rule.acceptance(badShare: share, lot: 1_000_000) - rule.acceptance(badShare: share)) < 1e-4)
    }
  }

  @Test func `the rule found is the smallest that keeps both promises`() throws {
    for (good, bad, producer, consumer) in [
      (0.02, 0.1, 0.05, 0.1), (0.05, 0.2, 0.1, 0.1), (0.0, 0.1, 0.05, 0.05),
    ] {
      let rule = try #require(
        LotRule.smallest(good: good, bad: bad, producerRisk: producer, consumerRisk: consumer))
      func keeps(_ rule: LotRule) -> Bool {
        rule.acceptance(badShare: good) >= 1 - producer && rule.acceptance(badShare: bad) <= consumer
      }
      #expect(keeps(rule))
      for sample in 1..<rule.sample {
        for mostBad in 0..<sample { #expect(!keeps(LotRule(sample: sample, mostBad: mostBad))) }
      }
    }
    // in the tables of single sampling
    #expect(
      LotRule.smallest(good: 0.02, bad: 0.1, producerRisk: 0.05, consumerRisk: 0.1)
        == LotRule(sample: 65, mostBad: 3))
  }

  @Test func `a small lot takes fewer, at worst all of it`() throws {
    let large = try #require(LotRule.smallest(good: 0.02, bad: 0.1, producerRisk: 0.05, consumerRisk: 0.1))
    for lot in [5, 10, 30, 100, 400] {
      let rule = try #require(
        LotRule.smallest(good: 0.02, bad: 0.1, producerRisk: 0.05, consumerRisk: 0.1, lot: lot), "\(lot)")
      #expect(rule.sample <= min(lot, large.sample))
    }
    // 0 and 1 bad site: only the census tells them apart
    #expect(
      LotRule.smallest(good: 0.0, bad: 0.1, producerRisk: 0.05, consumerRisk: 0.05, lot: 10)?.sample == 10)
    #expect(LotRule.smallest(good: 0.1, bad: 0.1001, producerRisk: 0.01, consumerRisk: 0.01) == nil)
  }
}
