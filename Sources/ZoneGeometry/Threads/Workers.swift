internal import Dispatch
internal import Synchronization

/// Does many independent pieces of work on a few threads.
///
/// A worker is made in the thread that uses it and never leaves it, as engines require. Results come back in
/// the order of the pieces, so that they are the same however many threads there are; of several failures the
/// first by number is thrown.
package struct Workers<Worker, Result: Sendable> {
  package var threads: Int
  package var worker: @Sendable () throws -> Worker
  package var work: @Sendable (Worker, Int) throws -> Result

  package init(
    threads: Int, worker: @escaping @Sendable () throws -> Worker,
    work: @escaping @Sendable (Worker, Int) throws -> Result
  ) {
    self.threads = threads
    self.worker = worker
    self.work = work
  }

  /// The results of pieces 0 to `count` - 1.
  ///
  /// - Parameter progress: called on the calling thread after each piece done there.
  package func results(_ count: Int, progress: (_ done: Int) -> Void = { _ in }) throws -> [Result] {
    let board = Board<Result>(count)
    let group = DispatchGroup()
    for _ in 1..<max(1, min(threads, count)) {
      let (worker, work) = (worker, work)
      DispatchQueue.global(qos: .userInitiated).async(group: group) {
        Self.run(board, worker, work) { _ in }
      }
    }
    Self.run(board, worker, work, progress)
    group.wait()
    return try board.results()
  }

  private static func run(
    _ board: Board<Result>, _ worker: () throws -> Worker, _ work: (Worker, Int) throws -> Result,
    _ progress: (Int) -> Void
  ) {
    var current: Worker?
    while let number = board.next() {
      do {
        let ready = try current ?? worker()
        current = ready
        progress(board.add(try work(ready, number), number))
      } catch {
        return board.fail(error, number)
      }
    }
  }
}

/// What is to be done, and what came of it.
private final class Board<Result: Sendable>: Sendable {
  private struct State: Sendable {
    var next = 0
    var done = 0
    var results: [Result?]
    var failure: (number: Int, error: any Error)?
  }

  private let state: Mutex<State>

  init(_ count: Int) { state = Mutex(State(results: [Result?](repeating: nil, count: count))) }

  /// The next piece in order; `nil` when all are taken or one has failed.
  func next() -> Int? {
    state.withLock { state in
      guard state.failure == nil, state.next < state.results.count else { return nil }
      state.next += 1
      return state.next - 1
    }
  }

  /// - Returns: how many pieces are done.
  func add(_ result: Result, _ number: Int) -> Int {
    state.withLock { state in
      state.results[number] = result
      state.done += 1
      return state.done
    }
  }

  /// Pieces before a failed one were taken before it, so that the first failure is always seen.
  func fail(_ error: any Error, _ number: Int) {
    state.withLock { state in
      if state.failure.map({ number < $0.number }) ?? true { state.failure = (number, error) }
    }
  }

  func results() throws -> [Result] {
    try state.withLock { state in
      if let failure = state.failure { throw failure.error }
      return state.results.compactMap { $0 }
    }
  }
}
