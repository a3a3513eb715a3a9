internal import ArgumentParser
internal import ZoneFormats
internal import ZoneGeometry
internal import ZoneModel
internal import ZoneOperations

/// `zonesweep convert`
struct ConvertCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "convert",
      abstract: say(
        "Between WGS 84, GCJ-02, BD-09 and any EPSG code, and between formats.",
        zh: "在 WGS 84、GCJ-02、BD-09 和任意 EPSG 坐标系之间、各种格式之间转换。"),
      discussion: say(
        """
        Keeps every feature and every property. Coordinates are longitude or easting first.

        examples:
          zonesweep convert amap.geojson --from gcj02 -o wgs84.geojson
          zonesweep convert points.csv --from bd09 --to EPSG:4548 \\
            -o points-4548.csv
        """,
        zh: """
          保留全部要素和属性。坐标一律经度（东坐标）在前。

          示例：
            zonesweep convert 高德.geojson --from gcj02 -o wgs84.geojson
            zonesweep convert 点位.csv --from bd09 --to EPSG:4548 -o 点位-4548.csv
          """))
  }

  @Argument(help: help("file to read, - for standard input", zh: "输入文件，- 表示标准输入", value: "input"))
  var input: String
  @Option(
    name: .long,
    help: help(
      "datum of the input (default: what it declares, else wgs84)", zh: "输入的坐标基准（默认按文件声明，否则 wgs84）",
      value: "datum"))
  var from: String?
  @Option(name: .long, help: help("datum of the output (wgs84)", zh: "输出的坐标基准（默认 wgs84）", value: "datum"))
  var to: String?
  @OptionGroup var reading: ReadingArguments
  @OptionGroup var output: OutputArguments
  @OptionGroup var common: CommonArguments

  func validate() throws {
    if to != nil, output.datum != nil {
      throw ValidationError(
        say("--to and --datum say the same here; give one of them", zh: "此处 --to 与 --datum 含义相同，请只给一个"))
    }
  }

  func run() throws {
    let talk = Talk(common)
    let target = try output.target()
    let result = try convertLayer(
      input, from: from.map { try datum($0, "--from") },
      to: (to ?? output.datum).map { try datum($0, "--to") } ?? .wgs84, reading: reading.options(),
      precision: output.precision, reporter: talk.reporter)
    talk.finish()
    try AtomicFile.together {
      try keep(result.rejections, reading)
      try write(result.output, to: target)
    }
    if !common.quiet {
      Terminal.print(
        say(
          "\(result.output.count) records written, read as \(result.source)",
          zh: "已写出 \(result.output.count) 条记录，输入按 \(result.source) 读取"))
    }
    try settle(result.rejections, reading, talk)
  }
}
