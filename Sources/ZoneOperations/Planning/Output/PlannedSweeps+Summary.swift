internal import SweepPlanning
internal import ZoneFormats
internal import ZoneModel

extension PlannedSweeps {
  /// Who goes where for how long, and what stays open.
  ///
  /// - Parameter explains: lists every stop left out with its reason, not the first few.
  public func summary(explains: Bool = false) -> [SummaryTable] {
    [roundTable, openTable(explains ? .max : 5)]
      + (changes.map { [$0.table(most: explains ? .max : 10)] } ?? [])
      + (prospects.isEmpty ? [] : [prospectTable])
  }

  private var roundTable: SummaryTable {
    SummaryTable(
      key: "rounds",
      title: Phrase(
        "\(sweep.title.english), \(dayText)", zh: "\(dayText) \(sweep.title.chinese)排查"),
      columns: [
        SummaryTable.Column("team", Phrase("team", zh: "小组")),
        SummaryTable.Column("stops", Phrase("stops", zh: "停靠点"), isNumber: true),
        amountColumn,
        SummaryTable.Column("travel_m", Phrase("way", zh: "行程"), isNumber: true),
        SummaryTable.Column("travel_s", Phrase("on the way", zh: "途中"), isNumber: true),
        SummaryTable.Column("service_s", Phrase("at stops", zh: "停留"), isNumber: true),
        SummaryTable.Column("ends_at", Phrase("ends", zh: "结束")),
      ], rows: rounds.map(row), notes: words)
  }

  private func row(_ round: PlannedRound) -> [SummaryTable.Cell] {
    [
      .text(teams[round.team].title), .count(round.visits.count),
      amount(of: round.visits.map(\.stop)), .metres(round.travelled),
      .time(round.travel), .time(round.service),
      .text(round.visits.isEmpty ? nil : ClockTime.text(round.ends)),
    ]
  }

  /// What stops are for: blind ground, or second looks.
  private var amountColumn: SummaryTable.Column {
    lookBacks == nil
      ? SummaryTable.Column("ground_m2", Phrase("blind ground", zh: "盲区面积"), isNumber: true)
      : SummaryTable.Column("look_backs", Phrase("second looks", zh: "回头看"), isNumber: true)
  }

  private func amount(of numbers: [Int]) -> SummaryTable.Cell {
    lookBacks == nil
      ? .ground(numbers.reduce(0) { $0 + stops.sites[$1].gain })
      : .count(numbers.reduce(0) { $0 + stops.sites[$1].lookBacks.count })
  }

  /// `2026-09-01`
  var dayText: String { String(time.text(day).prefix(10)) }

  /// What the plan comes to, how far it can be from the best, and what it rests on.
  var words: [Phrase] {
    if let streets { return streetWords(streets) }
    let visited = rounds.reduce(0) { $0 + $1.visits.count }
    let way = lengthText(rounds.reduce(0) { $0 + $1.travelled })
    let part = stops.left.isEmpty ? "" : "\(stops.spots - stops.left.count) of "
    let chinesePart = stops.left.isEmpty ? "" : "中的 \(stops.spots - stops.left.count) 处"
    var notes = [
      lookBackNote
        ?? Phrase(
          "\(visited) of \(stops.sites.count) stops, made of \(part)\(stops.spots) blind spots; blind ground seen: \(groundText(plannedGain)) of \(groundText(stops.ground)) (\(Share(plannedGain, of: stops.ground).percent))",
          zh:
            "由 \(stops.spots) 处盲区\(chinesePart)生成 \(stops.sites.count) 个停靠点，安排 \(visited) 个；可查看盲区 \(groundText(plannedGain))，共 \(groundText(stops.ground))（\(Share(plannedGain, of: stops.ground).percent)）"
        ),
      boundNote,
      Phrase(
        "ways: \(way) in all; \(travel.words.english); \(grouped(iterations)) iterations, seed \(seed)",
        zh: "路程：共 \(way)；\(travel.words.chinese)；迭代 \(grouped(iterations)) 次，随机种子 \(seed)"),
    ]
    if let changes { notes.insert(changes.words(time), at: 1) }
    if stops.covering.places > 0 {
      let (covering, share) = (stops.covering, list.survey.radius)
      notes.append(
        Phrase(
          "\(covering.places) standing points chosen for \(covering.spots) blind spots, radius \(lengthText(share)); no fewer than \(covering.atLeast) would do, wherever one stands",
          zh:
            "为 \(covering.spots) 处盲区选取 \(covering.places) 个站立点，观察半径 \(lengthText(share))；无论站在何处至少需要 \(covering.atLeast) 个"
        ))
    }
    return notes
  }

  private var nothingToPlan: Phrase {
    if !stops.left.isEmpty { return Phrase("nothing to plan: no stop was made", zh: "未生成停靠点，无可安排") }
    return lookBacks == nil
      ? Phrase("nothing to plan: no blind spot", zh: "没有盲区，无需安排")
      : Phrase("nothing to plan: no second look is due", zh: "没有到期的回头看，无需安排")
  }

