internal import ZoneAnalysis
internal import ZoneFormats
internal import ZoneGeometry
internal import ZoneModel

/// Looks at the zones of one plane, in one task.
final class ZoneSurveyor {
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
