/// The clock a limit runs on: working or continuous time, standing still while a case is on hold (挂账).
public struct LimitClock: Sendable {
  public let calendar: WorkingCalendar
  public let countsWorkingTime: Bool

  public init(_ calendar: WorkingCalendar, countsWorkingTime: Bool) {
    self.calendar = calendar
    self.countsWorkingTime = countsWorkingTime
  }

  public init(_ calendar: WorkingCalendar, for limit: LimitDuration) {
    self.init(calendar, countsWorkingTime: limit.unit.countsWorkingTime)
  }

  /// Seconds the clock ran from `start` to `end`; negative when `end` is earlier. `pauses` may come in any
  /// order and overlap.
  public func time(from start: Instant, to end: Instant, pauses: [Range<Instant>] = []) -> Double {
    guard start <= end else { return -time(from: end, to: start, pauses: pauses) }
    return Self.merged(pauses, within: start..<max(start, end)).reduce(running(start, end)) {
      $0 - running($1.lowerBound, $1.upperBound)
    }
  }

  /// The first instant by which the clock has run `seconds` since `start`.
  ///
  /// - Complexity: O(*p* log *p* + *p* log *n*) in the pauses and the calendar's exceptions.
  public func end(of seconds: Double, from start: Instant, pauses: [Range<Instant>] = []) -> Instant {
    var start = start
    var rest = seconds
    for pause in Self.merged(pauses, within: start..<Double.greatestFiniteMagnitude) {
      let before = running(start, pause.lowerBound)
      if rest <= before { break }
      rest -= before
      start = pause.upperBound
    }
    return countsWorkingTime ? calendar.end(of: rest, from: start) : start + max(0, rest)
  }

  /// The last instant from which `seconds` can still run by `end`, without pauses.
  public func latestStart(of seconds: Double, by end: Instant) -> Instant {
    countsWorkingTime ? calendar.latestStart(of: seconds, by: end) : end - seconds
  }

  private func running(_ start: Instant, _ end: Instant) -> Double {
    countsWorkingTime ? calendar.workingTime(from: start, to: end) : end - start
  }

  private static func merged(_ pauses: [Range<Instant>], within window: Range<Instant>) -> [Range<Instant>] {
    var merged: [Range<Instant>] = []
    for pause in pauses.map({ $0.clamped(to: window) }).filter({ !$0.isEmpty })
      .sorted(by: { $0.lowerBound < $1.lowerBound })
    {
      if let last = merged.last, pause.lowerBound <= last.upperBound {
        merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, pause.upperBound)
      } else {
        merged.append(pause)
      }
    }
    return merged
  }
}
