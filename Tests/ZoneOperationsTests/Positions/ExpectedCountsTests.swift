import Foundation
import TestSupport
import Testing
import ZoneFormats
import ZoneGeometry
import ZoneModel
import ZoneOperations

@Suite struct `Expected counts` {
  private let files: SmallFiles
  private let site: Site

  init() throws {
    files = try SmallFiles()
    site = try Site()
  }

  private func zones() throws -> [ZoneSource] {
    [
      ZoneSource(
        path: try files.collection(
          "zones.geojson",
          [
            (site.rectangle(0, 0, 100, 100), "{\"id\":\"W\",\"kind\":\"street\"}"),
            (site.rectangle(100, 0, 100, 100), "{\"id\":\"E\",\"kind\":\"street\"}"),
            (site.rectangle(40, 40, 20, 20), "{\"id\":\"M\",\"kind\":\"market\"}"),
            (site.line([(-500, 150), (700, 150)]), "{\"id\":\"R\",\"kind\":\"road\",\"width_m\":20}"),
            (site.line([(-500, 156), (700, 156)]), "{\"id\":\"S\",\"kind\":\"road\",\"width_m\":20}"),
          ]))
    ]
  }

  private func expected(_ findings: [(Double, Double, String)]) throws -> ExpectedCounts {
    var input = InputOptions()
    input.zones = try zones()
    input.findings = [
      try files.collection("f.geojson", findings.map { (try site.point($0.0, $0.1), $0.2) })
    ]
    return try #require(mapFindings(input, expects: true).expected)
  }

  @Test func `shares are those of the normal distribution, and every kind adds up to the findings`() throws {
    let counts = try expected([(100, 50, "{\"accuracy_m\":15.15}"), (50, 150, "{\"accuracy_m\":15.15}")])
    // σ is 10: the first stands on the border, 5 σ from north and south
    #expect(abs(counts.perZone[0].expected - 0.5) < 1e-5)
    #expect(abs(counts.perZone[1].expected - 0.5) < 1e-5)
    #expect(abs(counts.perZone[1].variance - 0.25) < 1e-5)
    // the second lies in the middle of one road and 6 m from that of another
    let first = erf(1 / 2.0.squareRoot())
    let second = (erf(1.6 / 2.0.squareRoot()) + erf(0.4 / 2.0.squareRoot())) / 2
    #expect(abs(counts.perZone[3].expected - first) < 1e-4)
    #expect(abs(counts.perZone[4].expected - second) < 1e-4)
    let together = (erf(1.6 / 2.0.squareRoot()) + erf(1 / 2.0.squareRoot())) / 2
    let roads = try #require(counts.rests.first { $0.kind == .road })
    #expect(abs(roads.several.expected - (first + second - together)) < 1e-4)
    #expect(abs(roads.none.expected - (2 - together)) < 1e-4)
    expectSums(counts)
  }

  private func expectSums(_ counts: ExpectedCounts) {
    for rest in counts.rests {
      let members = counts.perZone.indices.filter {
        rest.kind == nil || counts.zones.zones[$0].kind == rest.kind
      }
      let expected = members.reduce(rest.none.expected - rest.several.expected) {
        $0 + counts.perZone[$1].expected
      }
      let stated = members.reduce(rest.none.stated - rest.several.stated) { $0 + counts.perZone[$1].stated }
      #expect(abs(expected - Double(counts.findings)) < 1e-6 * Double(counts.findings))
      #expect(stated == counts.findings)
    }
  }

