internal import ArgumentParser
internal import Foundation
internal import ZoneFormats
internal import ZoneModel
internal import ZoneOperations
internal import ZoneStore

/// `zonesweep project reveal`
struct ProjectRevealCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "reveal",
      abstract: say(
        "Shows a complainant's data once, and writes down who asked and why.", zh: "查看一次投诉人信息，并记录查看人和理由。"),
      discussion: say(
        """
        Everywhere else names and numbers are masked (138****1234).

        examples:
          zonesweep project reveal TS-0001 --project city.gpkg --by Chen --reason "call back"
          zonesweep project reveal TS-0001 --project city.gpkg --by Chen --reason "call back" --json
        """,
        zh: """
          其他任何地方姓名、电话均以掩码显示（138****1234）。

          示例：
            zonesweep project reveal TS-0001 --project 潮州.gpkg --by 陈某 --reason 回访
            zonesweep project reveal TS-0001 --project 潮州.gpkg --by 陈某 --reason 回访 --json
          """))
  }

  @OptionGroup var project: ProjectArguments
  @Argument(help: help("the finding's id", zh: "问题点编号", value: "finding"))
  var finding: String
  @Option(name: .long, help: help("who asks", zh: "查看人", value: "name"))
  var by: String
  @Option(name: .long, help: help("why", zh: "理由", value: "text"))
  var reason: String
  @OptionGroup var common: CommonArguments

  func run() throws {
    let file = try ProjectFile(opening: project.path())
    let known = try file.disclose(finding: finding, at: Date().timeIntervalSince1970, by: by, reason: reason)
    let table = SummaryTable(
      key: "personal", title: Phrase("Finding \(finding)", zh: "问题点 \(finding)"),
      columns: [
        SummaryTable.Column("field", Phrase("field", zh: "字段")),
        SummaryTable.Column("value", Phrase("value", zh: "内容")),
      ],
      rows: known.map { [.text($0.field), .text($0.value)] },
      notes: [Phrase("this look was written down", zh: "本次查看已记录")])
    try common.answer([table])
  }
}

/// `zonesweep project forget`
struct ProjectForgetCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "forget",
      abstract: say("Removes personal data some time after closing.", zh: "结案一定时间后删除个人信息。"),
      discussion: say(
        """
        examples:
          zonesweep project forget --project city.gpkg --dry-run
          zonesweep project forget --project city.gpkg --days 90
        """,
        zh: """
          示例：
            zonesweep project forget --project 潮州.gpkg --dry-run
            zonesweep project forget --project 潮州.gpkg --days 90
          """))
  }

  @OptionGroup var project: ProjectArguments
  @Option(name: .long, help: help("days after closing (180)", zh: "结案后的天数（默认 180）", value: "days"))
  var days = 180.0
  @Flag(name: .customLong("dry-run"), help: help("only say what would go", zh: "只列出将删除的内容"))
  var dryRun = false
  @OptionGroup var common: CommonArguments

  func validate() throws {
    guard days >= 0, days.isFinite else {
      throw ValidationError(say("--days takes numbers from 0", zh: "--days 应为非负数"))
    }
  }

  func run() throws {
    let file = try ProjectFile(opening: project.path())
    let time = Date().timeIntervalSince1970 - days * 86_400
    let gone = try file.forgetPeople(closedBefore: time, isTrial: dryRun)
    let table = SummaryTable(
      key: "forgotten",
      title: dryRun
        ? Phrase(
          "Personal data of \(gone.count) findings would be removed", zh: "将删除 \(gone.count) 个问题点的个人信息")
        : Phrase("Personal data of \(gone.count) findings were removed", zh: "已删除 \(gone.count) 个问题点的个人信息"),
      columns: [SummaryTable.Column("finding", Phrase("finding", zh: "问题点"))],
      rows: gone.map { [.text($0)] })
    try common.answer([table])
  }
}
