public import ZoneFormats
internal import ZoneGeometry
internal import ZoneModel

extension ExpectedCounts {
  /// One row a zone; then for each kind, and for all zones together, one for the ground in none and one for
  /// what several zones claim, which is taken off. The rows of a kind add up to the number of findings.
  public func outputLayer(_ options: OutputOptions) throws -> OutputLayer {
    let datum = try OutputDatum(options.datum)
    let rows = rows
    let zones = zones.zones
    func column(_ name: String, _ value: @escaping (Row) -> PropertyValue) -> OutputLayer.Column {
      OutputLayer.Column(name) { value(rows[$0]) }
    }
    return OutputLayer(
      name: "expected", count: rows.count,
      geometry: { rows[$0].zone.flatMap { datum.geometry(zones[$0].boundary.geometry) } },
      columns: [
        column("part") { .text($0.part) },
        column("zone") { .maybe($0.zone.map { zones[$0].id }) },
        column("name") { .maybe($0.zone.flatMap { zones[$0].name }) },
        column("kind") { .maybe($0.kind?.rawValue) },
        column("findings") { .integer($0.count.stated) },
        column("expected") { .number(Self.plain($0.count.expected)) },
        column("deviation") {
          $0.part == "several" ? .null : .number(Self.plain($0.count.variance.squareRoot()))
        },
        column("definition") { .text($0.definition.text(in: options.language)) },
      ],
      members: [("findings_used", .integer(findings)), ("without_accuracy", .integer(exact))]
        + datum.members,
      isGeographic: datum.isGeographic, precision: options.precision)
  }

  private struct Row {
    var part: String
    var zone: Int?
    var kind: ZoneKind?
    var count: Count
    var definition: Phrase
  }

  private var rows: [Row] {
    let ofZones = perZone.enumerated().map { zone, count in
      Row(
        part: "zone", zone: zone, kind: zones.zones[zone].kind, count: count,
        definition: Phrase(
          "Σ over the findings of the probability that they lie in the zone; \(Self.distribution.english)",
          zh: "各问题落在该区域内的概率之和；\(Self.distribution.chinese)"))
    }
    return ofZones
      + rests.flatMap { rest in
        let set =
          rest.kind.map { Phrase("zones of the kind \($0)", zh: "各\($0.title.chinese)") }
          ?? Phrase("all zones", zh: "全部区域")
        var off = rest.several
        (off.stated, off.expected) = (-off.stated, -off.expected)
        return [
          Row(
            part: "none", kind: rest.kind, count: rest.none,
            definition: Phrase(
              "Σ of the probability that they lie in none of \(set.english); \(Self.distribution.english)",
              zh: "不落在\(set.chinese)任何一个内的概率之和；\(Self.distribution.chinese)")),
          Row(
            part: "several", kind: rest.kind, count: off,
            definition: Phrase(
              "ground that k of \(set.english) claim is in their rows k times; k − 1 times are taken off here",
              zh: "同属\(set.chinese)中 k 个的地面在各行共计 k 次，此处扣除 k − 1 次")),
        ]
      }
  }

  private static let distribution = Phrase(
    "circular normal around the stated place, accuracy_m its 68 % radius; without accuracy_m at the place itself",
    zh: "位置按以所报地点为中心的圆形正态分布，accuracy_m 为其 68 % 半径；未注明精度的按所报地点")

  /// Six decimals, and no minus before a zero.
  private static func plain(_ value: Double) -> Double { rounded(value, to: 1e6) + 0 }
}
