import TestSupport
import Testing

@testable import ZoneAnalysis

@Suite struct `A spatial draw` {
  /// Two thirds of the units crowd in a corner, so that a wrong weight would show.
  private func frame(_ count: Int, seed: UInt64, sizes: Bool = false) -> [FrameUnit] {
    var random = SeededRandom(seed: seed)
    return (0..<count).map { i in
      let reach = i * 3 < count * 2 ? 1000 : 10_000
      return FrameUnit(
        id: "Z\(i)", x: Int.random(in: 0...reach, using: &random),
        y: Int.random(in: 0...reach, using: &random),
        size: sizes ? UInt64(1 + i % 5) : 1)
    }
  }

  /// How far the shares of `runs` draws lie from their probabilities, in standard deviations: the worst unit.
  private func worst(_ hits: [Int], _ expected: [Double], _ runs: Int) -> Double {
    zip(hits, expected).map { hit, p in
      abs(Double(hit) - p * Double(runs)) / max(1e-9, (p * (1 - p) * Double(runs)).squareRoot())
    }.max() ?? 0
  }

  @Test
  func `each unit is drawn as often as its probability says, and among the first as often as they share it`()
  {
    for sizes in [false, true] {
      let frame = frame(45, seed: 1, sizes: sizes)
      let (runs, count, first) = (6000, 13, 10)
      var all = frame.map { _ in 0 }
      var early = all
      var probabilities = frame.map { _ in 0.0 }
      for seed in 0..<runs {
        for (place, draw) in SpatialDraw.draw(count, from: frame, seed: UInt64(seed)).enumerated() {
          all[draw.unit] += 1
          if place < first { early[draw.unit] += 1 }
          probabilities[draw.unit] = draw.probability
        }
      }
      #expect(abs(probabilities.reduce(0, +) - Double(count)) < 1e-9)
      // 45 units: a true draw passes 4.5 deviations once in 3,000 such tests
      #expect(worst(all, probabilities, runs) < 4.5)
      #expect(worst(early, probabilities.map { $0 * Double(first) / Double(count) }, runs) < 4.5)
    }
  }

  @Test func `a large unit is taken for certain and the others share the rest`() {
    var frame = frame(10, seed: 2)
    frame[3].size = 1000
    for seed in 0..<50 {
      let draws = SpatialDraw.draw(4, from: frame, seed: UInt64(seed))
      #expect(draws.contains { $0.unit == 3 && $0.probability == 1 })
      #expect(draws.allSatisfy { $0.unit == 3 || abs($0.probability - 3.0 / 9) < 1e-12 })
    }
  }

  @Test func `it is spread better than a simple random one`() {
    let frame = (0..<400).map { FrameUnit(id: "\($0)", x: $0 % 20 * 100, y: $0 / 20 * 100) }
    /// Variance of the number of units nearest to each site: 0 when the sites share the ground evenly.
    func unevenness(_ sites: [Int]) -> Double {
      var near = sites.map { _ in 0.0 }
      for unit in frame {
        func square(_ k: Int) -> Int {
          let site = frame[sites[k]]
          return (unit.x - site.x) * (unit.x - site.x) + (unit.y - site.y) * (unit.y - site.y)
        }
        let least = sites.indices.map(square).min()!
        let nearest = sites.indices.filter { square($0) == least }
        for k in nearest { near[k] += 1 / Double(nearest.count) }
      }
      let mean = Double(frame.count) / Double(sites.count)
      return near.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(sites.count)
    }
    var random = SeededRandom(seed: 4)
    var (spread, simple, prefix, simplePrefix) = (0.0, 0.0, 0.0, 0.0)
    for seed in 0..<40 {
      let draws = SpatialDraw.draw(32, from: frame, seed: UInt64(seed)).map(\.unit)
      let plain = Array(frame.indices.shuffled(using: &random).prefix(32))
      spread += unevenness(draws)
      simple += unevenness(plain)
      prefix += unevenness(Array(draws.prefix(11)))
      simplePrefix += unevenness(Array(plain.prefix(11)))
    }
    #expect(spread < simple * 0.6)
    #expect(prefix < simplePrefix * 0.75)
  }

  @Test func `the order of the frame does not matter, and parts draw by themselves`() {
    var random = SeededRandom(seed: 6)
    let frame =
      frame(50, seed: 5, sizes: true) + [
        FrameUnit(id: "twin", x: 0, y: 0), FrameUnit(id: "twin 2", x: 0, y: 0),
      ]
    func ids(_ frame: [FrameUnit], part: String = "markets") -> [String] {
      SpatialDraw.draw(12, from: frame, seed: 42, part: part).map { frame[$0.unit].id }
    }
    let first = ids(frame)
    for _ in 0..<10 { #expect(ids(frame.shuffled(using: &random)) == first) }
    #expect(ids(frame, part: "villages") != first)
  }

  @Test func `a census draws everyone once, whatever the places`() {
    for count in [1, 2, 3, 17] {
      let frame = (0..<count).map { FrameUnit(id: "\($0)", x: 7, y: 7, size: 3) }
      let draws = SpatialDraw.draw(count, from: frame, seed: 1)
      #expect(draws.map(\.unit).sorted() == Array(0..<count))
      #expect(draws.allSatisfy { $0.probability == 1 })
    }
    #expect(SpatialDraw.draw(0, from: [], seed: 1).isEmpty)
  }

  @Test func `version grts-1 draws these for ever`() {
    let frame = (0..<100).map { FrameUnit(id: "Z\($0)", x: $0 % 10 * 1000, y: $0 / 10 * 1000) }
    #expect(SpatialDraw.version == "grts-1")
    #expect(
      SpatialDraw.draw(8, from: frame, seed: 20_260_930, part: "market").map(\.unit) == [
        26, 70, 18, 58, 44, 52, 99, 94,
      ])
  }

  @Test func `each prefix of the order reaches over all quarters`() {
    #expect(SpatialDraw.reverseHierarchical(16).prefix(4).map { $0 / 4 } == [0, 1, 2, 3])
    for count in 1...40 { #expect(SpatialDraw.reverseHierarchical(count).sorted() == Array(0..<count)) }
  }
}

@Suite struct `Sites for strata` {
  @Test func `proportional shares add up and leave none out`() {
    #expect(SiteAllocation.proportional(20, among: [8, 170, 28, 36, 164]) == [1, 8, 2, 2, 7])
    #expect(SiteAllocation.proportional(3, among: [1, 1, 98]) == [1, 1, 1])
    #expect(SiteAllocation.proportional(2, among: [1, 1, 98]).reduce(0, +) == 2)
    #expect(SiteAllocation.proportional(500, among: [3, 0, 4]) == [3, 0, 4])
    #expect(SiteAllocation.proportional(5, among: []) == [])
    var random = SeededRandom(seed: 8)
    for _ in 0..<300 {
      let units = (0..<Int.random(in: 1...6, using: &random)).map { _ in
        Int.random(in: 0...50, using: &random)
      }
      let total = Int.random(in: 0...320, using: &random)
      for shares in [
        SiteAllocation.proportional(total, among: units), SiteAllocation.equal(total, among: units),
      ] {
        #expect(shares.reduce(0, +) == min(total, units.reduce(0, +)), "\(units) \(total) \(shares)")
        #expect(zip(shares, units).allSatisfy { $0 >= 0 && $0 <= $1 })
      }
    }
  }

  @Test func `equal shares go round until the zones end`() {
    #expect(SiteAllocation.equal(20, among: [1, 170, 28, 3, 164]) == [1, 6, 5, 3, 5])
  }
}
