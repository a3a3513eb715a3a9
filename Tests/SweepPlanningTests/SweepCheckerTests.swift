import Foundation
import SweepPlanning
import TestSupport
import Testing

@Suite struct `Checking plans` {
  private let problem = row(
    [
      SweepStop(id: "a", location: 1, service: 5, prize: 1, demand: 2),
      SweepStop(id: "b", location: 2, service: 5, prize: 2, demand: 2, window: 40...50),
      SweepStop(id: "c", location: 3, prize: 4, skills: ["drain"], isMandatory: true),
    ],
    teams: [
      SweepTeam(id: "t", start: 0, end: 0, shift: 0...70, capacity: 3),
      SweepTeam(id: "u", start: 0, end: nil, shift: 10...100, skills: ["drain"]),
    ])

  @Test func `a day is followed hour by hour, waiting included`() throws {
    let plan = SweepPlan(routes: [SweepRoute(team: 1, stops: [0, 1, 2])])
    let figures = try SweepChecker().figures(of: plan, for: problem)
    #expect(figures.prize == 7)
    #expect(figures.travel == 30)
    // 10 → a 20…25 → b 35, waits to 40, …45 → c 55
    #expect(figures.rounds[0].visits.map(\.arrive) == [20, 35, 55])
    #expect(figures.rounds[0].visits.map(\.begin) == [20, 40, 55])
    #expect(figures.rounds[0].end == 55)
    #expect(figures.makespan == 45)
    #expect(figures.leftOut.isEmpty)
  }

  @Test func `what is left out is told, and what of it was mandatory`() throws {
    let figures = try SweepChecker().figures(of: SweepPlan(), for: problem)
    #expect(figures.leftOut == [0, 1, 2])
    #expect(figures.mandatoryLeftOut == 1)
    #expect(figures.makespan == 0)
  }

  @Test(arguments: [
    ([SweepRoute(team: 2, stops: [])], SweepPlanFault.unknownTeam(2)),
    ([SweepRoute(team: 0, stops: []), SweepRoute(team: 0, stops: [])], .teamTwice(0)),
    ([SweepRoute(team: 0, stops: [3])], .unknownStop(3)),
    ([SweepRoute(team: 0, stops: [0, 0])], .visitedTwice(0)),
    ([SweepRoute(team: 0, stops: [0]), SweepRoute(team: 1, stops: [0])], .visitedTwice(0)),
    ([SweepRoute(team: 0, stops: [2])], .skillMissing(stop: 2, team: 0)),
    ([SweepRoute(team: 1, stops: [2, 0, 1])], .late(stop: 1, team: 1, by: 25)),
    ([SweepRoute(team: 0, stops: [0, 1])], .overloaded(team: 0, by: 1)),
  ])
  func `each broken promise has its fault`(routes: [SweepRoute], fault: SweepPlanFault) {
    // c at 40, a at 60…65, b at 75: 25 after its window
    #expect(throws: fault) { try SweepChecker().figures(of: SweepPlan(routes: routes), for: problem) }
  }

  @Test func `a minute too late at the end is overtime`() {
    var late = problem
    late.teams[0].shift = 0...64
    let plan = SweepPlan(routes: [SweepRoute(team: 0, stops: [1])])
    #expect(throws: SweepPlanFault.overtime(team: 0, by: 1)) {
      try SweepChecker().figures(of: plan, for: late)
    }
  }

  @Test(arguments: [
    (TravelRounding.none, 14.142135623730951), (.nearest, 14), (.oneDecimal, 14.1), (.twoDecimals, 14.14),
  ])
  func `distances are rounded as each benchmark set asks`(rounding: TravelRounding, time: Double) {
    let travel = TravelTimes.euclidean([SweepPoint(0, 0), SweepPoint(10, 10)], rounding)
    #expect(travel.time(from: 0, to: 1) == time)
  }

  @Test func `whole tenths are not cut to the tenth below, and halves go up`() {
    func time(_ distance: Double, _ rounding: TravelRounding) -> Double {
      TravelTimes.euclidean([SweepPoint(0, 0), SweepPoint(distance, 0)], rounding).time(from: 0, to: 1)
    }
    #expect(time(0.3, .oneDecimal) == 0.3)
    #expect(time(1.13, .twoDecimals) == 1.13)
    #expect(time(2.5, .nearest) == 3)
  }

  @Test(arguments: ["city", "toptw", "top", "mtsp_minmax", "top_large"])
  func `plans kept beside the benchmark instances are worth what is said`(set: String) throws {
    for known in try SweepInstances.known(set) {
      guard let problem = try SweepInstances.problem(set, known.name),
        let plan = try SweepInstances.plan(set, known.name, for: problem)
      else { continue }
      let figures = try SweepChecker(tolerance: 1e-4).figures(of: plan, for: problem)
      let value = figures.value(problem.objective)
      // where a better plan was published, the one kept is our own
      let isOurs = TestData.file("\(set)/\(known.name).published.sol", in: "sweeps").map {
        !FileManager.default.fileExists(atPath: $0.path)
      }
      #expect(isOurs == true ? abs(value - known.value) < 0.01 : value < known.value, "\(known.name)")
    }
  }
}
