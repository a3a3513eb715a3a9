internal import ZoneAnalysis
internal import ZoneFormats
internal import ZoneGeometry
public import ZoneModel
public import ZoneStore

/// Which findings become cases, and on what terms.
public struct CaseOpening: Sendable {
  /// Ids of the findings; empty: all that are no case yet.
  public var findings: Set<String> = []
  /// Only findings of this source (`covert`, `complaint` …).
  public var source: String?
  /// Only findings of this time.
  public var window: Range<Instant>?
  /// The standard that items of records which name none are codes of; `nil`: they are no codes.
  public var standard: String?
  /// Limits to file by: a finding whose code has exactly one row there is filed under it.
  public var limits: LimitTable?
  /// The limit of findings that no row tells.
  public var limit: LimitDuration?
  /// Sends each case to its zone's owner, where there is one.
  public var dispatches = true

  public init() {}
}

/// What came of opening cases.
public struct CasesOpened: Sendable {
  public var cases: [LedgerCase] = []
  /// Findings that are cases already.
  public var known = 0
  /// Ids asked for that no finding has.
  public var missing: [String] = []
  /// Cases whose limit nobody stated: they are never overdue.
  public var withoutLimit = 0
  /// Those of them whose code has several rows in the table, so that a person must say which condition is met.
  public var withSeveral = 0
  /// Those whose code the table has under another standard than the record says.
  public var underOtherStandard = 0
  /// Cases whose finding's time is missing, cannot be read or lies in the future: reported as of now.
  public var withoutTime = 0
  /// Cases whose zone has no owner, or that lie in none: not dispatched.
  public var withoutOwner = 0
  /// Findings that seem to be one another's repetition or a closed case come back.
  public var recurrences = Recurrences()
}

/// Opens a case for each finding of a project that is chosen and is none yet: reported as it was found, filed,
/// and sent to the owner of the zone it lies in.
///
/// A case has its finding's id. All cases are opened, or none.
///
/// - Throws: `Problem`, `CaseRefusal`.
public func openCases(
  _ opening: CaseOpening, in project: ProjectFile, _ options: InputOptions, at time: Instant,
  by actor: String,
  reporter: Reporter = .silent
) throws -> CasesOpened {
  let map = try mapFindings(options, reporter: reporter)
  let ledger = project.ledger
  var opened = CasesOpened()
  var unseen = opening.findings
  var entries: [LedgerStore.Entry] = []
  let before = try ledger.cases()
  let known = Set(before.map(\.state.caseID))
  let duties = DutyBook(try project.duties())
  for i in 0..<map.findings.count {
    let finding = OpenFinding(map, i, options.time, standard: opening.standard)
    guard let id = finding.id, opening.takes(finding) else { continue }
    unseen.remove(id)
    guard !known.contains(id) else {
      opened.known += 1
      continue
    }
    entries += finding.entries(id, opening, duties, &opened, at: time)
  }
  opened.missing = unseen.sorted()
  opened.cases = try ledger.record(entries, at: time, by: actor)
  opened.recurrences = Recurrences(of: Set(opened.cases.map(\.state.caseID)), among: before + opened.cases)
  return opened
}

extension CaseOpening {
  fileprivate func takes(_ finding: OpenFinding) -> Bool {
    if !findings.isEmpty, !findings.contains(finding.id ?? "") { return false }
    if let source, finding.report.source != source { return false }
    if let window { return finding.time.map { window.contains($0) } ?? false }
    return true
  }
}

/// A finding about to become a case.
private struct OpenFinding {
  let id: String?
  let time: Instant?
  let report: CaseReport
  let owner: String?
  let leader: String?

  init(_ map: FindingMap, _ i: Int, _ time: TimeText, standard usual: String?) {
    let findings = map.findings
    let zone = map.hits.home(of: i).map { map.zones.zones[Int($0)] }
    let layer = findings.layers[findings.layer(of: i)]
    let row = Int(findings.rows[i])
    func property(_ names: [String]) -> String? {
      names.lazy.compactMap { layer.properties.text($0, at: row) }.first
    }
    id = findings.text("id", i) ?? layer.properties.identifier(at: row)
    self.time = findings.text("time", i).flatMap(time.instant)
    let item = findings.text("item", i)
    let standard = property(["standard", "标准", "代码标准"]) ?? usual
    // a checklist item is a national code only where the record says of which standard
    let code = property(["code", "国标代码", "事项代码"]) ?? (standard == nil ? nil : item)
    let name = property(["code_name", "item_name", "问题名称", "事项名称"])
    report = CaseReport(
      finding: id, zone: zone?.id, item: item,
      code: code.map { ProblemCode(standard: standard ?? "", code: $0, name: name ?? "") },
      place: findings.place(i), source: findings.text("source", i),
      text: property(["problem", "text", "description", "问题", "存在问题", "问题描述", "内容"])
        ?? [property(["spot", "具体点位", "点位"]), name].compactMap(\.self).joined(separator: "：")
        .nonEmpty)
    owner = zone?.owner
    leader = zone?.leader
  }

