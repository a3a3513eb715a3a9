internal import ArgumentParser
internal import ZoneFormats
internal import ZoneGeometry
internal import ZoneModel
internal import ZoneOperations

/// Where results go and how they are written.
struct OutputArguments: ParsableArguments {
  @Option(
    name: .shortAndLong,
    help: help("write to a file; its ending tells the format", zh: "输出文件，由扩展名决定格式", value: "file"))
  var output: String?

  @Option(
    name: .long,
    help: help("geojson, geojsonl, csv or gpkg", zh: "geojson、geojsonl、csv 或 gpkg", value: "format"))
  var format: String?

  @Option(name: .long, help: help("datum to write (default wgs84)", zh: "输出坐标基准（默认 wgs84）", value: "datum"))
  var datum: String?

  @Option(name: .long, help: help("decimals of a degree, at most 7", zh: "经纬度小数位数", value: "n"))
  var precision = 7

  @Option(
    name: .customLong("output-encoding"),
    help: help("encoding of CSV output: utf-8 or gb18030", zh: "CSV 输出编码：utf-8 或 gb18030", value: "name"))
  var outputEncoding: String?

  @Option(
    name: .customLong("csv-geometry"),
    help: help(
      "geometry in CSV: auto (points lon/lat, else wkt), none or wkt",
      zh: "CSV 中的几何：auto（点为经纬度，其他为 WKT）、none 或 wkt", value: "form"))
  var csvGeometry: String?

  func validate() throws {
    guard (0...7).contains(precision) else {
      throw ValidationError(say("--precision takes 0 to 7", zh: "--precision 取值 0 到 7"))
    }
  }

  /// Whether standard output is free for something else than data.
  var isToFile: Bool { output != nil && output != "-" }

  /// Whether the file named is a workbook.
  var isWorkbook: Bool { format == nil && output?.lowercased().hasSuffix(".xlsx") == true }

  func options(_ time: TimeText = .shanghai) throws -> OutputOptions {
    var options = OutputOptions()
    if let datum { options.datum = try ZoneSweepCLI.datum(datum, "--datum") }
    options.precision = precision
    options.time = time
    options.language = language
    return options
  }

  /// A second file, its format told by its ending.
  ///
  /// - Throws: `ValidationError` for standard output, the first file, or an ending that tells no format.
  func target(
    beside path: String, _ option: String, csvGeometry: CSVWriter.Coordinates = .none
  ) throws -> OutputTarget {
    guard path != "-", path != output else {
      throw ValidationError(
        say("\(option) takes a file of its own", zh: "\(option) 须另指定一个文件"))
    }
    guard let format = OutputFormat(path: path) else {
      throw ValidationError(
        say(
          "\(option): the ending of \(path) tells no format; known: \(OutputFormat.knownNames.joined(separator: ", "))",
          zh: "\(option)：无法从 \(path) 的扩展名判断格式；可用：\(OutputFormat.knownNames.joined(separator: "、"))"))
    }
    var target = OutputTarget(path: path)
    target.format = format
    target.csvGeometry = csvGeometry
    target.isGB18030 = try self.target().isGB18030
    return target
  }

  /// - Parameter csvGeometry: what CSV holds of the geometry when the user does not say.
  func target(csvGeometry standard: CSVWriter.Coordinates = .auto) throws -> OutputTarget {
    var target = OutputTarget(path: output ?? "-")
    switch csvGeometry {
    case nil: target.csvGeometry = standard
    case "auto": target.csvGeometry = .auto
    case "none": target.csvGeometry = .none
    case "wkt": target.csvGeometry = .wkt
    case .some(let other):
      throw ValidationError(
        say(
          "--csv-geometry takes auto, none or wkt, not \(other)",
          zh: "--csv-geometry 只能是 auto、none 或 wkt，不能是 \(other)"))
    }
    if let format {
      guard let known = OutputFormat(name: format) else {
        throw ValidationError(
          say(
            "unknown format \(format); known: \(OutputFormat.knownNames.joined(separator: ", "))",
            zh: "未知格式 \(format)；可用：\(OutputFormat.knownNames.joined(separator: "、"))"))
      }
      target.format = known
    } else if isToFile, let output {
      guard let known = OutputFormat(path: output) else {
        throw ValidationError(
          say(
            "the ending of \(output) tells no format; add --format \(OutputFormat.knownNames.joined(separator: "|"))",
            zh: "无法从 \(output) 的扩展名判断格式；请加 --format \(OutputFormat.knownNames.joined(separator: "|"))"))
      }
      target.format = known
    }
    if let outputEncoding {
      guard let encoding = TextEncoding(name: outputEncoding), encoding == .utf8 || encoding == .gb18030
      else {
        throw ValidationError(
          say("--output-encoding takes utf-8 or gb18030", zh: "--output-encoding 只能是 utf-8 或 gb18030"))
      }
      target.isGB18030 = encoding == .gb18030
    }
    return target
  }
}

/// After a verb: records left out are written and judged.
func settle(_ rejections: [Rejection], _ reading: ReadingArguments, _ talk: Talk) throws {
  talk.explain(rejections, rejectsFile: reading.rejects)
  if reading.strict, !rejections.isEmpty {
    throw Problem(
      .badData,
      Phrase(
        "\(rejections.count) records were left out and --strict was asked for",
        zh: "有 \(rejections.count) 条记录被拒收，而指定了 --strict"),
      hint: Phrase("correct them, or leave out --strict", zh: "请更正这些记录，或去掉 --strict"))
  }
}

/// Writes the records left out, when a file for them is named.
func keep(_ rejections: [Rejection], _ reading: ReadingArguments) throws {
  if let path = reading.rejects { try writeRejections(rejections, to: path, language: language) }
}
