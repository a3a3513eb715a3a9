internal import SweepPlanning
internal import ZoneAnalysis
internal import ZoneGeometry
internal import ZoneModel

/// Turns walks over a network into rounds with stops: what is swept of one road without a way between is one stop.
struct StreetWalks {
  private let ground: StreetGround
  private let crews: StreetCrews
  private let zones: ZoneSet
  private(set) var sites = SweepSites()
  private(set) var rounds: [PlannedRound] = []
  private var counts: [String: Int] = [:]

  init(_ ground: StreetGround, _ crews: StreetCrews, _ zones: ZoneSet) {
    self.ground = ground
    self.crews = crews
    self.zones = zones
    for (index, street) in ground.network.streets.enumerated() where street.isRequired {
      sites.ground += ground.gains[index]
    }
  }

  /// The round of a team; `nil`: it stays at home.
  mutating func add(_ walk: StreetRound?, of number: Int) throws {
    let (team, time, shift) = (crews.teams[number], crews.hours[number], crews.shifts[number])
    var round = PlannedRound(
      team: number, leaves: time.latest(time.worked(at: shift.lowerBound)), ends: shift.lowerBound)
    var now = time.worked(at: shift.lowerBound)
    var leg = (metres: 0.0, seconds: 0.0)
    for group in groups(walk?.passes ?? []) {
      guard group.isSwept else {
        for pass in group.passes {
          let metres = ground.network.streets[pass.street].length
          leg = (leg.metres + metres, leg.seconds + metres * crews.crews[number].pace)
          try extend(&round.line, by: ground.line(pass))
        }
        continue
      }
      let site = try site(group.passes)
      now += leg.seconds
      round.visits.append(
        PlannedVisit(
          stop: sites.sites.count, arrive: time.earliest(now), begin: time.latest(now),
          leave: time.earliest(now + site.service), metres: leg.metres, travel: leg.seconds.rounded()))
      now += site.service
      round.travelled += leg.metres
      round.travel += leg.seconds
      round.service += site.service
      leg = (0, 0)
      try extend(&round.line, by: group.passes.flatMap { try ground.line($0) })
      sites.sites.append(site)
      sites.shown += site.gain
    }
    now += leg.seconds
    round.travelled += leg.metres
    round.travel = (round.travel + leg.seconds).rounded()
    round.service = rounded(round.service, to: 10)
    if !round.visits.isEmpty { round.ends = time.earliest(now) }
    try check(round, team, shift)
    rounds.append(round)
  }

  private func check(_ round: PlannedRound, _ team: InspectionTeam, _ shift: ClosedRange<Double>) throws {
    guard round.ends > shift.upperBound + 1 else { return }
    throw Problem(
      .internal,
      Phrase(
        "the plan breaks a promise: the round ends at \(ClockTime.text(round.ends))",
        zh: "方案违反约束：路线结束于 \(ClockTime.text(round.ends))"),
      at: Phrase("team \(team.id)", zh: "小组 \(team.id)"),
      hint: Phrase("this is a fault of the program; please report it", zh: "这是程序错误，请报告"))
  }

  /// Streets nobody walks, one a road and reason, in the order of the roads.
  mutating func leave(_ missing: [Int], _ reasons: StreetReasons) throws -> [LeftOutStop] {
    var byRoad: [Int: [Int]] = [:]
    for street in missing { byRoad[ground.pieces[street].owners.first ?? 0, default: []].append(street) }
    var left: [LeftOutStop] = []
    for road in byRoad.keys.sorted() {
      var groups: [(reason: LeftOutStop.Reason, streets: [Int])] = []
      for street in byRoad[road] ?? [] {
        let reason = reasons.reason(street)
        if let at = groups.firstIndex(where: { $0.reason.key == reason.key }) {
          groups[at].streets.append(street)
        } else {
          groups.append((reason, [street]))
        }
      }
      for group in groups {
        left.append(LeftOutStop(stop: sites.sites.count, reason: group.reason))
        let passes = group.streets.map { StreetPass(street: $0, isReversed: false, isSwept: true) }
        sites.sites.append(try site(passes))
      }
    }
    return left
  }

  // MARK: Stops

  /// Passes that follow one another and are all swept along one road, or all only walked.
  private func groups(_ passes: [StreetPass]) -> [(passes: [StreetPass], isSwept: Bool)] {
    var groups: [(passes: [StreetPass], isSwept: Bool)] = []
    for pass in passes {
      if let last = groups.last, last.isSwept == pass.isSwept,
        !pass.isSwept || road(of: last.passes[0]) == road(of: pass)
      {
        groups[groups.count - 1].passes.append(pass)
      } else {
        groups.append(([pass], pass.isSwept))
      }
    }
    return groups
  }

  private func road(of pass: StreetPass) -> Int? { ground.pieces[pass.street].owners.first }

  private mutating func site(_ passes: [StreetPass]) throws -> SweepSite {
    let road = road(of: passes[0])
    let id = road.map { zones.zones[$0].id } ?? ""
    counts[id, default: 0] += 1
    let number = counts[id] ?? 1
    var site = SweepSite(
      id: number == 1 ? id : "\(id).\(number)", path: [], zone: road,
      kind: road.map { zones.zones[$0].kind } ?? .road, serves: [])
    for pass in passes {
      try extend(&site.path, by: ground.line(pass))
      let street = ground.network.streets[pass.street]
      site.walk += street.length
      site.service += street.demand
      site.gain += ground.gains[pass.street]
      for owner in ground.pieces[pass.street].owners where !site.serves.contains(zones.zones[owner].id) {
        site.serves.append(zones.zones[owner].id)
      }
    }
    site.ownGain = site.gain
    site.value = rounded(site.walk, to: 100)
    site.walk = site.value
    site.service = rounded(site.service, to: 10)
    return site
  }

  private func extend(_ line: inout [LonLat], by more: [LonLat]) {
    for place in more where line.last != place { line.append(place) }
  }
}