  /// The bound in words; the gap is rounded up to a tenth of a percent, so that 0.0 % means optimal.
  private var boundNote: Phrase {
    guard !stops.sites.isEmpty else { return nothingToPlan }
    guard let bound else { return Phrase("no bound was proved", zh: "未能证明界") }
    if bound.isOptimal {
      return Phrase(
        "no plan for these stops and teams is better (proved: \(figure(value)))\(unmade.english)",
        zh: "已证明：对这些停靠点和小组，没有更好的方案（\(figure(value))）\(unmade.chinese)")
    }
    guard bound.gap.isFinite else { return Phrase("the bound is loose", zh: "界较松") }
    let tenths = Int((bound.gap * 1000).rounded(.up))
    let gap = "\(tenths / 10).\(tenths % 10) %"
    let loose = bound.gap > 0.15
    switch objective {
    case .value:
      return Phrase(
        "no plan for these stops and teams can be worth more than \(gap) more (proved: this one \(figure(value)), none above \(figure(bound.value, rounded: .up))\(loose ? "; a loose bound" : ""))\(unmade.english)",
        zh:
          "已证明：对这些停靠点和小组，任何方案的价值最多再高 \(gap)（本方案 \(figure(value))，上界 \(figure(bound.value, rounded: .up))\(loose ? "，界较松" : "")）\(unmade.chinese)"
      )
    case .cover, .balance, .streets:
      let (what, chinese) = objective == .cover ? ("travel", "行程") : ("longest round", "最长一轮")
      return Phrase(
        "no plan for these stops and teams can have a \(what) shorter by more than \(gap) (proved: this one \(figure(value)), none below \(figure(bound.value))\(loose ? "; a loose bound" : ""))\(unmade.english)",
        zh:
          "已证明：对这些停靠点和小组，任何方案的\(chinese)最多再短 \(gap)（本方案 \(figure(value))，下界 \(figure(bound.value))\(loose ? "，界较松" : "")）\(unmade.chinese)"
      )
    }
  }

  /// The objective's figure: a sum of values, a limit from above rounded up, or a time, rounded down to minutes.
  private func figure(_ value: Double, rounded rule: FloatingPointRoundingRule = .down) -> String {
    objective == .value ? grouped(Int(value.rounded(rule))) : "\(ClockTime.text(value)) h"
  }

  private var unmade: Phrase {
    stops.left.isEmpty
      ? Phrase("", zh: "")
      : Phrase("; blind spots without a stop are not in it", zh: "；不含未生成停靠点的盲区")
  }

  // MARK: What stays open

  private func openTable(_ most: Int) -> SummaryTable {
    let order = leftOut.sorted {
      let (a, b) = (stops.sites[$0.stop], stops.sites[$1.stop])
      return a.value != b.value ? a.value > b.value : a.id < b.id
    }
    let rows = order.prefix(most).map { left -> [SummaryTable.Cell] in
      let site = stops.sites[left.stop]
      return [
        .text(site.id),
        .text(site.zone.map { list.survey.zones.zones[$0].name ?? list.survey.zones.zones[$0].id }),
        .count(Int(site.value)), amount(of: [left.stop]),
        SummaryTable.Cell(left.reason.phrase, .text(left.reason.key)),
      ]
    }
    let open = amount(of: leftOut.map(\.stop)).text
    let (what, before, behind) = lookBacks == nil ? ("", "盲区 ", " ") : (" second looks", "回头看 ", " 个")
    return SummaryTable(
      key: "open", title: Phrase("Left for another day", zh: "未安排"),
      columns: [
        SummaryTable.Column("stop", Phrase("stop", zh: "停靠点")),
        SummaryTable.Column("zone", Phrase("zone", zh: "区域")),
        SummaryTable.Column("value", Phrase("value", zh: "价值"), isNumber: true),
        amountColumn, SummaryTable.Column("reason", Phrase("why", zh: "原因")),
      ], rows: rows,
      notes: [
        Phrase(
          "\(leftOut.count) stops with \(open.english)\(what) stay open"
            + (leftOut.count > rows.count ? "; --explain lists all" : ""),
          zh: "共 \(leftOut.count) 个停靠点、\(before)\(open.chinese)\(behind)未安排"
            + (leftOut.count > rows.count ? "；--explain 列出全部" : "")
        )
      ] + noStops)
  }

  private var noStops: [Phrase] {
    guard let first = stops.left.first else { return [] }
    return [
      Phrase(
        "no stop was made for \(stops.left.count) of them (the first is \(first.id)): \(first.reason.english)",
        zh: "有 \(stops.left.count) 处未生成停靠点（首个为 \(first.id)）：\(first.reason.chinese)")
    ]
  }

  private var prospectTable: SummaryTable {
    SummaryTable(
      key: "prospects", title: Phrase("What would it take", zh: "若增加投入"),
      columns: [
        SummaryTable.Column("change", Phrase("change", zh: "变化")),
        SummaryTable.Column("stops", Phrase("stops", zh: "停靠点"), isNumber: true),
        SummaryTable.Column("value", Phrase("value", zh: "目标值"), isNumber: true),
      ],
      rows: prospects.map {
        [
          SummaryTable.Cell($0.change, .text($0.key)), .count($0.visited),
          SummaryTable.Cell(Phrase(grouped(Int($0.value)), zh: grouped(Int($0.value))), .number($0.value)),
        ]
      },
      notes: [
        Phrase(
          "each line was planned anew with the same settings; now: value \(grouped(Int(value)))",
          zh: "每行均按相同设置重新规划；当前目标值 \(grouped(Int(value)))")
      ])
  }
}

extension SummaryTable.Cell {
  /// Hours and minutes for people, seconds for programs.
  static func time(_ seconds: Double) -> SummaryTable.Cell {
    let minutes = Int((seconds / 60).rounded())
    let text = "\(minutes / 60):\(minutes % 60 < 10 ? "0" : "")\(minutes % 60) h"
    return SummaryTable.Cell(Phrase(text, zh: text), .number(seconds))
  }
}
