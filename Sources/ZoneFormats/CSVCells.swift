/// Walks the cells of one CSV record, left to right (RFC 4180).
struct CSVCells {
  /// A cell's content: without the quotation marks around it, doubled ones inside still doubled.
  struct Cell {
    let start: Int
    let end: Int
    let isQuoted: Bool
  }

  private let base: UnsafePointer<UInt8>
  private let end: Int
  private let separator: UInt8
  private var at: Int
  private var isDone = false

  /// The record between two offsets, its line end not included.
  init(_ storage: ByteStorage, from start: Int, to end: Int, separator: UInt8) {
    base = storage.base
    at = start
    self.end = end
    self.separator = separator
  }

  /// The next cell; `nil` behind the last one. An empty record has one empty cell.
  @inline(__always)
  mutating func next() -> Cell? {
    if isDone { return nil }
    return at < end && base[at] == UInt8(ascii: "\"") ? quoted() : plain()
  }

  @inline(__always)
  private mutating func plain() -> Cell {
    let start = at
    while at < end, base[at] != separator { at += 1 }
    let cell = Cell(start: start, end: at, isQuoted: false)
    step()
    return cell
  }

  /// What follows the closing mark up to the separator is dropped; readers have judged it before.
  private mutating func quoted() -> Cell {
    let start = at + 1
    at = start
    while at < end {
      if base[at] == UInt8(ascii: "\"") {
        if at + 1 < end, base[at + 1] == UInt8(ascii: "\"") { at += 1 } else { break }
      }
      at += 1
    }
    let cell = Cell(start: start, end: min(at, end), isQuoted: true)
    while at < end, base[at] != separator { at += 1 }
    step()
    return cell
  }

  @inline(__always)
  private mutating func step() {
    if at >= end { isDone = true } else { at += 1 }
  }

  /// The text of a cell as a person reads it: doubled marks single, blanks around it (also full-width and
  /// no-break ones) left out.
  static func text(_ cell: Cell, in storage: ByteStorage) -> String {
    var start = cell.start
    var end = cell.end
    let base = storage.base
    while start < end, base[start] <= 0x20 { start += 1 }
    while end > start, base[end - 1] <= 0x20 { end -= 1 }
    let bytes = UnsafeBufferPointer(start: base + start, count: end - start)
    var text = String(decoding: bytes, as: UTF8.self)
    if cell.isQuoted, bytes.contains(UInt8(ascii: "\"")) { text = text.replacing("\"\"", with: "\"") }
    if let last = bytes.last, last >= 0x80 || bytes[0] >= 0x80 { text = text.trimmed }
    return text
  }
}

extension String {
  /// Without white space at both ends, full-width and no-break blanks and byte order marks included.
  var trimmed: String {
    func isBlank(_ scalar: Unicode.Scalar) -> Bool {
      scalar.properties.isWhitespace || scalar == "\u{FEFF}" || scalar == "\u{200B}"
    }
    let scalars = unicodeScalars
    guard let first = scalars.firstIndex(where: { !isBlank($0) }),
      let last = scalars.lastIndex(where: { !isBlank($0) })
    else { return "" }
    return String(scalars[first...last])
  }

  /// Full-width digits, letters and marks as their ASCII forms: `１２.５` becomes `12.5`.
  var halfWidth: String {
    if utf8.allSatisfy({ $0 < 128 }) { return self }
    var result = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      let isWide = (0xFF01...0xFF5E).contains(scalar.value)
      result.append(isWide ? Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar : scalar)
    }
    return String(result)
  }
}
