import Foundation
import TestSupport
import Testing
import ZoneAnalysis
import ZoneFormats
import ZoneGeometry
import ZoneModel
import ZoneOperations

@Suite struct `Mapping findings` {
  let files: SmallFiles

  init() throws { files = try SmallFiles() }

  private func rectangle(_ west: Double, _ south: Double, _ east: Double, _ north: Double) -> String {
    "{\"type\":\"Polygon\",\"coordinates\":[\(ring(west, south, east, north))]}"
  }

  private func ring(_ west: Double, _ south: Double, _ east: Double, _ north: Double) -> String {
    "[[\(west),\(south)],[\(east),\(south)],[\(east),\(north)],[\(west),\(north)],[\(west),\(south)]]"
  }

  private func zones(
    of points: [(Double, Double)], in features: [(String, String)], nearest: Double? = nil
  ) throws -> FindingMap {
    var input = InputOptions()
    input.zones = [ZoneSource(path: try files.collection("zones.geojson", features))]
    input.findings = [
      try files.collection(
        "findings.geojson", points.map { ("{\"type\":\"Point\",\"coordinates\":[\($0.0),\($0.1)]}", "{}") })
    ]
    return try mapFindings(input, nearest: nearest)
  }

  private func ids(_ map: FindingMap, _ i: Int) -> [String] {
    map.hits[i].map { map.zones.zones[Int($0)].id }
  }

  @Test func `a point on a shared edge or corner lies in every zone there`() throws {
    let map = try zones(
      of: [(1, 0.5), (1, 1), (0, 0.5), (0.5, 0.5), (2.5, 0.5)],
      in: [
        (rectangle(0, 0, 1, 1), "{\"id\":\"A\"}"), (rectangle(1, 0, 2, 1), "{\"id\":\"B\"}"),
        (rectangle(0, 1, 1, 2), "{\"id\":\"C\"}"), (rectangle(1, 1, 2, 2), "{\"id\":\"D\"}"),
      ])
    #expect(Set(ids(map, 0)) == ["A", "B"])
    #expect(Set(ids(map, 1)) == ["A", "B", "C", "D"])
    #expect(ids(map, 2) == ["A"])
    #expect(ids(map, 3) == ["A"])
    #expect(ids(map, 4).isEmpty)
    #expect((map.inside, map.outside) == (4, 1))
  }

  @Test(arguments: [UInt64(1), 2, 3])
  func `a wide limit names the same nearest zone as asking all of them`(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let corners = (0..<40).map { _ in
      (Double.random(in: 0..<1, using: &random), Double.random(in: 0..<1, using: &random))
    }
    let zones = corners.enumerated().map { index, corner in
      (rectangle(corner.0, corner.1, corner.0 + 0.01, corner.1 + 0.01), "{\"id\":\"Z\(index)\"}")
    }
    let points = (0..<60).map { _ in
      (Double.random(in: -0.5..<1.5, using: &random), Double.random(in: -0.5..<1.5, using: &random))
    }
    let map = try self.zones(of: points, in: zones, nearest: 1e6)
    for (index, nearest) in map.nearest {
      // alone in the world each zone has its own distance; none may be below the one that was named
      let p = LonLat(points[index].0, points[index].1)
      for zone in map.zones.zones.indices {
        let alone = try NearestZone([map.zones.zones[zone]], planes: [map.zones.planes[zone]])
        let distance = try #require(try alone.nearest(to: p, within: 1e6)?.distance)
        #expect(distance >= nearest.metres - 1e-9, "seed \(seed)")
      }
    }
    #expect(map.nearest.count == map.outside)
  }

  @Test func `a value that says nothing usable is told, and the default counts`() throws {
    let line = "{\"type\":\"LineString\",\"coordinates\":[[116.6,23.6],[116.61,23.6]]}"
    var input = InputOptions()
    input.zones = [
      ZoneSource(
        path: try files.collection(
          "roads.geojson",
          [
            (line, "{\"id\":\"A\",\"width_m\":-5}"),
            (line, "{\"id\":\"B\",\"width_m\":1e9,\"weight\":\"x\"}"),
            (line, "{\"id\":\"C\",\"width_m\":\"12\",\"reach\":\"nowhere\",\"revisit_days\":0}"),
          ]))
    ]
    let told = Told()
    let zones = try loadZones(input, reporter: Reporter(notice: { told.notices.append($0) }))
    let widths = zones.zones.compactMap { zone -> Double? in
      if case .road(_, let width) = zone.boundary { return width }
      return nil
    }
    #expect(widths == [20, 20, 12])
    #expect(zones.zones.map(\.weight) == [1, 1, 1])
    let words = told.notices.map(\.what.english)
    #expect(words.contains { $0.contains("2 values of width_m") && $0.contains("\"-5\"") })
    for field in ["weight", "reach", "revisit_days"] {
      #expect(words.contains { $0.contains("1 value of \(field)") })
    }
  }

