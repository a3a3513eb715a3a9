public import ZoneGeometry

/// What was reported (上报): the finding a case is about.
public struct CaseReport: Sendable, Hashable {
  /// Id of the finding, where it has one.
  public var finding: String?
  /// Id of the zone it lies in.
  public var zone: String?
  /// Own checklist item; relapses and duplicates compare it.
  public var item: String?
  public var code: ProblemCode?
  public var place: LonLat?
  /// How it came: `covert`, `leaders`, `office`, `complaint` …
  public var source: String?
  public var text: String?

  public init(
    finding: String? = nil, zone: String? = nil, item: String? = nil, code: ProblemCode? = nil,
    place: LonLat? = nil, source: String? = nil, text: String? = nil
  ) {
    self.finding = finding
    self.zone = zone
    self.item = item
    self.code = code
    self.place = place
    self.source = source
    self.text = text
  }
}

/// On what terms a case was taken up (立案).
public struct CaseFiling: Sendable, Hashable {
  public var code: ProblemCode?
  /// Which of the problem type's filing conditions is met.
  public var condition: String?
  /// How long handling may take; `nil`: no limit, never overdue.
  public var limit: LimitDuration?
  /// What must be so for the case to be closed.
  public var closesWhen: String?

  public init(
    code: ProblemCode? = nil, condition: String? = nil, limit: LimitDuration? = nil, closesWhen: String? = nil
  ) {
    self.code = code
    self.condition = condition
    self.limit = limit
    self.closesWhen = closesWhen
  }
}

/// Who must act.
public struct CaseAssignment: Sendable, Hashable {
  /// The body that answers for it (牵头单位).
  public var unit: String
  /// Bodies that help (配合单位).
  public var assisting: String?
  public var person: String?
  /// The responsible leader (包联).
  public var leader: String?
  /// A date given by hand (整改时限 of a 交办单): it goes before the limit, which may be missing then.
  public var due: Instant?

  public init(
    unit: String, assisting: String? = nil, person: String? = nil, leader: String? = nil, due: Instant? = nil
  ) {
    self.due = due
    self.unit = unit
    self.assisting = assisting
    self.person = person
    self.leader = leader
  }
}

/// What was done about it.
public struct CaseHandling: Sendable, Hashable {
  /// 整改措施.
  public var measures: String?
  /// References to photos and papers, in the order given.
  public var evidence: [String]

  public init(measures: String? = nil, evidence: [String] = []) {
    self.measures = measures
    self.evidence = evidence
  }
}
