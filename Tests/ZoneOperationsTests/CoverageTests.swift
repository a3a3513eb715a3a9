import Foundation
import TestSupport
import Testing
import ZoneFormats
import ZoneGeometry
import ZoneModel
import ZoneOperations

@Suite struct `Coverage of a zone` {
  let files: SmallFiles
  let site: Site

  init() throws {
    files = try SmallFiles()
    site = try Site()
  }

  /// One square zone of 1 km and observations given as features.
  private func survey(
    _ observations: [(String, String)], zone: String = "{\"id\":\"Z\"}", findings: [(String, String)] = [],
    _ options: SurveyOptions = SurveyOptions(), change: (inout InputOptions) -> Void = { _ in }
  ) throws -> ZoneSurvey {
    var input = InputOptions()
    input.zones = [
      ZoneSource(path: try files.collection("zones.geojson", [(site.rectangle(0, 0, 1000, 1000), zone)]))
    ]
    if !observations.isEmpty { input.observations = [try files.collection("seen.geojson", observations)] }
    if !findings.isEmpty { input.findings = [try files.collection("findings.geojson", findings)] }
    input.radius = 100
    change(&input)
    return try surveyZones(input, options)
  }

  private func share(_ observations: [(String, String)], zone: String = "{\"id\":\"Z\"}") throws -> Double {
    try #require(try survey(observations, zone: zone).coverage[0].share.value)
  }

  @Test func `one disc inside is πr²`() throws {
    let expected = Double.pi * 100 * 100 / 1e6
    #expect(try abs(share([(site.point(500, 500), "{}")]) - expected) < 1e-5)
  }

  @Test func `half a disc at the edge is half of it`() throws {
    let expected = Double.pi * 100 * 100 / 2 / 1e6
    #expect(try abs(share([(site.point(0, 500), "{}")]) - expected) < 1e-4)
  }

  @Test func `overlap counts once`() throws {
    // two discs of radius r at the distance r: 2πr² − r²(2π/3 − √3/2)
    let r = 100.0
    let lens = r * r * (2 * Double.pi / 3 - 3.0.squareRoot() / 2)
    let expected = (2 * Double.pi * r * r - lens) / 1e6
    let seen = try share([(site.point(450, 500), "{}"), (site.point(550, 500), "{}")])
    #expect(abs(seen - expected) < 1e-4)
  }

  @Test func `a track shows a capsule`() throws {
    let expected = (Double.pi * 100 * 100 + 400 * 200) / 1e6
    #expect(try abs(share([(site.line([(300, 500), (700, 500)]), "{}")]) - expected) < 1e-4)
  }

  @Test func `each observation has its own radius`() throws {
    let expected = Double.pi * 250 * 250 / 1e6
    #expect(try abs(share([(site.point(500, 500), "{\"radius_m\":250}")]) - expected) < 1e-4)
  }

  @Test func `a zone without observations is never, with nothing seen and all of it blind`() throws {
    let seen = try survey([(site.point(5000, 5000), "{}")])
    #expect(seen.coverage[0].freshness == .never)
    #expect(seen.coverage[0].observedArea == 0)
    #expect(abs(seen.coverage[0].largestBlind - seen.coverage[0].area) < 1e-6)
  }

  @Test func `a walled zone counts only what was seen from inside`() throws {
    let outside: [(String, String)] = [(try site.point(-50, 500), "{}")]
    #expect(try share(outside) > 0.005)
    #expect(try share(outside, zone: "{\"id\":\"Z\",\"kind\":\"compound\"}") == 0)
    #expect(try share([(site.point(500, 500), "{}")], zone: "{\"id\":\"Z\",\"kind\":\"compound\"}") > 0.03)
  }

  @Test func `a track past a wall shows only what was walked inside`() throws {
    let walk: [(String, String)] = [(try site.line([(-500, 500), (100, 500)]), "{}")]
    let expected = (100.0 * 200 + Double.pi * 100 * 100 / 2) / 1e6
    #expect(try abs(share(walk, zone: "{\"id\":\"Z\",\"reach\":\"inside\"}") - expected) < 1e-4)
  }

  @Test func `no access is never coverage`() throws {
    let tried: [(String, String)] = [(try site.point(500, 500), "{\"access\":\"none\"}")]
    let seen = try survey(tried)
    #expect(seen.coverage[0].observedArea == 0)
    #expect(seen.coverage[0].freshness == .never)
    #expect(seen.coverage[0].refusals == 1)
    let spots = try blindSpots(of: seen, causes: Cause.unseen).spots
    #expect(spots.map(\.cause) == [.noAccess])
  }

  @Test func `a complaint is no observation, an inspector's finding is one`() throws {
    let inspector = try survey([], findings: [(site.point(500, 500), "{\"source\":\"covert\"}")])
    #expect(inspector.coverage[0].observations == 1)
    let complaint = try survey([], findings: [(site.point(500, 500), "{\"source\":\"complaint\"}")])
    #expect(complaint.coverage[0].observations == 0)
    #expect(complaint.coverage[0].findings == 1)
    let off = try survey([], findings: [(site.point(500, 500), "{}")]) { $0.findingsAreObservations = false }
    #expect(off.coverage[0].observations == 0)
  }

  @Test func `windows are half-open and as-of forgets what came later`() throws {
    let observations: [(String, String)] = try [
      (site.point(200, 200), "{\"time\":\"2026-08-01T00:00:00+08:00\"}"),
      (site.point(800, 800), "{\"time\":\"2026-08-11T00:00:00+08:00\"}"),
      (site.point(500, 500), "{}"),
    ]
    let time = TimeText.shanghai
    var options = SurveyOptions()
    #expect(try survey(observations, options).coverage[0].observations == 3)
    options.window = TimeWindow(from: time.instant("2026-08-01"), to: time.instant("2026-08-11"))
    let inWindow = try survey(observations, options)
    #expect(inWindow.coverage[0].observations == 1)
    #expect(inWindow.coverage[0].lastObserved == time.instant("2026-08-01"))
    options.window = .always
    options.asOf = time.instant("2026-08-05")
    let replay = try survey(observations, options)
    #expect(replay.coverage[0].observations == 2)
    #expect(replay.coverage[0].ageDays == 4)
    #expect(replay.coverage[0].freshness == .fresh)
  }

