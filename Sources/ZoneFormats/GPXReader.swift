internal import Foundation
internal import ZoneGeometry
internal import ZoneModel

/// Reads GPX 1.0 and 1.1: a row for each waypoint (a point), route (a line) and track (its segments as lines).
///
/// Properties are `name`, `type` (`waypoint`, `route`, `track`) and `time`, the first fix in UTC; the times of
/// vertices are in `Layer.vertexTimes`. Elevations and extensions are not read.
///
/// - Source: topografix.com/GPX/1/1.
public enum GPXReader {
  /// The file's waypoints, routes and tracks, in file order.
  ///
  /// An element with a position that is not on earth is rejected as a whole, the others go on. Segments of a
  /// single position are left out, with a notice, unless there is nothing else in the element.
  ///
  /// - Parameter encoding: `nil`: as the XML declares.
  /// - Throws: `Problem(.badData)`: not GPX, cut off, tags that do not match, another encoding.
  public static func read(_ storage: ByteStorage, name: String, encoding: TextEncoding? = nil) throws -> Layer
  {
    let decoded = try XMLScanner.decoded(storage, named: encoding, file: name)
    if decoded.text.bytes.allSatisfy({ $0 <= 0x20 }) { throw Problem.emptyFile(name) }
    var parser = GPXParser(decoded.text, name: name)
    do {
      try parser.document()
    } catch let fault as XMLScanner.Fault {
      throw parser.problem(fault)
    }
    return parser.layer(decoded.notices)
  }
}

/// One pass over a GPX text.
private struct GPXParser {
  /// What an element of the document becomes.
  enum Kind: String {
    case waypoint, route, track
  }

  /// An element while it is read.
  struct Record {
    let kind: Kind
    let start: Int
    var name: String?
    var lines: [[FilePosition]] = []
    var times: [[Double]] = []
    var hasTimes = false
    var fault: (reason: Phrase, hint: Phrase?)?
  }

  let text: ByteStorage
  let name: String
  var scanner: XMLScanner
  var record: Record?
  var count = 0
  var droppedSegments = 0
  /// A time without an offset is UTC, as GPX says.
  let clock = TimeText(zone: .gmt)

  var geometries = GeometryColumn()
  var names: [PropertyValue] = []
  var types: [PropertyValue] = []
  var times: [PropertyValue] = []
  var records: [Int] = []
  var offsets: [Int] = []
  var vertexTimes: [Int: [[Double]]] = [:]
  var rejections: [Rejection] = []

  init(_ text: ByteStorage, name: String) {
    self.text = text
    self.name = name
    scanner = XMLScanner(text)
  }
}

// MARK: - Elements

extension GPXParser {
  mutating func document() throws {
    var isFirst = true
    var start = scanner.offset
    while let event = try scanner.next() {
      if case .open(let element) = event {
        // the tag begins one byte before its name
        start = element.lowerBound - 1
        if isFirst, !scanner.isNamed(element, "gpx") { throw notGPX(element) }
        isFirst = false
        if scanner.depth == 2, let kind = kind(element) { try read(kind, from: start) }
      }
    }
    if isFirst { throw notGPX(nil) }
  }

  private func kind(_ element: Range<Int>) -> Kind? {
    if scanner.isNamed(element, "wpt") { return .waypoint }
    if scanner.isNamed(element, "trk") { return .track }
    return scanner.isNamed(element, "rte") ? .route : nil
  }

  /// Reads one element to its end and makes a row or a rejection of it.
  private mutating func read(_ kind: Kind, from start: Int) throws {
    count += 1
    var record = Record(kind: kind, start: start)
    if kind != .track { record.openLine() }
    if kind == .waypoint { add(to: &record) }
    while let event = try scanner.next() {
      if case .close = event, scanner.depth == 1 { break }
      guard case .open(let element) = event else { continue }
      try child(element, of: &record)
    }
    finish(record)
  }

