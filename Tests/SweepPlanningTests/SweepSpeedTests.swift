import SweepPlanning
import TestSupport
import Testing

@Suite struct `Teams of different speeds` {
  /// Stops in a square, a quick and a slow team.
  private func problem(_ objective: SweepObjective, stops: Int, seed: UInt64, shift: Double) -> SweepProblem {
    var random = SeededRandom(seed: seed)
    let points = (0...stops).map { _ in
      SweepPoint(Double.random(in: 0...100, using: &random), Double.random(in: 0...100, using: &random))
    }
    return SweepProblem(
      objective: objective, travel: .euclidean(points, .none),
      stops: (1...stops).map {
        SweepStop(
          id: "\($0)", location: $0, service: 3, prize: Double(Int.random(in: 1...20, using: &random)))
      },
      teams: [
        SweepTeam(id: "quick", start: 0, end: 0, shift: 0...shift),
        SweepTeam(id: "slow", start: 0, end: 0, shift: 0...shift, travel: 1),
      ], otherTravel: [.euclidean(points.map { SweepPoint($0.x * 2.5, $0.y * 2.5) }, .none)])
  }

  @Test func `each round is timed by its own team's travel`() throws {
    let problem = problem(.maximumPrize, stops: 20, seed: 2, shift: 300)
    let result = try SweepPlanner(limit: .iterations(2000)).plan(problem)
    for round in result.figures.rounds {
      let stops = result.plan.routes.first { $0.team == round.team }?.stops ?? []
      var way = 0.0
      var place = 0
      for stop in stops + [-1] {
        let next = stop < 0 ? 0 : problem.stops[stop].location
        way += problem.travel(of: round.team).time(from: place, to: next)
        place = next
      }
      #expect(abs(way - round.travel) < 1e-9)
    }
  }

  @Test func `bounds hold against every plan of small problems`() throws {
    for seed in 1...12 as ClosedRange<UInt64> {
      let problem = problem(.maximumPrize, stops: 5, seed: seed, shift: 160)
      let result = try SweepPlanner(seed: seed, limit: .iterations(2000)).plan(problem)
      let best = bestPrize(problem)
      #expect(result.figures.prize == best, "seed \(seed)")
      #expect(result.bound.map { $0.value >= best - 1e-9 } ?? true, "seed \(seed)")
    }
  }

  /// By trying every share of the stops among the teams and every order.
  private func bestPrize(_ problem: SweepProblem) -> Double {
    func permutations(_ items: [Int]) -> [[Int]] {
      items.isEmpty
        ? [[]] : items.flatMap { item in permutations(items.filter { $0 != item }).map { [item] + $0 } }
    }
    func fits(_ stops: [Int], _ team: Int) -> Bool {
      permutations(stops).contains { order in
        (try? SweepChecker().figures(
          of: SweepPlan(routes: [SweepRoute(team: team, stops: order)]), for: problem)) != nil
      }
    }
    let n = problem.stops.count
    var able = [[Bool]](repeating: [Bool](repeating: false, count: 1 << n), count: 2)
    for team in 0..<2 {
      for set in 0..<1 << n { able[team][set] = fits((0..<n).filter { set >> $0 & 1 == 1 }, team) }
    }
    var best = 0.0
    for first in 0..<1 << n where able[0][first] {
      for second in 0..<1 << n where second & first == 0 && able[1][second] {
        best = max(
          best, (0..<n).reduce(0) { $0 + ((first | second) >> $1 & 1 == 1 ? problem.stops[$1].prize : 0) })
      }
    }
    return best
  }

  @Test func `the knapsack of time holds against plans for hundreds of stops`() throws {
    for seed in 1...3 as ClosedRange<UInt64> {
      let problem = problem(.maximumPrize, stops: 400, seed: seed, shift: 400)
      let result = try SweepPlanner(seed: seed, limit: .iterations(20_000)).plan(problem)
      let bound = try #require(result.bound)
      let all = problem.stops.reduce(0) { $0 + $1.prize }
      #expect(bound.method == .timePrices && bound.value < 0.75 * all, "seed \(seed): \(bound) of \(all)")
      #expect(bound.value >= result.figures.prize && bound.gap < 1.5, "seed \(seed): \(bound)")
    }
  }

  @Test func `travel times that are not there are refused`() {
    var problem = problem(.maximumPrize, stops: 3, seed: 1, shift: 100)
    problem.teams[1].travel = 2
    #expect(throws: SweepProblemFault.unknownTravel(team: "slow")) { try problem.check() }
    problem.teams[1].travel = 1
    problem.otherTravel = [.matrix([0], places: 1)]
    #expect(throws: SweepProblemFault.unknownTravel(team: "slow")) { try problem.check() }
  }
}
