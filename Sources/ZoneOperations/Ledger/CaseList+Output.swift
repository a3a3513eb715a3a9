public import ZoneFormats
internal import ZoneGeometry
public import ZoneModel

extension CaseList {
  /// The ledger's columns (整改清单台账), in the order offices use.
  private static let columns: [Field] = [
    Field("case", Phrase("case", zh: "案件编号"), 16) { row, _ in .text(row.state.caseID) },
    Field("zone", Phrase("zone", zh: "区域编号"), 16) { row, _ in .text(row.state.report.zone) },
    Field("zone_name", Phrase("zone name", zh: "点位/区域"), 20) { row, list in .text(list.zoneTitle(row.state))
    },
    Field("problem", Phrase("problem", zh: "存在问题"), 36) { row, _ in .text(row.state.report.text) },
    Field("item", Phrase("checklist item", zh: "标准条目"), 10) { row, _ in .text(row.state.report.item) },
    Field("code", Phrase("code", zh: "国标代码"), 10) { row, _ in .text(row.code?.code) },
    Field("code_standard", Phrase("standard", zh: "代码标准"), 16) { row, _ in .text(row.code?.standard) },
    Field("code_name", Phrase("code name", zh: "代码名称"), 16) { row, _ in .text(row.code?.name) },
    Field("source", Phrase("source", zh: "发现方式"), 10) { row, _ in .text(row.state.report.source) },
    Field("reported", Phrase("reported", zh: "发现时间"), 17) { row, _ in .time(row.state.reportedAt) },
    Field("stage", Phrase("stage", zh: "状态"), 10) { row, _ in
      .phrase(row.state.stage.title, row.state.stage.rawValue)
    },
    Field("on_hold", Phrase("on hold", zh: "是否挂账"), 8) { row, _ in .yes(row.state.isOnHold) },
    Field("measures", Phrase("measures", zh: "整改措施"), 30) { row, _ in .text(row.state.handling?.measures) },
    Field("unit", Phrase("responsible unit", zh: "牵头单位"), 18) { row, _ in .text(row.state.assignment?.unit) },
    Field("assisting", Phrase("assisting", zh: "配合单位"), 18) { row, _ in .text(row.state.assignment?.assisting)
    },
    Field("person", Phrase("person", zh: "责任人"), 10) { row, _ in .text(row.state.assignment?.person) },
    Field("leader", Phrase("leader", zh: "包联领导"), 10) { row, _ in .text(row.state.assignment?.leader) },
    Field("limit", Phrase("limit", zh: "整改时限"), 12) { row, _ in
      row.state.filing?.limit.map { .phrase($0.title, $0.title.english) } ?? .text(nil)
    },
    Field("due", Phrase("due", zh: "到期时间"), 17) { row, _ in .time(row.deadline?.due) },
    Field("overdue", Phrase("overdue", zh: "是否逾期"), 8) { row, _ in .yes(row.isOverdue) },
    Field("handled", Phrase("handled", zh: "完成时间"), 17) { row, _ in .time(row.state.handledAt) },
    Field("evidence", Phrase("evidence", zh: "整改前后照片"), 20) { row, _ in
      .text(row.state.handling.map { $0.evidence.joined(separator: "; ") })
    },
    Field("verifier", Phrase("verified by", zh: "核查人"), 10) { row, _ in .text(row.state.verifier) },
    Field("closed", Phrase("closed", zh: "销号时间"), 17) { row, _ in .time(row.state.closedAt) },
    Field("revisit", Phrase("look again", zh: "回头看日期"), 17) { row, _ in .time(row.state.revisit) },
    Field("relapses", Phrase("relapses", zh: "反弹次数"), 8) { row, _ in .count(row.state.relapses.count) },
    Field("reworks", Phrase("reworks", zh: "返工次数"), 8) { row, _ in .count(row.state.reworks) },
  ]

  /// A point a case, with the ledger's columns.
  public func outputLayer(_ options: OutputOptions) throws -> OutputLayer {
    let datum = try OutputDatum(options.datum)
    let rows = rows
    return OutputLayer(
      name: "ledger", count: rows.count,
      geometry: { row in
        rows[row].state.report.place.flatMap { $0.isFinite ? datum.geometry(.point($0)) : nil }
      },
      columns: Self.columns.map { field in
        OutputLayer.Column(field.name) { field.value(rows[$0], self).property(options.time) }
      },
      members: [("as_of", .text(options.time.text(asOf)))] + datum.members,
      isGeographic: datum.isGeographic, precision: options.precision)
  }

  /// The ledger as a sheet: real dates, codes as text.
  public func sheet(in language: Language) -> SheetTable {
    SheetTable(
      name: Phrase("Ledger", zh: "整改清单台账").text(in: language),
      columns: [SheetTable.Column(Phrase("no.", zh: "序号").text(in: language), width: 6)]
        + Self.columns.map { SheetTable.Column($0.title.text(in: language), width: $0.width) },
      rows: rows.enumerated().map { number, row in
        [.integer(number + 1)] + Self.columns.map { $0.value(row, self).cell(in: language) }
      })
  }

  private struct Field: Sendable {
    let name: String
    let title: Phrase
    let width: Double
    let value: @Sendable (Row, CaseList) -> Value

    init(
      _ name: String, _ title: Phrase, _ width: Double, _ value: @escaping @Sendable (Row, CaseList) -> Value
    ) {
      self.name = name
      self.title = title
      self.width = width
      self.value = value
    }
  }

  private enum Value {
    case text(String?)
    /// For people and for programs.
    case phrase(Phrase, String)
    case time(Instant?)
    case count(Int)
    case yes(Bool)

    func property(_ time: TimeText) -> PropertyValue {
      switch self {
      case .text(let text): .maybe(text.flatMap { $0.isEmpty ? nil : $0 })
      case .phrase(_, let word): .text(word)
      case .time(let instant): .maybe(instant.map(time.text))
      case .count(let count): .integer(count)
      case .yes(let isSo): .bool(isSo)
      }
    }

    func cell(in language: Language) -> SheetTable.Cell {
      switch self {
      case .text(let text): text.flatMap { $0.isEmpty ? nil : .text($0) } ?? .empty
      case .phrase(let phrase, _): .text(phrase.text(in: language))
      case .time(let instant): instant.map { .time($0) } ?? .empty
      case .count(let count): .integer(count)
      case .yes(let isSo): .text(Phrase(isSo ? "yes" : "no", zh: isSo ? "是" : "否").text(in: language))
      }
    }
  }
}

extension CaseList.Row {
  fileprivate var code: ProblemCode? { state.filing?.code ?? state.report.code }
}

/// Writes tables as one workbook that appears whole or not at all.
///
/// - Throws: `Problem` (`.usage`, `.cannotCreate`, `.notPermitted`, `.inputOutput`).
public func write(_ tables: [SheetTable], to path: String, _ time: TimeText, made: Instant) throws {
  let file = try AtomicFile(path)
  guard let part = file.paths?.part else {
    throw Problem(
      .usage, Phrase("a workbook can only be written to a file", zh: "工作簿只能写到普通文件"),
      at: Phrase(path, zh: path),
      hint: Phrase("name a file: -o ledger.xlsx", zh: "请指定文件：-o 台账.xlsx"))
  }
  try XLSXWriter.write(tables, to: part, offset: Double(time.offset(at: made)), made: made)
  try file.commit()
}
