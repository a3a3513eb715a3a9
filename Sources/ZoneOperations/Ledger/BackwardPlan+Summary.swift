internal import ZoneFormats
public import ZoneModel

extension BackwardPlan {
  /// What must begin when, most urgent first.
  public func summary(_ time: TimeText) -> SummaryTable {
    let hopeless = impossible.count
    return SummaryTable(
      key: "plan",
      title: Phrase(
        "\(entries.count) open cases planned backwards, \(hopeless) cannot be done in time",
        zh: "倒排工期：未结案件 \(entries.count) 件，其中 \(hopeless) 件已无法按期完成"),
      columns: [
        SummaryTable.Column("case", Phrase("case", zh: "案件")),
        SummaryTable.Column("stage", Phrase("stage", zh: "阶段")),
        SummaryTable.Column("latest_start", Phrase("latest start", zh: "最迟开始")),
        SummaryTable.Column("dispatch_by", Phrase("dispatch by", zh: "最迟派遣")),
        SummaryTable.Column("slack_hours", Phrase("slack, h", zh: "余量（小时）"), isNumber: true),
        SummaryTable.Column("possible", Phrase("possible", zh: "可否完成")),
      ],
      rows: entries.map { Self.cells($0, time) },
      notes: withoutLimit.isEmpty
        ? []
        : [
          Phrase(
            "\(withoutLimit.count) open cases have no limit and cannot be planned: \(Self.some(withoutLimit))",
            zh: "另有 \(withoutLimit.count) 件未定时限，无法倒排：\(Self.some(withoutLimit))")
        ])
  }

  private static func some(_ ids: [String]) -> String {
    ids.prefix(10).joined(separator: ", ") + (ids.count > 10 ? " …" : "")
  }

  private static func cells(_ entry: Entry, _ time: TimeText) -> [SummaryTable.Cell] {
    let hours = entry.slack / 3600
    let text = String(value: hours, decimals: 1)
    return [
      .text(entry.caseID), SummaryTable.Cell(entry.stage.title, .text(entry.stage.rawValue)),
      .text(time.short(entry.latestStart)), .text(entry.dispatchBy.map(time.short)),
      SummaryTable.Cell(Phrase(text, zh: text), .number(rounded(hours, to: 100))),
      SummaryTable.Cell(
        Phrase(entry.isPossible ? "yes" : "no", zh: entry.isPossible ? "可以" : "不能"), .bool(entry.isPossible)),
    ]
  }
}
