internal import SweepPlanning
internal import ZoneAnalysis
internal import ZoneGeometry
internal import ZoneModel

/// Teams as crews of a network of streets.
struct StreetCrews {
  let teams: [InspectionTeam]
  let hours: [WorkingTime]
  /// Seconds after midnight in which streets may be walked.
  let shifts: [ClosedRange<Double>]
  let crews: [StreetCrew]
  /// Per zone, the teams that may go there for their jurisdiction, and of these the ones with the skills.
  let lawful: [[Int]]
  let skilled: [[Int]]
  private let times: ServiceTimes

  init(
    _ ground: StreetGround, _ teams: [InspectionTeam], _ zones: [Zone], _ options: PlanOptions,
    _ times: ServiceTimes
  ) {
    self.teams = teams
    self.times = times
    let hours = teams.map { WorkingTime(breaks: $0.breaks) }
    self.hours = hours
    let rule = times[.road]
    let shifts = teams.map { team -> ClosedRange<Double> in
      let limits = rule.hours ?? team.shift
      let from = min(max(team.shift.lowerBound, limits.lowerBound), team.shift.upperBound)
      return from...max(from, min(team.shift.upperBound, limits.upperBound))
    }
    self.shifts = shifts
    let sites = zones.indices.map {
      SweepSite(id: zones[$0].id, path: [], zone: $0, kind: zones[$0].kind, serves: [])
    }
    let lawful = Jurisdiction(zones).allowed(sites, teams, isCrossed: options.sweep == .cross)
    self.lawful = lawful
    let skilled = zones.indices.map { zone in
      lawful[zone].filter { times[zones[zone].kind].skills.isSubset(of: teams[$0].skills) }
    }
    self.skilled = skilled
    let starts = ground.places
    crews = teams.indices.map { number in
      let team = teams[number]
      let end: StreetEnd =
        switch team.end {
        case .base: .start
        case .open: .anywhere
        case .place: .node(starts[teams.count + number])
        }
      let worked =
        hours[number].worked(at: shifts[number].upperBound)
        - hours[number].worked(at: shifts[number].lowerBound)
      let allowed = ground.pieces.map { piece in piece.owners.contains { skilled[$0].contains(number) } }
      return StreetCrew(
        start: starts[number], end: end, capacity: max(0, worked), pace: 3.6 / team.speed,
        allowed: allowed.allSatisfy { $0 } ? nil : allowed)
    }
  }

  /// What a team must be able to look at in zones of a kind.
  func skills(of kind: ZoneKind) -> Set<String> { times[kind].skills }

  /// The places a ground has to hold for them: bases, then ends.
  static func places(_ teams: [InspectionTeam]) -> [LonLat] {
    teams.map(\.base) + teams.map { $0.finish ?? $0.base }
  }
}
