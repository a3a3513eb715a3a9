import SweepPlanning
import TestSupport
import Testing

@Suite struct `Going on from a plan` {
  private func pair(_ stops: [SweepStop]) -> SweepProblem {
    row(
      stops,
      teams: ["a", "b"].map { SweepTeam(id: $0, start: 0, end: 0, shift: 0...200) }, objective: .minimumTravel
    )
  }

  private var six: [SweepStop] { (1...6).map { SweepStop(id: "\($0)", location: $0, service: 5) } }

  @Test func `a locked stop stays with its team, whatever it costs`() throws {
    // one team could do all in 120; the other is sent for stop 5 alone
    let start = SweepStart(
      SweepPlan(routes: [SweepRoute(team: 0, stops: [0, 1]), SweepRoute(team: 1, stops: [5])]), locked: [5])
    let result = try SweepPlanner(limit: .iterations(3000)).plan(pair(six), from: start)
    #expect(result.plan.routes.first { $0.stops.contains(5) }?.team == 1)
    #expect(result.brokenLocks.isEmpty)
    #expect(result.isComplete)
    #expect(result.figures.travel == 120)
  }

  @Test func `locked stops stay where rounds exchange their ends`() throws {
    for seed in 1...4 as ClosedRange<UInt64> {
      let problem = randomProblem(.maximumPrize, stops: 40, seed: seed)
      let good = try SweepPlanner(limit: .iterations(500)).plan(problem)
      let locked = Set(good.plan.routes.flatMap { route in route.stops.dropFirst().prefix(2) })
      let again = try SweepPlanner(seed: seed, limit: .iterations(8000)).plan(
        problem, from: SweepStart(good.plan, locked: locked))
      #expect(again.brokenLocks.isEmpty)
      for route in good.plan.routes {
        let now = again.plan.routes.first { $0.team == route.team }?.stops ?? []
        #expect(Set(route.stops).intersection(locked).isSubset(of: now), "seed \(seed)")
      }
    }
  }

  @Test func `a good plan is not made worse, and what becomes of it is stated`() throws {
    for seed in 1...6 as ClosedRange<UInt64> {
      let problem = randomProblem(.maximumPrize, stops: 25, seed: seed)
      let good = try SweepPlanner(limit: .iterations(4000)).plan(problem)
      let again = try SweepPlanner(seed: 9, limit: .iterations(0)).plan(problem, from: SweepStart(good.plan))
      #expect(again.figures.prize >= good.figures.prize)
      #expect(again.figures.mandatoryLeftOut <= good.figures.mandatoryLeftOut)
      let changes = try #require(again.changes)
      #expect(changes.moved.isEmpty && changes.dropped.isEmpty)
      #expect(changes.kept.count + changes.added.count == problem.stops.count - again.figures.leftOut.count)
    }
  }

  @Test func `a shorter shift keeps the locked visits and drops others`() throws {
    var problem = row(six)
    problem.teams[0].shift = 0...100
    for index in problem.stops.indices { problem.stops[index].prize = index == 4 ? 1 : 10 }
    // 30 minutes of visits and 120 of travel no longer fit: the far one is locked and stays
    let start = SweepStart(SweepPlan(routes: [SweepRoute(team: 0, stops: [0, 1, 2, 3, 4])]), locked: [3])
    problem.teams[0].shift = 0...105
    let result = try SweepPlanner(limit: .iterations(2000)).plan(problem, from: start)
    #expect(result.plan.routes[0].stops.contains(3))
    #expect(result.changes?.dropped == [4])
  }

  @Test func `a lock that cannot be kept is reported`() throws {
    var stops = six
    stops[2].skills = ["drain"]
    let problem = row(stops)
    let start = SweepStart(SweepPlan(routes: [SweepRoute(team: 0, stops: [0, 2])]), locked: [0, 2])
    let result = try SweepPlanner(limit: .iterations(100)).plan(problem, from: start)
    #expect(result.brokenLocks == [2])
  }

  @Test func `teams and stops that are gone are passed over`() throws {
    let start = SweepStart(
      SweepPlan(routes: [SweepRoute(team: 7, stops: [0]), SweepRoute(team: 0, stops: [99, 1, 1])]),
      locked: [99])
    let result = try SweepPlanner(limit: .iterations(500)).plan(row(six), from: start)
    #expect(result.figures.mandatoryLeftOut == 0)
  }

  @Test(arguments: SweepObjective.allCases)
  func `two threads find what one finds`(objective: SweepObjective) throws {
    let problem = randomProblem(objective, stops: 30, seed: 11)
    let one = try SweepPlanner(seed: 4, limit: .iterations(24_000), boundShare: 0).plan(problem)
    let two = try SweepPlanner(seed: 4, limit: .iterations(24_000), boundShare: 0, threads: 2).plan(problem)
    #expect(one.plan == two.plan)
    #expect(one.iterations == 24_000)
    #expect(two.iterations == 24_000)
  }

  @Test func `a plan without a stop that had to be visited is not called optimal`() throws {
    let stops = [
      SweepStop(id: "must", location: 9, service: 20, prize: 5, isMandatory: true),
      SweepStop(id: "may", location: 1, prize: 1),
    ]
    let result = try SweepPlanner(limit: .iterations(100)).plan(row(stops))
    #expect(!result.isComplete)
    #expect(result.bound == nil)
    #expect(result.leftOut.map(\.reason) == [.time(earliest: 200, latest: 100)])
  }

  @Test func `an interruption ends two threads too`() throws {
    let problem = randomProblem(.maximumPrize, stops: 40, seed: 5)
    let result = try SweepPlanner(limit: .seconds(600), threads: 2).plan(problem) { true }
    #expect(result.figures.prize > 0)
  }
}
