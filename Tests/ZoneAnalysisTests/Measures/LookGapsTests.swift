import Foundation
import TestSupport
import Testing
import ZoneAnalysis
import ZoneModel

@Suite struct `Gaps between looks` {
  @Test func `gaps of 5, 10 and 15 in 100 are 3.5 on average over time, half of it until somebody comes`() {
    #expect(LookGaps.timeAverage([5, 10, 15], over: 100) == 3.5)
    #expect(LookGaps.meanResponse([5, 10, 15], over: 100) == 1.75)
    #expect(LookGaps.timeAverage([], over: 0) == nil)
  }

  private func day(_ day: Double) -> ClosedRange<Instant> { day * 86_400...day * 86_400 }

  @Test func `gaps are cut at the ends of the window`() {
    let gaps = LookGaps.days(between: [-3, 4, 1, 12].map(day), from: 0, to: 10 * 86_400)
    #expect(gaps == [1, 3, 6])
    #expect(LookGaps.days(between: [], from: 0, to: 10 * 86_400) == [10])
    #expect(LookGaps.days(between: [day(0), day(10)], from: 0, to: 10 * 86_400) == [10])
  }

  @Test func `a walk leaves no gap while it lasts, also around others`() {
    let long: ClosedRange<Instant> = 2 * 86_400...6 * 86_400
    #expect(LookGaps.days(between: [long, day(3), day(7)], from: 0, to: 8 * 86_400) == [2, 1, 1])
  }

  @Test func `the average is what sampling the window finds`() {
    var random = SeededRandom(seed: 3)
    let looks = (0..<30).map { _ in day(Double.random(in: 0...100, using: &random)) }
    let gaps = LookGaps.days(between: looks, from: 0, to: 100 * 86_400)
    #expect(abs(gaps.reduce(0, +) - 100) < 1e-9)
    let times = ([0] + looks.map { $0.lowerBound / 86_400 } + [100]).sorted()
    let samples = 200_000
    var waiting = 0.0
    for sample in 0..<samples {
      let moment = (Double(sample) + 0.5) * 100 / Double(samples)
      waiting += (times.first { $0 > moment } ?? 100) - moment
    }
    let mean = LookGaps.meanResponse(gaps, over: 100) ?? 0
    #expect(abs(waiting / Double(samples) - mean) < 1e-3)
  }
}
