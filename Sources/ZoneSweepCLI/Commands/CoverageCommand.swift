internal import ArgumentParser
internal import ZoneFormats
internal import ZoneModel
internal import ZoneOperations
internal import ZoneStore

/// What coverage and blind spots share.
struct SurveyArguments: ParsableArguments {
  @OptionGroup var project: ProjectArguments
  @OptionGroup var zones: ZoneArguments
  @OptionGroup var observations: ObservationArguments
  @OptionGroup var findings: FindingArguments
  @OptionGroup var window: WindowArguments
  @OptionGroup var threads: ThreadArguments

  @Option(
    name: .customLong("as-of"),
    help: help(
      "moment the figures are for (default: the newest time in the data)", zh: "统计截止时间（默认为数据中的最新时间）",
      value: "time"))
  var asOf: String?

  @Option(
    name: .customLong("min-area"),
    help: help("smallest blind spot to list, in m²", zh: "列出的最小盲区面积，单位平方米", value: "m2"))
  var minArea = 100.0

  @Option(
    name: .customLong("min-clearance"),
    help: help(
      "list only where a circle of this radius fits, in m", zh: "只列能容纳该半径圆的盲区，单位米", value: "m"))
  var minClearance = 0.0

  @Option(
    name: .long,
    help: help(
      "checklist, CSV: items and the kinds of zone they apply to (default: the project's, else the built-in one)",
      zh: "检查项目表 CSV：项目及适用区域类型（默认用项目文件中的，否则用内置表）", value: "file"))
  var checklist: String?

  @Option(
    name: .long,
    help: help(
      "detection parameters, CSV (default: built in; calibrate writes one)",
      zh: "发现概率参数 CSV（默认内置；calibrate 可生成）",
      value: "file"))
  var parameters: String?

  func input(_ reading: ReadingArguments) throws -> InputOptions {
    var options = InputOptions()
    try zones.apply(to: &options, orFrom: project)
    try findings.apply(to: &options)
    try observations.apply(to: &options)
    try project.apply(to: &options, on: asOf.map { try instant($0, "--as-of", options.time) })
    options.reading = try reading.options()
    guard !options.observations.isEmpty || !options.findings.isEmpty else {
      if let problem = options.lacking(.observations) { throw problem }
      throw ValidationError(
        say(
          "--observations FILE (or --findings FILE) is missing", zh: "缺少 --observations 文件（或 --findings 文件）"))
    }
    return options
  }

  private var hasFiles: Bool {
    !(zones.zones.isEmpty && findings.findings.isEmpty && observations.observations.isEmpty)
  }

  func survey(_ time: TimeText, reporter: Reporter = .silent) throws -> SurveyOptions {
    var survey = SurveyOptions()
    if let checklist {
      survey.checklist = try readChecklist(checklist, reporter: reporter)
    } else if let path = project.path(withFiles: hasFiles) {
      survey.checklist = try projectChecklist(path, reporter: reporter) ?? .shipped
    }
    if let parameters { survey.detection = try readDetection(parameters, reporter: reporter) }
    survey.window = try window.window(time)
    survey.asOf = try asOf.map { try instant($0, "--as-of", time) }
    guard minArea >= 0, minArea.isFinite, minClearance >= 0, minClearance.isFinite else {
      throw ValidationError(
        say("--min-area and --min-clearance take numbers from 0", zh: "--min-area 与 --min-clearance 应为非负数"))
    }
    survey.smallest = minArea
    survey.clearance = minClearance
    survey.threads = threads.count
    return survey
  }
}

