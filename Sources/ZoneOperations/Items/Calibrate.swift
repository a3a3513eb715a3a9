public import ZoneAnalysis
internal import ZoneGeometry
public import ZoneModel

/// What the data's own repeat visits say about how problems appear and are found.
public struct Calibration: Sendable {
  /// One kind of zone.
  public struct Fit: Sendable {
    public var kind: ZoneKind
    public var fit: ArrivalFit
    /// The sweep and the clearing that were taken as known.
    public var assumed: DetectionParameters.Values
    /// Zones and items with two looks or more.
    public var series: Int
  }

  public var survey: ZoneSurvey
  public var fits: [Fit] = []
  /// Inspectors' findings of listed items, and those of them made at no look that names the item.
  public var findings = 0
  public var untied = 0
  public var sources = SourceComparison()
  /// Looks at one zone count for every item together.
  public var isTogether = false
}

/// Fits arrival rates and sweep widths by kind of zone and item, and compares the sources of findings.
///
/// - Parameter together: every observation counts as a look at everything, and all items share a rate: for
///   records that name no items.
/// - Throws: `Problem`.
public func calibrate(
  _ options: InputOptions, _ survey: SurveyOptions, together: Bool = false, reporter: Reporter = .silent
) throws -> Calibration {
  var survey = survey
  if together {
    let all = ChecklistItem(code: "*", name: Phrase("everything", zh: "全部"), kinds: .all)
    survey.checklist = Checklist(items: [all])
  }
  var inputs = try SurveyInputs(options, reporter: reporter)
  if together { inputs.nameAll("*") }
  try inputs.check(survey, options.time, reporter)
  let seen = try inputs.survey(survey, reporter: reporter)
  let items = try surveyItems(seen, reporter: reporter)
  var result = Calibration(survey: seen)
  result.isTogether = together
  var visits = LookSeries(items)
  visits.tie(seen)
  (result.findings, result.untied) = (visits.findings, visits.untied)
  for (kind, zones) in seen.zones.byKind {
    let series = visits.series(of: zones)
    let assumed = survey.detection.values(kind: kind, item: nil)
    result.fits.append(
      Calibration.Fit(
        kind: kind,
        fit: ArrivalFit(
          series, assumed: assumed.sweep, clearingPerDay: assumed.arrivals.clearingPerDay),
        assumed: assumed, series: series.count { $0.looks.count > 1 }))
  }
  result.sources = SourceComparison(seen)
  return result
}

extension SurveyInputs {
  /// Lets every observation and finding name one item.
  fileprivate mutating func nameAll(_ code: String) {
    observations.nameAll(code)
    facts.nameAll(code)
  }
}

extension ObservationSet {
  fileprivate mutating func nameAll(_ code: String) {
    for i in observations.indices { observations[i].items = [code] }
  }
}

/// The looks of visits at each item of each zone, with what was found at them.
struct LookSeries {
  private var looks: [[Int: [ArrivalFit.Look]]]
  private(set) var findings = 0
  private(set) var untied = 0

  /// Looks that lie within half a day of one another are one visit. What stands in a record only because
  /// something was found is no look: it would find something every time.
  init(_ items: ItemSurvey) {
    let survey = items.survey
    let visits = survey.observations.observations.count - survey.observations.fromFindings
    looks = survey.zones.zones.indices.map { zone in
      let observations = survey.sights[zone].sightings.observations
      let area = survey.coverage[zone].area
      var mine: [Int: [ArrivalFit.Look]] = [:]
      for look in items.looks[zone].looks where observations[look.sighting] < visits && area > 0 {
        guard let time = look.time, look.effort > 0 else { continue }
        for item in look.items {
          mine[item, default: []].append(
            ArrivalFit.Look(time: time, factor: look.effort / area, found: 0))
        }
      }
      return mine.mapValues(Self.visits)
    }
  }

  private static func visits(_ looks: [ArrivalFit.Look]) -> [ArrivalFit.Look] {
    var visits: [ArrivalFit.Look] = []
    for look in looks.sorted(by: { ($0.time, $0.factor) < ($1.time, $1.factor) }) {
      if let last = visits.last, look.time - last.time <= RelapseTimes.sameVisit {
        visits[visits.count - 1].factor += look.factor
      } else {
        visits.append(look)
      }
    }
    return visits
  }

  /// Puts inspectors' findings to the nearest visit within half a day that looked for the item in the zone.
  mutating func tie(_ survey: ZoneSurvey) {
    let facts = survey.facts
    for finding in 0..<facts.count where !facts.isComplaint[finding] {
      guard facts.counts(finding, survey.options.window, survey.asOf), let time = facts.times[finding],
        let item = facts.items[finding].flatMap(survey.options.checklist.number)
      else { continue }
      findings += 1
      var isTied = false
      for zone in facts.zones(of: finding) where tie(time, item, zone) { isTied = true }
      if !isTied { untied += 1 }
    }
  }

  private mutating func tie(_ time: Instant, _ item: Int, _ zone: Int) -> Bool {
    guard let mine = looks[zone][item],
      let nearest = mine.indices.min(by: { abs(mine[$0].time - time) < abs(mine[$1].time - time) }),
      abs(mine[nearest].time - time) <= RelapseTimes.sameVisit
    else { return false }
    looks[zone][item]?[nearest].found += 1
    return true
  }

  /// Zone by zone, item by item.
  func series(of zones: [Int]) -> [ArrivalFit.Series] {
    zones.flatMap { zone in
      looks[zone].sorted { $0.key < $1.key }.map { ArrivalFit.Series(item: $0.key, looks: $0.value) }
    }
  }
}
