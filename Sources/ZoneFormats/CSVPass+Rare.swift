internal import ZoneGeometry
internal import ZoneModel

// MARK: - Records that are no plain points

extension CSVPass {
  /// Takes a record that is no plain point.
  mutating func rare(_ records: CSVRecords) throws {
    if isBlank(records) { return }
    tally.records += 1
    if let fault = records.fault {
      guard case .textAfterQuote = fault else { throw fault.problem(in: text, name: form.name) }
      return reject(records, fault.reason, fault.hint)
    }
    if records.cells != form.head.columns.count { uneven(records) }
    if records.hasExtraContent { return reject(records, tooManyCells(records), Self.separatorHint) }
    if watched.first < 0 { return append(nil, records) }
    guard let first = records.first else { return reject(records, ends(before: watched.first), nil) }
    if watched.second < 0 { return whole(first, watched.first, records) }
    guard let second = records.second else { return reject(records, ends(before: watched.second), nil) }
    halves(first, second, records)
  }

  private mutating func append(_ shape: Geometry<FilePosition>?, _ records: CSVRecords) {
    rows.append(shape, from: records.start, to: records.stop, record: tally.records)
  }

  /// A place in one cell.
  private mutating func whole(_ cell: CSVCells.Cell, _ column: Int, _ records: CSVRecords) {
    switch cells.shape(cell, latitudeFirst: form.latitudeFirst) {
    case .nothing: append(nil, records)
    case .shape(let shape): append(shape, records)
    case .unreadable(let why):
      let head = form.head.columns[column]
      reject(records, Phrase("column \(head): \(why.english)", zh: "“\(head)”列：\(why.chinese)"), nil)
    }
  }

  /// A place in two cells.
  private mutating func halves(_ first: CSVCells.Cell, _ second: CSVCells.Cell, _ records: CSVRecords) {
    var column = watched.first
    do throws(CoordinateCells.Unreadable) {
      let x = try cells.coordinate(first, axis: .longitude)
      column = watched.second
      let y = try cells.coordinate(second, axis: .latitude)
      if let x, let y { return append(.point(FilePosition(x, y)), records) }
      if x == nil, y == nil { return append(nil, records) }
      let empty = form.head.columns[x == nil ? watched.first : watched.second]
      reject(
        records, Phrase("column \(empty) is empty", zh: "“\(empty)”列为空"),
        Phrase("fill in both coordinates or neither", zh: "两个坐标应都填写或都不填"))
    } catch {
      let seen = error.text.count > 40 ? error.text.prefix(39) + "…" : error.text
      let head = form.head.columns[column]
      reject(
        records, Phrase("column \(head): \"\(seen)\" is no coordinate", zh: "“\(head)”列：“\(seen)”不是坐标"),
        Phrase("write degrees or metres as a number", zh: "请用数字填写度或米"))
    }
  }

  /// Whether no cell of the record holds anything, as spreadsheets leave behind.
  private func isBlank(_ records: CSVRecords) -> Bool {
    records.fault == nil
      && text.bytes[records.start..<records.stop].allSatisfy {
        $0 <= 0x20 && $0 != 0 || $0 == form.head.separator || $0 == UInt8(ascii: "\"")
      }
  }

  private mutating func reject(_ records: CSVRecords, _ reason: Phrase, _ hint: Phrase?) {
    let table = PropertyTable(
      cells: text, starts: [records.start], ends: [records.stop], separator: form.head.separator,
      columns: form.head.columns)
    let names = ["id", "ID", "Id", "编号", "问题编号", "name", "名称"]
    rows.rejections.append(
      Rejection(
        file: form.name, record: tally.records, line: text.line(at: records.start),
        id: names.lazy.compactMap { table.text($0, at: 0) }.first, reason: reason, hint: hint,
        content: String(decoding: text.bytes[records.start..<records.stop], as: UTF8.self)))
  }

  private func tooManyCells(_ records: CSVRecords) -> Phrase {
    Phrase(
      "the record has \(records.cells) cells, but there are \(form.head.columns.count) heads",
      zh: "该行有 \(records.cells) 个单元格，而表头只有 \(form.head.columns.count) 列")
  }

  private static let separatorHint = Phrase(
    "put a cell that holds the separator into quotation marks", zh: "含分隔符的单元格请用引号括起")

  private func ends(before column: Int) -> Phrase {
    let name = form.head.columns[column]
    return Phrase("the record ends before the column \(name)", zh: "该行在 \(name) 列之前结束")
  }
}
