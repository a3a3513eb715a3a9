internal import ArgumentParser
internal import ZoneFormats
internal import ZoneModel
internal import ZoneOperations

/// `zonesweep doctor`
struct DoctorCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "doctor",
      abstract: say("Is this machine in order; each problem with its fix.", zh: "检查本机环境，并给出每个问题的解决办法。"),
      discussion: say(
        """
        Exit code 0 when everything needed is there, 69 when something needed is missing. What is only useful is a warning.

        examples:
          zonesweep doctor
          zonesweep doctor --json
        """,
        zh: """
          必需项齐备时退出码为 0，缺少时为 69；非必需项只作提示。

          示例：
            zonesweep doctor
            zonesweep doctor --json
          """))
  }

  @OptionGroup var common: CommonArguments

  func run() throws {
    let checkup = Checkup.run()
    if common.json || !common.quiet { try common.answer([checkup.table]) }
    if checkup.isMissingSomething { throw ExitCode(ProblemClass.unavailable.exitCode) }
  }
}
