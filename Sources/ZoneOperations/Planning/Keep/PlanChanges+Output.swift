internal import ZoneFormats
internal import ZoneModel

extension PlanChanges {
  /// In one sentence.
  func words(_ time: TimeText) -> Phrase {
    let day = day.map { String(time.text($0).prefix(10)) } ?? "—"
    let (old, english, chinese) = (stops.count - count(.added), remarks.english, remarks.chinese)
    return Phrase(
      "of the \(old) stops of the plan of \(day): \(count(.kept)) kept, \(count(.moved)) moved to another team, \(count(.dropped)) dropped, \(count(.gone)) no longer there; \(count(.added)) added\(english)",
      zh:
        "原方案（\(day)）停靠点 \(old) 个：保留 \(count(.kept)) 个，改派 \(count(.moved)) 个，取消 \(count(.dropped)) 个，已不存在 \(count(.gone)) 个；新增 \(count(.added)) 个\(chinese)"
    )
  }

  private var remarks: Phrase {
    var (english, chinese) = ("", "")
    if !absentTeams.isEmpty {
      english += "; not there today: \(absentTeams.joined(separator: ", "))"
      chinese += "；今日缺席：\(absentTeams.joined(separator: "、"))"
    }
    if !lockedTeams.isEmpty {
      english += "; as it was: the route of \(lockedTeams.joined(separator: ", "))"
      chinese += "；路线不变：\(lockedTeams.joined(separator: "、"))"
    }
    if matchedByPlace > 0 {
      english += "; \(matchedByPlace) found again by their place, their ids being gone"
      chinese += "；其中 \(matchedByPlace) 个编号已变，按位置对应"
    }
    return Phrase(english, zh: chinese)
  }

  /// Everything that is not as it was.
  func table(most: Int) -> SummaryTable {
    let changed = stops.filter { $0.change != .kept }
    let rows = changed.prefix(most).map { stop -> [SummaryTable.Cell] in
      [
        SummaryTable.Cell(stop.change.title, .text(stop.change.rawValue)), .text(stop.id), .text(stop.zone),
        .text(stop.from), .text(stop.to),
      ]
    }
    let rest = changed.count - rows.count
    return SummaryTable(
      key: "changes", title: Phrase("Changes to the plan kept", zh: "与原方案相比"),
      columns: [
        SummaryTable.Column("change", Phrase("change", zh: "变化")),
        SummaryTable.Column("stop", Phrase("stop", zh: "停靠点")),
        SummaryTable.Column("zone", Phrase("zone", zh: "区域")),
        SummaryTable.Column("from", Phrase("had by", zh: "原小组")),
        SummaryTable.Column("to", Phrase("now with", zh: "现小组")),
      ], rows: rows,
      notes: rest > 0
        ? [Phrase("and \(rest) more; --explain lists all", zh: "另有 \(rest) 项；--explain 列出全部")] : [])
  }

  /// For programs.
  func json(_ time: TimeText) -> String {
    func object(_ members: [(String, PropertyValue)]) -> String {
      "{" + members.map { "\(JSONQuote.text($0.0)):\($0.1.json)" }.joined(separator: ",") + "}"
    }
    func list(_ texts: [String]) -> PropertyValue {
      .json("[" + texts.map { JSONQuote.text($0) }.joined(separator: ",") + "]")
    }
    let changed = stops.filter { $0.change != .kept }.map { stop in
      object([
        ("id", .text(stop.id)), ("change", .text(stop.change.rawValue)), ("from", .maybe(stop.from)),
        ("to", .maybe(stop.to)),
      ])
    }
    return object(
      [("date", .maybe(day.map { String(time.text($0).prefix(10)) }))]
        + Change.allCases.map { ($0.rawValue, .integer(count($0))) }
        + [
          ("absent_teams", list(absentTeams)), ("locked_teams", list(lockedTeams)),
          ("matched_by_place", .integer(matchedByPlace)),
          ("changes", .json("[" + changed.joined(separator: ",") + "]")),
        ])
  }
}
