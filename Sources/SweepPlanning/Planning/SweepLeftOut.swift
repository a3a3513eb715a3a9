public import ZoneModel

/// A stop that no team visits, and why.
public struct SweepLeftOut: Sendable, Hashable {
  /// Index into the problem's stops.
  public var stop: Int
  public var reason: Reason

  public enum Reason: Sendable, Hashable {
    /// No team has all the skills it needs.
    case skill
    /// It is more than any team with the skills can carry.
    case demand
    /// Even a team that goes nowhere else comes too late for its window or the end of the shift: the earliest
    /// time it could begin, and the window's end or the shift's.
    case time(earliest: Double, latest: Double)
    /// The rounds are full: the team it would cost least, and what it would take of that team's time.
    case full(team: Int, costs: Double)
    /// A team has time enough, but not when the windows of this stop and of the others on its round would want it.
    case windows(team: Int)
    /// Every team that could visit it carries too much already.
    case loaded
    /// It brings nothing.
    case worthless
    /// The stop that must come before it is not on the round of a team that could visit both.
    case before(stop: Int)
  }

  /// The reason of every stop left out.
  static func reasons(_ figures: SweepFigures, _ plan: SweepPlan, _ problem: SweepProblem) -> [SweepLeftOut] {
    let worthless = problem.worthlessStops
    return figures.leftOut.map {
      SweepLeftOut(stop: $0, reason: worthless.contains($0) ? .worthless : reason($0, figures, plan, problem))
    }
  }

  private static func reason(
    _ index: Int, _ figures: SweepFigures, _ plan: SweepPlan, _ problem: SweepProblem
  ) -> Reason {
    let stop = problem.stops[index]
    let skilled = problem.teams.indices.filter { stop.skills.isSubset(of: problem.teams[$0].skills) }
    if skilled.isEmpty { return .skill }
    let strong = skilled.filter { stop.demand <= problem.teams[$0].capacity ?? .infinity }
    if strong.isEmpty { return .demand }
    let misses = strong.map { (team: $0, miss: miss(stop, problem.teams[$0], problem.travel(of: $0))) }
    var able = misses.filter { $0.miss == nil }.map(\.team)
    // a way round by another stop may be shorter where times are rounded or come from a table
    if able.isEmpty { able = strong.filter { isWithinReach(stop, $0, problem) } }
    if able.isEmpty {
      let least = misses.compactMap(\.miss).min { $0.earliest - $0.latest < $1.earliest - $1.latest }
      return .time(earliest: least?.earliest ?? 0, latest: least?.latest ?? 0)
    }
    let first = problem.stops[index].after.compactMap { id in problem.stops.firstIndex { $0.id == id } }
    for before in first {
      let team = plan.routes.first { $0.stops.contains(before) }?.team
      able.removeAll { $0 != team }
      if able.isEmpty { return .before(stop: before) }
    }
    able.removeAll { problem.load($0, plan) + stop.demand > problem.teams[$0].capacity ?? .infinity }
    if able.isEmpty { return .loaded }
    let costs = able.map { (team: $0, cost: cost(stop, $0, plan, problem)) }
    let cheapest = costs.min { $0.cost < $1.cost } ?? (able[0], 0)
    if let idle = costs.first(where: { $0.cost <= problem.spare($0.team, figures) }) {
      return .windows(team: idle.team)
    }
    return .full(team: cheapest.0, costs: cheapest.1)
  }

  /// Whether a team can visit the stop by way of others.
  private static func isWithinReach(_ stop: SweepStop, _ team: Int, _ problem: SweepProblem) -> Bool {
    let (who, travel) = (problem.teams[team], problem.travel(of: team))
    guard !travel.keepsTriangles else { return false }
    let hours = who.hours
    func least(_ from: Int, _ to: Int) -> Double {
      problem.stops.reduce(travel.time(from: from, to: to)) {
        min($0, travel.time(from: from, to: $1.location) + travel.time(from: $1.location, to: to))
      }
    }
    let begin = max(
      (who.workingShift?.lowerBound ?? 0) + least(who.start, stop.location),
      hours.worked(at: stop.window?.lowerBound ?? 0))
    let done = begin + stop.service + (who.end.map { least(stop.location, $0) } ?? 0)
    let closes = stop.window.map { hours.worked(at: $0.upperBound) } ?? .infinity
    return begin <= closes && done <= who.workingShift?.upperBound ?? .infinity
  }

