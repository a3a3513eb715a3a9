import SweepPlanning
import Testing
import ZoneGeometry
import ZoneModel

@testable import ZoneOperations

@Suite struct `Choosing places to stand in time` {
  private func small(radius: Double) throws -> SmallPlan {
    let site = try Site()
    var small = try SmallPlan(
      zones: (0..<4).map { number in
        (
          try site.rectangle(Double(number) * 400, 1000, 300, 300),
          "{\"id\":\"V\(number)\",\"kind\":\"urban_village\"}"
        )
      })
    small.input.radius = radius
    return small
  }

  @Test func `a radius that asks for too many places is refused, with one that would do`() throws {
    var small = try small(radius: 8)
    small.options.stops.most = 100_000
    #expect(throws: Never.self) { try StandingPoints.check([], [], small.options.stops) }
    small.input.radius = 1
    let spot = BlindSpot(
      id: "a", zone: nil, cause: .unseenPart, outline: .init(exterior: []), area: 1600, centre: .init(0, 0),
      clearance: 1, priority: 1)
    var options = small.options.stops
    options.radius = 1
    // 100 × 1,600 m² × 0.9 ÷ 2.6 m²
    let many = [BlindSpot](repeating: spot, count: 100)
    #expect(throws: Problem.self) { try StandingPoints.check(many, [], options) }
    do {
      try StandingPoints.check(many, [], options)
    } catch let problem as Problem {
      #expect(problem.kind == .badData && problem.what.english.contains("more than the 40,000"))
      #expect(problem.hint?.english.contains("--radius of 2 m or more") == true)
    }
    options.most = 100
    #expect(throws: Never.self) { try StandingPoints.check(many, [], options) }
  }

  @Test func `without time the blind spots are told, and the plan stands`() throws {
    var small = try small(radius: 8)
    small.options.planner = SweepPlanner(seed: 1, limit: .seconds(0))
    let planned = try small.planned()
    #expect(planned.stops.spots == 7 && (1...7).contains(planned.stops.left.count))
    #expect(planned.notices.contains { $0.what.english.contains("time was over before stops were chosen") })
    #expect(planned.stops.left.allSatisfy { $0.reason.english.contains("--time-limit") })
  }

  @Test func `an interruption ends the choosing too`() throws {
    let small = try small(radius: 8)
    let planned = try planSweeps(small.input, small.survey, small.options, isInterrupted: { true })
    #expect(planned.stops.sites.isEmpty && planned.stops.left.count == 7)
  }
}
