internal import ArgumentParser
internal import ZoneModel
internal import ZoneOperations

/// `zonesweep ledger assign`
struct LedgerAssignCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "assign",
      abstract: say("Sends cases to a unit, or to another one.", zh: "派遣或改派案件。"),
      discussion: say(
        """
        The limit's clock starts with the first sending and goes on when another unit takes over.

        examples:
          zonesweep ledger assign F-17 --project city.gpkg --by Chen --unit "Taiping Subdistrict"
          zonesweep ledger assign F-17 F-18 --project city.gpkg --by Chen \\
            --unit "City management" --person Lin --leader Wu
        """,
        zh: """
          时限自首次派遣起计，改派不重新计时。

          示例：
            zonesweep ledger assign F-17 --project 潮州.gpkg --by 陈某 --unit 太平街道
            zonesweep ledger assign F-17 F-18 --project 潮州.gpkg --by 陈某 \\
              --unit 城管局 --person 林某 --leader 吴某
          """))
  }

  @OptionGroup var step: StepArguments
  @Option(name: .long, help: help("the responsible unit", zh: "牵头单位", value: "name"))
  var unit: String
  @Option(name: .long, help: help("units that help", zh: "配合单位", value: "names"))
  var assisting: String?
  @Option(name: .long, help: help("the responsible person", zh: "责任人", value: "name"))
  var person: String?
  @Option(name: .long, help: help("the responsible leader", zh: "包联领导", value: "name"))
  var leader: String?

  func run() throws {
    try step.assign(CaseAssignment(unit: unit, assisting: assisting, person: person, leader: leader))
  }
}

/// `zonesweep ledger close`
struct LedgerCloseCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "close",
      abstract: say("The unit reports cases handled; somebody else verifies.", zh: "责任单位反馈已处置，等待他人核查。"),
      discussion: say(
        """
        examples:
          zonesweep ledger close F-17 --project city.gpkg --by Lin --measures "cleared and washed"
          zonesweep ledger close F-17 --project city.gpkg --by Lin \\
            --evidence before.jpg --evidence after.jpg
        """,
        zh: """
          示例：
            zonesweep ledger close F-17 --project 潮州.gpkg --by 林某 --measures 清运并冲洗
            zonesweep ledger close F-17 --project 潮州.gpkg --by 林某 \\
              --evidence 整改前.jpg --evidence 整改后.jpg
          """))
  }

  @OptionGroup var step: StepArguments
  @Option(name: .long, help: help("what was done", zh: "整改措施", value: "text"))
  var measures: String?
  @Option(
    name: .long, parsing: .singleValue,
    help: help("photo or paper (repeatable)", zh: "照片或材料（可重复）", value: "file"))
  var evidence: [String] = []

  func run() throws { try step.record(.handle(CaseHandling(measures: measures, evidence: evidence))) }
}

/// `zonesweep ledger verify`
struct LedgerVerifyCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "verify",
      abstract: say("Closes handled cases after a look, or sends them back for rework.", zh: "核查结案，或退回返工。"),
      discussion: say(
        """
        Whoever handled a case cannot verify it, nor can its responsible unit or person.

        examples:
          zonesweep ledger verify F-17 --project city.gpkg --by Wang --revisit 2026-10-15
          zonesweep ledger verify F-17 --project city.gpkg --by Wang --rework --reason "still there"
        """,
        zh: """
          处置人及责任单位、责任人不能核查自己的案件。

          示例：
            zonesweep ledger verify F-17 --project 潮州.gpkg --by 王某 --revisit 2026-10-15
            zonesweep ledger verify F-17 --project 潮州.gpkg --by 王某 --rework --reason 未清理干净
          """))
  }

  @OptionGroup var step: StepArguments
  @Option(name: .long, help: help("when to look again", zh: "回头看日期", value: "date"))
  var revisit: String?
  @Flag(name: .long, help: help("not done properly: back to the unit", zh: "整改不到位，返工"))
  var rework = false

  func run() throws { try step.record(rework ? .rework : .verify(revisit: ledgerTime(revisit, "--revisit"))) }
}

