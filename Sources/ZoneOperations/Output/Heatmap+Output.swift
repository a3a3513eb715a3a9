internal import ZoneAnalysis
public import ZoneFormats
internal import ZoneGeometry
internal import ZoneModel

extension Heatmap {
  /// One feature a cell, or one a zone.
  public func outputLayer(_ options: OutputOptions) throws -> OutputLayer {
    let datum = try OutputDatum(options.datum)
    let cells = cells
    let zones = zones
    return OutputLayer(
      name: "heatmap", count: cells.count, geometry: { datum.geometry(cells[$0].outline) },
      tables: zones?.layers.map(\.properties) ?? [],
      carried: { cell in
        zones.flatMap { zones in
          cells[cell].zone.map { OutputLayer.Carried(table: zones.rows[$0].layer, row: zones.rows[$0].row) }
        }
      },
      columns: columns, members: members + datum.members, isGeographic: datum.isGeographic,
      precision: options.precision)
  }

  private var columns: [OutputLayer.Column] {
    let cells = cells
    var columns: [OutputLayer.Column] =
      zones?.columns ?? [OutputLayer.Column("id") { .text(cells[$0].id) }]
    columns += [
      OutputLayer.Column("count") { .integer(cells[$0].count) },
      OutputLayer.Column("weight") { .number(rounded(cells[$0].weight, to: 1e6)) },
    ]
    if options.measure != .findings {
      columns.append(OutputLayer.Column("observations") { .maybe(cells[$0].observations.map(Double.init)) })
    }
    if options.measure == .rate {
      columns.append(OutputLayer.Column("rate") { .maybe(cells[$0].rate.map { rounded($0, to: 1e6) }) })
    }
    if options.smooths {
      columns.append(
        OutputLayer.Column("rate_smoothed") { .maybe(cells[$0].smoothed.map { rounded($0, to: 1e6) }) })
    }
    if options.kernel != nil {
      columns.append(
        OutputLayer.Column("density_km2") { .maybe(cells[$0].density.map { rounded($0, to: 1e6) }) })
    }
    return columns
  }

  private var members: [(name: String, value: PropertyValue)] {
    guard let plane else { return [("measure", .text(options.measure.rawValue))] }
    return [
      ("plane", .text(plane.description)), ("shape", .text(options.shape.rawValue)),
      ("cell_m", .number(options.cell)), ("measure", .text(options.measure.rawValue)),
    ]
  }
}
