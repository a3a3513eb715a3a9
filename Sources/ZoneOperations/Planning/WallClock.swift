internal import SweepPlanning
internal import ZoneGeometry
internal import ZoneModel

extension SweepJob {
  /// A plan in times of day; a team without a route stays at home.
  ///
  /// Everything is worked out anew from the teams, the stops and the travel table.
  ///
  /// - Throws: `Problem(.internal)` when a visit is late by the clock or a round goes beyond its shift: then the
  ///   routing problem was not the one meant.
  func rounds(_ plan: SweepPlan) throws -> [PlannedRound] {
    try teams.indices.map { number in
      let stops = plan.routes.first { $0.team == number }?.stops ?? []
      let start = teams[number].shift.lowerBound
      guard !stops.isEmpty else { return PlannedRound(team: number, leaves: start, ends: start) }
      return try round(number, stops)
    }
  }

  private func round(_ number: Int, _ stops: [Int]) throws -> PlannedRound {
    let (team, time, crew) = (teams[number], hours[number], problem.teams[number])
    let seconds = table.seconds[table.speed(team.speed)]
    var round = PlannedRound(team: number, leaves: time.latest(shift(number).lowerBound), ends: 0)
    var now = shift(number).lowerBound
    var place = crew.start
    func go(to next: Int) -> (metres: Double, seconds: Double) {
      let entry = place * table.places + next
      let way = table.way(place, next)
      round.line += round.line.last == way.first ? way.dropFirst() : way[...]
      round.travelled += table.metres[entry]
      round.travel += seconds[entry]
      now += seconds[entry]
      place = next
      return (table.metres[entry], seconds[entry])
    }
    for stop in stops {
      let leg = go(to: stop)
      let site = sites[stop]
      let arrive = time.earliest(now)
      now = max(now, window(stop, number)?.lowerBound ?? now)
      var begin = time.latest(now)
      if let window = site.hours, begin > window.upperBound { begin = time.earliest(now) }
      if let window = site.hours, !(window.lowerBound - 1...window.upperBound + 1).contains(begin) {
        throw wrong(
          team, "stop \(site.id) begins at \(ClockTime.text(begin))",
          zh: "停靠点 \(site.id) 开始于 \(ClockTime.text(begin))")
      }
      now += site.service
      round.service += site.service
      round.line += site.path.dropFirst()
      round.visits.append(
        PlannedVisit(
          stop: stop, arrive: arrive, begin: begin, leave: time.earliest(now), metres: leg.metres,
          travel: leg.seconds))
    }
    if let end = crew.end { _ = go(to: end) }
    round.ends = time.earliest(now)
    guard round.ends <= team.shift.upperBound + 1 else {
      throw wrong(
        team, "the round ends at \(ClockTime.text(round.ends))", zh: "路线结束于 \(ClockTime.text(round.ends))")
    }
    return round
  }

  private func wrong(_ team: InspectionTeam, _ english: String, zh chinese: String) -> Problem {
    Problem(
      .internal, Phrase("the plan breaks a promise: \(english)", zh: "方案违反约束：\(chinese)"),
      at: Phrase("team \(team.id)", zh: "小组 \(team.id)"),
      hint: Phrase("this is a fault of the program; please report it", zh: "这是程序错误，请报告"))
  }
}
