internal import ArgumentParser
internal import Foundation
internal import ZoneFormats
internal import ZoneModel
internal import ZoneOperations
internal import ZoneStore

/// `zonesweep ledger figures`
struct LedgerFiguresCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "figures",
      abstract: say(
        "Closing rates and the other indicators, each with its formula.", zh: "结案率等指标，逐项附分子、分母和定义。"),
      discussion: say(
        """
        examples:
          zonesweep ledger figures --project city.gpkg --from 2026-08-01 --to 2026-09-01
          zonesweep ledger figures --project city.gpkg --from 2026-08-01 --to 2026-09-01 --json
        """,
        zh: """
          示例：
            zonesweep ledger figures --project 潮州.gpkg --from 2026-08-01 --to 2026-09-01
            zonesweep ledger figures --project 潮州.gpkg --from 2026-08-01 --to 2026-09-01 --json
          """))
  }

  @OptionGroup var project: ProjectArguments
  @Option(name: .long, help: help("beginning of the window", zh: "起始时间（含）", value: "time"))
  var from: String
  @Option(name: .long, help: help("end of the window, not in it", zh: "截止时间（不含）", value: "time"))
  var to: String
  @Option(
    name: .customLong("as-of"),
    help: help(
      "as it was known at this time, or at the end of this day", zh: "以该时间（仅日期则为当日结束时）已有记录为准", value: "time"))
  var asOf: String?
  @Option(
    name: .customLong("verify-limit"),
    help: help("time for verifying a handled case", zh: "核查时限，如 1天", value: "limit"))
  var verifyLimit: String?
  @OptionGroup var clock: ClockArguments
  @OptionGroup var common: CommonArguments

  func run() throws {
    let (start, end) = (try instant(from, "--from", .shanghai), try instant(to, "--to", .shanghai))
    guard start < end else {
      throw ValidationError(say("--from must be earlier than --to", zh: "--from 须早于 --to"))
    }
    let talk = Talk(common)
    let file = try ProjectFile(reading: project.path())
    let figures = LedgerFigures(
      try file.ledger.cases(), window: start..<end, calendar: try clock.workingCalendar(talk),
      limits: StepLimits(verification: try limit(verifyLimit, "--verify-limit")),
      asOf: try asOfTime(asOf))
    let table = figures.summary(.shanghai)
    try common.answer([table])
  }
}

/// `zonesweep ledger plan`
struct LedgerPlanCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "plan",
      abstract: say("Plans open cases backwards from the assessment.", zh: "倒排工期：自评审日倒推每个案件最迟何时开始。"),
      discussion: say(
        """
        examples:
          zonesweep ledger plan --project city.gpkg --assessment 2026-12-20
          zonesweep ledger plan --project city.gpkg --assessment 2026-12-20 --verify-limit "1 day"
        """,
        zh: """
          示例：
            zonesweep ledger plan --project 潮州.gpkg --assessment 2026-12-20
            zonesweep ledger plan --project 潮州.gpkg --assessment 2026-12-20 --verify-limit 1天
          """))
  }

  @OptionGroup var project: ProjectArguments
  @Option(name: .long, help: help("when everything must be done", zh: "评审时间", value: "time"))
  var assessment: String
  @Option(
    name: .customLong("as-of"),
    help: help("plan from this time on (default: now)", zh: "自该时间起安排（默认为现在）", value: "time"))
  var asOf: String?
  @Option(
    name: .customLong("verify-limit"),
    help: help("time kept free for verifying", zh: "预留的核查时间，如 1天", value: "limit"))
  var verifyLimit: String?
  @Option(name: .long, help: help("limit of cases that state none", zh: "未定时限的案件采用的时限", value: "limit"))
  var limit: String?
  @OptionGroup var clock: ClockArguments
  @OptionGroup var common: CommonArguments

  func run() throws {
    let talk = Talk(common)
    let file = try ProjectFile(reading: project.path())
    let now = try asOfTime(asOf) ?? Date().timeIntervalSince1970
    let states = try file.ledger.cases().compactMap { $0.state(asOf: now) }
    let usual = try ZoneSweepCLI.limit(limit, "--limit")
    let plan = BackwardPlan(
      states, assessment: try instant(assessment, "--assessment", .shanghai), now: now,
      calendar: try clock.workingCalendar(talk),
      verification: try ZoneSweepCLI.limit(verifyLimit, "--verify-limit"),
      limit: { _ in usual })
    let table = plan.summary(.shanghai)
    try common.answer([table])
    Set(plan.entries.compactMap(\.warning)).forEach(talk.warn)
  }
}

/// `zonesweep ledger recurrences`
struct LedgerRecurrencesCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "recurrences",
      abstract: say("Closed cases that came back, and likely duplicates.", zh: "反弹案件与疑似重复案件。"),
      discussion: say(
        """
        Suggestions for a person to judge: nothing is merged or reopened by itself.

        examples:
          zonesweep ledger recurrences --project city.gpkg
          zonesweep ledger recurrences --project city.gpkg --within 50 --days 3 --json
        """,
        zh: """
          仅供人工判断，不会自动合并或重新开启。

          示例：
            zonesweep ledger recurrences --project 潮州.gpkg
            zonesweep ledger recurrences --project 潮州.gpkg --within 50 --days 3 --json
          """))
  }

  @OptionGroup var project: ProjectArguments
  @Option(name: .long, help: help("metres apart at most (30)", zh: "最大距离，单位米（默认 30）", value: "m"))
  var within = 30.0
  @Option(
    name: .long, help: help("days between duplicates at most (7)", zh: "重复上报的最大间隔天数（默认 7）", value: "days"))
  var days = 7.0
  @OptionGroup var common: CommonArguments

  func validate() throws {
    guard within > 0, within <= 10_000, days > 0, days.isFinite else {
      throw ValidationError(
        say(
          "--within takes up to 10,000 m and --days numbers above 0", zh: "--within 不超过 10000 米，--days 须大于 0")
      )
    }
  }

  func run() throws {
    let file = try ProjectFile(reading: project.path())
    let found = recurrences(among: try file.ledger.cases(), within: within, seconds: days * 86_400)
    try common.answer(found.summary())
  }
}
