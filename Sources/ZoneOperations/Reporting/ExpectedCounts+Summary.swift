internal import ZoneFormats
internal import ZoneModel

extension ExpectedCounts {
  /// By kind: what the zones expect, what several of them claim, what lies in none; together all findings.
  public var summary: SummaryTable {
    SummaryTable(
      key: "expected", title: Phrase("Expected findings", zh: "期望问题数"),
      columns: [
        SummaryTable.Column("kind", Phrase("kind", zh: "类型")),
        SummaryTable.Column("stated", Phrase("as stated", zh: "按所报位置"), isNumber: true),
        SummaryTable.Column("expected", Phrase("expected", zh: "期望"), isNumber: true),
        SummaryTable.Column("several", Phrase("− in several", zh: "－ 重复计入"), isNumber: true),
        SummaryTable.Column("none", Phrase("+ in none", zh: "＋ 不在其中"), isNumber: true),
        SummaryTable.Column("findings", Phrase("= findings", zh: "＝ 问题点"), isNumber: true),
      ],
      rows: rests.map(row),
      notes: [
        Phrase(
          "expected = Σ of the probabilities that findings lie in the zones: circular normal around the stated place, accuracy_m its 68 % radius",
          zh: "期望 = 各问题点落在区域内的概率之和：以所报位置为中心的圆正态分布，accuracy_m 为 68 % 半径"),
        Phrase(
          "\(grouped(exact)) of \(grouped(findings)) findings state no accuracy and count where they stand",
          zh: "\(grouped(findings)) 个问题点中有 \(grouped(exact)) 个未注明精度，按所报位置计"),
      ])
  }

  private func row(_ rest: Rest) -> [SummaryTable.Cell] {
    let members = perZone.indices.filter { rest.kind == nil || zones.zones[$0].kind == rest.kind }
    let kind =
      rest.kind.map(SummaryTable.Cell.kind)
      ?? SummaryTable.Cell(Phrase("all zones", zh: "全部区域"), .null)
    return [
      kind, .count(members.reduce(0) { $0 + perZone[$1].stated }),
      .decimal(members.reduce(0) { $0 + perZone[$1].expected }), .decimal(rest.several.expected),
      .decimal(rest.none.expected), .count(findings),
    ]
  }
}

extension SummaryTable.Cell {
  /// Two decimals for people, six for programs.
  static func decimal(_ value: Double) -> SummaryTable.Cell {
    let text = String(value: rounded(value, to: 100) + 0, decimals: 2)
    return SummaryTable.Cell(Phrase(text, zh: text), .number(rounded(value, to: 1e6) + 0))
  }
}
