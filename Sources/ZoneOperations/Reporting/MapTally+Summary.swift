internal import ZoneFormats
internal import ZoneModel

extension MapTally {
  /// How many findings are where, and by kind of zone.
  public var summary: [SummaryTable] {
    let total = Double(findings)
    var counts = SummaryTable(
      key: "findings", title: Phrase("Findings", zh: "问题点"),
      columns: [
        SummaryTable.Column("where", Phrase("where", zh: "落点")),
        SummaryTable.Column("count", Phrase("count", zh: "数量"), isNumber: true),
        SummaryTable.Column("share", Phrase("share", zh: "占比"), isNumber: true),
      ],
      rows: [
        row(Phrase("in a zone", zh: "在区域内"), "in_a_zone", inside, total),
        row(Phrase("in no zone", zh: "不在任何区域"), "in_none", outside, total),
        [
          SummaryTable.Cell(Phrase("rejected", zh: "拒收"), .text("rejected")),
          .count(rejections.count),
          SummaryTable.Cell(Phrase("", zh: ""), .null),
        ],
      ])
    counts.notes = [
      Phrase(
        "share of the \(grouped(findings)) findings that could be used",
        zh: "占比的分母为可用的 \(grouped(findings)) 个问题点")
    ]
    return [counts, byKind] + (expected.map { [$0.summary] } ?? [])
  }

  private func row(_ title: Phrase, _ key: String, _ count: Int, _ total: Double) -> [SummaryTable.Cell] {
    [SummaryTable.Cell(title, .text(key)), .count(count), .share(Share(Double(count), of: total))]
  }

  private var byKind: SummaryTable {
    let perKind = perKind
    return SummaryTable(
      key: "kinds", title: Phrase("By kind of zone", zh: "按区域类型"),
      columns: [
        SummaryTable.Column("kind", Phrase("kind", zh: "类型")),
        SummaryTable.Column("zones", Phrase("zones", zh: "区域数"), isNumber: true),
        SummaryTable.Column("zones_with_findings", Phrase("with findings", zh: "有问题点"), isNumber: true),
        SummaryTable.Column("findings", Phrase("findings", zh: "问题点"), isNumber: true),
      ],
      rows: zones.byKind.map { kind, members in
        [
          .kind(kind), .count(members.count), .count(members.count { perZone[$0] > 0 }),
          .count(perKind[kind] ?? 0),
        ]
      })
  }
}
