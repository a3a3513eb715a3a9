import SweepPlanning
import TestSupport
import Testing
import ZoneModel

@Suite struct `Breaks of teams` {
  private func team(_ breaks: [ClosedRange<Double>], shift: ClosedRange<Double>? = 0...100) -> SweepTeam {
    SweepTeam(id: "t", start: 0, end: 0, shift: shift, breaks: breaks)
  }

  private func plan(_ problem: SweepProblem, seed: UInt64 = 1) throws -> SweepResult {
    try SweepPlanner(seed: seed, limit: .iterations(3000)).plan(problem)
  }

  @Test func `a visit is interrupted by a break and goes on afterwards`() throws {
    let problem = row(
      [SweepStop(id: "a", location: 1, service: 25, prize: 1)], teams: [team([30...35, 35...40])])
    let round = try SweepChecker().figures(
      of: SweepPlan(routes: [SweepRoute(team: 0, stops: [0])]), for: problem
    ).rounds[0]
    #expect(round.visits.map(\.begin) == [10])
    #expect(round.visits.map(\.leave) == [45])
    #expect(round.end == 55)
  }

  @Test func `a break that lasts beyond the shift ends the work, also for visits that take no time`() throws {
    // at 21 the team is where b is, but b opens in the break: the search's working time knows no difference
    let stops = [
      SweepStop(id: "a", location: 0, prize: 3), SweepStop(id: "b", location: 0, prize: 7, window: 36...98),
      SweepStop(id: "c", location: 0, prize: 5, window: 21...61),
    ]
    for shift in [22.0, 61, 70] {
      let problem = row(stops, teams: [team([21...61], shift: 0...shift)])
      let result = try plan(problem)
      #expect(result.figures.prize == (shift == 22 ? 8 : 15), "shift to \(shift)")
    }
  }

  @Test func `breaks that overlap are one, also where a visit begins as they begin`() throws {
    let stop = SweepStop(id: "a", location: 1, prize: 5, window: 10...12)
    for breaks in [[10...25], [10...20, 15...25], [10...11, 10...25, 12...13]] as [[ClosedRange<Double>]] {
      #expect(try plan(row([stop], teams: [team(breaks)])).figures.prize == 5, "\(breaks)")
    }
  }

  @Test func `of a plan that the clock refuses the visits are kept that it does not`() throws {
    let stops = [
      SweepStop(id: "a", location: 0, prize: 3, window: 61...90),
      SweepStop(id: "b", location: 0, prize: 7, window: 0...21), SweepStop(id: "c", location: 0, prize: 1),
    ]
    let problem = row(stops, teams: [team([21...61])])
    let refused = SweepPlan(routes: [SweepRoute(team: 0, stops: [0, 1, 2])])
    #expect(throws: SweepPlanFault.self) { try SweepChecker().figures(of: refused, for: problem) }
    let (sound, figures) = SweepChecker().sound(refused, for: problem)
    #expect(sound.routes == [SweepRoute(team: 0, stops: [0, 2])])
    #expect(figures.prize == 4 && figures.leftOut == [1])
    let right = SweepPlan(routes: [SweepRoute(team: 0, stops: [1, 2, 0])])
    #expect(SweepChecker().sound(right, for: problem).plan == right)
  }

  @Test func `a way is interrupted too, and nothing begins within a break`() throws {
    let stops = [
      SweepStop(id: "a", location: 3, service: 5, prize: 1),
      SweepStop(id: "b", location: 4, service: 5, prize: 1, window: 45...60),
    ]
    let problem = row(stops, teams: [team([20...25, 44...50], shift: 0...110)])
    let round = try SweepChecker().figures(
      of: SweepPlan(routes: [SweepRoute(team: 0, stops: [0, 1])]), for: problem
    ).rounds[0]
    // 20 | 25 … a 35–40, … 44 | 50 … b 56–61
    #expect(round.visits.map(\.begin) == [35, 56])
    #expect(round.end == 101)
    #expect(throws: SweepPlanFault.overtime(team: 0, by: 1)) {
      var short = problem
      short.teams[0].shift = 0...100
      _ = try SweepChecker().figures(of: SweepPlan(routes: [SweepRoute(team: 0, stops: [0, 1])]), for: short)
    }
  }

  @Test func `a visit may begin as the break begins where its window wants it`() throws {
    let stop = SweepStop(id: "a", location: 3, service: 5, prize: 1, window: 30...35)
    let result = try plan(row([stop], teams: [team([30...40])]))
    #expect(result.figures.rounds.first?.visits.map(\.begin) == [30])
    #expect(result.figures.rounds.first?.visits.map(\.leave) == [45])
    var within = stop
    within.window = 31...39
    let none = try plan(row([within], teams: [team([30...40])]))
    #expect(none.plan.routes.isEmpty)
    #expect(none.leftOut.map(\.reason) == [.time(earliest: 40, latest: 39)])
  }

  @Test func `the longest round counts its break`() throws {
    let stops = (1...2).map { SweepStop(id: "\($0)", location: 1, service: 10) }
    let teams = ["t", "u"].map { id in
      SweepTeam(id: id, start: 0, end: 0, breaks: id == "t" ? [5...45] : [])
    }
    let result = try plan(row(stops, teams: teams, objective: .minimumMakespan))
    // one team alone needs 40; each one stop would take 30, and 70 with the break
    #expect(result.figures.makespan == 40)
    #expect(result.plan.routes.map(\.team) == [1])
  }

  @Test(arguments: SweepObjective.allCases, Array(1...20) as [UInt64])
  func `small problems are solved as by trying everything`(
    objective: SweepObjective, seed: UInt64
  ) throws {
    var random = SeededRandom(seed: seed &+ 77)
    var problem = randomProblem(objective, stops: 5, seed: seed)
    for index in problem.teams.indices {
      let from = Double(Int.random(in: 0...80, using: &random))
      problem.teams[index].breaks = index == 0 ? [] : [from...from + 15, 90...100]
    }
    if seed % 2 == 0 {
      problem.stops[1].after = ["s0"]
      problem.stops[2].after = ["s1", "s4"]
    }
    var result = try plan(problem, seed: seed)
    guard let best = bestValue(problem) else { return #expect(!result.isComplete) }
    #expect(result.isComplete, "seed \(seed)")
    for other in 1...3 as ClosedRange<UInt64> where abs(result.figures.value(objective) - best) > 1e-6 {
      // the longest round of three is a rugged thing
      result = try SweepPlanner(seed: other, limit: .iterations(50_000)).plan(problem)
    }
    let value = result.figures.value(objective)
    #expect(abs(value - best) < 1e-6, "\(objective) seed \(seed): \(value), best \(best)")
    if let bound = result.bound {
      #expect(
        objective.isMaximum ? bound.value >= best - 1e-6 : bound.value <= best + 1e-6,
        "\(objective) seed \(seed)")
    }
  }

  @Test func `plans of larger problems keep breaks and order`() throws {
    for seed in 1...6 as ClosedRange<UInt64> {
      for objective in SweepObjective.allCases {
        var problem = randomProblem(objective, stops: 40, seed: seed)
        for index in problem.teams.indices {
          problem.teams[index].breaks = [Double(20 + 10 * index)...Double(35 + 10 * index)]
        }
        for index in stride(from: 3, to: 40, by: 3) {
          problem.stops[index].after = ["s\(index - 1)", "s\(index - 3)"]
        }
        // the checker throws where a promise is broken
        let result = try plan(problem, seed: seed)
        #expect(result.iterations == 3000)
      }
    }
  }
}

