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
        Subdistricts (or --kind K) must tile the outline: zones + gaps − overlaps − what reaches beyond it = outline.

        examples:
          zonesweep audit --zones streets.geojson --outline city.geojson \\
            -o audit.geojson
          zonesweep audit --zones streets.geojson --zones markets.geojson \\
            --kind street --json -o audit.geojson
        """,
        zh: """
          街道（或 --kind 指定的类型）应铺满城市范围：区域合计 ＋ 空隙 － 重叠 － 超出部分 ＝ 城市范围。

          示例：
            zonesweep audit --zones 街道.geojson --outline 建成区.geojson -o 检查.geojson
            zonesweep audit --zones 街道.geojson --zones 市场.geojson --kind street \\
              --json -o 检查.geojson
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
  @Option(name: .long, help: help("kind that must tile (street)", zh: "应铺满的区域类型（默认 street）", value: "kind"))
  var kind: String?
  @Option(
    name: .long,
    help: help(
      "gaps and overlaps narrower than twice this are slivers, in m", zh: "宽度不足该值两倍的空隙或重叠记为狭缝，单位米",
      value: "m"))
  var sliver = 2.0
  @OptionGroup var reading: ReadingArguments
  @OptionGroup var output: OutputArguments
  @OptionGroup var common: CommonArguments

  func run() throws {
    let talk = Talk(common)
    var options = InputOptions()
    try zones.apply(to: &options, orFrom: project)
    try project.apply(to: &options)
    options.reading = try reading.options()
    var audit = AuditOptions()
    audit.outline = outline
    audit.outlineDatum = try outlineDatum.map { try datum($0, "--outline-datum") }
    audit.kind = kind.map(ZoneKind.init(name:))
    audit.sliver = sliver
    let target = try output.target(csvGeometry: .none)
    let writing = try output.options()
    let result = try auditZones(options, audit, reporter: talk.reporter)
    talk.finish()
    try keep(result.rejections, reading)
    try write(result.outputLayer(writing, language: language), to: target)
    try talk.print(result.summary, isOutputFree: output.isToFile)
    try settle(result.rejections, reading, talk)
  }
}
