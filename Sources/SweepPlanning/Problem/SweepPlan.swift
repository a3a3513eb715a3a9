/// Who visits what, in which order.
public struct SweepPlan: Sendable, Hashable {
  /// One round for each team that has something to do, in the order of the problem's teams.
  public var routes: [SweepRoute]

  public init(routes: [SweepRoute] = []) { self.routes = routes }
}

/// The round of one team.
public struct SweepRoute: Sendable, Hashable {
  /// Index of the team in the problem.
  public var team: Int
  /// Indices of the stops in the problem, in the order of the visits.
  public var stops: [Int]

  public init(team: Int, stops: [Int]) {
    self.team = team
    self.stops = stops
  }
}
