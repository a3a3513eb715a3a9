import Foundation
import TestSupport
import Testing
import ZoneFormats
import ZoneGeometry
import ZoneModel
import ZoneOperations

/// A patrol tool's own test data, with the counts its source states.
@Suite struct `Patrols and areas of interest` {
  private func zones(_ name: String, in folder: URL, layer: String? = nil) throws -> ZoneSet {
    var input = InputOptions()
    input.zones = [ZoneSource(path: folder.appendingPathComponent(name).path)]
    input.reading.layer = layer
    return try loadZones(input)
  }

  private func bounds(_ zones: ZoneSet) throws -> [Double] {
    let box = try #require(zones.box)
    return [box.minimum.lon, box.minimum.lat, box.maximum.lon, box.maximum.lat]
  }

  @Test func `every area is read, within the stated bounds`() throws {
    guard let folder = TestData.folder("patrol-events") else { return }
    for (name, count, stated, digits) in [
      ("habiba-polys.geojson", 3, [37.539, 0.53, 37.638, 0.617], 1e-3),
      ("habiba-polys-overlap.geojson", 4, [37.522, 0.529, 37.65, 0.623], 1e-3),
      ("AOI_sites.gpkg", 3, [-123.56, 0.58, 37.52, 49.43], 1e-2),
    ] {
      let zones = try zones(name, in: folder)
      #expect(zones.count == count && zones.rejections.isEmpty && zones.repairs.isEmpty, "\(name)")
      for (found, value) in zip(try bounds(zones), stated) {
        #expect(abs(found - value) <= digits, "\(name)")
      }
    }
  }

  @Test func `of a grid in UTM the one cell without a shape is left out and told`() throws {
    guard let folder = TestData.folder("patrol-events") else { return }
    let grid = try zones("landscape_grid.gpkg", in: folder, layer: "existing_grid_1_km")
    #expect(grid.count == 5751 && grid.rejections.count == 1)
    #expect(try zones("landscape_grid.gpkg", in: folder, layer: "AOI").count == 1)
    // cells of one kilometre, whatever the projection stretches
    #expect(grid.areas.allSatisfy { $0 > 0 && $0 < 1.01e6 })
  }

  @Test(arguments: [
    ("get_patrol_events_bad_geojson.json", 3), ("get_patrol_events_with_poly_geojson.json", 4),
  ])
  func `events with a place are looks, those without are counted out`(name: String, places: Int) throws {
    guard let folder = TestData.folder("patrol-events") else { return }
    let data = try Data(contentsOf: folder.appendingPathComponent(name))
    let root = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    let segments = try #require((root["patrol_segments"] as? [String: [[String: Any]]])?["0"])
    let events = segments.flatMap { $0["events"] as? [[String: Any]] ?? [] }
    let features: [[String: Any]] = events.map { event in
      let shape = (event["geojson"] as? [String: Any])?["geometry"]
      return ["type": "Feature", "properties": ["item": event["event_type"]], "geometry": shape ?? NSNull()]
    }
    let files = try SmallFiles()
    let collection = try JSONSerialization.data(
      withJSONObject: ["type": "FeatureCollection", "features": features])
    var input = InputOptions()
    input.observations = [try files.write("events.geojson", String(decoding: collection, as: UTF8.self))]
    let seen = try loadObservations(input)
    #expect(events.count == 6)
    #expect(seen.observations.count == places && seen.rejections.count == 6 - places)
  }

  @Test func `overlapping areas are each covered by themselves`() throws {
    guard let folder = TestData.folder("patrol-events") else { return }
    let files = try SmallFiles()
    let places = try zones("habiba-polys-overlap.geojson", in: folder).zones.map {
      try #require($0.boundary.geometry.bounds).centre
    }
    var input = InputOptions()
    input.zones = [ZoneSource(path: folder.appendingPathComponent("habiba-polys-overlap.geojson").path)]
    input.observations = [
      try files.collection(
        "seen.geojson",
        places.map {
          ("{\"type\":\"Point\",\"coordinates\":[\($0.lon),\($0.lat)]}", "{\"time\":\"2024-09-09\"}")
        })
    ]
    input.radius = 50_000
    let survey = try surveyZones(input, SurveyOptions())
    #expect(survey.coverage.allSatisfy { $0.share.percent == "100.0 %" && $0.observations == 4 })
    let audit = try auditZones(input, AuditOptions())
    #expect(audit.findings.contains { $0.issue == .overlap })
  }
}
