internal import ZoneAnalysis
internal import ZoneFormats
internal import ZoneGeometry
internal import ZoneModel

extension TilingFix {
  /// What the proposal does, and a balance for each kind.
  var summary: [SummaryTable] { [work] + balances.map(balance) }

  private var work: SummaryTable {
    let corners = grounds.keys.count { !changed.contains($0) }
    return SummaryTable(
      key: "fix", title: Phrase("Proposed repair", zh: "修复方案"),
      columns: [
        SummaryTable.Column("what", Phrase("what", zh: "内容")),
        SummaryTable.Column("count", Phrase("count", zh: "数量"), isNumber: true),
        SummaryTable.Column("area_m2", Phrase("area", zh: "面积"), isNumber: true),
      ],
      rows: [
        row(Phrase("gaps given to a neighbour", zh: "空隙划归相邻区域"), .gap),
        row(Phrase("overlaps settled", zh: "重叠归并"), .overlap),
        row(Phrase("pieces beyond the outline cut off", zh: "超出范围部分裁去"), .outsideOutline),
        count(Phrase("zones with other ground", zh: "范围有变的区域"), "changed", changed.count),
        count(Phrase("zones with added corners only", zh: "仅增加拐点的区域"), "corners", corners),
        count(
          Phrase("zones with nothing left", zh: "已无范围的区域"), "gone", grounds.values.count(where: \.isEmpty)),
        count(Phrase("zones left out, not valid at the date", zh: "因失效未列入的区域"), "left_out", leftOut.count),
      ],
      notes: [
        Phrase(
          "gaps go to the zone with the longest shared border; overlaps to the claimant whose undisputed ground has the longest border with them, but a zone more than half of which is disputed keeps its ground",
          zh: "空隙归共有边界最长的区域；重叠归其无争议部分与之共有边界最长的一方，但过半范围有争议的区域保留其范围"),
        Phrase(
          "a proposal: every piece that changes hands is in the file of --fix-report",
          zh: "仅为方案；每块易手的土地见 --fix-report 文件"),
      ])
  }

  private func row(_ title: Phrase, _ reason: TilingRepair.Reason) -> [SummaryTable.Cell] {
    let of = transfers.filter { $0.reason == reason }
    return [
      SummaryTable.Cell(title, .text(reason.rawValue)), .count(of.count),
      .ground(of.reduce(0) { $0 + $1.area }),
    ]
  }

  private func count(_ title: Phrase, _ key: String, _ count: Int) -> [SummaryTable.Cell] {
    [SummaryTable.Cell(title, .text(key)), .count(count), SummaryTable.Cell(Phrase("", zh: ""), .null)]
  }

  /// before + gaps − overlaps − outside ± corners = after, and after − dust = outline.
  private func balance(_ balance: Balance) -> SummaryTable {
    let members = transfers.filter { transfer in
      (transfer.from ?? transfer.to).map { zones.zones[$0].kind == balance.kind } ?? false
    }
    func sum(_ reason: TilingRepair.Reason, gained: Bool) -> Double {
      members.reduce(0) { sum, transfer in
        guard transfer.reason == reason else { return sum }
        return (gained ? transfer.from == nil : transfer.from != nil) ? sum + transfer.area : sum
      }
    }
    func row(_ title: Phrase, _ key: String, _ area: Double) -> [SummaryTable.Cell] {
      [SummaryTable.Cell(title, .text(key)), .ground(area)]
    }
    let corners = sum(.corners, gained: true) - sum(.corners, gained: false)
    return SummaryTable(
      key: balances.count == 1 ? "fix_balance" : "fix_balance_\(balance.kind)",
      title: Phrase(
        "Balance of the repair: \(balance.kind.title.english)", zh: "修复平衡：\(balance.kind.title.chinese)"),
      columns: [
        SummaryTable.Column("part", Phrase("part", zh: "部分")),
        SummaryTable.Column("area_m2", Phrase("area", zh: "面积"), isNumber: true),
      ],
      rows: [
        row(Phrase("zones before", zh: "修复前区域合计"), "before", balance.before),
        row(Phrase("+ gaps", zh: "＋ 空隙"), "gaps", sum(.gap, gained: true)),
        row(Phrase("− overlaps", zh: "－ 重叠"), "overlaps", sum(.overlap, gained: false)),
        row(Phrase("− beyond the outline", zh: "－ 超出范围"), "outside", sum(.outsideOutline, gained: false)),
        row(Phrase("± added corners", zh: "± 增加拐点"), "corners", corners),
        row(Phrase("= zones after", zh: "＝ 修复后区域合计"), "after", balance.after),
        row(Phrase("− strips narrower than the last decimal", zh: "－ 窄于末位小数的细缝"), "dust", balance.dust),
        row(Phrase("= outline", zh: "＝ 城市范围"), "outline", balance.outline),
      ],
      notes: [
        Phrase(
          "pieces an audit of the proposal still finds: \(balance.left)", zh: "对方案再次检查仍有问题：\(balance.left) 处")
      ])
  }
}
