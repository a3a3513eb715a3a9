import Foundation
import ZoneAnalysis
import ZoneModel

/// The dates and unseen problems of every item in every zone, from a year of made-up looks: all of it anew, and
/// one more day.
struct ItemsBenchmark {
  static let zones = 10_000
  static let items = 210
  static let days = 365
  var seed: UInt64
  var runs: Int

  func run() throws {
    for (every, share) in [(7, 0.5), (1, 0.1), (1, 0.5)] {
      var random = Draws(state: seed)
      let year = looks(days: 0..<Self.days - 1, every: every, share: share, &random)
      let last = looks(days: Self.days - 1..<Self.days, every: 1, share: share, &random)
      let recompute = time {
        var board = self.board()
        _ = board.add(year)
        return board
      }
      let increment = time(on: recompute.board) { board in
        _ = board.add(last)
      }
      let figures = time(on: increment.board) { board in
        var dead = 0
        let asOf = Double(Self.days) * 86_400
        for zone in 0..<Self.zones {
          for cell in board.range(of: zone) where asOf - board.cells[cell].last > 7 * 86_400 { dead += 1 }
          for cell in board.range(of: zone) where board.unseen(cell, of: zone, at: asOf) > 1 { dead += 1 }
        }
        precondition(dead >= 0)
      }
      let looked = recompute.board.cells.reduce(0) { $0 + Int($1.looks) }
      print(
        String(
          format:
            "%d zones, %d items, %d days, a visit every %d days with %.0f %% of the items (%d visits, %.1f million looks): "
            + "all anew %.2f s, one day more %.3f s, all figures %.3f s; peak %d MB; seed %d, median of %d",
          Self.zones, Self.items, Self.days, every, share * 100, year.count, Double(looked) / 1e6,
          recompute.seconds, increment.seconds, figures.seconds, peakMegabytes(), Int(seed), runs))
    }
  }

  /// Five kinds with all items, rates from item to item, some of which clear by themselves.
  private func board() -> ItemBoard {
    let rules = (0..<5).map { kind in
      (0..<Self.items).map { item in
        ItemBoard.Rule(
          item: item,
          arrivals: Arrivals(
            perDay: 0.001 * Double(1 + (item * 7 + kind) % 50), clearingPerDay: item % 10 == 0 ? 0.02 : 0))
      }
    }
    return ItemBoard(kinds: (0..<Self.zones).map { $0 % 5 }, rules: rules, items: Self.items, begin: 0)
  }

  /// In the order of time, as a record has them.
  private func looks(days: Range<Int>, every: Int, share: Double, _ random: inout Draws) -> Looks {
    var looks = Looks(items: Self.items)
    looks.reserve(Self.zones * days.count / every + Self.zones)
    // inspectors come with lists: a thousand different ones
    let sets = (0..<1000).map { _ in
      looks.set(of: (0..<Self.items).filter { _ in random.next() < share })
    }
    for day in days {
      for zone in 0..<Self.zones where (zone + day) % every == 0 {
        looks.append(
          zone: zone, time: Double(day) * 86_400 + random.next() * 36_000, factor: 0.2 + random.next(),
          set: sets[Int(random.next() * 1000)])
      }
    }
    return looks
  }

  private func time(_ work: () -> ItemBoard) -> (seconds: Double, board: ItemBoard) {
    var times: [Double] = []
    var board = work()
    for _ in 0..<runs {
      let start = DispatchTime.now().uptimeNanoseconds
      board = work()
      times.append(Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9)
    }
    return (times.sorted()[runs / 2], board)
  }

  private func time(
    on board: ItemBoard, _ work: (inout ItemBoard) -> Void
  ) -> (seconds: Double, board: ItemBoard) {
    var times: [Double] = []
    var result = board
    for _ in 0..<runs {
      result = board
      result.forget(zone: 0)  // a copy of its own before the clock starts
      let start = DispatchTime.now().uptimeNanoseconds
      work(&result)
      times.append(Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9)
    }
    return (times.sorted()[runs / 2], result)
  }

  private func peakMegabytes() -> Int {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return usage.ru_maxrss / 1024
  }
}

/// The same numbers for a seed on every machine, from 0 to below 1.
private struct Draws {
  var state: UInt64

  mutating func next() -> Double {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Double(state >> 11) * 0x1p-53
  }
}