  @Test func `a track with times is cut at the window, step by step`() throws {
    let walk = try site.line([(100, 500), (300, 500), (500, 500), (700, 500)])
    let times =
      "[\"2026-08-01T08:00:00Z\",\"2026-08-01T09:00:00Z\",\"2026-08-01T10:00:00Z\",\"2026-08-01T11:00:00Z\"]"
    var options = SurveyOptions()
    options.window = TimeWindow(
      from: TimeText.shanghai.instant("2026-08-01T09:00:00Z"),
      to: TimeText.shanghai.instant("2026-08-01T11:00:00Z"))
    let seen = try survey([(walk, "{\"coordTimes\":\(times)}")], options)
    let expected = Double.pi * 100 * 100 + 200 * 200
    #expect(abs(seen.coverage[0].observedArea - expected) < 100)
    #expect(seen.coverage[0].lastObserved == TimeText.shanghai.instant("2026-08-01T10:00:00Z"))
  }

  @Test func `effort counts overlap twice, and detection follows from it`() throws {
    let twice = try survey([(site.point(500, 500), "{}"), (site.point(500, 500), "{}")])
    let effort = 2 * Double.pi * 100 * 100
    #expect(abs(twice.coverage[0].effort - effort) < 1)
    let pod = try #require(twice.coverage[0].probabilityOfDetection)
    #expect(abs(pod - (1 - exp(-effort / twice.coverage[0].area))) < 1e-6)
  }

  @Test func `seen ground that is due again is overdue, and only on request`() throws {
    let observations: [(String, String)] = try [
      (site.point(200, 200), "{\"time\":\"2026-06-01\"}"),
      (site.point(800, 800), "{\"time\":\"2026-08-11\"}"),
    ]
    let seen = try survey(observations)
    #expect(try blindSpots(of: seen, causes: Cause.unseen).spots.map(\.cause) == [.unseenPart])
    let overdue = try blindSpots(of: seen, causes: [.overdue]).spots
    #expect(overdue.map(\.cause) == [.overdue])
    #expect(abs(overdue[0].area - Double.pi * 100 * 100) < 10)
  }

  @Test func `the centre of a blind spot is the point farthest from its edge`() throws {
    let spots = try blindSpots(of: survey([(site.point(5000, 5000), "{}")]), causes: Cause.unseen).spots
    #expect(abs(spots[0].clearance - 500) < 3)
    #expect(try spots[0].centre.lon - site.lonLat(500, 500).lon < 1e-4)
    let nearest = try #require(spots[0].nearestObservation)
    #expect(abs(nearest - (4500 * 2.0.squareRoot())) < 5)
  }

  @Test func `the number of threads changes nothing`() throws {
    var random = SeededRandom(seed: 11)
    func number(_ range: ClosedRange<Double>) -> Double { Double.random(in: range, using: &random) }
    let zones = try (0..<36).map { i in
      let (x, y) = (Double(i % 6) * 300, Double(i / 6) * 300)
      return (try site.rectangle(x, y, x + 280, y + 290), "{\"id\":\"Z\(i)\"}")
    }
    let seen = try (0..<120).map { _ in
      (try site.point(number(0...1800), number(0...1800)), "{\"time\":\"2026-08-\(Int(number(10...28)))\"}")
    }
    var input = InputOptions()
    input.zones = [ZoneSource(path: try files.collection("many.geojson", zones))]
    input.observations = [try files.collection("seen.geojson", seen)]
    input.radius = 60
    func lists(_ threads: Int) throws -> ([Coverage], [BlindSpot]) {
      var options = SurveyOptions()
      options.threads = threads
      let survey = try surveyZones(input, options)
      return (survey.coverage, try blindSpots(of: survey, causes: Cause.allCases).spots)
    }
    let one = try lists(1)
    #expect(one.1.count > 36)
    for threads in [2, 3, 8] {
      let many = try lists(threads)
      #expect(one.0.map { "\($0)" } == many.0.map { "\($0)" })
      #expect(one.1 == many.1)
    }
  }
}

@Suite struct `Coverage of a road` {
  @Test func `it is measured by length, and its blind spots add up with it`() throws {
    let files = try SmallFiles()
    let site = try Site()
    var input = InputOptions()
    input.zones = [
      ZoneSource(
        path: try files.collection(
          "roads.geojson", [(site.line([(0, 0), (1000, 0)]), "{\"id\":\"R\",\"width_m\":24}")]))
    ]
    // 30 m beside the road with a radius of 50 m: 2·√(50² − 30²) = 80 m of it are in sight
    input.observations = [try files.collection("seen.geojson", [(site.point(500, 30), "{\"radius_m\":50}")])]
    var options = SurveyOptions()
    options.smallest = 0
    let seen = try surveyZones(input, options)
    let coverage = seen.coverage[0]
    #expect(abs((coverage.length ?? 0) - 1000) < 0.01)
    #expect(abs((coverage.observedLength ?? 0) - 80) < 0.1)
    let spots = try blindSpots(of: seen, causes: Cause.unseen).spots
    #expect(spots.count == 2)
    #expect(abs(spots.reduce(coverage.observedArea) { $0 + $1.area } - coverage.area) < 1e-6 * coverage.area)
  }
}
