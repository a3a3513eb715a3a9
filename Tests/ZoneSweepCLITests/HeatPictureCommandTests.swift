import Foundation
import TestSupport
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// Pictures of heatmaps through the built program.
@Suite struct `Heatmap pictures on the command line` {
  private let folder: Folder
  private let city = TestData.package.appendingPathComponent("geodata")

  init() throws { folder = try Folder() }

  private func sample(_ name: String) -> String { city.appendingPathComponent(name).path }

  private func heatmap(_ more: [String]) throws -> Program.Result {
    try Program.run(["heatmap", "--findings", sample("findings-covert.geojson")] + more)
  }

  private func text(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }

  @Test(arguments: ["en", "zh"], ["svg", "html"])
  func `a picture is written whole, well-formed, in the language asked for`(
    language: String, ending: String
  ) throws {
    let file = folder.path("heat.\(ending)")
    let result = try heatmap([
      "--findings", sample("findings-complaints.csv"), "--findings-datum", "wgs84", "--findings-datum",
      "gcj02",
      "--observations", sample("visits.geojson"), "--measure", "rate", "--cell", "250", "--zones",
      "street=\(sample("subdistricts.geojson"))", "-o", file, "--lang", language,
    ])
    #expect(result.code == 0, "\(result.errors)")
    let written = try text(file)
    #expect(XMLParser(data: Data(written.utf8)).parse())
    #expect(written.contains(language == "zh" ? "每次检查的问题数" : "Findings per observation"))
    #expect(written.contains(language == "zh" ? "无人检查" : "nobody looked"))
    #expect(written.contains("EPSG:4548"))
    #expect(result.errors.contains(language == "zh" ? "热力图" : "Heatmap"))
    #expect(folder.names == ["heat.\(ending)"])
  }

  @Test func `the same picture goes to standard output, byte for byte`() throws {
    let file = folder.path("heat.svg")
    #expect(try heatmap(["-o", file, "--quiet"]).code == 0)
    let printed = try heatmap(["--format", "svg"])
    #expect(printed.code == 0)
    #expect(printed.text == (try text(file)))
  }

  @Test(arguments: ["heat.png", "heat.pdf", "heat.JPG"])
  func `pixels are refused with a way out, and nothing is written`(name: String) throws {
    let result = try heatmap(["-o", folder.path(name)])
    #expect(result.code == 64)
    #expect(result.errors.contains(".svg"))
    #expect(folder.names.isEmpty)
  }

  @Test(arguments: ["x", "", "5,2", "0,2", "2,2", "1,2,3,4,5,6,7", "nan", "1,,2"])
  func `breaks that are none are refused`(breaks: String) throws {
    let result = try heatmap(["-o", folder.path("heat.svg"), "--breaks=\(breaks)"])
    #expect(result.code == 64, "\(breaks)")
    #expect(folder.names.isEmpty)
  }

  @Test func `title and breaks belong to pictures`() throws {
    #expect(try heatmap(["-o", folder.path("heat.csv"), "--title", "x"]).code == 64)
    let file = folder.path("heat.svg")
    #expect(try heatmap(["-o", file, "--title", "<b>", "--breaks", "2,10"]).code == 0)
    #expect(try text(file).contains("&lt;b&gt;, squares of 100 m"))
    #expect(try text(file).contains("10 and more"))
  }

  @Test func `a project's zones are drawn under the cells`() throws {
    let project = folder.path("city.gpkg")
    #expect(try Program.run(["project", "init", project]).code == 0)
    let imported = try Program.run([
      "project", "import", "--project", project, "--zones", "street=\(sample("subdistricts.geojson"))",
      "--findings", sample("findings-covert.geojson"),
    ])
    #expect(imported.code == 0, "\(imported.errors)")
    let file = folder.path("heat.svg")
    let result = try Program.run(["heatmap", "--project", project, "-o", file])
    #expect(result.code == 0, "\(result.errors)")
    #expect(try text(file).contains("class=\"outlines\""))
    #expect(try text(file).contains("太平街道"))
  }
}
