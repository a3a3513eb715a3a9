internal import ArgumentParser
internal import Foundation
internal import ZoneFormats
internal import ZoneModel
internal import ZoneOperations
internal import ZoneStore

/// `zonesweep rank`
struct RankCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "rank",
      abstract: say(
        "Red and black list of zones, by a rate that is fair to those seldom inspected.",
        zh: "区域红黑榜：按问题率公平排名，检查少的区域不吃亏也不占便宜。"),
      discussion: say(
        """
        Within each class, zones go by findings per inspection, shrunk towards the class's mean where inspections are few \
        (empirical Bayes). Limits say what chance alone would give. Zones with too few inspections have no place. Places are \
        compared with the round before, and a red title is revoked when the zone slides or something serious is found.

        examples:
          zonesweep rank --zones market=markets.geojson --findings covert.geojson \\
            --observations visits.geojson --quarter 2026Q3 -o list.xlsx
          zonesweep rank --project city.gpkg --class villages=urban_village,street \\
            --class market --records behind.csv -o list.csv
        """,
        zh: """
          同类区域按每次检查的问题数排名；检查少的向同类平均收缩（经验贝叶斯）。界限说明偶然波动的范围；检查不足的区域不排名。\
          名次与上期比较；下滑或出现严重问题的，撤销“最优”称号。

          示例：
            zonesweep rank --zones market=农贸市场.geojson --findings 暗访.geojson \\
              --observations 到访.geojson --quarter 2026Q3 -o 红黑榜.xlsx
            zonesweep rank --project 潮州.gpkg --class 村社区=urban_village,street \\
              --class market --records 依据.csv -o 红黑榜.csv
          """))
  }

  @OptionGroup var project: ProjectArguments
  @OptionGroup var zones: ZoneArguments
  @OptionGroup var findings: FindingArguments
  @OptionGroup var observations: ObservationArguments
  @OptionGroup var window: WindowArguments
  @Option(
    name: .long,
    help: help(
      "the quarter to rank, as 2026Q3 (default: that of the newest record)",
      zh: "排名的季度，如 2026Q3（默认为最新记录所在季度）", value: "quarter"))
  var quarter: String?
  @Option(
    name: .customLong("class"), parsing: .singleValue,
    help: help(
      "kinds ranked together (repeatable; default: each kind is a class)", zh: "一起排名的类型（可重复；默认每类单独排名）",
      value: "[name=]kind,…"))
  var classes: [String] = []
  @Option(name: .long, help: help("places on the red list of each class", zh: "每类红榜名额", value: "n"))
  var best = 3
  @Option(name: .long, help: help("places on the black list of each class", zh: "每类黑榜名额", value: "n"))
  var worst = 5
  @Option(name: .long, help: help("inspections a place takes at least", zh: "参与排名的最少检查次数", value: "n"))
  var least = 3
  @Option(
    name: .long,
    help: help(
      "inspection, observation, area (hectare) or item", zh: "分母：inspection、observation、area（公顷）或 item（条目）",
      value: "what"))
  var per = "inspection"
  @Option(
    name: .long,
    help: help(
      "severity from which a finding costs the red list", zh: "严重程度达到此值的问题使区域不得列入红榜", value: "1-5"))
  var serious = 5.0
  @Option(
    name: .long,
    help: help(
      "complaints: beside (shown, not counted) or count", zh: "投诉：beside（另列）或 count（计入）", value: "how"))
  var complaints = "beside"
  @Option(
    name: .long,
    help: help(
      "an earlier output to compare with (default: the round before, from the same data)",
      zh: "用于比较的上期结果文件（默认由同一数据计算上期）", value: "file"))
  var previous: String?
  @Option(
    name: .long,
    help: help(
      "points of checklist items (CSV: item, points, name)", zh: "条目分值表（CSV：条目、分值、名称）", value: "file"))
  var points: String?
  @Option(
    name: .long,
    help: help("write the records behind every figure", zh: "输出各项数字所依据的记录", value: "file"))
  var records: String?
  @Option(name: .long, help: help("write lost points by item", zh: "输出丢分点明细", value: "file"))
  var items: String?
  @OptionGroup var reading: ReadingArguments
  @OptionGroup var output: OutputArguments
  @OptionGroup var common: CommonArguments

  func run() throws {
    let talk = Talk(common)
    let input = try input()
    let isSheet = output.output?.lowercased().hasSuffix(".xlsx") ?? false
    let target = isSheet ? nil : try output.target(csvGeometry: .none)
    let writing = try output.options(input.time)
    let extra = try (
      records: records.map { try sideTarget($0, "--records") },
      items: items.map { try sideTarget($0, "--items") }
    )
    try checkDistinct([output.output, records, items, reading.rejects])
    let ranking = try rankZones(input, options(input.time), reporter: talk.reporter)
    talk.finish()
    try AtomicFile.together {
      try keep(ranking.rejections, reading)
      if let target = extra.records { try write(ranking.recordLayer(writing), to: target) }
      if var target = extra.items {
        target.csvGeometry = .none
        try write(ranking.lossLayer, to: target)
      }
      if let target {
        try write(ranking.outputLayer(writing, language: language), to: target)
      } else if let path = output.output {
        try write(ranking.sheets(in: language), to: path, input.time, made: ranking.newest)
      }
    }
    try talk.print(ranking.summary, isOutputFree: output.isToFile)
    try settle(ranking.rejections, reading, talk)
  }

  private func input() throws -> InputOptions {
    var options = InputOptions()
    try zones.apply(to: &options, orFrom: project)
    try findings.apply(to: &options)
    try observations.apply(to: &options)
    try project.apply(to: &options)
    options.reading = try reading.options()
    guard !options.findings.isEmpty else {
      if let problem = options.lacking(.findings) { throw problem }
      throw ValidationError(say("--findings FILE is missing", zh: "缺少 --findings 文件"))
    }
    return options
  }

  private func options(_ time: TimeText) throws -> RankOptions {
    var options = RankOptions()
    options.classes = try classes.map(Self.class(_:))
    let kinds = options.classes.flatMap { Set($0.kinds) }
    if let twice = kinds.first(where: { kind in kinds.count { $0 == kind } > 1 }) {
      throw ValidationError(
        say("--class: \(twice) stands in two classes", zh: "--class：类型 \(twice) 同时列入两个分类"))
    }
    options.period = try period(time)
    guard let exposure = RankExposure(rawValue: per) else {
      let known = RankExposure.allCases.map(\.rawValue)
      throw ValidationError(
        say(
          "--per takes \(known.joined(separator: ", ")), not \(per)",
          zh: "--per 可为 \(known.joined(separator: "、"))，不能是 \(per)"))
    }
    options.per = exposure
    guard (0...1_000_000).contains(best), (0...1_000_000).contains(worst), (1...1_000_000).contains(least)
    else {
      throw ValidationError(
        say(
          "--best and --worst take whole numbers from 0, --least from 1",
          zh: "--best、--worst 应为非负整数，--least 至少为 1"))
    }
    guard serious > 0, serious.isFinite else {
      throw ValidationError(say("--serious takes a number above 0", zh: "--serious 应为大于 0 的数"))
    }
    guard ["beside", "count"].contains(complaints) else {
      throw ValidationError(say("--complaints takes beside or count", zh: "--complaints 只能是 beside 或 count"))
    }
    options.best = best
    options.worst = worst
    options.least = least
    options.serious = serious
    options.countsComplaints = complaints == "count"
    options.previous = previous
    options.points = points
    return options
  }

  private func period(_ time: TimeText) throws -> RankPeriod {
    let span = try window.window(time)
    guard let quarter else { return span.isBounded ? .window(span) : .newestQuarter }
    guard !span.isBounded else {
      throw ValidationError(
        say("give --quarter, or --from and --to, not both", zh: "--quarter 与 --from、--to 不能同时使用"))
    }
    guard let known = Quarter(text: quarter) else {
      throw ValidationError(
        say("--quarter: \(quarter) is none; write 2026Q3", zh: "--quarter：无法识别“\(quarter)”；请写成 2026Q3"))
    }
    return .quarter(known)
  }

  /// `villages=urban_village,street`, or a kind alone.
  private static func `class`(_ text: String) throws -> RankClass {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let kinds = (parts.last ?? "").split(whereSeparator: { ",，、".contains($0) })
      .map { ZoneKind(name: String($0)) }
    guard !kinds.isEmpty, !parts[0].isEmpty else {
      throw ValidationError(
        say(
          "--class takes NAME=KIND,KIND or KIND, not \(text)", zh: "--class 格式为 名称=类型,类型 或 类型，不能是 \(text)"))
    }
    return RankClass(
      name: parts.count == 1 ? kinds.map(\.rawValue).joined(separator: ",") : parts[0], kinds: kinds)
  }
}

/// Outputs of one run must not overwrite each other.
func checkDistinct(_ paths: [String?]) throws {
  let named = paths.compactMap { $0 }.filter { $0 != "-" }
    .map { URL(fileURLWithPath: $0).standardizedFileURL.path }
  if let twice = named.first(where: { path in named.count { $0 == path } > 1 }) {
    throw ValidationError(say("two outputs go to \(twice)", zh: "两项输出使用了同一文件：\(twice)"))
  }
}

/// A second output of a verb; its ending tells the format.
func sideTarget(_ path: String, _ option: String) throws -> OutputTarget {
  guard path != "-", let format = OutputFormat(path: path) else {
    throw ValidationError(
      say(
        "\(option) takes a file ending in \(OutputFormat.knownNames.joined(separator: ", "))",
        zh: "\(option) 的文件扩展名应为 \(OutputFormat.knownNames.joined(separator: "、"))"))
  }
  var target = OutputTarget(path: path)
  target.format = format
  return target
}
