internal import Foundation
internal import ZoneGeometry
internal import ZoneModel

/// Reads tables of text: CSV and its kin, one record a line, the heads in the first.
///
/// Cells are separated by comma, semicolon, tab or `|`, whichever cuts the heads; quotation marks after
/// RFC 4180. Coordinates stand in two columns, in one text, or as WKT or GeoJSON; see `CSVCoordinates`.
///
/// - Source: RFC 4180.
public enum CSVReader {
  /// The records as a layer. A record without coordinates is a row without a place; one that cannot be read
  /// is rejected alone.
  ///
  /// A file that ends inside quotation marks, or whose last line has no line end and fewer cells than all the
  /// others, was cut off and is refused. A cut inside the last cell shows only by the missing line end, which
  /// earns a notice; a cut between two lines does not show at all.
  ///
  /// - Throws: `Problem(.badData)`: empty, cut off, not in the encoding, without columns of coordinates;
  ///   `Problem(.usage)`: a named column is missing.
  public static func read(
    _ storage: ByteStorage, name: String, _ options: ReadingOptions = ReadingOptions()
  ) throws
    -> Layer
  {
    let parser = try CSVParser(storage, name: name, options)
    return try parser.whole(hasPlaces: true, options)
  }

  /// The table alone, whatever its columns hold.
  package static func table(
    _ storage: ByteStorage, name: String, _ options: ReadingOptions = ReadingOptions()
  ) throws
    -> PropertyTable
  {
    let parser = try CSVParser(storage, name: name, options)
    return try parser.whole(hasPlaces: false, options).properties
  }
}

/// One pass over CSV text, in one part or several: records to rows, bad records to rejections.
struct CSVParser {
  let head: CSVHead
  let name: String
  private(set) var notices: [Notice]
  /// The part at hand.
  private(set) var text: ByteStorage

  private var found: CSVCoordinates?
  private var watched = (first: -1, second: -1)
  private var latitudeFirst = false
  private var cells: CoordinateCells
  private var rows = CSVRows()
  /// Records read so far, in all parts.
  private var record = 0
  /// Records with fewer cells than heads.
  private var shortRecords = 0
  private var northings = NorthingSearch()
  /// Whether the record read last ended with a line end.
  private var hasLineEnd = true

  init(_ storage: ByteStorage, name: String, _ options: ReadingOptions) throws {
    let decoded = try TextEncoding.decodeToUTF8(storage, named: options.encoding, file: name)
    try self.init(text: decoded.text.withLineFeeds, name: name, notices: decoded.notices)
  }

  /// - Parameter text: the first part in UTF-8, with the whole head in it.
  init(text: ByteStorage, name: String, notices: [Notice]) throws {
    self.text = text
    head = try CSVHead(text, name: name)
    self.name = name
    self.notices = notices + head.notices
    cells = CoordinateCells(text, decimalComma: head.separator != UInt8(ascii: ","))
  }

  /// Looks for the columns that hold the places, in the head and in the first records.
  mutating func findPlaces(_ options: ReadingOptions) throws {
    let found = try CSVCoordinateSearch(text: text, head: head, file: name).columns(options)
    notices += found.notices
    self.found = found
    switch found.columns {
    case .two(let first, let second): watched = (first, second)
    case .one(let column, let order):
      watched = (column, -1)
      latitudeFirst = order
    }
  }

  mutating func add(_ notices: [Notice]) { self.notices += notices }

  fileprivate consuming func whole(hasPlaces: Bool, _ options: ReadingOptions) throws -> Layer {
    if hasPlaces { try findPlaces(options) }
    var layer = try part(text, from: head.end, isLast: true).layer
    layer.notices = notices
    return layer
  }

