internal import ArgumentParser
internal import Foundation
internal import ZoneModel
internal import ZoneOperations
internal import ZoneStore

/// `zonesweep ledger open`
struct LedgerOpenCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "open",
      abstract: say("Opens a case for findings of the project.", zh: "为项目中的问题点立案。"),
      discussion: say(
        """
        A case has its finding's id: it is reported as it was found, filed under its limit, and dispatched to the owner of the \
        zone it lies in. Findings that are cases already stay as they are.

        examples:
          zonesweep ledger open --project city.gpkg --by "campaign office" \\
            --limits our-limits.csv
          zonesweep ledger open F-17 F-18 --project city.gpkg --by Chen --limit "4 working hours"
        """,
        zh: """
          案件编号即问题点编号：按发现时间上报，按时限立案，并派遣给所在区域的责任单位。已立案的问题点不变。

          示例：
            zonesweep ledger open --project 潮州.gpkg --by 创卫办 --limits 时限表.csv
            zonesweep ledger open F-17 F-18 --project 潮州.gpkg --by 陈某 --limit 4小时
          """))
  }

  @OptionGroup var project: ProjectArguments
  @Argument(
    help: help(
      "ids of findings (default: all that are no case yet)", zh: "问题点编号（默认为所有未立案的）", value: "finding"))
  var findings: [String] = []
  @Option(name: .long, help: help("who opens them", zh: "经办人", value: "name"))
  var by: String
  @Option(name: .long, help: help("only findings of this source", zh: "只取该来源的问题点", value: "source"))
  var source: String?
  @Option(name: .long, help: help("only findings from this time on", zh: "起始时间（含）", value: "time"))
  var from: String?
  @Option(name: .long, help: help("only findings before this time", zh: "截止时间（不含）", value: "time"))
  var to: String?
  @Option(
    name: .long,
    help: help("table of filing conditions and limits, CSV", zh: "立案条件与处置时限表 CSV", value: "file"))
  var limits: String?
  @Option(
    name: .long,
    help: help("limit of what the table does not tell", zh: "时限表未列出时采用的时限，如 4小时、2天", value: "limit"))
  var limit: String?
  @Option(
    name: .long,
    help: help(
      "standard whose codes the items are, where a record names none (such as \"GB/T 47678.5-2026\")",
      zh: "记录未注明标准时，条目代码所属的标准，如 \"GB/T 47678.5-2026\"", value: "name"))
  var standard: String?
  @Flag(name: .customLong("no-dispatch"), help: help("file only; dispatch by hand", zh: "只立案，不派遣"))
  var noDispatch = false
  @OptionGroup var common: CommonArguments

  func run() throws {
    let talk = Talk(common)
    var opening = CaseOpening()
    opening.findings = Set(findings)
    opening.source = source
    if from != nil || to != nil {
      let (start, end) = (try ledgerTime(from, "--from"), try ledgerTime(to, "--to"))
      guard start ?? -.infinity < end ?? .infinity else {
        throw ValidationError(say("--from must be earlier than --to", zh: "--from 须早于 --to"))
      }
      opening.window = (start ?? -1e12)..<(end ?? 1e12)
    }
    opening.limits = try limits.map { try readLimits($0, reporter: talk.reporter) }
    opening.standard = standard
    opening.limit = try ZoneSweepCLI.limit(limit, "--limit")
    opening.dispatches = !noDispatch
    var options = InputOptions()
    let path = try project.path()
    try options.useProject(path, on: nil)
    let opened = try openCases(
      opening, in: ProjectFile(opening: path), options, at: Date().timeIntervalSince1970, by: by,
      reporter: talk.reporter)
    talk.finish()
    try tell(opened, talk)
  }

  private func tell(_ opened: CasesOpened, _ talk: Talk) throws {
    try talk.print([opened.summary] + opened.recurrences.summary(most: 10), isOutputFree: true)
    if !opened.missing.isEmpty {
      throw Problem(
        .badData,
        Phrase(
          "no finding is called \(opened.missing.prefix(5).joined(separator: ", "))",
          zh: "没有编号为 \(opened.missing.prefix(5).joined(separator: "、")) 的问题点"),
        hint: Phrase("the others were opened; see the findings' ids in the project", zh: "其余已立案；请核对项目中的问题点编号")
      )
    }
  }
}
