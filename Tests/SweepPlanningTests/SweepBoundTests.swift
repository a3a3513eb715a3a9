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
}