  /// Reads the records of a part, from an offset on; in the last one also judges the end of the file.
  ///
  /// - Returns: the rows, where the first record begins that the part may not hold to its end, and how many
  ///   line feeds lie between.
  mutating func part(
    _ text: ByteStorage, from start: Int, isLast: Bool
  ) throws -> (layer: Layer, end: Int, lineFeeds: Int) {
    if text !== self.text {
      self.text = text
      cells.move(to: text)
    }
    rows = CSVRows(expecting: (text.count - start) / max(16, rows.bytesPerRow))
    var records = CSVRecords(
      text, from: start, separator: head.separator, columns: head.columns.count, watching: watched)
    var end = start
    var lineFeeds = 0
    while records.next() {
      // a part ends with a line end, so that a record without one goes on in the next
      if !isLast, !records.hasLineEnd { break }
      if records.fault == nil, !records.hasExtraContent, let first = records.first,
        let second = records.second,
        let x = cells.number(first), let y = cells.number(second)
      {
        record += 1
        if records.cells != head.columns.count { try uneven(records) }
        rows.append(FilePosition(x, y), from: records.start, to: records.stop, record: record)
      } else {
        try rare(records)
      }
      end = records.offset
      lineFeeds = records.lineFeeds
      hasLineEnd = records.hasLineEnd
    }
    northings.look(at: rows.geometries)
    if isLast { try finish() }
    return (layer(), end, lineFeeds)
  }

  private func layer() -> Layer {
    var datum = found?.datum
    if cells.systems.count == 1, let code = cells.systems.first {
      datum = Datum(name: "EPSG:\(code)") ?? datum
    }
    let table = PropertyTable(
      cells: text, starts: rows.starts, ends: rows.ends, separator: head.separator, columns: head.columns,
      isFull: rows.isEven)
    return Layer(
      name: name, geometries: rows.geometries, properties: table, records: rows.numbers,
      places: .offsets(rows.starts, in: text), declaredDatum: datum, rejections: rows.rejections)
  }
}

// MARK: - Records that are no plain points

extension CSVParser {
  private mutating func rare(_ records: CSVRecords) throws {
    if isBlank(records) { return }
    record += 1
    if let fault = records.fault {
      guard case .textAfterQuote = fault else { throw fault.problem(in: text, name: name) }
      return reject(records, fault.reason, fault.hint)
    }
    if records.cells != head.columns.count { try uneven(records) }
    if records.hasExtraContent { return reject(records, tooManyCells(records), Self.separatorHint) }
    if watched.first < 0 { return append(nil, records) }
    guard let first = records.first else { return reject(records, ends(before: watched.first), nil) }
    if watched.second < 0 { return whole(first, watched.first, records) }
    guard let second = records.second else { return reject(records, ends(before: watched.second), nil) }
    halves(first, second, records)
  }

  private mutating func append(_ shape: Geometry<FilePosition>?, _ records: CSVRecords) {
    rows.append(shape, from: records.start, to: records.stop, record: record)
  }

  /// A place in one cell.
  private mutating func whole(_ cell: CSVCells.Cell, _ column: Int, _ records: CSVRecords) {
    switch cells.shape(cell, latitudeFirst: latitudeFirst) {
    case .nothing: append(nil, records)
    case .shape(let shape): append(shape, records)
    case .unreadable(let why):
      let head = head.columns[column]
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
      let empty = head.columns[x == nil ? watched.first : watched.second]
      reject(
        records, Phrase("column \(empty) is empty", zh: "“\(empty)”列为空"),
        Phrase("fill in both coordinates or neither", zh: "两个坐标应都填写或都不填"))
    } catch {
      let seen = error.text.count > 40 ? error.text.prefix(39) + "…" : error.text
      let head = head.columns[column]
      reject(
        records, Phrase("column \(head): \"\(seen)\" is no coordinate", zh: "“\(head)”列：“\(seen)”不是坐标"),
        Phrase("write degrees or metres as a number", zh: "请用数字填写度或米"))
    }
  }

  /// Whether no cell of the record holds anything, as spreadsheets leave behind.
  private func isBlank(_ records: CSVRecords) -> Bool {
    records.fault == nil
      && text.bytes[records.start..<records.stop].allSatisfy {
        $0 <= 0x20 && $0 != 0 || $0 == head.separator || $0 == UInt8(ascii: "\"")
      }
  }

