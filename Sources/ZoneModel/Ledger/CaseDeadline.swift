/// When a case's handling is due, and how much of its time is left.
public struct CaseDeadline: Sendable, Hashable {
  /// The moment the limit ends, given what is known: pauses past, and none to come.
  public var due: Instant
  /// Seconds left on the limit's own clock when asked (working seconds for a working limit), negative when
  /// overdue; at handling once the case was handled.
  public var remaining: Double
  /// Whether the clock stands still (on hold): the due time then moves on with every hour.
  public var isStopped: Bool
  /// Whether the time was exceeded: at handling, else at the moment asked for.
  public var isOverdue: Bool
  /// That the due time was counted into a year whose holidays were not confirmed; a date given by hand rests
  /// on no calendar.
  public var warning: Notice?
}

extension CaseState {
  /// The deadline at a moment; `nil` for a case without limit, date and extension, or whose clock has not
  /// started (not dispatched, void).
  ///
  /// The clock starts at the last dispatch and stands still on hold; rework and reassignment do not start it
  /// anew, a return or a reopening followed by a dispatch does. A date given with the dispatch goes before the
  /// limit; an extension replaces either if it is later; pauses after they were given move both on. Without a
  /// limit the clock runs through nights and holidays.
  public func deadline(at now: Instant, calendar: WorkingCalendar) -> CaseDeadline? {
    guard let dispatchedAt, stage != .void else { return nil }
    let clock = LimitClock(calendar, countsWorkingTime: filing?.limit?.unit.countsWorkingTime ?? false)
    let moment = handledAt ?? now
    let pauses = pauses + (heldSince.map { [$0..<max($0, moment)] } ?? [])
    let ends = [
      assignment?.due.map { Self.moved($0, given: dispatchedAt, pauses, clock) }
        ?? filing?.limit.map {
          clock.end(of: $0.seconds(in: calendar.hours), from: dispatchedAt, pauses: pauses)
        },
      extended.map { Self.moved($0.to, given: $0.granted, pauses, clock) },
    ]
    guard let due = ends.compactMap(\.self).max() else { return nil }
    let isCounted = clock.countsWorkingTime && due != assignment?.due && due != extended?.to
    return CaseDeadline(
      due: due, remaining: clock.time(from: moment, to: due, pauses: pauses), isStopped: isOnHold,
      isOverdue: moment > due, warning: isCounted ? calendar.warning(due: due) : nil)
  }

  /// A date that was given, as far later as the clock has stood still since.
  private static func moved(
    _ date: Instant, given: Instant, _ pauses: [Range<Instant>], _ clock: LimitClock
  ) -> Instant {
    let later = pauses.filter { $0.upperBound > given }
    if later.isEmpty { return date }
    return max(date, clock.end(of: clock.time(from: given, to: date), from: given, pauses: later))
  }
}

extension WorkingCalendar {
  /// A warning when a due time counted in working time falls in a year whose holidays were not confirmed;
  /// `nil` otherwise.
  public func warning(due: Instant) -> Notice? {
    guard !isVerified(due) else { return nil }
    let year = year(of: due)
    return Notice(
      Phrase(
        "the due time falls in \(year), whose holidays are not confirmed: it may change",
        zh: "到期时间在 \(year) 年，该年节假日安排未经核实，到期时间可能变动"),
      hint: Phrase(
        "give a calendar file with the State Council's notice for \(year)",
        zh: "请提供含国务院办公厅 \(year) 年通知的工作日历文件"))
  }
}
