internal import ZoneAnalysis
public import ZoneFormats
internal import ZoneGeometry
public import ZoneModel

extension ZoneAudit {
  /// One feature a thing that is wrong; those without a place have no geometry.
  public func outputLayer(_ options: OutputOptions, language: Language) throws -> OutputLayer {
    let datum = try OutputDatum(options.datum)
    let findings = findings
    return OutputLayer(
      name: "audit", count: findings.count, geometry: { findings[$0].place.flatMap(datum.geometry) },
      columns: [
        OutputLayer.Column("issue") { .text(findings[$0].issue.rawValue) },
        OutputLayer.Column("zones") {
          .json("[" + findings[$0].zones.map(JSONQuote.text).joined(separator: ",") + "]")
        },
        OutputLayer.Column("area_m2") { .maybe(findings[$0].area.map { rounded($0, to: 10_000) }) },
        OutputLayer.Column("reason") { .text(findings[$0].reason.text(in: language)) },
      ],
      members: members + datum.members, isGeographic: datum.isGeographic, precision: options.precision)
  }

  /// The sums that add up: outline = zones + gaps − overlaps − outside.
  private var members: [(name: String, value: PropertyValue)] {
    guard let sums, let kind else { return [] }
    func area(_ value: Double) -> PropertyValue { .number(rounded(value, to: 10_000)) }
    return [
      ("kind", .text(kind.rawValue)), ("outline_m2", area(sums.outline)), ("zones_m2", area(sums.zones)),
      ("gaps_m2", area(sums.gaps + sums.gapDust)), ("overlaps_m2", area(sums.overlaps)),
      ("outside_m2", area(sums.outside + sums.outsideDust)),
    ]
  }
}
