internal import ArgumentParser
internal import ZoneAnalysis
internal import ZoneFormats
internal import ZoneModel
internal import ZoneOperations

/// `zonesweep draw`
struct DrawCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "draw",
      abstract: say(
        "A random, stratified, seeded draw of zones for independent inspection.", zh: "随机、分层、可复现地抽取受检区域。"),
      discussion: say(
        """
        Within each stratum, sites are drawn at random and spread over the map (GRTS). Seed, algorithm, fingerprints of the inputs and \
        every stratum's n of N stand in the output, so that anybody can repeat the draw. Without --seed a fresh one is taken and printed.

        examples:
          zonesweep draw --zones compound=compounds.geojson --where 'built<2000' \\
            --sites 1 --neighbour --reserve 2 --seed 20260930 -o draw.csv
          zonesweep draw --project city.gpkg --preset assessment --population 1760000 \\
            --seed 7 -o sites.xlsx
          zonesweep draw --rule 50,3
        """,
        zh: """
          每个分层内随机抽取，并在空间上均匀分布（GRTS）。种子、算法版本、输入文件指纹和各层 n/N 都写入结果，任何人可复现。\
          未指定 --seed 时取一个新种子并打印。

          示例：
            zonesweep draw --zones compound=小区.geojson --where 'built<2000' \\
              --sites 1 --neighbour --reserve 2 --seed 20260930 -o 抽取.csv
            zonesweep draw --project 潮州.gpkg --preset assessment --population 1760000 \\
              --seed 7 -o 点位.xlsx
            zonesweep draw --rule 50,3
          """))
  }

  @OptionGroup var project: ProjectArguments
  @OptionGroup var zones: ZoneArguments
  @Option(
    name: .long,
    help: help("seed of the draw, a whole number from 0 to 2⁵³ − 1", zh: "随机种子，0 至 2⁵³ − 1 的整数", value: "n"))
  var seed: UInt64?
  @Option(
    name: .long,
    help: help(
      "what makes strata: kind, parent, owner or a property; none for one stratum",
      zh: "分层依据：kind、parent、owner 或属性名，可用逗号并列；none 为不分层", value: "name,…"))
  var strata = "kind"
  @Option(name: .long, help: help("sites in all (default 10)", zh: "抽取总数（默认 10）", value: "n"))
  var sites: Int?
  @Option(name: .long, help: help("sites in each stratum", zh: "每层抽取数", value: "n"))
  var each: Int?
  @Option(
    name: .long, parsing: .singleValue,
    help: help("sites of one stratum (repeatable)", zh: "指定某一层的抽取数（可重复）", value: "stratum=n"))
  var take: [String] = []
  @Option(
    name: .long,
    help: help(
      "how --sites is shared: proportional or equal", zh: "--sites 的分配：proportional（按比例）或 equal（均分）",
      value: "how"))
  var allocation = "proportional"
  @Option(name: .long, help: help("reserve sites of each stratum, in order", zh: "每层备选数，按次序使用", value: "n"))
  var reserve = 0
  @Option(
    name: .long,
    help: help(
      "chances: equal, area, or a property that states a size", zh: "入样机会：equal（均等）、area（按面积）或表示规模的属性",
      value: "what"))
  var chances = "equal"
  @Option(
    name: .customLong("where"), parsing: .singleValue,
    help: help(
      "only zones that meet this, as 'built<2000' or 'compound:built<2000' (repeatable)",
      zh: "只抽符合条件的区域，如 'built<2000' 或 'compound:built<2000'（可重复）", value: "condition"))
  var conditions: [String] = []
  @Option(
    name: .long, parsing: .singleValue,
    help: help(
      "zones never drawn: an id or a file of ids (repeatable)", zh: "不参与抽取的区域：编号或编号文件（可重复）", value: "id|file")
  )
  var exclude: [String] = []
  @Option(
    name: .long, parsing: .singleValue,
    help: help(
      "zones visited in any case, beside the sample (repeatable)", zh: "必检区域，不占随机名额（可重复）", value: "id|file"))
  var must: [String] = []
  @Flag(
    name: .long,
    help: help("add the neighbouring zone of the same kind to each site", zh: "为每个点位配一个同类相邻区域作对照"))
  var neighbour = false
  @Option(
    name: .customLong("neighbour-within"),
    help: help("metres to a neighbour that shares no border", zh: "无共同边界时相邻区域的最大距离，单位米", value: "m"))
  var neighbourWithin = 1000.0
  @Option(
    name: .long,
    help: help(
      "assessment: groups and numbers of a mock assessment", zh: "assessment：模拟评估的分组与数量", value: "name"))
  var preset: String?
  @Option(
    name: .long, help: help("people in the built-up area, for the preset", zh: "建成区人口，用于模拟评估", value: "n"))
  var population: Double?
  @Option(
    name: .customLong("preset-table"),
    help: help(
      "your own table of groups (see ledger table assessment)", zh: "自备分组表（格式见 ledger table assessment）",
      value: "file"))
  var presetTable: String?
  @Option(
    name: .long,
    help: help(
      "lot rule: inspect N, accept with at most D bad", zh: "批判定规则：抽 N 个，不合格不超过 D 个则接收", value: "n,d"))
  var rule: String?
  @Option(
    name: .customLong("find-rule"),
    help: help(
      "find the smallest lot rule: accept at GOOD, refuse at BAD (shares of bad sites)",
      zh: "求最小抽样方案：不合格率 GOOD 时接收，BAD 时拒收", value: "good,bad"))
  var findRule: String?
  @Option(
    name: .long,
    help: help(
      "risks allowed: of refusing a good lot, of accepting a bad one",
      zh: "允许的风险：误拒好批、误收坏批", value: "a,b"))
  var risks = "0.05,0.1"
  @Option(name: .long, help: help("sites in the lot, where no zones are named", zh: "批量（未指定区域时）", value: "n"))
  var lot: Int?
  @OptionGroup var reading: ReadingArguments
  @OptionGroup var output: OutputArguments
  @OptionGroup var common: CommonArguments

  func run() throws {
    let rule = try lotRule()
    if zones.zones.isEmpty, project.project == nil, let rule, output.output == nil {
      return try common.answer([rule.table(lot: lot)])
    }
    let talk = Talk(common)
    var input = InputOptions()
    try zones.apply(to: &input, orFrom: project)
    try project.apply(to: &input)
    input.reading = try reading.options()
    let isSheet = output.output?.lowercased().hasSuffix(".xlsx") ?? false
    let target = isSheet ? nil : try output.target(csvGeometry: .none)
    try checkDistinct([output.output, reading.rejects])
    let draw = try drawSites(input, options(rule), reporter: talk.reporter)
    talk.finish()
    try AtomicFile.together {
      try keep(draw.rejections, reading)
      if let target {
        try write(draw.outputLayer(output.options(input.time)), to: target)
      } else if let path = output.output {
        // the same draw gives the same bytes: no clock has a say
        try write(draw.sheets(in: language), to: path, input.time, made: 0)
      }
    }
    try talk.print(draw.summary, isOutputFree: output.isToFile)
    try settle(draw.rejections, reading, talk)
  }
}
