import Foundation
import Testing
import ZoneGeometry
import ZoneMaps
import ZoneModel

@Suite struct `Map as SVG` {
  @Test(arguments: Language.allCases)
  func `the small city looks as it did`(language: Language) throws {
    try expectGolden(
      SVGMap.text(of: SmallCity.map, width: 760, language: language), "city-\(language.rawValue).svg")
  }

  @Test(arguments: [1, 480, 760, 4000])
  func `every width gives well-formed XML without a script`(width: Int) {
    let parsed = ParsedXML(SVGMap.text(of: SmallCity.map, width: width, language: .chinese))
    #expect(parsed.fault == nil)
    #expect(parsed.named("script").isEmpty)
    #expect(parsed.elements.first?.attributes["width"] == String(max(240, width)))
  }

  @Test func `nothing points outside`() {
    expectSelfContained(SVGMap.text(of: SmallCity.map, width: 760, language: .chinese))
  }

  @Test func `every fill by pattern finds its pattern`() {
    let parsed = ParsedXML(SVGMap.text(of: SmallCity.map, width: 760, language: .english))
    let patterns = parsed.named("pattern").compactMap { $0.attributes["id"] }
    let used = parsed.values(of: "fill").filter { $0.hasPrefix("url(") }
    #expect(Set(patterns).count == patterns.count)
    #expect(Set(used) == Set(patterns.map { "url(#\($0))" }))
  }

  @Test func `titles show in their language, line by line, whatever the name holds`() {
    let english = ParsedXML(SVGMap.text(of: SmallCity.map, width: 760, language: .english))
    let titles = english.named("title").map(\.text)
    #expect(titles.contains("示例小区002\n80 to under 95 %, 84.9 %"))
    #expect(titles.contains("\(SmallCity.hostileName)\nunder 50 %, 22.5 %"))
    let chinese = ParsedXML(SVGMap.text(of: SmallCity.map, width: 760, language: .chinese))
    #expect(chinese.named("title").map(\.text).contains("示例小区002\n80 % 至不足 95 %，84.9 %"))
  }

  @Test func `characters that XML forbids are replaced`() {
    let odd = MapDrawing(
      fitting: [
        MapLayer(
          "odd \" layer",
          [
            MapShape(
              .area(SmallCity.square(0, 0, 10)), .water,
              title: Phrase(verbatim: "a\u{0}b\u{1B}[31m\u{FFFF}]]>"))
          ])
      ])
    let parsed = ParsedXML(SVGMap.text(of: odd, width: 300, language: .english))
    #expect(parsed.fault == nil)
    #expect(parsed.named("title").map(\.text) == ["a\u{FFFD}b\u{FFFD}[31m\u{FFFD}]]>"])
  }

  @Test func `a label that would lie on an earlier one is left out`() {
    let texts = ParsedXML(SVGMap.text(of: SmallCity.map, width: 760, language: .chinese)).named("text")
    #expect(texts.contains { $0.text == "太平街道" })
    #expect(!texts.contains { $0.text == "在上面的字下面" })
  }

  @Test func `the legend speaks the page's language and shows a swatch with every text`() {
    for (language, text) in [(Language.chinese, "从未查看"), (.english, "never observed")] {
      let parsed = ParsedXML(SVGMap.text(of: SmallCity.map, width: 760, language: language))
      #expect(parsed.named("text").filter { $0.text == text }.count == 2)
    }
  }

  @Test(arguments: [(1.0, "0.2 m"), (90, "20 m"), (1000, "200 m"), (20_000, "2 km"), (3_000_000, "500 km")])
  func `the scale bar is a round length and true`(side: Double, text: String) throws {
    let drawing = MapDrawing(
      bounds: Box(minimum: PlanePoint(0, 0), maximum: PlanePoint(side, side)), layers: [])
    let parsed = ParsedXML(SVGMap.text(of: drawing, width: 732, language: .english))
    #expect(parsed.named("text").contains { $0.text == text })
    let bar = try #require(parsed.named("rect").first { $0.attributes["class"] == "whole" })
    let pixels = try #require(bar.attributes["width"].flatMap(Double.init))
    let number = try #require(text.split(separator: " ").first.flatMap { Double($0) })
    let metres = text.hasSuffix("km") ? number * 1000 : number
    #expect(abs(pixels * side / 700 - metres) < 0.1 * side / 700)
  }

