/// Tells which columns of a CSV table are numbers.
///
/// A column is when every cell that is not empty is a plain decimal JSON could state with the same digits: no
/// plus, no leading zero, no exponent, at most 15 significant digits (more would not survive a `Double`).
/// What identifies something is text even when it is made of digits.
struct CellNumbers: Sendable {
  private var candidates: [Bool]
  private var isFilled: [Bool]

  init(columns: [String]) {
    candidates = columns.map { !Self.isIdentifier($0) }
    isFilled = columns.map { _ in false }
  }

  /// Per column; a column without a filled cell is none.
  var columns: [Bool] { zip(candidates, isFilled).map { $0 && $1 } }

  /// Takes what another part of the file shows into account.
  mutating func add(_ other: CellNumbers) {
    for column in candidates.indices {
      candidates[column] = candidates[column] && other.candidates[column]
      isFilled[column] = isFilled[column] || other.isFilled[column]
    }
  }

  /// Per column of a table.
  ///
  /// - Complexity: one pass over all records.
  static func columns(_ records: CellTable) -> [Bool] {
    var numbers = CellNumbers(columns: records.columns)
    numbers.look(at: records)
    return numbers.columns
  }

  /// Takes the records of a table, or of a part of it, into account.
  mutating func look(at records: CellTable) {
    let base = records.storage.base
    candidates.withUnsafeMutableBufferPointer { candidates in
      isFilled.withUnsafeMutableBufferPointer { isFilled in
        for row in 0..<records.count {
          var cells = records.cells(of: row)
          var column = 0
          while column < candidates.count, let cell = cells.next() {
            defer { column += 1 }
            guard candidates[column] else { continue }
            let inner = cell.trimmed(base)
            if inner.start == inner.end { continue }
            isFilled[column] = true
            if !Self.isPlain(inner.bytes(base)) { candidates[column] = false }
          }
        }
      }
    }
  }

  /// `-?(0|[1-9][0-9]*)(\.[0-9]+)?` of at most 15 significant digits.
  static func isPlain(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var i = bytes.first == UInt8(ascii: "-") ? 1 : 0
    let whole = i
    var significant = 0
    while i < bytes.count, bytes[i] &- UInt8(ascii: "0") <= 9 {
      if significant > 0 || bytes[i] != UInt8(ascii: "0") { significant += 1 }
      i += 1
    }
    if i == whole || (bytes[whole] == UInt8(ascii: "0") && i - whole > 1) { return false }
    if i == bytes.count { return significant <= 15 }
    guard bytes[i] == UInt8(ascii: ".") else { return false }
    i += 1
    let fraction = i
    while i < bytes.count, bytes[i] &- UInt8(ascii: "0") <= 9 {
      if significant > 0 || bytes[i] != UInt8(ascii: "0") { significant += 1 }
      i += 1
    }
    return i > fraction && i == bytes.count && significant <= 15
  }

  private static let marks = ["code", "phone", "zip", "编号", "编码", "代码", "号码", "电话", "邮编"]

  /// Whether a head names something that identifies: one of the words above anywhere in it, or a word that
  /// begins or ends with `id` (`ID`, `osm_id`, `objectid`, `人员ID`, not `width`).
  static func isIdentifier(_ head: String) -> Bool {
    let name = head.lowercased()
    if marks.contains(where: name.contains) { return true }
    let words = name.split { !($0.isASCII && $0.isLetter) }
    return words.contains { $0.hasPrefix("id") || $0.hasSuffix("id") }
  }
}