  @Test func `a hole is outside and its edge is inside`() throws {
    let donut = "{\"type\":\"Polygon\",\"coordinates\":[\(ring(0, 0, 3, 3)),\(ring(1, 1, 2, 2))]}"
    let map = try zones(of: [(1.5, 1.5), (1, 1.5), (0.5, 0.5)], in: [(donut, "{\"id\":\"A\"}")])
    #expect(ids(map, 0).isEmpty)
    #expect(ids(map, 1) == ["A"])
    #expect(ids(map, 2) == ["A"])
  }

  @Test func `home is the smallest zone, and of identical outlines the one whose id comes first`() throws {
    let map = try zones(
      of: [(0.5, 0.5)],
      in: [
        (rectangle(0, 0, 2, 2), "{\"id\":\"big\"}"), (rectangle(0, 0, 1, 1), "{\"id\":\"b\"}"),
        (rectangle(0, 0, 1, 1), "{\"id\":\"B\"}"), (rectangle(0, 0, 1, 1), "{\"id\":\"é\"}"),
      ])
    #expect(ids(map, 0) == ["B", "b", "é", "big"])
  }

  @Test func `a road covers what lies within half its width in true metres`() throws {
    let site = try Site()
    let road = try site.line([(0, 0), (1000, 0)])
    var input = InputOptions()
    input.zones = [
      ZoneSource(path: try files.collection("r.geojson", [(road, "{\"id\":\"R\",\"width_m\":30}")]))
    ]
    input.findings = [
      try files.collection(
        "f.geojson",
        [(14.99, 500.0), (15.01, 500), (-14.99, 500), (0, 1014.99), (0, 1015.01)].map {
          (try site.point($0.1, $0.0), "{}")
        })
    ]
    let map = try mapFindings(input)
    #expect((0..<5).map { map.hits.home(of: $0) != nil } == [true, false, true, true, false])
  }

  @Test func `a finding in no zone is told the nearest one`() throws {
    let site = try Site()
    var input = InputOptions()
    input.zones = [
      ZoneSource(
        path: try files.collection(
          "z.geojson",
          [
            (site.rectangle(0, 0, 100, 100), "{\"id\":\"A\"}"),
            (site.rectangle(200, 0, 100, 100), "{\"id\":\"B\"}"),
          ]))
    ]
    input.findings = [
      try files.collection("f.geojson", [(site.point(140, 50), "{}"), (site.point(150, 300), "{}")])
    ]
    let map = try mapFindings(input, nearest: 50)
    #expect(map.nearest[0].map { map.zones.zones[$0.zone].id } == "A")
    #expect(abs((map.nearest[0]?.metres ?? 0) - 40) < 0.01)
    #expect(map.nearest[1] == nil)
  }

  @Test func `a finding drawn as an area stands at a point inside it`() throws {
    let horseshoe =
      "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[3,0],[3,3],[2,3],[2,1],[1,1],[1,3],[0,3],[0,0]]]}"
    var input = InputOptions()
    input.zones = [ZoneSource(path: try files.collection("z.geojson", [(horseshoe, "{\"id\":\"A\"}")]))]
    input.findings = [try files.collection("f.geojson", [(horseshoe, "{}")])]
    #expect(try mapFindings(input).inside == 1)
  }

  @Test func `one bad zone and one bad finding cost nothing else`() throws {
    var input = InputOptions()
    input.zones = [
      ZoneSource(
        path: try files.collection(
          "z.geojson",
          [
            (rectangle(0, 0, 1, 1), "{\"id\":\"A\"}"), (rectangle(0, 0, 1, 1), "{\"id\":\"A\"}"),
            (rectangle(0, 0, 200, 1), "{\"id\":\"W\"}"), ("null", "{\"id\":\"N\"}"),
            ("{\"type\":\"Point\",\"coordinates\":[0,0]}", "{\"id\":\"P\"}"),
          ]))
    ]
    input.findings = [
      try files.collection(
        "f.geojson",
        [
          ("{\"type\":\"Point\",\"coordinates\":[0.5,0.5]}", "{}"), ("null", "{}"),
          ("{\"type\":\"Point\",\"coordinates\":[200,0.5]}", "{}"),
          ("{\"type\":\"Point\",\"coordinates\":[1e308,0.5]}", "{}"),
          ("{\"type\":\"Point\",\"coordinates\":[0.5,116]}", "{}"),
        ])
    ]
    let map = try mapFindings(input)
    #expect(map.zones.count == 1)
    #expect(map.zones.rejections.count == 4)
    #expect(map.findings.count == 1)
    #expect(map.findings.rejections.count == 4)
    #expect(map.findings.rejections.allSatisfy { !$0.reason.english.isEmpty && $0.line != nil })
  }

