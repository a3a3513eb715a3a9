import SweepPlanning
import TestSupport
import Testing

/// A bound below a known plan is a mistake that no user would see.
@Suite struct `Bounds of real instances` {
  private func result(_ problem: SweepProblem, _ iterations: Int = 200) throws -> SweepResult {
    try SweepPlanner(limit: .iterations(iterations)).plan(problem)
  }

  @Test(arguments: ["top", "toptw"])
  func `no bound lies below the best known prize`(set: String) throws {
    for (number, known) in try SweepInstances.known(set).enumerated() where number % 40 == 0 {
      guard let problem = try SweepInstances.problem(set, known.name) else { continue }
      let result = try result(problem)
      let bound = try #require(result.bound)
      #expect(bound.value >= known.value - 1e-6, "\(known.name): \(bound.value) below \(known.value)")
      #expect(result.figures.prize <= bound.value + 1e-6, "\(known.name)")
    }
  }

  @Test(arguments: ["solomon", "cvrp_A", "cvrp_P", "mdvrp", "mtsp_minmax", "city"])
  func `no bound lies above the best known cost`(set: String) throws {
    for (number, known) in try SweepInstances.known(set).enumerated() where number % 12 == 0 {
      guard let problem = try SweepInstances.problem(set, known.name), problem.stops.count <= 100 else {
        continue
      }
      guard let bound = try result(problem).bound else { continue }
      if problem.objective.isMaximum {
        #expect(bound.value >= known.value - 1e-6, "\(known.name): \(bound.value) below \(known.value)")
      } else {
        #expect(bound.value <= known.value + 1e-3, "\(known.name): \(bound.value) above \(known.value)")
      }
    }
  }

  @Test func `a small instance is proved optimal`() throws {
    guard let problem = try SweepInstances.problem("top", "p5.4.n") else { return }
    let result = try result(problem, 20_000)
    #expect(result.figures.prize == 620)
    #expect(result.bound?.isOptimal == true)
  }

  /// One team with a shift of 5 from the first place and back, and stops at the others.
  private func corridor(
    _ travel: TravelTimes, _ objective: SweepObjective, _ prizes: [Double]
  ) -> SweepProblem {
    let stops = prizes.enumerated().map { number, prize in
      SweepStop(id: "\(number)", location: number + 1, prize: prize)
    }
    let team = SweepTeam(id: "t", start: 0, end: 0, shift: objective == .maximumPrize ? 0...5 : nil)
    return SweepProblem(objective: objective, travel: travel, stops: stops, teams: [team])
  }

  @Test func `ways round a corner may be shorter than rounded straight ones`() throws {
    // 0 → 1 → 2 → 0 takes 1 + 1 + 3, the direct way to 2 and back 3 + 3
    let points = [SweepPoint(0, 0), SweepPoint(1.4, 0), SweepPoint(2.8, 0)]
    let result = try SweepPlanner(limit: .iterations(200)).plan(
      corridor(.euclidean(points, .nearest), .maximumPrize, [1, 10]))
    #expect(result.figures.prize == 11)
    #expect(result.bound.map { $0.value >= 11 } ?? true)
    let table = TravelTimes.matrix([0, 1, 9, 1, 0, 1, 1, 9, 0], places: 3)
    let shortest = try SweepPlanner(limit: .iterations(200)).plan(corridor(table, .minimumMakespan, [0, 0]))
    #expect(shortest.bound.map { $0.value <= shortest.figures.makespan + 1e-9 } ?? true)
  }

  @Test func `times of every size are no trap`() throws {
    for far in [1e6, 1e7, 1e9, 1e11] {
      let points =
        [SweepPoint(0, 0)] + (0..<20).map { SweepPoint(Double($0 % 5), Double($0 / 5)) } + [
          SweepPoint(far, 0)
        ]
      var problem = corridor(.euclidean(points, .none), .maximumPrize, (0..<21).map { Double($0 + 1) })
      problem.teams[0].shift = 0...40
      let result = try SweepPlanner(limit: .seconds(0.3)).plan(problem)
      #expect(result.bound.map { $0.value >= result.figures.prize } ?? true, "\(far)")
    }
  }

  @Test func `a place at the end of the world costs the others no precision and no minutes`() throws {
    for far in [1e9, 1e10, 1e12] {
      var problem = corridor(
        .euclidean((0...12).map { SweepPoint(0.01 * Double($0), 0) } + [SweepPoint(far, 0)], .none),
        .maximumPrize,
        (0..<13).map { Double($0 + 1) })
      problem.teams[0].shift = 0...0.24
      let result = try SweepPlanner(limit: .iterations(3000)).plan(problem)
      #expect(result.figures.prize == 78, "\(far)")
      #expect(result.bound?.isOptimal == true, "\(far)")
      #expect(result.leftOut.map(\.stop) == [12])
      problem.teams[0].shift = nil
      problem.objective = .minimumTravel
      let all = try SweepPlanner(limit: .iterations(3000)).plan(problem)
      #expect(all.isComplete && all.bound.map { $0.value <= all.figures.travel } ?? true, "\(far)")
    }
  }
}