  /// By what a round of this stop alone comes too late; `nil` when it does not.
  private static func miss(
    _ stop: SweepStop, _ team: SweepTeam, _ travel: TravelTimes
  ) -> (earliest: Double, latest: Double)? {
    let hours = team.hours
    let arrival = (team.workingShift?.lowerBound ?? 0) + travel.time(from: team.start, to: stop.location)
    let begin = max(arrival, stop.window.map { hours.worked(at: $0.lowerBound) } ?? arrival)
    if let window = stop.window, begin > hours.worked(at: window.upperBound) || hours.isIdle(during: window) {
      return (hours.latest(begin), window.upperBound)
    }
    let back = team.end.map { travel.time(from: stop.location, to: $0) } ?? 0
    let done = begin + stop.service + back
    if let shift = team.shift, done > hours.worked(at: shift.upperBound) {
      return (hours.earliest(done), shift.upperBound)
    }
    return nil
  }

  /// The least detour through the stop on a team's round, with the visit, whatever its times.
  private static func cost(
    _ stop: SweepStop, _ team: Int, _ plan: SweepPlan, _ problem: SweepProblem
  ) -> Double {
    let stops = plan.routes.first { $0.team == team }?.stops ?? []
    let (who, travel) = (problem.teams[team], problem.travel(of: team))
    let places = [who.start] + stops.map { problem.stops[$0].location }
    var least = Double.infinity
    for (p, place) in places.enumerated() {
      let next = p + 1 < places.count ? places[p + 1] : who.end
      let on = next.map { travel.time(from: stop.location, to: $0) } ?? 0
      let before = stops.isEmpty ? 0 : next.map { travel.time(from: place, to: $0) } ?? 0
      least = min(least, travel.time(from: place, to: stop.location) + on - before)
    }
    return least + stop.service
  }
}

extension SweepProblem {
  /// What a team carries on its round.
  fileprivate func load(_ team: Int, _ plan: SweepPlan) -> Double {
    let stops = plan.routes.first { $0.team == team }?.stops ?? []
    return stops.reduce(0) { $0 + self.stops[$1].demand }
  }

  /// The working time between a team's return and the end of its shift.
  fileprivate func spare(_ team: Int, _ figures: SweepFigures) -> Double {
    guard let shift = teams[team].shift else { return .infinity }
    let end = figures.rounds.first { $0.team == team }?.end ?? shift.lowerBound
    return teams[team].hours.worked(at: shift.upperBound) - teams[team].hours.worked(at: end)
  }
}

extension SweepLeftOut {
  /// The reason in words, with the problem's ids.
  public func phrase(in problem: SweepProblem) -> Phrase {
    switch reason {
    case .skill:
      let skills = problem.stops[stop].skills.sorted()
      return Phrase(
        "no team has all of its skills: \(skills.joined(separator: ", "))",
        zh: "没有小组具备所需的全部技能：\(skills.joined(separator: "、"))")
    case .before(let other):
      let id = problem.stops[other].id
      return Phrase(
        "stop \(id) must come before it, and no team that could visit it has that stop",
        zh: "须先访问停靠点 \(id)，而能访问本停靠点的小组没有安排它")
    case .demand: return Phrase("it is more than any team can carry", zh: "需求超过任何小组的容量")
    case .time(let earliest, let latest):
      return Phrase(
        "out of reach: at the earliest \(Self.short(earliest)), at the latest \(Self.short(latest))",
        zh: "无法按时到达：最早 \(Self.short(earliest))，最晚 \(Self.short(latest))")
    case .worthless: return Phrase("it has no prize", zh: "价值为 0")
    case .loaded:
      return Phrase(
        "no room: it is more than any team that could visit it can carry besides its other stops",
        zh: "没有余量：能访问它的小组加上已有停靠点后容量不足")
    case .windows(let team):
      return Phrase(
        "no room: team \(problem.teams[team].id) has time for it, but not when its window and the other stops allow",
        zh: "没有余量：小组 \(problem.teams[team].id) 总时间够用，但与它或其他停靠点的时间窗冲突")
    case .full(let team, let costs):
      return Phrase(
        "no room: it would cost team \(problem.teams[team].id) \(Self.short(costs)) more",
        zh: "没有余量：小组 \(problem.teams[team].id) 需多用 \(Self.short(costs))")
    }
  }

  /// With at most two decimals.
  private static func short(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    if hundredths % 100 == 0 { return "\(hundredths / 100)" }
    let rest = abs(hundredths % 100)
    return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
  }
}
