internal import ArgumentParser
internal import Foundation
internal import ZoneFormats
internal import ZoneGeometry
internal import ZoneModel
internal import ZoneOperations

/// How files are read.
struct ReadingArguments: ParsableArguments {
  @Option(
    name: .long,
    help: help(
      "encoding of text files: utf-8, gb18030, gbk, utf-16le, utf-16be",
      zh: "文本编码：utf-8、gb18030、gbk、utf-16le、utf-16be", value: "name"))
  var encoding: String?

  @Option(
    name: .long, help: help("CSV column of longitude or easting", zh: "CSV 中经度（东坐标）列名", value: "column"))
  var lon: String?

  @Option(
    name: .long, help: help("CSV column of latitude or northing", zh: "CSV 中纬度（北坐标）列名", value: "column"))
  var lat: String?

  @Option(name: .long, help: help("layer of a file that has several", zh: "多图层文件中的图层名", value: "name"))
  var layer: String?

  @Flag(name: .long, help: help("any record left out ends with exit code 65", zh: "只要有记录被拒收，退出码即为 65"))
  var strict = false

  @Option(
    name: .long,
    help: help(
      "write records left out, with reasons (.csv or JSON lines)", zh: "保存被拒收的记录及原因（.csv，或每行一个 JSON）",
      value: "file"))
  var rejects: String?

  func validate() throws {
    guard rejects != "-" else {
      throw ValidationError(
        say("--rejects takes a file; data may go to standard output", zh: "--rejects 只能写文件，标准输出留给数据"))
    }
  }

  func options() throws -> ReadingOptions {
    var options = ReadingOptions(longitudeColumn: lon, latitudeColumn: lat, layer: layer)
    if let encoding {
      guard let known = TextEncoding(name: encoding) else {
        throw ValidationError(
          say(
            "unknown encoding \(encoding); known: \(TextEncoding.knownNames.joined(separator: ", "))",
            zh: "未知编码 \(encoding)；可用：\(TextEncoding.knownNames.joined(separator: "、"))"))
      }
      options.encoding = known
    }
    return options
  }
}

/// The zones.
struct ZoneArguments: ParsableArguments {
  @Option(
    name: .long, parsing: .singleValue,
    help: help(
      "zones, all of one kind where KIND is given (repeatable)", zh: "区域文件；可加类型前缀，如 market=市场.geojson（可重复）",
      value: "[kind=]file"))
  var zones: [String] = []

  @Option(
    name: .customLong("zones-datum"), parsing: .singleValue,
    help: help(
      "datum of the zones: wgs84, cgcs2000, gcj02, bd09, EPSG:n",
      zh: "区域的坐标基准：wgs84、cgcs2000、gcj02、bd09、EPSG:n", value: "datum"))
  var zonesDatum: [String] = []

  @Option(
    name: .long, parsing: .singleValue,
    help: help(
      "read our property NAME from another one, as in id=GRID_CODE (repeatable)",
      zh: "从其他名称的列读取属性，如 id=GRID_CODE（可重复）", value: "name=property"))
  var field: [String] = []

  @Flag(
    name: .customLong("no-repair"),
    help: help("leave broken boundaries out instead of repairing them", zh: "不修复无效边界，直接拒收"))
  var noRepair = false

  func apply(to options: inout InputOptions, orFrom project: ProjectArguments? = nil) throws {
    if zones.isEmpty, project?.path(withFiles: false) == nil {
      throw ValidationError(
        project == nil
          ? say("--zones FILE is missing", zh: "缺少 --zones 文件")
          : say("--zones FILE (or --project FILE) is missing", zh: "缺少 --zones 文件（或 --project 文件）"))
    }
    try applyIfNamed(to: &options)
  }

  /// The same where zones may be missing.
  func applyIfNamed(to options: inout InputOptions) throws {
    options.zones = zones.map(Self.source)
    options.zonesDatum = try zonesDatum.map { try datum($0, "--zones-datum") }
    options.repairs = !noRepair
    for pair in field {
      let parts = pair.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2, InputOptions.fieldNames.contains(parts[0]) else {
        throw ValidationError(
          say(
            "--field takes NAME=PROPERTY, NAME one of \(InputOptions.fieldNames.joined(separator: ", "))",
            zh: "--field 格式为 NAME=列名，NAME 可为 \(InputOptions.fieldNames.joined(separator: "、"))"))
      }
      options.fields[parts[0]] = parts[1]
    }
  }

  /// `market=markets.geojson`; a file whose own name holds an equals sign is a file.
  private static func source(_ text: String) -> ZoneSource {
    guard let mark = text.firstIndex(of: "="), !FileManager.default.fileExists(atPath: text) else {
      return ZoneSource(path: text)
    }
    let kind = text[..<mark]
    guard !kind.isEmpty, !kind.contains("/"), !kind.contains(".") else { return ZoneSource(path: text) }
    return ZoneSource(kind: ZoneKind(name: String(kind)), path: String(text[text.index(after: mark)...]))
  }
}

