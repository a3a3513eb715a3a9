import TestSupport
import Testing

import ZoneGeometry

@Suite struct `Work on several threads` {
  private struct Trouble: Error, Equatable { var number: Int }

  @Test(arguments: [1, 2, 5])
  func `results come in order, each worker keeps to itself`(threads: Int) throws {
    final class Counter { var count = 0 }
    let workers = Workers(threads: threads) {
      Counter()
    } work: { counter, number in
      counter.count += 1
      return number * number
    }
    var done: [Int] = []
    #expect(try workers.results(500) { done.append($0) } == (0..<500).map { $0 * $0 })
    #expect(done == done.sorted())
    if threads == 1 { #expect(done == Array(1...500)) }
    #expect(try workers.results(0).isEmpty)
  }

  @Test(arguments: [1, 2, 5])
  func `the first failure by number is told`(threads: Int) {
    let workers = Workers(threads: threads) {
    } work: { (_, number: Int) -> Int in
      if number % 100 == 37 { throw Trouble(number: number) }
      return number
    }
    #expect(throws: Trouble(number: 37)) { try workers.results(500) }
  }
}
