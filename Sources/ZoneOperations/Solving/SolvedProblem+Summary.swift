internal import SweepPlanning
internal import ZoneFormats
internal import ZoneModel

extension SolvedProblem {
  /// What was reached, and how far it can be from the best possible.
  public var summary: SummaryTable {
    let figures = result.figures
    let value = figures.value(problem.objective)
    var rows = [
      row("objective", problem.objective.title, value),
      row(
        "stops", Phrase("stops visited", zh: "已安排停靠点"), Double(problem.stops.count - figures.leftOut.count)),
      row("left_out", Phrase("stops left out", zh: "未安排停靠点"), Double(figures.leftOut.count)),
      row("teams", Phrase("teams used", zh: "使用小组"), Double(figures.rounds.count)),
      row("travel", Phrase("travel", zh: "行程合计"), figures.travel),
      row("makespan", Phrase("longest round", zh: "最长一轮"), figures.makespan),
    ]
    var notes: [Phrase] = []
    if let bound = result.bound {
      rows.append(row("bound", Phrase("no plan can beat", zh: "任何方案不能超越"), bound.value))
      notes.append(note(bound))
    } else if !result.isComplete {
      notes.append(incomplete)
    } else {
      notes.append(Phrase("no bound was proved", zh: "未能证明界"))
    }
    notes.append(
      Phrase(
        "\(result.iterations) iterations, seed \(seed)", zh: "迭代 \(result.iterations) 次，随机种子 \(seed)"))
    return SummaryTable(
      key: "plan", title: Phrase("The plan", zh: "方案"),
      columns: [
        SummaryTable.Column("figure", Phrase("figure", zh: "指标")),
        SummaryTable.Column("value", Phrase("value", zh: "数值"), isNumber: true),
      ], rows: rows, notes: notes)
  }

  /// Why nothing is said about the best possible.
  private var incomplete: Phrase {
    guard let left = result.leftOut.first(where: { problem.needs($0.stop) }) else {
      return Phrase("not complete", zh: "方案不完整")
    }
    let (id, reason) = (problem.stops[left.stop].id, left.phrase(in: problem))
    let count = result.figures.mandatoryLeftOut
    return Phrase(
      "not complete: \(count) stops that had to be visited are left out, first \(id) (\(reason.english))",
      zh: "方案不完整：\(count) 个必须访问的停靠点未能安排，首先是 \(id)（\(reason.chinese)）")
  }

  /// The gap rounded up to a tenth of a percent, so that 0.0 % means optimal.
  private func note(_ bound: SweepBound) -> Phrase {
    if bound.isOptimal { return Phrase("proved optimal", zh: "已证明最优") }
    guard bound.gap.isFinite else { return Phrase("a loose bound", zh: "界较松") }
    let tenths = Int((bound.gap * 1000).rounded(.up))
    let gap = "\(tenths / 10).\(tenths % 10) %"
    let loose = bound.gap > 0.15
    return Phrase(
      "at most \(gap) from the best possible\(loose ? " (the bound is loose)" : "")",
      zh: "与最优值相差不超过 \(gap)\(loose ? "（界较松）" : "")")
  }

  private func row(_ key: String, _ title: Phrase, _ value: Double) -> [SummaryTable.Cell] {
    let text = PropertyValue.text(of: (value * 100).rounded() / 100)
    return [SummaryTable.Cell(title, .text(key)), SummaryTable.Cell(Phrase(text, zh: text), .number(value))]
  }
}

extension SweepObjective {
  fileprivate var title: Phrase {
    switch self {
    case .maximumPrize: Phrase("prize (objective)", zh: "价值合计（目标）")
    case .minimumTravel: Phrase("travel (objective)", zh: "行程合计（目标）")
    case .minimumMakespan: Phrase("longest round (objective)", zh: "最长一轮（目标）")
    }
  }
}
