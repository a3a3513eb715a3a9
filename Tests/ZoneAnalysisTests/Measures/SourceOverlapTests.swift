import Testing
import ZoneAnalysis

@Suite struct `Sources that overlap` {
  @Test func `Chapman: 5 and 4 with 2 in both are 9, variance 5`() {
    let estimate = SourceOverlap.chapman(5, 4, both: 2)
    #expect(estimate.number == 9)
    #expect(estimate.variance == 5)
  }

  @Test func `two sources: the most likely number is n₁n₂ ÷ m`() throws {
    let estimate = try #require(SourceOverlap.independent([60, 40], distinct: 76))
    #expect(abs(estimate.number - 60.0 * 40 / 24) < 1e-5)
  }

  @Test func `three sources that find what chance has them find give the number back`() throws {
    // N = 1000, p = 0.5, 0.4, 0.3: 1000·(1 − 0.5·0.6·0.7) = 790 different ones
    let estimate = try #require(SourceOverlap.independent([500, 400, 300], distinct: 790))
    #expect(abs(estimate.number - 1000) < 1e-3)
    #expect(try #require(estimate.standardError) > 0)
  }

  @Test func `without an overlap there is no upper end`() {
    #expect(SourceOverlap.independent([3, 4, 5], distinct: 12) == nil)
    #expect(SourceOverlap.independent([], distinct: 0) == nil)
    #expect(SourceOverlap.independent([5, 5], distinct: 5)?.number == 5)
  }

  @Test func `the lower bound lies below the truth when problems differ`() {
    // half of 1000 found with 0.1 by each of three sources, half with 0.6
    let once = 500 * 3 * (0.1 * 0.81 + 0.6 * 0.16)
    let twice = 500 * 3 * (0.01 * 0.9 + 0.36 * 0.4)
    let thrice = 500 * (0.001 + 0.216)
    let bound = SourceOverlap.atLeast(
      distinct: Int(once + twice + thrice), once: Int(once), twice: Int(twice), sources: 3)
    #expect(bound > once + twice + thrice && bound < 1000)
  }
}
