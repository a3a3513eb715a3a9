/// One thing that was done to a case. Events are only ever added: nothing about a case is stored beside them.
public struct CaseEvent: Sendable, Hashable {
  public var caseID: String
  /// 1 for a case's first event, then without gaps.
  public var sequence: Int
  /// When it was recorded, to the millisecond; never earlier than the case's last event.
  public var time: Instant
  /// When it really happened, for a late record (补录): earlier than `time`, and possibly earlier than the
  /// events before it. `nil`: as it was recorded.
  public var happened: Instant?
  /// Who did it.
  public var actor: String
  public var action: CaseAction
  /// Why; some actions need it.
  public var reason: String?

  public init(
    caseID: String, sequence: Int, time: Instant, happened: Instant? = nil, actor: String, action: CaseAction,
    reason: String? = nil
  ) {
    self.caseID = caseID
    self.sequence = sequence
    self.time = time.inMilliseconds
    self.happened = happened.map(\.inMilliseconds)
    self.actor = actor
    self.action = action.inMilliseconds
    self.reason = reason
  }

  /// When it counts for: as it happened, else as it was recorded.
  public var effective: Instant { happened ?? time }
}

extension Instant {
  /// The nearest whole millisecond: events are stored in milliseconds, and must come back as they were.
  fileprivate var inMilliseconds: Instant { (self * 1000).rounded() / 1000 }
}

extension CaseAction {
  fileprivate var inMilliseconds: CaseAction {
    switch self {
    case .extend(let to): .extend(to: to.inMilliseconds)
    case .dispatch(let to): .dispatch(to.inMilliseconds)
    case .reassign(let to): .reassign(to.inMilliseconds)
    case .verify(let revisit): .verify(revisit: revisit.map(\.inMilliseconds))
    default: self
    }
  }
}

extension CaseAssignment {
  fileprivate var inMilliseconds: CaseAssignment {
    var copy = self
    copy.due = due?.inMilliseconds
    return copy
  }
}
