internal import ArgumentParser
internal import Foundation
internal import ZoneFormats
internal import ZoneModel
internal import ZoneOperations

/// `zonesweep demo`
struct DemoCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "demo",
      abstract: say(
        "The whole job on the sample city: every output, and a page to look at.",
        zh: "用示例城市演示全过程，生成全部结果和一个网页。"
      ),
      discussion: say(
        """
        Everything in the sample city is synthetic. Open report.html in a browser; it needs no internet.

        examples:
          zonesweep demo
          zonesweep demo --out /tmp/demo --lang zh
        """,
        zh: """
          示例城市的数据全部为合成数据。用浏览器打开 report.html，无需联网。

          示例：
            zonesweep demo
            zonesweep demo --out /tmp/demo --lang zh
          """))
  }

  @Option(name: .long, help: help("folder for the results", zh: "结果文件夹", value: "dir"))
  var out = "zonesweep-demo"
  @Option(
    name: .long,
    help: help(
      "folder of the sample city (default: geodata, here or beside the program)", zh: "示例城市数据目录（默认为 geodata）",
      value: "dir"))
  var data: String?
  @OptionGroup var common: CommonArguments

  func run() throws {
    let talk = Talk(common)
    let demo = try runDemo(
      data: data ?? Self.sampleCity, into: out, language: language, reporter: talk.reporter)
    talk.finish()
    talk.explain(demo.rejections, rejectsFile: nil)
    if common.json {
      try StandardOutput().write(SummaryTable.json(demo.summary) + "\n")
    } else {
      try StandardOutput().write(
        demo.summary.map { $0.text(in: language) }.joined(separator: "\n\n") + "\n\n")
      try StandardOutput().write(
        say(
          "\(demo.files.count) files in \(out); open \(out)/report.html",
          zh: "已在 \(out) 生成 \(demo.files.count) 个文件；请打开 \(out)/report.html") + "\n")
    }
  }

  /// `geodata` here, else in a folder above the program (as when it was built in the project), else where a
  /// package would put it.
  private static var sampleCity: String {
    let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    var candidates = ["geodata"]
    var folder = program.deletingLastPathComponent()
    for _ in 0..<5 {
      candidates.append(folder.appendingPathComponent("geodata").path)
      folder.deleteLastPathComponent()
    }
    candidates.append(
      program.deletingLastPathComponent().appendingPathComponent("../share/zonesweep/geodata").path)
    return candidates.first { FileManager.default.fileExists(atPath: "\($0)/subdistricts.geojson") }
      ?? "geodata"
  }
}
