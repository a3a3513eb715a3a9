import Testing
import ZoneModel

@Suite struct `Share of a whole` {
  @Test func `ninety-nine and a half is never a hundred`() {
    #expect(Share(995, of: 1000).percent == "99.5 %")
    #expect(Share(99_999, of: 100_000).percent == "99.9 %")
    #expect(Share(1000, of: 1000).percent == "100.0 %")
  }

  @Test func `nothing to take a share of is a dash, not 0 and not 100`() {
    #expect(Share(0, of: 0).percent == "—")
    #expect(Share(0, of: 0).value == nil)
  }

  @Test func `the Tianmen month comes out as printed, rounded down`() {
    #expect(Share(911, of: 972).value.map { ($0 * 1e4).rounded() / 100 } == 93.72)
    #expect(Share(737, of: 972).value.map { ($0 * 1e4).rounded() / 100 } == 75.82)
  }
}

@Suite struct `Detection law` {
  @Test(arguments: [(0.25, 22.12), (0.5, 39.35), (1, 63.21), (2, 86.47), (3, 95.02)])
  func `random search finds the published shares`(factor: Double, percent: Double) {
    #expect((Detection.probability(coverageFactor: factor) * 1e4).rounded() / 100 == percent)
  }
}

@Suite struct `Freshness of a zone` {
  @Test(arguments: [
    (15.0, Freshness.fresh), (15.1, .due), (30, .due), (30.001, .overdue), (0, .fresh),
  ])
  func `half the interval is fresh, the whole is due, more is overdue`(age: Double, expected: Freshness) {
    #expect(Freshness(ageDays: age, revisitDays: 30) == expected)
  }

  @Test func `no observation is never`() {
    #expect(Freshness(ageDays: nil, revisitDays: 30) == .never)
  }
}
