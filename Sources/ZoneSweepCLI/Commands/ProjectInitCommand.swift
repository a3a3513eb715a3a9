internal import ArgumentParser
internal import ZoneStore

/// `zonesweep project init`
struct ProjectInitCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "init",
      abstract: say("Makes a new, empty project file.", zh: "新建空的项目文件。"),
      discussion: say(
        """
        examples:
          zonesweep project init city.gpkg
          zonesweep project init 2026/chaozhou.gpkg --quiet
        """,
        zh: """
          示例：
            zonesweep project init 潮州.gpkg
            zonesweep project init 2026/潮州.gpkg --quiet
          """))
  }

  @Argument(help: help("file to make", zh: "要新建的文件", value: "file"))
  var file: String
  @OptionGroup var common: CommonArguments

  func run() throws {
    _ = try ProjectFile.create(file)
    if common.json { return try common.answer([.made([file])]) }
    if !common.quiet { Terminal.print(say("made \(file)", zh: "已新建 \(file)")) }
  }
}
