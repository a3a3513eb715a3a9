internal import ZoneAnalysis
internal import ZoneFormats
internal import ZoneGeometry
public import ZoneModel

/// Which observations count and what is worth listing; shared by coverage and blind spots.
public struct SurveyOptions: Sendable {
  public var window = TimeWindow.always
  /// The moment the figures are for; `nil`: the newest time in the data. Nothing later counts.
  public var asOf: Instant?
  /// Square metres; smaller unseen pieces are not listed (they still count as unseen).
  public var smallest = 100.0
  /// Metres; pieces in which no circle of this radius fits are not listed.
  public var clearance = 0.0
  /// Zones are measured on so many threads; the answers do not depend on it.
  public var threads = 1
  /// Count findings also by the probabilities that they lie in zones.
  public var expects = false
  /// Which items apply to which kinds of zone.
  public var checklist = Checklist.shipped
  /// How problems appear and how likely a look finds them.
  public var detection = DetectionParameters.shipped
  /// An item counts as looked for in a zone when at least this share of its ground was, within the interval.
  public var itemShare = 0.0
  /// What makes a blind spot urgent.
  public var ranking = Ranking.age

  public enum Ranking: String, Sendable, CaseIterable {
    /// Weight × age over interval × area.
    case age
    /// Weight × expected problems that nobody has seen.
    case unseen
  }

  public init() {}
}

/// What was seen of every zone.
public struct ZoneSurvey: Sendable {
  public var zones: ZoneSet
  public var findings: FindingSet?
  public var observations: ObservationSet
  /// The moment the figures are for; `nil` when no record has a time.
  public var asOf: Instant?
  public var options: SurveyOptions
  public var radius: Double
  /// One a zone.
  public var coverage: [Coverage] = []
  /// What the zones expect of the findings in the window, where that was asked for.
  public var expected: ExpectedCounts?
  /// One a zone.
  var sights: [ZoneSight] = []
  /// The observations in each plane zones are measured in.
  var surveys: [PlaneDefinition: Survey] = [:]
  var facts = FindingFacts()

  /// When the record begins; `nil` when nothing in it has a time.
  var begin: Instant? { options.window.from ?? oldest }
  /// The oldest time of all observations; kept, since it is asked for at every row.
  var oldest: Instant?

  /// The stretch of time the figures are about; `nil` when it has no length.
  var span: (from: Instant, to: Instant)? {
    guard let from = begin, let asOf else { return nil }
    let to = options.window.to.map { min($0, asOf) } ?? asOf
    return from < to ? (from, to) : nil
  }
}

/// What one zone's ground looks like after a survey, in the plane it is measured in.
struct ZoneSight: Sendable {
  /// Unseen ground, largest first; of a road the strip around its unseen stretches.
  var unseen: [UnseenGround] = []
  var sightings = ZoneSightings()
}

/// Measures what was seen of every zone.
///
/// - Throws: `Problem` when an input cannot be used at all.
public func surveyZones(
  _ options: InputOptions, _ survey: SurveyOptions, reporter: Reporter = .silent
) throws -> ZoneSurvey {
  try SurveyInputs(options, threads: survey.threads, reporter: reporter).survey(survey, reporter: reporter)
}

/// What surveys are made from, read once: a trend makes many of them.
struct SurveyInputs {
  let zones: ZoneSet
  let findings: FindingSet?
  var observations: ObservationSet
  var facts: FindingFacts
  let radius: Double
  /// The newest time of all; `nil` when none has one.
  let newest: Instant?
  /// The oldest time of the observations.
  let oldest: Instant?

  init(_ options: InputOptions, threads: Int = 1, reporter: Reporter) throws {
    zones = try loadZones(options, threads: threads, reporter: reporter)
    findings =
      options.findings.isEmpty ? nil : try loadFindings(options, threads: threads, reporter: reporter)
    observations = try loadObservations(
      options, findings: findings, threads: threads, reporter: reporter)
    let locator = try zones.locator(threads: threads)
    try checkDatums(zones, locator, findings, observations, options, reporter)
    facts = try findings.map { try FindingFacts($0, locator, options.time) } ?? FindingFacts()
    radius = options.radius
    oldest = observations.oldest
    newest = [observations.newest, facts.newest].compactMap { $0 }.max()
  }

