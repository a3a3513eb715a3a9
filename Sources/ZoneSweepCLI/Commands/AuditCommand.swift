internal import ArgumentParser
internal import ZoneFormats
internal import ZoneModel
internal import ZoneOperations

/// `zonesweep audit`
struct AuditCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "audit",
      abstract: say(
        "The zone set itself: gaps, overlaps, unowned zones, broken boundaries.",
        zh: "检查区域划分本身：空隙、重叠、无责任单位、边界无效。"),
      discussion: say(
        """
        Subdistricts (or each --kind K) must tile the outline: zones + gaps − overlaps − what reaches beyond it = outline.
        --fix proposes zones that do: gaps go to the zone with the longest shared border, overlaps to the claimant \
        whose undisputed ground has the longest border with them; what was not wrong stays as it is.

        examples:
          zonesweep audit --zones streets.geojson --outline city.geojson \\
            --fix fixed.geojson --fix-report changes.csv -o audit.geojson
          zonesweep audit --zones streets.geojson --zones markets.geojson \\
            --kind street --as-of 2026-08-31 --json -o audit.geojson
        """,
        zh: """
          街道（或 --kind 指定的各类型）应铺满城市范围：区域合计 ＋ 空隙 － 重叠 － 超出部分 ＝ 城市范围。
          --fix 给出修复方案：空隙归共有边界最长的区域，重叠归其无争议部分与之共有边界最长的一方；没有问题的部分不动。

          示例：
            zonesweep audit --zones 街道.geojson --outline 建成区.geojson \\
              --fix 修复.geojson --fix-report 变动.csv -o 检查.geojson
            zonesweep audit --zones 街道.geojson --zones 市场.geojson --kind street \\
              --as-of 2026-08-31 --json -o 检查.geojson
          """))
  }

  @OptionGroup var project: ProjectArguments
  @OptionGroup var zones: ZoneArguments
  @Option(
    name: .long,
    help: help("the city's outline (else the hull of the zones)", zh: "城市范围文件（默认取区域的外轮廓）", value: "file"))
  var outline: String?
  @Option(
    name: .customLong("outline-datum"), help: help("datum of the outline", zh: "城市范围的坐标基准", value: "datum"))
  var outlineDatum: String?
  @Option(
    name: .long, parsing: .singleValue,
    help: help("kind that must tile (street); repeatable", zh: "应铺满的区域类型（默认 street，可重复）", value: "kind"))
  var kind: [String] = []
  @Option(
    name: .customLong("as-of"),
    help: help(
      "judge valid_from and valid_to at this time", zh: "按该时点判断有效期（valid_from、valid_to）", value: "time"))
  var asOf: String?
  @Option(
    name: .long,
    help: help("write all zones, those that do not tile drawn anew", zh: "写出修复后的全部区域", value: "file"))
  var fix: String?
  @Option(
    name: .customLong("fix-report"),
    help: help("write every piece of ground that changes hands", zh: "写出每块易手的土地", value: "file"))
  var fixReport: String?
  @Option(
    name: .long,
    help: help(
      "gaps and overlaps narrower than twice this are slivers, in m", zh: "宽度不足该值两倍的空隙或重叠记为狭缝，单位米",
      value: "m"))
  var sliver = 2.0
  @OptionGroup var reading: ReadingArguments
  @OptionGroup var output: OutputArguments
  @OptionGroup var common: CommonArguments

  func validate() throws {
    guard fix != nil || fixReport == nil else {
      throw ValidationError(say("--fix-report needs --fix FILE", zh: "--fix-report 须与 --fix 文件 同用"))
    }
    guard fix == nil || fix != fixReport else {
      throw ValidationError(say("--fix and --fix-report take two files", zh: "--fix 与 --fix-report 须为两个文件"))
    }
    guard sliver >= 0, sliver.isFinite else {
      throw ValidationError(say("--sliver takes metres from 0", zh: "--sliver 应为非负米数"))
    }
  }

  func run() throws {
    let talk = Talk(common)
    var options = InputOptions()
    try zones.apply(to: &options, orFrom: project)
    let audit = try wanted(options.time)
    try project.apply(to: &options, on: audit.asOf)
    options.reading = try reading.options()
    let target = try output.target(csvGeometry: .none)
    let writing = try output.options()
    let proposal = try fix.map { try output.target(beside: $0, "--fix", csvGeometry: .wkt) }
    let report = try fixReport.map { try output.target(beside: $0, "--fix-report") }
    let result = try auditZones(options, audit, reporter: talk.reporter)
    talk.finish()
    try AtomicFile.together {
      try keep(result.rejections, reading)
      if let proposal, let fix = result.fix { try write(fix.outputLayer(writing), to: proposal) }
      if let report, let fix = result.fix { try write(fix.reportLayer(), to: report) }
      try write(result.outputLayer(writing, language: language), to: target)
    }
    try talk.print(result.summary, isOutputFree: output.isToFile)
    try settle(result.rejections, reading, talk)
  }

  private func wanted(_ time: TimeText) throws -> AuditOptions {
    var audit = AuditOptions()
    audit.outline = outline
    audit.outlineDatum = try outlineDatum.map { try datum($0, "--outline-datum") }
    var seen: Set<ZoneKind> = []
    audit.kinds = kind.map(ZoneKind.init(name:)).filter { seen.insert($0).inserted }
    audit.sliver = sliver
    audit.asOf = try asOf.map { try instant($0, "--as-of", time) }
    audit.fixDecimals = fix == nil ? nil : output.precision
    return audit
  }
}
