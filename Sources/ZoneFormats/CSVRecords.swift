/// Steps through the records of CSV text, one a call, and notes where the watched cells lie (RFC 4180).
///
/// Records end with LF, CR LF or CR; line breaks inside quotation marks belong to the cell. Lines without
/// anything in them are stepped over. A quotation mark opens a quoted cell only where the cell begins.
struct CSVRecords {
  typealias Cell = CSVCells.Cell

  /// What is wrong with the way a record is written.
  enum Fault {
    /// A quotation mark, at the offset, is never closed.
    case openQuote(Int)
    /// Text, at the offset, follows a closing quotation mark.
    case textAfterQuote(Int)
    /// A zero byte stands in the text.
    case zeroByte(Int)
  }

  private let base: UnsafePointer<UInt8>
  private let end: Int
  private let separator: UInt8
  /// The separator in each of eight bytes.
  private let separators: UInt64
  /// Columns whose cells are noted; −1 for none.
  private let watched: (first: Int, second: Int)
  /// Number of heads; cells behind them are extra.
  private let columns: Int
  private var at: Int

  /// Where the record read last starts, and where it ends without its line end.
  private(set) var start = 0
  private(set) var stop = 0
  private(set) var cells = 0
  private(set) var first: Cell?
  private(set) var second: Cell?
  /// Whether a cell behind the last head holds something.
  private(set) var hasExtraContent = false
  private(set) var fault: Fault?
  /// Whether the record read last ends with a line end, not with the text.
  private(set) var hasLineEnd = false

  /// Line feeds stepped over so far.
  private(set) var lineFeeds = 0

  /// The records from an offset on; `storage` must outlive them.
  init(
    _ storage: ByteStorage, from offset: Int, separator: UInt8, columns: Int = .max,
    watching watched: (first: Int, second: Int) = (-1, -1)
  ) {
    base = storage.base
    end = storage.count
    at = offset
    self.separator = separator
    separators = UInt64(separator) &* 0x0101_0101_0101_0101
    self.columns = columns
    self.watched = watched
  }

  /// Where the next record begins, or the text ends.
  var offset: Int { at }

  /// Reads the next record; `false` when there is none.
  mutating func next() -> Bool {
    skipBlankLines()
    if at >= end { return false }
    start = at
    fault = nil
    hasExtraContent = false
    first = nil
    second = nil
    var column = 0
    while true {
      let cell = base[at] == UInt8(ascii: "\"") ? quoted() : plain()
      if column == watched.first { first = cell }
      if column == watched.second { second = cell }
      if column >= columns, !isBlank(cell) { hasExtraContent = true }
      column += 1
      if at < end, base[at] == separator { at += 1 } else { break }
    }
    cells = column
    stop = at
    skipLineEnd()
    return true
  }

  /// The cell at `at`, up to the separator or line end. The zero byte behind the text ends it as well.
  @inline(__always)
  private mutating func plain() -> Cell {
    let start = at
    var p = at
    while true {
      // eight bytes a step: the lowest high bit that is set belongs to a separator or to a byte below 14
      let word = UnsafeRawPointer(base + p).loadUnaligned(as: UInt64.self)
      let apart = word ^ separators
      let stops =
        ((apart &- Self.ones) & ~apart | (word &- Self.ones &* 14) & ~word) & (Self.ones << 7)
      if stops == 0 {
        p += 8
        continue
      }
      p += stops.trailingZeroBitCount >> 3
      let byte = base[p]
      if byte == separator || byte == 10 || byte == 13 { break }
      if byte == 0 {
        if p >= end { break }
        fault = fault ?? .zeroByte(p)
      }
      p += 1
    }
    at = p
    return Cell(start: start, end: p, isQuoted: false)
  }

  private static let ones: UInt64 = 0x0101_0101_0101_0101

  private mutating func quoted() -> Cell {
    let start = at + 1
    var p = start
    while true {
      let byte = base[p]
      if byte == UInt8(ascii: "\"") {
        if base[p + 1] != UInt8(ascii: "\"") { break }
        p += 1
      } else if byte == 0 {
        if p >= end {
          fault = fault ?? .openQuote(start - 1)
          at = end
          return Cell(start: start, end: end, isQuoted: true)
        }
        fault = fault ?? .zeroByte(p)
      } else if byte == 10 {
        lineFeeds += 1
      }
      p += 1
    }
    at = p + 1
    let rest = plain()
    if !isBlank(rest) { fault = fault ?? .textAfterQuote(rest.start) }
    return Cell(start: start, end: p, isQuoted: true)
  }

  private func isBlank(_ cell: Cell) -> Bool {
    (cell.start..<cell.end).allSatisfy { base[$0] <= 0x20 }
  }

  private mutating func skipLineEnd() {
    hasLineEnd = at < end
    if at < end, base[at] == 13 { at += 1 }
    if at < end, base[at] == 10, at == stop || base[at - 1] == 13 {
      at += 1
      lineFeeds += 1
    }
  }

  /// Lines of blanks; a tab that separates cells is no blank.
  private mutating func skipBlankLines() {
    var p = at
    while p < end, base[p] <= 0x20, base[p] != separator, base[p] != 0 {
      if base[p] == 10 || base[p] == 13 { at = p + 1 }
      if base[p] == 10 { lineFeeds += 1 }
      p += 1
    }
    if p == end { at = end }
  }
}
