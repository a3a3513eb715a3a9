import Foundation
import TestSupport
import Testing
import ZoneModel

@testable import ZoneAnalysis

@Suite struct `A board of items` {
  private struct Look {
    var zone: Int
    var time: Instant
    var items: [Int]
    var factor: Double
  }

  /// A few zones of two kinds, a few items, some weeks of looks.
  private struct World {
    let kinds: [Int]
    let rules: [[ItemBoard.Rule]]
    let items: Int
    var looks: [Look] = []

    init(_ random: inout SeededRandom) {
      items = Int.random(in: 1...70, using: &random)
      kinds = (0..<Int.random(in: 1...4, using: &random)).map { _ in Int.random(in: 0...1, using: &random) }
      let count = items
      rules = (0..<2).map { _ in
        (0..<count).compactMap { item in
          guard Bool.random(using: &random) else { return nil }
          let clearing = Bool.random(using: &random) ? 0 : Double.random(in: 0...0.3, using: &random)
          return ItemBoard.Rule(
            item: item,
            arrivals: Arrivals(
              perDay: Double.random(in: 0...2, using: &random), clearingPerDay: clearing),
            sweep: Bool.random(using: &random) ? 1 : Double.random(in: 0.1...2, using: &random))
        }
      }
      for _ in 0..<Int.random(in: 0...40, using: &random) {
        looks.append(
          Look(
            zone: Int.random(in: 0..<kinds.count, using: &random),
            time: Double(Int.random(in: 0...20, using: &random)) * 86_400,
            items: (0..<items).filter { _ in Int.random(in: 0...2, using: &random) == 0 },
            factor: Double.random(in: 0...2, using: &random)))
      }
    }

    func board(_ looks: [Look]) -> ItemBoard {
      var board = ItemBoard(kinds: kinds, rules: rules, items: items, begin: 0)
      #expect(board.add(columns(looks)).isEmpty)
      return board
    }

    func columns(_ looks: [Look]) -> Looks {
      var columns = Looks(items: items)
      for look in looks {
        let set = columns.set(of: look.items)
        columns.append(zone: look.zone, time: look.time, factor: look.factor, set: set)
      }
      return columns
    }
  }

  /// Expected unseen problems, each stretch between looks by itself: what appeared in it, did not go away and
  /// was missed by every later look.
  private func unseen(_ rule: ItemBoard.Rule, _ looks: [Look], at moment: Instant) -> Double {
    let times = [0] + looks.map(\.time) + [moment]
    var sum = 0.0
    for stretch in 0..<times.count - 1 {
      let missed = looks.dropFirst(stretch).reduce(1) { $0 * exp(-rule.sweep * $1.factor) }
      let days = (times[stretch + 1] - times[stretch]) / 86_400
      let later = (moment - times[stretch + 1]) / 86_400
      let (rate, clearing) = (rule.arrivals.perDay, rule.arrivals.clearingPerDay)
      let appeared = clearing > 0 ? rate / clearing * (1 - exp(-clearing * days)) : rate * days
      sum += appeared * exp(-clearing * later) * missed
    }
    return sum
  }

  @Test(arguments: 1...60)
  func `every cell is what its own looks say`(seed: Int) {
    var random = SeededRandom(seed: UInt64(seed))
    let world = World(&random)
    let board = world.board(world.looks)
    let moment = 23.0 * 86_400
    for zone in world.kinds.indices {
      for (cell, rule) in zip(board.range(of: zone), board.rules(of: zone)) {
        let mine = world.looks.filter { $0.zone == zone && $0.items.contains(rule.item) }
          .enumerated().sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }.map(\.element)
        let state = board.cells[cell]
        #expect(Int(state.looks) == mine.count)
        #expect(state.last == mine.last?.time || (mine.isEmpty && state.last.isNaN))
        #expect(state.first == mine.first?.time || (mine.isEmpty && state.first.isNaN))
        let expected = unseen(rule, mine, at: moment)
        #expect(abs(board.unseen(cell, of: zone, at: moment) - expected) < 1e-9 * max(1, expected))
      }
    }
  }

  @Test(arguments: 1...40)
  func `day by day and all at once are the same to the last bit`(seed: Int) {
    var random = SeededRandom(seed: UInt64(seed) + 1000)
    let world = World(&random)
    let looks = world.looks.enumerated().sorted {
      ($0.element.time, $0.offset) < ($1.element.time, $1.offset)
    }
    .map(\.element)
    let whole = world.board(looks)
    var daily = world.board([])
    for day in 0...20 {
      let late = daily.add(world.columns(looks.filter { $0.time == Double(day) * 86_400 }))
      #expect(late.isEmpty)
    }
    #expect(same(whole, daily))
  }

  @Test func `a look that comes late is refused, and its zone made anew`() {
    var random = SeededRandom(seed: 5)
    var world = World(&random)
    while world.looks.count < 10 || world.kinds.count < 2 { world = World(&random) }
    let looks = world.looks
    let (early, rest) = (looks.filter { $0.time < 86_400 * 10 }, looks.filter { $0.time >= 86_400 * 10 })
    var board = world.board(rest)
    let late = board.add(world.columns(early))
    #expect(Set(late) == Set(early.map(\.zone)).intersection(rest.map(\.zone)))
    for zone in late { board.forget(zone: zone) }
    #expect(board.add(world.columns(looks.filter { late.contains($0.zone) })).isEmpty)
    #expect(same(board, world.board(looks)))
  }

  private func same(_ a: ItemBoard, _ b: ItemBoard) -> Bool {
    zip(a.cells, b.cells).allSatisfy {
      $0.looks == $1.looks && $0.last.bitPattern == $1.last.bitPattern
        && $0.first.bitPattern == $1.first.bitPattern && $0.unseen.bitPattern == $1.unseen.bitPattern
    }
  }
}

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
