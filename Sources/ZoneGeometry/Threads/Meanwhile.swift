internal import Dispatch
internal import Foundation
internal import Synchronization

/// Something another thread finds out while this one does something else.
package final class Meanwhile<Value: Sendable>: Sendable {
  private let found = Mutex<Value?>(nil)
  private let isDone = DispatchSemaphore(value: 0)

  /// Starts at once.
  package init(_ work: @escaping @Sendable () -> Value) {
    let thread = Thread {
      let value = work()
      self.found.withLock { $0 = value }
      self.isDone.signal()
    }
    // nested JSON takes a frame a level
    thread.stackSize = 1 << 23
    thread.start()
  }

  /// What was found; waits for it.
  package var value: Value {
    while true {
      if let value = found.withLock({ $0 }) { return value }
      isDone.wait()
    }
  }
}
