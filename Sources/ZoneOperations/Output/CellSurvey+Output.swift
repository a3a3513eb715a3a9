internal import ZoneAnalysis
public import ZoneFormats
internal import ZoneGeometry
internal import ZoneModel

extension CellSurvey {
  /// One row a cell, zone by zone, with what its zone shows by both denominators.
  public func outputLayer(_ options: OutputOptions) throws -> OutputLayer {
    let datum = try OutputDatum(options.datum)
    let (places, cells) = (places, cells)
    return OutputLayer(
      name: "cells", count: places.count,
      geometry: { row in
        switch cells.perZone[places[row].zone][places[row].cell].cell.shape {
        case .ground(let ground): datum.geometry(ground.geometry)
        case .road(let lines): datum.geometry(lines.count == 1 ? .line(lines[0]) : .multiLine(lines))
        }
      },
      columns: cellColumns + lookColumns(options.time) + zoneColumns(options.language),
      members: members(options) + datum.members,
      isGeographic: datum.isGeographic, precision: options.precision)
  }

  /// The zones' own table with their cells beside area and length.
  public func zoneLayer(_ options: OutputOptions) throws -> OutputLayer {
    var layer = try survey.outputLayer(options)
    let looks = looks
    layer.columns += [
      OutputLayer.Column("cells") { .integer(looks[$0].count) },
      OutputLayer.Column("cells_observed") { zone in .integer(looks[zone].count { $0.looks > 0 }) },
      OutputLayer.Column("cell_coverage") { [self] in .maybe(share(of: $0).value.map(Self.down)) },
    ]
    return layer
  }

  private func column(
    _ name: String, _ value: @escaping (_ zone: Int, _ cell: Int) -> PropertyValue
  )
    -> OutputLayer.Column
  {
    let places = places
    return OutputLayer.Column(name) { value(places[$0].zone, places[$0].cell) }
  }

  private var cellColumns: [OutputLayer.Column] {
    let (cells, zones) = (cells.perZone, survey.zones.zones)
    func size(_ isRoad: Bool, _ zone: Int, _ value: Double) -> PropertyValue {
      zones[zone].boundary.isRoad == isRoad ? .number(rounded(value, to: 10_000)) : .null
    }
    let looks = looks
    return [
      column("id") { .text(cells[$0][$1].id) },
      column("zone") { zone, _ in .text(zones[zone].id) },
      column("zone_name") { zone, _ in .maybe(zones[zone].name) },
      column("kind") { zone, _ in .text(zones[zone].kind.rawValue) },
      column("area_m2") { size(false, $0, cells[$0][$1].cell.size) },
      column("observed_m2") { size(false, $0, looks[$0][$1].observed) },
      column("length_m") { size(true, $0, cells[$0][$1].cell.size) },
      column("observed_length_m") { size(true, $0, looks[$0][$1].observed) },
      column("coverage") {
        .maybe(Share(looks[$0][$1].observed, of: cells[$0][$1].cell.size).value.map(Self.down))
      },
    ]
  }

  private func lookColumns(_ time: TimeText) -> [OutputLayer.Column] {
    let looks = looks
    return [
      column("observations") { .integer(looks[$0][$1].looks) },
      column("first_observed") { .maybe(looks[$0][$1].first.map(time.text)) },
      column("last_observed") { .maybe(looks[$0][$1].last.map(time.text)) },
    ]
  }

  private func zoneColumns(_ language: Language) -> [OutputLayer.Column] {
    let looks = looks
    let coverage = survey.coverage
    return [
      column("zone_cells") { zone, _ in .integer(looks[zone].count) },
      column("zone_cells_observed") { zone, _ in .integer(looks[zone].count { $0.looks > 0 }) },
      column("zone_cell_coverage") { [self] zone, _ in .maybe(share(of: zone).value.map(Self.down)) },
      column("zone_coverage") { zone, _ in .maybe(coverage[zone].share.value.map(Self.down)) },
      column("definition") { [self] zone, _ in .text(definition(zone).text(in: language)) },
    ]
  }

  private func definition(_ zone: Int) -> Phrase {
    let ofZone = survey.definition(survey.zones.zones[zone])
    return Phrase(
      "zone_cell_coverage = zone_cells_observed ÷ zone_cells, cells reached by at least one observation; for the cell and zone_coverage: \(ofZone.english)",
      zh:
        "zone_cell_coverage（按网格）= zone_cells_observed ÷ zone_cells，即至少被一次检查看到的网格数 ÷ 网格总数；该格及 zone_coverage：\(ofZone.chinese)"
    )
  }

  private func members(_ options: OutputOptions) -> [(name: String, value: PropertyValue)] {
    var members: [(name: String, value: PropertyValue)] = [
      ("as_of", .maybe(survey.asOf.map(options.time.text))), ("radius_m", .number(survey.radius)),
    ]
    if let plane = cells.plane { members.append(("plane", .text(plane.description))) }
    return members
  }

  private static func down(_ share: Double) -> Double { (share * 1e9).rounded(.down) / 1e9 }
}
