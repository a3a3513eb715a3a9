internal import ZoneFormats
public import ZoneModel

extension CaseList {
  /// The list for a terminal.
  public func summary(_ time: TimeText) -> SummaryTable {
    SummaryTable(
      key: "cases",
      title: Phrase(
        "\(rows.count) cases, \(overdue) overdue, as of \(time.short(asOf))",
        zh: "共 \(rows.count) 件，逾期 \(overdue) 件（截至 \(time.short(asOf))）"),
      columns: Self.columns,
      rows: rows.map { cells($0, time) })
  }

  private static var columns: [SummaryTable.Column] {
    [
      SummaryTable.Column("case", Phrase("case", zh: "案件")),
      SummaryTable.Column("stage", Phrase("stage", zh: "阶段")),
      SummaryTable.Column("zone", Phrase("zone", zh: "区域")),
      SummaryTable.Column("item", Phrase("item", zh: "条目")),
      SummaryTable.Column("unit", Phrase("unit", zh: "责任单位")),
      SummaryTable.Column("due", Phrase("due", zh: "到期")),
      SummaryTable.Column("left_hours", Phrase("left", zh: "剩余"), isNumber: true),
    ]
  }

  private func cells(_ row: Row, _ time: TimeText) -> [SummaryTable.Cell] {
    let state = row.state
    return [
      .text(state.caseID), SummaryTable.Cell(state.shownStage, .text(state.stage.rawValue)),
      SummaryTable.Cell(
        Phrase(zoneTitle(state) ?? "—", zh: zoneTitle(state) ?? "—"), .maybe(state.report.zone)),
      .text(state.report.item), .text(state.assignment?.unit),
      SummaryTable.Cell(
        Phrase(
          row.deadline.map { time.short($0.due) } ?? "—", zh: row.deadline.map { time.short($0.due) } ?? "—"),
        .maybe(row.deadline.map { time.text($0.due) })),
      left(row),
    ]
  }

  func zoneTitle(_ state: CaseState) -> String? {
    state.report.zone.map { zoneNames[$0] ?? $0 }
  }

  /// Hours on the limit's own clock.
  private func left(_ row: Row) -> SummaryTable.Cell {
    guard let deadline = row.deadline, row.state.stage.isOpen else { return .text(nil) }
    let hours = deadline.remaining / 3600
    let text = String(value: abs(hours), decimals: 1)
    let words =
      deadline.isStopped
      ? Phrase("stopped", zh: "已停表")
      : hours < 0 ? Phrase("\(text) h late", zh: "超 \(text) 小时") : Phrase("\(text) h", zh: "\(text) 小时")
    return SummaryTable.Cell(words, .number(rounded(hours, to: 100)))
  }
}

extension CaseState {
  /// The stage in words, with what is special about it.
  var shownStage: Phrase {
    var (english, chinese) = (stage.title.english, stage.title.chinese)
    if isOnHold {
      english += ", on hold"
      chinese += "·挂账"
    }
    if isSupervised, stage.isOpen {
      english += ", supervised"
      chinese += "·督办"
    }
    if reopenings > 0 {
      english += ", reopened \(reopenings)×"
      chinese += "·重开\(reopenings)次"
    }
    return Phrase(english, zh: chinese)
  }
}
