/// How long the steps beside handling may take; what is `nil` is not counted. No rule gives these to every
/// city.
public struct StepLimits: Sendable, Hashable {
  public var filing: LimitDuration?
  public var dispatch: LimitDuration?
  /// Time to verify after handling.
  public var verification: LimitDuration?

  public init(
    filing: LimitDuration? = nil, dispatch: LimitDuration? = nil, verification: LimitDuration? = nil
  ) {
    self.filing = filing
    self.dispatch = dispatch
    self.verification = verification
  }
}

/// Counts cases for the indicators.
///
/// A case is due for handling when its deadline lies in the window, and due for closing when that deadline
/// plus the time for verification does; void cases and cases on hold are not due. Missed problems, checks
/// before filing and confirmed reports by the public are not in the ledger: they stay uncounted, and their
/// indicators print a dash.
public struct LedgerTally: Sendable {
  public var window: Range<Instant>
  public var calendar: WorkingCalendar
  public var limits: StepLimits

  public init(
    window: Range<Instant>, calendar: WorkingCalendar = WorkingCalendar(), limits: StepLimits = StepLimits()
  ) {
    self.window = window
    self.calendar = calendar
    self.limits = limits
  }

  /// The counts, from what was known at `asOf` (default: everything recorded).
  public func counts(_ cases: some Sequence<LedgerCase>, asOf: Instant? = nil) -> LedgerCounts {
    var counts = LedgerCounts()
    for one in cases {
      guard let state = asOf.map({ one.state(asOf: $0) }) ?? one.state else { continue }
      let known = one.events.prefix { $0.time <= asOf ?? .infinity }
      addOpening(state, to: &counts)
      addSteps(known, to: &counts)
      guard state.stage != .void, !state.isOnHold else { continue }
      addDispatch(state, known, to: &counts)
      addHandling(state, to: &counts)
    }
    return counts
  }

  private func addHandling(_ state: CaseState, to counts: inout LedgerCounts) {
    guard let deadline = state.deadline(at: window.upperBound, calendar: calendar) else { return }
    if window.contains(deadline.due) {
      counts.dueForHandling += 1
      if isPast(state.handledAt) { counts.dueHandled += 1 }
      if isPast(state.handledAt), !deadline.isOverdue { counts.dueHandledOnTime += 1 }
    }
    addClosing(state, due: end(limits.verification, from: deadline.due) ?? deadline.due, to: &counts)
  }

  /// Whether it came before the end of the window.
  private func isPast(_ time: Instant?) -> Bool { time.map { $0 < window.upperBound } ?? false }

  private func addOpening(_ state: CaseState, to counts: inout LedgerCounts) {
    if window.contains(state.reportedAt) {
      counts.reported += 1
      if isPast(state.filedAt) { counts.reportedAndFiled += 1 }
    }
    guard let filed = state.filedAt, window.contains(filed) else { return }
    counts.filed += 1
    if state.stage == .void { counts.filedAndVoid += 1 }
    if state.isOnHold { counts.filedAndOnHold += 1 }
    guard let latest = end(limits.filing, from: state.reportedAt) else { return }
    counts.filedWithLimit += 1
    if filed <= latest { counts.filedOnTime += 1 }
  }

  /// By the first dispatch: what comes after a return is counted there.
  private func addDispatch(_ state: CaseState, _ events: ArraySlice<CaseEvent>, to counts: inout LedgerCounts)
  {
    guard let filed = state.filedAt, let latest = end(limits.dispatch, from: filed), window.contains(latest)
    else { return }
    counts.dueForDispatch += 1
    let first = events.first { $0.action.name == .dispatch && $0.effective >= filed }
    if let first, first.effective <= latest { counts.dispatchedOnTime += 1 }
  }

  private func addClosing(_ state: CaseState, due: Instant, to counts: inout LedgerCounts) {
    if window.contains(due) {
      counts.due += 1
      if isPast(state.closedAt) { counts.dueClosed += 1 }
      if isPast(state.closedAt), let closed = state.closedAt, closed <= due { counts.dueClosedOnTime += 1 }
    }
    guard let handled = state.handledAt, let latest = end(limits.verification, from: handled),
      window.contains(latest)
    else { return }
    counts.dueForVerification += 1
    if let closed = state.closedAt, closed <= latest { counts.verifiedOnTime += 1 }
  }

  private func addSteps(_ events: ArraySlice<CaseEvent>, to counts: inout LedgerCounts) {
    for (at, event) in zip(events.indices, events) where window.contains(event.effective) {
      switch event.action {
      case .handle: counts.handlings += 1
      case .rework: counts.reworks += 1
      case .dispatch: counts.received += 1
      case .sendBack: counts.returns += 1
      case .verify:
        counts.closed += 1
        if isRelapse(events[(at + 1)...].first { $0.action.name != .note }) { counts.relapsed += 1 }
      default: break
      }
    }
  }

  private func isRelapse(_ event: CaseEvent?) -> Bool {
    if case .reopen(.some) = event?.action { true } else { false }
  }

  private func end(_ limit: LimitDuration?, from start: Instant) -> Instant? {
    limit.map { LimitClock(calendar, for: $0).end(of: $0.seconds(in: calendar.hours), from: start) }
  }
}
