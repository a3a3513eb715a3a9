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
        coverage calls unseen. Other causes, overlapping with these: overdue, unowned, disputed.

        examples:
          zonesweep blindspots --zones streets.geojson \\
            --observations visits.geojson -o blind.geojson
          zonesweep blindspots --zones zones.geojson --findings f.csv \\
            --cause overdue --min-area 500 -o blind.csv
        """,
        zh: """
          默认列出 never_visited（从未到访）、unseen_part（局部未查看）、no_access（未能进入），合起来就是覆盖率中未查看的部分。\
          其他成因可与之重叠，用 --cause 指定：overdue（超期未查）、unowned（无人负责）、disputed（责任重叠）。

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
  @OptionGroup var reading: ReadingArguments
  @OptionGroup var output: OutputArguments
  @OptionGroup var common: CommonArguments

  /// Causes this version has no evidence for.
  private static let unsupported: [Cause] = [.itemNotChecked, .lowDetection]

  private func causes() throws -> [Cause] {
    let names = cause.flatMap { $0.split(separator: ",").map(String.init) }
    if names.isEmpty { return Cause.unseen }
    if names.contains("all") { return Cause.allCases.filter { !Self.unsupported.contains($0) } }
    return try names.map { name in
      guard let known = Cause(rawValue: name) else {
        let all = Cause.allCases.map(\.rawValue).joined(separator: ", ")
        throw ValidationError(
          say("unknown cause \(name); known: \(all), all", zh: "未知成因 \(name)；可用：\(all)、all"))
      }
      guard !Self.unsupported.contains(known) else {
        throw ValidationError(
          say("the cause \(name) is not computed in this version", zh: "本版本尚不能计算成因 \(name)"))
      }
      return known
    }
  }

  func run() throws {
    let talk = Talk(common)
    let causes = try causes()
    let options = try survey.input(reading)
    let target = try output.target(csvGeometry: .none)
    let writing = try output.options(options.time)
    let list = try findBlindSpots(
      options, survey.survey(options.time), causes: causes, reporter: talk.reporter)
    talk.finish()
    try keep(list.survey.rejections, reading)
    try write(list.outputLayer(writing), to: target)
    try talk.print(list.summary(), isOutputFree: output.isToFile)
    try settle(list.survey.rejections, reading, talk)
  }
}
