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
