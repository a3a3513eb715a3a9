import Foundation
import Testing
import ZoneGeometry
import ZoneMaps
import ZoneModel

@Suite struct `Page as HTML` {
  let page = SmallCity.page.text(in: .chinese)
  let parsed = ParsedXML(SmallCity.page.text(in: .chinese))

  @Test func `the small city's page looks as it did`() throws {
    try expectGolden(page, "city-zh.html")
  }

  @Test(arguments: Language.allCases)
  func `the page is well-formed, in its language and made of itself alone`(language: Language) {
    let page = SmallCity.page.text(in: language)
    let parsed = ParsedXML(page)
    #expect(parsed.fault == nil)
    #expect(parsed.named("html").first?.attributes["lang"] == (language == .chinese ? "zh-CN" : "en"))
    expectSelfContained(page)
    #expect(page == SmallCity.page.text(in: language))
  }

  @Test func `names cannot become markup`() {
    #expect(parsed.named("script").count == 1)
    #expect(parsed.named("li").contains { $0.text == SmallCity.hostileName })
    #expect(parsed.named("td").contains { $0.text == SmallCity.hostileName })
    #expect(!page.contains("<script>alert"))
  }

  @Test func `the policy forbids the network, and allows exactly the page's own script`() throws {
    let policy = try #require(
      parsed.named("meta").first { $0.attributes["http-equiv"] == "Content-Security-Policy" }?
        .attributes["content"])
    #expect(policy.contains("default-src 'none'"))
    let start = try #require(page.range(of: "<script>")?.upperBound)
    let end = try #require(page.range(of: "</script>", range: start..<page.endIndex)?.lowerBound)
    #expect(policy.contains("script-src 'sha256-\(sha256Base64(String(page[start..<end])))'"))
    #expect(sha256Base64("abc") == "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=")
  }

  @Test func `no handler and no style stands in an attribute`() {
    let names = Set(parsed.elements.flatMap(\.attributes.keys))
    #expect(names.allSatisfy { !$0.hasPrefix("on") })
    #expect(!names.contains("style"))
  }

  @Test func `ids are unique, and every link has its target`() {
    let ids = parsed.values(of: "id")
    #expect(Set(ids).count == ids.count)
    for link in parsed.values(of: "href") { #expect(ids.contains(String(link.dropFirst())), "\(link)") }
    for target in parsed.values(of: "data-target") { #expect(ids.contains(target), "\(target)") }
    for fill in parsed.values(of: "fill") where fill.hasPrefix("url(") {
      #expect(ids.contains(String(fill.dropFirst(5).dropLast())), "\(fill)")
    }
  }

  @Test func `a row leads to its shape, also on a map of another section; an unknown shape to nowhere`() {
    let targets = parsed.named("tr").map { $0.attributes["data-target"] }
    #expect(targets.contains("m1-C001"))
    #expect(targets.contains("m1-C_203_2f_e4_b8_89"))
    #expect(targets.contains("m1-V01-1"))
    #expect(!targets.contains { $0?.contains("X-9") == true })
  }

  @Test func `tables have captions and headed columns, and numbers stand to the right`() {
    #expect(parsed.named("caption").map(\.text) == ["责任区一览", "盲区清单"])
    #expect(parsed.named("th").allSatisfy { $0.attributes["scope"] == "col" })
    #expect(parsed.named("td").filter { $0.attributes["class"] == "number" }.count == 10)
  }

  @Test func `only all of it fills a bar, and nothing to take a share of has none`() {
    let almost = HTMLPage(
      title: Phrase(verbatim: "x"),
      figures: [
        KeyFigure(
          label: Phrase(verbatim: "a"), share: Share(99_999, of: 100_000), definition: Phrase(verbatim: "d")),
        KeyFigure(label: Phrase(verbatim: "b"), share: Share(0, of: 0), definition: Phrase(verbatim: "d")),
      ])
    let parsed = ParsedXML(almost.text(in: .english))
    let widths = parsed.named("rect").compactMap { $0.attributes["width"] }
    #expect(widths == ["100", "99.9"])
    #expect(parsed.named("dd").contains { $0.text == "—" })
  }

  @Test func `files beside the page are led to by their names alone`() async {
    var page = SmallCity.page
    page.related = [RelatedFile("heat.html", Phrase("Heatmap <1>", zh: "热力图"))]
    let links = ParsedXML(page.text(in: .english)).named("a").filter { $0.attributes["href"] == "heat.html" }
    #expect(links.map(\.text) == ["Heatmap <1>"])
    await #expect(processExitsWith: .failure) { _ = RelatedFile("../x.html", Phrase(verbatim: "x")) }
    await #expect(processExitsWith: .failure) { _ = RelatedFile("javascript:alert", Phrase(verbatim: "x")) }
  }

  @Test func `an empty page is a page`() {
    let parsed = ParsedXML(HTMLPage(title: Phrase("Nothing", zh: "空")).text(in: .english))
    #expect(parsed.fault == nil)
    #expect(parsed.named("h1").map(\.text) == ["Nothing"])
  }

  @Test func `a row with too few or too many cells keeps its columns`() {
    let table = PageTable(
      caption: Phrase(verbatim: "t"),
      columns: [TableColumn(Phrase(verbatim: "a")), TableColumn(Phrase(verbatim: "b"))],
      rows: [TableRow([TableCell("1")]), TableRow([TableCell("1"), TableCell("2"), TableCell("3")])])
    let page = HTMLPage(
      title: Phrase(verbatim: "x"), sections: [PageSection(title: Phrase(verbatim: "s"), tables: [table])])
    #expect(ParsedXML(page.text(in: .english)).named("td").map(\.text) == ["1", "", "1", "2"])
  }
}
