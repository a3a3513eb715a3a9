/// What a case is at a moment: its events folded in order. Nothing here is stored.
public struct CaseState: Sendable, Hashable {
  public let caseID: String
  public internal(set) var stage: CaseStage
  /// When the stage began, as it happened.
  public internal(set) var stageSince: Instant
  public internal(set) var report: CaseReport
  public internal(set) var filing: CaseFiling?
  /// Who must act; kept for the record after closing, gone after a return.
  public internal(set) var assignment: CaseAssignment?
  public internal(set) var handling: CaseHandling?

  public internal(set) var reportedAt: Instant
  public internal(set) var filedAt: Instant?
  /// When the limit's clock started: the last dispatch.
  public internal(set) var dispatchedAt: Instant?
  /// When the unit reported it handled; gone when that was not accepted.
  public internal(set) var handledAt: Instant?
  public internal(set) var closedAt: Instant?
  public internal(set) var verifier: String?
  /// When to look again (回头看).
  public internal(set) var revisit: Instant?

  /// Past stretches on hold, in order.
  public internal(set) var pauses: [Range<Instant>] = []
  /// Since when the case is on hold; `nil` when it is not.
  public internal(set) var heldSince: Instant?
  public internal(set) var extended: Extension?

  public internal(set) var reworks = 0
  public internal(set) var returns = 0
  public internal(set) var reopenings = 0
  public internal(set) var supervisions = 0
  /// Events that were recorded after they had happened.
  public internal(set) var lateRecords = 0
  /// Findings that reopened it.
  public internal(set) var relapses: [String] = []

  public internal(set) var lastSequence: Int
  /// When the last event was recorded.
  public internal(set) var lastTime: Instant

  /// Everyone who handled it since it was last opened, as compared.
  var handlers: Set<String> = []
  /// What is settled: a late record may not lie before it.
  var settledUntil: Instant

  /// A deadline granted instead of the limit's.
  public struct Extension: Sendable, Hashable {
    public var granted: Instant
    public var to: Instant
  }

  public var isOnHold: Bool { heldSince != nil }
  public var isSupervised: Bool { supervisions > 0 }

  /// What may be done now, in the order of the life cycle.
  public var possibleActions: [CaseActionName] {
    isOnHold ? [.resume, .supervise, .note] : stage.actions
  }
}
