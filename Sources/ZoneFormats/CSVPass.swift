internal import ZoneGeometry
internal import ZoneModel

/// One pass over a part of CSV text: records to rows, bad records to rejections.
///
/// Records are counted from the part's first; `LayerJoint` adds those before it.
struct CSVPass {
  let form: CSVForm
  let text: ByteStorage
  let watched: (first: Int, second: Int)
  var cells: CoordinateCells
  var rows: CSVRows
  var tally = CSVTally()

  init(_ form: CSVForm, _ text: ByteStorage, expecting rows: Int) {
    self.form = form
    self.text = text
    watched = form.watched
    cells = CoordinateCells(text, decimalComma: form.head.separator != UInt8(ascii: ","))
    self.rows = CSVRows(expecting: rows)
  }

  /// Reads the records that begin between two offsets.
  mutating func read(from start: Int, to end: Int) throws {
    let width = form.head.columns.count
    var records = CSVRecords(
      text, from: start, separator: form.head.separator, columns: width, watching: watched)
    while records.next(), records.start < end {
      if records.fault == nil, !records.hasExtraContent, let first = records.first,
        let second = records.second,
        let x = cells.number(first), let y = cells.number(second)
      {
        tally.records += 1
        if records.cells != width { uneven(records) }
        rows.append(FilePosition(x, y), from: records.start, to: records.stop, record: tally.records)
      } else {
        try rare(records)
      }
      tally.hasLineEnd = records.hasLineEnd
    }
    tally.northings.look(at: rows.geometries)
    tally.closedRings = cells.closedRings
    tally.systems = cells.systems
  }

  /// The rows; `numbers` says which columns are numbers in JSON where somebody knows.
  func layer(numbers: [Bool]?) -> Layer {
    var table = PropertyTable(
      cells: text, starts: rows.starts, ends: rows.ends, separator: form.head.separator,
      columns: form.head.columns, isFull: rows.isEven)
    if let numbers { table.setNumbers(numbers) }
    return Layer(
      name: form.name, geometries: rows.geometries, properties: table, records: rows.numbers,
      places: .offsets(rows.starts, in: text), declaredDatum: tally.datum(form),
      rejections: rows.rejections)
  }
}

// MARK: - Records of another length

extension CSVPass {
  /// Notes a record with fewer cells than heads, or more.
  mutating func uneven(_ records: CSVRecords) {
    rows.isEven = false
    if records.cells < form.head.columns.count { short(records) }
  }

  /// Counts a record that lacks cells; the only one, at the end of a text without line end, was cut off.
  private mutating func short(_ records: CSVRecords) {
    if !records.hasLineEnd, tally.shortRecords == 0 {
      tally.cut = form.cut(
        Phrase(
          "the file ends in the middle of a record: \(records.cells) of \(form.head.columns.count) cells are there",
          zh: "文件在一条记录中间结束：应有 \(form.head.columns.count) 个单元格，只有 \(records.cells) 个"),
        line: text.line(at: records.start))
    }
    tally.shortRecords += 1
  }
}
