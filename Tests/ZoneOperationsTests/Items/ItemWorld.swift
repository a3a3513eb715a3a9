import Foundation
import TestSupport
import ZoneGeometry
import ZoneModel
import ZoneOperations

/// A few square zones, visits that name items, findings: written as files and surveyed.
struct ItemWorld {
  let files: SmallFiles
  let site: Site
  var zones: [(geometry: String, properties: String)] = []
  var visits: [(geometry: String, properties: String)] = []
  var findings: [(geometry: String, properties: String)] = []
  var options = SurveyOptions()
  var radius = 50.0

  /// Items `a` everywhere, `b` in markets and roads (every 2 days), `c` in compounds.
  init() throws {
    files = try SmallFiles()
    site = try Site()
    options.smallest = 0
    options.checklist = try Checklist.reading(
      Array("code,kinds,interval_days,weight\na,*,,1\nb,market road,2,3\nc,compound,,1\n".utf8), file: "list"
    ).table
  }

  mutating func zone(
    _ id: String, _ kind: String, x: Double, y: Double = 0, size: Double = 200, _ more: String = ""
  ) throws {
    zones.append(
      (
        try site.rectangle(x, y, size, size),
        "{\"id\":\"\(id)\",\"kind\":\"\(kind)\",\"revisit_days\":10\(more)}"
      ))
  }

  /// A visit on a day of August 2026, at noon.
  mutating func visit(_ x: Double, _ y: Double, day: Int, _ items: [String], _ more: String = "") throws {
    visits.append((try site.point(x, y), "{\(time(day)),\"items\":\(json(items))\(more)}"))
  }

  mutating func finding(_ x: Double, _ y: Double, day: Int, item: String, source: String = "covert") throws {
    findings.append(
      (try site.point(x, y), "{\(time(day)),\"item\":\"\(item)\",\"source\":\"\(source)\"}"))
  }

  private func time(_ day: Int) -> String {
    "\"time\":\"2026-08-\(day < 10 ? "0" : "")\(day)T12:00:00+08:00\""
  }

  private func json(_ items: [String]) -> String { "[\(items.map { "\"\($0)\"" }.joined(separator: ","))]" }

  static func moment(_ day: Int) -> Instant {
    TimeText.shanghai.instant("2026-08-\(day < 10 ? "0" : "")\(day)T12:00:00+08:00") ?? .nan
  }

  func input() throws -> InputOptions {
    var input = InputOptions()
    input.zones = [ZoneSource(path: try files.collection("zones.geojson", zones))]
    if !visits.isEmpty { input.observations = [try files.collection("visits.geojson", visits)] }
    if !findings.isEmpty { input.findings = [try files.collection("findings.geojson", findings)] }
    input.radius = radius
    return input
  }

  func survey() throws -> ZoneSurvey { try surveyZones(input(), options) }
  func items(project: String? = nil) throws -> ItemSurvey { try surveyItems(survey(), project: project) }
  func spots(_ causes: [Cause]) throws -> [BlindSpot] {
    try findBlindSpots(input(), options, causes: causes).spots
  }
}

extension ItemSurvey {
  /// The cell of a zone and an item by their ids; `nil` where the item does not apply.
  func cell(_ zone: String, _ item: String) -> ItemCell? {
    cells.first { zones.zones[$0.zone].id == zone && checklist.items[$0.item].code == item }
  }
}
