public import ZoneModel

// Legends that go with the named styles.
extension LegendGroup {
  public static let coverage = LegendGroup(
    Phrase("Coverage", zh: "覆盖率"),
    CoverageClass.allCases.reversed().map { coverage in
      LegendEntry(.area(MapStyle(fill: Palette.coverage(coverage), stroke: Palette.mutedInk)), coverage.title)
    })

  public static let coverageOfRoads = LegendGroup(
    Phrase("Coverage of roads, by length", zh: "路段覆盖率（按长度）"),
    CoverageClass.allCases.reversed().map { LegendEntry(.line(.coverageOfRoad($0)), $0.title) })

  public static let freshness = LegendGroup(
    Phrase("Last observed", zh: "上次检查"),
    Freshness.allCases.map { freshness in
      LegendEntry(
        .area(MapStyle(fill: Palette.freshness(freshness), stroke: Palette.mutedInk)), freshness.title)
    })

  /// The given causes, in the order in which ``Cause`` lists them.
  public static func causes(_ causes: Set<Cause>) -> LegendGroup {
    LegendGroup(
      Phrase("Blind spots, by cause", zh: "盲区（按成因）"),
      Cause.allCases.filter(causes.contains).map { LegendEntry(.area(.blindSpot($0)), $0.title) })
  }

  /// The given kinds, in their order.
  public static func outlines(of kinds: [ZoneKind]) -> LegendGroup {
    LegendGroup(
      Phrase("Zones", zh: "责任区"),
      kinds.map { kind in
        let style = MapStyle.outline(of: kind)
        return LegendEntry(kind == .road ? .line(style) : .area(style), kind.title)
      })
  }
}

extension LegendEntry {
  public static let water = LegendEntry(.area(.water), Phrase("water", zh: "水域"))
  public static let cityOutline = LegendEntry(
    .line(.cityOutline), Phrase("city outline", zh: "城市范围"))
  public static let footprint = LegendEntry(
    .area(.footprint), Phrase("observed ground", zh: "已查看范围"))
  public static let track = LegendEntry(.line(.track), Phrase("walked track", zh: "巡查轨迹"))
  public static let finding = LegendEntry(
    .symbol(.circle, .finding), Phrase("finding", zh: "发现的问题"))
}
