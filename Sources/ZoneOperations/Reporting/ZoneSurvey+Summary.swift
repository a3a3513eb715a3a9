internal import ZoneFormats
internal import ZoneModel

extension ZoneSurvey {
  /// Coverage by kind of zone, each percentage with its two numbers.
  public var summary: SummaryTable {
    SummaryTable(
      key: "coverage", title: Phrase("Coverage by kind of zone", zh: "各类区域覆盖情况"),
      columns: [
        SummaryTable.Column("kind", Phrase("kind", zh: "类型")),
        SummaryTable.Column("zones", Phrase("zones", zh: "区域数"), isNumber: true),
        SummaryTable.Column("observed", Phrase("observed", zh: "已查看"), isNumber: true),
        SummaryTable.Column("total", Phrase("of", zh: "总量"), isNumber: true),
        SummaryTable.Column("coverage", Phrase("coverage", zh: "覆盖率"), isNumber: true),
        SummaryTable.Column("fresh", Freshness.fresh.title, isNumber: true),
        SummaryTable.Column("due", Freshness.due.title, isNumber: true),
        SummaryTable.Column("overdue", Freshness.overdue.title, isNumber: true),
        SummaryTable.Column("never", Freshness.never.title, isNumber: true),
      ],
      rows: zones.byKind.flatMap { kind, members in rows(kind, members) },
      notes: [
        Phrase(
          "coverage = ground (of roads: length) within the radius of an observation ÷ all ground (length); rounded down",
          zh: "覆盖率 = 观察半径内的面积 ÷ 总面积（路段按长度），向下取整"),
        Phrase(
          "status by days since the last observation: fresh ≤ ½ interval < due ≤ interval < overdue",
          zh: "状态按距上次检查的天数划分：近期已查 ≤ ½ 复查间隔 < 临近到期 ≤ 复查间隔 < 超期未查"),
      ])
  }

  /// One row for the areas of a kind, one for its roads.
  private func rows(_ kind: ZoneKind, _ members: [Int]) -> [[SummaryTable.Cell]] {
    let roads = members.filter { coverage[$0].length != nil }
    let areas = members.filter { coverage[$0].length == nil }
    return [areas, roads].filter { !$0.isEmpty }.map { row(kind, $0) }
  }

  private func row(_ kind: ZoneKind, _ members: [Int]) -> [SummaryTable.Cell] {
    let isRoad = coverage[members[0]].length != nil
    func sum(_ value: (Coverage) -> Double) -> Double { members.reduce(0) { $0 + value(coverage[$1]) } }
    let seen = isRoad ? sum { $0.observedLength ?? 0 } : sum(\.observedArea)
    let all = isRoad ? sum { $0.length ?? 0 } : sum(\.area)
    let statuses: [SummaryTable.Cell] = Freshness.allCases.map { status in
      .count(members.count { coverage[$0].freshness == status })
    }
    return [
      .kind(kind), .count(members.count), isRoad ? .metres(seen) : .ground(seen),
      isRoad ? .metres(all) : .ground(all), .share(Share(seen, of: all)),
    ] + statuses
  }

  /// What is known of visits, by kind: a zone that is silent because nobody came is not one found in order.
  public var visits: SummaryTable {
    let records = VisitRecord.allCases.map {
      SummaryTable.Column($0.rawValue, $0.title, isNumber: true)
    }
    return SummaryTable(
      key: "visits", title: Phrase("Visits and silence", zh: "到访与静默区域"),
      columns: [
        SummaryTable.Column("kind", Phrase("kind", zh: "类型")),
        SummaryTable.Column("zones", Phrase("zones", zh: "区域数"), isNumber: true),
      ] + records + [
        SummaryTable.Column("complaints", Phrase("complaints", zh: "投诉"), isNumber: true),
        SummaryTable.Column("suspected_misses", Phrase("suspected misses", zh: "疑似漏查"), isNumber: true),
      ],
      rows: zones.byKind.map { kind, members in
        let mine = members.map { coverage[$0] }
        return [.kind(kind), .count(members.count)]
          + VisitRecord.allCases.map { record in .count(mine.count { $0.visits == record }) }
          + [
            .count(mine.reduce(0) { $0 + $1.complaints }), .count(mine.reduce(0) { $0 + $1.suspectedMisses }),
          ]
      },
      notes: [
        Phrase(
          "suspected misses: complaints from zones that were visited without a finding",
          zh: "疑似漏查：到访未发现问题的区域内收到的投诉")
      ])
  }

  /// The zones whose share is below a demanded one; zones without area or length have none.
  public func below(_ share: Double) -> [Int] {
    zones.zones.indices.filter { coverage[$0].share.value.map { $0 < share } ?? false }
  }
}
