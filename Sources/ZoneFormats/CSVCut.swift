internal import Foundation

/// Finds where records of CSV text end without reading them.
enum CSVCut {
  /// The offset behind the last line feed outside quotation marks; `nil` when there is none.
  ///
  /// A quotation mark opens a quoted cell only where a cell begins, as `CSVRecords` has it.
  ///
  /// - Parameters:
  ///   - start: where a record begins.
  ///   - end: how far is looked; `nil`: to the end of the text.
  /// - Complexity: one look at each byte, quick where there are no quotation marks.
  static func lastEnd(_ text: ByteStorage, from start: Int, to end: Int? = nil, separator: UInt8) -> Int? {
    let base = text.base
    let end = end ?? text.count
    var found: Int?
    /// Where the text that is not quoted begins, and where the next quotation mark is looked for.
    var plain = start
    var at = start
    while let mark = next(quote, base, at, end) {
      guard mark == start || endsCell(base[mark - 1], separator) else {
        at = mark + 1
        continue
      }
      found = lastLineFeed(base, plain, mark) ?? found
      guard let close = closing(base, mark + 1, end) else { return found }
      plain = close + 1
      at = plain
    }
    return lastLineFeed(base, plain, end) ?? found
  }

  /// Where to cut a text, so that several threads have about as much of it each: whole records between any two.
  static func shares(_ text: ByteStorage, from start: Int, separator: UInt8, threads: Int) -> [Int] {
    var cuts = [start]
    for share in 1..<max(1, threads) {
      let wanted = start + (text.count - start) / threads * share
      guard let last = cuts.last, wanted > last else { break }
      if let cut = lastEnd(text, from: last, to: wanted, separator: separator), cut > last {
        cuts.append(cut)
      }
    }
    return cuts + [text.count]
  }

  private static let quote = UInt8(ascii: "\"")

  @inline(__always)
  private static func endsCell(_ byte: UInt8, _ separator: UInt8) -> Bool {
    byte == separator || byte == 10 || byte == 13
  }

  /// The mark that ends a quoted cell; doubled ones belong to it.
  private static func closing(_ base: UnsafePointer<UInt8>, _ from: Int, _ end: Int) -> Int? {
    var at = from
    while let mark = next(quote, base, at, end) {
      if mark + 1 < end, base[mark + 1] == quote {
        at = mark + 2
      } else {
        return mark
      }
    }
    return nil
  }

  @inline(__always)
  private static func next(_ byte: UInt8, _ base: UnsafePointer<UInt8>, _ from: Int, _ end: Int) -> Int? {
    guard from < end, let found = memchr(base + from, Int32(byte), end - from) else { return nil }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }

  private static func lastLineFeed(_ base: UnsafePointer<UInt8>, _ from: Int, _ end: Int) -> Int? {
    var at = end
    while at > from {
      at -= 1
      if base[at] == 10 { return at + 1 }
    }
    return nil
  }
}