  /// An element inside a waypoint, route or track, by its depth: names of links and extensions are others'.
  private mutating func child(_ element: Range<Int>, of record: inout Record) throws {
    let depth = scanner.depth
    let pointDepth = record.kind == .track ? 4 : 3
    if depth == 3, scanner.isNamed(element, "name") {
      record.name = try content().trimmed
    } else if depth == 3, record.kind == .track, scanner.isNamed(element, "trkseg") {
      record.openLine()
    } else if depth == 3, record.kind == .waypoint, scanner.isNamed(element, "time") {
      record.setTime(clock.instant(try content().trimmed))
    } else if record.kind != .waypoint, depth == pointDepth,
      scanner.isNamed(element, record.kind == .track ? "trkpt" : "rtept")
    {
      add(to: &record)
      try point(depth: depth, of: &record)
    }
  }

  /// The rest of a track or route point: its time.
  private mutating func point(depth: Int, of record: inout Record) throws {
    while let event = try scanner.next() {
      if case .close = event, scanner.depth < depth { return }
      guard case .open(let element) = event, scanner.depth == depth + 1, scanner.isNamed(element, "time")
      else {
        continue
      }
      record.setTime(clock.instant(try content().trimmed))
    }
  }

  /// The text of the element just opened, to its end.
  private mutating func content() throws -> String {
    let depth = scanner.depth
    var result = ""
    while let event = try scanner.next() {
      switch event {
      case .close where scanner.depth < depth: return result
      case .text(let range, let isVerbatim):
        let bytes = scanner.bytes(range)
        result += isVerbatim ? String(decoding: bytes, as: UTF8.self) : XMLScanner.unescaped(bytes)
      default: break
      }
    }
    return result
  }

  /// Adds the position in the attributes of the tag read last.
  private func add(to record: inout Record) {
    guard let lon = number("lon"), let lat = number("lat") else {
      record.fault = record.fault ?? (unreadable, nil)
      return record.append(FilePosition(.nan, .nan))
    }
    if abs(lon) > 180 || abs(lat) > 90 { record.fault = record.fault ?? Self.outside(lon, lat) }
    record.append(FilePosition(lon, lat))
  }

  private func number(_ attribute: StaticString) -> Double? {
    guard let range = scanner.attribute(attribute) else { return nil }
    var number = JSONScanner(text)
    number.at = text.base + range.lowerBound
    if let value = number.number(), number.offset == range.upperBound { return value.isFinite ? value : nil }
    let words = XMLScanner.unescaped(scanner.bytes(range)).trimmed
    return Double(words).flatMap { $0.isFinite ? $0 : nil }
  }
}

extension GPXParser.Record {
  mutating func openLine() {
    lines.append([])
    times.append([])
  }

  /// A point outside any segment begins one.
  mutating func append(_ position: FilePosition) {
    if lines.isEmpty { openLine() }
    lines[lines.count - 1].append(position)
    times[times.count - 1].append(.nan)
  }

  /// Sets the time of the position added last.
  mutating func setTime(_ instant: Instant?) {
    guard let instant, let line = times.indices.last, let vertex = times[line].indices.last else { return }
    times[line][vertex] = instant
    hasTimes = true
  }
}

// MARK: - Rows

extension GPXParser {
  private mutating func finish(_ record: Record) {
    if let fault = record.fault { return reject(record, fault) }
    let (shape, times) = shape(of: record)
    if record.hasTimes, record.kind != .waypoint, shape.map({ !$0.lines.isEmpty }) ?? false {
      vertexTimes[geometries.count] = times
    }
    let first = record.times.lazy.flatMap { $0 }.first { !$0.isNaN }
    geometries.append(shape)
    names.append(record.name.flatMap { $0.isEmpty ? nil : .text($0) } ?? .null)
    types.append(.text(record.kind.rawValue))
    self.times.append(first.map { .text(clock.text($0)) } ?? .null)
    records.append(count)
    offsets.append(record.start)
  }