@Suite struct `Stops after others` {
  private func plan(_ problem: SweepProblem) throws -> SweepResult {
    try SweepPlanner(limit: .iterations(2000)).plan(problem)
  }

  @Test func `the order is kept, whatever it costs`() throws {
    let stops = [
      SweepStop(id: "near", location: 1, after: ["far"]), SweepStop(id: "far", location: 4),
      SweepStop(id: "middle", location: 2, after: ["near"]),
    ]
    let result = try plan(row(stops, objective: .minimumTravel))
    #expect(result.plan.routes == [SweepRoute(team: 0, stops: [1, 0, 2])])
    #expect(result.figures.travel == 100)
    #expect(throws: SweepPlanFault.outOfOrder(stop: 0, team: 0, before: "far")) {
      try SweepChecker().figures(
        of: SweepPlan(routes: [SweepRoute(team: 0, stops: [0, 1])]), for: row(stops))
    }
  }

  @Test func `a stop whose forerunner is left out is left out with that reason`() throws {
    let stops = [
      SweepStop(id: "first", location: 2, prize: 1, skills: ["drain"]),
      SweepStop(id: "second", location: 1, prize: 9, after: ["first"]),
    ]
    let result = try plan(row(stops))
    #expect(result.leftOut.map(\.reason) == [.skill, .before(stop: 0)])
    #expect(result.leftOut[1].phrase(in: row(stops)).english.contains("stop first must come before it"))
  }

  @Test func `a dear stop pulls its forerunners along`() throws {
    let stops = [
      SweepStop(id: "first", location: 4, service: 5),
      SweepStop(id: "dear", location: 1, prize: 9, after: ["first"]),
      SweepStop(id: "cheap", location: 1, service: 15, prize: 1),
    ]
    let result = try plan(row(stops))
    #expect(result.figures.prize == 10)
    #expect(result.plan.routes[0].stops.firstIndex(of: 0)! < result.plan.routes[0].stops.firstIndex(of: 1)!)
  }

  @Test func `a locked stop keeps its forerunners with it`() throws {
    let teams = ["a", "b"].map { SweepTeam(id: $0, start: 0, end: 0, shift: 0...200) }
    let stops = (1...5).map {
      SweepStop(id: "\($0)", location: $0, after: $0 == 5 ? ["4"] : $0 == 4 ? ["3"] : [])
    }
    let start = SweepStart(
      SweepPlan(routes: [SweepRoute(team: 1, stops: [2, 3, 4]), SweepRoute(team: 0, stops: [0, 1])]),
      locked: [4])
    let result = try SweepPlanner(limit: .iterations(2000)).plan(
      row(stops, teams: teams, objective: .minimumTravel), from: start)
    #expect(result.brokenLocks.isEmpty)
    #expect(result.isComplete)
  }

  @Test func `circles and stops that are not there are refused`() {
    func problem(_ after: [[String]]) -> SweepProblem {
      row(after.indices.map { SweepStop(id: "\($0)", location: 1, after: after[$0]) })
    }
    #expect(throws: SweepProblemFault.unknownBefore(stop: "0", before: "9")) { try problem([["9"]]).check() }
    #expect(throws: SweepProblemFault.circle(stop: "0")) { try problem([["0"]]).check() }
    #expect(throws: SweepProblemFault.circle(stop: "1")) { try problem([[], ["2"], ["0", "1"]]).check() }
    #expect(throws: Never.self) { try problem([[], ["0", "2"], ["0"]]).check() }
  }
}
