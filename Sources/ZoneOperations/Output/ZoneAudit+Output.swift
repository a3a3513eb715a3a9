internal import ZoneAnalysis
public import ZoneFormats
internal import ZoneGeometry
public import ZoneModel

extension ZoneAudit {
  /// One feature a thing that is wrong; those without a place have no geometry.
  public func outputLayer(_ options: OutputOptions, language: Language) throws -> OutputLayer {
    let datum = try OutputDatum(options.datum)
    let findings = findings
    func column(_ name: String, _ value: @escaping (AuditFinding) -> PropertyValue) -> OutputLayer.Column {
      OutputLayer.Column(name) { value(findings[$0]) }
    }
    return OutputLayer(
      name: "audit", count: findings.count, geometry: { findings[$0].place.flatMap(datum.geometry) },
      columns: [
        column("issue") { .text($0.issue.rawValue) },
        column("zones") { .json("[" + $0.zones.map(JSONQuote.text).joined(separator: ",") + "]") },
        column("area_m2") { .maybe($0.area.map { rounded($0, to: 10_000) }) },
        column("kind") { .maybe($0.kind?.rawValue) },
        column("neighbours") { .json("[" + $0.neighbours.map(Self.words).joined(separator: ",") + "]") },
        column("suggested_zone") { .maybe($0.suggestion) },
        column("suggested_owner") { .maybe($0.suggestedOwner) },
        column("reason") { .text($0.reason.text(in: language)) },
      ],
      members: members + datum.members, isGeographic: datum.isGeographic, precision: options.precision)
  }

  private static func words(_ neighbour: AuditFinding.Neighbour) -> String {
    let border = PropertyValue.number(rounded(neighbour.border, to: 100)).json
    return "{\"zone\":\(JSONQuote.text(neighbour.zone)),\"border_m\":\(border)}"
  }

  /// The sums that add up: outline = zones + gaps − overlaps − outside. Of several kinds each has its own, under
  /// `tilings`.
  private var members: [(name: String, value: PropertyValue)] {
    guard let first = tilings.first else { return [] }
    if tilings.count == 1 { return Self.members(of: first) }
    let objects = tilings.map { tiling in
      let pairs = Self.members(of: tiling).map { "\(JSONQuote.text($0.name)):\($0.value.json)" }
      return "{" + pairs.joined(separator: ",") + "}"
    }
    return [("tilings", .json("[" + objects.joined(separator: ",") + "]"))]
  }

  private static func members(of tiling: Tiling) -> [(name: String, value: PropertyValue)] {
    let sums = tiling.sums
    func area(_ value: Double) -> PropertyValue { .number(rounded(value, to: 10_000)) }
    return [
      ("kind", .text(tiling.kind.rawValue)), ("outline_m2", area(sums.outline)),
      ("zones_m2", area(sums.zones)), ("gaps_m2", area(sums.gaps + sums.gapDust)),
      ("overlaps_m2", area(sums.overlaps)), ("outside_m2", area(sums.outside + sums.outsideDust)),
    ]
  }
}
