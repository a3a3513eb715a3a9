import ZoneGeometry
import ZoneMaps
import ZoneModel

/// A city of 1,000 by 800 m, small enough to check by eye, drawn the way reports draw theirs.
enum SmallCity {
  static func square(_ x: Double, _ y: Double, _ side: Double) -> MultiPolygon<PlanePoint> {
    rectangle(x, y, side, side)
  }

  static func rectangle(_ x: Double, _ y: Double, _ w: Double, _ h: Double) -> MultiPolygon<PlanePoint> {
    let corners = [(x, y), (x + w, y), (x + w, y + h), (x, y + h), (x, y)]
    return MultiPolygon([Polygon(exterior: corners.map { PlanePoint($0.0, $0.1) })])
  }

  static let hostileName = "</title><script>alert(\"1\")</script> & 'Quay'"

  static let zones: [(id: String, name: String, ground: MultiPolygon<PlanePoint>, seen: Share)] = [
    ("C001", "示例小区001", square(60, 480, 200), Share(40_000, of: 40_000)),
    ("C002", "示例小区002", square(300, 480, 200), Share(33_960, of: 40_000)),
    ("C 3/三", hostileName, square(60, 240, 200), Share(9_000, of: 40_000)),
    ("C004", "示例小区004", square(300, 240, 200), Share(0, of: 40_000)),
    ("V01", "示例城中村01", rectangle(620, 60, 300, 220), Share(41_000, of: 66_000)),
  ]

  static let map = MapDrawing(
    bounds: Box(minimum: PlanePoint(0, 0), maximum: PlanePoint(1000, 800)),
    layers: [water, footprints, zoneLayer, roads, spots, names],
    legend: [
      .coverage, .coverageOfRoads, .causes([.neverVisited, .unseenPart, .itemNotChecked]),
      .outlines(of: [.compound, .urbanVillage]), LegendGroup(nil, [.water, .footprint, .finding]),
    ],
    title: Phrase("Coverage by zone", zh: "各责任区覆盖率"),
    note: Phrase("Drawn by hand for a test", zh: "手工绘制的测试数据"))

  private static let water = MapLayer(
    "water", [MapShape(.area(rectangle(0, 720, 1000, 80)), .water, title: Phrase("river", zh: "江面"))])

  private static let footprints = MapLayer(
    "footprints",
    [
      MapShape(
        .lines([[PlanePoint(40, 210), PlanePoint(560, 210), PlanePoint(560, 700)]]), .footprint(radius: 30))
    ], opacity: 0.8)

  private static let zoneLayer = MapLayer(
    "zones",
    zones.map { zone in
      let kind: ZoneKind = zone.id.hasPrefix("V") ? .urbanVillage : .compound
      let coverage = CoverageClass(zone.seen) ?? .never
      return MapShape(
        .area(zone.ground), .coverage(coverage, of: kind),
        title: Phrase(
          "\(zone.name)\n\(coverage.title.english), \(zone.seen.percent)",
          zh: "\(zone.name)\n\(coverage.title.chinese)，\(zone.seen.percent)"),
        id: zone.id)
    })

  private static let roads = MapLayer(
    "roads",
    [
      MapShape(.lines([[PlanePoint(20, 200), PlanePoint(980, 200)]]), .coverageOfRoad(.most)),
      MapShape(.lines([[PlanePoint(580, 20), PlanePoint(580, 700)]]), .coverageOfRoad(.never)),
    ])

  private static let spots = MapLayer(
    "spots",
    [
      MapShape(
        .area(square(640, 80, 90)), .blindSpot(.unseenPart), title: Phrase("unseen", zh: "局部未查看"),
        id: "V01-1"),
      MapShape(.area(square(780, 120, 60)), .blindSpot(.itemNotChecked), id: "V01-2"),
      MapShape(.symbol(.circle, at: PlanePoint(350, 520), radius: .pixels(4)), .finding, id: "F1"),
      MapShape(.symbol(.triangle, at: PlanePoint(420, 600), radius: .pixels(5)), .finding),
    ])

  private static let names = MapLayer(
    "names",
    [
      MapShape(
        .label(Phrase("Taiping Street", zh: "太平街道"), at: PlanePoint(280, 440), size: 14), .label),
      MapShape(.label(Phrase(verbatim: "在上面的字下面"), at: PlanePoint(285, 438), size: 14), .label),
      MapShape(.label(Phrase(verbatim: hostileName), at: PlanePoint(770, 320), size: 11), .label),
    ])

  static let page = HTMLPage(
    title: Phrase("Coverage report", zh: "巡查覆盖报告"),
    subtitle: Phrase("Small city, August 2026", zh: "小城，2026 年 8 月"),
    figures: [
      KeyFigure(
        label: Phrase("Coverage by area", zh: "面积覆盖率"), share: Share(123_960, of: 226_000),
        definition: Phrase(
          "observed 123,960 m² ÷ zones 226,000 m²", zh: "已查看 123,960 m² ÷ 责任区 226,000 m²")),
      KeyFigure(
        label: Phrase("Closed on time", zh: "按期整改率"), share: Share(0, of: 0),
        definition: Phrase("closed on time 0 ÷ due 0", zh: "按期办结 0 ÷ 应办结 0")),
      KeyFigure(label: Phrase("Blind spots", zh: "盲区"), value: Phrase(verbatim: "2")),
    ],
    sections: [
      PageSection(
        title: Phrase("Zones", zh: "责任区"), text: [Phrase("Overlap counts once.", zh: "重复查看只计一次。")],
        map: map, tables: [zoneTable], notes: [Phrase(verbatim: hostileName)]),
      PageSection(
        title: Phrase("Blind spots", zh: "盲区"), tables: [spotTable]),
    ],
    notes: [Phrase("Percentages are rounded down.", zh: "百分比向下取整。")])

  private static let zoneTable = PageTable(
    caption: Phrase("Zones", zh: "责任区一览"),
    columns: [
      TableColumn(Phrase("Name", zh: "名称")), TableColumn(Phrase("Area, m²", zh: "面积（m²）"), .number),
      TableColumn(Phrase("Coverage", zh: "覆盖率"), .number),
    ],
    rows: zones.map { zone in
      let area = String(Int(zone.seen.denominator))
      return TableRow([TableCell(zone.name), TableCell(area), TableCell(zone.seen)], target: zone.id)
    })

  private static let spotTable = PageTable(
    caption: Phrase("Blind spots", zh: "盲区清单"),
    columns: [TableColumn(Phrase("Id", zh: "编号")), TableColumn(Phrase("Cause", zh: "成因"))],
    rows: [
      TableRow(
        [TableCell("V01-1"), TableCell(Cause.unseenPart.title, swatch: .area(.blindSpot(.unseenPart)))],
        target: "V01-1"),
      TableRow([TableCell("X-9"), TableCell(Cause.disputed.title)], target: "X-9"),
    ])
}
