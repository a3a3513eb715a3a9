/// Writes CSV cells as JSON members: numbers where the whole column is numbers, else texts; empty cells null.
struct CellProperties: CarriedProperties {
  private let records: CellTable
  private let keys: KeyTexts
  private let isNumber: [Bool]
  private let isWritten: [Bool]

  /// - Parameter names: a column whose name is `nil` is not written.
  /// - Complexity: reads all records once to tell the numbers.
  init(_ records: CellTable, names: [String?]) {
    self.records = records
    keys = KeyTexts(names.map { $0 ?? "" })
    isWritten = names.map { $0 != nil }
    isNumber = records.numbers ?? CellNumbers.columns(records)
  }

  func append(_ row: Int, to out: inout GrowingBytes) {
    let base = records.storage.base
    var cells = records.cells(of: row)
    let start = out.count
    for column in isNumber.indices {
      let next = cells.next()
      guard isWritten[column] else { continue }
      if out.count > start { out.append(UInt8(ascii: ",")) }
      keys.append(column, to: &out)
      let cell = next?.trimmed(base)
      if let cell, cell.start < cell.end {
        if isNumber[column] { out.append(cell.bytes(base)) } else { Self.append(text: cell, base, to: &out) }
      } else {
        out.append("null")
      }
    }
  }

  @inline(__always)
  private static func append(
    text cell: CSVCells.Cell, _ base: UnsafePointer<UInt8>, to out: inout GrowingBytes
  ) {
    let bytes = cell.bytes(base)
    if cell.isQuoted, bytes.contains(UInt8(ascii: "\"")) {
      append(doubled: bytes, to: &out)
    } else {
      out.append(jsonString: bytes)
    }
  }

  /// The content of a quoted cell, in which quotation marks stand twice.
  private static func append(doubled bytes: UnsafeBufferPointer<UInt8>, to out: inout GrowingBytes) {
    out.append(UInt8(ascii: "\""))
    var start = 0
    while start < bytes.count {
      let mark = bytes[start...].firstIndex(of: UInt8(ascii: "\"")) ?? bytes.count - 1
      out.append(escaping: UnsafeBufferPointer(rebasing: bytes[start...mark]))
      let isDoubled = mark + 1 < bytes.count && bytes[mark + 1] == UInt8(ascii: "\"")
      start = mark + (isDoubled && bytes[mark] == UInt8(ascii: "\"") ? 2 : 1)
    }
    out.append(UInt8(ascii: "\""))
  }
}
