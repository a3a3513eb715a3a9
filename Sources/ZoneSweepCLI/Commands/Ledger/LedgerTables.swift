internal import ArgumentParser
internal import Foundation
internal import ZoneFormats
internal import ZoneModel
internal import ZoneOperations
internal import ZoneStore

/// `zonesweep ledger table`
struct LedgerTableCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "table",
      abstract: say("Prints a built-in table, as a beginning for your own.", zh: "输出内置数据表，供修改后替换使用。"),
      discussion: say(
        """
        limits (an example, not official), calendar, codes, crosswalk, divisions, checklist, detection, assessment, service-times. Each says in its head what it rests on and what \
        was compared with the source.

        examples:
          zonesweep ledger table limits -o our-limits.csv
          zonesweep ledger table calendar
        """,
        zh: """
          可输出：limits 时限表（示例，非官方）、calendar 工作日历、codes 代码、crosswalk 新旧代码对照、divisions 行政区划、checklist 检查项目、detection 发现概率参数、assessment 评估抽查点位数、service-times 排查停留时间。\
          各表开头说明依据及核实情况。

          示例：
            zonesweep ledger table limits -o 时限表.csv
            zonesweep ledger table calendar
          """))
  }

  @Argument(
    help: help(
      "limits, calendar, codes, crosswalk, divisions, checklist, detection, assessment or service-times",
      zh: "limits、calendar、codes、crosswalk、divisions、checklist、detection、assessment 或 service-times",
      value: "table"))
  var table: String
  @Option(name: .shortAndLong, help: help("write to a file", zh: "输出文件", value: "file"))
  var output: String?
  @OptionGroup var common: CommonArguments

  func run() throws {
    guard let table = BuiltInTable(rawValue: table) else {
      let known = BuiltInTable.allCases.map(\.rawValue)
      throw ValidationError(
        say(
          "unknown table \(self.table); known: \(known.joined(separator: ", "))",
          zh: "未知数据表 \(self.table)；可用：\(known.joined(separator: "、"))"))
    }
    guard let output, output != "-" else { return try StandardOutput().write(table.text) }
    let file = try AtomicFile(output)
    // a spreadsheet reads UTF-8 right only behind a mark
    try file.write("\u{FEFF}" + table.text)
    try file.commit()
  }
}

/// `zonesweep ledger duties`
struct LedgerDutiesCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "duties",
      abstract: say("Who answers for which zones and findings, and since when.", zh: "责任分工：谁负责哪些区域和问题点（包联）。"),
      discussion: say(
        """
        The list is a CSV with the columns zone (or finding), role (unit, assisting, person, leader), holder, from, to. Reading one puts \
        it in the place of the list before, so it holds past duties with their dates too. New cases are dispatched by it. A zone may be named by its id, name or alias.

        examples:
          zonesweep ledger duties --project city.gpkg --read duties.csv
          zonesweep ledger duties --project city.gpkg --as-of 2026-03-01
        """,
        zh: """
          分工表为 CSV，列为：区域（或问题点）、角色（牵头单位、配合单位、责任人、包联领导）、姓名、起、止。读入后取代原有分工表，\
          因此应包含历史分工及其日期。新立案件按此派遣。区域可填编号、名称或别名。

          示例：
            zonesweep ledger duties --project 潮州.gpkg --read 包联.csv
            zonesweep ledger duties --project 潮州.gpkg --as-of 2026-03-01
          """))
  }

  @OptionGroup var project: ProjectArguments
  @Option(name: .long, help: help("list to put in the place of the one before", zh: "读入新的分工表", value: "file"))
  var read: String?
  @Option(
    name: .customLong("as-of"),
    help: help("as it was at this time (default: now)", zh: "查看该时间的分工（默认为现在）", value: "time"))
  var asOf: String?
  @OptionGroup var common: CommonArguments

  func run() throws {
    let talk = Talk(common)
    let path = try project.path()
    let file = try read == nil ? ProjectFile(reading: path) : ProjectFile(opening: path)
    if let read {
      let duties = try readDuties(read, reporter: talk.reporter)
      try file.setDuties(duties.namingZones(by: file.allZoneNames(), reporter: talk.reporter))
    }
    let moment = try asOfTime(asOf) ?? Date().timeIntervalSince1970
    let table = try file.duties().summary(.shanghai, asOf: moment)
    try common.answer([table])
  }
}
