import Foundation
import TestSupport
import Testing
import ZoneAnalysis
import ZoneFormats
import ZoneGeometry
import ZoneModel
import ZoneOperations

@Suite struct `Heatmaps` {
  let files: SmallFiles
  let site: Site

  init() throws {
    files = try SmallFiles()
    site = try Site()
  }

  private func input(_ points: [(Double, Double, String)]) throws -> InputOptions {
    var input = InputOptions()
    input.findings = [
      try files.collection("f.geojson", try points.map { (try site.point($0.0, $0.1), $0.2) })
    ]
    return input
  }

  @Test func `counts add up, weights are severities, and the plane is the city's grid`() throws {
    let points: [(Double, Double, String)] = (0..<500).map { i in
      let severity = i % 5 + 1
      return (Double(i * 37 % 1000), Double(i * 91 % 1000), "{\"severity\":\(severity)}")
    }
    let map = try drawHeatmap(input(points), HeatmapOptions())
    #expect(map.cells.reduce(0) { $0 + $1.count } == 500)
    #expect(map.cells.reduce(0) { $0 + $1.weight } == 1500)
    #expect(map.plane == PlaneDefinition.epsg(4548))
    #expect(map.used == 500)
  }

  @Test func `a kernel that would fill hundreds of millions of cells is refused before it starts`() throws {
    var options = HeatmapOptions()
    options.cell = 1
    options.kernel = 190
    let points: [(Double, Double, String)] = (0..<2_000).map { i in
      let column = i % 50
      let row = i / 50
      return (Double(column) * 1_000, Double(row) * 1_000, "{}")
    }
    #expect { try drawHeatmap(input(points), options) } throws: { ($0 as? Problem)?.kind == .usage }
  }

  @Test func `cells keep their ids when other points come and go`() throws {
    let few = try drawHeatmap(input([(10, 10, "{}")]), HeatmapOptions()).cells
    let many = try drawHeatmap(input([(10, 10, "{}"), (-3000, 4000, "{}")]), HeatmapOptions()).cells
    #expect(many.map(\.id).contains(few[0].id))
  }

  @Test func `a rate without observations is null, and every observation counts in its cell`() throws {
    var input = try input([(50, 50, "{\"source\":\"complaint\"}"), (5050, 50, "{\"source\":\"complaint\"}")])
    input.observations = [
      try files.collection("o.geojson", [(site.point(5050, 50), "{}"), (site.point(5051, 50), "{}")])
    ]
    var options = HeatmapOptions()
    options.measure = .rate
    let cells = try drawHeatmap(input, options).cells
    #expect(Set(cells.map(\.rate)) == [nil, 0.5])
  }

  @Test func `smoothed rates are shrunk within their kind, and empty where nobody looked`() throws {
    let counts = [2, 10, 6, 3]
    let looks = [10, 10, 20, 0]
    let found = (0..<4).flatMap { zone in
      (0..<counts[zone]).map { _ in (Double(zone) * 200 + 50, 50.0, "{\"source\":\"complaint\"}") }
    }
    var input = try input(found)
    input.zones = [
      ZoneSource(
        path: try files.collection(
          "z.geojson",
          (0..<4).map { (try site.rectangle(Double($0) * 200, 0, 100, 100), "{\"id\":\"Z\($0)\"}") }))
    ]
    input.observations = [
      try files.collection(
        "o.geojson",
        (0..<4).flatMap { zone in
          try (0..<looks[zone]).map { _ in (try site.point(Double(zone) * 200 + 50, 50), "{}") }
        })
    ]
    var options = HeatmapOptions()
    options.measure = .rate
    options.isByZone = true
    options.smooths = true
    let cells = try drawHeatmap(input, options).cells
    // as worked out by hand in the tests of the estimator
    #expect(isClose(cells[0].smoothed, 0.298_901_099, within: 1e-9))
    #expect(isClose(cells[2].smoothed, 0.336_986_301, within: 1e-9))
    #expect(cells[3].count == 3 && cells[3].rate == nil && cells[3].smoothed == nil)
  }

  @Test func `by zone a point counts in every zone that covers it`() throws {
    var input = try input([(50, 50, "{}"), (5000, 5000, "{}")])
    input.zones = [
      ZoneSource(
        path: try files.collection(
          "z.geojson",
          [
            (site.rectangle(0, 0, 100, 100), "{\"id\":\"A\"}"),
            (site.rectangle(0, 0, 200, 200), "{\"id\":\"B\"}"),
          ]))
    ]
    var options = HeatmapOptions()
    options.isByZone = true
    let map = try drawHeatmap(input, options)
    #expect(map.cells.map(\.count) == [1, 1])
    #expect(map.used == 1)
    #expect(map.unused == 1)
  }
}

@Suite struct `Auditing zones` {
  private let data = TestData.package.appendingPathComponent("geodata").path

  private func audit(_ zones: [String], outline: String? = nil) throws -> ZoneAudit {
    var input = InputOptions()
    input.zones = zones.map { ZoneSource(path: "\(data)/\($0).geojson") }
    var options = AuditOptions()
    options.outline = outline.map { "\(data)/\($0).geojson" }
    return try auditZones(input, options)
  }

  @Test func `the sample city has its gap, its overlap and its unowned village, and the areas add up`() throws
  {
    let audit = try audit(["subdistricts", "villages"], outline: "outline")
    #expect(audit.findings.map(\.issue.rawValue).sorted() == ["gap", "overlap", "unowned"])
    let sums = try #require(audit.tilings.first?.sums)
    let total = sums.zones + sums.gaps + sums.gapDust - sums.overlaps - sums.outside - sums.outsideDust
    #expect(abs(total - sums.outline) < 1e-6 * sums.outline)
    let gap = try #require(audit.findings.first { $0.issue == .gap })
    #expect(abs((gap.area ?? 0) - 42_000) < 1_000)
    #expect(gap.zones.sorted() == ["445102009", "445103121"])
  }

  @Test func `each damaged boundary is told for what it is`() throws {
    let audit = try audit(["damaged"])
    #expect(audit.findings.contains { $0.issue == .duplicateID && $0.zones == ["D03"] })
    #expect(audit.zones.repairs.map(\.zone) == ["D01", "D04"])
    #expect(audit.findings.count { $0.issue == .invalid } == 5)
  }
}
