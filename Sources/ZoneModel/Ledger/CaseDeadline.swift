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
  /// That the due time rests on a year whose holidays were not confirmed.
  public var warning: Notice?
}

extension CaseState {
  /// The deadline at a moment; `nil` for a case without a limit, or whose clock has not started (not
  /// dispatched, void).
  ///
  /// The clock starts at the last dispatch and stands still on hold; rework and reassignment do not start it
  /// anew, a return or a reopening followed by a dispatch does. An extension replaces the limit's deadline if
  /// it is later, and pauses after it was granted move it on.
  public func deadline(at now: Instant, calendar: WorkingCalendar) -> CaseDeadline? {
    guard let dispatchedAt, stage != .void, let limit = filing?.limit else { return nil }
    let clock = LimitClock(calendar, for: limit)
    let moment = handledAt ?? now
    let pauses = pauses + (heldSince.map { [$0..<max($0, moment)] } ?? [])
    let limitEnd = clock.end(of: limit.seconds(in: calendar.hours), from: dispatchedAt, pauses: pauses)
    let due = max(limitEnd, extensionEnd(on: clock, pauses: pauses) ?? limitEnd)
    return CaseDeadline(
      due: due, remaining: clock.time(from: moment, to: due, pauses: pauses), isStopped: isOnHold,
      isOverdue: moment > due, warning: clock.countsWorkingTime ? calendar.warning(due: due) : nil)
  }

  private func extensionEnd(on clock: LimitClock, pauses: [Range<Instant>]) -> Instant? {
    guard let extended else { return nil }
    let later = pauses.filter { $0.upperBound > extended.granted }
    if later.isEmpty { return extended.to }
    let granted = clock.time(from: extended.granted, to: extended.to)
    return max(extended.to, clock.end(of: granted, from: extended.granted, pauses: later))
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
