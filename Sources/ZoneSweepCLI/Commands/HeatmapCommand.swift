internal import ArgumentParser
internal import ZoneAnalysis
internal import ZoneFormats
internal import ZoneGeometry
internal import ZoneModel
internal import ZoneOperations

/// `zonesweep heatmap`
struct HeatmapCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "heatmap",
      abstract: say(
        "Findings or observations on a grid, as GeoJSON cells.", zh: "问题点或检查记录的网格热力图（GeoJSON 面）。"),
      discussion: say(
        """
        Cells lie on a fixed grid of the plane named in the output (in mainland China the CGCS2000 3-degree zone of the data's \
        centre, elsewhere UTM), so they keep their ids from run to run. A cell owns its western and southern edge.

        examples:
          zonesweep heatmap --findings findings.csv --cell 100 -o heat.geojson
          zonesweep heatmap --findings f.geojson --observations tracks.geojson \\
            --measure rate --by zone --zones z.geojson -o h.csv
        """,
        zh: """
          网格固定在输出所注明的平面坐标系上（中国大陆取数据中心所在的 CGCS2000 三度带，其他地区取 UTM），\
          因此每次运行编号不变。每格包含其西边和南边。

          示例：
            zonesweep heatmap --findings 问题.csv --cell 100 -o 热力.geojson
            zonesweep heatmap --findings 问题.geojson --observations 轨迹.geojson \\
              --measure rate --by zone --zones 区域.geojson -o 热力.csv
          """))
  }

  @OptionGroup var findings: FindingArguments
  @OptionGroup var observations: ObservationArguments
  @Option(
    name: .long, parsing: .singleValue,
    help: help("zones, for --by zone", zh: "区域文件，用于 --by zone", value: "[kind=]file"))
  var zones: [String] = []
  @Option(
    name: .customLong("zones-datum"), parsing: .singleValue,
    help: help("datum of the zones", zh: "区域的坐标基准", value: "datum"))
  var zonesDatum: [String] = []
  @Option(name: .long, help: help("cell size in metres", zh: "网格大小，单位米", value: "m"))
  var cell = 100.0
  @Option(name: .long, help: help("square or hex", zh: "square（方格）或 hex（六边形）", value: "shape"))
  var shape = "square"
  @Option(
    name: .long,
    help: help(
      "findings, observations or rate (findings per observation)",
      zh: "findings、observations 或 rate（每次检查的问题数）", value: "measure"))
  var measure = "findings"
  @Option(
    name: .long, help: help("zone: count by zone instead of by cell", zh: "zone：按区域而不是按网格统计", value: "zone"))
  var by: String?
  @Option(
    name: .long, help: help("kernel density with this bandwidth in metres", zh: "核密度估计的带宽，单位米", value: "m"))
  var kernel: Double?
  @Flag(
    name: .long,
    help: help(
      "with --measure rate: shrink rates from few observations towards the mean (of a zone's kind)",
      zh: "与 --measure rate 同用：检查少的向平均（按区域时为同类平均）收缩"))
  var smooth = false
  @Option(
    name: .long, help: help("plane of the grid, as EPSG:n", zh: "网格所在的平面坐标系，如 EPSG:4548", value: "epsg"))
  var plane: String?
  @OptionGroup var project: ProjectArguments
  @OptionGroup var window: WindowArguments
  @OptionGroup var threads: ThreadArguments
  @OptionGroup var reading: ReadingArguments
  @OptionGroup var output: OutputArguments
  @OptionGroup var common: CommonArguments

  private func heat(_ time: TimeText) throws -> HeatmapOptions {
    var heat = HeatmapOptions()
    guard cell > 0, cell.isFinite, cell >= 0.01, cell <= 1e6 else {
      throw ValidationError(
        say("--cell takes metres from 0.01 to 1,000,000", zh: "--cell 取值 0.01 到 1000000 米"))
    }
    guard let shape = CellShape(rawValue: shape) else {
      throw ValidationError(say("--shape takes square or hex", zh: "--shape 只能是 square 或 hex"))
    }
    guard let measure = HeatMeasure(rawValue: measure) else {
      throw ValidationError(
        say(
          "--measure takes findings, observations or rate", zh: "--measure 只能是 findings、observations 或 rate"))
    }
    if let kernel, !(kernel > 0 && kernel <= cell * 200) {
      throw ValidationError(
        say("--kernel takes metres above 0, at most 200 cells", zh: "--kernel 应大于 0 且不超过 200 个网格"))
    }
    guard by == nil || by == "zone" else {
      throw ValidationError(say("--by takes zone", zh: "--by 只能是 zone"))
    }
    if kernel != nil, measure == .observations || by != nil {
      throw ValidationError(
        say(
          "--kernel spreads findings over cells; it goes with neither --measure observations nor --by zone",
          zh: "--kernel 按网格估计问题点密度，不能与 --measure observations 或 --by zone 同用"))
    }
    if smooth, measure != .rate {
      throw ValidationError(say("--smooth goes with --measure rate", zh: "--smooth 须与 --measure rate 同用"))
    }
    heat.smooths = smooth
    heat.cell = cell
    heat.shape = shape
    heat.measure = measure
    heat.kernel = kernel
    heat.isByZone = by == "zone"
    heat.plane = try planeDefinition()
    heat.window = try window.window(time)
    return heat
  }

  private func planeDefinition() throws -> PlaneDefinition? {
    guard let plane else { return nil }
    guard let chosen = Datum(name: plane), case .epsg(let code) = chosen else {
      throw ValidationError(
        say("--plane takes a projected system, as EPSG:4548", zh: "--plane 应为投影坐标系，如 EPSG:4548"))
    }
    return .epsg(code)
  }

  func run() throws {
    let talk = Talk(common)
    var options = InputOptions()
    try findings.apply(to: &options)
    try observations.apply(to: &options)
    let heat = try heat(options.time)
    if heat.isByZone {
      var group = ZoneArguments()
      group.zones = zones
      group.zonesDatum = zonesDatum
      group.field = []
      group.noRepair = false
      try group.apply(to: &options, orFrom: project)
    }
    try project.apply(to: &options)
    options.reading = try reading.options()
    guard !options.findings.isEmpty || (heat.measure == .observations && !options.observations.isEmpty) else {
      throw ValidationError(say("--findings FILE is missing", zh: "缺少 --findings 文件"))
    }
    if heat.measure == .rate, options.observations.isEmpty {
      throw ValidationError(
        say(
          "--measure rate is findings per observation: add --observations FILE",
          zh: "--measure rate 为每次检查的问题数，请加 --observations 文件"))
    }
    let target = try output.target(csvGeometry: .none)
    let writing = try output.options(options.time)
    let map = try drawHeatmap(options, heat, threads: threads.count, reporter: talk.reporter)
    talk.finish()
    try keep(map.rejections, reading)
    try write(to: target, threads: threads.count) { try map.outputLayer(writing) }
    try talk.print([map.summary], isOutputFree: output.isToFile)
    try settle(map.rejections, reading, talk)
  }
}
