internal import ZoneAnalysis
internal import ZoneFormats
internal import ZoneModel

extension CellSurvey {
  /// By kind: coverage by cells beside coverage by area (of roads by length).
  public var summary: SummaryTable {
    SummaryTable(
      key: "cells", title: Phrase("Coverage by unit cell", zh: "按单元网格计的覆盖情况"),
      columns: [
        SummaryTable.Column("kind", Phrase("kind", zh: "类型")),
        SummaryTable.Column("zones", Phrase("zones", zh: "区域数"), isNumber: true),
        SummaryTable.Column("cells_observed", Phrase("cells observed", zh: "已查看网格"), isNumber: true),
        SummaryTable.Column("cells", Phrase("of", zh: "网格总数"), isNumber: true),
        SummaryTable.Column("cell_coverage", Phrase("by cell", zh: "按网格"), isNumber: true),
        SummaryTable.Column("coverage", Phrase("by area or length", zh: "按面积或长度"), isNumber: true),
      ],
      rows: survey.zones.byKind.flatMap { kind, members in rows(kind, members) },
      notes: notes)
  }

  /// One row for the areas of a kind, one for its roads.
  private func rows(_ kind: ZoneKind, _ members: [Int]) -> [[SummaryTable.Cell]] {
    let roads = members.filter { survey.zones.zones[$0].boundary.isRoad }
    let areas = members.filter { !survey.zones.zones[$0].boundary.isRoad }
    return [areas, roads].filter { !$0.isEmpty }.map { members in
      let all = members.reduce(0) { $0 + looks[$1].count }
      let seen = members.reduce(0) { sum, zone in sum + looks[zone].count { $0.looks > 0 } }
      let shares = members.map { survey.coverage[$0].share }
      return [
        .kind(kind), .count(members.count), .count(seen), .count(all),
        .share(Share(Double(seen), of: Double(all))),
        .share(
          Share(shares.reduce(0) { $0 + $1.numerator }, of: shares.reduce(0) { $0 + $1.denominator })),
      ]
    }
  }

  private var notes: [Phrase] {
    let definition = Phrase(
      "by cell = cells reached by at least one observation ÷ cells; rounded down",
      zh: "按网格 = 至少被一次检查看到的网格数 ÷ 网格总数，向下取整")
    if let plane = cells.plane {
      return [
        definition,
        Phrase(
          "cells of 100 m in \(plane), cut at the zones' borders, those below half a cell put to a neighbour; roads in stretches of 100 m",
          zh: "网格按 \(plane) 每 100 米划分，按区域边界裁切，不足半格的并入相邻网格；路段每 100 米一段"),
      ]
    }
    return [
      definition,
      Phrase(
        "a zone has the cells of which it holds at least a twentieth (roads: 5 m); in none: \(groundText(cells.leftOver)), \(lengthText(cells.leftOverLength)) of road",
        zh:
          "区域包含其占有二十分之一以上（路段 5 米以上）的网格；未计入：\(groundText(cells.leftOver))，路段 \(lengthText(cells.leftOverLength))"
      ),
    ]
  }
}
