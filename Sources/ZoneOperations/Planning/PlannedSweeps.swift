public import SweepPlanning
public import ZoneGeometry
public import ZoneModel

/// A day's sweeps: who goes where and when, what stays open and why.
public struct PlannedSweeps: Sendable {
  /// Where the blind spots came from.
  public var list: BlindSpotList
  public var teams: [InspectionTeam]
  public var stops: SweepSites
  /// What was due for a second look, where that is the kind of sweep.
  public var lookBacks: LookBackList?
  /// One a team, in their order.
  public var rounds: [PlannedRound]
  /// Stops no team visits, in the order of the stops.
  public var leftOut: [LeftOutStop]
  public var objective: PlanObjective
  public var sweep: SweepKind
  /// Local midnight.
  public var day: Instant
  public var time: TimeText
  public var travel: PlannedTravel
  /// The value of the objective: priority for `value`, seconds for the others.
  public var value: Double
  /// What no plan with these stops and teams can beat; `nil` where none was proved.
  public var bound: SweepBound?
  public var seed: UInt64
  public var iterations: Int
  public var notices: [Notice] = []
  /// What became of the plan that was to be kept; `nil` without one.
  public var changes: PlanChanges?
  /// What more time or another team would add; only where it was asked for.
  public var prospects: [Prospect] = []
  /// What the streets come to, for that objective.
  public var streets: StreetFigures?
  /// Why the ground of each blind spot is blind.
  let causeOf: [String: Cause]
}

/// How ways were measured.
public struct PlannedTravel: Sendable, Hashable {
  /// `straight`, `roads` or `osrm`.
  public var method: String
  public var words: Phrase
}

/// One team's day.
public struct PlannedRound: Sendable {
  /// Number of the team.
  public var team: Int
  public var visits: [PlannedVisit] = []
  /// Metres, walks at stops not included.
  public var travelled = 0.0
  /// Seconds.
  public var travel = 0.0
  public var service = 0.0
  /// Seconds after midnight.
  public var leaves: Double
  public var ends: Double
  /// From the start over all stops to the end; empty for a team that stays at home.
  public var line: [LonLat] = []
}

/// One visit.
public struct PlannedVisit: Sendable, Hashable {
  /// Number of the stop.
  public var stop: Int
  /// Seconds after midnight.
  public var arrive: Double
  /// Later than `arrive` by the time waited.
  public var begin: Double
  public var leave: Double
  /// From the place before, along the way.
  public var metres: Double
  /// Seconds.
  public var travel: Double
}

/// What a change would bring, found by planning again with the same settings.
public struct Prospect: Sendable {
  public var change: Phrase
  /// Machine-readable: `hour` or `team`.
  public var key: String
  /// The value of the objective after it.
  public var value: Double
  /// Stops visited after it.
  public var visited: Int
}
