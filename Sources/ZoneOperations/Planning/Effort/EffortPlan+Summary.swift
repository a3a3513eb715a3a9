internal import SweepPlanning
internal import ZoneFormats
internal import ZoneModel

extension EffortPlan {
  /// Who gets how many hours, most first, and the proof that no other allocation finds more.
  ///
  /// - Parameter explains: lists every zone, not the first twenty.
  public func summary(explains: Bool = false) -> [SummaryTable] {
    let order = shares.indices.filter { shares[$0].hours > 0 || explains }
      .sorted { (shares[$0].hours, $1) > (shares[$1].hours, $0) }
    let rows = order.prefix(explains ? .max : 20).map { row(shares[$0]) }
    return [
      SummaryTable(
        key: "effort",
        title: Phrase("Team hours by zone", zh: "各区域工时分配"),
        columns: [
          SummaryTable.Column("zone", Phrase("zone", zh: "区域")),
          SummaryTable.Column("expected_unseen", Phrase("expected unseen", zh: "预期未发现问题"), isNumber: true),
          SummaryTable.Column("hours", Phrase("hours", zh: "工时"), isNumber: true),
          SummaryTable.Column("pod_gained", Phrase("detection", zh: "发现概率"), isNumber: true),
          SummaryTable.Column("expected_found", Phrase("expected found", zh: "预期发现"), isNumber: true),
        ], rows: rows, notes: notes(rows.count, order.count))
    ]
  }

  private func row(_ share: EffortShare) -> [SummaryTable.Cell] {
    let zone = share.zone.flatMap { survey?.zones.zones[$0] }
    return [
      .text(zone?.name ?? share.id), Self.cell(share.unseen, 2), Self.cell(share.hours, 2),
      .share(Share(share.detection, of: 1)), Self.cell(share.found, 2),
    ]
  }

  private static func cell(_ value: Double, _ decimals: Int) -> SummaryTable.Cell {
    let text = String(value: value, decimals: decimals)
    return SummaryTable.Cell(Phrase(text, zh: text), .number(rounded(value, to: 1e6)))
  }

  private func notes(_ shown: Int, _ all: Int) -> [Phrase] {
    let busy = shares.count { $0.hours > 0 }
    var notes = [outcome(busy), worth, proof, basis]
    if shown < all {
      notes.append(
        Phrase(
          "\(all - shown) more zones get time; --explain lists all",
          zh: "另有 \(all - shown) 个区域分到工时；--explain 列出全部"))
    }
    return notes
  }

  private func outcome(_ busy: Int) -> Phrase {
    let (unseen, found) = (decimal(allocation.without), decimal(found))
    let part = Share(self.found, of: allocation.without).percent
    return Phrase(
      "\(decimal(hours)) team hours (\(source.english)) for \(busy) of \(shares.count) zones: of \(unseen) problems expected unseen, \(found) are expected to be found (\(part))",
      zh:
        "\(decimal(hours)) 个工时（\(source.chinese)）分给 \(shares.count) 个区域中的 \(busy) 个：预期未发现问题 \(unseen) 个，预期可发现 \(found) 个（\(part)）"
    )
  }

  private var worth: Phrase {
    let value = String(value: allocation.multiplier, digits: 4)
    return Phrase(
      "one hour more would find about \(value) problems, in whichever zone that has time (the multiplier)",
      zh: "再增加一个工时约可多发现 \(value) 个问题，加在任一已分到工时的区域均同（乘子）")
  }

  /// The certificate in words.
  private var proof: Phrase {
    let worst =
      [certificate.timeError, certificate.gainError, certificate.idleError, certificate.signError]
      .max() ?? 0
    let (error, gap) = (String(value: worst, digits: 2), String(value: max(0, mostFound - found), digits: 2))
    return Phrase(
      "proved: zones with time gain the same by their next hour, no zone without time would gain more, and the hours add up (largest error \(error)); no allocation finds more than \(gap) problems more",
      zh: "已证明最优：分到工时的区域下一小时收益相同，未分到的区域收益不会更高，工时合计相符（最大误差 \(error)）；任何分配最多再多发现 \(gap) 个问题")
  }

  private var basis: Phrase {
    guard let survey, !isGiven else {
      return Phrase("unseen problems and rates as in the table", zh: "未发现问题数与发现率取自表格")
    }
    return Phrase(
      "expected unseen: over the checklist's items, from the looks on record and the detection parameters; rate: width seen (2 × \(lengthText(survey.radius)), of a road at most its own) × walk_kmh ÷ area, random search",
      zh:
        "预期未发现问题按检查项目、查看记录与发现概率参数推算；发现率 = 观察宽度（2 × \(lengthText(survey.radius))，道路不超过自身宽度）× 步行速度 ÷ 面积，按随机搜索计"
    )
  }

  private func decimal(_ value: Double) -> String {
    let text = String(value: value, decimals: 2)
    return text.hasSuffix(".00") ? String(text.dropLast(3)) : text
  }
}
