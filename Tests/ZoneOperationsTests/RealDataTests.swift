import Foundation
import TestSupport
import Testing
import ZoneAnalysis
import ZoneFormats
import ZoneGeometry
import ZoneModel
import ZoneOperations

@Suite struct `On real ground` {
  @Test func `mapping agrees with GEOS asked zone by zone`() throws {
    guard let folder = TestData.folder("zones-uk-kent"),
      let points = TestData.file("street-crime.csv.gz", in: "points-uk-crime-a")
    else { return }
    var input = InputOptions()
    input.zones = [
      ZoneSource(path: folder.appendingPathComponent("oa_by_lad/E07000106.geojson").path),
      ZoneSource(path: folder.appendingPathComponent("wards_by_lad/E07000106.geojson").path),
    ]
    input.fields = ["id": "none of them"]
    input.findings = [points.path]
    let map = try mapFindings(input)
    let engine = GeometryEngine()
    let grounds = map.zones.zones.map { zone -> MultiPolygon<LonLat> in
      if case .ground(let ground) = zone.boundary { ground } else { MultiPolygon() }
    }
    let boxes = grounds.map { $0.bounds }
    let box = try #require(map.zones.box)
    var compared = 0
    for i in stride(from: 0, to: map.findings.count, by: 17) {
      let p = LonLat(map.findings.lons[i], map.findings.lats[i])
      guard box.contains(p) else { continue }
      let expected = try grounds.indices.filter {
        try boxes[$0]?.contains(p) == true && engine.covers(grounds[$0], p)
      }
      #expect(Set(map.hits[i].map { Int($0) }) == Set(expected))
      compared += 1
    }
    #expect(compared > 300)
  }

  /// Four drawn zones around the runs of one orienteering course, recorded by three devices. The devices wrote
  /// down 7.9, 6.6 and 6.3 km of it, so that their shares differ; each is known from Shapely (buffer of 128
  /// segments a quarter circle in the equal-area plane of PROJ).
  @Test(arguments: [("FC_garmin", 0.51457), ("FC_keymaze", 0.40568), ("FC_telephone", 0.34930)])
  func `seen and unseen ground add up along recorded runs`(device: String, expected: Double) throws {
    guard let folder = TestData.folder("tracks-france-a") else { return }
    let files = try SmallFiles()
    let squares = [(2.4372, 48.8282), (2.4386, 48.8282), (2.4372, 48.8292), (2.4386, 48.8292)].map {
      west, south in
      let corners = [
        (west, south), (west + 0.0014, south), (west + 0.0014, south + 0.001), (west, south + 0.001),
        (west, south),
      ]
      let ring = corners.map { "[\($0.0),\($0.1)]" }.joined(separator: ",")
      return (geometry: "{\"type\":\"Polygon\",\"coordinates\":[[\(ring)]]}", properties: "{}")
    }
    var input = InputOptions()
    input.zones = [ZoneSource(path: try files.collection("zones.geojson", squares))]
    input.observations = [folder.appendingPathComponent("\(device).gpx").path]
    input.radius = 10
    var options = SurveyOptions()
    options.smallest = 0
    let survey = try surveyZones(input, options)
    try expectSums(survey, try blindSpots(of: survey, causes: Cause.unseen).spots)
    let seen = survey.coverage.reduce(0) { $0 + $1.observedArea }
    #expect(abs(seen / survey.coverage.reduce(0) { $0 + $1.area } - expected) < 1e-4)
    #expect(survey.coverage.contains { $0.observations == 1 && $0.lastObserved != nil })
  }

  @Test func `seen and unseen ground add up in the sample city`() throws {
    let data = TestData.package.appendingPathComponent("geodata").path
    var input = InputOptions()
    input.zones = ["subdistricts", "roads", "markets", "villages", "compounds"].map {
      ZoneSource(path: "\(data)/\($0).geojson")
    }
    input.observations = ["\(data)/visits.geojson", "\(data)/tracks.geojson"]
    var options = SurveyOptions()
    options.smallest = 0
    let survey = try surveyZones(input, options)
    #expect(survey.zones.count == 406)
    try expectSums(survey, try blindSpots(of: survey, causes: Cause.unseen).spots)
  }