  @Test func `nothing usable is bad data`() throws {
    var input = InputOptions()
    input.zones = [ZoneSource(path: try files.collection("z.geojson", [("null", "{}")]))]
    input.findings = [try files.collection("f.geojson", [("null", "{}")])]
    #expect { try mapFindings(input) } throws: { ($0 as? Problem)?.kind == .badData }
  }
}

@Suite struct `Against published codes` {
  @Test func `every lot of New York lies in the neighbourhood its record names`() throws {
    guard let zones = TestData.file("neighborhood_tabulation_area.geojson", in: "zones-nyc"),
      let lots = TestData.file("lots.csv.gz", in: "points-nyc-lots-a")
    else { return }
    var input = InputOptions()
    input.zones = [ZoneSource(path: zones.path)]
    input.findings = [lots.path]
    input.fields = ["id": "nta2020"]
    let map = try mapFindings(input)
    let table = map.findings.layers[0].properties
    #expect(map.findings.count == 599_445)
    var same = 0
    for i in 0..<map.findings.count {
      let home = map.hits.home(of: i).map { map.zones.zones[$0].id }
      if home == table.text("nta", at: Int(map.findings.rows[i])) { same += 1 }
    }
    #expect(same == 599_445)
  }

  @Test func `reports of Kent lie in the area their record names as often as the data allow`() throws {
    guard let folder = TestData.folder("zones-uk-kent"),
      let points = TestData.file("street-crime.csv.gz", in: "points-uk-crime-a")
    else { return }
    let areas = folder.appendingPathComponent("lsoa_by_lad")
    var input = InputOptions()
    input.zones = try FileManager.default.contentsOfDirectory(atPath: areas.path).sorted()
      .filter { $0.hasSuffix(".geojson") }.map { ZoneSource(path: areas.appendingPathComponent($0).path) }
    input.fields = ["id": "LSOA11CD"]
    input.findings = [points.path]
    let map = try mapFindings(input)
    let codes = Set(map.zones.zones.map(\.id))
    let table = map.findings.layers[0].properties
    #expect(map.findings.count + map.findings.rejections.count == 564_360)
    var (named, same, none) = (0, 0, 0)
    for i in 0..<map.findings.count {
      guard let code = table.text("LSOA code", at: Int(map.findings.rows[i])), codes.contains(code) else {
        continue
      }
      named += 1
      let hits = map.hits[i].map { map.zones.zones[Int($0)].id }
      if hits.contains(code) { same += 1 }
      if hits.isEmpty { none += 1 }
    }
    #expect(named == 74_263)
    // the source counted 71,617 with one polygon a point; a point on a shared edge lies in both here
    #expect((71_617...71_700).contains(same))
    #expect(none == 8)
  }
}

@Suite struct `Uncertain positions` {
  @Test func `a finding on an edge is as likely in its zone as beside it`() throws {
    let files = try SmallFiles()
    let site = try Site()
    var input = InputOptions()
    input.zones = [
      ZoneSource(path: try files.collection("z.geojson", [(site.rectangle(0, 0, 1000, 1000), "{}")]))
    ]
    input.findings = [
      try files.collection(
        "f.geojson",
        [
          (site.point(0.001, 500), "{\"accuracy_m\":20}"), (site.point(500, 500), "{\"accuracy_m\":20}"),
          (site.point(500, 500), "{}"), (site.point(-5, 500), "{\"accuracy_m\":20}"),
        ])
    ]
    let shares = try mapFindings(input).probabilities
    #expect(abs(shares[0] - 0.5) < 1e-3)
    #expect(abs(shares[1] - 1) < 1e-6)
    #expect(shares[2].isNaN && shares[3].isNaN)
  }
}

/// What a reporter was told.
private final class Told {
  var notices: [Notice] = []
}