/// `zonesweep ledger reopen`
struct LedgerReopenCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "reopen",
      abstract: say("Opens closed or void cases again.", zh: "重新开启已结案或已作废的案件。"),
      discussion: say(
        """
        examples:
          zonesweep ledger reopen F-17 --project city.gpkg --by Wang --reason "back again" --relapse F-90
          zonesweep ledger reopen F-17 --project city.gpkg --by Wang --reason "closed by mistake"
        """,
        zh: """
          示例：
            zonesweep ledger reopen F-17 --project 潮州.gpkg --by 王某 --reason 反弹 --relapse F-90
            zonesweep ledger reopen F-17 --project 潮州.gpkg --by 王某 --reason 误结案
          """))
  }

  @OptionGroup var step: StepArguments
  @Option(name: .long, help: help("the finding that shows it came back", zh: "证明反弹的问题点编号", value: "finding"))
  var relapse: String?

  func run() throws { try step.record(.reopen(relapse: relapse)) }
}

/// `zonesweep ledger step`
struct LedgerStepCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "step",
      abstract: say(
        "The other steps: file, start, return, hold, resume, supervise, void, note.",
        zh: "其他操作：立案、开始整改、回退、挂账、恢复、督办、作废、备注。"),
      discussion: say(
        """
        examples:
          zonesweep ledger step F-17 --project city.gpkg --by Chen --do hold --reason "waiting for parts"
          zonesweep ledger step F-17 --project city.gpkg --by Chen --do note --reason "called the owner"
        """,
        zh: """
          示例：
            zonesweep ledger step F-17 --project 潮州.gpkg --by 陈某 --do hold --reason 等待配件
            zonesweep ledger step F-17 --project 潮州.gpkg --by 陈某 --do note --reason 已联系业主
          """))
  }

  enum Step: String, CaseIterable, ExpressibleByArgument {
    case file, start, hold, resume, supervise, void, note
    case sendBack = "return"
  }

  @OptionGroup var step: StepArguments
  @Option(
    name: .customLong("do"),
    help: help(
      "file, start, return, hold, resume, supervise, void or note",
      zh: "file 立案、start 开始整改、return 回退、hold 挂账、resume 恢复、supervise 督办、void 作废、note 备注", value: "step"))
  var what: Step
  @Option(name: .long, help: help("with file: the limit", zh: "立案时的时限，如 4小时、2天", value: "limit"))
  var limit: String?

  func run() throws {
    let action: CaseAction =
      switch what {
      case .file: .file(CaseFiling(limit: try ZoneSweepCLI.limit(limit, "--limit")))
      case .start: .start
      case .sendBack: .sendBack
      case .hold: .hold
      case .resume: .resume
      case .supervise: .supervise
      case .void: .void
      case .note: .note(step.reason ?? "")
      }
    try step.record(action)
  }
}

/// `zonesweep ledger extend`
struct LedgerExtendCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "extend",
      abstract: say("Grants a later deadline.", zh: "延期。"),
      discussion: say(
        """
        examples:
          zonesweep ledger extend F-17 --project city.gpkg --by Wang --to 2026-10-15 --reason "rain"
          zonesweep ledger extend F-17 F-18 --project city.gpkg --by Wang \\
            --to 2026-10-15T18:00 --reason "works under way"
        """,
        zh: """
          示例：
            zonesweep ledger extend F-17 --project 潮州.gpkg --by 王某 --to 2026-10-15 --reason 连续降雨
            zonesweep ledger extend F-17 F-18 --project 潮州.gpkg --by 王某 \\
              --to 2026-10-15T18:00 --reason 正在施工
          """))
  }

  @OptionGroup var step: StepArguments
  @Option(name: .long, help: help("the new deadline", zh: "新的期限", value: "time"))
  var to: String

  func run() throws { try step.record(.extend(to: instant(to, "--to", .shanghai))) }
}
