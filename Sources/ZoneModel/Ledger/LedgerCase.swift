/// A case: its events in order, and the state they add up to.
public struct LedgerCase: Sendable, Hashable {
  public private(set) var events: [CaseEvent]
  public private(set) var state: CaseState

  /// Opens a case by its first event.
  public init(opening event: CaseEvent) throws(CaseRefusal) {
    state = try CaseState(openedBy: event)
    events = [event]
  }

  /// Folds a case's stored events, first to last.
  ///
  /// Precondition: there is at least one.
  public init(_ events: [CaseEvent]) throws(CaseRefusal) {
    guard let first = events.first else { preconditionFailure("a case without events") }
    try self.init(opening: first)
    for event in events.dropFirst() { try append(event) }
  }

  /// Adds one event; on a refusal the case is as it was.
  public mutating func append(_ event: CaseEvent) throws(CaseRefusal) {
    try state.apply(event)
    events.append(event)
  }

  /// The event that would record `action` next.
  public func next(
    _ action: CaseAction, at time: Instant, happened: Instant? = nil, by actor: String, reason: String? = nil
  ) -> CaseEvent {
    CaseEvent(
      caseID: state.caseID, sequence: state.lastSequence + 1, time: time, happened: happened, actor: actor,
      action: action, reason: reason)
  }

  /// The state as it was known at a time: from the events recorded by then. Late records do not change what
  /// was known before they were made. `nil` before the case was reported.
  public func state(asOf time: Instant) -> CaseState? {
    let known = events.prefix { $0.time <= time }
    guard let first = known.first, var state = try? CaseState(openedBy: first) else { return nil }
    for event in known.dropFirst() {
      // every event was legal when it was added, so it is legal again
      guard (try? state.apply(event)) != nil else {
        preconditionFailure("an event that was added is refused")
      }
    }
    return state
  }
}
