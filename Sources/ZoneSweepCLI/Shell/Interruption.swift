internal import Foundation
internal import Synchronization

/// Ctrl-C as a request: the verb ends its work with what it has. Pressed again, it ends the program.
enum Interruption {
  private static let requested = Atomic<Bool>(false)

  static var isRequested: Bool { requested.load(ordering: .relaxed) }

  /// From now on the first Ctrl-C (or SIGTERM) is a request.
  static func watch() {
    // touched here, because a handler must not run a static's first initialisation
    requested.store(false, ordering: .relaxed)
    for number in [SIGINT, SIGTERM] {
      signal(number) { number in
        Interruption.requested.store(true, ordering: .relaxed)
        signal(number, SIG_DFL)
      }
    }
  }
}
