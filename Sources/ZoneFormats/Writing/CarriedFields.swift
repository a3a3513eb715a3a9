/// Writes the properties a table's rows bring along as CSV fields.
protocol CarriedFields {
  /// Writes a row's fields, one per carried column of the output, with commas between them.
  mutating func append(_ row: Int, to out: inout GrowingBytes)
}

extension PropertyTable {
  /// The writer for this table's kind of backing; `columns` are the carried columns of the output by their
  /// names in the input.
  func carriedFields(_ columns: [String]) -> any CarriedFields {
    switch backing {
    case .objects(let storage, let starts, let ends, _):
      return ObjectFields(storage, starts: starts, ends: ends, columns: columns)
    case .cells(let records):
      let heads = records.columns
      if heads == columns, records.separator == UInt8(ascii: ",") {
        return RecordFields(records, width: heads.count)
      }
      return CellFields(records, order: columns.map { heads.firstIndex(of: $0) }, width: heads.count)
    case .values(let heads, let values):
      return ValueFields(columns: columns.map { name in heads.firstIndex(of: name).map { values[$0] } })
    }
  }
}

/// Fields of properties that are values already.
struct ValueFields: CarriedFields {
  /// Per column of the output; `nil`: the table has none of that name.
  let columns: [[PropertyValue]?]

  func append(_ row: Int, to out: inout GrowingBytes) {
    for index in columns.indices {
      if index > 0 { out.append(UInt8(ascii: ",")) }
      if let column = columns[index] { out.append(csvField: column[row]) }
    }
  }
}