  private mutating func reject(_ records: CSVRecords, _ reason: Phrase, _ hint: Phrase?) {
    let table = PropertyTable(
      cells: text, starts: [records.start], ends: [records.stop], separator: head.separator,
      columns: head.columns)
    let names = ["id", "ID", "Id", "编号", "问题编号", "name", "名称"]
    rows.rejections.append(
      Rejection(
        file: name, record: record, line: text.line(at: records.start),
        id: names.lazy.compactMap { table.text($0, at: 0) }.first, reason: reason, hint: hint,
        content: String(decoding: text.bytes[records.start..<records.stop], as: UTF8.self)))
  }

  private func tooManyCells(_ records: CSVRecords) -> Phrase {
    Phrase(
      "the record has \(records.cells) cells, but there are \(head.columns.count) heads",
      zh: "该行有 \(records.cells) 个单元格，而表头只有 \(head.columns.count) 列")
  }

  private static let separatorHint = Phrase(
    "put a cell that holds the separator into quotation marks", zh: "含分隔符的单元格请用引号括起")

  private func ends(before column: Int) -> Phrase {
    let name = head.columns[column]
    return Phrase("the record ends before the column \(name)", zh: "该行在 \(name) 列之前结束")
  }
}

// MARK: - The end of the file

extension CSVParser {
  /// Notes a record with fewer cells than heads, or more.
  private mutating func uneven(_ records: CSVRecords) throws {
    rows.isEven = false
    if records.cells < head.columns.count { try short(records) }
  }

  /// Counts a record that lacks cells; the only one, at the end of a text without line end, was cut off.
  private mutating func short(_ records: CSVRecords) throws {
    if records.hasLineEnd || shortRecords > 0 {
      shortRecords += 1
      return
    }
    throw cut(
      Phrase(
        "the file ends in the middle of a record: \(records.cells) of \(head.columns.count) cells are there",
        zh: "文件在一条记录中间结束：应有 \(head.columns.count) 个单元格，只有 \(records.cells) 个"),
      at: records.start)
  }

  private func cut(_ what: Phrase, at offset: Int) -> Problem {
    let line = text.line(at: offset)
    return Problem(
      .badData, what, at: Phrase("\(name), line \(line)", zh: "\(name)，第 \(line) 行"),
      hint: Phrase("it was cut off: copy or export the file again", zh: "文件被截断，请重新复制或导出"))
  }

  private mutating func finish() throws {
    if !head.hasLineEnd {
      throw cut(Phrase("the file ends in its first line, the column heads", zh: "文件在首行（列名）结束"), at: 0)
    }
    if record > 0, !hasLineEnd {
      notices.append(
        Notice(
          Phrase(
            "the last line has no line end; if the file was cut off there, its last cell is not whole",
            zh: "末行没有换行符；如文件在此被截断，最后一个单元格可能不完整"),
          at: Phrase(name, zh: name)))
    }
    if cells.systems.count > 1 {
      let list = cells.systems.sorted().map(String.init).joined(separator: ", ")
      notices.append(
        Notice(
          Phrase("the geometries name several systems: SRID \(list)", zh: "几何对象注明了多个坐标系：SRID \(list)"),
          at: Phrase(name, zh: name),
          hint: Phrase("split the file by system, or name its datum", zh: "请按坐标系拆分文件，或指定坐标基准")))
    }
    var tally = GeoJSONTally()
    tally.closedRings = cells.closedRings
    notices += tally.notices(file: name)
    if let swapped = northings.notice(file: name) { notices.append(swapped) }
  }
}

extension ByteStorage {
  /// The same text with line feeds where it has carriage returns only, as old spreadsheets on the Mac write.
  fileprivate var withLineFeeds: ByteStorage {
    guard memchr(base, 13, count) != nil, memchr(base, 10, count) == nil else { return self }
    return ByteStorage(bytes.map { $0 == 13 ? 10 : $0 })
  }
}
