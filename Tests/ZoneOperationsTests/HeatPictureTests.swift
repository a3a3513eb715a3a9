import Foundation
import TestSupport
import Testing
import ZoneAnalysis
import ZoneFormats
import ZoneGeometry
import ZoneModel
import ZoneOperations

@Suite struct `Pictures of heatmaps` {
  let files: SmallFiles
  let site: Site

  init() throws {
    files = try SmallFiles()
    site = try Site()
  }

  private static let hostile = "<script>alert('1')</script>\"&</svg>"

  /// Cells of 100 m along a line: `counts` findings in each, `looks` visits in each.
  private func input(_ counts: [Int], looks: [Int] = []) throws -> InputOptions {
    var input = InputOptions()
    func points(_ numbers: [Int], _ properties: String) throws -> [(geometry: String, properties: String)] {
      try numbers.enumerated().flatMap { cell, count in
        try (0..<count).map { _ in (try site.point(Double(cell) * 300, 0), properties) }
      }
    }
    input.findings = [
      try files.collection("f.geojson", points(counts, "{\"source\":\"complaint\",\"time\":\"2026-08-03\"}"))
    ]
    if !looks.isEmpty {
      input.observations = [
        try files.collection("o.geojson", points(looks, "{\"time\":\"2026-08-30T10:00:00+08:00\"}"))
      ]
    }
    return input
  }

  private func zones(_ names: [String], kind: String = "market") throws -> ZoneSource {
    let list = try names.enumerated().map { number, name in
      (
        geometry: try site.rectangle(Double(number) * 300 - 50, -50, 100, 100),
        properties: "{\"id\":\"Z\(number)\",\"kind\":\"\(kind)\",\"name\":\(JSONQuote.text(name))}"
      )
    }
    return ZoneSource(path: try files.collection("\(kind).geojson", list))
  }

  private func picture(
    _ input: InputOptions, _ change: (inout HeatmapOptions) -> Void = { _ in },
    _ draw: (inout HeatPictureOptions) -> Void = { _ in }
  ) throws -> HeatPicture {
    var options = HeatmapOptions()
    options.isForPicture = true
    change(&options)
    var drawing = HeatPictureOptions()
    draw(&drawing)
    return try HeatPicture(drawHeatmap(input, options), drawing)
  }

  @Test func `the legend gives each class its limits and its cells, and the title its days`() throws {
    let svg = try picture(input([1, 1, 1, 2, 3, 5, 9, 40])).svg(in: .english)
    for text in [
      "1–2 · 4 cells", "40 · 1 cell", "Findings per cell", "squares of 100 m: 2026-08-03", "EPSG:4548",
      "62 findings counted, 0 not",
    ] {
      #expect(svg.contains(text), "\(text)")
    }
    let chinese = try picture(input([1, 1, 1, 2, 3, 5, 9, 40])).svg(in: .chinese)
    for text in ["1–2 · 4 格", "每格问题数（100 米方格）：2026-08-03", "计入问题 62 条"] {
      #expect(chinese.contains(text), "\(text)")
    }
  }

  @Test func `limits given make the classes, empty ones too`() throws {
    let svg = try picture(input([1, 4, 5, 9])) { _ in
    } _: {
      $0.limits = [2, 5, 20]
    }.svg(in: .english)
    for text in ["1 · 1 cell", "2–4 · 1 cell", "5–19 · 2 cells", "20 and more · 0 cells"] {
      #expect(svg.contains(">\(text)<"), "\(text)")
    }
  }

  @Test func `where nobody looked a rate is hatched, and what was looked at without a finding is not`() throws
  {
    // looked at: 2 ÷ 4 and 0 ÷ 3; three findings where nobody looked
    let drawn = try picture(input([2, 0, 3], looks: [4, 3, 0])) { $0.measure = .rate }
    let svg = drawn.svg(in: .english)
    for text in [
      "0.5 · 1 cell", "0: looked at, nothing found", "nobody looked: no rate · 1 cell",
      "2 findings ÷ 7 observations = 0.286", "1 cell with 3 findings where nobody looked",
    ] {
      #expect(svg.contains(text), "\(text)")
    }
    #expect(svg.contains("url(#rising-9c4a50"))
    #expect(drawn.html(in: .chinese).contains("斜线：1 格，有 3 处问题但无人检查"))
  }

