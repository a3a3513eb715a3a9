internal import ArgumentParser
internal import Foundation
internal import ZoneFormats
internal import ZoneModel
internal import ZoneOperations
internal import ZoneStore

/// `zonesweep ledger list`
struct LedgerListCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "list",
      abstract: say(
        "The cases, most urgent first; as a table, map or workbook.", zh: "列出案件，最紧急的在前；可输出表格、地图或 Excel 台账。"),
      discussion: say(
        """
        examples:
          zonesweep ledger list --project city.gpkg --due-within 3
          zonesweep ledger list --project city.gpkg --as-of 2026-09-01 -o ledger.xlsx
        """,
        zh: """
          示例：
            zonesweep ledger list --project 潮州.gpkg --due-within 3
            zonesweep ledger list --project 潮州.gpkg --as-of 2026-09-01 -o 台账.xlsx
          """))
  }

  @OptionGroup var project: ProjectArguments
  @Option(
    name: .long, parsing: .singleValue,
    help: help(
      "only this stage: reported, filed, dispatched, in_work, handled, closed, void (repeatable)",
      zh: "只列该阶段：reported、filed、dispatched、in_work、handled、closed、void（可重复）", value: "stage"))
  var stage: [String] = []
  @Flag(name: .long, help: help("only what is still to be done", zh: "只列未结案件"))
  var open = false
  @Flag(name: .long, help: help("only what is late", zh: "只列逾期案件"))
  var overdue = false
  @Option(
    name: .customLong("due-within"),
    help: help("only what is due within so many days, or late", zh: "只列若干天内到期或已逾期的案件", value: "days"))
  var dueWithin: Double?
  @Option(
    name: .long,
    help: help(
      "only zones of this name or alias, or whose id begins so", zh: "只列该名称（或别名）的区域，或区域编号以此开头的案件",
      value: "zone"))
  var zone: String?
  @Option(name: .long, help: help("only units whose name holds this", zh: "只列责任单位名称含此文字的案件", value: "name"))
  var unit: String?
  @Option(name: .long, help: help("only this checklist item", zh: "只列该检查条目", value: "item"))
  var item: String?
  @Option(
    name: .customLong("as-of"),
    help: help(
      "as it was known at this time, or at the end of this day (default: now)",
      zh: "以该时间（仅日期则为当日结束时）已有记录为准（默认为现在）", value: "time"))
  var asOf: String?
  @OptionGroup var clock: ClockArguments
  @OptionGroup var output: OutputArguments
  @OptionGroup var common: CommonArguments

  func run() throws {
    let talk = Talk(common)
    let file = try ProjectFile(reading: project.path())
    let moment = try asOfTime(asOf) ?? Date().timeIntervalSince1970
    var filter = try filter()
    if let zone { filter.namedZones = Set(try file.allZoneNames()[zone]) }
    var list = CaseList(
      try file.ledger.cases(), asOf: moment, calendar: try clock.workingCalendar(talk), filter: filter)
    list.zoneNames = try file.zoneNames()
    list.warnings.forEach(talk.warn)
    guard output.output != nil || output.format != nil else {
      return try common.answer([list.summary(.shanghai)])
    }
    if output.isWorkbook, let path = output.output {
      try write([list.sheet(in: language)], to: path, .shanghai, made: moment)
    } else {
      try write(list.outputLayer(output.options()), to: output.target())
    }
    try talk.print([list.summary(.shanghai)], isOutputFree: output.isToFile)
  }

  private func filter() throws -> CaseFilter {
    var filter = CaseFilter()
    filter.stages = Set(
      try stage.map { name in
        guard let stage = CaseStage(rawValue: name.replacing("-", with: "_")) else {
          throw ValidationError(
            say(
              "--stage: unknown stage \(name); known: \(CaseStage.allCases.map(\.rawValue).joined(separator: ", "))",
              zh: "--stage：未知阶段 \(name)；可用：\(CaseStage.allCases.map(\.rawValue).joined(separator: "、"))"))
        }
        return stage
      })
    filter.isOpen = open
    filter.isOverdue = overdue
    filter.dueWithin = dueWithin.map { $0 * 86_400 }
    filter.zone = zone
    filter.unit = unit
    filter.item = item
    return filter
  }
}

/// `zonesweep ledger show`
struct LedgerShowCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "show",
      abstract: say("One case: every event, and what may be done next.", zh: "一个案件的全部记录，以及当前可进行的操作。"),
      discussion: say(
        """
        examples:
          zonesweep ledger show F-17 --project city.gpkg
          zonesweep ledger show F-17 --project city.gpkg --as-of 2026-09-01 --json
        """,
        zh: """
          示例：
            zonesweep ledger show F-17 --project 潮州.gpkg
            zonesweep ledger show F-17 --project 潮州.gpkg --as-of 2026-09-01 --json
          """))
  }

  @OptionGroup var project: ProjectArguments
  @Argument(help: help("the case's id", zh: "案件编号", value: "case"))
  var id: String
  @Option(
    name: .customLong("as-of"),
    help: help(
      "as it was known at this time, or at the end of this day", zh: "以该时间（仅日期则为当日结束时）已有记录为准", value: "time"))
  var asOf: String?
  @OptionGroup var common: CommonArguments

  func run() throws {
    let file = try ProjectFile(reading: project.path())
    guard var found = try file.ledger.ledgerCase(id) else { throw unknown }
    if let moment = try asOfTime(asOf) {
      let known = found.events.filter { $0.time <= moment }
      guard !known.isEmpty else { throw unknown }
      found = try LedgerCase(known)
    }
    let table = found.history(.shanghai)
    try common.answer([table])
  }

  private var unknown: Problem {
    Problem(
      .badData, Phrase("the ledger has no case \(id)", zh: "台账中没有案件 \(id)"),
      hint: Phrase("zonesweep ledger list shows all", zh: "用 zonesweep ledger list 查看全部案件"))
  }
}
