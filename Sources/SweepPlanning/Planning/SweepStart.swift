/// A plan to go on from: yesterday's, one changed by hand, or one for a problem that has changed since.
public struct SweepStart: Sendable, Hashable {
  /// What of it is still possible is the first plan; teams and stops that the problem does not have are passed
  /// over.
  public var plan: SweepPlan
  /// Stops that stay with the team that the plan gives them, at whatever place in its round; indices into the
  /// problem's stops. Those that the plan does not visit are free.
  public var locked: Set<Int>

  public init(_ plan: SweepPlan, locked: Set<Int> = []) {
    self.plan = plan
    self.locked = locked
  }
}

/// What a new plan does with an old one. Indices into the problem's stops, in rising order.
public struct SweepChanges: Sendable, Hashable {
  /// Visited by the same team as before.
  public var kept: [Int] = []
  /// Visited by another team.
  public var moved: [Int] = []
  /// Visited now, but not before.
  public var added: [Int] = []
  /// Visited before, but no longer.
  public var dropped: [Int] = []

  public init(from old: SweepPlan, to new: SweepPlan) {
    let (before, after) = (Self.teams(old), Self.teams(new))
    for stop in Set(before.keys).union(after.keys).sorted() {
      switch (before[stop], after[stop]) {
      case (let a?, let b?) where a == b: kept.append(stop)
      case (_?, _?): moved.append(stop)
      case (nil, _): added.append(stop)
      default: dropped.append(stop)
      }
    }
  }

  private static func teams(_ plan: SweepPlan) -> [Int: Int] {
    var teams: [Int: Int] = [:]
    for route in plan.routes { for stop in route.stops { teams[stop] = route.team } }
    return teams
  }
}
