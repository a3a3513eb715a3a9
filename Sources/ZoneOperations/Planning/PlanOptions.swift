public import SweepPlanning
public import ZoneModel

/// What a plan of sweeps is to be.
public struct PlanOptions: Sendable {
  /// File of teams; `nil`: those of the project.
  public var teams: String?
  /// File of service times; `nil`: the built-in table.
  public var serviceTimes: String?
  public var objective = PlanObjective.value
  public var sweep = SweepKind.routine
  /// The local midnight the clock times count from; `nil`: the day after the newest record.
  public var day: Instant?
  public var stops = StopOptions()
  public var streets = StreetOptions()
  /// Zones that must be visited: their ids, or beginnings of ids with `*`.
  public var mustVisit: [String] = []
  /// Hours in the place of every team's own; their breaks fall away.
  public var shift: ClosedRange<Double>?
  /// Days from closing to the second look; `nil`: by the kind of zone, as in the table of service times.
  public var lookBackDays: Double?
  public var travel = TravelChoice.straight
  /// Straight distances times this are taken for the way.
  public var detour = 1.3
  /// An earlier plan's GeoJSON: its routes are the first plan.
  public var kept: String?
  /// Ids of teams whose routes stay as they are in it.
  public var lockedTeams: [String] = []
  public var planner: SweepPlanner
  /// Whether choosing stops must end when as much time is over as the planner has.
  public var limitsStops = true
  public var time = TimeText.shanghai
  /// Plan again with an hour more and with a team more, to say what that would bring.
  public var explains = false

  public init(planner: SweepPlanner) { self.planner = planner }
}

/// What makes one plan better than another.
public enum PlanObjective: String, Sendable, CaseIterable {
  /// The largest sum of priorities seen within the shifts; stops may be left out.
  case value
  /// Every stop, with the least travel.
  case cover
  /// Every stop, with the longest round as short as possible.
  case balance
  /// Every street, with the least walking besides.
  case streets

  var engine: SweepObjective {
    switch self {
    case .value: .maximumPrize
    case .cover, .streets: .minimumTravel
    case .balance: .minimumMakespan
    }
  }
}

/// Where stops are made of blind spots.
public struct StopOptions: Sendable {
  /// Kinds of zones swept; `nil`: all but subdistricts, unless there is nothing else.
  public var kinds: [ZoneKind]?
  public var causes: [Cause] = [.neverVisited, .unseenPart, .noAccess, .overdue]
  /// Metres seen around a place.
  public var radius = 30.0
  /// How much of each blind spot its stops must show, above 0 up to 1.
  public var share = 0.9
  /// Metres of the longest walk that counts as one stop; 0: teams only stand.
  public var walk = 400.0
  /// Blind spots are turned into stops, most urgent first, until there are so many.
  public var most = 2000

  public init() {}
}

/// How ways between places are measured.
public enum TravelChoice: Sendable, Hashable {
  case straight
  /// Shortest paths in a network of lines (a file).
  case roads(String)
  /// The table service of an OSRM server (its address).
  case osrm(String)
}
