/// Writes the properties a table's rows bring along as members of a JSON object.
protocol CarriedProperties {
  /// Writes a row's members with commas between them; nothing when it has none.
  mutating func append(_ row: Int, to out: inout GrowingBytes)
}

extension PropertyTable {
  /// The writer for this table's kind of backing.
  func carriedProperties(_ names: inout CarriedNames) -> any CarriedProperties {
    switch backing {
    case .objects(let storage, let starts, let ends, _):
      ObjectProperties(storage, starts: starts, ends: ends, names: names)
    case .cells(let records): CellProperties(records, names: records.columns.map { names.written($0) })
    case .values(let heads, let columns):
      ValueProperties(names: heads.map { names.written($0) }, columns: columns)
    }
  }
}

/// Properties that are values already.
struct ValueProperties: CarriedProperties {
  private let keys: KeyTexts
  private let columns: [[PropertyValue]]

  /// A column whose name is `nil` is not written.
  init(names: [String?], columns: [[PropertyValue]]) {
    keys = KeyTexts(names.compactMap { $0 })
    self.columns = columns.indices.filter { names[$0] != nil }.map { columns[$0] }
  }

  func append(_ row: Int, to out: inout GrowingBytes) {
    for index in columns.indices {
      if index > 0 { out.append(UInt8(ascii: ",")) }
      keys.append(index, to: &out)
      out.append(json: columns[index][row])
    }
  }
}
