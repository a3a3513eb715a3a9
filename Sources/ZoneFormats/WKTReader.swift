internal import ZoneGeometry
internal import ZoneModel

/// Reads one geometry in well-known text: the seven types, `EMPTY`, `Z`, `M` and `ZM` (further numbers of a
/// position are stepped over), and PostGIS's `SRID=4490;` in front.
///
/// - Source: OGC 06-103r4, section 7.
struct WKTReader {
  /// Why the text is no such geometry.
  struct Fault: Error {
    let reason: Phrase
  }

  private typealias Shape = Geometry<FilePosition>
  private static let nestingLimit = 32

  private var scanner: JSONScanner
  private let end: JSONScanner.Pointer
  /// The system named in front of the geometry.
  private(set) var srid: Int?
  /// Rings whose last position did not repeat the first, closed now.
  private(set) var closedRings = 0

  /// The text between two offsets.
  init(_ storage: ByteStorage, from start: Int, to stop: Int) {
    scanner = JSONScanner(storage)
    scanner.at = storage.base + start
    end = storage.base + stop
  }

  /// The geometry; `nil` when it is empty.
  mutating func read() throws -> Geometry<FilePosition>? {
    skipSpace()
    try system()
    let shape = try geometry(depth: 0)
    skipSpace()
    if scanner.at < end { throw fault("something follows the geometry", "几何之后还有多余内容") }
    return shape
  }

  private mutating func system() throws {
    let start = scanner.at
    guard word() == "SRID" else {
      scanner.at = start
      return
    }
    guard take("="), let code = scanner.number(), code == code.rounded(), abs(code) < 1e6, take(";") else {
      throw fault("SRID= needs a code and a semicolon", "SRID= 之后应为代码和分号")
    }
    srid = Int(code)
  }

  private mutating func geometry(depth: Int) throws -> Geometry<FilePosition>? {
    if depth > Self.nestingLimit { throw fault("collections are nested too deeply", "集合嵌套过深") }
    var name = word()
    for suffix in ["ZM", "Z", "M"] where name.hasSuffix(suffix) && name.count > suffix.count {
      name.removeLast(suffix.count)
      break
    }
    if isEmpty() { return nil }
    switch name {
    case "POINT": return try single { try $0.position() }.map { .point($0) }
    case "LINESTRING": return .line(try line())
    case "POLYGON": return .polygon(try polygon())
    case "MULTIPOINT": return some(try list { try $0.bracketedPosition() }).map { .multiPoint($0) }
    case "MULTILINESTRING":
      return some(try list { try $0.isEmpty() ? nil : $0.line() }).map { .multiLine($0) }
    case "MULTIPOLYGON":
      return some(try list { try $0.isEmpty() ? nil : $0.polygon() }).map { .multiPolygon($0) }
    case "GEOMETRYCOLLECTION":
      return some(try list { try $0.geometry(depth: depth + 1) }).map { .collection($0) }
    default:
      throw fault(
        "\(name.isEmpty ? "this" : name) is no geometry type this program reads", "不支持的几何类型 \(name)")
    }
  }

  private func some<T>(_ items: [T]) -> [T]? { items.isEmpty ? nil : items }
}

// MARK: - Parts

extension WKTReader {
  /// One element in brackets.
  private mutating func single<T>(_ element: (inout WKTReader) throws -> T) throws -> T? {
    try open()
    let value = try element(&self)
    guard take(")") else { throw fault("a closing bracket is missing", "缺少右括号") }
    return value
  }

  /// Elements parted by commas in brackets; empty ones are left out.
  private mutating func list<T>(_ element: (inout WKTReader) throws -> T?) throws -> [T] {
    try open()
    var items: [T] = []
    repeat {
      if let item = try element(&self) { items.append(item) }
    } while take(",")
    guard take(")") else { throw fault("a comma or a closing bracket is missing", "缺少逗号或右括号") }
    return items
  }

  private mutating func open() throws {
    guard take("(") else { throw fault("an opening bracket is missing", "缺少左括号") }
  }

  private mutating func line() throws -> [FilePosition] {
    let line = try list { try $0.position() }
    if line.count < 2 { throw fault("a line has fewer than two positions", "线的坐标点少于两个") }
    return line
  }

