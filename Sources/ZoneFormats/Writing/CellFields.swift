/// Copies whole CSV records, byte for byte: the output's carried columns are those of the table.
struct RecordFields: CarriedFields {
  private let records: CellTable
  private let width: Int
  /// For records that have more cells than there are heads.
  private var cells: CellFields

  init(_ records: CellTable, width: Int) {
    self.records = records
    self.width = width
    cells = CellFields(records, order: Array(0..<width), width: width)
  }

  mutating func append(_ row: Int, to out: inout GrowingBytes) {
    // no need to count the cells again where the reader has
    if records.isFull { return out.append(records.record(row)) }
    var found = 0
    var walk = records.cells(of: row)
    while walk.next() != nil { found += 1 }
    if found > width { return cells.append(row, to: &out) }
    out.append(records.record(row))
    // a record may be shorter than the head
    for _ in found..<width { out.append(UInt8(ascii: ",")) }
  }
}

/// Copies CSV cells in the order of the output's columns, each as it stands in the file where that can be.
struct CellFields: CarriedFields {
  private let records: CellTable
  /// Per column of the output the table's column; `nil`: it has none of that name.
  private let order: [Int?]
  private let width: Int
  private var cells: [CSVCells.Cell] = []

  init(_ records: CellTable, order: [Int?], width: Int) {
    self.records = records
    self.order = order
    self.width = width
    cells.reserveCapacity(width)
  }

  mutating func append(_ row: Int, to out: inout GrowingBytes) {
    cells.removeAll(keepingCapacity: true)
    var walk = records.cells(of: row)
    while cells.count < width, let cell = walk.next() { cells.append(cell) }
    for index in order.indices {
      if index > 0 { out.append(UInt8(ascii: ",")) }
      if let column = order[index], column < cells.count { append(cells[column], to: &out) }
    }
  }

  private func append(_ cell: CSVCells.Cell, to out: inout GrowingBytes) {
    let bytes = cell.bytes(records.storage.base)
    if cell.isQuoted {
      out.append(UInt8(ascii: "\""))
      out.append(bytes)
      out.append(UInt8(ascii: "\""))
    } else if records.separator == UInt8(ascii: ",") {
      out.append(bytes)
    } else {
      // between tabs or semicolons a comma needs no quotation marks
      out.append(csvField: bytes)
    }
  }
}
