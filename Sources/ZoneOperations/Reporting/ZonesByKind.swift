internal import ZoneFormats
public import ZoneModel

extension SummaryTable.Cell {
  static func kind(_ kind: ZoneKind) -> SummaryTable.Cell {
    SummaryTable.Cell(kind.title, .text(kind.rawValue))
  }
}

extension ZoneSet {
  /// Kinds in the order people name them, each with its zones.
  public var byKind: [(kind: ZoneKind, zones: [Int])] {
    let known: [ZoneKind] = [.street, .road, .market, .urbanVillage, .compound]
    let groups = Dictionary(grouping: zones.indices) { zones[$0].kind }
    return groups.keys.sorted { a, b in
      let first = known.firstIndex(of: a) ?? known.count
      let second = known.firstIndex(of: b) ?? known.count
      return first != second ? first < second : a.rawValue < b.rawValue
    }.map { ($0, groups[$0] ?? []) }
  }
}
