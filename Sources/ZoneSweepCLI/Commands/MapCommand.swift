internal import ArgumentParser
internal import ZoneAnalysis
internal import ZoneFormats
internal import ZoneOperations

/// `zonesweep map`
struct MapCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "map",
      abstract: say("Findings → the zones they lie in.", zh: "问题点落在哪些区域。"),
      discussion: say(
        """
        Adds to each finding: zones (ids of all zones that cover it, edges included, home first), zone (its home: the smallest) \
        and zone_by_kind. A road covers what lies within half its width.

        examples:
          zonesweep map --zones streets.geojson --zones market=markets.geojson \\
            --findings findings.csv -o mapped.geojson
          zonesweep map --zones zones.geojson --findings office.csv \\
            --findings-datum gcj02 --nearest 50 -o mapped.csv
        """,
        zh: """
          为每个问题点加上 zones（所在的全部区域，边界也算在内，最小的在前）、zone（其中最小的一个）和\
          zone_by_kind（按类型列出）。路段覆盖中心线两侧各半个路宽。

          示例：
            zonesweep map --zones 街道.geojson --zones 农贸市场=市场.geojson \\
              --findings 问题.csv -o 结果.geojson
            zonesweep map --zones 区域.geojson --findings 督办.csv \\
              --findings-datum gcj02 --nearest 50 -o 结果.csv
          """))
  }

  @OptionGroup var project: ProjectArguments
  @OptionGroup var zones: ZoneArguments
  @OptionGroup var findings: FindingArguments
  @Option(
    name: .long,
    help: help(
      "name the nearest zone within M metres of a finding in none", zh: "为不在任何区域的问题点给出 M 米内最近的区域", value: "m")
  )
  var nearest: Double?
  @Option(
    name: .long, help: help("auto or geos; the answers are the same", zh: "auto 或 geos，结果相同", value: "engine")
  )
  var engine = "auto"
  @Option(
    name: .long,
    help: help(
      "write how many findings each zone expects, accuracies taken into account",
      zh: "按定位精度计算各区域的期望问题数，写入该文件",
      value: "file"))
  var expected: String?
  @OptionGroup var threads: ThreadArguments
  @OptionGroup var reading: ReadingArguments
  @OptionGroup var output: OutputArguments
  @OptionGroup var common: CommonArguments

  func validate() throws {
    guard !findings.findings.isEmpty || project.path(withFiles: !zones.zones.isEmpty) != nil else {
      throw ValidationError(say("--findings FILE is missing", zh: "缺少 --findings 文件"))
    }
    guard ["auto", "geos"].contains(engine) else {
      throw ValidationError(say("--engine takes auto or geos", zh: "--engine 只能是 auto 或 geos"))
    }
    if let nearest, !(nearest > 0 && nearest.isFinite) {
      throw ValidationError(say("--nearest takes metres above 0", zh: "--nearest 应为大于 0 的米数"))
    }
  }

  func run() throws {
    let talk = Talk(common)
    var options = InputOptions()
    try zones.apply(to: &options, orFrom: project)
    try findings.apply(to: &options)
    try project.apply(to: &options)
    options.judge = engine == "geos" ? .geos : .automatic
    options.reading = try reading.options()
    let target = try output.target()
    let writing = try output.options(options.time)
    let table = try expected.map { try output.target(beside: $0, "--expected") }
    let tally = try AtomicFile.together {
      let tally = try mapFindings(
        options, nearest: nearest, expects: table != nil, writing: writing, to: target,
        threads: threads.count,
        reporter: talk.reporter)
      talk.finish()
      if let table, let expected = tally.expected { try write(expected.outputLayer(writing), to: table) }
      try keep(tally.zones.rejections + tally.rejections, reading)
      return tally
    }
    let rejections = tally.zones.rejections + tally.rejections
    try talk.print(tally.summary, isOutputFree: output.isToFile)
    try settle(rejections, reading, talk)
  }
}
