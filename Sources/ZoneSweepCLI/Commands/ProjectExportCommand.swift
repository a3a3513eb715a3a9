internal import ArgumentParser
internal import Foundation
internal import ZoneFormats
internal import ZoneModel
internal import ZoneOperations
internal import ZoneStore

/// `zonesweep project export`
struct ProjectExportCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "export",
      abstract: say(
        "A snapshot for QGIS, the ledger as a workbook, or the records.", zh: "导出供 QGIS 使用的快照、Excel 台账，或导出记录。"
      ),
      discussion: say(
        """
        Without --records: to .gpkg the zones with their coverage, the blind spots and the findings, with colours; to .xlsx the ledger. \
        With --records: zones, findings or observations as they were imported, also to .xlsx. Personal data is masked.

        examples:
          zonesweep project export --project city.gpkg -o for-qgis.gpkg
          zonesweep project export --project city.gpkg --records findings \\
            -o findings.csv --output-encoding gb18030
        """,
        zh: """
          不加 --records：.gpkg 导出含区域及覆盖率、盲区、问题点的 GeoPackage，附配色样式；.xlsx 导出整改清单台账。加 --records：按导入时的内容导出 \
          zones（区域）、findings（问题点）或 observations（检查记录），也可为 .xlsx。个人信息一律掩码显示。

          示例：
            zonesweep project export --project 潮州.gpkg -o 供QGIS.gpkg
            zonesweep project export --project 潮州.gpkg --records findings \\
              -o 问题.csv --output-encoding gb18030
          """))
  }

  @OptionGroup var project: ProjectArguments
  @Option(
    name: .long,
    help: help("zones, findings or observations", zh: "zones、findings 或 observations", value: "role"))
  var records: String?
  @Option(
    name: .customLong("as-of"),
    help: help("moment the snapshot is for", zh: "快照的统计截止时间", value: "time"))
  var asOf: String?
  @OptionGroup var output: OutputArguments
  @OptionGroup var common: CommonArguments

  private func role() throws -> ProjectRole? {
    guard let records else { return nil }
    guard let role = ProjectRole(rawValue: records), [.zones, .findings, .observations].contains(role) else {
      throw ValidationError(
        say(
          "--records takes zones, findings or observations, not \(records)",
          zh: "--records 只能是 zones、findings 或 observations，不能是 \(records)"))
    }
    return role
  }

  func run() throws {
    let talk = Talk(common)
    let path = try project.path()
    let writing = try output.options()
    if output.isWorkbook, let file = output.output {
      try write([try sheet(of: path, writing)], to: file, writing.time, made: Date().timeIntervalSince1970)
      return try tell([file], say("written: \(file)", zh: "已写出 \(file)"))
    }
    let target = try output.target()
    if let role = try role() {
      let count = try exportRecords(role, of: path, writing, to: target, reporter: talk.reporter)
      talk.finish()
      return try tell([target.path], say("\(count) records written", zh: "已写出 \(count) 条记录"))
    }
    guard target.format == .geopackage else {
      throw ValidationError(
        say(
          "a snapshot is a GeoPackage (-o FILE.gpkg), the ledger a workbook (-o FILE.xlsx); for other formats add --records",
          zh: "快照为 GeoPackage（-o 文件.gpkg），台账为 Excel（-o 文件.xlsx）；其他格式请加 --records"))
    }
    let names = try exportSnapshot(
      of: path, on: asOf.map { try instant($0, "--as-of", writing.time) }, writing, to: target.path,
      language: language, reporter: talk.reporter)
    talk.finish()
    let list = names.joined(separator: ", ")
    try tell([target.path], say("layers written: \(list)", zh: "已写出图层：\(list)"))
  }

  /// The records asked for, else the ledger.
  private func sheet(of path: String, _ writing: OutputOptions) throws -> SheetTable {
    if let role = try role() { return try recordSheet(role, of: path, writing.time, in: language) }
    let file = try ProjectFile(reading: path)
    let moment =
      try asOf.map { try instant($0, "--as-of", writing.time) } ?? Date().timeIntervalSince1970
    var list = CaseList(try file.ledger.cases(), asOf: moment, calendar: WorkingCalendar())
    list.zoneNames = try file.zoneNames()
    return list.sheet(in: language)
  }

  private func tell(_ files: [String], _ text: String) throws {
    if common.json, files != ["-"] { return try common.answer([.made(files)]) }
    if !common.quiet { Terminal.print(text) }
  }
}
