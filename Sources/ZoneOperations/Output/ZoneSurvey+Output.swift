public import ZoneFormats
internal import ZoneGeometry
internal import ZoneModel

extension ZoneSurvey {
  /// Each zone with its properties and its figures.
  public func outputLayer(_ options: OutputOptions) throws -> OutputLayer {
    let datum = try OutputDatum(options.datum)
    let zones = zones
    return OutputLayer(
      name: "coverage", count: zones.count,
      geometry: { datum.geometry(zones.zones[$0].boundary.geometry) },
      tables: zones.layers.map(\.properties),
      carried: { OutputLayer.Carried(table: zones.rows[$0].layer, row: zones.rows[$0].row) },
      columns: zones.columns + columns(options.time) + expectedColumns,
      members: members(options.time) + datum.members,
      isGeographic: datum.isGeographic, precision: options.precision)
  }

  private func columns(_ time: TimeText) -> [OutputLayer.Column] {
    func column(_ name: String, _ value: @escaping (Coverage) -> PropertyValue) -> OutputLayer.Column {
      OutputLayer.Column(name) { [coverage] in value(coverage[$0]) }
    }
    func squareMetres(_ value: Double) -> PropertyValue { .number(rounded(value, to: 10_000)) }
    func moment(_ value: Instant?) -> PropertyValue { .maybe(value.map(time.text)) }
    let kinds = zones.zones.map(definition)
    return [
      column("area_m2") { squareMetres($0.area) },
      column("observed_m2") { squareMetres($0.observedArea) },
      column("coverage") { .maybe($0.share.value.map { ($0 * 1e9).rounded(.down) / 1e9 }) },
      column("length_m") { .maybe($0.length.map { rounded($0, to: 10_000) }) },
      column("observed_length_m") { .maybe($0.observedLength.map { rounded($0, to: 10_000) }) },
      column("observations") { .integer($0.observations) },
      column("findings") { .integer($0.findings) },
      column("first_observed") { moment($0.firstObserved) },
      column("last_observed") { moment($0.lastObserved) },
      column("age_days") { .maybe($0.ageDays.map { rounded($0, to: 1000) }) },
      column("status") { .text($0.freshness.rawValue) },
      column("effort_m2") { squareMetres($0.effort) },
      column("coverage_factor") { .maybe($0.factor.map { rounded($0, to: 1e6) }) },
      column("pod") { .maybe($0.probabilityOfDetection.map { rounded($0, to: 1e6) }) },
      column("blind_spots") { .integer($0.blindSpots) },
      column("largest_blind_m2") { squareMetres($0.largestBlind) },
      column("pod_optimistic") { .maybe($0.optimisticProbability.map { rounded($0, to: 1e6) }) },
      column("visits") { .text($0.visits.rawValue) },
      column("no_access") { .integer($0.refusals) },
      column("complaints") { .integer($0.complaints) },
      column("suspected_misses") { .integer($0.suspectedMisses) },
      column("mean_gap_days") { .maybe($0.meanGapDays.map { rounded($0, to: 1000) }) },
      column("mean_response_days") { .maybe($0.meanResponseDays.map { rounded($0, to: 1000) }) },
      OutputLayer.Column("definition") { .text(kinds[$0]) },
    ]
  }

  private var expectedColumns: [OutputLayer.Column] {
    guard let expected else { return [] }
    return [
      OutputLayer.Column("findings_expected") { .number(rounded(expected.perZone[$0].expected, to: 1e6)) }
    ]
  }

  /// What the share is a share of, and what counts.
  func definition(_ zone: Zone) -> String {
    let share =
      zone.boundary.isRoad
      ? "coverage = observed_length_m ÷ length_m, length within"
      : "coverage = observed_m2 ÷ area_m2, ground within"
    let place = zone.reach == .inside && !zone.boundary.isRoad ? " made inside the zone" : ""
    return "\(share) radius_m (else \(PropertyValue.text(of: radius)) m) of at least one observation\(place)"
      + " \(windowWords)"
  }

  private var windowWords: String {
    let time = TimeText.shanghai
    let from = options.window.from.map { "from \(time.text($0))" }
    let to = options.window.to.map { "before \(time.text($0))" }
    let asOf = asOf.map { "as of \(time.text($0))" }
    let words = [from, to, asOf].compactMap { $0 }
    return words.isEmpty ? "in the whole record" : words.joined(separator: " ")
  }

  private func members(_ time: TimeText) -> [(name: String, value: PropertyValue)] {
    [("as_of", .maybe(asOf.map(time.text))), ("radius_m", .number(radius))]
  }
}

extension ZoneSet {
  /// What every zone has, whatever its file calls it.
  var columns: [OutputLayer.Column] {
    let zones = zones
    return [
      OutputLayer.Column("id", replaces: true) { .text(zones[$0].id) },
      OutputLayer.Column("name", replaces: true) { .maybe(zones[$0].name) },
      OutputLayer.Column("kind", replaces: true) { .text(zones[$0].kind.rawValue) },
      OutputLayer.Column("owner", replaces: true) { .maybe(zones[$0].owner) },
      OutputLayer.Column("leader", replaces: true) { .maybe(zones[$0].leader) },
      OutputLayer.Column("revisit_days", replaces: true) { .number(zones[$0].revisitDays) },
    ]
  }
}
