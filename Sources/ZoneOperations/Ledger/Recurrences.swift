internal import ZoneFormats
public import ZoneModel

/// Cases that may be one another's repetition, and closed cases that came back (反弹). Suggestions: nothing is
/// merged or reopened by itself.
public struct Recurrences: Sendable, Hashable {
  public struct Pair: Sendable, Hashable {
    public var earlier: String
    public var later: String
    /// Metres between them; `nil` when only the zone is the same.
    public var metres: Double?
    public var days: Double
  }

  /// Old closed case, new case.
  public var relapses: [Pair] = []
  public var duplicates: [Pair] = []

  init() {}

  /// - Parameters:
  ///   - chosen: ids of the cases that may be the later ones.
  ///   - metres: how near two reports of one problem lie.
  ///   - seconds: how long after one another they come.
  init(
    of chosen: Set<String>, among cases: [LedgerCase], within metres: Double = RelapseSearch.distance,
    seconds: Double = 7 * 86_400
  ) {
    let marks = cases.compactMap { FindingMark($0.state) }
    let closed = cases.compactMap { ClosedMark($0.state) }
    let later = marks.filter { chosen.contains($0.id) }
    relapses = RelapseSearch.relapses(of: closed, in: later, within: metres).compactMap { found in
      let (old, new) = (closed[found.oldCase].caseID, later[found.finding].id)
      guard old != new else { return nil }
      return Pair(earlier: old, later: new, metres: found.basis.metres, days: found.gap / 86_400)
    }
    duplicates = DuplicateSearch.pairs(among: marks, within: metres, seconds: seconds).compactMap { pair in
      guard chosen.contains(marks[pair.second].id) else { return nil }
      return Pair(
        earlier: marks[pair.first].id, later: marks[pair.second].id, metres: pair.distance,
        days: pair.gap / 86_400)
    }
  }

  public var isEmpty: Bool { relapses.isEmpty && duplicates.isEmpty }
}

/// Looks through all cases of a ledger.
public func recurrences(
  among cases: [LedgerCase], within metres: Double = RelapseSearch.distance, seconds: Double = 7 * 86_400
) -> Recurrences {
  Recurrences(of: Set(cases.map(\.state.caseID)), among: cases, within: metres, seconds: seconds)
}

extension FindingMark {
  fileprivate init?(_ state: CaseState) {
    guard state.stage != .void, let item = state.report.item ?? state.report.code?.key else { return nil }
    self.init(
      id: state.caseID, zone: state.report.zone, item: item, place: state.report.place, time: state.reportedAt
    )
  }
}

extension Relapse.Basis {
  fileprivate var metres: Double? {
    if case .nearby(let metres) = self { metres } else { nil }
  }
}

extension Recurrences {
  /// - Parameter most: pairs a table shows at most; a note tells of the others.
  public func summary(most: Int = .max) -> [SummaryTable] {
    [
      Self.table("relapses", Phrase("Closed cases that came back", zh: "反弹（已结案又出现）"), relapses, most),
      Self.table("duplicates", Phrase("Possibly the same problem twice", zh: "疑似重复上报"), duplicates, most),
    ].filter { !$0.rows.isEmpty || most == .max }
  }

  private static func table(_ key: String, _ title: Phrase, _ pairs: [Pair], _ most: Int) -> SummaryTable {
    let rest = pairs.count - most
    return SummaryTable(
      key: key, title: title,
      columns: [
        SummaryTable.Column("earlier", Phrase("earlier", zh: "先前案件")),
        SummaryTable.Column("later", Phrase("later", zh: "后来案件")),
        SummaryTable.Column("metres", Phrase("metres apart", zh: "相距（米）"), isNumber: true),
        SummaryTable.Column("days", Phrase("days between", zh: "相隔（天）"), isNumber: true),
      ],
      rows: pairs.prefix(most).map { pair in
        [
          .text(pair.earlier), .text(pair.later),
          pair.metres.map { .metres($0) } ?? .text(nil),
          SummaryTable.Cell(
            Phrase(String(value: pair.days, decimals: 1), zh: String(value: pair.days, decimals: 1)),
            .number(rounded(pair.days, to: 100))),
        ]
      },
      notes: rest > 0
        ? [
          Phrase(
            "and \(rest) more: zonesweep ledger recurrences shows all",
            zh: "另有 \(rest) 对，用 zonesweep ledger recurrences 查看全部")
        ] : [])
  }
}
