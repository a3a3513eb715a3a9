internal import ZoneFormats
public import ZoneModel
public import ZoneStore

extension ProjectRole {
  public var title: Phrase {
    switch self {
    case .zones: Phrase("zones", zh: "区域")
    case .findings: Phrase("findings", zh: "问题点")
    case .observations: Phrase("observations", zh: "检查记录")
    case .teams: Phrase("teams", zh: "排查队伍")
    case .checklist: Phrase("checklist items", zh: "检查项目")
    }
  }
}

extension ImportTally {
  fileprivate static let columns = [
    SummaryTable.Column("records", Phrase("records", zh: "记录"), isNumber: true),
    SummaryTable.Column("added", Phrase("added", zh: "新增"), isNumber: true),
    SummaryTable.Column("changed", Phrase("changed", zh: "变更"), isNumber: true),
    SummaryTable.Column("unchanged", Phrase("unchanged", zh: "未变"), isNumber: true),
    SummaryTable.Column("rejected", Phrase("rejected", zh: "拒收"), isNumber: true),
  ]

  fileprivate var cells: [SummaryTable.Cell] {
    [records, added, changed, unchanged, rejected].map { .count($0) }
  }
}

extension [ImportReport] {
  /// What each file brought.
  public var summary: SummaryTable {
    SummaryTable(
      key: "import", title: Phrase("Imported", zh: "导入结果"),
      columns: [
        SummaryTable.Column("file", Phrase("file", zh: "文件")),
        SummaryTable.Column("role", Phrase("as", zh: "类别")),
      ] + ImportTally.columns,
      rows: map { report in
        [.text(report.file), SummaryTable.Cell(report.role.title, .text(report.role.rawValue))]
          + report.tally.cells
      })
  }
}

extension ProjectStatus {
  /// What is in the project, and what came in last.
  public var summary: [SummaryTable] {
    [contents, history]
  }

  private var contents: SummaryTable {
    var rows: [[SummaryTable.Cell]] = ProjectRole.allCases.map { role in
      [SummaryTable.Cell(role.title, .text(role.rawValue)), .count(counts[role] ?? 0)]
    }
    rows.append([
      SummaryTable.Cell(Phrase("zones of earlier boundaries", zh: "历史边界"), .text("earlier_zones")),
      .count(earlierZones),
    ])
    rows.append([
      SummaryTable.Cell(
        Phrase("records with personal data kept apart", zh: "含个人信息（单独保存）"), .text("personal")),
      .count(personal),
    ])
    return SummaryTable(
      key: "project",
      title: Phrase(
        "\(path) (schema \(version))", zh: "\(path)（结构版本 \(version.split(separator: " ").first ?? "")）"),
      columns: [
        SummaryTable.Column("what", Phrase("what", zh: "内容")),
        SummaryTable.Column("count", Phrase("count", zh: "数量"), isNumber: true),
      ], rows: rows)
  }

  private var history: SummaryTable {
    SummaryTable(
      key: "imports", title: Phrase("Last imports", zh: "最近导入"),
      columns: [
        SummaryTable.Column("at", Phrase("at", zh: "时间")),
        SummaryTable.Column("file", Phrase("file", zh: "文件")),
        SummaryTable.Column("role", Phrase("as", zh: "类别")),
      ] + ImportTally.columns,
      rows: imports.map { entry in
        [.text(entry.at), .text(entry.file), SummaryTable.Cell(entry.role.title, .text(entry.role.rawValue))]
          + entry.tally.cells
      })
  }
}

extension ProjectCheck {
  /// What is wrong, and what can be read.
  public var summary: [SummaryTable] {
    let rows = rows.map { entry in
      [
        SummaryTable.Cell.text(entry.table), .count(entry.readable),
        entry.of.map { .count($0) } ?? .text(nil),
      ]
    }
    let readable = SummaryTable(
      key: "rows", title: Phrase("Rows that can be read", zh: "可读取的行"),
      columns: [
        SummaryTable.Column("table", Phrase("table", zh: "表")),
        SummaryTable.Column("readable", Phrase("readable", zh: "可读取"), isNumber: true),
        SummaryTable.Column("rows", Phrase("of", zh: "总数"), isNumber: true),
      ], rows: rows, notes: [ledgerNote].compactMap(\.self))
    let faults = damage.map { fault in
      [SummaryTable.Cell.text(fault.table), SummaryTable.Cell(fault.what, .text(fault.what.english))]
    }
    let list = SummaryTable(
      key: "damage", title: Phrase("Damage", zh: "损坏"),
      columns: [
        SummaryTable.Column("table", Phrase("table", zh: "表")),
        SummaryTable.Column("what", Phrase("what", zh: "问题")),
      ], rows: faults)
    return damage.isEmpty ? [readable] : [list, readable]
  }

  /// The head to keep elsewhere: who has it can prove that nothing before it was changed or cut off.
  private var ledgerNote: Phrase? {
    ledger.flatMap { ledger in
      ledger.count == 0
        ? nil
        : Phrase(
          "ledger: \(ledger.count) events, head \(ledger.head); keep it elsewhere (--ledger-head)",
          zh: "台账：\(ledger.count) 条记录，链首 \(ledger.head)，请另行保存（--ledger-head）")
    }
  }
}
