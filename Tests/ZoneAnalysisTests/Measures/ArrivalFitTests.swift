import Foundation
import TestSupport
import Testing
import ZoneAnalysis
import ZoneModel

@Suite struct `Fitting arrivals` {
  /// Poisson by inversion.
  private func poisson(_ mean: Double, _ random: inout SeededRandom) -> Int {
    var (count, product) = (0, Double.random(in: 0..<1, using: &random))
    let limit = exp(-mean)
    while product > limit {
      product *= Double.random(in: 0..<1, using: &random)
      count += 1
    }
    return count
  }

  /// Problems as they really come and are found, one by one.
  private func world(
    _ rates: [Double], sweep: Double, zones: Int, looks: Int, _ random: inout SeededRandom
  ) -> [ArrivalFit.Series] {
    (0..<zones * rates.count).map { number in
      let item = number % rates.count
      var (time, unseen) = (0.0, 0)
      let series = (0..<looks + 20).map { _ -> ArrivalFit.Look in
        let days = Double.random(in: 1...12, using: &random)
        time += days * 86_400
        unseen += poisson(rates[item] * days, &random)
        let factor = Double.random(in: 0.05...3, using: &random)
        let p = 1 - exp(-sweep * factor)
        let found = (0..<unseen).count { _ in Double.random(in: 0..<1, using: &random) < p }
        unseen -= found
        return ArrivalFit.Look(time: time, factor: factor, found: found)
      }
      return ArrivalFit.Series(item: item, looks: Array(series.dropFirst(20)))
    }
  }

  @Test(arguments: [(0.5, 1), (1.0, 2), (1.6, 3)])
  func `it gives back what the data were made with, within its own errors`(sweep: Double, seed: Int) throws {
    var random = SeededRandom(seed: UInt64(seed))
    let rates = [0.3, 0.05]
    let fit = ArrivalFit(world(rates, sweep: sweep, zones: 40, looks: 25, &random))
    #expect(fit.verdict == .fitted)
    let found = try #require(fit.sweep)
    #expect(abs(found.value - sweep) < 3 * found.standardError)
    #expect(found.standardError < 0.2 * sweep)
    for (item, rate) in rates.enumerated() {
      let estimate = try #require(fit.rates[item])
      #expect(abs(estimate.value - rate) < 3 * estimate.standardError)
      #expect(estimate.standardError < 0.15 * rate)
    }
  }

  @Test func `the stated error is the spread of many fits`() throws {
    var random = SeededRandom(seed: 12)
    var (values, errors): ([Double], [Double]) = ([], [])
    for _ in 0..<60 {
      let fit = ArrivalFit(world([0.3], sweep: 1, zones: 15, looks: 15, &random))
      guard let sweep = fit.sweep else { continue }
      values.append(log(sweep.value))
      errors.append(sweep.standardError / sweep.value)
    }
    #expect(values.count > 50)
    let mean = values.reduce(0, +) / Double(values.count)
    let spread = (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1)).squareRoot()
    let stated = errors.reduce(0, +) / Double(errors.count)
    #expect(abs(spread / stated - 1) < 0.35, "spread \(spread), stated \(stated)")
  }

  @Test func `few data are told, not fitted`() {
    var random = SeededRandom(seed: 4)
    let few = ArrivalFit(world([0.3], sweep: 1, zones: 2, looks: 8, &random))
    #expect(few.verdict == .tooFewLooks && few.sweep == nil && few.rates.isEmpty)
    let clean = ArrivalFit(world([0.0001], sweep: 1, zones: 10, looks: 8, &random))
    #expect(clean.verdict == .tooFewFound && clean.sweep == nil)
    #expect(ArrivalFit([]).verdict == .tooFewLooks)
  }

  @Test func `looks all alike tell the rate and not the sweep`() throws {
    let looks = (1...200).map {
      ArrivalFit.Look(time: Double($0) * 7 * 86_400, factor: 1, found: $0 % 2)
    }
    let fit = ArrivalFit([ArrivalFit.Series(item: 0, looks: looks)], assumed: 0.7)
    #expect(fit.verdict == .sweepUnknown && fit.sweep == nil)
    // in the long run as many are found as appear: 100 in 199 weeks
    let rate = try #require(fit.rates[0])
    #expect(abs(rate.value - 100 / (199.0 * 7)) < 1e-3)
  }
}
