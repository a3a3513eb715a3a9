internal import ZoneFormats
public import ZoneModel

extension LedgerCase {
  /// What was done to the case, first to last, and what may be done next.
  public func history(_ time: TimeText) -> SummaryTable {
    let possible = state.possibleActions
    return SummaryTable(
      key: "events",
      title: Phrase(
        "Case \(state.caseID): \(state.shownStage.english)",
        zh: "案件 \(state.caseID)：\(state.shownStage.chinese)"),
      columns: [
        SummaryTable.Column("sequence", Phrase("no.", zh: "序号"), isNumber: true),
        SummaryTable.Column("recorded", Phrase("recorded", zh: "记录时间")),
        SummaryTable.Column("happened", Phrase("happened", zh: "发生时间")),
        SummaryTable.Column("action", Phrase("action", zh: "事项")),
        SummaryTable.Column("actor", Phrase("by", zh: "经办")),
        SummaryTable.Column("detail", Phrase("detail", zh: "内容")),
        SummaryTable.Column("reason", Phrase("reason", zh: "理由")),
      ],
      rows: events.map { event in
        [
          .count(event.sequence), .text(time.short(event.time)), .text(event.happened.map(time.short)),
          SummaryTable.Cell(event.action.name.title, .text(event.action.name.rawValue)), .text(event.actor),
          Self.cell(event.action, time), .text(event.reason),
        ]
      },
      notes: [
        Phrase(
          "possible now: \(possible.map(\.title.english).joined(separator: ", "))",
          zh: "当前可进行：\(possible.map(\.title.chinese).joined(separator: "、"))")
      ])
  }
}

extension LedgerCase {
  fileprivate static func cell(_ action: CaseAction, _ time: TimeText) -> SummaryTable.Cell {
    guard let english = action.detail(time, .english), let chinese = action.detail(time, .chinese) else {
      return .text(nil)
    }
    return SummaryTable.Cell(Phrase(english, zh: chinese), .text(english))
  }
}

extension CaseAction {
  /// What an action carries, in one line; `nil` when it carries nothing.
  fileprivate func detail(_ time: TimeText, _ language: Language) -> String? {
    let parts: [String?]
    switch self {
    case .report(let report): parts = [report.zone, report.item, report.text]
    case .file(let filing):
      parts = [
        filing.code?.code, filing.condition, filing.limit?.title.text(in: language), filing.closesWhen,
      ]
    case .dispatch(let to), .reassign(let to): parts = [to.unit, to.assisting, to.person, to.leader]
    case .handle(let work): parts = [work.measures] + work.evidence
    case .verify(let revisit): parts = [revisit.map(time.short)]
    case .extend(let to): parts = [time.short(to)]
    case .reopen(let relapse): parts = [relapse]
    case .note(let text): parts = [text]
    case .void, .start, .sendBack, .rework, .hold, .resume, .supervise: parts = []
    }
    let said = parts.compactMap(\.self).filter { !$0.isEmpty }
    return said.isEmpty ? nil : said.joined(separator: " · ")
  }
}
