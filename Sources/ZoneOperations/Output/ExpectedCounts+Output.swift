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
        column("definition") { .text($0.definition) },
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
    var definition: String
  }

  private var rows: [Row] {
    let ofZones = perZone.enumerated().map { zone, count in
      Row(
        part: "zone", zone: zone, kind: zones.zones[zone].kind, count: count,
        definition: "Σ over the findings of the probability that they lie in the zone; \(Self.distribution)")
    }
    return ofZones
      + rests.flatMap { rest in
        let set = rest.kind.map { "zones of the kind \($0)" } ?? "all zones"
        var off = rest.several
        (off.stated, off.expected) = (-off.stated, -off.expected)
        return [
          Row(
            part: "none", kind: rest.kind, count: rest.none,
            definition: "Σ of the probability that they lie in none of \(set); \(Self.distribution)"),
          Row(
            part: "several", kind: rest.kind, count: off,
            definition:
              "ground that k of \(set) claim is in their rows k times; k − 1 times are taken off here"),
        ]
      }
  }

  private static let distribution =
    "circular normal around the stated place, accuracy_m its 68 % radius; without accuracy_m at the place itself"

  /// Six decimals, and no minus before a zero.
  private static func plain(_ value: Double) -> Double { rounded(value, to: 1e6) + 0 }
}
