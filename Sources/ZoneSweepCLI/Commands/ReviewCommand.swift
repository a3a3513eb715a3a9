internal import ArgumentParser
internal import ZoneFormats
internal import ZoneModel
internal import ZoneOperations
internal import ZoneStore

/// `zonesweep review`
struct ReviewCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "review",
      abstract: say("A plan of sweeps against what was observed that day.", zh: "将排查方案与当日实际检查记录对照。"),
      discussion: say(
        """
        Observations of the plan's day belong to the team whose id, name or member is their inspector; without a known inspector to the \
        team whose planned stop is nearest, within 150 m. What was seen before that day is no gain. Each sweep gains what nobody had \
        seen before it, so the gains add up to what all saw together; the rest it saw again. Zones count by themselves: ground in two \
        zones counts for each. Compounds and markets count only from inside. Stops whose zone is not given are told apart from \
        missed ones.

        Of a plan of second looks (look-back) each is reported: looked at with its item, came back (the item was found again within \
        30 m), seen without the item, missed.

        examples:
          zonesweep review --plan plan.geojson --zones markets.geojson \\
            --observations visits.geojson --observations today.gpx
          zonesweep review --plan plan.geojson --project city.gpkg -o review.geojson
        """,
        zh: """
          方案当日的检查记录按检查人员（小组编号、名称或成员）归属小组；检查人员不明的，归属 150 米内最近的计划停靠点所在小组。\
          此前已看到的不算新增。每个小组的新增为此前无人看到的部分，各组新增之和等于全体所见；其余为重复查看。\
          各区域分别计，重叠区域重复计。小区和农贸市场只计从内部看到的范围。未提供其区域的停靠点单列，不算未到。

          回头看方案逐个报告：已回看（记录了该项目）、反弹（30 米内再次发现该项目）、到过但未记录该项目、未到。

          示例：
            zonesweep review --plan 方案.geojson --zones 市场.geojson \\
              --observations 到访.geojson --observations 今日.gpx
            zonesweep review --plan 方案.geojson --project 城市.gpkg -o 对照.geojson
          """))
  }

  @Option(name: .long, help: help("plan, as GeoJSON", zh: "排查方案（GeoJSON）", value: "file"))
  var plan: String
  @Option(
    name: .long, help: help("day to look at (default: that of the plan)", zh: "对照的日期（默认为方案日期）", value: "date")
  )
  var date: String?
  @OptionGroup var project: ProjectArguments
  @OptionGroup var zones: ZoneArguments
  @OptionGroup var observations: ObservationArguments
  @OptionGroup var findings: FindingArguments
  @OptionGroup var threads: ThreadArguments
  @OptionGroup var reading: ReadingArguments
  @OptionGroup var output: OutputArguments
  @OptionGroup var common: CommonArguments

  func run() throws {
    let talk = Talk(common)
    let input = try input()
    let writing = try output.options(input.time)
    let day = try date.map { try midnight($0, "--date", input.time) }
    let target = try output.target()
    let review = try reviewSweeps(
      input, plan: plan, day: day, threads: threads.count, reporter: talk.reporter)
    talk.finish()
    review.notices.forEach(talk.warn)
    try AtomicFile.together {
      try keep(review.survey.rejections, reading)
      try write(review.outputLayer(writing), to: target)
    }
    try talk.print(review.summary(input.time), isOutputFree: output.isToFile)
    try settle(review.survey.rejections, reading, talk)
  }

  private func input() throws -> InputOptions {
    var options = InputOptions()
    try zones.apply(to: &options, orFrom: project)
    try findings.apply(to: &options)
    try observations.apply(to: &options)
    try project.apply(to: &options)
    options.reading = try reading.options()
    guard !options.observations.isEmpty || !options.findings.isEmpty else {
      if let problem = options.lacking(.observations) { throw problem }
      throw ValidationError(
        say(
          "--observations FILE (or --findings FILE) is missing", zh: "缺少 --observations 文件（或 --findings 文件）"))
    }
    return options
  }
}
