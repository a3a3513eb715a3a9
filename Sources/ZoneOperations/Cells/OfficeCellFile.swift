internal import ZoneFormats
internal import ZoneModel

/// The cells of a file, and what became of the others.
struct OfficeCellFile {
  let cells: ZoneSet
  private(set) var rejections: [Rejection]

  /// Read as zones are, so that boundaries are judged and repaired and every number stands once; those whose
  /// number is none are left out.
  ///
  /// - Throws: `Problem` when the file cannot be read, or no cell can be used.
  init(_ path: String, _ options: CellOptions, _ input: InputOptions, _ reporter: Reporter) throws {
    let all = try loadAreas(Self.reading(path, options, input), Self.words, reporter: reporter)
    rejections = all.rejections
    var usable: [Int] = []
    for number in all.zones.indices {
      guard let reason = Self.fault(of: all.zones[number]) else {
        usable.append(number)
        continue
      }
      let row = all.rows[number]
      rejections.append(
        all.layers[row.layer].rejection(row.row, id: all.zones[number].id, reason, hint: Self.hint))
    }
    guard !usable.isEmpty else { throw nothingUsable([path], rejections) }
    cells = all.keeping(usable)
    unusual(path).map(reporter.notice)
  }

  private static let words = AreaWords(
    one: Phrase("cell", zh: "单元网格"),
    twice: Phrase(
      "each cell has a number of its own: correct the file, or name the property that holds them: --cells-id NAME",
      zh: "每个单元网格的标识码应唯一：请更正文件，或用 --cells-id 列名 指定标识码所在的列"))
  private static let hint = Phrase(
    "a unit grid number has 15 digits; 12 to 16 characters are accepted", zh: "单元网格标识码为 15 位；可接受 12–16 位")

  private static func reading(_ path: String, _ options: CellOptions, _ input: InputOptions) -> InputOptions {
    var reading = input
    reading.zones = [ZoneSource(kind: ZoneKind(rawValue: "cell"), path: path)]
    reading.zonesDatum = [options.datum ?? input.zonesDatum.first].compactMap { $0 }
    reading.fields = options.idField.map { ["id": $0] } ?? [:]
    reading.project = nil
    return reading
  }

  private static func fault(of cell: Zone) -> Phrase? {
    if cell.boundary.isRoad { return Phrase("a cell must be an area", zh: "单元网格应为面") }
    if CellID(cell.id) != nil { return nil }
    return Phrase("\(cell.id) is no cell number", zh: "\(cell.id) 不是单元网格标识码")
  }

  private func unusual(_ path: String) -> Notice? {
    let count = cells.zones.count { CellID($0.id)?.isStandard != true }
    guard count > 0 else { return nil }
    return Notice(
      Phrase(
        "\(count) of \(cells.count) cell numbers have 12 to 16 characters, but not 15 digits",
        zh: "\(cells.count) 个单元网格标识码中有 \(count) 个为 12–16 位，但不是 15 位数字"),
      at: Phrase(path, zh: path))
  }
}

extension ZoneSet {
  /// The zones with these numbers alone.
  fileprivate func keeping(_ numbers: [Int]) -> ZoneSet {
    var set = self
    set.zones = numbers.map { zones[$0] }
    set.areas = numbers.map { areas[$0] }
    set.planes = numbers.map { planes[$0] }
    set.rows = numbers.map { rows[$0] }
    return set
  }
}
