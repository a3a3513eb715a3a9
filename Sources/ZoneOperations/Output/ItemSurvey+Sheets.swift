public import ZoneFormats
public import ZoneModel

extension ItemSurvey {
  /// A workbook: the matrix of zones and items, every cell with its figures, sums by kind and by item, and
  /// what the words mean.
  public func sheets(in language: Language) -> [SheetTable] {
    [matrix(language)] + (isListed ? [list(language)] : [])
      + [byKind, byItem(most: .max)].map { $0.sheet(in: language) } + [notes(language)]
  }

  /// A sheet holds 1,048,576 rows.
  private var isListed: Bool { cells.count <= 1_000_000 }

  /// Zones down, items across: the day somebody last looked.
  private func matrix(_ language: Language) -> SheetTable {
    let items = Set(cells.map(\.item)).sorted()
    let places = Dictionary(uniqueKeysWithValues: items.enumerated().map { ($1, $0) })
    let heads = items.map { item in
      let entry = checklist.items[item]
      return SheetTable.Column("\(entry.code) \(entry.name.text(in: language))", width: 12)
    }
    let rows = zones.zones.indices.map { zone -> [SheetTable.Cell] in
      var row = [SheetTable.Cell](repeating: .empty, count: items.count)
      for cell in cells(of: zone) {
        guard let place = places[cell.item] else { continue }
        row[place] = cell.lastLooked.map { .day($0) } ?? .text(cell.freshness.title.text(in: language))
      }
      return zoneCells(zone, language) + [tallyCell(zone)] + row
    }
    return SheetTable(
      name: Phrase("Matrix", zh: "区域×项目").text(in: language),
      columns: zoneColumns(language)
        + [SheetTable.Column(Phrase("item coverage", zh: "项目覆盖率").text(in: language), width: 11)] + heads,
      rows: rows)
  }

  private func tallyCell(_ zone: Int) -> SheetTable.Cell {
    ItemTally(cells(of: zone)).share.value.map { .share($0) } ?? .text("—")
  }

  private func zoneColumns(_ language: Language) -> [SheetTable.Column] {
    [
      (Phrase("zone", zh: "区域编号"), 14.0), (Phrase("name", zh: "名称"), 20), (Phrase("kind", zh: "类型"), 12),
      (Phrase("responsible body", zh: "责任单位"), 20), (Phrase("leader", zh: "包联领导"), 14),
    ].map { SheetTable.Column($0.text(in: language), width: $1) }
  }

  private func zoneCells(_ number: Int, _ language: Language) -> [SheetTable.Cell] {
    let zone = zones.zones[number]
    return [
      .text(zone.id), zone.name.map { .text($0) } ?? .empty, .text(zone.kind.title.text(in: language)),
      zone.owner.map { .text($0) } ?? .empty, zone.leader.map { .text($0) } ?? .empty,
    ]
  }

  /// A row a cell.
  private func list(_ language: Language) -> SheetTable {
    let titles = [
      (Phrase("item", zh: "项目"), 9.0), (Phrase("item name", zh: "项目名称"), 24),
      (Phrase("status", zh: "状态"), 10), (Phrase("looks", zh: "查看次数"), 9),
      (Phrase("last looked", zh: "最近查看"), 17), (Phrase("due", zh: "应查日期"), 12),
      (Phrase("interval, days", zh: "间隔（天）"), 10), (Phrase("relapses", zh: "反弹次数"), 9),
      (Phrase("ground looked at", zh: "查看面积占比"), 11), (Phrase("expected unseen", zh: "预计未发现问题"), 12),
    ]
    return SheetTable(
      name: Phrase("Cells", zh: "明细").text(in: language),
      columns: zoneColumns(language) + titles.map { SheetTable.Column($0.text(in: language), width: $1) },
      rows: cells.map { cell in
        let item = checklist.items[cell.item]
        return zoneCells(cell.zone, language) + [
          .text(item.code), .text(item.name.text(in: language)),
          .text(cell.freshness.title.text(in: language)),
          .integer(cell.looks), cell.lastLooked.map { .time($0) } ?? .empty,
          cell.due(since: survey.begin).map { .day($0) } ?? .empty, .number(cell.intervalDays),
          .integer(cell.relapses), cell.lookedShare.value.map { .share($0) } ?? .text("—"),
          .number(rounded(cell.expectedUnseen, to: 10_000)),
        ]
      })
  }

  private static let unlisted = Phrase(
    "more cells than a sheet has rows: write them as .csv or .gpkg", zh: "明细超过工作表行数上限，请输出为 .csv 或 .gpkg")

  private func notes(_ language: Language) -> SheetTable {
    let lines =
      [
        Self.meaning.map { $0.text(in: language) }, ["\(checklist.head.title) \(checklist.head.version)"],
        checklist.head.notes, isListed ? [] : [Self.unlisted.text(in: language)],
      ].flatMap(\.self)
    return SheetTable(
      name: Phrase("Definitions", zh: "说明").text(in: language),
      columns: [
        SheetTable.Column(Phrase("what the figures mean", zh: "指标说明").text(in: language), width: 120)
      ],
      rows: lines.map { [.text($0)] })
  }
}
