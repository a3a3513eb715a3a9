internal import SweepPlanning
internal import ZoneModel

/// Finds out why stops are left out of a plan.
struct LeftOutReasons {
  private let job: SweepJob
  private let plan: SweepPlan
  private let zones: [Zone]
  /// The teams that might visit each stop if no route had to stay as it is.
  private let lawful: [[Int]]
  /// Whether to look for what would have to be dropped: takes time for plans of hundreds of stops.
  private let looksForRoom: Bool

  init(
    _ job: SweepJob, _ plan: SweepPlan, _ zones: [Zone], lawful: [[Int]], looksForRoom: Bool
  ) {
    self.lawful = lawful
    self.job = job
    self.plan = plan
    self.zones = zones
    self.looksForRoom = looksForRoom
  }

  func all() -> [LeftOutStop] {
    let visited = Set(plan.routes.flatMap(\.stops))
    return job.sites.indices.filter { !visited.contains($0) }.map {
      LeftOutStop(stop: $0, reason: reason($0))
    }
  }

  private func reason(_ number: Int) -> LeftOutStop.Reason {
    let site = job.sites[number]
    let lawful = job.allowed[number]
    let others = self.lawful.indices.contains(number) ? self.lawful[number] : []
    if lawful.isEmpty, !others.isEmpty { return .locked(others.map { job.teams[$0].id }) }
    if lawful.isEmpty { return .jurisdiction(zone: site.zone.map { zones[$0].id }) }
    let skilled = lawful.filter { job.teams[$0].canLook(at: site.skills) }
    if skilled.isEmpty { return .skill(site.skills.sorted()) }
    let ways = skilled.filter { job.isReachable(number, by: $0) }
    if ways.isEmpty { return .unreachable }
    let alone = ways.map { (team: $0, miss: miss(number, $0)) }
    let able = alone.filter { $0.miss == nil }.map(\.team)
    if able.isEmpty { return alone.compactMap(\.miss).min { $0.by < $1.by }?.reason ?? .unreachable }
    return room(number, able)
  }

  /// Why a round of this stop alone does not do, and by how much; `nil` when it does.
  private func miss(_ number: Int, _ team: Int) -> (reason: LeftOutStop.Reason, by: Double)? {
    let (stop, crew) = (job.problem.stops[number], job.problem.teams[team])
    let (time, id) = (job.hours[team], job.teams[team].id)
    let shift = job.shift(team)
    let arrive = shift.lowerBound + job.seconds(crew.start, stop.location, team)
    let window = job.window(number, team)
    let begin = max(arrive, window?.lowerBound ?? arrive)
    if let window, begin > window.upperBound {
      let reason = LeftOutStop.Reason.window(
        team: id, begins: time.latest(begin), latest: job.sites[number].hours?.upperBound ?? 0)
      return (reason, begin - window.upperBound)
    }
    let done = begin + stop.service + (crew.end.map { job.seconds(stop.location, $0, team) } ?? 0)
    guard done > shift.upperBound else { return nil }
    return (
      .shift(team: id, ends: time.earliest(done), latest: job.teams[team].shift.upperBound),
      done - shift.upperBound
    )
  }

  /// The team that lacks least.
  private func room(_ number: Int, _ able: [Int]) -> LeftOutStop.Reason {
    let stop = job.problem.stops[number]
    let offers = able.map { team -> (team: Int, travel: Double, left: Double) in
      let route = plan.routes.first { $0.team == team }?.stops ?? []
      let left = job.shift(team).upperBound - (job.end(route, team) ?? 0)
      return (team, job.detour(number, route, team), max(0, left))
    }
    guard let best = offers.min(by: { $0.travel - $0.left < $1.travel - $1.left }) else {
      return .unreachable
    }
    let id = job.teams[best.team].id
    if looksForRoom, let (team, drop) = leastDropped(number, able) {
      let offer = offers.first { $0.team == team } ?? best
      return .worth(
        team: job.teams[team].id, costs: offer.travel + stop.service, left: offer.left, value: stop.prize,
        drops: job.problem.stops[drop].id, droppedValue: job.problem.stops[drop].prize)
    }
    return .full(team: id, travel: best.travel, service: stop.service, left: best.left)
  }

  /// The visited stop of least value that would make room for this one.
  private func leastDropped(_ number: Int, _ able: [Int]) -> (team: Int, stop: Int)? {
    var least: (team: Int, stop: Int)?
    for route in plan.routes where able.contains(route.team) {
      for drop in route.stops {
        if let least, job.problem.stops[drop].prize >= job.problem.stops[least.stop].prize { continue }
        let rest = route.stops.filter { $0 != drop }
        let fits = (0...rest.count).contains { at in
          job.end(Array(rest[..<at]) + [number] + Array(rest[at...]), route.team) != nil
        }
        if fits { least = (route.team, drop) }
      }
    }
    return least
  }
}

// MARK: - Rounds by hand

extension SweepJob {
  func seconds(_ from: Int, _ to: Int, _ team: Int) -> Double {
    table.seconds[table.speed(teams[team].speed)][from * table.places + to]
  }

  func isReachable(_ stop: Int, by team: Int) -> Bool {
    let crew = problem.teams[team]
    return table.isReachable(crew.start, stop) && crew.end.map { table.isReachable(stop, $0) } ?? true
  }

  /// Working seconds at the end of a round; `nil` when a visit or the return is late.
  func end(_ route: [Int], _ team: Int) -> Double? {
    let crew = problem.teams[team]
    var now = shift(team).lowerBound
    var place = crew.start
    for number in route {
      let stop = problem.stops[number]
      let window = window(number, team)
      now = max(now + seconds(place, stop.location, team), window?.lowerBound ?? 0)
      if let window, now > window.upperBound { return nil }
      now += stop.service
      place = stop.location
    }
    if !route.isEmpty, let end = crew.end { now += seconds(place, end, team) }
    return now <= shift(team).upperBound ? now : nil
  }

  /// The least detour through a stop, whatever the windows.
  func detour(_ number: Int, _ route: [Int], _ team: Int) -> Double {
    let crew = problem.teams[team]
    let places = [crew.start] + route
    return places.indices.reduce(.infinity) { least, at in
      let next = at + 1 < places.count ? places[at + 1] : crew.end
      let on = next.map { seconds(number, $0, team) } ?? 0
      let before = route.isEmpty ? 0 : next.map { seconds(places[at], $0, team) } ?? 0
      return min(least, seconds(places[at], number, team) + on - before)
    }
  }
}
