internal import Foundation

/// Makes values one after the other and uses each in its turn, in that order.
///
/// - Parameters:
///   - threads: 1: each value is used before the next is made. 2: the next is made meanwhile, by another
///     thread; at most two lie ready.
///   - make: the next value; `nil` behind the last. Always called by the same thread.
///   - use: always called by the thread that called this function.
/// - Throws: what either throws; the other is not called again then.
func inTurns<Value: Sendable>(
  threads: Int, make: @escaping () throws -> Value?, use: (Value) throws -> Void
) throws {
  guard threads > 1 else {
    while let value = try make() { try use(value) }
    return
  }
  let channel = Channel<Value>()
  let maker = Maker(make: make)
  let thread = Thread { maker.fill(channel) }
  // nested JSON takes a frame a level
  thread.stackSize = 1 << 23
  thread.start()
  // what `make` works on is the caller's again only when the thread is through with it
  defer { channel.close() }
  while let value = try channel.receive() { try use(value) }
}

private struct Maker<Value: Sendable>: @unchecked Sendable {
  // Proof of `Sendable`: the closure and all it works on are handed to one thread, and the caller of `inTurns`
  // does not return before that thread has called it for the last time.
  let make: () throws -> Value?

  func fill(_ channel: Channel<Value>) {
    do {
      while let value = try make(), channel.send(value) {}
      channel.finish(nil)
    } catch {
      channel.finish(error)
    }
  }
}

/// Hands values from one thread to another.
private final class Channel<Value: Sendable>: @unchecked Sendable {
  // Proof of `Sendable`: everything is read and written while the condition is locked.
  private let condition = NSCondition()
  private var values: [Value] = []
  private var isClosed = false
  private var isFinished = false
  private var failure: (any Error)?
  private static var room: Int { 2 }

  /// Waits for room; `false` when nobody wants any more values.
  func send(_ value: Value) -> Bool {
    condition.withLock {
      while values.count >= Self.room, !isClosed { condition.wait() }
      if isClosed { return false }
      values.append(value)
      condition.broadcast()
      return true
    }
  }

  /// No more values come.
  func finish(_ error: (any Error)?) {
    condition.withLock {
      failure = error
      isFinished = true
      condition.broadcast()
    }
  }

  /// Waits for a value; `nil` when no more come.
  func receive() throws -> Value? {
    try condition.withLock {
      while values.isEmpty, !isFinished { condition.wait() }
      if !values.isEmpty {
        condition.broadcast()
        return values.removeFirst()
      }
      if let failure { throw failure }
      return nil
    }
  }

  /// Wants no more values, and waits until the other thread knows.
  func close() {
    condition.withLock {
      isClosed = true
      condition.broadcast()
      while !isFinished { condition.wait() }
    }
  }
}
