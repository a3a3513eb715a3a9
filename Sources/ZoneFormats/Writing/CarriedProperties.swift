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
    case .cells(let storage, let starts, let ends, let separator, let columns):
      CellProperties(
        CellTable(storage: storage, starts: starts, ends: ends, separator: separator), heads: columns,
        keys: KeyTexts(columns.map { names.written($0) }))
    case .values(let heads, let columns):
      ValueProperties(keys: KeyTexts(heads.map { names.written($0) }), columns: columns)
    }
  }
}

/// Properties that are values already.
struct ValueProperties: CarriedProperties {
  let keys: KeyTexts
  let columns: [[PropertyValue]]

  func append(_ row: Int, to out: inout GrowingBytes) {
    for index in columns.indices {
      if index > 0 { out.append(UInt8(ascii: ",")) }
      keys.append(index, to: &out)
      out.append(json: columns[index][row])
    }
  }
}
