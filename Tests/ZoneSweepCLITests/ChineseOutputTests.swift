import Foundation
import TestSupport
import Testing

/// What a planner reads in Chinese, through the built program.
@Suite struct `Chinese from end to end` {
  private let folder: Folder
  private let city = TestData.package.appendingPathComponent("geodata")

  init() throws { folder = try Folder() }

  private func sample(_ name: String) -> String { city.appendingPathComponent(name).path }

  private func text(_ name: String) throws -> String {
    try String(contentsOfFile: folder.path(name), encoding: .utf8)
  }

  private func coverage(_ more: [String]) throws {
    let result = try Program.run(
      ["coverage", "--zones", sample("markets.geojson"), "--observations", sample("visits.geojson")] + more)
    #expect(result.code == 0, "\(result.errors)")
  }

  @Test func `definitions are in the language asked for, and fields keep their names`() throws {
    try coverage(["-o", folder.path("zh.csv"), "--lang", "zh"])
    try coverage(["-o", folder.path("en.csv"), "--lang", "en"])
    let (chinese, english) = (try text("zh.csv"), try text("en.csv"))
    #expect(chinese.contains("在区域内部作出的检查记录 radius_m（未注明按 30 米）以内的面积 ÷ 总面积；截至"))
    #expect(!chinese.contains("ground within"))
    #expect(english.contains("ground within radius_m (else 30 m)"))
    #expect(chinese.split(separator: "\r\n").first == english.split(separator: "\r\n").first)
    try coverage(["--by", "cell", "-o", folder.path("cells.csv"), "--lang", "zh"])
    #expect(try text("cells.csv").contains("至少被一次检查看到的网格数 ÷ 网格总数"))
    let mapped = try Program.run([
      "map", "--zones", sample("markets.geojson"), "--findings", sample("findings-covert.geojson"),
      "--expected",
      folder.path("e.csv"), "-o", folder.path("m.csv"), "--lang", "zh",
    ])
    #expect(mapped.code == 0, "\(mapped.errors)")
    #expect(try text("e.csv").contains("各问题落在该区域内的概率之和"))
    #expect(try text("e.csv").contains("不落在各农贸市场任何一个内的概率之和"))
  }

  @Test func `what doctor found is told in Chinese, and stays as it was for programs`() throws {
    let project = folder.path("p.gpkg")
    #expect(try Program.run(["project", "init", project]).code == 0)
    let chinese = try Program.run(["doctor", "--project", project, "--lang", "zh"])
    #expect(chinese.text.contains(" 行") && !chinese.text.contains("rows"))
    #expect(chinese.text.contains(" 米"))
    let json = try Program.run(["doctor", "--project", project, "--lang", "zh", "--json"])
    #expect(json.text.contains("rows\"") && json.text.contains("e+00 m\""))
  }

  @Test func `a draw by area says so in Chinese`() throws {
    let result = try Program.run([
      "draw", "--zones", "compound=\(sample("compounds.geojson"))", "--sites", "2", "--chances", "area",
      "--seed", "3",
      "-o", folder.path("d.csv"), "--lang", "zh",
    ])
    #expect(result.errors.contains("按面积的大小成比例抽取"))
  }
}
