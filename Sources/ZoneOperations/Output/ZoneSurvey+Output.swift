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
      columns: zones.columns + columns(options) + expectedColumns,
      members: members(options.time) + datum.members,
      isGeographic: datum.isGeographic, precision: options.precision)
  }

  private func columns(_ options: OutputOptions) -> [OutputLayer.Column] {
    let time = options.time
    func column(_ name: String, _ value: @escaping (Coverage) -> PropertyValue) -> OutputLayer.Column {
      OutputLayer.Column(name) { [coverage] in value(coverage[$0]) }
    }
    func squareMetres(_ value: Double) -> PropertyValue { .number(rounded(value, to: 10_000)) }
    func moment(_ value: Instant?) -> PropertyValue { .maybe(value.map(time.text)) }
    let kinds = zones.zones.map { definition($0).text(in: options.language) }
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
  func definition(_ zone: Zone) -> Phrase {
    let share =
      zone.boundary.isRoad
      ? Phrase(
        "coverage = observed_length_m ÷ length_m, length within",
        zh: "coverage（覆盖率）= observed_length_m ÷ length_m，即")
      : Phrase(
        "coverage = observed_m2 ÷ area_m2, ground within", zh: "coverage（覆盖率）= observed_m2 ÷ area_m2，即")
    let what = zone.boundary.isRoad ? "长度" : "面积"
    let isInside = zone.reach == .inside && !zone.boundary.isRoad
    let metres = PropertyValue.text(of: radius)
    return Phrase(
      "\(share.english) radius_m (else \(metres) m) of at least one observation\(isInside ? " made inside the zone" : "") \(windowWords.english)",
      zh:
        "\(share.chinese)至少一条\(isInside ? "在区域内部作出的" : "")检查记录 radius_m（未注明按 \(metres) 米）以内的\(what) ÷ 总\(what)；\(windowWords.chinese)"
    )
  }

  private var windowWords: Phrase {
    let time = TimeText.shanghai
    let words = [
      options.window.from.map { Phrase("from \(time.text($0))", zh: "\(time.text($0)) 起") },
      options.window.to.map { Phrase("before \(time.text($0))", zh: "\(time.text($0)) 前") },
      asOf.map { Phrase("as of \(time.text($0))", zh: "截至 \(time.text($0))") },
    ].compactMap { $0 }
    guard !words.isEmpty else { return Phrase("in the whole record", zh: "全部记录") }
    return Phrase(
      words.map(\.english).joined(separator: " "), zh: words.map(\.chinese).joined(separator: "，"))
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
