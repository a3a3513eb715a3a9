import Foundation
import Synchronization
import Testing
import ZoneGeometry

@Suite struct `Pieces in order` {
  private struct Trouble: Error, Equatable { var number: Int }

  /// Pieces 0 to `count` - 1, of which some take longer; what was used, and how many were on their way at most.
  private func used(
    _ count: Int, threads: Int, failing: Set<Int> = [], ending: Int? = nil, refusing: Int? = nil
  ) -> (values: [Int], failure: Trouble?, mostOnTheirWay: Int) {
    let counts = Mutex((taken: 0, used: 0, most: 0))
    var values: [Int] = []
    do {
      try inOrder(
        threads: threads, source: 0,
        take: { (next: inout Int) -> Int? in
          if next == ending { throw Trouble(number: next) }
          guard next < count else { return nil }
          counts.withLock { counts in
            counts.taken += 1
            counts.most = max(counts.most, counts.taken - counts.used)
          }
          next += 1
          return next - 1
        },
        worker: { NSObject() },
        work: { (_, number: Int) -> Int in
          if number % 7 == 3 { usleep(300) }
          if failing.contains(number) { throw Trouble(number: number) }
          return number * number
        },
        use: { value in
          if refusing.map({ value == $0 * $0 }) ?? false { throw Trouble(number: refusing ?? 0) }
          values.append(value)
          counts.withLock { $0.used += 1 }
        })
    } catch {
      return (values, error as? Trouble, counts.withLock(\.most))
    }
    return (values, nil, counts.withLock(\.most))
  }

  @Test(arguments: [1, 2, 3, 8]) func `are used one after the other, a few on their way`(threads: Int) {
    let found = used(300, threads: threads)
    #expect(found.values == (0..<300).map { $0 * $0 })
    #expect(found.failure == nil)
    #expect(found.mostOnTheirWay <= (threads == 1 ? 1 : 2 * threads))
    #expect(used(0, threads: threads).values.isEmpty)
    #expect(used(1, threads: threads).values == [0])
  }

  @Test(arguments: [1, 2, 3, 8]) func `are used up to the first that fails`(threads: Int) {
    for first in [0, 1, 2, 17, 99] {
      let expected = (0..<first).map { $0 * $0 }
      let worked = used(100, threads: threads, failing: [first, first + 1, 99])
      #expect(worked.values == expected && worked.failure == Trouble(number: first))
      let taken = used(100, threads: threads, ending: first)
      #expect(taken.values == expected && taken.failure == Trouble(number: first))
      let refused = used(100, threads: threads, refusing: first)
      #expect(refused.values == expected && refused.failure == Trouble(number: first))
    }
    // what lies behind a failure is not told, whoever comes to it first
    #expect(used(100, threads: threads, failing: [40], ending: 41).failure == Trouble(number: 40))
  }

  @Test(arguments: [1, 2, 5]) func `fail with a worker that cannot be made`(threads: Int) {
    #expect(throws: Trouble(number: 9)) {
      try inOrder(
        threads: threads, source: 0,
        take: { (next: inout Int) -> Int? in
          next += 1
          return next < 50 ? next : nil
        },
        worker: { () throws -> Int in throw Trouble(number: 9) }, work: { $0 + $1 }, use: { _ in })
    }
  }

  @Test func `what another thread finds out is waited for`() {
    let slow = Meanwhile {
      usleep(2_000)
      return 7
    }
    #expect(slow.value == 7)
    #expect(slow.value == 7)
  }
}
