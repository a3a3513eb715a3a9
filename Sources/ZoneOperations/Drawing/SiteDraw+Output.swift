internal import ZoneAnalysis
public import ZoneFormats
internal import ZoneGeometry
public import ZoneModel
internal import ZoneStore

extension SiteDraw {
  /// Each zone to be visited, with what is needed to draw it again and to check that it was drawn fairly.
  public func outputLayer(_ options: OutputOptions) throws -> OutputLayer {
    let datum = try OutputDatum(options.datum)
    let (zones, sites) = (zones, sites)
    return OutputLayer(
      name: "draw", count: sites.count,
      geometry: { datum.geometry(zones.zones[sites[$0].zone].boundary.geometry) },
      tables: zones.layers.map(\.properties),
      carried: {
        let row = zones.rows[sites[$0].zone]
        return OutputLayer.Carried(table: row.layer, row: row.row)
      },
      columns: zones.columns.map { column in
        OutputLayer.Column(column.name, replaces: true) { column.value(sites[$0].zone) }
      }
        + DrawField.all.map { field in OutputLayer.Column(field.name) { field.value(sites[$0], self) } },
      members: members + datum.members, isGeographic: datum.isGeographic, precision: options.precision)
  }

  /// One digest over those of all input files, in their order; `nil` when one of them has none.
  var inputDigest: String? {
    let digests = inputs.compactMap(\.digest)
    guard digests.count == inputs.count, !digests.isEmpty else { return nil }
    return FileDigest.text(of: digests.map { $0 + "\n" }.joined().utf8)
  }

  private var members: [(name: String, value: PropertyValue)] {
    [
      ("seed", .integer(Int(options.seed))), ("algorithm", .text(SpatialDraw.version)),
      ("frame_sha256", .text(frameDigest)), ("inputs", .json(list(inputs.map(\.json)))),
      ("inputs_sha256", .maybe(inputDigest)), ("chances", .text(options.chances.word)),
      ("where", .json(list(options.filters.map { JSONQuote.text($0.text) }))),
      ("strata_by", .json(list((options.preset == nil ? options.strata : []).map(JSONQuote.text)))),
      ("preset", options.preset.map { .text("assessment/\($0.size.rawValue)") } ?? .null),
      ("strata", .json(list(strata.map(\.json)))),
      (
        "rule",
        options.rule.map { .json("{\"sample\":\($0.sample),\"most_bad\":\($0.mostBad)}") } ?? .null
      ),
    ]
  }

  private func list(_ elements: [String]) -> String { "[" + elements.joined(separator: ",") + "]" }
}

extension DrawInput {
  fileprivate var json: String {
    "{\"file\":\(JSONQuote.text(path)),\"sha256\":\(digest.map(JSONQuote.text) ?? "null")}"
  }
}

extension DrawStratum {
  fileprivate var json: String {
    let numbers = [
      ("zones", zones), ("not_where", filtered), ("excluded", excluded), ("no_size", sizeless),
      ("must", must),
      ("frame", frame), ("asked", asked), ("sites", sites), ("reserves", reserves),
    ]
    let members = numbers.map { "\"\($0)\":\($1)" }
    let groups = groups.map {
      "{\"group\":\(JSONQuote.text($0.id)),\"asked\":\($0.asked),\"sites\":\($0.sites),\"verified\":\($0.isVerified)}"
    }
    return "{\"stratum\":\(JSONQuote.text(name))," + members.joined(separator: ",")
      + (groups.isEmpty ? "" : ",\"groups\":[" + groups.joined(separator: ",") + "]") + "}"
  }
}

/// One figure of a site.
struct DrawField {
  let name: String
  let title: Phrase
  let value: (DrawnSite, SiteDraw) -> PropertyValue

  private init(
    _ name: String, _ title: Phrase, _ value: @escaping (DrawnSite, SiteDraw) -> PropertyValue
  ) {
    self.name = name
    self.title = title
    self.value = value
  }

  static var all: [DrawField] {
    [
      DrawField("stratum", Phrase("stratum", zh: "分层")) { .text($1.strata[$0.stratum].name) },
      DrawField("role", Phrase("role", zh: "性质")) { site, _ in .text(site.role.rawValue) },
      DrawField("order", Phrase("order", zh: "次序")) { site, _ in site.order.map { .integer($0) } ?? .null },
      DrawField("group", Phrase("group", zh: "分组")) { site, _ in .maybe(site.group) },
      DrawField("probability", Phrase("inclusion probability", zh: "入样概率")) { site, _ in
        .maybe(site.probability.map { rounded($0, to: 1e9) })
      },
      DrawField("stratum_sites", Phrase("n of the stratum", zh: "分层抽取数 n")) {
        .integer($1.strata[$0.stratum].sites)
      },
      DrawField("stratum_frame", Phrase("N of the stratum", zh: "分层总数 N")) {
        .integer($1.strata[$0.stratum].frame)
      },
      DrawField("neighbour_of", Phrase("neighbour of", zh: "对照对象")) { site, draw in
        .maybe(site.neighbourOf.map { draw.zones.zones[$0].id })
      },
      DrawField("neighbour_border_m", Phrase("shared border, m", zh: "共同边界（米）")) { site, _ in
        .maybe(site.border.map { rounded($0, to: 100) })
      },
      DrawField("neighbour_gap_m", Phrase("gap, m", zh: "间距（米）")) { site, _ in
        .maybe(site.gap.map { rounded($0, to: 100) })
      },
      DrawField("seed", Phrase("seed", zh: "种子")) { _, draw in .integer(Int(draw.options.seed)) },
      DrawField("algorithm", Phrase("algorithm", zh: "算法版本")) { _, _ in .text(SpatialDraw.version) },
      DrawField("frame_sha256", Phrase("frame SHA-256", zh: "抽样框 SHA-256")) { _, draw in
        .text(draw.frameDigest)
      },
      DrawField("inputs_sha256", Phrase("inputs SHA-256", zh: "输入文件 SHA-256")) { _, draw in
        .maybe(draw.inputDigest)
      },
    ]
  }
}

extension SiteDraw {
  /// A workbook: the sites, and what they were drawn from.
  public func sheets(in language: Language) -> [SheetTable] {
    let zoneTitles = [Phrase("id", zh: "编号"), Phrase("name", zh: "名称"), Phrase("owner", zh: "责任单位")]
    let list = SheetTable(
      name: Phrase("Sites", zh: "抽查点位").text(in: language),
      columns: (zoneTitles + DrawField.all.map(\.title)).map { SheetTable.Column($0.text(in: language)) },
      rows: sites.map { site in
        let zone = zones.zones[site.zone]
        return [.text(zone.id), zone.name.cell, zone.owner.cell]
          + DrawField.all.map { $0.value(site, self).cell }
      })
    let frame = summary.map { table in
      SheetTable(
        name: table.title.text(in: language),
        columns: table.columns.map { SheetTable.Column($0.title.text(in: language)) },
        rows: table.rows.map { $0.map(\.value.cell) } + table.notes.map { [.text($0.text(in: language))] })
    }
    return [list] + frame
  }
}

extension String? {
  fileprivate var cell: SheetTable.Cell { map { .text($0) } ?? .empty }
}

extension PropertyValue {
  fileprivate var cell: SheetTable.Cell {
    switch self {
    case .null: .empty
    case .integer(let value): .integer(value)
    case .number(let value): .number(value)
    default: text.map { .text($0) } ?? .empty
    }
  }
}
