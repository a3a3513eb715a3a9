internal import ZoneModel

/// Recomputes a plan from the problem alone; nothing that a search or a bound has worked out is believed.
public struct SweepChecker: Sendable {
  /// How far a time may lie beyond a limit before it counts as late: the rounding of sums of decimals. Plans of
  /// other programs, written with few decimals, may need more.
  public var tolerance: Double

  public init(tolerance: Double = 1e-6) { self.tolerance = tolerance }

  /// What a plan comes to.
  ///
  /// - Throws: the first promise of the problem that the plan breaks, routes in their order. A mandatory stop
  ///   that is left out is reported in `SweepFigures.leftOut`, not thrown: an impossible job has no better plan.
  public func figures(of plan: SweepPlan, for problem: SweepProblem) throws(SweepPlanFault) -> SweepFigures {
    var isVisited = [Bool](repeating: false, count: problem.stops.count)
    var isUsed = [Bool](repeating: false, count: problem.teams.count)
    var figures = SweepFigures()
    for route in plan.routes {
      guard problem.teams.indices.contains(route.team) else { throw .unknownTeam(route.team) }
      if isUsed[route.team] { throw .teamTwice(route.team) }
      isUsed[route.team] = true
      for stop in route.stops {
        guard problem.stops.indices.contains(stop) else { throw .unknownStop(stop) }
        if isVisited[stop] { throw .visitedTwice(stop) }
        isVisited[stop] = true
      }
      figures.add(try round(route, problem))
    }
    figures.leftOut = isVisited.indices.filter { !isVisited[$0] }
    figures.prize = isVisited.indices.reduce(0) { $0 + (isVisited[$1] ? problem.stops[$1].prize : 0) }
    figures.mandatoryLeftOut = figures.leftOut.count { problem.needs($0) }
    return figures
  }

  /// The plan with its figures, without the visits that break a promise of the problem.
  ///
  /// The search plans in working time, in which the beginning and the end of a break are one moment. Where visits
  /// that take no time stand at that moment the clock may have them too late; better one visit less than no plan.
  package func sound(_ plan: SweepPlan, for problem: SweepProblem) -> (plan: SweepPlan, figures: SweepFigures)
  {
    if let figures = try? figures(of: plan, for: problem) { return (plan, figures) }
    var sound = SweepPlan(routes: [])
    var best = SweepFigures(nothingOf: problem)
    for route in plan.routes {
      sound.routes.append(SweepRoute(team: route.team, stops: []))
      let last = sound.routes.count - 1
      for stops in route.stops.isEmpty ? [] : [route.stops] + route.stops.map({ [$0] }) {
        sound.routes[last].stops += stops
        if let figures = try? figures(of: sound, for: problem) {
          best = figures
          if stops.count > 1 { break }
        } else {
          sound.routes[last].stops.removeLast(stops.count)
        }
      }
      if sound.routes[last].stops.isEmpty { sound.routes.removeLast() }
    }
    return (sound, best)
  }

  /// Follows one team through its day.
  private func round(_ route: SweepRoute, _ problem: SweepProblem) throws(SweepPlanFault) -> SweepRound {
    let team = problem.teams[route.team]
    var round = SweepRound(team: route.team, leave: team.shift?.lowerBound ?? 0)
    guard !route.stops.isEmpty else { return round }
    let travel = problem.travel(of: route.team)
    var place = team.start
    var now = round.leave
    var load = 0.0
    var seen: Set<String> = []
    let breaks = BreakWalk(team.hours.breaks, tolerance)
    for stop in route.stops {
      let visit = problem.stops[stop]
      if let before = visit.after.first(where: { !seen.contains($0) }) {
        throw .outOfOrder(stop: stop, team: route.team, before: before)
      }
      seen.insert(visit.id)
      guard visit.skills.isSubset(of: team.skills) else { throw .skillMissing(stop: stop, team: route.team) }
      let leg = travel.time(from: place, to: visit.location)
      round.travel += leg
      let arrival = breaks.after(leg, from: now)
      let last = min(visit.window?.upperBound ?? .infinity, team.shift?.upperBound ?? .infinity)
      let begin = breaks.begin(max(arrival, visit.window?.lowerBound ?? arrival), notAfter: last)
      if let window = visit.window, begin > window.upperBound + tolerance {
        throw .late(stop: stop, team: route.team, by: begin - window.upperBound)
      }
      now = breaks.after(visit.service, from: begin)
      round.visits.append(SweepVisit(stop: stop, arrive: arrival, begin: begin, leave: now))
      round.service += visit.service
      load += visit.demand
      place = visit.location
    }
    if let end = team.end {
      let leg = travel.time(from: place, to: end)
      round.travel += leg
      now = breaks.after(leg, from: now)
    }
    if let shift = team.shift, now > shift.upperBound + tolerance {
      throw .overtime(team: route.team, by: now - shift.upperBound)
    }
    if let capacity = team.capacity, load > capacity + tolerance {
      throw .overloaded(team: route.team, by: load - capacity)
    }
    round.end = now
    return round
  }
}

