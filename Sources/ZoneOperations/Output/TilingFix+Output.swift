internal import ZoneAnalysis
public import ZoneFormats
internal import ZoneGeometry
internal import ZoneModel

extension TilingFix {
  /// All zones that are valid, those of the repaired kinds with their new ground, and what was done to each:
  /// `fix` is `changed`, `corners` (only corners were added), or absent.
  public func outputLayer(_ options: OutputOptions) throws -> OutputLayer {
    let datum = try OutputDatum(options.datum)
    let (zones, grounds, changed) = (zones, grounds, changed)
    let isLeftOut = Set(leftOut)
    let kept = zones.zones.indices.filter { !isLeftOut.contains($0) && grounds[$0]?.isEmpty != true }
    return OutputLayer(
      name: "zones", count: kept.count,
      geometry: { row in
        let zone = kept[row]
        return datum.geometry(grounds[zone]?.geometry ?? zones.zones[zone].boundary.geometry)
      },
      tables: zones.layers.map(\.properties),
      carried: {
        let row = zones.rows[kept[$0]]
        return OutputLayer.Carried(table: row.layer, row: row.row)
      },
      columns: [
        OutputLayer.Column("id", replaces: true) { .text(zones.zones[kept[$0]].id) },
        OutputLayer.Column("kind", replaces: true) { .text(zones.zones[kept[$0]].kind.rawValue) },
        OutputLayer.Column("fix", replaces: true) { row in
          if changed.contains(kept[row]) { return .text("changed") }
          return grounds[kept[row]] == nil ? .null : .text("corners")
        },
      ],
      members: datum.members, isGeographic: datum.isGeographic, precision: options.precision)
  }

  /// One row a piece of ground that changes hands: whose it was, whose it is, how much, and why. Zones in their
  /// order: a zone's area after = before + `to` rows of gaps and corners − `from` rows.
  public func reportLayer() -> OutputLayer {
    let (transfers, zones) = (transfers, zones)
    func id(_ zone: Int?) -> PropertyValue { .maybe(zone.map { zones.zones[$0].id }) }
    return OutputLayer(
      name: "fix-report", count: transfers.count, geometry: { _ in nil },
      columns: [
        OutputLayer.Column("from") { id(transfers[$0].from) },
        OutputLayer.Column("to") { id(transfers[$0].to) },
        OutputLayer.Column("area_m2") { .number(rounded(transfers[$0].area, to: 10_000)) },
        OutputLayer.Column("reason") { .text(transfers[$0].reason.rawValue) },
      ])
  }
}
