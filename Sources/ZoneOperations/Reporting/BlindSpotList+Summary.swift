internal import ZoneFormats
internal import ZoneModel

extension BlindSpotList {
  /// How much of what kind, and the worst.
  public func summary(worst: Int = 10) -> [SummaryTable] { [byCause, self.worst(worst)] }

  private var byCause: SummaryTable {
    let causes = Cause.allCases.filter { cause in
      spots.contains { $0.cause == cause } || tooSmall[cause] != nil
    }
    return SummaryTable(
      key: "causes", title: Phrase("Blind spots by cause", zh: "盲区（按成因）"),
      columns: [
        SummaryTable.Column("cause", Phrase("cause", zh: "成因")),
        SummaryTable.Column("count", Phrase("spots", zh: "处数"), isNumber: true),
        SummaryTable.Column("area_m2", Phrase("area", zh: "面积"), isNumber: true),
        SummaryTable.Column("too_small", Phrase("too small to list", zh: "过小未列"), isNumber: true),
        SummaryTable.Column("too_small_m2", Phrase("their area", zh: "其面积"), isNumber: true),
        SummaryTable.Column("remedy", Phrase("remedy", zh: "处理")),
      ],
      rows: causes.map { cause in
        [
          SummaryTable.Cell(cause.title, .text(cause.rawValue)), .count(spots.count { $0.cause == cause }),
          .ground(area(cause)), .count(tooSmall[cause]?.count ?? 0), .ground(tooSmall[cause]?.area ?? 0),
          SummaryTable.Cell(cause.remedy, .text(cause.remedy.english)),
        ]
      },
      notes: [
        Phrase(
          "zones of different kinds lie over one another (a market in a subdistrict), so ground can be listed more than once",
          zh: "不同类型的区域相互重叠（如街道内的市场），同一地块可能出现多次")
      ])
  }

  private func worst(_ count: Int) -> SummaryTable {
    SummaryTable(
      key: "worst",
      title: Phrase("The worst \(min(count, spots.count))", zh: "最突出的 \(min(count, spots.count)) 处"),
      columns: [
        SummaryTable.Column("id", Phrase("id", zh: "编号")),
        SummaryTable.Column("zone_name", Phrase("zone", zh: "区域")),
        SummaryTable.Column("kind", Phrase("kind", zh: "类型")),
        SummaryTable.Column("cause", Phrase("cause", zh: "成因")),
        SummaryTable.Column("area_m2", Phrase("area", zh: "面积"), isNumber: true),
        SummaryTable.Column("owner", Phrase("responsible body", zh: "责任单位")),
      ],
      rows: spots.prefix(count).map { spot in
        let zone = spot.zoneNumber.map { survey.zones.zones[$0] }
        return [
          .text(spot.id), .text(zone?.name ?? spot.zone), zone.map { .kind($0.kind) } ?? .text(nil),
          SummaryTable.Cell(spot.cause.title, .text(spot.cause.rawValue)), .ground(spot.area),
          .text(zone?.owner),
        ]
      })
  }
}