  /// The lines of two positions and more; where there are none, the single positions.
  private mutating func shape(of record: Record) -> (Geometry<FilePosition>?, [[Double]]) {
    if record.kind == .waypoint { return (record.lines.first?.first.map { .point($0) }, []) }
    let drawn = record.lines.indices.filter { record.lines[$0].count > 1 }
    let single = record.lines.filter { $0.count == 1 }.map { $0[0] }
    if drawn.isEmpty {
      return (single.count == 1 ? .point(single[0]) : single.isEmpty ? nil : .multiPoint(single), [])
    }
    droppedSegments += single.count
    let lines = drawn.map { record.lines[$0] }
    return (record.kind == .route ? .line(lines[0]) : .multiLine(lines), drawn.map { record.times[$0] })
  }

  private mutating func reject(_ record: Record, _ fault: (reason: Phrase, hint: Phrase?)) {
    let bytes = text.bytes[record.start..<scanner.offset]
    rejections.append(
      Rejection(
        file: name, record: count, line: text.line(at: record.start),
        id: record.name.flatMap { $0.isEmpty ? nil : $0 },
        reason: fault.reason, hint: fault.hint, content: String(decoding: bytes, as: UTF8.self)))
  }

  func layer(_ notices: [Notice]) -> Layer {
    let table = PropertyTable(names: ["name", "type", "time"], columns: [names, types, times])
    return Layer(
      name: name, geometries: geometries, properties: table, records: records,
      places: .offsets(offsets, in: text), declaredDatum: .wgs84, vertexTimes: vertexTimes,
      rejections: rejections, notices: notices + self.notices)
  }
}

// MARK: - What to tell

extension GPXParser {
  private var notices: [Notice] {
    if droppedSegments == 0 { return [] }
    return [
      Notice(
        Phrase(
          "\(droppedSegments) track segments of a single position were left out",
          zh: "\(droppedSegments) 个只有一个点的轨迹段已忽略"),
        at: Phrase(name, zh: name))
    ]
  }

  private static func outside(_ lon: Double, _ lat: Double) -> (Phrase, Phrase?) {
    let isMetres = abs(lon) > 400 || abs(lat) > 400
    let hint =
      isMetres
      ? Phrase(
        "projected metres? GPX holds degrees: export it again as WGS 84",
        zh: "像是投影坐标（米）？GPX 只能存放度，请重新导出为 WGS 84")
      : Phrase("latitude lies in −90…90 and longitude in −180…180", zh: "纬度范围 −90…90，经度范围 −180…180")
    return (
      Phrase("lat=\"\(lat)\" lon=\"\(lon)\" is not on earth", zh: "lat=\"\(lat)\" lon=\"\(lon)\" 超出经纬度范围"),
      hint
    )
  }

  private var unreadable: Phrase {
    func seen(_ attribute: StaticString) -> String {
      scanner.attribute(attribute).map { "\"\(XMLScanner.unescaped(scanner.bytes($0)))\"" } ?? "—"
    }
    let pair = "lat=\(seen("lat")) lon=\(seen("lon"))"
    return Phrase("a point has no readable position: \(pair)", zh: "点的坐标无法读取：\(pair)")
  }

  private func notGPX(_ element: Range<Int>?) -> Problem {
    let root = element.map { "<\(String(decoding: scanner.bytes($0), as: UTF8.self))>" } ?? "—"
    return Problem(
      .badData, Phrase("this is no GPX: the document begins with \(root)", zh: "这不是 GPX：文档以 \(root) 开头"),
      at: Phrase(name, zh: name), hint: Phrase("export the track as GPX", zh: "请将轨迹导出为 GPX"))
  }

  func problem(_ fault: XMLScanner.Fault) -> Problem {
    let line = text.line(at: fault.offset)
    let hint =
      fault.isCut
      ? Phrase("it was cut off: copy or export the file again", zh: "文件被截断，请重新复制或导出")
      : Phrase("correct the place or export the file again", zh: "请修改该处，或重新导出文件")
    return Problem(
      .badData,
      Phrase("not valid XML: \(fault.reason.english)", zh: "XML 无效：\(fault.reason.chinese)"),
      at: Phrase("\(name), line \(line)", zh: "\(name)，第 \(line) 行"), hint: hint)
  }
}
