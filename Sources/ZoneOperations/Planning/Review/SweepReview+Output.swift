public import ZoneFormats
internal import ZoneGeometry
public import ZoneModel

extension SweepReview {
  /// One point a planned stop, in the order of the plan; the sweeps stand in the member `review`.
  public func outputLayer(_ options: OutputOptions) throws -> OutputLayer {
    let datum = try OutputDatum(options.datum)
    let rows = stops
    let zones = survey.zones.zones
    func column(_ name: String, _ value: @escaping (ReviewedStop) -> PropertyValue) -> OutputLayer.Column {
      OutputLayer.Column(name) { value(rows[$0]) }
    }
    func ofZone(_ name: String, _ value: @escaping (Zone) -> PropertyValue) -> OutputLayer.Column {
      column(name) { $0.zone.map { value(zones[$0]) } ?? .null }
    }
    return OutputLayer(
      name: "review", count: rows.count, geometry: { datum.geometry(.point(rows[$0].place)) },
      columns: [
        column("team") { .text($0.team) }, column("sequence") { .integer($0.sequence) },
        column("stop") { .text($0.id) }, column("status") { .text($0.status.rawValue) },
        column("seen_share") { .maybe($0.seen.value.map { rounded($0, to: 1e4) }) },
        column("planned") { .maybe($0.arrive.map(options.time.text)) },
        column("seen_at") { .maybe($0.at.map(options.time.text)) },
        column("seen_by") { .maybe($0.by.flatMap { name(of: $0) }) }, column("zone") { .maybe($0.zoneID) },
        ofZone("zone_name") { .maybe($0.name) }, ofZone("kind") { .text($0.kind.rawValue) },
        ofZone("owner") { .maybe($0.owner) },
      ],
      members: [("review", .json(member(options.time)))] + datum.members, isGeographic: datum.isGeographic,
      precision: options.precision)
  }

  /// `nil` for observations of no team.
  func name(of sweep: Int) -> String? { sweeps[sweep].team }

  private func member(_ time: TimeText) -> String {
    let list = sweeps.map { sweep in
      object([
        ("team", .maybe(sweep.team)), ("observations", .integer(sweep.observations)),
        ("planned", .integer(sweep.planned)), ("done", .integer(sweep.done)),
        ("partly", .integer(sweep.partly)),
        ("missed", .integer(sweep.missed)), ("no_access", .integer(sweep.refused)),
        ("unknown_zone", .integer(sweep.unjudged)),
        ("gained_m2", number(sweep.gained)), ("repeated_m2", number(sweep.repeated)),
      ])
    }
    return object(
      [
        ("from", .maybe(window.from.map(time.text))), ("to", .maybe(window.to.map(time.text))),
        ("zones", .integer(zones.count)), ("ground_m2", number(ground)), ("before_m2", number(before)),
        ("after_m2", number(after)), ("gained_m2", number(after - before)),
        ("left_m2", number(ground - after)),
        ("sweeps", .json("[" + list.joined(separator: ",") + "]")),
      ] + (lookBacks.isEmpty ? [] : [("look_backs", .json(lookBackMember(time)))]))
  }

  private func number(_ value: Double) -> PropertyValue { .maybe(rounded(value, to: 100)) }

  private func object(_ members: [(String, PropertyValue)]) -> String {
    "{" + members.map { "\(JSONQuote.text($0.0)):\($0.1.json)" }.joined(separator: ",") + "}"
  }
}

extension SweepReview {
  /// Sweep by sweep, and the stops that were missed.
  public func summary(_ time: TimeText) -> [SummaryTable] {
    [sweepTable(time)] + (stops.contains { $0.status != .done } ? [openTable(time)] : [])
      + (lookBacks.isEmpty ? [] : [lookBackTable(time)])
  }