  func survey(_ options: SurveyOptions, reporter: Reporter) throws -> ZoneSurvey {
    var result = ZoneSurvey(
      zones: zones, findings: findings, observations: observations, asOf: options.asOf ?? newest,
      options: options, radius: radius)
    result.oldest = oldest
    result.facts = facts
    if options.expects { result.expected = try expected(options.window, result.asOf) }
    try fill(&result, facts.tally(zones.count, options.window, result.asOf), reporter)
    return result
  }

  /// What the zones expect of the findings that count.
  private func expected(_ window: TimeWindow, _ asOf: Instant?) throws -> ExpectedCounts? {
    guard let findings else { return nil }
    let counted = findings.subset((0..<facts.count).filter { facts.counts($0, window, asOf) })
    let hits = try zones.locator().locate(counted.lons, counted.lats)
    return try ExpectedCounter(zones).counts(of: counted, hits)
  }
}

private func checkDatums(
  _ zones: ZoneSet, _ locator: ZoneLocator, _ findings: FindingSet?, _ observations: ObservationSet,
  _ options: InputOptions, _ reporter: Reporter
) throws {
  let check = DatumCheck(zones: zones, locator: locator)
  if let findings { try check.notices(of: findings).forEach(reporter.notice) }
  let stated = observations.observations.dropLast(observations.fromFindings)
  var sample = PlaceSample()
  for observation in stated {
    switch observation.trace {
    case .visit(let p): sample.add(p)
    case .track(let lines, _): lines.first?.first.map { sample.add($0) }
    }
  }
  let datum = options.observationsDatum.first ?? .wgs84
  try check.notice(
    of: sample.places, readAs: datum, file: options.observations.joined(separator: ", "),
    what: Phrase("observations", zh: "检查记录")
  ).map(reporter.notice)
}

/// Goes through the zones, plane by plane.
private func fill(_ result: inout ZoneSurvey, _ counts: FindingTally, _ reporter: Reporter) throws {
  let options = result.options
  let span = result.span
  let (zones, asOf) = (result.zones, result.asOf)
  var looks = [ZoneSurveyor.Look?](repeating: nil, count: zones.count)
  var before = 0
  for group in zones.groups {
    let survey = Survey(
      result.observations.observations, in: try Plane(group.plane), window: options.window, asOf: asOf)
    result.surveys[group.plane] = survey
    let workers = Workers(threads: options.threads) {
      ZoneSurveyor(
        zones: zones, survey: survey, plane: try Plane(group.plane), options: options, asOf: asOf,
        span: span, counts: counts)
    } work: { surveyor, number in
      try surveyor.look(at: group.zones[number])
    }
    let found = try workers.results(group.zones.count) { done in
      reporter.progress(
        Progress(Phrase("measuring zones", zh: "量算区域"), done: before + done, of: zones.count))
    }
    for (zone, look) in zip(group.zones, found) { looks[zone] = look }
    before += group.zones.count
  }
  result.coverage = looks.compactMap { $0?.coverage }
  result.sights = looks.compactMap { $0?.sight }
}

/// Looks at the zones of one plane, in one task.
private final class ZoneSurveyor {
  struct Look: Sendable {
    var coverage: Coverage
    var sight: ZoneSight
  }

  let zones: ZoneSet
  let survey: Survey
  let plane: Plane
  let options: SurveyOptions
  let asOf: Instant?
  /// `nil` when the time the figures are about has no length.
  let span: (from: Instant, to: Instant)?
  let counts: FindingTally
  private let engine: GeometryEngine
  private let kernel: CoverageKernel
  private var check = GroundCheck()

  init(
    zones: ZoneSet, survey: Survey, plane: Plane, options: SurveyOptions, asOf: Instant?,
    span: (from: Instant, to: Instant)?, counts: FindingTally
  ) {
    self.zones = zones
    self.survey = survey
    self.plane = plane
    self.options = options
    self.asOf = asOf
    self.span = span
    self.counts = counts
    engine = GeometryEngine()
    kernel = CoverageKernel(engine: engine)
  }

