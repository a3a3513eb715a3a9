internal import ZoneAnalysis
internal import ZoneFormats
internal import ZoneModel

extension FindingMap {
  /// How many findings are where, and by kind of zone.
  public var summary: [SummaryTable] {
    let total = Double(findings.count)
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
          .count(findings.rejections.count),
          SummaryTable.Cell(Phrase("", zh: ""), .null),
        ],
      ])
    counts.notes = [
      Phrase(
        "share of the \(grouped(findings.count)) findings that could be used",
        zh: "占比的分母为可用的 \(grouped(findings.count)) 个问题点")
    ]
    return [counts, byKind]
  }

  private func row(_ title: Phrase, _ key: String, _ count: Int, _ total: Double) -> [SummaryTable.Cell] {
    [SummaryTable.Cell(title, .text(key)), .count(count), .share(Share(Double(count), of: total))]
  }

  private var byKind: SummaryTable {
    var perZone = [Int](repeating: 0, count: zones.count)
    var perKind: [ZoneKind: Int] = [:]
    for i in 0..<hits.count {
      var kinds: Set<ZoneKind> = []
      for zone in hits[i] {
        perZone[Int(zone)] += 1
        kinds.insert(zones.zones[Int(zone)].kind)
      }
      for kind in kinds { perKind[kind, default: 0] += 1 }
    }
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
