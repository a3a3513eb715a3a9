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
    var parser = try CSVParser(storage, name: name, options)
    let found = try CSVCoordinateSearch(text: parser.text, head: parser.head, file: name).columns(options)
    parser.notices += found.notices
    try parser.rows(found)
    return parser.layer(found.datum)
  }

  /// The table alone, whatever its columns hold.
  static func table(
    _ storage: ByteStorage, name: String, _ options: ReadingOptions = ReadingOptions()
  ) throws
    -> PropertyTable
  {
    var parser = try CSVParser(storage, name: name, options)
    try parser.rows(nil)
    return parser.layer(nil).properties
  }
}

/// One pass over CSV text: records to rows, bad records to rejections.
struct CSVParser {
  let text: ByteStorage
  let head: CSVHead
  let name: String
  var notices: [Notice]

  private var geometries: [Geometry<FilePosition>?] = []
  private var starts: [Int] = []
  private var ends: [Int] = []
  private var numbers: [Int] = []
  private var rejections: [Rejection] = []
  private var cells: CoordinateCells
  /// Records read so far.
  private var record = 0
  /// Records with fewer cells than heads.
  private var shortRecords = 0

  init(_ storage: ByteStorage, name: String, _ options: ReadingOptions) throws {
    let decoded = try TextEncoding.decodeToUTF8(storage, named: options.encoding, file: name)
    text = decoded.text.withLineFeeds
    head = try CSVHead(text, name: name)
    self.name = name
    notices = decoded.notices + head.notices
    cells = CoordinateCells(text, decimalComma: head.separator != UInt8(ascii: ","))
  }

  /// Reads all records; their places from the columns found, or without places.
  mutating func rows(_ found: CSVCoordinates?) throws {
    var latitudeFirst = false
    let watched: (first: Int, second: Int)
    switch found?.columns {
    case .two(let first, let second): watched = (first, second)
    case .one(let column, let order):
      watched = (column, -1)
      latitudeFirst = order
    case nil: watched = (-1, -1)
    }
    var records = CSVRecords(
      text, from: head.end, separator: head.separator, columns: head.columns.count, watching: watched)
    while records.next() {
      if records.fault == nil, !records.hasExtraContent, let first = records.first,
        let second = records.second,
        let x = cells.number(first), let y = cells.number(second)
      {
        record += 1
        if records.cells < head.columns.count { try short(records) }
        append(.point(FilePosition(x, y)), records)
      } else {
        try rare(records, watched, latitudeFirst: latitudeFirst)
      }
    }
    try finish(records)
  }

  private mutating func append(_ shape: Geometry<FilePosition>?, _ records: CSVRecords) {
    geometries.append(shape)
    starts.append(records.start)
    ends.append(records.stop)
    numbers.append(record)
  }

  func layer(_ datum: Datum?) -> Layer {
    var datum = datum
    if cells.systems.count == 1, let code = cells.systems.first {
      datum = Datum(name: "EPSG:\(code)") ?? datum
    }
    let table = PropertyTable(
      cells: text, starts: starts, ends: ends, separator: head.separator, columns: head.columns)
    return Layer(
      name: name, geometries: geometries, properties: table, records: numbers,
      places: .offsets(starts, in: text), declaredDatum: datum, rejections: rejections, notices: notices)
  }
}

// MARK: - Records that are no plain points

extension CSVParser {
  private mutating func rare(
    _ records: CSVRecords, _ watched: (first: Int, second: Int), latitudeFirst: Bool
  ) throws {
    if isBlank(records) { return }
    record += 1
    if let fault = records.fault {
      guard case .textAfterQuote = fault else { throw fault.problem(in: text, name: name) }
      return reject(records, fault.reason, fault.hint)
    }
    if records.cells < head.columns.count { try short(records) }
    if records.hasExtraContent { return reject(records, tooManyCells(records), Self.separatorHint) }
    if watched.first < 0 { return append(nil, records) }
    guard let first = records.first else { return reject(records, ends(before: watched.first), nil) }
    if watched.second < 0 { return whole(first, watched.first, records, latitudeFirst) }
    guard let second = records.second else { return reject(records, ends(before: watched.second), nil) }
    halves(first, second, watched, records)
  }

  /// A place in one cell.
  private mutating func whole(
    _ cell: CSVCells.Cell, _ column: Int, _ records: CSVRecords, _ latitudeFirst: Bool
  ) {
    switch cells.shape(cell, latitudeFirst: latitudeFirst) {
    case .nothing: append(nil, records)
    case .shape(let shape): append(shape, records)
    case .unreadable(let why):
      let head = head.columns[column]
      reject(records, Phrase("column \(head): \(why.english)", zh: "“\(head)”列：\(why.chinese)"), nil)
    }
  }

  /// A place in two cells.
  private mutating func halves(
    _ first: CSVCells.Cell, _ second: CSVCells.Cell, _ watched: (first: Int, second: Int),
    _ records: CSVRecords
  ) {
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
    rejections.append(
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

  private mutating func finish(_ records: CSVRecords) throws {
    if !head.hasLineEnd {
      throw cut(Phrase("the file ends in its first line, the column heads", zh: "文件在首行（列名）结束"), at: 0)
    }
    if record > 0, !records.hasLineEnd {
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
    if let swapped = northingFirst { notices.append(swapped) }
  }

  /// Chinese survey grids call the northing X: metres whose first number looks like one.
  private var northingFirst: Notice? {
    var box: Box<FilePosition>?
    for case .point(let p) in geometries {
      if abs(p.first) < 1e6 { return nil }
      if box == nil { box = Box(p) } else { box?.extend(to: p) }
    }
    guard let box, box.minimum.first > 1.8e6, box.maximum.first < 6.2e6 else { return nil }
    let eastings = (box.minimum.second, box.maximum.second)
    let isPlain = eastings.0 > 1e5 && eastings.1 < 9e5
    // eight digits: the number of the grid's zone in front
    let isNumbered = eastings.0 > 1.3e7 && eastings.1 < 4.6e7
    guard isPlain || isNumbered else { return nil }
    func whole(_ value: Double) -> String { "\(Int(value.rounded()))" }
    let first = "\(whole(box.minimum.first))…\(whole(box.maximum.first))"
    let second = "\(whole(eastings.0))…\(whole(eastings.1))"
    return Notice(
      Phrase(
        "the first coordinate (\(first)) looks like a northing and the second (\(second)) like an easting",
        zh: "第一坐标（\(first)）像北坐标，第二坐标（\(second)）像东坐标"),
      at: Phrase(name, zh: name),
      hint: Phrase(
        "in Chinese survey grids X is north; swap them with --lon and --lat",
        zh: "测量坐标系中 X 为北方向；如需对调，请用 --lon 和 --lat 指定"))
  }
}

extension ByteStorage {
  /// The same text with line feeds where it has carriage returns only, as old spreadsheets on the Mac write.
  fileprivate var withLineFeeds: ByteStorage {
    guard bytes.contains(13), !bytes.contains(10) else { return self }
    return ByteStorage(bytes.map { $0 == 13 ? 10 : $0 })
  }
}
