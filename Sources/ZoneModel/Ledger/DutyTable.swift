extension Duty {
  /// Reads a table of who answers for what: columns `zone` or `finding`, `role` (`unit`, `assisting`, `person`,
  /// `leader`; of a row with both the finding is meant), `holder`, `from`, `to` (the day after the last; empty: not known), or their Chinese words. A row
  /// that cannot be used is rejected and costs nothing else.
  ///
  /// - Throws: `Problem(.badData)` when the bytes are not UTF-8, or `role` or `holder` is not a column.
  public static func reading(
    _ bytes: [UInt8], file: String, time: TimeText = .shanghai
  ) throws(Problem) -> (duties: [Duty], rejections: [Rejection]) {
    let data = try DataTable(bytes, file: file, words: words, required: ["role", "holder"])
    var duties: [Duty] = []
    var rejections: [Rejection] = []
    for row in data.rows {
      do throws(RowFault) {
        duties.append(try Duty(row, time))
      } catch {
        rejections.append(row.rejection(in: file, id: row["zone"] ?? row["finding"], reason: error.reason))
      }
    }
    return (duties, rejections)
  }

  private static let words = [
    "zone": "zone", "区域": "zone", "区域编号": "zone", "finding": "finding", "问题点": "finding",
    "问题点编号": "finding", "role": "role", "角色": "role", "职责": "role", "holder": "holder", "name": "holder",
    "姓名": "holder", "单位": "holder", "名称": "holder", "from": "from", "起": "from", "起始日期": "from",
    "to": "to", "止": "to", "截止日期": "to",
  ]

  private init(_ row: DataTable.Row, _ time: TimeText) throws(RowFault) {
    guard let subject = row["finding"].map(Subject.finding) ?? row["zone"].map(Subject.zone) else {
      throw RowFault("neither a zone nor a finding", zh: "缺少区域或问题点编号")
    }
    guard let holder = row["holder"] else { throw RowFault("nobody is named", zh: "缺少姓名或单位") }
    guard let word = row["role"], let role = Role(word: word) else {
      throw RowFault(
        "the role must be unit, assisting, person or leader", zh: "角色应为 牵头单位、配合单位、责任人 或 包联领导")
    }
    let from = try Self.day(row["from"], time)
    let to = try Self.day(row["to"], time)
    if let from, let to, from >= to { throw RowFault("it ends before it begins", zh: "截止日期不晚于起始日期") }
    self.init(subject, role, holder, during: TimeWindow(from: from, to: to))
  }

  private static func day(_ text: String?, _ time: TimeText) throws(RowFault) -> Instant? {
    guard let text else { return nil }
    guard let instant = time.instant(text) else {
      throw RowFault("\(text) is no date; write 2026-09-01", zh: "“\(text)”不是日期；请写成 2026-09-01")
    }
    return instant
  }
}

extension Duty.Role {
  /// The role a table's word means (`leader`, 包联领导); `nil` for other words.
  public init?(word: String) {
    let word = word.foldedForComparison
    let found = Self.allCases.first {
      $0.rawValue == word || $0.title.chinese == word || $0.title.english.foldedForComparison == word
    }
    guard let role = found ?? ["责任单位": .unit, "领导": .leader, "包联人": .leader][word] else { return nil }
    self = role
  }
}