  func look(at number: Int) throws -> Look {
    do {
      return try measure(number)
    } catch let error as GeometryError {
      throw unmeasurable(number, error)
    }
  }

  private func measure(_ number: Int) throws -> Look {
    let zone = zones.zones[number]
    var coverage: Coverage
    var sight = ZoneSight()
    switch zone.boundary {
    case .ground(let ground):
      var drawn = try plane.forward(ground)
      // GEOS, asked of every zone, takes a twelfth of the time of a survey
      if !check.isSurelyValid(drawn) { drawn = try engine.sound(drawn) }
      sight.sightings = survey.sightings(of: drawn.geometry, reach: zone.reach)
      coverage = blank(zone, number, sight.sightings)
      let cover = try kernel.cover(drawn, by: sight.sightings.footprints)
      coverage.area = cover.area
      coverage.observedArea = cover.observed
      coverage.effort = cover.effort
      sight.unseen = cover.unseen
    case .road(let lines, let width):
      let drawn = try lines.map { try plane.forward($0) }
      sight.sightings = survey.sightings(of: .multiLine(drawn), reach: zone.reach)
      coverage = blank(zone, number, sight.sightings)
      let cover = try kernel.cover(road: drawn, width: width, by: sight.sightings.footprints)
      coverage.area = cover.length * width
      coverage.observedArea = cover.observed * width
      coverage.length = cover.length
      coverage.observedLength = cover.observed
      coverage.effort = cover.effort
      sight.unseen = try engine.strips(around: cover.unseen, width: width)
    }
    coverage.blindSpots = sight.unseen.count { $0.area >= options.smallest }
    coverage.largestBlind = sight.unseen.first?.area ?? 0
    return Look(coverage: coverage, sight: sight)
  }

  private func unmeasurable(_ zone: Int, _ error: GeometryError) -> Problem {
    let row = zones.rows[zone]
    let place = "\(zones.layers[row.layer].name) #\(zones.layers[row.layer].records[row.row])"
    return Problem(
      .internal,
      Phrase(
        "zone \(zones.zones[zone].id) cannot be measured: \(error)",
        zh: "区域 \(zones.zones[zone].id) 无法量算：\(error)"),
      at: Phrase(place, zh: place),
      hint: Phrase("redraw its boundary, or leave the zone out", zh: "请重新绘制其边界，或暂时去掉该区域"))
  }

  private func blank(_ zone: Zone, _ number: Int, _ sightings: ZoneSightings) -> Coverage {
    let age = sightings.last.flatMap { last in asOf.map { max(0, $0 - last) / 86_400 } }
    // seen at a time nobody noted is seen, but how long ago is not known: never is wrong, overdue the safe side
    let freshness =
      age == nil && !sightings.observations.isEmpty
      ? .overdue : Freshness(ageDays: age, revisitDays: zone.revisitDays)
    return Coverage(
      area: 0, observedArea: 0, observations: sightings.observations.count, findings: counts.all[number],
      firstObserved: sightings.first, lastObserved: sightings.last, ageDays: age, freshness: freshness,
      effort: 0,
      blindSpots: 0, largestBlind: 0, refusals: sightings.refusals.count,
      complaints: counts.complaints[number], meanGapDays: meanGap(sightings),
      sweep: options.detection.values(kind: zone.kind, item: nil).sweep)
  }

  private func meanGap(_ sightings: ZoneSightings) -> Double? {
    span.flatMap { span in
      let looks = sightings.times.compactMap(\.self)
      return LookGaps.timeAverage(
        LookGaps.days(between: looks, from: span.from, to: span.to), over: (span.to - span.from) / 86_400)
    }
  }
}

extension GeometryEngine {
  /// The strips around stretches of a road longer than a millimetre. Their area is length × width, as a
  /// road's area is.
  func strips(around lines: [[PlanePoint]], width: Double) throws -> [UnseenGround] {
    try lines.filter { $0.count > 1 && length(of: $0) > 1e-3 }.compactMap { line in
      let strip = try buffer(.line(line), by: width / 2, ends: .flat)
      return strip.polygons.first.map { UnseenGround(outline: $0, area: length(of: line) * width) }
    }
  }
}
