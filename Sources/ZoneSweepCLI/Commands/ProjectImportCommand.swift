internal import ArgumentParser
internal import Foundation
internal import ZoneModel
internal import ZoneOperations
internal import ZoneStore

/// `zonesweep project import`
struct ProjectImportCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "import",
      abstract: say(
        "Takes files into the project, each whole or not at all.", zh: "将文件导入项目，每个文件要么全部导入，要么完全不导入。"),
      discussion: say(
        """
        Records are known again by their id: importing a file twice changes nothing, a record that says something else takes \
        the place of the earlier one, which is kept. Names and numbers of people are kept apart and shown masked.

        examples:
          zonesweep project import --project city.gpkg \\
            --zones streets.geojson --zones market=markets.geojson
          zonesweep project import --project city.gpkg \\
            --findings office.csv --findings-datum gcj02
        """,
        zh: """
          记录按编号识别：重复导入同一文件不会改变任何内容；内容不同的记录取代旧记录，旧内容予以保留。投诉人姓名、电话等个人信息\
          单独保存，对外一律掩码显示。

          示例：
            zonesweep project import --project 潮州.gpkg \\
              --zones 街道.geojson --zones market=市场.geojson
            zonesweep project import --project 潮州.gpkg \\
              --findings 督办.csv --findings-datum gcj02
          """))
  }

  @OptionGroup var project: ProjectArguments
  @OptionGroup var zones: ZoneArguments
  @OptionGroup var findings: FindingArguments
  @OptionGroup var observations: ObservationArguments
  @Option(
    name: .long, parsing: .singleValue,
    help: help("teams: CSV, or a JSON array (repeatable)", zh: "排查队伍：CSV 或 JSON 数组（可重复）", value: "file"))
  var teams: [String] = []
  @Option(
    name: .long, parsing: .singleValue,
    help: help(
      "checklist items: CSV, or a JSON array (repeatable)", zh: "检查项目：CSV 或 JSON 数组（可重复）", value: "file"))
  var checklist: [String] = []
  @Option(
    name: .customLong("valid-from"),
    help: help(
      "the zones are the next generation of boundaries, from this day on; earlier ones stay on record",
      zh: "区域为新一代边界，自该日起生效；原有边界保留备查", value: "day"))
  var validFrom: String?
  @OptionGroup var threads: ThreadArguments
  @OptionGroup var reading: ReadingArguments
  @OptionGroup var common: CommonArguments

  func run() throws {
    let talk = Talk(common)
    var options = InputOptions()
    try zones.applyIfNamed(to: &options)
    try findings.apply(to: &options)
    try observations.apply(to: &options)
    options.reading = try reading.options()
    let isNothing = options.zones.isEmpty && options.findings.isEmpty && options.observations.isEmpty
    guard !(isNothing && teams.isEmpty && checklist.isEmpty) else {
      throw ValidationError(
        say(
          "name what to import: --zones, --findings, --observations, --teams or --checklist FILE",
          zh: "请指定要导入的文件：--zones、--findings、--observations、--teams 或 --checklist"))
    }
    let file = try ProjectFile(opening: project.path())
    let reports = try importFiles(
      options, teams: teams, checklists: checklist, into: file, at: Date().timeIntervalSince1970,
      generation: validFrom.map { try instant($0, "--valid-from", options.time) }, threads: threads.count,
      reporter: talk.reporter)
    try remap(file, reports, options.time, talk)
    talk.finish()
    let rejections = reports.flatMap(\.rejections)
    try keep(rejections, reading)
    try talk.print([reports.summary], isOutputFree: true)
    if reports.allSatisfy(\.tally.isNothingNew), !common.quiet {
      Terminal.print(say("nothing new; the project is as it was", zh: "没有新内容，项目保持不变"))
    }
    try settle(rejections, reading, talk)
  }

  /// Boundaries that are new give the findings that are there new answers.
  private func remap(_ file: ProjectFile, _ reports: [ImportReport], _ time: TimeText, _ talk: Talk) throws {
    let isNew = reports.contains { $0.role == .zones && !$0.tally.isNothingNew }
    guard let validFrom, isNew else { return }
    let moved = try remapFindings(
      of: file, since: instant(validFrom, "--valid-from", time), reporter: talk.reporter)
    if !common.quiet {
      Terminal.print(
        say(
          "\(moved) findings lie in another zone by the new boundaries; the old answers are kept",
          zh: "按新边界有 \(moved) 个问题点所属区域改变，原结果予以保留"))
    }
  }
}