  @Test func `smoothing is told in the legend`() throws {
    let drawn = try picture(input([20, 1, 4, 0], looks: [10, 10, 20, 0])) {
      $0.measure = .rate
      $0.smooths = true
    }
    #expect(drawn.svg(in: .english).contains(">Findings per observation, smoothed<"))
    #expect(drawn.svg(in: .english).contains("Marshall 1991"))
    #expect(drawn.svg(in: .chinese).contains("每次检查的问题数（已平滑）"))
  }

  @Test func `names and titles are escaped, in the picture and on the page`() throws {
    var input = try input([1, 2])
    input.zones = [try zones([Self.hostile, "b"])]
    let drawn = try picture(input) {
      $0.isByZone = true
    } _: {
      $0.title = Self.hostile
    }
    for text in [drawn.svg(in: .english), drawn.html(in: .chinese)] {
      #expect(!text.contains("<script>alert"))
      #expect(text.contains("&lt;script&gt;alert"))
      #expect(!text.contains("</svg>\"") && !text.contains("&</svg>"))
    }
    #expect(drawn.html(in: .english).components(separatedBy: "<script>").count == 2)
  }

  @Test func `each kind of zone has a map and classes of its own`() throws {
    var input = try input([1, 30])
    input.zones = [try zones(["a"]), try zones(["a", "b"], kind: "street")]
    let drawn = try picture(input) { $0.isByZone = true }
    let svg = drawn.svg(in: .english)
    #expect(svg.contains("Findings per zone, subdistricts:"))
    #expect(svg.contains("Findings per zone, markets:"))
    #expect(svg.contains("30 · 1 zone"))
    #expect(drawn.html(in: .english).contains("<section id=\"s2\""))
  }

  @Test func `zones beside a grid are outlined, named, and change no cell`() throws {
    var input = try input([1, 2])
    let alone = try picture(input).svg(in: .english)
    input.zones = [try zones(["Quay"], kind: "street")]
    let drawn = try picture(input).svg(in: .english)
    #expect(drawn.contains(">Quay</text>") && drawn.contains("class=\"outlines\""))
    #expect(drawn.contains("2 · 1 cell") && alone.contains("2 · 1 cell"))
  }

  @Test func `cells far from the city are counted but do not shrink the map`() throws {
    var counts = [Int](repeating: 1, count: 300)
    counts += [Int](repeating: 0, count: 20_000) + [2]
    let svg = try picture(input(counts)).svg(in: .english)
    #expect(svg.contains("1 cell far from all others are counted but not on this map"))
    #expect(svg.contains("302 findings counted"))
  }

  @Test func `nothing to draw is still a picture`() throws {
    var input = try input([1])
    var options = HeatmapOptions()
    options.isForPicture = true
    options.window = TimeWindow(from: 0, to: 1)
    input.zones = []
    let drawn = try HeatPicture(drawHeatmap(input, options))
    #expect(drawn.svg(in: .english).contains("0 findings counted, 1 not"))
    #expect(drawn.html(in: .chinese).contains("计入的问题"))
  }

  @Test(arguments: CellShape.allCases)
  func `twenty thousand cells are a small picture`(shape: CellShape) throws {
    let text = (0..<20_000).map { number in
      "\(116.6 + Double(number % 141) * 0.002),\(23.5 + Double(number / 141) * 0.0018)"
    }.joined(separator: "\n")
    var input = InputOptions()
    input.findings = [try files.write("f.csv", "lon,lat\n\(text)\n")]
    let drawn = try picture(input) { $0.shape = shape }
    #expect(drawn.svg(in: .english).utf8.count < 2_000_000)
    #expect(drawn.html(in: .english).utf8.count < 2_000_000)
  }
}