  private mutating func polygon() throws -> Polygon<FilePosition> {
    var rings = try list { try $0.ring() }
    let exterior = rings.removeFirst()
    return Polygon(exterior: exterior, holes: rings)
  }

  private mutating func ring() throws -> Ring<FilePosition>? {
    var ring = try list { try $0.position() }
    if let first = ring.first, first != ring.last {
      ring.append(first)
      closedRings += 1
    }
    if ring.count < 4 {
      throw fault(
        "a ring has fewer than four positions (the last repeats the first)", "环的坐标点少于四个（首尾点相同）")
    }
    return ring
  }

  /// A member of a MULTIPOINT, which writers put into brackets or not.
  private mutating func bracketedPosition() throws -> FilePosition? {
    if isEmpty() { return nil }
    skipSpace()
    return scanner.byte == UInt8(ascii: "(") ? try single { try $0.position() } : try position()
  }

  private mutating func position() throws -> FilePosition {
    let first = try number()
    let second = try number()
    for _ in 0..<2 {
      skipSpace()
      if scanner.at >= end || scanner.byte == UInt8(ascii: ",") || scanner.byte == UInt8(ascii: ")") { break }
      _ = try number()
    }
    return FilePosition(first, second)
  }

  private mutating func number() throws -> Double {
    skipSpace()
    let start = scanner.at
    if start < end, let value = scanner.number(), value.isFinite, isNumberEnd { return value }
    scanner.at = start
    return try looseNumber()
  }

  private var isNumberEnd: Bool {
    scanner.at >= end || scanner.byte <= 0x20 || scanner.byte == UInt8(ascii: ",")
      || scanner.byte == UInt8(ascii: ")")
  }

  /// `+1`, `.5`, `1.` and the like, which JSON does not write.
  private mutating func looseNumber() throws -> Double {
    let start = scanner.at
    while scanner.at < end, !isNumberBreak(scanner.byte) { scanner.at += 1 }
    let text = String(decoding: JSONText.Bytes(start: start, count: scanner.at - start), as: UTF8.self)
    guard let value = Double(text), value.isFinite else {
      throw fault(
        "\(text.isEmpty ? "nothing" : text) stands where a number belongs",
        text.isEmpty ? "此处缺少数字" : "此处应为数字，却是 \(text)")
    }
    return value
  }

  private func isNumberBreak(_ byte: UInt8) -> Bool {
    byte <= 0x20 || byte == UInt8(ascii: ",") || byte == UInt8(ascii: ")") || byte == UInt8(ascii: "(")
  }

  /// Steps over the word `EMPTY`, with a `Z` or `M` before it.
  private mutating func isEmpty() -> Bool {
    skipSpace()
    if !isLetter { return false }
    let start = scanner.at
    var next = word()
    if ["Z", "M", "ZM"].contains(next) {
      let behind = scanner.at
      next = word()
      if next != "EMPTY" {
        scanner.at = behind
        return false
      }
    }
    if next == "EMPTY" { return true }
    scanner.at = start
    return false
  }

  /// The letters at the scanner as capitals; empty when there are none.
  private mutating func word() -> String {
    skipSpace()
    let start = scanner.at
    while isLetter { scanner.at += 1 }
    return String(decoding: JSONText.Bytes(start: start, count: scanner.at - start), as: UTF8.self)
      .uppercased()
  }

  private var isLetter: Bool {
    scanner.at < end && scanner.byte & 0xDF >= UInt8(ascii: "A") && scanner.byte & 0xDF <= UInt8(ascii: "Z")
  }

  private mutating func take(_ mark: Unicode.Scalar) -> Bool {
    skipSpace()
    guard scanner.at < end, scanner.byte == UInt8(ascii: mark) else { return false }
    scanner.at += 1
    return true
  }

  private mutating func skipSpace() {
    while scanner.at < end, scanner.byte <= 0x20 { scanner.at += 1 }
  }

  private func fault(_ english: String, _ chinese: String) -> Fault {
    Fault(reason: Phrase("no valid WKT: \(english)", zh: "WKT 无效：\(chinese)"))
  }
}
