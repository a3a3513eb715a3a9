internal import ZoneGeometry
internal import ZoneModel

/// Which columns of a CSV file hold the coordinates.
struct CSVCoordinates {
  enum Columns {
    /// Longitude or easting in one, latitude or northing in the other.
    case two(first: Int, second: Int)
    /// Both in one text, or WKT, or GeoJSON.
    case one(Int, latitudeFirst: Bool)
  }

  let columns: Columns
  /// What the heads say the coordinates are.
  let datum: Datum?
  var notices: [Notice] = []
}

/// Looks for the columns that hold coordinates: those the caller names, else the usual names.
struct CSVCoordinateSearch {
  let text: ByteStorage
  let head: CSVHead
  let file: String

  /// - Throws: `Problem(.usage)` when a named column is missing, `.badData` when there are none.
  func columns(_ options: ReadingOptions) throws -> CSVCoordinates {
    let first = try options.longitudeColumn.map(index)
    let second = try options.latitudeColumn.map(index)
    if first != nil || second != nil { return try named(first, second) }
    guard let found = shapeColumn ?? twoColumns ?? pairColumn else { throw nothingFound }
    return found
  }

  // MARK: By the caller's word

  /// The column called `name`; spelling in capitals and full-width letters makes no difference when no head
  /// is exactly alike.
  private func index(of name: String) throws -> Int {
    func key(_ name: String) -> String { name.trimmed.halfWidth.lowercased() }
    let exact = head.columns.firstIndex(of: name)
    guard let found = exact ?? head.columns.firstIndex(where: { key($0) == key(name) }) else {
      throw Problem(
        .usage, Phrase("there is no column \(name)", zh: "没有名为 \(name) 的列"), at: Phrase(file, zh: file),
        hint: headsPhrase)
    }
    return found
  }

  private func named(_ first: Int?, _ second: Int?) throws -> CSVCoordinates {
    if let first, let second, first != second { return two(first, second) }
    guard let only = first ?? second else { throw nothingFound }
    let isBoth = first == second || holdsBoth(only)
    if isBoth { return one(only) }
    // one of two was named; the other goes by its usual name
    let wanted = first == nil ? CoordinateHead.pairs.map(\.first) : CoordinateHead.pairs.map(\.second)
    let other = head.columns.indices.first { index in
      index != only && (CoordinateHead(head.columns[index]).map { wanted.contains($0.role) } ?? false)
    }
    guard let other else { return one(only) }
    return first == nil ? two(other, only) : two(only, other)
  }

  private func two(_ first: Int, _ second: Int) -> CSVCoordinates {
    let datum = CoordinateHead.datum(head.columns[first]) ?? CoordinateHead.datum(head.columns[second])
    return CSVCoordinates(columns: .two(first: first, second: second), datum: datum, notices: stated(datum))
  }

  private func one(_ column: Int) -> CSVCoordinates {
    let role = CoordinateHead(head.columns[column])?.role
    let datum = CoordinateHead.datum(head.columns[column])
    return CSVCoordinates(
      columns: .one(column, latitudeFirst: role == .pair(latitudeFirst: true)), datum: datum,
      notices: stated(datum))
  }
}

// MARK: - By usual names

extension CSVCoordinateSearch {
  private var heads: [(column: Int, head: CoordinateHead)] {
    head.columns.enumerated().compactMap { column, name in CoordinateHead(name).map { (column, $0) } }
  }

  private var shapeColumn: CSVCoordinates? {
    heads.first { $0.head.role == .shape && holdsBoth($0.column) }.map { one($0.column) }
  }

  private var pairColumn: CSVCoordinates? {
    heads.first { if case .pair = $0.head.role { holdsBoth($0.column) } else { false } }.map {
      one($0.column)
    }
  }

  /// The pair of columns whose heads fit best: those in WGS 84 first, plain names before names with something
  /// in front, then as they stand in the file.
  private var twoColumns: CSVCoordinates? {
    let heads = heads
    for roles in CoordinateHead.pairs {
      let firsts = heads.filter { $0.head.role == roles.first }
      let seconds = heads.filter { $0.head.role == roles.second }
      let matches = firsts.compactMap { a in
        seconds.first { $0.head.stem == a.head.stem && $0.head.datum == a.head.datum }.map { (a, $0) }
      }
      let ranked = matches.sorted { rank($0.0) < rank($1.0) }
      if let best = ranked.first {
        var found = two(best.0.column, best.1.column)
        if ranked.count > 1 { found.notices.append(several(best.0.column, best.1.column)) }
        return found
      }
      if firsts.count == 1, seconds.count == 1 { return two(firsts[0].column, seconds[0].column) }
    }
    return nil
  }

  private func rank(_ a: (column: Int, head: CoordinateHead)) -> (Int, Int, Int) {
    let datum =
      switch a.head.datum {
      case .wgs84, .cgcs2000: 0
      case .gcj02: 2
      case .bd09: 3
      default: 1
      }
    return (datum, a.head.stem.isEmpty ? 0 : 1, a.column)
  }

  /// Whether one of the column's first texts holds both coordinates or a shape.
  private func holdsBoth(_ column: Int) -> Bool {
    var records = CSVRecords(
      text, from: head.end, separator: head.separator, columns: head.columns.count, watching: (column, -1))
    var reader = CoordinateCells(text, decimalComma: head.separator != UInt8(ascii: ","))
    var left = 50
    while left > 0, records.next() {
      left -= 1
      guard let cell = records.first else { continue }
      if case .shape = reader.shape(cell, latitudeFirst: false) { return true }
    }
    return false
  }
}

// MARK: - What to tell

extension CSVCoordinateSearch {
  private var headsPhrase: Phrase {
    let shown = head.columns.prefix(30).joined(separator: ", ")
    let more = head.columns.count > 30 ? ", …" : ""
    return Phrase("the columns are: \(shown)\(more)", zh: "现有列：\(shown)\(more)")
  }

  private var nothingFound: Problem {
    let heads = headsPhrase
    let isData = head.columns.count > 1 && head.columns.allSatisfy { Double($0.halfWidth) != nil }
    let hint =
      isData
      ? Phrase("the first line must hold the column names", zh: "首行应为列名")
      : Phrase("name them with --lon and --lat", zh: "请用 --lon 和 --lat 指定坐标列")
    return Problem(
      .badData,
      Phrase("no columns with coordinates were found; \(heads.english)", zh: "未找到坐标列；\(heads.chinese)"),
      at: Phrase(file, zh: file), hint: hint)
  }

  private func several(_ first: Int, _ second: Int) -> Notice {
    let names = "\(head.columns[first]), \(head.columns[second])"
    return Notice(
      Phrase("several columns hold coordinates; \(names) are read", zh: "有多组坐标列；读取的是 \(names)"),
      at: Phrase(file, zh: file),
      hint: Phrase("name others with --lon and --lat", zh: "如需其他列，请用 --lon 和 --lat 指定"))
  }

  /// A datum that moves every point is not taken from a head without a word.
  private func stated(_ datum: Datum?) -> [Notice] {
    guard let datum, datum == .gcj02 || datum == .bd09 else { return [] }
    return [
      Notice(
        Phrase("the column heads say the coordinates are \(datum)", zh: "列名表明坐标基准为 \(datum)"),
        at: Phrase(file, zh: file),
        hint: Phrase("name the datum on the command line if that is wrong", zh: "如不正确，请在命令行指定坐标基准"))
    ]
  }
}
