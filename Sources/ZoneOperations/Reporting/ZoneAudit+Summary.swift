internal import ZoneAnalysis
internal import ZoneFormats
internal import ZoneModel

extension ZoneAudit {
  public var summary: [SummaryTable] {
    let issues = ZoneIssue.allCases.filter { issue in findings.contains { $0.issue == issue } }
    let table = SummaryTable(
      key: "issues", title: Phrase("What is wrong with the zones", zh: "区域划分存在的问题"),
      columns: [
        SummaryTable.Column("issue", Phrase("issue", zh: "问题")),
        SummaryTable.Column("count", Phrase("count", zh: "数量"), isNumber: true),
        SummaryTable.Column("area_m2", Phrase("area", zh: "面积"), isNumber: true),
      ],
      rows: issues.map { issue in
        let of = findings.filter { $0.issue == issue }
        return [
          SummaryTable.Cell(issue.title, .text(issue.rawValue)), .count(of.count),
          .ground(of.reduce(0) { $0 + ($1.area ?? 0) }),
        ]
      })
    return [table] + tilings.map(sumTable) + (fix.map { $0.summary } ?? [])
  }

  /// outline = zones + gaps − overlaps − outside.
  private func sumTable(_ tiling: Tiling) -> SummaryTable {
    let (kind, sums) = (tiling.kind, tiling.sums)
    func row(_ title: Phrase, _ key: String, _ area: Double) -> [SummaryTable.Cell] {
      [SummaryTable.Cell(title, .text(key)), .ground(area)]
    }
    return SummaryTable(
      key: tilings.count == 1 ? "sums" : "sums_\(kind)",
      title: Phrase("The outline and its \(kind.title.english)", zh: "\(kind.title.chinese)是否铺满城市范围"),
      columns: [
        SummaryTable.Column("part", Phrase("part", zh: "部分")),
        SummaryTable.Column("area_m2", Phrase("area", zh: "面积"), isNumber: true),
      ],
      rows: [
        row(Phrase("all zones added up", zh: "各区域面积合计"), "zones", sums.zones),
        row(Phrase("+ gaps", zh: "＋ 空隙"), "gaps", sums.gaps + sums.gapDust),
        row(Phrase("− overlaps", zh: "－ 重叠"), "overlaps", sums.overlaps),
        row(Phrase("− beyond the outline", zh: "－ 超出范围"), "outside", sums.outside + sums.outsideDust),
        row(Phrase("= outline", zh: "＝ 城市范围"), "outline", sums.outline),
      ])
  }
}