  private func sweepTable(_ time: TimeText) -> SummaryTable {
    let day = window.from.map { String(time.text($0).prefix(10)) } ?? "—"
    return SummaryTable(
      key: "sweeps", title: Phrase("Planned and done on \(day)", zh: "\(day) 计划与实际"),
      columns: [
        SummaryTable.Column("team", Phrase("team", zh: "小组")),
        SummaryTable.Column("planned", Phrase("planned", zh: "计划"), isNumber: true),
        SummaryTable.Column("done", Phrase("done", zh: "完成"), isNumber: true),
        SummaryTable.Column("partly", Phrase("partly", zh: "部分"), isNumber: true),
        SummaryTable.Column("missed", Phrase("missed", zh: "未到"), isNumber: true),
        SummaryTable.Column("no_access", Phrase("no access", zh: "未能进入"), isNumber: true),
      ] + (hasUnjudged ? [unjudgedColumn] : []) + [
        SummaryTable.Column("observations", Phrase("observations", zh: "检查记录"), isNumber: true),
        SummaryTable.Column("gained_m2", Phrase("newly seen", zh: "新增查看"), isNumber: true),
        SummaryTable.Column("repeated_m2", Phrase("seen again", zh: "重复查看"), isNumber: true),
      ],
      rows: sweeps.map { sweep in
        [
          sweep.team.map { .text(sweep.name ?? $0) }
            ?? SummaryTable.Cell(Phrase("others", zh: "其他"), .null),
          .count(sweep.planned), .count(sweep.done), .count(sweep.partly), .count(sweep.missed),
          .count(sweep.refused),
        ] + (hasUnjudged ? [.count(sweep.unjudged)] : [])
          + [.count(sweep.observations), .ground(sweep.gained), .ground(sweep.repeated)]
      }, notes: sums)
  }

  private var hasUnjudged: Bool { sweeps.contains { $0.unjudged > 0 } }

  private var unjudgedColumn: SummaryTable.Column {
    SummaryTable.Column("unknown_zone", Phrase("zone not given", zh: "未提供区域"), isNumber: true)
  }

  private var sums: [Phrase] {
    let gained = after - before
    return [
      Phrase(
        "in the \(zones.count) zones of the plan (\(groundText(ground)), each zone's own): seen before \(groundText(before)), newly seen \(groundText(gained)), left \(groundText(ground - after))",
        zh:
          "方案涉及的 \(zones.count) 个区域共 \(groundText(ground))（各区域分别计）：此前已查看 \(groundText(before))，新增 \(groundText(gained))，仍余 \(groundText(ground - after))"
      ),
      Phrase(
        "newly seen counts each square metre for the first sweep of the list that saw it, so the column adds up; done: nine tenths of the stop were seen",
        zh: "新增查看按表中顺序计入最先看到的小组，各行之和等于合计；完成指停靠点至少看到九成"),
    ]
  }

  private func openTable(_ time: TimeText) -> SummaryTable {
    let open = stops.filter { $0.status != .done }
    return SummaryTable(
      key: "open", title: Phrase("Stops not done", zh: "未完成的停靠点"),
      columns: [
        SummaryTable.Column("team", Phrase("team", zh: "小组")),
        SummaryTable.Column("sequence", Phrase("no.", zh: "序号"), isNumber: true),
        SummaryTable.Column("stop", Phrase("stop", zh: "停靠点")),
        SummaryTable.Column("zone", Phrase("zone", zh: "区域")),
        SummaryTable.Column("planned", Phrase("planned", zh: "计划到达")),
        SummaryTable.Column("status", Phrase("status", zh: "状态")),
        SummaryTable.Column("seen_share", Phrase("seen", zh: "已看"), isNumber: true),
      ],
      rows: open.map { stop in
        [
          .text(stop.team), .count(stop.sequence), .text(stop.id),
          .text(stop.zone.map { survey.zones.zones[$0].name ?? survey.zones.zones[$0].id } ?? stop.zoneID),
          .text(stop.arrive.map(time.short)),
          SummaryTable.Cell(stop.status.title, .text(stop.status.rawValue)),
          .share(stop.seen),
        ]
      })
  }
}
