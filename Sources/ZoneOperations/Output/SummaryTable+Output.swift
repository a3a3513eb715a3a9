public import ZoneFormats
public import ZoneModel

extension SummaryTable {
  /// The table as records without places, for the formats of data.
  public var outputLayer: OutputLayer {
    let rows = rows
    return OutputLayer(
      name: key, count: rows.count, geometry: { _ in nil },
      columns: columns.indices.map { column in
        OutputLayer.Column(columns[column].key) { rows[$0][column].value }
      })
  }

  /// The table as a sheet: numbers as numbers, shares as percentages, everything else as text.
  public func sheet(in language: Language) -> SheetTable {
    SheetTable(
      name: title.text(in: language),
      columns: columns.map { SheetTable.Column($0.title.text(in: language), width: $0.isNumber ? 12 : 22) },
      rows: rows.map { $0.map { $0.sheetCell(in: language) } })
  }
}

extension SummaryTable.Cell {
  fileprivate func sheetCell(in language: Language) -> SheetTable.Cell {
    switch value {
    case .null: .text("—")
    case .integer(let value): .integer(value)
    case .number(let value): text.english.hasSuffix("%") ? .share(value) : .number(value)
    case .bool, .text, .json: .text(text.text(in: language))
    }
  }
}
