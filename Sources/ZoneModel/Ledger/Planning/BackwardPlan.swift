/// Open cases planned backwards from the day of the assessment (倒排工期): by when each must have begun, so that
/// its limit and the verification still fit.
///
/// Entries come by latest start, then by case id. A case that has not begun needs its whole limit; one in work
/// what is left of it (nothing when it is overdue); one that was handled only its verification. A case on hold
/// is planned as if it were resumed in time.
public struct BackwardPlan: Sendable, Hashable {
  public var entries: [Entry]
  /// Ids of open cases without a limit: they cannot be planned, and are not left out silently.
  public var withoutLimit: [String]

  public struct Entry: Sendable, Hashable {
    public var caseID: String
    public var stage: CaseStage
    public var isOnHold: Bool
    /// Seconds still needed, on the limit's own clock.
    public var needed: Double
    /// The last moment from which the rest can be done in time.
    public var latestStart: Instant
    /// By when a case not yet dispatched must be; `nil` once it was.
    public var dispatchBy: Instant?
    /// Seconds on the limit's own clock between now and the latest start: how long it can wait. Negative: how
    /// much is missing.
    public var slack: Double
    /// Whether it can still be done in time.
    public var isPossible: Bool
    /// Whether the case has already exceeded its own deadline.
    public var isOverdue: Bool
    /// That the plan rests on a year whose holidays were not confirmed.
    public var warning: Notice?
  }

  /// Those that cannot be done in time, most hopeless first.
  public var impossible: [Entry] { entries.filter { !$0.isPossible } }

  /// Plans the open cases among `cases`.
  ///
  /// - Parameters:
  ///   - verification: kept free before the assessment for looking at what was done.
  ///   - limit: how long handling may take, for cases filed without a limit or not filed yet.
  public init(
    _ cases: some Sequence<CaseState>, assessment: Instant, now: Instant, calendar: WorkingCalendar,
    verification: LimitDuration? = nil, limit: (CaseState) -> LimitDuration? = { _ in nil }
  ) {
    let end = verification.map {
      LimitClock(calendar, for: $0).latestStart(of: $0.seconds(in: calendar.hours), by: assessment)
    }
    entries = []
    withoutLimit = []
    for state in cases where state.stage.isOpen {
      guard let limit = state.filing?.limit ?? limit(state) else {
        withoutLimit.append(state.caseID)
        continue
      }
      entries.append(Entry(state, limit, by: end ?? assessment, now: now, calendar: calendar))
    }
    entries.sort { ($0.latestStart, $0.caseID) < ($1.latestStart, $1.caseID) }
    withoutLimit.sort()
  }
}

extension BackwardPlan.Entry {
  fileprivate init(
    _ state: CaseState, _ limit: LimitDuration, by end: Instant, now: Instant, calendar: WorkingCalendar
  ) {
    let clock = LimitClock(calendar, for: limit)
    let deadline = state.deadline(at: now, calendar: calendar)
    needed = Self.needed(state, limit.seconds(in: calendar.hours), left: deadline?.remaining)
    latestStart = clock.latestStart(of: needed, by: end)
    caseID = state.caseID
    stage = state.stage
    isOnHold = state.isOnHold
    dispatchBy = [.reported, .filed].contains(state.stage) ? latestStart : nil
    slack = clock.time(from: now, to: end) - needed
    isPossible = slack >= 0 && now <= end
    isOverdue = deadline?.isOverdue ?? false
    warning = clock.countsWorkingTime ? calendar.warning(due: end) : nil
  }

  private static func needed(_ state: CaseState, _ whole: Double, left: Double?) -> Double {
    switch state.stage {
    case .handled: 0
    case .inWork: min(whole, max(0, left ?? whole))
    default: whole
    }
  }
}
