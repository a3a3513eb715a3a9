internal import ZoneAnalysis
public import ZoneFormats
internal import ZoneGeometry
internal import ZoneModel

extension FindingMap {
  /// Each finding with its properties and its zones.
  public func outputLayer(_ options: OutputOptions) throws -> OutputLayer {
    let datum = try OutputDatum(options.datum)
    let findings = findings
    let isOneFile = findings.layers.count == 1
    var layer = OutputLayer(
      name: "map", positions: positions(datum), tables: findings.layers.map(\.properties),
      carried: { i in
        OutputLayer.Carried(table: isOneFile ? 0 : findings.layer(of: i), row: Int(findings.rows[i]))
      },
      columns: columns, members: datum.members, isGeographic: datum.isGeographic, precision: options.precision
    )
    if hasNearest { layer.columns += nearestColumns }
    if !probabilities.isEmpty {
      let probabilities = probabilities
      layer.columns.append(
        OutputLayer.Column("zone_probability") { .maybe(rounded(probabilities[$0], to: 1e6)) })
    }
    return layer
  }

  private func positions(_ datum: OutputDatum) -> [FilePosition] {
    if datum.isIdentity {
      return findings.lons.indices.map { FilePosition(findings.lons[$0], findings.lats[$0]) }
    }
    return findings.lons.indices.map { datum.position(findings.place($0)) }
  }

  /// Findings by the thousand lie in the same zones: each combination is put into words once.
  private var columns: [OutputLayer.Column] {
    let combinations = ZoneCombinations(hits)
    let names = ZoneNames(zones.zones)
    let lists = combinations.firsts.map { hits[$0] }
    return [
      OutputLayer.Column("zones", codes: combinations.codes, values: lists.map { .json(names.list($0)) }),
      OutputLayer.Column(
        "zone", codes: combinations.codes,
        values: lists.map { $0.first.map { .text(names.ids[Int($0)]) } ?? .null }),
      OutputLayer.Column(
        "zone_by_kind", codes: combinations.codes, values: lists.map { .json(names.byKind($0)) }),
    ]
  }

  private var nearestColumns: [OutputLayer.Column] {
    let nearest = nearest
    let ids = zones.zones.map(\.id)
    return [
      OutputLayer.Column("nearest_zone") { nearest[$0].map { .text(ids[$0.zone]) } ?? .null },
      OutputLayer.Column("nearest_m") { nearest[$0].map { .number(rounded($0.metres, to: 100)) } ?? .null },
    ]
  }
}

/// Ids and kinds of zones, made ready for JSON once.
private struct ZoneNames: Sendable {
  let ids: [String]
  private let quoted: [String]
  private let kinds: [String]

  init(_ zones: [Zone]) {
    ids = zones.map(\.id)
    quoted = zones.map { JSONQuote.text($0.id) }
    kinds = zones.map { JSONQuote.text($0.kind.rawValue) }
  }

  func list(_ zones: ArraySlice<Int32>) -> String {
    if zones.isEmpty { return "[]" }
    return "[" + zones.map { quoted[Int($0)] }.joined(separator: ",") + "]"
  }

  /// The first zone of each kind; zones come home first.
  func byKind(_ zones: ArraySlice<Int32>) -> String {
    if zones.isEmpty { return "{}" }
    var seen: [String] = []
    var text = "{"
    for zone in zones where !seen.contains(kinds[Int(zone)]) {
      if !seen.isEmpty { text += "," }
      seen.append(kinds[Int(zone)])
      text += kinds[Int(zone)] + ":" + quoted[Int(zone)]
    }
    return text + "}"
  }
}

/// Rounds to a fraction of a unit: `rounded(12.346, to: 100)` is 12.35.
func rounded(_ value: Double, to fraction: Double) -> Double { (value * fraction).rounded() / fraction }
