internal import ZoneGeometry
internal import ZoneModel

/// Reads coordinates from the cells of CSV text: plain numbers from their bytes, everything else the slow way.
struct CoordinateCells {
  typealias Cell = CSVCells.Cell

  /// What a cell says of a place.
  enum Content {
    /// The cell is empty or says that nothing is known.
    case nothing
    case shape(Geometry<FilePosition>)
    /// It cannot be read, and why.
    case unreadable(Phrase)
  }

  private var text: ByteStorage
  private let decimalComma: Bool
  private var scanner: JSONScanner
  private var base: UnsafePointer<UInt8>
  /// Rings closed so far.
  private(set) var closedRings = 0
  /// The systems named in front of WKT (`SRID=4490;`).
  private(set) var systems: Set<Int> = []

  init(_ text: ByteStorage, decimalComma: Bool) {
    self.text = text
    self.decimalComma = decimalComma
    scanner = JSONScanner(text)
    base = text.base
  }

  /// Goes on with the cells of another part of the text.
  mutating func move(to text: ByteStorage) {
    self.text = text
    scanner = JSONScanner(text)
    base = text.base
  }

  // MARK: One number

  /// The finite number the cell consists of, blanks around it allowed; `nil` when it is anything else.
  @inline(__always)
  mutating func number(_ cell: Cell) -> Double? {
    var p = base + cell.start
    let end = base + cell.end
    while p < end, p.pointee <= 0x20 { p += 1 }
    if p == end { return nil }
    scanner.at = p
    guard let value = scanner.number() else { return nil }
    p = scanner.at
    while p < end, p.pointee <= 0x20 { p += 1 }
    return p == end && value.isFinite ? value : nil
  }

  /// The coordinate in a cell that is no plain number: `nil` when it says nothing is known.
  ///
  /// - Parameter axis: what the cell must not deny being.
  mutating func coordinate(_ cell: Cell, axis: CoordinateText.Axis) throws(Unreadable) -> Double? {
    if let value = number(cell) { return value }
    let words = CSVCells.text(cell, in: text)
    if CoordinateText.isNothing(words) { return nil }
    guard let value = CoordinateText.value(words, decimalComma: decimalComma),
      value.axis == nil || value.axis == axis, value.number.isFinite
    else { throw Unreadable(text: words) }
    return value.number
  }

  struct Unreadable: Error {
    let text: String
  }

  // MARK: Both, or a shape

  /// What a cell that holds a whole place says.
  mutating func shape(_ cell: Cell, latitudeFirst: Bool) -> Content {
    var start = cell.start
    while start < cell.end, base[start] <= 0x20 { start += 1 }
    if start == cell.end { return .nothing }
    switch base[start] {
    case UInt8(ascii: "{"): return geoJSON(cell)
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"):
      return words(cell, from: start, latitudeFirst)
    default: return pair(cell, from: start, latitudeFirst)
    }
  }

  private mutating func pair(_ cell: Cell, from start: Int, _ latitudeFirst: Bool) -> Content {
    if let (a, b) = plainPair(cell, from: start) {
      return .shape(.point(latitudeFirst ? FilePosition(b, a) : FilePosition(a, b)))
    }
    let words = CSVCells.text(cell, in: text)
    if CoordinateText.isNothing(words) { return .nothing }
    guard let pair = CoordinateText.pair(words, decimalComma: decimalComma, latitudeFirst: latitudeFirst),
      pair.first.isFinite, pair.second.isFinite
    else { return .unreadable(Self.unreadable(words)) }
    return .shape(.point(FilePosition(pair.first, pair.second)))
  }

  /// `1,2`, `1 2`, `(1, 2)`, `[1;2]` from their bytes.
  private mutating func plainPair(_ cell: Cell, from start: Int) -> (Double, Double)? {
    let end = base + cell.end
    scanner.at = base + start
    if scanner.byte == UInt8(ascii: "(") || scanner.byte == UInt8(ascii: "[") { scanner.at += 1 }
    skipBlanks(end)
    guard let a = scanner.number(), a.isFinite, scanner.at < end else { return nil }
    let behind = scanner.at
    skipBlanks(end)
    if scanner.byte == UInt8(ascii: ",") || scanner.byte == UInt8(ascii: ";") { scanner.at += 1 }
    if scanner.at == behind { return nil }
    skipBlanks(end)
    guard scanner.at < end, let b = scanner.number(), b.isFinite else { return nil }
    skipBlanks(end)
    if scanner.at < end, scanner.byte == UInt8(ascii: ")") || scanner.byte == UInt8(ascii: "]") {
      scanner.at += 1
    }
    skipBlanks(end)
    return scanner.at == end ? (a, b) : nil
  }

  private mutating func skipBlanks(_ end: JSONScanner.Pointer) {
    while scanner.at < end, scanner.byte <= 0x20 { scanner.at += 1 }
  }

  /// Text that begins with a letter: WKT, or a pair with sides of the world.
  private mutating func words(_ cell: Cell, from start: Int, _ latitudeFirst: Bool) -> Content {
    let bytes = UnsafeBufferPointer(rebasing: text.bytes[start..<cell.end])
    guard bytes.contains(UInt8(ascii: "(")) || bytes.last.map({ $0 | 0x20 }) == UInt8(ascii: "y") else {
      return pair(cell, from: start, latitudeFirst)
    }
    var reader = WKTReader(text, from: start, to: cell.end)
    do {
      let shape = try reader.read()
      closedRings += reader.closedRings
      if let srid = reader.srid { systems.insert(srid) }
      return shape.map { .shape($0) } ?? .nothing
    } catch let fault as WKTReader.Fault {
      return .unreadable(fault.reason)
    } catch {
      return .unreadable(Self.unreadable("\(error)"))
    }
  }

  private mutating func geoJSON(_ cell: Cell) -> Content {
    let storage = unquoted(cell)
    var parser = GeoJSONParser(storage, name: "")
    parser.scanner.skipSpace()
    do throws(JSONFault) {
      let shape = try parser.geometry(depth: 1)
      parser.scanner.skipSpace()
      if !parser.scanner.isAtEnd { throw parser.scanner.fault(.endOfInput, at: parser.scanner.at) }
      if let fault = parser.fault {
        return .unreadable(fault.kind.reason(found: storage.excerpt(at: fault.offset)))
      }
      closedRings += parser.closedHere
      return shape.map { .shape($0) } ?? .nothing
    } catch {
      let what = error.kind.phrase
      return .unreadable(Phrase("not valid JSON: \(what.english)", zh: "JSON 无效：\(what.chinese)"))
    }
  }

  /// The cell's bytes, doubled quotation marks single.
  private func unquoted(_ cell: Cell) -> ByteStorage {
    var copy = GrowingBytes(capacity: cell.end - cell.start)
    var at = cell.start
    while at < cell.end {
      let byte = base[at]
      copy.append(byte)
      at += cell.isQuoted && byte == UInt8(ascii: "\"") ? 2 : 1
    }
    return copy.finish()
  }

  /// The reason for text that is no place, with a word on PostGIS's binary form.
  private static func unreadable(_ words: String) -> Phrase {
    if words.count >= 42, words.allSatisfy(\.isHexDigit) {
      return Phrase(
        "the geometry is binary (WKB); export it as text with ST_AsText",
        zh: "几何为二进制（WKB）格式，请用 ST_AsText 导出为文本")
    }
    let seen = words.count > 40 ? words.prefix(39) + "…" : words
    return Phrase("\"\(seen)\" is no pair of coordinates", zh: "“\(seen)”不是坐标")
  }
}
