import Foundation
import SweepPlanning
import ZoneFormats
import ZoneGeometry
import ZoneModel

@testable import ZoneOperations

/// Two unvisited compounds and a market 2 km apart, one of them seen before, and teams to plan for.
struct SmallPlan {
  let files: SmallFiles
  let site: Site
  var input = InputOptions()
  var options = PlanOptions(planner: SweepPlanner(seed: 1, limit: .iterations(500)))
  var survey = SurveyOptions()

  init(zones extra: [(geometry: String, properties: String)] = []) throws {
    files = try SmallFiles()
    site = try Site()
    let zones = try files.collection(
      "zones.geojson",
      [
        (
          try site.rectangle(0, 0, 40, 40),
          "{\"id\":\"C1\",\"kind\":\"compound\",\"parent\":\"S1\",\"owner\":\"o\"}"
        ),
        (try site.rectangle(1000, 0, 40, 40), "{\"id\":\"C2\",\"kind\":\"compound\",\"parent\":\"S2\"}"),
        (try site.rectangle(2000, 0, 40, 40), "{\"id\":\"M1\",\"kind\":\"market\",\"parent\":\"S2\"}"),
      ] + extra)
    let visits = try files.collection(
      "visits.geojson",
      [
        (
          try site.point(5000, 5000),
          "{\"id\":\"v\",\"time\":\"2026-08-30T10:00:00+08:00\",\"inspector\":\"Lin\"}"
        )
      ])
    input.zones = [ZoneSource(path: zones)]
    input.observations = [visits]
    options.teams = try teams([team("T1")])
  }

  /// A team at the origin; `more` are further members as JSON.
  func team(_ id: String, _ more: String = "", x: Double = 0, y: Double = 0) throws -> String {
    "{\"id\":\"\(id)\",\"base\":\(try site.position(x, y))\(more.isEmpty ? "" : ",")\(more)}"
  }

  func teams(_ list: [String], name: String = "teams.json") throws -> String {
    try files.write(name, "[\(list.joined(separator: ","))]")
  }

  func planned() throws -> PlannedSweeps { try planSweeps(input, survey, options) }

  func json(_ planned: PlannedSweeps) throws -> String {
    let sink = MemorySink()
    try GeoJSONWriter.write(planned.outputLayer(OutputOptions()), to: sink)
    return sink.text
  }
}

extension PlannedSweeps {
  /// The ids of the stops of a team, in their order.
  func stops(of team: Int) -> [String] { rounds[team].visits.map { stops.sites[$0.stop].id } }

  func reason(_ id: String) -> LeftOutStop.Reason? {
    leftOut.first { stops.sites[$0.stop].id == id }?.reason
  }
}
