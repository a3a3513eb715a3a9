internal import ZoneModel

/// A routing problem: places worth a visit, teams that can make visits, and what counts as a good plan.
///
/// All times share one unit (minutes, seconds, or plain distance: the problem's own), all demands another.
public struct SweepProblem: Sendable, Hashable {
  public var name: String
  public var objective: SweepObjective
  public var travel: TravelTimes
  public var stops: [SweepStop]
  public var teams: [SweepTeam]
  /// Travel times of teams faster or slower than others, over the same places; see `SweepTeam.travel`.
  public var otherTravel: [TravelTimes]

  public init(
    name: String = "", objective: SweepObjective, travel: TravelTimes, stops: [SweepStop], teams: [SweepTeam],
    otherTravel: [TravelTimes] = []
  ) {
    self.name = name
    self.objective = objective
    self.travel = travel
    self.stops = stops
    self.teams = teams
    self.otherTravel = otherTravel
  }

  /// The travel times that hold for a team.
  public func travel(of team: Int) -> TravelTimes {
    let number = teams[team].travel
    return number == 0 ? travel : otherTravel[number - 1]
  }
}

/// What makes one plan better than another. Stops that must be visited come before everything else.
public enum SweepObjective: String, Sendable, CaseIterable {
  /// The largest sum of prizes; among equals the least travel. Stops may be left out.
  case maximumPrize = "max_prize"
  /// Every stop visited, with the least travel of all teams together.
  case minimumTravel = "min_travel"
  /// Every stop visited, with the longest round (from the start of the shift to the return) as short as
  /// possible; among equals the least travel.
  case minimumMakespan = "min_makespan"

  /// Whether a larger value is better.
  public var isMaximum: Bool { self == .maximumPrize }
}

/// A place to be visited, at most once, by one team.
public struct SweepStop: Sendable, Hashable {
  public var id: String
  /// Index of the place among those that the travel times know.
  public var location: Int
  /// How long the visit takes.
  public var service: Double
  public var prize: Double
  /// What the visit takes of the team's capacity.
  public var demand: Double
  /// The team must have all of them.
  public var skills: Set<String>
  /// When the visit may begin, both ends included; who comes early waits. `nil`: at any time.
  public var window: ClosedRange<Double>?
  /// With the objective `maximumPrize`: not to be left out. The other objectives want every stop anyway.
  public var isMandatory: Bool
  /// Ids of stops that the same team must have visited before, earlier in its round.
  public var after: [String]

  public init(
    id: String, location: Int, service: Double = 0, prize: Double = 0, demand: Double = 0,
    skills: Set<String> = [], window: ClosedRange<Double>? = nil, isMandatory: Bool = false,
    after: [String] = []
  ) {
    self.id = id
    self.location = location
    self.service = service
    self.prize = prize
    self.demand = demand
    self.skills = skills
    self.window = window
    self.isMandatory = isMandatory
    self.after = after
  }
}

/// People who make one round.
public struct SweepTeam: Sendable, Hashable {
  public var id: String
  /// Index of the place where the round begins.
  public var start: Int
  /// Index of the place where it ends; `nil`: at the last stop.
  public var end: Int?
  /// From the earliest departure to the latest return; `nil`: from 0, without end.
  public var shift: ClosedRange<Double>?
  /// The largest sum of demands; `nil`: unlimited.
  public var capacity: Double?
  public var skills: Set<String>
  /// Which travel times hold for it: 0 the problem's own, k number k - 1 of its other ones.
  public var travel: Int
  /// When the team does not work. Visits and ways are interrupted and go on afterwards; a visit may begin at the
  /// moment a break begins or ends, not within. Breaks that touch or overlap count as one.
  public var breaks: [ClosedRange<Double>]

  public init(
    id: String, start: Int, end: Int?, shift: ClosedRange<Double>? = nil, capacity: Double? = nil,
    skills: Set<String> = [], travel: Int = 0, breaks: [ClosedRange<Double>] = []
  ) {
    self.id = id
    self.start = start
    self.end = end
    self.shift = shift
    self.capacity = capacity
    self.skills = skills
    self.travel = travel
    self.breaks = breaks
  }

  /// The clock of the problem with the team's breaks cut out.
  var hours: WorkingTime { WorkingTime(breaks: breaks) }
}
