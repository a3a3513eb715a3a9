import TestSupport
import Testing
import ZoneAnalysis

@Suite struct `Empirical Bayes` {
  @Test func `three zones by hand`() throws {
    // mean 18/40; Σn(r−m)² = 10·.0625 + 10·.3025 + 20·.0225 = 4.1; V = 4.1/40 − .45/(40/3) = .06875
    let bayes = EmpiricalBayes(events: [2, 10, 6], exposures: [10, 10, 20])
    #expect(abs(bayes.mean! - 0.45) < 1e-12)
    #expect(abs(bayes.variance - 0.068_75) < 1e-12)
    let few = try #require(bayes.shrunk(events: 2, exposure: 10))
    // w = .06875 ÷ (.06875 + .045)
    #expect(abs(few.weight - 0.604_395_604) < 1e-9)
    #expect(abs(few.value - 0.298_901_099) < 1e-9)
    let many = try #require(bayes.shrunk(events: 6, exposure: 20))
    // w = .06875 ÷ (.06875 + .0225)
    #expect(abs(many.weight - 0.753_424_658) < 1e-9)
    #expect(abs(many.value - 0.336_986_301) < 1e-9)
  }

  @Test func `rates that differ no more than by chance all become the mean`() throws {
    let bayes = EmpiricalBayes(events: [3, 2, 4], exposures: [10, 10, 10])
    #expect(bayes.variance == 0)
    #expect(bayes.shrunk(events: 3, exposure: 10)?.value == bayes.mean)
  }

  @Test func `shares vary less than counts`() {
    // mean .5: the unit's variance is .25, not .5
    let shares = EmpiricalBayes(events: [1, 9], exposures: [10, 10], .shares)
    let counts = EmpiricalBayes(events: [1, 9], exposures: [10, 10], .counts)
    #expect(abs(shares.variance - (0.16 - 0.025)) < 1e-12)
    #expect(abs(counts.variance - (0.16 - 0.05)) < 1e-12)
  }

  @Test func `where nobody looked there is no rate, and the others' mean does not know of it`() {
    let bayes = EmpiricalBayes(events: [2, 10, 6, 7], exposures: [10, 10, 20, 0])
    #expect(bayes.mean == EmpiricalBayes(events: [2, 10, 6], exposures: [10, 10, 20]).mean)
    #expect(bayes.shrunk(events: 7, exposure: 0) == nil)
    let none = EmpiricalBayes(events: [0], exposures: [0])
    #expect(none.mean == nil && none.shrunk(events: 0, exposure: 5) == nil)
    #expect(EmpiricalBayes(events: [], exposures: []).mean == nil)
  }

  @Test func `nothing found anywhere is a rate of nothing, not of none`() {
    let bayes = EmpiricalBayes(events: [0, 0], exposures: [3, 9])
    #expect(bayes.mean == 0 && bayes.shrunk(events: 0, exposure: 3)?.value == 0)
  }

  @Test func `a shrunk rate lies between the rate and the mean, nearer to it the less is known`() throws {
    var random = SeededRandom(seed: 5)
    for _ in 0..<200 {
      let exposures = (0..<8).map { _ in Double(Int.random(in: 1...40, using: &random)) }
      let events = exposures.map { Double(Int.random(in: 0...Int($0 * 2), using: &random)) }
      let bayes = EmpiricalBayes(events: events, exposures: exposures)
      let mean = try #require(bayes.mean)
      for (y, n) in zip(events, exposures) {
        let shrunk = try #require(bayes.shrunk(events: y, exposure: n))
        #expect(shrunk.value >= min(mean, shrunk.rate) - 1e-12)
        #expect(shrunk.value <= max(mean, shrunk.rate) + 1e-12)
        let more = try #require(bayes.shrunk(events: y * 2, exposure: n * 2))
        #expect(more.weight >= shrunk.weight)
      }
    }
  }

  @Test func `the order of the zones changes not a bit`() {
    var random = SeededRandom(seed: 9)
    var pairs = (0..<200).map { _ in
      (Double(Int.random(in: 0...30, using: &random)), Double.random(in: 0.1...50, using: &random))
    }
    let first = EmpiricalBayes(events: pairs.map(\.0), exposures: pairs.map(\.1))
    for _ in 0..<20 {
      pairs.shuffle(using: &random)
      #expect(EmpiricalBayes(events: pairs.map(\.0), exposures: pairs.map(\.1)) == first)
    }
  }
}

@Suite struct `The fair order` {
  private func rate(
    _ id: String, _ shrunk: Double, rate: Double = 1, severity: Double = 1, inspections: Int = 5
  ) -> RankedRate {
    RankedRate(id: id, shrunk: shrunk, rate: rate, severity: severity, inspections: inspections)
  }

  @Test func `rules are asked one after the other, and the last one needed is named`() {
    let rates = [
      rate("e", 0.5), rate("d", 0.5, inspections: 9), rate("c", 0.5, severity: 0.5),
      rate("b", 0.5, rate: 0.9),
      rate("a", 0.9), rate("f", 0.5), rate("z", 0.1),
    ]
    let places = FairOrder.places(rates)
    #expect(places.map { rates[$0.index].id } == ["z", "b", "c", "d", "e", "f", "a"])
    #expect(places.map(\.decidedBy) == [.shrunk, .rate, .severity, .evidence, .id, .id, .shrunk])
  }

  @Test func `rounding decides nothing`() {
    let rates = [rate("b", 0.1 + 0.2, inspections: 7), rate("a", 0.3, inspections: 6)]
    #expect(FairOrder.places(rates).map { rates[$0.index].id } == ["b", "a"])
  }

  @Test func `the order of the input does not matter`() {
    var random = SeededRandom(seed: 3)
    var rates = (0..<60).map { i in
      rate(
        "Z\(i)", Double(Int.random(in: 0...3, using: &random)),
        rate: Double(Int.random(in: 0...2, using: &random)),
        inspections: Int.random(in: 3...5, using: &random))
    }
    let first = FairOrder.places(rates).map { "\(rates[$0.index].id) \($0.decidedBy)" }
    for _ in 0..<10 {
      rates.shuffle(using: &random)
      #expect(FairOrder.places(rates).map { "\(rates[$0.index].id) \($0.decidedBy)" } == first)
    }
  }
}
