internal import ArgumentParser
internal import ZoneFormats
internal import ZoneModel
internal import ZoneOperations

/// `zonesweep blindspots`
struct BlindSpotsCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "blindspots",
      abstract: say(
        "The ground nobody has observed, as polygons, most urgent first.", zh: "无人查看的地块（面），最紧迫的在前。"),
      discussion: say(
        """
        Lists never_visited, unseen_part and no_access unless --cause says otherwise: together they are the ground that \
        coverage calls unseen. Other causes, overlapping with these: overdue, unowned, disputed, item_not_checked (seen, but some items of \
        the checklist were not looked for as they were due) and low_detection (so little effort that a problem was probably missed).

        examples:
          zonesweep blindspots --zones streets.geojson \\
            --observations visits.geojson -o blind.geojson
          zonesweep blindspots --zones zones.geojson --findings f.csv \\
            --cause overdue --min-area 500 -o blind.csv
        """,
        zh: """
          默认列出 never_visited（从未到访）、unseen_part（局部未查看）、no_access（未能进入），合起来就是覆盖率中未查看的部分。\
          其他成因可与之重叠，用 --cause 指定：overdue（超期未查）、unowned（无人负责）、disputed（责任重叠）、\
          item_not_checked（有人到过但部分检查项目未按期查看）、low_detection（检查力度不足，问题很可能被漏掉）。

          示例：
            zonesweep blindspots --zones 街道.geojson --observations 到访.geojson \\
              -o 盲区.geojson
            zonesweep blindspots --zones 区域.geojson --findings 问题.csv \\
              --cause overdue --min-area 500 -o 盲区.csv
          """))
  }

  @OptionGroup var survey: SurveyArguments
  @Option(
    name: .long, parsing: .singleValue,
    help: help(
      "causes to list, or all (repeatable, or with commas)", zh: "要列出的成因，或 all（可重复，或用逗号分隔）", value: "cause"))
  var cause: [String] = []
  @Option(
    name: .long,
    help: help(
      "order by age (weight × age over interval × area) or unseen (weight × expected unseen problems)",
      zh: "排序依据：age（权重 × 逾期程度 × 面积）或 unseen（权重 × 预计未发现问题数）", value: "age|unseen"))
  var priority: String?
  @OptionGroup var reading: ReadingArguments
  @OptionGroup var output: OutputArguments
  @OptionGroup var common: CommonArguments

  private func ranking() throws -> SurveyOptions.Ranking {
    guard let ranking = SurveyOptions.Ranking(rawValue: priority ?? "age") else {
      throw ValidationError(
        say(
          "--priority takes age or unseen, not \(priority ?? "")",
          zh: "--priority 只能是 age 或 unseen，不能是 \(priority ?? "")"))
    }
    return ranking
  }

  private func causes() throws -> [Cause] {
    let names = cause.flatMap { $0.split(separator: ",").map(String.init) }
    if cause.isEmpty { return Cause.unseen }
    guard !names.isEmpty else { throw ValidationError(say("--cause names no cause", zh: "--cause 未指定成因")) }
    let named = try names.filter { $0 != "all" }.map { name in
      guard let known = Cause(rawValue: name) else {
        let all = Cause.allCases.map(\.rawValue).joined(separator: ", ")
        throw ValidationError(
          say("unknown cause \(name); known: \(all), all", zh: "未知成因 \(name)；可用：\(all)、all"))
      }
      return known
    }
    return names.contains("all") ? Cause.allCases : named
  }

  func run() throws {
    let talk = Talk(common)
    let causes = try causes()
    let options = try survey.input(reading)
    let target = try output.target(csvGeometry: .none)
    let writing = try output.options(options.time)
    var surveyed = try survey.survey(options.time, reporter: talk.reporter)
    surveyed.ranking = try ranking()
    let list = try findBlindSpots(options, surveyed, causes: causes, reporter: talk.reporter)
    talk.finish()
    try AtomicFile.together {
      try keep(list.survey.rejections, reading)
      try write(to: target, threads: survey.threads.count) {
        try list.outputLayer(writing, language: language)
      }
    }
    try talk.print(list.summary(), isOutputFree: output.isToFile)
    try settle(list.survey.rejections, reading, talk)
  }
}
