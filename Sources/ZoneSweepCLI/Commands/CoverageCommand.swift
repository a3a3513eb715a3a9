internal import ArgumentParser
internal import ZoneFormats
internal import ZoneModel
internal import ZoneOperations

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

  func input(_ reading: ReadingArguments) throws -> InputOptions {
    var options = InputOptions()
    try zones.apply(to: &options, orFrom: project)
    try findings.apply(to: &options)
    try observations.apply(to: &options)
    try project.apply(to: &options, on: asOf.map { try instant($0, "--as-of", options.time) })
    options.reading = try reading.options()
    guard !options.observations.isEmpty || !options.findings.isEmpty else {
      throw ValidationError(
        say(
          "--observations FILE (or --findings FILE) is missing", zh: "缺少 --observations 文件（或 --findings 文件）"))
    }
    return options
  }

  func survey(_ time: TimeText) throws -> SurveyOptions {
    var survey = SurveyOptions()
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

        examples:
          zonesweep coverage --zones streets.geojson \\
            --observations visits.geojson --observations track.gpx \\
            -o coverage.geojson
          zonesweep coverage --zones zones.geojson --findings f.csv \\
            --from 2026-08-01 --to 2026-09-01 --require 0.8 -o c.csv
        """,
        zh: """
          覆盖率 = 观察半径内的面积 ÷ 总面积（路段按长度）。检查人员发现的问题也算检查记录，投诉不算。\
          小区和农贸市场只计从内部看到的范围。

          示例：
            zonesweep coverage --zones 街道.geojson --observations 到访.geojson \\
              --observations 轨迹.gpx -o 覆盖.geojson
            zonesweep coverage --zones 区域.geojson --findings 问题.csv \\
              --from 2026-08-01 --to 2026-09-01 --require 0.8 -o 覆盖.csv
          """))
  }

  @OptionGroup var survey: SurveyArguments
  @Option(
    name: .long,
    help: help(
      "exit with 1 when a zone's coverage is below this share", zh: "有区域覆盖率低于该值时退出码为 1", value: "share"))
  var require: Double?
  @OptionGroup var reading: ReadingArguments
  @OptionGroup var output: OutputArguments
  @OptionGroup var common: CommonArguments

  func validate() throws {
    if let require, !(0...1).contains(require) {
      throw ValidationError(say("--require takes a share from 0 to 1", zh: "--require 取值 0 到 1"))
    }
  }

  func run() throws {
    let talk = Talk(common)
    let options = try survey.input(reading)
    let target = try output.target(csvGeometry: .none)
    let writing = try output.options(options.time)
    let result = try surveyZones(options, survey.survey(options.time), reporter: talk.reporter)
    talk.finish()
    try keep(result.rejections, reading)
    try write(result.outputLayer(writing), to: target)
    try talk.print([result.summary], isOutputFree: output.isToFile)
    try settle(result.rejections, reading, talk)
    try judge(result)
  }

  private func judge(_ result: ZoneSurvey) throws {
    guard let require else { return }
    let below = result.below(require)
    guard !below.isEmpty else { return }
    if !common.quiet {
      let names = below.prefix(5).map { number in
        "\(result.zones.zones[number].id) (\(result.coverage[number].share.percent))"
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
