internal import SweepPlanning
internal import ZoneModel

/// A day's sweeps as a routing problem: times are seconds after midnight; the engine knows the teams' breaks.
struct SweepJob {
  let problem: SweepProblem
  let sites: [SweepSite]
  let teams: [InspectionTeam]
  let hours: [WorkingTime]
  let table: TravelTable
  /// Teams that may visit each stop for their jurisdiction; skills are not asked here.
  let allowed: [[Int]]
  /// The numbers of the places each team starts and ends at.
  let bases: [TeamPlaces]

  typealias TeamPlaces = (start: Int, end: Int?)

  /// - Parameter allowed: the teams that may visit each stop.
  init(
    _ sites: [SweepSite], _ teams: [InspectionTeam], _ table: TravelTable, _ bases: [TeamPlaces],
    allowed: [[Int]], objective: SweepObjective
  ) {
    let hours = teams.map { WorkingTime(breaks: $0.breaks) }
    let passes = Passes(allowed, teams: teams.count)
    let items = sites.reduce(into: Set<String>()) { $0.formUnion($1.skills) }
    var stops: [SweepStop] = []
    for (number, site) in sites.enumerated() {
      stops.append(
        SweepStop(
          id: site.id, location: number, service: site.service, prize: site.value,
          skills: site.skills.union(passes.needed[number].map { [$0] } ?? []),
          window: site.hours, isMandatory: site.isMandatory))
    }
    let crews = teams.indices.map { number in
      let team = teams[number]
      return SweepTeam(
        id: team.id, start: bases[number].start, end: bases[number].end, shift: team.shift,
        skills: (team.skills.isEmpty ? items : team.skills).union(passes.held[number]),
        travel: table.speed(team.speed), breaks: team.breaks)
    }
    problem = SweepProblem(
      name: "plan", objective: objective, travel: .matrix(table.seconds[0], places: table.places),
      stops: stops,
      teams: crews, otherTravel: table.seconds.dropFirst().map { .matrix($0, places: table.places) })
    (self.sites, self.teams, self.hours, self.table) = (sites, teams, hours, table)
    (self.allowed, self.bases) = (allowed, bases)
  }

  /// A team's shift in its working time.
  func shift(_ team: Int) -> ClosedRange<Double> {
    let shift = teams[team].shift
    return hours[team].worked(at: shift.lowerBound)...hours[team].worked(at: shift.upperBound)
  }

  /// When a visit may begin in a team's working time.
  func window(_ stop: Int, _ team: Int) -> ClosedRange<Double>? {
    sites[stop].hours.map {
      hours[team].worked(at: $0.lowerBound)...hours[team].worked(at: $0.upperBound)
    }
  }
}

/// What stands for "one of these teams" among the skills of a routing problem.
private struct Passes {
  /// What each stop asks for; `nil`: any team will do.
  var needed: [String?] = []
  /// What each team has.
  var held: [Set<String>]

  init(_ allowed: [[Int]], teams: Int) {
    held = [Set<String>](repeating: [], count: teams)
    var known: [[Int]: String] = [:]
    for list in allowed {
      if list.count == teams {
        needed.append(nil)
        continue
      }
      // no code of a checklist begins with a blank
      let name = known[list] ?? " teams \(known.count)"
      known[list] = name
      for team in list { held[team].insert(name) }
      needed.append(name)
    }
  }
}

// MARK: - Who may go where

/// Which zones a team answers for.
struct Jurisdiction {
  private let zones: [Zone]
  private let ids: Set<String>

  init(_ zones: [Zone]) {
    self.zones = zones
    ids = Set(zones.map(\.id)).union(zones.compactMap(\.parent))
  }

  /// Per stop the teams that may visit it; in a cross-inspection those that do not answer for it.
  func allowed(_ sites: [SweepSite], _ teams: [InspectionTeam], isCrossed: Bool) -> [[Int]] {
    sites.map { site in
      teams.indices.filter { number in
        let team = teams[number]
        let isOpen = site.hours.map { !WorkingTime(breaks: team.breaks).isIdle(during: $0) } ?? true
        return isOpen && (team.zones.isEmpty || covers(team.zones, site.zone.map { zones[$0] }) != isCrossed)
      }
    }
  }

  /// A name that is the id of a zone means that zone and what belongs to it; another name means all ids that
  /// begin with it.
  func covers(_ names: [String], _ zone: Zone?) -> Bool {
    guard let zone else { return false }
    return names.contains { name in
      if ids.contains(name) { return zone.id == name || zone.parent == name }
      return zone.id.hasPrefix(name) || zone.parent?.hasPrefix(name) ?? false
    }
  }

  /// Names that no zone answers to.
  func unknown(_ teams: [InspectionTeam]) -> [String] {
    var seen: Set<String> = []
    return teams.flatMap(\.zones).filter { name in
      seen.insert(name).inserted && !zones.contains { covers([name], $0) }
    }
  }
}
