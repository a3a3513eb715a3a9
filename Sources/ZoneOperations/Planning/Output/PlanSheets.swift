internal import ZoneGeometry
internal import ZoneMaps
public import ZoneModel

extension PlannedSweeps {
  /// A page to print: an overview, then a sheet for each team with its map and its stops in order.
  public func sheets(in language: Language) throws -> String {
    try PlanSheets(self).page.text(in: language)
  }
}

/// Makes the sheets of a plan.
struct PlanSheets {
  private let plan: PlannedSweeps

  init(_ plan: PlannedSweeps) { self.plan = plan }

  var page: HTMLPage {
    get throws {
      let maps = try PlanMaps(plan)
      return HTMLPage(
        title: Phrase("Sweeps of \(plan.dayText)", zh: "\(plan.dayText) 排查任务单"),
        subtitle: Phrase(plan.sweep.title.english, zh: "\(plan.sweep.title.chinese)排查"), figures: figures,
        sections: try [
          PageSection(
            title: Phrase("All teams", zh: "全部小组"), map: maps.overview(), tables: [teamTable],
            notes: plan.words)
        ]
          + plan.rounds.filter { !$0.visits.isEmpty }.map { round in
            PageSection(
              title: Phrase(verbatim: plan.teams[round.team].title), text: [words(round)],
              map: try maps.map(of: round),
              tables: [stopTable(round)], notes: remarks(round), startsPage: true)
          },
        notes: [
          Phrase("For internal use.", zh: "内部使用。"),
          Phrase(
            "Times are planned: ways \(plan.travel.words.english).",
            zh: "时刻为计划值；路程按\(plan.travel.words.chinese)。"),
        ])
    }
  }

  private var figures: [KeyFigure] {
    let visited = plan.rounds.reduce(0) { $0 + $1.visits.count }
    let first =
      lookBackFigure.map { [$0] } ?? [
        KeyFigure(
          label: Phrase("blind ground to be seen", zh: "拟查看盲区"),
          share: Share(plan.plannedGain, of: plan.stops.ground),
          definition: Phrase(
            "\(groundText(plan.plannedGain)) ÷ all blind ground to be swept, \(groundText(plan.stops.ground))",
            zh: "\(groundText(plan.plannedGain)) ÷ 待排查盲区 \(groundText(plan.stops.ground))"))
      ]
    return first + [
      KeyFigure(
        label: Phrase("stops", zh: "停靠点"), share: Share(Double(visited), of: Double(plan.stops.sites.count)),
        definition: Phrase(
          "\(visited) planned ÷ \(plan.stops.sites.count) stops",
          zh: "安排 \(visited) ÷ 全部 \(plan.stops.sites.count)"))
    ]
  }

  private var lookBackFigure: KeyFigure? {
    guard plan.lookBacks != nil else { return nil }
    let seen = plan.rounds.reduce(0) { sum, round in
      sum + round.visits.reduce(0) { $0 + plan.stops.sites[$1.stop].lookBacks.count }
    }
    return KeyFigure(
      label: Phrase("second looks", zh: "回头看"), share: Share(Double(seen), of: Double(plan.stops.spots)),
      definition: Phrase(
        "\(seen) planned ÷ \(plan.stops.spots) due", zh: "安排 \(seen) ÷ 到期 \(plan.stops.spots)"))
  }

  // MARK: Tables

  private var teamTable: PageTable {
    PageTable(
      caption: Phrase("Rounds", zh: "各组路线"),
      columns: [
        TableColumn(Phrase("team", zh: "小组")), TableColumn(Phrase("stops", zh: "停靠点"), .number),
        TableColumn(Phrase("way", zh: "行程"), .number), TableColumn(Phrase("leaves", zh: "出发")),
        TableColumn(Phrase("ends", zh: "结束")), TableColumn(Phrase("members", zh: "成员")),
      ],
      rows: plan.rounds.map { round in
        let team = plan.teams[round.team]
        let isOut = !round.visits.isEmpty
        return TableRow([
          TableCell(team.title, swatch: isOut ? .line(PlanMaps.route(round.team)) : nil),
          TableCell(grouped(round.visits.count)), TableCell(lengthText(round.travelled)),
          TableCell(isOut ? ClockTime.text(round.leaves) : "—"),
          TableCell(isOut ? ClockTime.text(round.ends) : "—"),
          TableCell(team.members.isEmpty ? "—" : team.members.joined(separator: "、")),
        ])
      })
  }

  private func stopTable(_ round: PlannedRound) -> PageTable {
    PageTable(
      caption: Phrase("Stops in order", zh: "停靠点（按顺序）"),
      columns: [
        TableColumn(Phrase("no.", zh: "序号"), .number), TableColumn(Phrase("arrive", zh: "到达")),
        TableColumn(Phrase("leave", zh: "离开")), TableColumn(Phrase("zone", zh: "区域")),
        TableColumn(Phrase("kind", zh: "类型")), TableColumn(Phrase("responsible body", zh: "责任单位")),
        TableColumn(Phrase("what to look at", zh: "查看内容")), TableColumn(Phrase("done", zh: "完成")),
      ],
      rows: round.visits.enumerated().map { number, visit in
        let site = plan.stops.sites[visit.stop]
        let zone = site.zone.map { plan.list.survey.zones.zones[$0] }
        return TableRow(
          [
            TableCell("\(number + 1)"), TableCell(ClockTime.text(visit.arrive)),
            TableCell(ClockTime.text(visit.leave)),
            TableCell(plan.title(of: site)), TableCell(site.kind.title), TableCell(zone?.owner ?? "—"),
            TableCell(plan.task(at: site)), TableCell("☐"),
          ], target: PlanMaps.name(round.team, number))
      })
  }

  private func words(_ round: PlannedRound) -> Phrase {
    let team = plan.teams[round.team]
    let (from, to) = (ClockTime.text(round.leaves), ClockTime.text(round.ends))
    let breaks = team.breaks.map { "\(ClockTime.text($0.lowerBound))–\(ClockTime.text($0.upperBound))" }
    let (english, chinese) =
      breaks.isEmpty
      ? ("", "") : ("; break \(breaks.joined(separator: ", "))", "；休息 \(breaks.joined(separator: "、"))")
    return Phrase(
      "\(from) to \(to), \(round.visits.count) stops, \(lengthText(round.travelled)) on the way\(english)",
      zh: "\(from)—\(to)，停靠点 \(round.visits.count) 个，行程 \(lengthText(round.travelled))\(chinese)")
  }

  private func remarks(_ round: PlannedRound) -> [Phrase] {
    let inside = round.visits.contains { visit in
      plan.stops.sites[visit.stop].zone.map { plan.list.survey.zones.zones[$0].reach == .inside } ?? false
    }
    guard inside else { return [] }
    return [
      Phrase(
        "Compounds and markets must be entered: what is seen from the street does not count. Where nobody lets you in, note \"no access\".",
        zh: "小区和农贸市场须进入内部查看，从街上看不算；无法进入的请记“未能进入”。")
    ]
  }
}
