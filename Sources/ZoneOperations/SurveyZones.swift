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
  /// One a zone.
  var sights: [ZoneSight] = []
  /// The observations in each plane zones are measured in.
  var surveys: [PlaneDefinition: Survey] = [:]
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
  let zones = try loadZones(options, reporter: reporter)
  let findings = options.findings.isEmpty ? nil : try loadFindings(options, reporter: reporter)
  let observations = try loadObservations(options, findings: findings, reporter: reporter)
  let locator = try zones.locator()
  try checkDatums(zones, locator, findings, observations, options, reporter)
  let newest = [observations.newest, findings?.newestTime(options.time)].compactMap { $0 }.max()
  var result = ZoneSurvey(
    zones: zones, findings: findings, observations: observations, asOf: survey.asOf ?? newest,
    options: survey,
    radius: options.radius)
  let counts = try findings.map { try findingCounts($0, zones, locator, survey, result.asOf, options.time) }
  try fill(&result, counts ?? [Int](repeating: 0, count: zones.count), reporter)
  return result
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

/// Findings in each zone whose time lies in the window; those without a time only when all count.
private func findingCounts(
  _ findings: FindingSet, _ zones: ZoneSet, _ locator: ZoneLocator, _ survey: SurveyOptions, _ asOf: Instant?,
  _ time: TimeText
) throws -> [Int] {
  var counts = [Int](repeating: 0, count: zones.count)
  let hits = try locator.locate(findings.lons, findings.lats)
  for i in 0..<findings.count {
    if let instant = findings.text("time", i).flatMap(time.instant) {
      guard survey.window.contains(instant), asOf.map({ instant <= $0 }) ?? true else { continue }
    } else if survey.window.isBounded {
      continue
    }
    for zone in hits[i] { counts[Int(zone)] += 1 }
  }
  return counts
}

extension FindingSet {
  /// The newest time of all; `nil` when none has one.
  func newestTime(_ time: TimeText) -> Instant? {
    (0..<count).compactMap { text("time", $0).flatMap(time.instant) }.max()
  }
}

/// Goes through the zones, plane by plane.
private func fill(_ result: inout ZoneSurvey, _ counts: [Int], _ reporter: Reporter) throws {
  let options = result.options
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
        counts: counts)
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
  let counts: [Int]
  private let engine: GeometryEngine
  private let kernel: CoverageKernel
  private var check = GroundCheck()

  init(
    zones: ZoneSet, survey: Survey, plane: Plane, options: SurveyOptions, asOf: Instant?, counts: [Int]
  ) {
    self.zones = zones
    self.survey = survey
    self.plane = plane
    self.options = options
    self.asOf = asOf
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
      area: 0, observedArea: 0, observations: sightings.observations.count, findings: counts[number],
      firstObserved: sightings.first, lastObserved: sightings.last, ageDays: age, freshness: freshness,
      effort: 0,
      blindSpots: 0, largestBlind: 0, refusals: sightings.refusals.count)
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