  @Test func `several maps stand one below the other, and no id comes twice`() {
    let one = ParsedXML(SVGMap.text(of: SmallCity.map, width: 760, language: .english))
    let two = ParsedXML(SVGMap.text(of: [SmallCity.map, SmallCity.map], width: 760, language: .english))
    #expect(two.fault == nil)
    let heights = [one, two].map { Double($0.elements[0].attributes["height"] ?? "") ?? 0 }
    #expect(abs(heights[1] - 2 * heights[0]) < 0.2)
    let ids = two.values(of: "id")
    #expect(Set(ids).count == ids.count)
    #expect(two.named("svg").count == 3)
  }

  @Test func `remarks stand below the map, broken into lines that fit`() {
    var drawing = SmallCity.map
    let text = (1...80).map { "word\($0)" }.joined(separator: " ")
    drawing.remarks = [Phrase("first", zh: "一"), Phrase(verbatim: text)]
    let plain = ParsedXML(SVGMap.text(of: SmallCity.map, width: 760, language: .english))
    let told = ParsedXML(SVGMap.text(of: drawing, width: 760, language: .english))
    let new = told.named("text").dropFirst(plain.named("text").count).map(\.text)
    #expect(new.first == "first" && new.count > 4)
    #expect(new.dropFirst().joined(separator: " ") == text)
    let bottom = Double(told.elements[0].attributes["height"] ?? "") ?? 0
    let last = told.named("text").last.flatMap { $0.attributes["y"] }.flatMap(Double.init) ?? .infinity
    #expect(last < bottom)
  }

  @Test func `north is up and east is right`() {
    let path = drawnPath([
      [PlanePoint(0, 0), PlanePoint(0, 100)], [PlanePoint(100, 100), PlanePoint(100, 50)],
    ])
    #expect(path == "M0 700l0-700M700 0l0 350")
  }

  @Test func `no bounds, no shapes and points that are not finite still give a map`() {
    let empty = MapDrawing(
      fitting: [
        MapLayer(
          "empty",
          [
            MapShape(.area(MultiPolygon()), .water), MapShape(.lines([[]]), .track),
            MapShape(
              .lines([[PlanePoint(.nan, 0), PlanePoint(.infinity, 1), PlanePoint(1e300, -1e300)]]), .track),
            MapShape(.symbol(.circle, at: PlanePoint(.nan, 0), radius: .metres(3)), .finding),
          ])
      ])
    #expect(empty.bounds == Box(PlanePoint(0, 0)))
    let text = SVGMap.text(of: empty, width: 500, language: .chinese)
    #expect(ParsedXML(text).fault == nil)
    #expect(!text.contains("nan") && !text.contains("inf"))
    #expect(text.contains("20 米"))
  }
}

/// The path of lines drawn in a square of 100 m that is 700 pixels wide.
func drawnPath(_ lines: [[PlanePoint]]) -> String? {
  drawnPath(MapShape(.lines(lines), .track))
}

func drawnPath(_ shape: MapShape) -> String? {
  let drawing = MapDrawing(
    bounds: Box(minimum: PlanePoint(0, 0), maximum: PlanePoint(100, 100)),
    layers: [MapLayer("lines", [shape])])
  return ParsedXML(SVGMap.text(of: drawing, width: 732, language: .english)).named("path")
    .first { $0.attributes["stroke"] == nil && $0.attributes["d"] != nil }?.attributes["d"]
}

/// No address of the net but the name of SVG, no reference but within the document.
func expectSelfContained(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) {
  let rest = text.replacing("xmlns=\"http://www.w3.org/2000/svg\"", with: "")
  for word in ["http:", "https:", "//www", "@import", "src=", "<link", "<img", "<iframe"] {
    #expect(!rest.contains(word), "\(word)", sourceLocation: sourceLocation)
  }
  let parsed = ParsedXML(text)
  for reference in parsed.values(of: "href") + parsed.values(of: "xlink:href") {
    #expect(reference.hasPrefix("#"), sourceLocation: sourceLocation)
  }
  for value in parsed.elements.flatMap(\.attributes.values) where value.contains("url(") {
    #expect(value.hasPrefix("url(#"), sourceLocation: sourceLocation)
  }
}
