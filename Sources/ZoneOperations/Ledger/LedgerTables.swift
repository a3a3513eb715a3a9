internal import ZoneFormats
public import ZoneModel
public import ZoneStore

/// Reads a table of limits as a city keeps it (CSV in UTF-8 or GB18030).
///
/// - Throws: `Problem` when it cannot be read at all, or holds no row that can be used.
public func readLimits(_ path: String, reporter: Reporter = .silent) throws -> LimitTable {
  let (table, rejections) = try LimitTable.reading(tableBytes(path, reporter), file: path)
  try tell(rejections, of: path, isEmpty: table.rows.isEmpty, reporter)
  return table
}

/// Reads a working calendar: its holidays and make-up days.
///
/// - Throws: `Problem` when it cannot be read at all, or holds no row that can be used.
public func readCalendar(_ path: String, reporter: Reporter = .silent) throws -> WorkingCalendar {
  let (table, rejections) = try CalendarTable.reading(tableBytes(path, reporter), file: path)
  let isEmpty = table.holidays.isEmpty && table.workdays.isEmpty && table.years.isEmpty
  try tell(rejections, of: path, isEmpty: isEmpty, reporter)
  return WorkingCalendar(table)
}

/// Reads a list of who answers for which zones and findings.
///
/// - Throws: `Problem` when it cannot be read at all, or holds no row that can be used.
public func readDuties(_ path: String, reporter: Reporter = .silent) throws -> [Duty] {
  let (duties, rejections) = try Duty.reading(tableBytes(path, reporter), file: path)
  try tell(rejections, of: path, isEmpty: duties.isEmpty, reporter)
  return duties
}

func tableBytes(_ path: String, _ reporter: Reporter) throws -> [UInt8] {
  let decoded = try TextEncoding.decodeToUTF8(ByteStorage.read(path: path), named: nil, file: path)
  decoded.notices.forEach(reporter.notice)
  return Array(decoded.text.bytes)
}

/// A row left out is a warning; a table of none is an error.
func tell(_ rejections: [Rejection], of path: String, isEmpty: Bool, _ reporter: Reporter) throws {
  if isEmpty {
    let first = rejections.first
    throw Problem(
      .badData, first?.reason ?? Phrase("no row can be used", zh: "没有可用的行"),
      at: first.map {
        Phrase("\(path), line \($0.line ?? $0.record)", zh: "\(path)，第 \($0.line ?? $0.record) 行")
      }
        ?? Phrase(path, zh: path),
      hint: first?.hint)
  }
  for rejection in rejections.prefix(20) {
    let place = Phrase(
      "\(path), line \(rejection.line ?? rejection.record)",
      zh: "\(path)，第 \(rejection.line ?? rejection.record) 行")
    reporter.notice(Notice(rejection.reason, at: place, hint: rejection.hint))
  }
  let rest = rejections.count - 20
  guard rest > 0 else { return }
  reporter.notice(
    Notice(
      Phrase("\(rest) more rows cannot be used", zh: "另有 \(rest) 行无法使用"), at: Phrase(path, zh: path),
      hint: Phrase("correct the rows above first", zh: "请先更正上述各行")))
}

extension [Duty] {
  /// The duties with zones by their ids, where a name or an alias leads to them; a word that leads to no zone,
  /// or to several, stays as it is and is told.
  public func namingZones(by names: ZoneNames, reporter: Reporter = .silent) -> [Duty] {
    map { duty in
      guard case .zone(let word) = duty.subject else { return duty }
      let found = names[word]
      guard found.count == 1 else {
        reporter.notice(Self.notice(word, found))
        return duty
      }
      var named = duty
      named.subject = .zone(found[0])
      return named
    }
  }

  private static func notice(_ word: String, _ found: [String]) -> Notice {
    found.isEmpty
      ? Notice(
        Phrase("the project has no zone \(word) today", zh: "项目中目前没有区域“\(word)”"),
        hint: Phrase("kept as it is; check the id or name", zh: "已按原样保存，请核对编号或名称"))
      : Notice(
        Phrase("\(word) is the name of \(found.count) zones", zh: "“\(word)”是 \(found.count) 个区域的名称"),
        hint: Phrase(
          "name one by its id: \(found.joined(separator: ", "))", zh: "请改填编号：\(found.joined(separator: "、"))")
      )
  }

  /// The duties of a moment.
  public func summary(_ time: TimeText, asOf moment: Instant) -> SummaryTable {
    let held = filter { $0.period.contains(moment) }
    return SummaryTable(
      key: "duties",
      title: Phrase("Who answers for what on \(time.short(moment))", zh: "责任分工（\(time.short(moment))）"),
      columns: [
        SummaryTable.Column("zone", Phrase("zone", zh: "区域")),
        SummaryTable.Column("finding", Phrase("finding", zh: "问题点")),
        SummaryTable.Column("role", Phrase("role", zh: "角色")),
        SummaryTable.Column("holder", Phrase("who", zh: "姓名/单位")),
        SummaryTable.Column("from", Phrase("from", zh: "起")),
        SummaryTable.Column("to", Phrase("to", zh: "止")),
      ],
      rows: held.map { duty in
        var (zone, finding): (String?, String?)
        switch duty.subject {
        case .zone(let id): zone = id
        case .finding(let id): finding = id
        }
        return [
          .text(zone), .text(finding), SummaryTable.Cell(duty.role.title, .text(duty.role.rawValue)),
          .text(duty.holder), .text(duty.period.from.map(time.short)), .text(duty.period.to.map(time.short)),
        ]
      })
  }
}