  private func expectSums(_ survey: ZoneSurvey, _ spots: [BlindSpot]) throws {
    var dark = [Double](repeating: 0, count: survey.zones.count)
    for spot in spots { dark[try #require(spot.zoneNumber)] += spot.area }
    for (coverage, dark) in zip(survey.coverage, dark) {
      #expect(abs(coverage.observedArea + dark - coverage.area) <= 1e-6 * coverage.area)
    }
  }

  /// Intersection over union, measured in one plane.
  private func overlap(_ a: MultiPolygon<LonLat>, _ b: MultiPolygon<LonLat>) throws -> Double {
    let engine = GeometryEngine()
    let plane = try Plane(.equalArea(LonLat(116.7, 23.7)))
    let first = try plane.forward(a)
    let second = try plane.forward(b)
    let both = try engine.area(of: engine.intersection(first, second))
    return both / (try engine.area(of: first) + engine.area(of: second) - both)
  }

  @Test(arguments: [("445102", 0.908, 0.963), ("445103", 0.928, 0.970), ("445122", 0.858, 0.886)])
  func `taking a district out of GCJ-02 lays it on its surveyed boundary`(
    code: String, raw: Double, converted: Double
  ) throws {
    guard let amap = TestData.file("land/\(code).geojson", in: "zones-guangdong-amap-gcj02"),
      let folder = TestData.folder("zones-guangdong-tianditu-cgcs2000")
    else { return }
    let surveyed = try district(code, folder)
    let layer = try LayerReader.read(amap.path, ReadingOptions())
    let shape = try #require(layer.geometries.first ?? nil)
    let asRead = MultiPolygon(shape.mapPositions { LonLat($0.first, $0.second) }.polygons)
    let output = try convertLayer(
      amap.path, from: .gcj02, to: .wgs84, reading: ReadingOptions(), precision: 7
    ).output
    let moved = MultiPolygon(
      (try #require(output.geometry(0))).mapPositions { LonLat($0.first, $0.second) }.polygons)
    #expect(try abs(overlap(asRead, surveyed) - raw) < 0.002)
    #expect(try abs(overlap(moved, surveyed) - converted) < 0.002)
  }

  private func district(_ code: String, _ folder: URL) throws -> MultiPolygon<LonLat> {
    let engine = GeometryEngine()
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.allObjects ?? []
    for file in files.compactMap({ $0 as? URL }) where file.pathExtension == "geojson" {
      let layer = try LayerReader.read(file.path, ReadingOptions())
      for row in 0..<layer.count where layer.properties.text("gb", at: row) == "156\(code)" {
        let shape = try #require(layer.geometries[row]).mapPositions { LonLat($0.first, $0.second) }
        return try engine.repaired(MultiPolygon(shape.polygons))
      }
    }
    Issue.record("no district \(code) in \(folder.path)")
    return MultiPolygon()
  }
}

@Suite struct `A datum that looks wrong` {
  private func notices(_ datum: Datum, zonesDatum: Datum = .wgs84) throws -> [Notice] {
    let data = TestData.package.appendingPathComponent("geodata").path
    var input = InputOptions()
    input.zones = ["subdistricts", "markets", "compounds", "villages"].map {
      ZoneSource(path: "\(data)/\($0).geojson")
    }
    input.zonesDatum = [zonesDatum]
    input.findings = ["\(data)/findings-office.csv"]
    input.findingsDatum = [datum]
    var notices: [Notice] = []
    _ = try mapFindings(input, reporter: Reporter(notice: { notices.append($0) }))
    return notices.filter { $0.what.english.contains("fall in a zone") }
  }

  @Test func `is told with figures, and names what fits better`() throws {
    let notice = try #require(try notices(.wgs84).first)
    #expect(notice.what.english.contains("as gcj02"))
    #expect(notice.what.english.contains("as declared (wgs84)"))
    #expect(notice.what.english.matches(of: /\d+\.\d %/).count == 2)
    #expect(notice.hint?.english.contains("--findings-datum gcj02") == true)
  }

  @Test func `is not told when it is right`() throws {
    #expect(try notices(.gcj02).isEmpty)
  }

  @Test func `of the zones is told as theirs`() throws {
    // zones in WGS 84 declared as GCJ-02 move by the shift; findings in GCJ-02 declared as WGS 84 do not
    let notice = try #require(try notices(.gcj02, zonesDatum: .bd09).first)
    #expect(!notice.what.english.isEmpty)
  }

  @Test func `swapped axes are told`() throws {
    let files = try SmallFiles()
    let square = "{\"type\":\"Polygon\",\"coordinates\":[[[30,40],[31,40],[31,41],[30,41],[30,40]]]}"
    var input = InputOptions()
    input.zones = [ZoneSource(path: try files.collection("z.geojson", [(square, "{}")]))]
    let rows = (0..<50).map { "\(40.1 + Double($0) / 100),\(30.2 + Double($0) / 100)" }
    input.findings = [try files.write("f.csv", "lon,lat\n" + rows.joined(separator: "\n") + "\n")]
    var notices: [Notice] = []
    _ = try mapFindings(input, reporter: Reporter(notice: { notices.append($0) }))
    #expect(
      notices.contains {
        $0.what.english.contains("100.0 % of the findings fall in a zone with longitude and latitude swapped")
      })
  }
}