/// Follows the clock through a team's breaks, which interrupt whatever is being done.
private struct BreakWalk {
  private let breaks: [ClosedRange<Double>]
  private let tolerance: Double

  /// - Parameter breaks: in order, apart from one another.
  init(_ breaks: [ClosedRange<Double>], _ tolerance: Double) {
    self.breaks = breaks
    self.tolerance = tolerance
  }

  /// When some work or a way is done. What is done by the beginning of a break is not kept waiting by it.
  func after(_ work: Double, from start: Double) -> Double {
    var (now, rest) = (start, work)
    for stretch in breaks where stretch.upperBound > now {
      if now + rest <= stretch.lowerBound + tolerance { break }
      rest -= max(0, stretch.lowerBound - now)
      now = stretch.upperBound
    }
    return now + rest
  }

  /// When a visit can begin: at once, or after the break; just before the break only where it is too late afterwards.
  func begin(_ time: Double, notAfter last: Double) -> Double {
    var now = time
    for stretch in breaks where stretch.lowerBound - tolerance <= now && now < stretch.upperBound {
      let isJustBefore = now <= stretch.lowerBound + tolerance
      if isJustBefore, last + tolerance < stretch.upperBound { return now }
      now = stretch.upperBound
    }
    return now
  }
}

/// What a plan comes to, recomputed.
public struct SweepFigures: Sendable, Hashable {
  public var prize = 0.0
  /// All legs of all teams.
  public var travel = 0.0
  /// The longest round from the start of the shift to the return; 0 without any visit.
  public var makespan = 0.0
  /// Stops not visited, in the order of the problem.
  public var leftOut: [Int] = []
  /// How many of them had to be visited.
  public var mandatoryLeftOut = 0
  /// In the order of the plan's routes.
  public var rounds: [SweepRound] = []

  init() {}

  /// Of the empty plan.
  init(nothingOf problem: SweepProblem) {
    leftOut = Array(problem.stops.indices)
    mandatoryLeftOut = leftOut.count { problem.needs($0) }
  }

  mutating func add(_ round: SweepRound) {
    rounds.append(round)
    travel += round.travel
    makespan = max(makespan, round.end - round.leave)
  }

  /// The figure that the objective asks for.
  public func value(_ objective: SweepObjective) -> Double {
    switch objective {
    case .maximumPrize: prize
    case .minimumTravel: travel
    case .minimumMakespan: makespan
    }
  }
}

/// One team's day, recomputed. The team leaves at the start of its shift and waits where it comes early.
public struct SweepRound: Sendable, Hashable {
  public var team: Int
  public var leave: Double
  /// The return, or the end of the last visit where the team does not return.
  public var end: Double
  public var travel = 0.0
  public var service = 0.0
  public var visits: [SweepVisit] = []

  init(team: Int, leave: Double) {
    self.team = team
    self.leave = leave
    end = leave
  }
}

/// One visit, recomputed.
public struct SweepVisit: Sendable, Hashable {
  public var stop: Int
  public var arrive: Double
  /// Later than `arrive` by the time waited.
  public var begin: Double
  public var leave: Double
}

extension SweepProblem {
  /// Whether a plan without this stop is incomplete.
  public func needs(_ stop: Int) -> Bool { objective != .maximumPrize || stops[stop].isMandatory }
}