  @Test func `findings without an accuracy count where they stand, on a border half here and half there`()
    throws
  {
    let counts = try expected([
      (50, 50, "{}"), (100, 20, "{}"), (900, 900, "{\"accuracy_m\":-3}"), (150, 50, "{\"accuracy_m\":0}"),
    ])
    #expect(counts.exact == 3)
    // The place on the border is off it by the rounding of four places to a double's last digit of a degree: the
    // two corners, the place, its projection. What is exact is taken as a normal distribution of a micrometre:
    // the halves differ from ½ by the density in its middle × that distance.
    let aside = 4 * 116.65.ulp * 102_000
    let deviation = 1e-6 / 1.515
    let tolerance = aside / deviation / (2 * Double.pi).squareRoot()
    #expect(tolerance < 0.005)
    for zone in 0...1 { #expect(abs(counts.perZone[zone].expected - 1.5) < tolerance) }
    // whatever one of them has less the other has more; shares are good to 1e-7
    #expect(abs(counts.perZone[0].expected + counts.perZone[1].expected - 3) < 4e-7)
    #expect(abs(counts.perZone[2].expected - 1) < 1e-7)
    #expect(counts.perZone[3...4].allSatisfy { $0.expected == 0 })
    #expect(counts.perZone[2].stated == 1)
    expectSums(counts)
  }

  @Test func `an accuracy that is none is told with its place, and counts as unknown`() throws {
    var input = InputOptions()
    input.zones = try zones()
    let bad = ["-3", "\"about 5\"", "1e9", "\"NaN\""]
    let good = ["null", "0", "\"12\"", "100000", "\"\""]
    input.findings = [
      try files.collection(
        "f.geojson",
        try (good.prefix(2) + bad + good.dropFirst(2)).map {
          (try site.point(50, 50), "{\"accuracy_m\":\($0)}")
        })
    ]
    var told: [Notice] = []
    let map = try mapFindings(input, expects: true, reporter: Reporter(notice: { told.append($0) }))
    #expect(map.expected?.exact == 6)
    #expect(map.probabilities.count { $0.isNaN } == 6)
    let notice = try #require(told.first { $0.what.english.contains("accuracy_m") })
    #expect(notice.what.english.hasPrefix("4 values of accuracy_m cannot be used, the first is \"-3\""))
    #expect(notice.what.english.hasSuffix("the accuracy counts as unknown"))
    #expect(notice.place?.english.contains("line 3, record 3") == true, "\(String(describing: notice.place))")
    #expect(notice.hint?.english.contains("from 0 to 100000") == true)
  }

  @Test(arguments: [1, 2] as [UInt64])
  func `of random findings every kind adds up`(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    expectSums(
      try expected(
        (0..<200).map { _ in
          let (x, y) = (
            Double.random(in: -100...300, using: &random), Double.random(in: -100...300, using: &random)
          )
          return (x, y, "{\"accuracy_m\":\(exp(Double.random(in: -2...6, using: &random)))}")
        }))
  }

  @Test func `the table's rows of a kind add up to the findings`() throws {
    let counts = try expected([(100, 50, "{\"accuracy_m\":40}"), (50, 153, "{\"accuracy_m\":30}")])
    let layer = try counts.outputLayer(OutputOptions())
    func cells(_ name: String) throws -> [PropertyValue] {
      let column = try #require(layer.columns.first { $0.name == name })
      return (0..<layer.count).map(column.value)
    }
    let (kinds, numbers) = (try cells("kind"), try cells("expected"))
    for kind in ["street", "market", "road"] {
      let sum = zip(kinds, numbers).reduce(0.0) { sum, row in
        guard row.0 == .text(kind), case .number(let value) = row.1 else { return sum }
        return sum + value
      }
      #expect(abs(sum - 2) < 1e-5, "\(kind)")
    }
    #expect(layer.count == 5 + 2 * 4)
  }

  @Test func `in coverage only findings of the window are expected`() throws {
    var input = InputOptions()
    input.zones = try zones()
    input.findings = [
      try files.collection(
        "f.geojson",
        [
          (site.point(50, 50), "{\"time\":\"2026-08-01T08:00:00+08:00\",\"accuracy_m\":5}"),
          (site.point(50, 50), "{\"time\":\"2026-08-09T08:00:00+08:00\",\"accuracy_m\":5}"),
        ])
    ]
    var options = SurveyOptions()
    options.window = TimeWindow(from: input.time.instant("2026-08-05"), to: nil)
    options.expects = true
    let survey = try surveyZones(input, options)
    let counts = try #require(survey.expected)
    #expect(counts.findings == 1)
    #expect(abs(counts.perZone[0].expected - 1) < 1e-6)
    #expect(survey.coverage[0].findings == 1)
    options.expects = false
    #expect(try surveyZones(input, options).expected == nil)
  }

  @Test func `in parts the counts are the same`() throws {
    var input = InputOptions()
    input.zones = try zones()
    input.findings = [
      try files.collection(
        "f.geojson",
        (0..<300).map {
          (try site.point(Double($0), Double($0 * 7 % 200)), "{\"accuracy_m\":\(5 + $0 % 90)}")
        })
    ]
    let whole = try #require(mapFindings(input, expects: true).expected)
    var target = OutputTarget(path: files.folder.appendingPathComponent("out.geojson").path)
    target.format = .geojson
    for threads in [1, 2] {
      let parts = try mapFindings(
        input, expects: true, writing: OutputOptions(), to: target, threads: threads, partSize: 2_000)
      let expected = try #require(parts.expected)
      #expect(expected.findings == 300 && whole.findings == 300)
      for (a, b) in zip(expected.perZone, whole.perZone) { #expect(abs(a.expected - b.expected) < 1e-9) }
    }
  }
}
