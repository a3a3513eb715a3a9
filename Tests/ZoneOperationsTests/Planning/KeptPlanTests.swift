import Foundation
import SweepPlanning
import Testing
import ZoneFormats
import ZoneGeometry
import ZoneModel

@testable import ZoneOperations

@Suite struct `Keeping a plan` {
  private var small: SmallPlan

  /// Six compounds in a row, 500 m apart, and two teams at the ends.
  init() throws {
    let site = try Site()
    small = try SmallPlan(
      zones: (0..<3).map { number in
        (
          try site.rectangle(Double(number) * 500 + 3000, 0, 40, 40),
          "{\"id\":\"D\(number)\",\"kind\":\"compound\"}"
        )
      })
    small.options.teams = try small.teams([small.team("T1"), small.team("T2", x: 4000)])
    small.options.objective = .balance
  }

  private func keep(_ planned: PlannedSweeps) throws -> String {
    try small.files.write("kept.geojson", small.json(planned))
  }

  @Test func `nothing new: all is kept, byte for byte the same routes`() throws {
    var small = small
    let first = try small.planned()
    small.options.kept = try keep(first)
    let again = try small.planned()
    let changes = try #require(again.changes)
    #expect(changes.count(.kept) == 6 && changes.stops.count == 6 && changes.matchedByPlace == 0)
    #expect(again.value <= first.value)
    #expect(
      again.words[1].english.contains(
        "6 kept, 0 moved to another team, 0 dropped, 0 no longer there; 0 added"))
  }

  @Test func `a team that dropped out leaves its stops to the others`() throws {
    var small = small
    let first = try small.planned()
    let hers = first.stops(of: 1)
    #expect(!hers.isEmpty)
    small.options.kept = try keep(first)
    small.options.teams = try small.teams([small.team("T1")], name: "one.json")
    let again = try small.planned()
    let changes = try #require(again.changes)
    #expect(changes.absentTeams == ["T2"] && changes.count(.moved) == hers.count)
    #expect(changes.count(.kept) == 6 - hers.count && again.leftOut.isEmpty)
    #expect(again.words[1].chinese.contains("今日缺席：T2"))
    #expect(Set(changes.stops.filter { $0.change == .moved }.map(\.id)) == Set(hers))
  }

  @Test func `a locked route stays as it is, stop by stop, and takes nothing new`() throws {
    var small = small
    var first = try small.planned()
    // not the order anybody would choose
    first.rounds[0].visits.reverse()
    let order = first.stops(of: 0)
    #expect(order.count > 1)
    small.options.kept = try keep(first)
    small.options.lockedTeams = ["T1"]
    let more = try Site().rectangle(100, 0, 40, 40)
    let zones = try small.files.collection("more.geojson", [(more, "{\"id\":\"E\",\"kind\":\"compound\"}")])
    small.input.zones.append(ZoneSource(path: zones))
    for objective in PlanObjective.allCases where objective != .streets {
      small.options.objective = objective
      let again = try small.planned()
      #expect(again.stops(of: 0) == order, "\(objective)")
      #expect(again.stops(of: 1).contains("E-1"))
      #expect(again.changes?.lockedTeams == ["T1"] && again.changes?.count(.added) == 1)
    }
    small.options.objective = .value
    small.options.teams = try small.teams(
      [small.team("T1"), small.team("T2", "\"zones\":[\"D\"]", x: 4000)], name: "bound.json")
    let bound = try small.planned()
    // its only other team may not go there
    #expect(bound.reason("E-1") == .locked(["T1"]))
  }

  @Test func `a locked route keeps stops that nobody needs any more`() throws {
    var small = small
    let first = try small.planned()
    let order = first.stops(of: 0)
    small.options.kept = try keep(first)
    small.options.lockedTeams = ["T1"]
    // seen since
    small.input.observations.append(
      try small.files.collection(
        "seen.geojson",
        [(try small.site.point(20, 20), "{\"time\":\"2026-08-30T09:00:00+08:00\",\"radius_m\":60}")]))
    let again = try small.planned()
    #expect(again.stops(of: 0) == order && again.changes?.count(.gone) == 0)
    small.options.lockedTeams = []
    let free = try small.planned()
    #expect(free.changes?.stops.filter { $0.change == .gone }.map(\.id) == ["C1-1"])
  }

  @Test func `a locked route that no longer fits is refused with the reason`() throws {
    var small = small
    small.options.kept = try keep(small.planned())
    small.options.lockedTeams = ["T1"]
    small.options.teams = try small.teams(
      [small.team("T1", "\"shift\":[\"08:00\",\"08:05\"]"), small.team("T2", x: 4000)], name: "short.json")
    #expect(throws: Problem.self) { try small.planned() }
    small.options.lockedTeams = ["T3"]
    do {
      _ = try small.planned()
      Issue.record("T3 is nobody")
    } catch let problem as Problem {
      #expect(problem.kind == .badData && problem.hint?.english == "did you mean T1, T2?")
    }
  }

  @Test func `stops are found again by place where their ids are gone`() throws {
    var small = small
    let text = try small.json(small.planned()).replacing("\"D1-1\"", with: "\"D1-7\"")
    small.options.kept = try small.files.write("old.geojson", text)
    let changes = try #require(small.planned().changes)
    #expect(changes.matchedByPlace == 1 && changes.count(.kept) == 6)
    // an id that means another place is not the same stop
    let far = try small.json(SmallPlan().planned()).replacing("\"C1-1\"", with: "\"D2-1\"")
      .replacing("\"zone\":\"C1\"", with: "\"zone\":\"C9\"")
    small.options.kept = try small.files.write("far.geojson", far)
    #expect(try small.planned().changes?.stops.first { $0.id == "D2-1" && $0.change == .gone } != nil)
  }

  @Test func `a plan too long for the day now drops stops with their reason`() throws {
    var small = small
    small.options.objective = .value
    small.options.kept = try keep(small.planned())
    small.options.teams = try small.teams(
      [small.team("T1", "\"shift\":[\"08:00\",\"08:20\"]")], name: "short.json")
    let again = try small.planned()
    let dropped = try #require(again.changes).stops.filter { $0.change == .dropped }.map(\.id)
    #expect(!dropped.isEmpty && dropped.allSatisfy { again.reason($0) != nil })
    #expect(try small.json(again).contains("\"kept\":{\"date\":\"2026-08-31\""))
  }
}