/// The findings.
struct FindingArguments: ParsableArguments {
  @Option(
    name: .long, parsing: .singleValue, help: help("findings (repeatable)", zh: "问题点文件（可重复）", value: "file"))
  var findings: [String] = []

  @Option(
    name: .customLong("findings-datum"), parsing: .singleValue,
    help: help(
      "datum of the findings; once for all files or once a file", zh: "问题点的坐标基准；只给一个则用于全部文件，也可每个文件各给一个",
      value: "datum"))
  var findingsDatum: [String] = []

  @Option(
    name: .long,
    help: help("zone of times without an offset", zh: "未带时区的时间所属的时区", value: "zone"))
  var tz = "Asia/Shanghai"

  func apply(to options: inout InputOptions) throws {
    options.findings = findings
    options.findingsDatum = try findingsDatum.map { try datum($0, "--findings-datum") }
    options.time = try timeText(tz)
    try checkCount(options.findingsDatum.count, findings.count, "--findings-datum")
  }
}

/// The observations.
struct ObservationArguments: ParsableArguments {
  @Option(
    name: .long, parsing: .singleValue,
    help: help("visits and tracks (repeatable)", zh: "检查记录：到访点或轨迹（可重复）", value: "file"))
  var observations: [String] = []

  @Option(
    name: .customLong("observations-datum"), parsing: .singleValue,
    help: help("datum of the observations", zh: "检查记录的坐标基准", value: "datum"))
  var observationsDatum: [String] = []

  @Option(
    name: .long,
    help: help("metres seen around an observation that does not say", zh: "检查记录未注明时采用的观察半径，单位米", value: "m"))
  var radius = 30.0

  @Flag(
    name: .customLong("findings-are-not-observations"),
    help: help("do not count inspectors' findings as observations", zh: "检查人员发现的问题不算检查记录"))
  var findingsAreNotObservations = false

  func apply(to options: inout InputOptions) throws {
    options.observations = observations
    options.observationsDatum = try observationsDatum.map { try datum($0, "--observations-datum") }
    try checkCount(options.observationsDatum.count, observations.count, "--observations-datum")
    guard radius > 0, radius.isFinite, radius <= 100_000 else {
      throw ValidationError(say("--radius takes metres above 0", zh: "--radius 应为大于 0 的米数"))
    }
    options.radius = radius
    options.findingsAreObservations = !findingsAreNotObservations
  }
}

/// The window and the moment of time.
struct WindowArguments: ParsableArguments {
  @Option(name: .long, help: help("count from this time on", zh: "起始时间（含）", value: "time"))
  var from: String?

  @Option(name: .long, help: help("count up to before this time", zh: "结束时间（不含）", value: "time"))
  var to: String?

  func window(_ time: TimeText) throws -> TimeWindow {
    let window = TimeWindow(
      from: try from.map { try instant($0, "--from", time) }, to: try to.map { try instant($0, "--to", time) }
    )
    if let from = window.from, let to = window.to, from >= to {
      throw ValidationError(say("--from must lie before --to", zh: "--from 必须早于 --to"))
    }
    return window
  }
}

func instant(_ text: String, _ option: String, _ time: TimeText) throws -> Instant {
  guard let instant = time.instant(text) else {
    throw ValidationError(
      say(
        "\(option): \"\(text)\" names no time; write 2026-08-30 or 2026-08-30T09:05:00+08:00",
        zh: "\(option)：无法识别时间“\(text)”；请写成 2026-08-30 或 2026-08-30T09:05:00+08:00"))
  }
  return instant
}

func datum(_ name: String, _ option: String) throws -> Datum {
  guard let datum = Datum(name: name) else {
    throw ValidationError(
      say(
        "\(option): unknown datum \(name); known: wgs84, cgcs2000, gcj02, bd09, EPSG:nnnn",
        zh: "\(option)：未知坐标基准 \(name)；可用：wgs84、cgcs2000、gcj02、bd09、EPSG:nnnn"))
  }
  return datum
}

func timeText(_ zone: String) throws -> TimeText {
  guard let time = TimeText(zoneNamed: zone) else {
    throw ValidationError(say("--tz: unknown time zone \(zone)", zh: "--tz：未知时区 \(zone)"))
  }
  return time
}

private func checkCount(_ datums: Int, _ files: Int, _ option: String) throws {
  if datums > 1, datums != files {
    throw ValidationError(
      say(
        "\(option): give one for all files or one a file (\(files) files)",
        zh: "\(option)：请给出一个（用于全部文件）或每个文件一个（共 \(files) 个）"))
  }
}
