import Foundation
import TestSupport
import Testing
import ZoneAnalysis
import ZoneFormats
import ZoneGeometry
import ZoneModel
import ZoneOperations

@Suite struct `Calibrating from a record` {
  /// Compounds that are looked at with different effort, and findings as they would be made.
  private func world(sweep: Double, rate: Double, seed: UInt64) throws -> ItemWorld {
    var random = SeededRandom(seed: seed)
    var world = try ItemWorld()
    func text(_ day: Double) -> String { TimeText.shanghai.text(1_780_000_000 + day * 86_400) }
    for zone in 0..<12 {
      let x = Double(zone) * 300
      try world.zone("Z\(zone)", "compound", x: x)
      var (day, unseen) = (0.0, 0)
      for look in 0..<60 {
        let days = Double.random(in: 1...8, using: &random)
        day += days
        var wait = -log(Double.random(in: 1e-12..<1, using: &random)) / rate
        while wait < days {
          unseen += 1
          wait -= log(Double.random(in: 1e-12..<1, using: &random)) / rate
        }
        let radius = Double.random(in: 20...100, using: &random)
        let factor = Double.pi * radius * radius / 40_000
        let p = 1 - exp(-sweep * factor)
        let found = (0..<unseen).count { _ in Double.random(in: 0..<1, using: &random) < p }
        unseen -= found
        guard look >= 8 else { continue }
        world.visits.append(
          (
            try world.site.point(x + 100, 100),
            "{\"time\":\"\(text(day))\",\"items\":\"a\",\"radius_m\":\(radius)}"
          ))
        for _ in 0..<found {
          world.findings.append(
            (
              try world.site.point(x + 90, 110),
              "{\"time\":\"\(text(day + 0.1))\",\"item\":\"a\",\"source\":\"covert\"}"
            ))
        }
      }
    }
    return world
  }

  @Test func `it finds the sweep and the rate the record was made with, and writes a file that is read back`()
    throws
  {
    let world = try world(sweep: 1.3, rate: 0.25, seed: 3)
    let result = try calibrate(world.input(), world.options)
    let fit = try #require(result.fits.first { $0.kind == .compound }?.fit)
    #expect(fit.verdict == .fitted && result.untied == 0)
    let sweep = try #require(fit.sweep)
    #expect(abs(sweep.value - 1.3) < 3 * sweep.standardError && sweep.standardError < 0.3)
    let rate = try #require(fit.rates[0])
    #expect(abs(rate.value - 0.25) < 3 * rate.standardError && rate.standardError < 0.05)
    let (table, rejections) = try DetectionParameters.reading(
      Array(result.parameterFile(.shanghai).utf8), file: "made.csv")
    #expect(rejections.isEmpty)
    #expect(abs(table.values(kind: .compound, item: "a").arrivals.perDay - rate.value) < 1e-7)
    #expect(abs(table.values(kind: .compound, item: "c").sweep - sweep.value) < 1e-7)
    // what was not fitted stays as it was
    #expect(
      table.values(kind: .market, item: "a") == DetectionParameters.shipped.values(kind: .market, item: "a"))
  }

  @Test func `records that name no items are calibrated together`() throws {
    var world = try world(sweep: 1.3, rate: 0.25, seed: 5)
    world.visits = world.visits.map { ($0.geometry, $0.properties.replacing(",\"items\":\"a\"", with: "")) }
    let alone = try calibrate(world.input(), world.options)
    #expect(alone.fits.allSatisfy { $0.fit.verdict == .tooFewLooks })
    #expect(alone.untied == alone.findings && alone.findings > 100)
    let together = try calibrate(world.input(), world.options, together: true)
    let rate = try #require(together.fits.first?.fit.rates[0])
    #expect(abs(rate.value - 0.25) < 3 * rate.standardError)
  }

  @Test func `too few data are said to be too few, and leave the file as it was`() throws {
    var world = try ItemWorld()
    try world.zone("C", "compound", x: 0)
    for day in 1...5 { try world.visit(100, 100, day: day, ["a"]) }
    let result = try calibrate(world.input(), world.options)
    #expect(result.fits.map(\.fit.verdict) == [.tooFewLooks])
    #expect(result.summary[0].rows[0].last?.text.english.contains("too few repeat looks") == true)
    let (table, _) = try DetectionParameters.reading(
      Array(result.parameterFile(.shanghai).utf8), file: "made.csv")
    #expect(table.rows.map(\.values) == DetectionParameters.shipped.rows.map(\.values))
  }

  @Test func `sources are compared by the problems they share`() throws {
    var world = try ItemWorld()
    try world.zone("Q", "quay", x: 0, size: 5000)
    // 5 problems by one source, 4 by another, 2 of them the same
    for i in 0..<5 { try world.finding(Double(i) * 200, 0, day: 10, item: "a") }
    for i in 3..<7 { try world.finding(Double(i) * 200 + 10, 5, day: 12, item: "a", source: "office") }
    try world.visit(100, 100, day: 1, [])
    let sources = try calibrate(world.input(), world.options).sources
    #expect(sources.pairs.count == 1)
    #expect(sources.pairs[0].counts == (5, 4, 2))
    #expect(sources.pairs[0].estimate == SourceOverlap.Estimate(number: 9, variance: 5))
    #expect(sources.three == nil)
    for i in [0, 3, 6] { try world.finding(Double(i) * 200, 10, day: 13, item: "a", source: "投诉") }
    // another item at the same place is another problem
    try world.finding(0, 0, day: 13, item: "c", source: "投诉")
    let three = try #require(try calibrate(world.input(), world.options).sources.three)
    #expect(three.distinct == 8 && Set(three.sources) == ["covert", "office", "complaint"])
    #expect(try #require(three.independent).number > 8)
  }
}
