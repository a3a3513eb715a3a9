/// The records behind a table of CSV cells: one a row, without its line end.
struct CellTable: Sendable {
  let storage: ByteStorage
  let starts: [Int]
  let ends: [Int]
  let separator: UInt8
  /// The heads, unique.
  let columns: [String]
  /// Whether every record is known to have a cell for each head.
  let isFull: Bool
  /// Which columns are numbers in JSON, where that has been found out for the whole file.
  var numbers: [Bool]?

  var count: Int { starts.count }

  @inline(__always)
  func cells(of row: Int) -> CSVCells {
    CSVCells(storage, from: starts[row], to: ends[row], separator: separator)
  }

  /// The bytes of a record, without its line end.
  @inline(__always)
  func record(_ row: Int) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: storage.base + starts[row], count: ends[row] - starts[row])
  }
}

extension CSVCells.Cell {
  @inline(__always)
  func bytes(_ base: UnsafePointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: base + start, count: end - start)
  }

  /// The cell without the blanks around it, by the same rule as `CSVCells.text`.
  @inline(__always)
  func trimmed(_ base: UnsafePointer<UInt8>) -> CSVCells.Cell {
    var start = start
    var end = end
    while start < end, base[start] <= 0x20 { start += 1 }
    while end > start, base[end - 1] <= 0x20 { end -= 1 }
    if start < end, base[start] >= 0x80 || base[end - 1] >= 0x80 {
      (start, end) = Blank.trim(base, start, end)
    }
    return CSVCells.Cell(start: start, end: end, isQuoted: isQuoted)
  }
}

/// White space beyond ASCII, in UTF-8: what Unicode calls `White_Space`, the byte order mark and the
/// zero-width space.
enum Blank {
  static func trim(_ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> (Int, Int) {
    var start = start
    var end = end
    while start < end {
      let length = base[start] <= 0x20 ? 1 : wide(base + start, end - start)
      if length == 0 { break }
      start += length
    }
    while start < end {
      if base[end - 1] <= 0x20 {
        end -= 1
      } else if end - start >= 3, wide(base + (end - 3), 3) == 3 {
        end -= 3
      } else if end - start >= 2, wide(base + (end - 2), 2) == 2 {
        end -= 2
      } else {
        break
      }
    }
    return (start, end)
  }

  /// The length of the wide blank at `p`, of which `count` bytes may be read; 0 when there is none.
  @inline(__always)
  private static func wide(_ p: UnsafePointer<UInt8>, _ count: Int) -> Int {
    switch p[0] {
    case 0xC2: count >= 2 && (p[1] == 0x85 || p[1] == 0xA0) ? 2 : 0
    case 0xE1, 0xE2, 0xE3, 0xEF:
      count >= 3 && isWide(UInt32(p[0]) << 16 | UInt32(p[1]) << 8 | UInt32(p[2])) ? 3 : 0
    default: 0
    }
  }

  private static func isWide(_ sequence: UInt32) -> Bool {
    switch sequence {
    // U+1680, U+2000 to U+200B, U+2028, U+2029, U+202F, U+205F, U+3000, U+FEFF
    case 0xE1_9A80, 0xE2_8080...0xE2_808B, 0xE2_80A8, 0xE2_80A9, 0xE2_80AF, 0xE2_819F, 0xE3_8080, 0xEF_BBBF:
      true
    default: false
    }
  }
}
