/// How long choosing stops may take, and how much of that a blind spot.
struct StopPace {
  private let isInterrupted: () -> Bool
  /// `nil`: as long as it takes.
  private let end: ContinuousClock.Instant?

  /// - Parameter seconds: time there is from now on; `nil`: as much as is needed.
  init(seconds: Double? = nil, isInterrupted: @escaping () -> Bool = { false }) {
    self.isInterrupted = isInterrupted
    end = seconds.map { .now + .seconds($0) }
  }

  /// Whether all of the time is over.
  func isOver() -> Bool { isInterrupted() || end.map { .now > $0 } ?? false }

  /// Tells when the next of so many blind spots has had its time: twice an even share of what is left, because
  /// those to come are the less urgent ones, and many need less.
  func turn(of left: Int) -> () -> Bool {
    guard let end else { return isInterrupted }
    let now = ContinuousClock.now
    let turn = now + (end - now) * (2 / Double(max(2, left)))
    let isInterrupted = isInterrupted
    return { isInterrupted() || .now > turn }
  }
}
