internal import ArgumentParser
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
        "A snapshot for QGIS, or the records as GeoJSON or CSV.", zh: "导出供 QGIS 使用的快照，或将记录导出为 GeoJSON、CSV。"),
      discussion: say(
        """
        Without --records: a GeoPackage with the zones and their coverage, the blind spots and the findings, with colours. With \
        --records: zones, findings or observations as they were imported. Personal data is masked.

        examples:
          zonesweep project export --project city.gpkg -o for-qgis.gpkg
          zonesweep project export --project city.gpkg --records findings \\
            -o findings.csv --output-encoding gb18030
        """,
        zh: """
          不加 --records：导出含区域及覆盖率、盲区、问题点的 GeoPackage，附配色样式。加 --records：按导入时的内容导出 zones（区域）、\
          findings（问题点）或 observations（检查记录）。个人信息一律掩码显示。

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
    let target = try output.target()
    if let role = try role() {
      let count = try exportRecords(role, of: path, writing, to: target, reporter: talk.reporter)
      talk.finish()
      if !common.quiet { Terminal.print(say("\(count) records written", zh: "已写出 \(count) 条记录")) }
      return
    }
    guard target.format == .geopackage else {
      throw ValidationError(
        say(
          "a snapshot is a GeoPackage (-o FILE.gpkg); for other formats add --records",
          zh: "快照为 GeoPackage（-o 文件.gpkg）；其他格式请加 --records"))
    }
    let names = try exportSnapshot(
      of: path, on: asOf.map { try instant($0, "--as-of", writing.time) }, writing, to: target.path,
      language: language, reporter: talk.reporter)
    talk.finish()
    if !common.quiet {
      let list = names.joined(separator: ", ")
      Terminal.print(say("layers written: \(list)", zh: "已写出图层：\(list)"))
    }
  }
}
