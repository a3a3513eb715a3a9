internal import ZoneAnalysis
public import ZoneFormats
internal import ZoneGeometry
internal import ZoneModel

extension FindingMap {
  /// Each finding with its properties and its zones.
  public func outputLayer(_ options: OutputOptions) throws -> OutputLayer {
    try outputLayer(options, ZoneWords(zones.zones))
  }

  /// - Parameter words: shared by the parts of one output.
  func outputLayer(_ options: OutputOptions, _ words: ZoneWords) throws -> OutputLayer {
    let datum = try OutputDatum(options.datum)
    let findings = findings
    var layer =
      findings.layers.count == 1
      ? OutputLayer(
        name: "map", positions: positions(datum), table: findings.layers[0].properties, rows: findings.rows,
        columns: words.columns(of: hits), members: datum.members, isGeographic: datum.isGeographic,
        precision: options.precision)
      : OutputLayer(
        name: "map", count: findings.count, geometry: { .point(datum.position(findings.place($0))) },
        tables: findings.layers.map(\.properties),
        carried: { OutputLayer.Carried(table: findings.layer(of: $0), row: Int(findings.rows[$0])) },
        columns: words.columns(of: hits), members: datum.members, isGeographic: datum.isGeographic,
        precision: options.precision)
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

  private var nearestColumns: [OutputLayer.Column] {
    let nearest = nearest
    let ids = zones.zones.map(\.id)
    return [
      OutputLayer.Column("nearest_zone") { nearest[$0].map { .text(ids[$0.zone]) } ?? .null },
      OutputLayer.Column("nearest_m") { nearest[$0].map { .number(rounded($0.metres, to: 100)) } ?? .null },
    ]
  }
}

/// Rounds to a fraction of a unit: `rounded(12.346, to: 100)` is 12.35.
func rounded(_ value: Double, to fraction: Double) -> Double { (value * fraction).rounded() / fraction }
