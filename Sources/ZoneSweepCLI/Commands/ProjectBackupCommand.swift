internal import ArgumentParser
internal import ZoneModel
internal import ZoneOperations
internal import ZoneStore

/// `zonesweep project backup`
struct ProjectBackupCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "backup",
      abstract: say(
        "Copies the project while others may work with it, and proves the copy sound.", zh: "在线备份项目，并校验备份完好。"),
      discussion: say(
        """
        examples:
          zonesweep project backup city-2026-09-01.gpkg --project city.gpkg
          zonesweep project backup /backup/city.gpkg --project city.gpkg --quiet
        """,
        zh: """
          示例：
            zonesweep project backup 潮州-2026-09-01.gpkg --project 潮州.gpkg
            zonesweep project backup /backup/潮州.gpkg --project 潮州.gpkg --quiet
          """))
  }

  @Argument(help: help("file for the copy", zh: "备份文件", value: "file"))
  var file: String
  @OptionGroup var project: ProjectArguments
  @OptionGroup var common: CommonArguments

  func run() throws {
    let talk = Talk(common)
    let source = try ProjectFile(reading: project.path())
    let reporter = talk.reporter
    try source.backUp(to: file) { done, total in
      reporter.progress(Progress(Phrase("copying", zh: "备份"), done: done, of: total))
    }
    talk.finish()
    if common.json { return try common.answer([.made([file])]) }
    if !common.quiet { Terminal.print(say("copied to \(file), and checked", zh: "已备份到 \(file)，校验无误")) }
  }
}
