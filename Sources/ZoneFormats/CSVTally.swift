internal import ZoneGeometry
internal import ZoneModel

/// What parts of CSV text say of their file beside their rows. The tally of a file is the sum of those of its
/// parts, so that the parts may be read by several threads.
struct CSVTally: Sendable {
  var records = 0
  /// Records with fewer cells than heads.
  var shortRecords = 0
  /// Rings that were closed.
  var closedRings = 0
  /// The systems named in front of WKT.
  var systems: Set<Int> = []
  var northings = NorthingSearch()
  /// Whether the record read last ended with a line end; `nil` before the first.
  var hasLineEnd: Bool?
  /// Why the file was cut off in the part's last record, unless a record in an earlier part lacks cells too.
  var cut: Problem?

  /// Adds the next part's.
  ///
  /// - Throws: `Problem(.badData)` when the file was cut off there.
  mutating func add(_ next: CSVTally) throws {
    if shortRecords == 0, let cut = next.cut { throw cut }
    records += next.records
    shortRecords += next.shortRecords
    closedRings += next.closedRings
    systems.formUnion(next.systems)
    northings.add(next.northings)
    hasLineEnd = next.hasLineEnd ?? hasLineEnd
  }

  /// What the file declares: the one system its shapes name, else what its heads say.
  func datum(_ form: CSVForm) -> Datum? {
    guard systems.count == 1, let code = systems.first else { return form.places?.datum }
    return Datum(name: "EPSG:\(code)") ?? form.places?.datum
  }

  /// Judges the end of the file.
  ///
  /// - Throws: `Problem(.badData)` when it was cut off.
  func finish(_ form: CSVForm) throws -> [Notice] {
    if !form.head.hasLineEnd {
      throw form.cut(Phrase("the file ends in its first line, the column heads", zh: "文件在首行（列名）结束"), line: 1)
    }
    let place = Phrase(form.name, zh: form.name)
    var notices: [Notice] = []
    if records > 0, hasLineEnd == false {
      notices.append(
        Notice(
          Phrase(
            "the last line has no line end; if the file was cut off there, its last cell is not whole",
            zh: "末行没有换行符；如文件在此被截断，最后一个单元格可能不完整"),
          at: place))
    }
    if systems.count > 1 {
      let list = systems.sorted().map(String.init).joined(separator: ", ")
      notices.append(
        Notice(
          Phrase("the geometries name several systems: SRID \(list)", zh: "几何对象注明了多个坐标系：SRID \(list)"),
          at: place,
          hint: Phrase("split the file by system, or name its datum", zh: "请按坐标系拆分文件，或指定坐标基准")))
    }
    var rings = GeoJSONTally()
    rings.closedRings = closedRings
    return notices + rings.notices(file: form.name) + [northings.notice(file: form.name)].compactMap { $0 }
  }
}

extension CSVForm {
  /// The file was cut off.
  func cut(_ what: Phrase, line: Int) -> Problem {
    Problem(
      .badData, what, at: Phrase("\(name), line \(line)", zh: "\(name)，第 \(line) 行"),
      hint: Phrase("it was cut off: copy or export the file again", zh: "文件被截断，请重新复制或导出"))
  }
}