  func entries(
    _ id: String, _ opening: CaseOpening, _ duties: DutyBook, _ opened: inout CasesOpened, at now: Instant
  ) -> [LedgerStore.Entry] {
    // what was found before it is recorded is a late record
    let happened = time.flatMap { $0 < now ? $0 : nil }
    if happened == nil { opened.withoutTime += 1 }
    let filing = filing(opening, &opened)
    if filing.limit == nil { opened.withoutLimit += 1 }
    var entries = [
      LedgerStore.Entry(id, .report(report), happened: happened), LedgerStore.Entry(id, .file(filing)),
    ]
    guard opening.dispatches else { return entries }
    // who was named with dates goes before what the zone itself says
    let named = duties.assignment(finding: id, in: report.zone, asOf: now)
    if let assignment = named ?? owner.map({ CaseAssignment(unit: $0, leader: leader) }) {
      entries.append(LedgerStore.Entry(id, .dispatch(assignment)))
    } else {
      opened.withoutOwner += 1
    }
    return entries
  }

  private func filing(_ opening: CaseOpening, _ opened: inout CasesOpened) -> CaseFiling {
    if let code = report.code, let rows = opening.limits?.rows(for: code, by: .shipped) {
      if rows.count == 1 {
        // the row may name the problem by the code it had before
        var filing = rows[0].filing
        filing.code = code
        return filing
      }
      if rows.count > 1, opening.limit == nil { opened.withSeveral += 1 }
    }
    if opening.limit == nil, let word = report.code?.code ?? report.item,
      opening.limits?.has(code: word) == true
    {
      opened.underOtherStandard += 1
    }
    return CaseFiling(code: report.code, limit: opening.limit)
  }
}

extension CasesOpened {
  public var summary: SummaryTable {
    let rows: [(String, Phrase, Int)] = [
      ("opened", Phrase("cases opened", zh: "新立案"), cases.count),
      (
        "dispatched", Phrase("of them dispatched", zh: "其中已派遣"), cases.count { $0.state.stage == .dispatched }
      ),
      ("without_owner", Phrase("without an owner to send them to", zh: "无责任单位，未派遣"), withoutOwner),
      ("without_limit", Phrase("without a limit: never overdue", zh: "未定时限，不会逾期"), withoutLimit),
      (
        "with_several_limits", Phrase("of them with several conditions to choose from", zh: "其中有多个立案条件待选"),
        withSeveral
      ),
      (
        "under_other_standard",
        Phrase(
          "of them with a code that the table has under another standard: see --standard",
          zh: "其中代码在时限表中属于其他标准，请用 --standard 指明"), underOtherStandard
      ),
      (
        "without_time", Phrase("found at no time that can be used: reported now", zh: "发现时间缺失或无效，按当前时间上报"),
        withoutTime
      ),
      ("known", Phrase("findings that were cases already", zh: "原已立案"), known),
    ]
    return SummaryTable(
      key: "opened", title: Phrase("Cases", zh: "立案结果"),
      columns: [
        SummaryTable.Column("what", Phrase("what", zh: "内容")),
        SummaryTable.Column("count", Phrase("count", zh: "数量"), isNumber: true),
      ],
      rows: rows.map { [SummaryTable.Cell($0.1, .text($0.0)), .count($0.2)] })
  }
}

extension LimitTable {
  /// Whether some row has the code, of whatever standard, by its own or its newer number.
  fileprivate func has(code: String) -> Bool {
    rows.contains { row in
      row.code.code == code || (try? Crosswalk.shipped.newCode(for: row.code))?.code == code
    }
  }
}

extension String {
  /// `nil` when there is nothing in it.
  fileprivate var nonEmpty: String? { isEmpty ? nil : self }
}
