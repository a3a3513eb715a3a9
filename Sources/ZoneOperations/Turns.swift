internal import Dispatch
internal import Foundation
internal import Synchronization

/// Makes values one after the other and uses each in its turn, in that order.
///
/// - Parameters:
///   - threads: 1: each value is used before the next is made. 2: the next is made meanwhile, by another
///     thread; at most two lie ready.
///   - maker: what values are made with. It is made in the thread that uses it and never leaves it, as engines
///     require.
///   - make: the next value; `nil` behind the last.
///   - use: always called by the thread that called this function.
/// - Throws: what any of them throws; the others are not called again then.
func inTurns<Maker, Value: Sendable>(
  threads: Int, maker: @escaping @Sendable () throws -> Maker,
  make: @escaping @Sendable (Maker) throws -> Value?, use: (Value) throws -> Void
) throws {
  guard threads > 1 else {
    let maker = try maker()
    while let value = try make(maker) { try use(value) }
    return
  }
  let channel = Channel<Value>()
  let thread = Thread {
    channel.fill {
      let maker = try maker()
      while let value = try make(maker), channel.send(value) {}
    }
  }
  // nested JSON takes a frame a level
  thread.stackSize = 1 << 23
  thread.start()
  defer { channel.close() }
  while let value = try channel.receive() { try use(value) }
}

/// Hands values from one thread to another.
private final class Channel<Value: Sendable>: Sendable {
  private struct State: Sendable {
    var values: [Value] = []
    var isClosed = false
    var failure: (any Error)?
  }

  private let state = Mutex(State())
  /// Counts the places that are free.
  private let room = DispatchSemaphore(value: 0)
  /// Counts the values that lie ready, and one more behind the last.
  private let ready = DispatchSemaphore(value: 0)
  /// Signalled when no more values are made.
  private let finished = DispatchSemaphore(value: 0)

  init() {
    // a semaphore made with a count of its own must have it again when it goes
    for _ in 0..<2 { room.signal() }
  }

  /// Runs what sends the values, to its end.
  func fill(_ work: () throws -> Void) {
    do {
      try work()
    } catch {
      state.withLock { $0.failure = error }
    }
    ready.signal()
    finished.signal()
  }

  /// Waits for room; `false` when nobody wants any more values.
  func send(_ value: Value) -> Bool {
    room.wait()
    let isWanted = state.withLock { state in
      if !state.isClosed { state.values.append(value) }
      return !state.isClosed
    }
    if isWanted { ready.signal() }
    return isWanted
  }

  /// Waits for a value; `nil` when no more come. Not to be called again then.
  func receive() throws -> Value? {
    ready.wait()
    let value = try state.withLock { state -> Value? in
      if !state.values.isEmpty { return state.values.removeFirst() }
      if let failure = state.failure { throw failure }
      return nil
    }
    if value != nil { room.signal() }
    return value
  }

  /// Wants no more values, and waits until no more are made.
  func close() {
    state.withLock { $0.isClosed = true }
    room.signal()
    finished.wait()
  }
}
