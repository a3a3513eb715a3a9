/// Road zones: main roads between main crossings, and some of the side streets.
struct Road {
  let id: String
  let name: String
  let width: Int
  let line: Path
  let parent: String
  let isMain: Bool
}

enum Roads {
  static func draw(_ streets: Streets, _ topology: Topology) -> [Road] {
    var sections: [Section] = []
    for column in Grid.columns { sections += runs(streets, Grid.rows.map { (column, $0) }, isColumn: true) }
    for row in Grid.rows { sections += runs(streets, Grid.columns.map { ($0, row) }, isColumn: false) }
    return named(chosen(sections), topology)
  }

  private struct Section {
    let line: Path
    let isColumn: Bool
    let isMain: Bool
    let isBridge: Bool
    let number: Int
    let isRing: Bool
  }

  /// Follows one grid line and cuts it where it meets a main road, a bridge begins, or a street is missing.
  private static func runs(
    _ streets: Streets, _ places: [(column: Int, row: Int)], isColumn: Bool
  ) -> [Section] {
    var sections: [Section] = []
    var corners: [Vector] = []
    var last: (street: Streets.Street, column: Int, row: Int)?
    func close() {
      if let last, corners.count > 1 { sections.append(section(Path(corners), last, isColumn)) }
      corners = []
      last = nil
    }
    for (start, end) in zip(places, places.dropFirst()) {
      guard let from = streets.crossing(start.column, start.row),
        let to = streets.crossing(end.column, end.row),
        let index = streets.street(from, to)
      else {
        close()
        continue
      }
      let street = streets.streets[index]
      if isColumn ? Grid.isMain(row: start.row) : Grid.isMain(column: start.column) { close() }
      corners += corners.isEmpty ? street.path.corners : Array(street.path.corners.dropFirst())
      last = (street, start.column, start.row)
    }
    close()
    return sections.filter { $0.line.length > 240 }
  }

  private static func section(
    _ line: Path, _ last: (street: Streets.Street, column: Int, row: Int), _ isColumn: Bool
  ) -> Section {
    Section(
      line: line, isColumn: isColumn, isMain: last.street.isMain, isBridge: last.street.isBridge,
      number: isColumn ? last.column : last.row, isRing: isRing(last.column, last.row, isColumn))
  }

  /// The ring road runs along two columns and two rows.
  private static func isRing(_ column: Int, _ row: Int, _ isColumn: Bool) -> Bool {
    isColumn
      ? (column == -8 || column == 4) && (6..<26).contains(row)
      : (row == 6 || row == 26) && (-8..<4).contains(column)
  }

  /// All main sections and a seeded choice of the longer side streets.
  private static func chosen(_ sections: [Section]) -> [Section] {
    var seed = Seed("roads")
    let sides = seed.shuffled(
      sections.indices.filter { !sections[$0].isMain && sections[$0].line.length > 600 })
    let kept = Set(sides.prefix(46))
    return sections.indices.filter { sections[$0].isMain || kept.contains($0) }.map { sections[$0] }
  }

  private static func named(_ sections: [Section], _ topology: Topology) -> [Road] {
    var counts: [String: Int] = [:]
    return sections.enumerated().map { index, section in
      let road = title(section)
      counts[road, default: 0] += 1
      let middle = section.line.place(at: section.line.length / 2)
      return Road(
        id: "R" + padded(index + 1, 3), name: road + padded(counts[road] ?? 1, 2) + "段",
        width: width(section), line: section.line,
        parent: topology.subdistrict(at: middle)?.code ?? "", isMain: section.isMain)
    }
  }

  private static func title(_ section: Section) -> String {
    if section.isBridge { return "示例大桥" }
    if section.isRing { return "示例环路" }
    if section.isColumn, abs(section.number) == 1 { return section.number < 0 ? "示例西堤路" : "示例东堤路" }
    let word = section.isMain ? "路" : "街"
    if section.isColumn { return "示例纵\(section.number < 0 ? "西" : "东")\(abs(section.number))" + word }
    return "示例横\(section.number)" + word
  }

  private static func width(_ section: Section) -> Int {
    if section.isRing { return 46 }
    if section.isBridge { return 28 }
    return section.isMain ? (section.isColumn && abs(section.number) == 1 ? 24 : 34) : 14
  }
}

/// A number with leading zeros.
func padded(_ number: Int, _ width: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
