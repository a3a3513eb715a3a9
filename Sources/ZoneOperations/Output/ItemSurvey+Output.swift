public import ZoneFormats
internal import ZoneGeometry
internal import ZoneModel

extension ItemSurvey {
  /// One row a cell: an item in a zone it applies to, with the zone's ground.
  public func outputLayer(_ options: OutputOptions) throws -> OutputLayer {
    let datum = try OutputDatum(options.datum)
    let (cells, zones) = (cells, survey.zones.zones)
    return OutputLayer(
      name: "coverage-items", count: cells.count,
      geometry: { datum.geometry(zones[cells[$0].zone].boundary.geometry) },
      columns: columns(options.time),
      members: members(options.time) + datum.members, isGeographic: datum.isGeographic,
      precision: options.precision)
  }

  private func columns(_ time: TimeText) -> [OutputLayer.Column] {
    let (cells, zones, items, begin) = (cells, survey.zones.zones, checklist.items, survey.begin)
    func column(_ name: String, _ value: @escaping (ItemCell) -> PropertyValue) -> OutputLayer.Column {
      OutputLayer.Column(name) { value(cells[$0]) }
    }
    func moment(_ value: Instant?) -> PropertyValue { .maybe(value.map(time.text)) }
    func squareMetres(_ value: Double) -> PropertyValue { .number(rounded(value, to: 10_000)) }
    func millionths(_ value: Double?) -> PropertyValue { .maybe(value.map { rounded($0, to: 1e6) }) }
    return [
      column("zone") { .text(zones[$0.zone].id) }, column("zone_name") { .maybe(zones[$0.zone].name) },
      column("kind") { .text(zones[$0.zone].kind.rawValue) },
      column("owner") { .maybe(zones[$0.zone].owner) }, column("leader") { .maybe(zones[$0.zone].leader) },
      column("item") { .text(items[$0.item].code) },
      column("item_name") { .text(items[$0.item].name.chinese) },
      column("item_name_en") { .text(items[$0.item].name.english) },
      column("standard") { .text(items[$0.item].standard) }, column("weight") { .number($0.weight) },
      column("interval_days") { .number($0.intervalDays) }, column("relapses") { .integer($0.relapses) },
      column("looks") { .integer($0.looks) }, column("first_looked") { moment($0.firstLooked) },
      column("last_looked") { moment($0.lastLooked) },
      column("age_days") { .maybe($0.ageDays.map { rounded($0, to: 1000) }) },
      column("status") { .text($0.freshness.rawValue) }, column("due") { moment($0.due(since: begin)) },
      column("live") { .bool($0.isLive) },
      column("looked_m2") { squareMetres($0.lookedArea) }, column("area_m2") { squareMetres($0.area) },
      column("looked_share") { .maybe($0.lookedShare.value.map { ($0 * 1e9).rounded(.down) / 1e9 }) },
      column("looked_length_m") { [self] in .maybe(lookedLength($0).map { rounded($0, to: 10_000) }) },
      column("length_m") { [survey] in
        .maybe(survey.coverage[$0.zone].length.map { rounded($0, to: 10_000) })
      },
      column("coverage_factor") { millionths($0.factor) },
      column("pod") { millionths($0.probabilityOfDetection) },
      column("pod_optimistic") { millionths($0.optimisticProbability) },
      column("expected_unseen") { millionths($0.expectedUnseen) },
      column("p_unseen") { millionths(Detection.probabilityOfAny(expected: $0.expectedUnseen)) },
    ]
  }

  /// Metres of a road within the radius of looks at the item within its interval.
  private func lookedLength(_ cell: ItemCell) -> Double? {
    survey.coverage[cell.zone].length.map { $0 * (cell.lookedShare.value ?? 0) }
  }

  private func members(_ time: TimeText) -> [(name: String, value: PropertyValue)] {
    let tally = tally
    return [
      ("as_of", .maybe(survey.asOf.map(time.text))), ("radius_m", .number(survey.radius)),
      ("checklist", .text("\(checklist.head.title) \(checklist.head.version)")),
      ("cells", .integer(tally.cells)), ("live_cells", .integer(tally.live)),
      ("item_coverage", .maybe(tally.share.value)),
      ("item_coverage_by_area", .maybe(tally.shareByArea.value)),
      ("item_coverage_by_weight", .maybe(tally.shareByWeight.value)),
      ("item_share", .number(survey.options.itemShare)),
      ("detection", .text("\(survey.options.detection.head.title) \(survey.options.detection.head.version)")),
      ("definition", .text(Self.definition)),
    ]
  }

  /// What the figures are.
  public static let definition =
    "a cell is a zone and an item of the checklist that applies to its kind; live when the item was looked for"
    + " there within interval_days (on item_share of the ground at least); item_coverage = live cells ÷ cells; an observation that names no item counts"
    + " for none; looked_share = ground (of roads: length × width) within the radius of looks at the item within"
    + " interval_days ÷ area_m2, so half a look counts half; pod = 1 − e^(−sweep × coverage_factor)"
}