/// `zonesweep coverage`
struct CoverageCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "coverage",
      abstract: say("Per zone: how much of it was observed, when, and how well.", zh: "每个区域查看了多少、何时查看、力度如何。"),
      discussion: say(
        """
        Coverage is the share of a zone's area (of a road's length) within the radius of an observation. Inspectors' findings \
        are observations, complaints are not. Compounds and markets count only what was seen from inside.
        --by item asks of every item of the checklist when somebody last looked for it in each zone it applies to; an observation \
        that names no items counts for none. --trend 7 replays the record week by week.

        examples:
          zonesweep coverage --zones streets.geojson \\
            --observations visits.geojson --observations track.gpx \\
            -o coverage.geojson
          zonesweep coverage --zones zones.geojson --findings f.csv \\
            --from 2026-08-01 --to 2026-09-01 --require 0.8 -o c.csv
          zonesweep coverage --zones zones.geojson --by item \\
            --observations visits.geojson -o items.xlsx
          zonesweep coverage --zones zones.geojson --observations v.geojson \\
            --by cell -o cells.geojson
        """,
        zh: """
          覆盖率 = 观察半径内的面积 ÷ 总面积（路段按长度）。检查人员发现的问题也算检查记录，投诉不算。\
          小区和农贸市场只计从内部看到的范围。--by item 按检查项目统计每个区域最近一次查看的时间，未写明项目的记录不计；\
          --trend 7 按周回算。

          示例：
            zonesweep coverage --zones 街道.geojson --observations 到访.geojson \\
              --observations 轨迹.gpx -o 覆盖.geojson
            zonesweep coverage --zones 区域.geojson --findings 问题.csv \\
              --from 2026-08-01 --to 2026-09-01 --require 0.8 -o 覆盖.csv
            zonesweep coverage --zones 区域.geojson --by item \\
              --observations 到访.geojson -o 项目.xlsx
            zonesweep coverage --zones 区域.geojson --observations 到访.geojson \\
              --by cell -o 网格.geojson
          """))
  }

  @OptionGroup var survey: SurveyArguments
  @Option(
    name: .long,
    help: help(
      "exit with 1 when a zone's coverage is below this share", zh: "有区域覆盖率低于该值时退出码为 1", value: "share"))
  var require: Double?
  @Option(
    name: .long,
    help: help("the series of figures, one every so many days", zh: "每隔若干天回算一次，输出变化序列", value: "days"))
  var trend: Double?
  @Flag(
    name: .long,
    help: help(
      "count findings also by the probabilities their accuracies give", zh: "另按定位精度计算期望问题数"))
  var expected = false
  @Option(
    name: .customLong("item-share"),
    help: help(
      "an item counts as looked for only where at least this share of the zone's ground was (default 0: anywhere in it)",
      zh: "区域内至少该比例的面积查看过才算查看该项目（默认 0，即任何一处）", value: "share"))
  var itemShare: Double?
  @OptionGroup var cells: CellArguments
  @OptionGroup var reading: ReadingArguments
  @OptionGroup var output: OutputArguments
  @OptionGroup var common: CommonArguments

  func validate() throws {
    if let require, !(0...1).contains(require) {
      throw ValidationError(say("--require takes a share from 0 to 1", zh: "--require 取值 0 到 1"))
    }
    if trend != nil || isByItem, cells.isByCell || cells.cells != nil {
      throw ValidationError(
        say("cells go neither with --by item nor with --trend", zh: "单元网格不能与 --by item 或 --trend 同用"))
    }
    if expected, trend != nil || isByItem {
      throw ValidationError(
        say(
          "--expected counts findings zone by zone: it goes neither with --by item nor with --trend",
          zh: "--expected 按区域统计问题点，不能与 --by item 或 --trend 同用"))
    }
    if let itemShare, !(isByItem && (0...1).contains(itemShare)) {
      throw ValidationError(
        say(
          "--item-share takes a share from 0 to 1 and goes with --by item",
          zh: "--item-share 取值 0 到 1，须与 --by item 同用"))
    }
    if let trend, !(trend > 0 && trend.isFinite) {
      throw ValidationError(say("--trend takes days above 0", zh: "--trend 应为大于 0 的天数"))
    }
    guard trend == nil || require == nil else {
      throw ValidationError(
        say("--require judges one moment, not a --trend", zh: "--require 只能用于单一时点，不能与 --trend 同用"))
    }
  }

  func run() throws {
    let talk = Talk(common)
    let options = try survey.input(reading)
    let surveyed = try wanted(options, talk)
    if let trend { return try runTrend(options, surveyed, trend, talk) }
    if isByItem { return try runItems(options, surveyed, talk) }
    let target = try output.target(csvGeometry: .none)
    let writing = try output.options(options.time)
    let result = try surveyZones(options, surveyed, reporter: talk.reporter)
    let cells = try cells.options().map { try surveyCells(of: result, $0, options, reporter: talk.reporter) }
    talk.finish()
    let rejections = cells?.rejections ?? result.rejections
    try AtomicFile.together {
      try keep(rejections, reading)
      try write(to: target, threads: survey.threads.count) { try layer(result, cells, writing) }
    }
    let more = [cells?.summary, result.expected?.summary].compactMap { $0 }
    try talk.print([result.summary, result.visits] + more, isOutputFree: output.isToFile)
    try settle(rejections, reading, talk)
    try judge(result, result.below(require ?? 0)) { result.coverage[$0].share }
  }

  private func layer(
    _ result: ZoneSurvey, _ cells: CellSurvey?, _ writing: OutputOptions
  ) throws -> OutputLayer {
    guard let cells else { return try result.outputLayer(writing) }
    return try self.cells.isByCell ? cells.outputLayer(writing) : cells.zoneLayer(writing)
  }

  private func wanted(_ options: InputOptions, _ talk: Talk) throws -> SurveyOptions {
    var wanted = try survey.survey(options.time, reporter: talk.reporter)
    wanted.expects = expected
    wanted.itemShare = itemShare ?? 0
    if survey.checklist != nil, !isByItem {
      talk.reporter.notice(
        Notice(
          Phrase("--checklist changes nothing here", zh: "--checklist 在此不起作用"),
          hint: Phrase("add --by item to count by items of the checklist", zh: "请加 --by item 按检查项目统计")))
    }
    if expected, options.findings.isEmpty {
      throw ValidationError(
        say("--expected counts findings: add --findings FILE", zh: "--expected 统计问题点，请加 --findings 文件"))
    }
    return wanted
  }

  private var isByItem: Bool { cells.by == "item" }

  private func runItems(_ options: InputOptions, _ surveyed: SurveyOptions, _ talk: Talk) throws {
    let workbook = output.output.flatMap { $0.lowercased().hasSuffix(".xlsx") ? $0 : nil }
    let target = workbook == nil ? try output.target(csvGeometry: .none) : nil
    let writing = try output.options(options.time)
    let zones = try surveyZones(options, surveyed, reporter: talk.reporter)
    let result = try surveyItems(zones, project: options.projectPath, reporter: talk.reporter)
    talk.finish()
    try AtomicFile.together {
      try keep(zones.rejections, reading)
      if let target { try write(result.outputLayer(writing), to: target) }
      if let workbook {
        try write(result.sheets(in: language), to: workbook, options.time, made: zones.asOf ?? 0)
      }
    }
    try talk.print(result.summary(), isOutputFree: output.isToFile)
    try settle(zones.rejections, reading, talk)
    try judge(zones, result.below(require ?? 0)) { ItemTally(result.cells(of: $0)).share }
  }

  private func runTrend(
    _ options: InputOptions, _ surveyed: SurveyOptions, _ days: Double, _ talk: Talk
  ) throws {
    let target = try output.target(csvGeometry: .none)
    let writing = try output.options(options.time)
    let trend = try coverageTrend(
      options, surveyed, every: days, byItem: isByItem, reporter: talk.reporter)
    talk.finish()
    try AtomicFile.together {
      try keep(trend.rejections, reading)
      try write(trend.outputLayer(writing), to: target)
    }
    try talk.print([trend.summary(options.time)], isOutputFree: output.isToFile)
    try settle(trend.rejections, reading, talk)
  }

  private func judge(_ result: ZoneSurvey, _ below: [Int], _ share: (Int) -> Share) throws {
    guard let require, !below.isEmpty else { return }
    if !common.quiet {
      let names = below.prefix(5).map { number in
        "\(result.zones.zones[number].id) (\(share(number).percent))"
      }.joined(separator: ", ")
      let more = below.count > 5 ? " …" : ""
      Terminal.print(
        say(
          "\(below.count) of \(result.zones.count) zones are below \(require): \(names)\(more)",
          zh: "\(result.zones.count) 个区域中有 \(below.count) 个低于 \(require)：\(names)\(more)"))
    }
    throw ExitCode(1)
  }
}
