public import ZoneFormats
internal import ZoneGeometry
public import ZoneModel

/// Coverage as it was on a row of days, each recomputed from the record alone.
public struct CoverageTrend: Sendable {
  public struct Row: Sendable {
    public var asOf: Instant
    public var kind: ZoneKind
    public var zones: Int
    /// Square metres; of roads metres.
    public var observed: Double
    public var total: Double
    public var isRoad: Bool
    public var statuses: [Freshness: Int]
    /// `nil` when items were not asked for.
    public var items: ItemTally?

    public var share: Share { Share(observed, of: total) }
  }

  /// By day, then kind.
  public var rows: [Row] = []
  public var rejections: [Rejection] = []
  /// Days between two surveys.
  public var days: Double
}

/// Surveys the zones as of several days: the moment of the figures, and every `days` days before it, back to
/// the beginning of the record.
///
/// - Parameter byItem: also by item of the checklist.
/// - Throws: `Problem` when an input cannot be used, nothing has a time, or there are more than 1,000 days.
public func coverageTrend(
  _ options: InputOptions, _ survey: SurveyOptions, every days: Double, byItem: Bool,
  reporter: Reporter = .silent
) throws -> CoverageTrend {
  let inputs = try SurveyInputs(options, reporter: reporter)
  var trend = CoverageTrend(days: days)
  trend.rejections =
    inputs.zones.rejections + (inputs.findings?.rejections ?? []) + inputs.observations.rejections
  try inputs.check(survey, options.time, reporter)
  let moments = try trendMoments(inputs, survey, days)
  for (number, moment) in moments.enumerated() {
    reporter.progress(
      Progress(Phrase("replaying days", zh: "逐日回算"), done: number, of: moments.count))
    var replay = survey
    replay.asOf = moment
    let result = try inputs.survey(replay, reporter: .silent)
    let items = byItem ? try surveyItems(result, project: options.projectPath) : nil
    for (kind, zones) in inputs.zones.byKind {
      let roads = zones.filter { result.coverage[$0].length != nil }
      for group in [zones.filter { result.coverage[$0].length == nil }, roads] where !group.isEmpty {
        trend.rows.append(CoverageTrend.Row(result, items, kind, group, moment))
      }
    }
  }
  return trend
}

private func trendMoments(
  _ inputs: SurveyInputs, _ survey: SurveyOptions, _ days: Double
) throws -> [Instant] {
  guard let last = survey.asOf ?? inputs.newest, let first = survey.window.from ?? inputs.observations.oldest
  else {
    throw Problem(
      .badData, Phrase("no observation has a time, so there is no trend", zh: "检查记录都没有时间，无法计算趋势"),
      hint: Phrase("give observations a time", zh: "请为检查记录补上时间"))
  }
  let count = ((last - first) / (days * 86_400)).rounded(.down)
  guard count < 1000 else {
    throw Problem(
      .usage,
      Phrase("a trend of \(Int(min(count, 1e9))) days is too long", zh: "趋势含 \(Int(min(count, 1e9))) 个时点，过多"),
      hint: Phrase("make the steps longer: --trend DAYS", zh: "请用 --trend 加大间隔天数"))
  }
  return (0...max(0, Int(count))).reversed().map { last - Double($0) * days * 86_400 }
}

extension CoverageTrend.Row {
  init(_ survey: ZoneSurvey, _ items: ItemSurvey?, _ kind: ZoneKind, _ zones: [Int], _ asOf: Instant) {
    let coverage = zones.map { survey.coverage[$0] }
    isRoad = coverage.first?.length != nil
    observed = coverage.reduce(0) { $0 + ($1.observedLength ?? $1.observedArea) }
    total = coverage.reduce(0) { $0 + ($1.length ?? $1.area) }
    statuses = Dictionary(grouping: coverage, by: \.freshness).mapValues(\.count)
    self.items = items.map { items in ItemTally(zones.flatMap { items.cells(of: $0) }) }
    self.asOf = asOf
    self.kind = kind
    self.zones = zones.count
  }
}

extension CoverageTrend {
  /// A row a day and kind, without a geometry.
  public func outputLayer(_ options: OutputOptions) -> OutputLayer {
    let rows = rows
    func column(_ name: String, _ value: @escaping (Row) -> PropertyValue) -> OutputLayer.Column {
      OutputLayer.Column(name) { value(rows[$0]) }
    }
    func share(_ value: Double?) -> PropertyValue { .maybe(value.map { ($0 * 1e9).rounded(.down) / 1e9 }) }
    let statuses = Freshness.allCases.map { status in
      column(status.rawValue) { .integer($0.statuses[status] ?? 0) }
    }
    var columns =
      [
        column("as_of") { .text(options.time.text($0.asOf)) }, column("kind") { .text($0.kind.rawValue) },
        column("zones") { .integer($0.zones) },
        column("observed") { .number(rounded($0.observed, to: 10_000)) },
        column("total") { .number(rounded($0.total, to: 10_000)) },
        column("unit") { .text($0.isRoad ? "m" : "m2") }, column("coverage") { share($0.share.value) },
      ] + statuses
    if rows.contains(where: { $0.items != nil }) {
      columns += [
        column("cells") { .maybe($0.items.map { Double($0.cells) }) },
        column("live_cells") { .maybe($0.items.map { Double($0.live) }) },
        column("item_coverage") { share($0.items?.share.value) },
        column("item_coverage_by_area") { share($0.items?.shareByArea.value) },
        column("item_coverage_by_weight") { share($0.items?.shareByWeight.value) },
        column("expected_unseen") { .maybe($0.items.map { rounded($0.expectedUnseen, to: 1e6) }) },
      ]
    }
    return OutputLayer(
      name: "coverage-trend", count: rows.count, geometry: { _ in nil }, columns: columns,
      precision: options.precision)
  }

  /// Days down, kinds across.
  public func summary(_ time: TimeText) -> SummaryTable {
    let groups = Dictionary(grouping: rows, by: \.asOf).sorted { $0.key < $1.key }
    var seen: Set<String> = []
    let kinds = rows.filter { seen.insert("\($0.kind)|\($0.isRoad)").inserted }
    let hasItems = rows.contains { $0.items != nil }
    return SummaryTable(
      key: "trend", title: Phrase("Coverage day by day", zh: "覆盖率变化"),
      columns: [SummaryTable.Column("as_of", Phrase("as of", zh: "截至"))]
        + kinds.map { SummaryTable.Column($0.kind.rawValue, $0.kind.title, isNumber: true) }
        + (hasItems
          ? [SummaryTable.Column("items", Phrase("items, all kinds", zh: "项目覆盖率（合计）"), isNumber: true)] : []),
      rows: groups.map { moment, mine in
        let tally = mine.compactMap(\.items)
        let items = Share(
          Double(tally.reduce(0) { $0 + $1.live }), of: Double(tally.reduce(0) { $0 + $1.cells }))
        return [.text(time.short(moment))]
          + kinds.map { kind in
            mine.first { $0.kind == kind.kind && $0.isRoad == kind.isRoad }.map { .share($0.share) }
              ?? .text(nil)
          } + (hasItems ? [.share(items)] : [])
      },
      notes: [
        Phrase(
          "each day as the record stood then: nothing later counts; the numbers behind the percentages are in the output",
          zh: "按当日已有记录回算；百分比的分子、分母见输出文件")
      ])
  }
}
