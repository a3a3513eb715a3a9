/// Tells when a part of the time is over.
struct PartClock {
  private let limit: SweepLimit
  private let isInterrupted: () -> Bool
  private let watch = ContinuousClock()
  private let began: ContinuousClock.Instant

  init(_ limit: SweepLimit, _ isInterrupted: @escaping () -> Bool) {
    self.limit = limit
    self.isInterrupted = isInterrupted
    began = watch.now
  }

  /// How much may be spent on what is not counted in iterations: 1 is about a second, always the same where
  /// iterations are counted.
  var effort: Double {
    guard case .seconds(let seconds) = limit else { return 1 }
    return max(1, 0.4 * seconds)
  }

  /// Seconds since the work began.
  var elapsed: Double { (watch.now - began) / .seconds(1) }

  /// Whether the part, 0 to 1, of a limit in seconds is over, or the work is interrupted.
  func isOver(_ part: Double) -> Bool {
    guard case .seconds(let seconds) = limit else { return isInterrupted() }
    return isInterrupted() || elapsed > part * seconds
  }
}
