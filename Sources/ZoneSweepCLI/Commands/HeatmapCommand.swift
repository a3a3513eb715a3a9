internal import ArgumentParser
internal import Foundation
internal import ZoneAnalysis
internal import ZoneFormats
internal import ZoneGeometry
internal import ZoneModel
internal import ZoneOperations
internal import ZoneStore

/// `zonesweep heatmap`
struct HeatmapCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "heatmap",
      abstract: say(
        "Findings or observations on a grid: cells as data, a picture or a page.",
        zh: "问题点或检查记录的网格热力图：数据、图片或网页。"),
      discussion: say(
        """
        Cells lie on a fixed grid of the plane named in the output (in mainland China the CGCS2000 3-degree zone of the data's \
        centre, elsewhere UTM), so they keep their ids from run to run. A cell owns its western and southern edge. -o FILE.svg and -o FILE.html draw them in \
        classes of colour with a legend; where nobody looked, rates are hatched. Zones named (or a project's) are outlined.

        examples:
          zonesweep heatmap --findings findings.csv --cell 100 -o heat.geojson
          zonesweep heatmap --findings f.geojson --observations tracks.geojson \\
            --measure rate --by zone --zones z.geojson -o h.csv
          zonesweep heatmap --findings findings.csv --zones street=streets.geojson \\
            --cell 200 --title "Litter" -o heat.svg
        """,
        zh: """
          网格固定在输出所注明的平面坐标系上（中国大陆取数据中心所在的 CGCS2000 三度带，其他地区取 UTM），\
          因此每次运行编号不变。每格包含其西边和南边。-o 文件.svg 或 文件.html 生成分级着色并带图例的图；\
          计算问题率时无人检查处画斜线。给出区域（或项目文件）时画出其边界。

          示例：
            zonesweep heatmap --findings 问题.csv --cell 100 -o 热力.geojson
            zonesweep heatmap --findings 问题.geojson --observations 轨迹.geojson \\
              --measure rate --by zone --zones 区域.geojson -o 热力.csv
            zonesweep heatmap --findings 问题.csv --zones street=街道.geojson \\
              --cell 200 --title 暴露垃圾 -o 热力图.svg
          """))
  }

  @OptionGroup var findings: FindingArguments
  @OptionGroup var observations: ObservationArguments
  @Option(
    name: .long, parsing: .singleValue,
    help: help(
      "zones, for --by zone and as outlines of pictures", zh: "区域文件，用于 --by zone 和图片中的边界",
      value: "[kind=]file"))
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
  @Option(
    name: .long,
    help: help(
      "limits between a picture's classes, as 2,5,10 (default: about equally many cells in each of five)",
      zh: "图片的分级界限，如 2,5,10（默认五级，每级格数大致相等）", value: "n,n,…"))
  var breaks: String?
  @Option(name: .long, help: help("title of a picture", zh: "图片标题", value: "text"))
  var title: String?
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

  private func picture(_ time: TimeText) throws -> HeatPictureOptions {
    var picture = HeatPictureOptions()
    picture.time = time
    picture.title = title
    if let breaks {
      let limits = breaks.split(separator: ",", omittingEmptySubsequences: false).map {
        Double($0.trimmingCharacters(in: .whitespaces)) ?? .nan
      }
      guard limits.allSatisfy({ $0.isFinite && $0 > 0 }),
        zip(limits, limits.dropFirst()).allSatisfy({ $0 < $1 }),
        limits.count <= HeatPictureOptions.mostLimits
      else {
        throw ValidationError(
          say(
            "--breaks takes at most \(HeatPictureOptions.mostLimits) ascending numbers above 0, as 2,5,10, not \(breaks)",
            zh: "--breaks 应为至多 \(HeatPictureOptions.mostLimits) 个递增的正数，如 2,5,10，不能是 \(breaks)"))
      }
      picture.limits = limits
    }
    return picture
  }

  private func input(_ heat: inout HeatmapOptions) throws -> InputOptions {
    var options = InputOptions()
    try findings.apply(to: &options)
    try observations.apply(to: &options)
    heat = try self.heat(options.time)
    heat.isForPicture = try output.picture() != nil
    var group = ZoneArguments()
    group.zones = zones
    group.zonesDatum = zonesDatum
    group.field = []
    group.noRepair = false
    if heat.isByZone {
      try group.apply(to: &options, orFrom: project)
    } else if heat.isForPicture {
      try group.applyIfNamed(to: &options)
    }
    try project.apply(to: &options)
    options.reading = try reading.options()
    guard !options.findings.isEmpty || (heat.measure == .observations && !options.observations.isEmpty) else {
      if let problem = options.lacking(heat.measure == .observations ? .observations : .findings) {
        throw problem
      }
      throw ValidationError(say("--findings FILE is missing", zh: "缺少 --findings 文件"))
    }
    if heat.measure == .rate, options.observations.isEmpty {
      if let problem = options.lacking(.observations) { throw problem }
      throw ValidationError(
        say(
          "--measure rate is findings per observation: add --observations FILE",
          zh: "--measure rate 为每次检查的问题数，请加 --observations 文件"))
    }
    return options
  }

  func run() throws {
    let talk = Talk(common)
    var heat = HeatmapOptions()
    let options = try input(&heat)
    let form = try output.picture()
    let picture = try picture(options.time)
    if form == nil, breaks != nil || title != nil {
      throw ValidationError(
        say(
          "--breaks and --title go with a picture: -o FILE.svg or FILE.html",
          zh: "--breaks 与 --title 用于图片：-o 文件.svg 或 文件.html"))
    }
    let target = form == nil ? try output.target(csvGeometry: .none) : nil
    let writing = try output.options(options.time)
    let map = try drawHeatmap(options, heat, threads: threads.count, reporter: talk.reporter)
    talk.finish()
    try AtomicFile.together {
      try keep(map.rejections, reading)
      if let target {
        try write(to: target, threads: threads.count) { try map.outputLayer(writing) }
      } else if let form {
        let drawn = try HeatPicture(map, picture)
        try output.put(form == .svg ? drawn.svg(in: language) : drawn.html(in: language))
      }
    }
    try talk.print([map.summary], isOutputFree: output.isToFile)
    try settle(map.rejections, reading, talk)
  }
}
