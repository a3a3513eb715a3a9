internal import ArgumentParser
internal import ZoneFormats
internal import ZoneOperations
internal import ZoneStore

/// `zonesweep project status`
struct ProjectStatusCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "status",
      abstract: say("What is in the project, and what came in last.", zh: "项目中有什么，最近导入了什么。"),
      discussion: say(
        """
        examples:
          zonesweep project status --project city.gpkg
          zonesweep project status --project city.gpkg --rejects left-out.csv
        """,
        zh: """
          示例：
            zonesweep project status --project 潮州.gpkg
            zonesweep project status --project 潮州.gpkg --rejects 拒收.csv
          """))
  }

  @OptionGroup var project: ProjectArguments
  @Option(
    name: .long,
    help: help(
      "write the records that imports left out, with reasons (.csv or JSON lines)",
      zh: "保存历次导入拒收的记录及原因（.csv，或每行一个 JSON）", value: "file"))
  var rejects: String?
  @OptionGroup var common: CommonArguments

  func run() throws {
    let file = try ProjectFile(reading: project.path())
    let status = try file.status()
    if common.json || !common.quiet { try common.answer(status.summary) }
    if let rejects { try writeRejections(file.rejections(), to: rejects, language: language) }
  }
}
