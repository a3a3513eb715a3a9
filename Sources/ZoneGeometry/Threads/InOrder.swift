internal import Dispatch
internal import Foundation
internal import Synchronization

/// Takes pieces one after the other, works on several of them at once, and uses what came of each in the order
/// of the pieces.
///
/// One thread: each piece is taken, worked on and used before the next. Several: whoever is free takes the next
/// piece and works on it; the calling thread uses what is ready and works itself when nothing is. No more pieces
/// than twice the threads are on their way at a time, so that memory is bounded. What is used, and which failure
/// is thrown, does not depend on the number of threads.
///
/// - Parameters:
///   - source: where the pieces come from. One thread at a time takes from it.
///   - take: the next piece; `nil` behind the last, and not called again then.
///   - worker: what pieces are worked on with. It is made in the thread that uses it and never leaves it, as
///     engines require.
///   - use: always called by the thread that called this function.
/// - Returns: the calling thread's worker, if it has made one.
/// - Throws: what any of them throws, the first by the order of the pieces; nothing behind it is used.
@discardableResult
package func inOrder<Source, Piece: Sendable, Worker, Result: Sendable>(
  threads: Int, source: sending Source, take: @escaping @Sendable (inout Source) throws -> Piece?,
  worker: @escaping @Sendable () throws -> Worker,
  work: @escaping @Sendable (Worker, Piece) throws -> Result, use: (Result) throws -> Void
) throws -> Worker? {
  guard threads > 1 else {
    var source = source
    var ready: Worker?
    while let piece = try take(&source) {
      let mine = try ready ?? worker()
      ready = mine
      try use(work(mine, piece))
    }
    return ready
  }
  let line = WorkLine(
    source: source, room: 2 * threads, take: take, worker: worker, work: work)
  line.start(helpers: threads - 1)
  defer { line.close() }
  return try line.run(use)
}

/// Pieces on their way from a source to their use.
private final class WorkLine<Source, Piece: Sendable, Worker, Result: Sendable>: Sendable {
  private typealias Outcome = Swift.Result<Result, any Error>

  private struct State: Sendable {
    /// The number of the piece taken next.
    var next = 0
    var isAtEnd = false
    /// What has come of the pieces that have not been used.
    var outcomes: [Int: Outcome] = [:]
  }

  private let source: Mutex<Source>
  private let state = Mutex(State())
  private let take: @Sendable (inout Source) throws -> Piece?
  private let worker: @Sendable () throws -> Worker
  private let work: @Sendable (Worker, Piece) throws -> Result
  /// Counts the pieces that may be taken before another is used.
  private let room = DispatchSemaphore(value: 0)
  /// Signalled for the calling thread when something has changed.
  private let changed = DispatchSemaphore(value: 0)
  private let helpers = Mutex(0)
  /// Signalled by each helper when it goes.
  private let gone = DispatchSemaphore(value: 0)

  init(
    source: sending Source, room places: Int, take: @escaping @Sendable (inout Source) throws -> Piece?,
    worker: @escaping @Sendable () throws -> Worker,
    work: @escaping @Sendable (Worker, Piece) throws -> Result
  ) {
    self.source = Mutex(source)
    self.take = take
    self.worker = worker
    self.work = work
    // a semaphore made with a count of its own must have it again when it goes
    for _ in 0..<places { room.signal() }
  }

  func start(helpers count: Int) {
    helpers.withLock { $0 = count }
    for _ in 0..<count {
      let thread = Thread { self.help() }
      // nested JSON takes a frame a level
      thread.stackSize = 1 << 23
      thread.start()
    }
  }

  private func help() {
    var ready: Worker?
    while true {
      room.wait()
      guard workOnNext(&ready) else { break }
      changed.signal()
    }
    // the other helpers wait for room too
    room.signal()
    changed.signal()
    gone.signal()
  }

  /// Uses what comes of the pieces, to the last.
  func run(_ use: (Result) throws -> Void) throws -> Worker? {
    var ready: Worker?
    var number = 0
    while true {
      if let outcome = state.withLock({ $0.outcomes.removeValue(forKey: number) }) {
        try use(outcome.get())
        number += 1
        room.signal()
      } else if room.wait(timeout: .now()) == .success {
        if workOnNext(&ready) { continue }
        room.signal()
        if isDone(number) { return ready }
        // what the source itself threw lies ready without a signal
        if state.withLock({ $0.outcomes[number] == nil }) { changed.wait() }
      } else {
        changed.wait()
      }
    }
  }

  /// Whether no piece from a number on will come.
  private func isDone(_ number: Int) -> Bool { state.withLock { $0.isAtEnd && $0.next == number } }

  /// Takes the next piece and works on it; `false` when there is none.
  private func workOnNext(_ ready: inout Worker?) -> Bool {
    guard let (number, piece) = next() else { return false }
    let outcome = Outcome {
      let mine = try ready ?? worker()
      ready = mine
      return try work(mine, piece)
    }
    state.withLock { $0.outcomes[number] = outcome }
    return true
  }

  private func next() -> (number: Int, piece: Piece)? {
    source.withLock { source in
      guard state.withLock({ !$0.isAtEnd }) else { return nil }
      do {
        guard let piece = try take(&source) else {
          state.withLock { $0.isAtEnd = true }
          return nil
        }
        return state.withLock { state in
          state.next += 1
          return (state.next - 1, piece)
        }
      } catch {
        state.withLock { state in
          state.outcomes[state.next] = .failure(error)
          state.next += 1
          state.isAtEnd = true
        }
        return nil
      }
    }
  }

  /// Takes no more pieces, and waits until the helpers have gone.
  func close() {
    state.withLock { $0.isAtEnd = true }
    let count = helpers.withLock { $0 }
    for _ in 0..<count { room.signal() }
    for _ in 0..<count { gone.wait() }
  }
}
