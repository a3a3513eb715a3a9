internal import ArgumentParser
internal import ZoneFormats
internal import ZoneModel
internal import ZoneOperations

/// `zonesweep doctor`
struct DoctorCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "doctor",
      abstract: say(
        "Is this machine, and is a project file, in order; each problem with its fix.",
        zh: "检查本机环境和项目文件，并给出每个问题的解决办法。"),
      discussion: say(
        """
        Exit code 0 when everything needed is there, 69 when something needed is missing, 65 when the project file is damaged. What is \
        only useful is a warning.

        examples:
          zonesweep doctor
          zonesweep doctor --project city.gpkg --json
        """,
        zh: """
          必需项齐备时退出码为 0，缺少时为 69，项目文件有问题时为 65；非必需项只作提示。

          示例：
            zonesweep doctor
            zonesweep doctor --project 潮州.gpkg --json
          """))
  }

  @OptionGroup var project: ProjectArguments
  @OptionGroup var common: CommonArguments

  func run() throws {
    let checkup = Checkup.run()
    let file = (project.project ?? ProjectArguments.fromEnvironment).map { Checkup.run(onProject: $0) }
    if common.json || !common.quiet {
      try common.answer([checkup.table] + (file.map { [$0.table] } ?? []))
    }
    if checkup.isMissingSomething { throw ExitCode(ProblemClass.unavailable.exitCode) }
    if file?.isMissingSomething == true { throw ExitCode(ProblemClass.badData.exitCode) }
  }
}
