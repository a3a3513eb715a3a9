internal import SweepPlanning
internal import ZoneGeometry
internal import ZoneModel

/// An earlier plan to go on from, with its stops found again among today's.
struct KeptPlan {
  let file: PlanFile
  let teams: [InspectionTeam]
  /// Per stop of the file: the number of today's stop; `nil` where there is none any more.
  private(set) var matches: [Int?]
  /// Of the matches: those found by their place, their id being gone.
  let byPlace: Int
  /// Numbers of today's teams whose route stays as it is.
  let locked: Set<Int>

  /// Finds the stops again; those of locked teams become what they were, whether or not their blind spots are
  /// still there.
  ///
  /// - Parameters:
  ///   - lockedIDs: teams of today and of the plan.
  ///   - radius: metres within which a stop of another id is the same place.
  /// - Throws: `Problem`: `.inputMissing`, `.badData` when it is no plan or a locked team is not there.
  init(
    _ file: PlanFile, _ sites: inout [SweepSite], _ teams: [InspectionTeam], locking lockedIDs: [String],
    _ zones: [Zone], radius: Double
  ) throws {
    self.file = file
    self.teams = teams
    locked = Set(try lockedIDs.map { try Self.number(of: $0, teams, file) })
    let found = StopMatches(file.stops, sites, zones, radius: radius)
    (matches, byPlace) = (found.matches, found.byPlace)
    for (index, old) in file.stops.enumerated() {
      if let site = matches[index] { sites[site].lie(like: old.path) }
      guard let team = team(of: old), locked.contains(team) else { continue }
      let site = matches[index] ?? sites.count
      if site == sites.count { sites.append(SweepSite(old, zones)) }
      matches[index] = site
      sites[site].take(old, for: teams[team])
    }
  }

  private static func number(
    of id: String, _ teams: [InspectionTeam], _ file: PlanFile
  ) throws -> Int {
    let known = teams.map(\.id).filter { id in file.teams.contains { $0.id == id } }
    guard let number = teams.firstIndex(where: { $0.id == id }), known.contains(id) else {
      let near = NearNames.of(id, among: known)
      throw Problem(
        .badData,
        Phrase(
          "no team \(id) is both in the plan to keep and among the teams",
          zh: "保留的方案与小组文件中没有共同的小组 \(id)"), at: Phrase("--lock \(id)", zh: "--lock \(id)"),
        hint: near.isEmpty
          ? Phrase(
            "teams of both: \(known.joined(separator: ", "))", zh: "两者共有的小组：\(known.joined(separator: "、"))")
          : NearNames.question(near))
    }
    return number
  }

  /// The number of an old stop's team today; `nil` when it dropped out.
  func team(of stop: PlanFile.Stop) -> Int? {
    teams.firstIndex { $0.id == file.teams[stop.team].id }
  }

  /// The teams of the plan that are not there today.
  var absent: [String] { file.teams.map(\.id).filter { id in !teams.contains { $0.id == id } } }

  // MARK: For the search

  /// What is left of the old routes, in their order.
  var start: SweepStart {
    var taken: Set<Int> = []
    let routes = teams.indices.map { team in
      SweepRoute(
        team: team, stops: stops(of: team).filter { taken.insert($0).inserted })
    }
    return SweepStart(
      SweepPlan(routes: routes.filter { !$0.stops.isEmpty }),
      locked: Set(routes.filter { locked.contains($0.team) }.flatMap(\.stops)))
  }

  /// Today's numbers of the stops a team had, in their order.
  func stops(of team: Int) -> [Int] {
    zip(file.stops, matches).compactMap { old, site in self.team(of: old) == team ? site : nil }
  }

  /// The teams that may visit each stop: a locked team keeps to its own stops, and nobody else goes there.
  func allowed(_ lawful: [[Int]], _ count: Int) -> [[Int]] {
    var allowed = lawful.map { $0.filter { !locked.contains($0) } }
    allowed += [[Int]](repeating: [], count: max(0, count - allowed.count))
    for team in locked { for stop in stops(of: team) { allowed[stop] = [team] } }
    return allowed
  }

  /// The plan with the locked routes in their old order: a search may only know that the stops are the team's.
  func restored(_ plan: SweepPlan) -> SweepPlan {
    var routes = plan.routes.filter { !locked.contains($0.team) }
    for team in locked where !stops(of: team).isEmpty {
      routes.append(SweepRoute(team: team, stops: stops(of: team)))
    }
    return SweepPlan(routes: routes.sorted { $0.team < $1.team })
  }

  /// - Throws: `Problem(.badData)` when a locked route can no longer be made in time.
  func checkLocked(_ job: SweepJob) throws {
    for team in locked.sorted() where job.end(stops(of: team), team) == nil {
      let crew = teams[team]
      let (from, to) = (ClockTime.text(crew.shift.lowerBound), ClockTime.text(crew.shift.upperBound))
      throw Problem(
        .badData,
        Phrase(
          "the route of team \(crew.id) cannot stay as it is: its \(stops(of: team).count) stops no longer fit between \(from) and \(to) or the hours of the stops",
          zh: "小组 \(crew.id) 的路线无法原样保留：\(stops(of: team).count) 个停靠点已排不进 \(from)—\(to) 的班次或停靠点的开放时段"),
        at: Phrase("--lock \(crew.id)", zh: "--lock \(crew.id)"),
        hint: Phrase("leave the lock out, or give the team its old shift", zh: "请去掉该锁定，或恢复该组原班次"))
    }
  }
}

extension SweepSite {
  /// A stop of an earlier plan whose blind spot is gone.
  init(_ old: PlanFile.Stop, _ zones: [Zone]) {
    let zone = old.zone.flatMap { id in zones.firstIndex { $0.id == id } }
    self.init(
      id: old.id, path: old.path, zone: zone, kind: zone.map { zones[$0].kind } ?? .zone, serves: old.serves)
    value = 1
    lookBacks = old.lookBacks
  }

  /// Walks in the direction of an earlier one.
  mutating func lie(like old: [LonLat]) {
    guard path.count > 1, let first = old.first else { return }
    let start = SpherePoint(first)
    if start.distance(to: SpherePoint(exit)) < start.distance(to: SpherePoint(entry)) { path.reverse() }
  }

  /// Becomes the stop of an earlier plan for a team that does as it did.
  fileprivate mutating func take(_ old: PlanFile.Stop, for team: InspectionTeam) {
    path = old.path
    service = old.stay ?? service
    if !team.skills.isEmpty { skills.formIntersection(team.skills) }
  }
}
