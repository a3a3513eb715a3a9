import SweepPlanning
import TestSupport

/// A row of places on a line, 10 apart, with the base at 0; small enough to check in one's head.
func row(
  _ stops: [SweepStop], teams: [SweepTeam] = [SweepTeam(id: "t", start: 0, end: 0, shift: 0...100)],
  objective: SweepObjective = .maximumPrize, places: Int = 10
) -> SweepProblem {
  SweepProblem(
    name: "row", objective: objective,
    travel: .euclidean((0..<places).map { SweepPoint(Double($0) * 10, 0) }, .none), stops: stops, teams: teams
  )
}

/// A random problem with whatever the format knows: windows, skills, demands, open rounds, several bases, tables
/// that are not symmetric.
func randomProblem(_ objective: SweepObjective, stops: Int, seed: UInt64) -> SweepProblem {
  var random = SeededRandom(seed: seed)
  func number(_ range: ClosedRange<Int>) -> Double { Double(Int.random(in: range, using: &random)) }
  let places = stops + 2
  let points = (0..<places).map { _ in SweepPoint(number(0...60), number(0...60)) }
  var travel = TravelTimes.euclidean(
    points, TravelRounding.allCases.randomElement(using: &random) ?? .none)
  if random.next() % 3 == 0 {
    let times = (0..<places * places).map { cell in
      travel.time(from: cell / places, to: cell % places) * (1 + Double(random.next() % 30) / 100)
    }
    travel = .matrix(times, places: places)
  }
  let isTight = objective == .maximumPrize
  let list = (0..<stops).map { index in
    let opens = number(0...80)
    return SweepStop(
      id: "s\(index)", location: index + 2, service: number(0...9), prize: number(1...20),
      demand: number(1...4),
      skills: random.next() % 4 == 0 ? ["drain"] : [],
      window: random.next() % 3 == 0 ? opens...opens + number(20...90) : nil,
      isMandatory: isTight && random.next() % 16 == 0)
  }
  let teams = (0..<3).map { index in
    SweepTeam(
      id: "t\(index)", start: index % 2, end: random.next() % 3 == 0 ? nil : index % 2,
      shift: 0...(isTight ? number(80...160) : 400), capacity: random.next() % 2 == 0 ? number(6...20) : nil,
      skills: index == 0 ? ["drain"] : [])
  }
  return SweepProblem(name: "random \(seed)", objective: objective, travel: travel, stops: list, teams: teams)
}

/// The best value of all plans, by trying every one: for up to six stops. `nil` when no plan serves all that must
/// be served.
func bestValue(_ problem: SweepProblem) -> Double? {
  var best: Double?
  var routes = [[Int]](repeating: [], count: problem.teams.count)
  func consider() {
    let plan = SweepPlan(routes: routes.indices.map { SweepRoute(team: $0, stops: routes[$0]) })
    guard let figures = try? SweepChecker(tolerance: 1e-9).figures(of: plan, for: problem),
      figures.mandatoryLeftOut == 0
    else { return }
    let value = figures.value(problem.objective)
    if let known = best {
      best = problem.objective.isMaximum ? max(known, value) : min(known, value)
    } else {
      best = value
    }
  }
  func place(_ stop: Int) {
    if stop == problem.stops.count { return consider() }
    if !problem.needs(stop) { place(stop + 1) }
    for team in routes.indices {
      for position in 0...routes[team].count {
        routes[team].insert(stop, at: position)
        place(stop + 1)
        routes[team].remove(at: position)
      }
    }
  }
  place(0)
  return best
}
