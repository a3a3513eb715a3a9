public import ZoneModel

/// Which cases of a ledger to list.
public struct CaseFilter: Sendable {
  public var stages: Set<CaseStage> = []
  /// Only those still to be done.
  public var isOpen = false
  public var isOverdue = false
  /// Only those due within so many seconds from the moment of the list, overdue ones among them.
  public var dueWithin: Double?
  /// The beginning of zones' ids.
  public var zone: String?
  /// Ids of zones that are meant too: those a name or an alias leads to.
  public var namedZones: Set<String> = []
  /// Part of the unit's name.
  public var unit: String?
  public var item: String?

  public init() {}
}

/// Cases with their deadlines as they were at a moment, most urgent first: by due time, those without one last.
public struct CaseList: Sendable {
  public var rows: [Row]
  public var asOf: Instant
  /// Names of the zones, by id.
  public var zoneNames: [String: String] = [:]

  public struct Row: Sendable {
    public var state: CaseState
    public var deadline: CaseDeadline?
  }

  /// - Parameter asOf: only what was recorded by then counts.
  public init(
    _ cases: [LedgerCase], asOf: Instant, calendar: WorkingCalendar, filter: CaseFilter = CaseFilter()
  ) {
    self.asOf = asOf
    rows = cases.compactMap { one in
      guard let state = one.state(asOf: asOf) else { return nil }
      let row = Row(state: state, deadline: state.deadline(at: asOf, calendar: calendar))
      return filter.takes(row, asOf) ? row : nil
    }
    rows.sort { a, b in
      let (x, y) = (a.deadline?.due ?? .infinity, b.deadline?.due ?? .infinity)
      return x != y ? x < y : a.state.caseID < b.state.caseID
    }
  }

  /// Overdue and still open.
  public var overdue: Int { rows.count { $0.isOverdue } }

  /// Warnings about due times, each once.
  public var warnings: [Notice] {
    var seen: Set<Notice> = []
    return rows.compactMap(\.deadline?.warning).filter { seen.insert($0).inserted }
  }
}

extension CaseList.Row {
  public var isOverdue: Bool { state.stage.isOpen && deadline?.isOverdue ?? false }
}

extension CaseFilter {
  func takes(_ row: CaseList.Row, _ asOf: Instant) -> Bool {
    let state = row.state
    if !stages.isEmpty, !stages.contains(state.stage) { return false }
    if isOpen || isOverdue || dueWithin != nil, !state.stage.isOpen { return false }
    if isOverdue, !row.isOverdue { return false }
    if let dueWithin {
      guard let due = row.deadline?.due, due <= asOf + dueWithin, state.handledAt == nil else { return false }
    }
    if let zone {
      guard let own = state.report.zone, own.hasPrefix(zone) || namedZones.contains(own) else { return false }
    }
    if let unit, state.assignment?.unit.contains(unit) != true { return false }
    if let item, state.report.item != item { return false }
    return true
  }
}
