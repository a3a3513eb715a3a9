internal import ZoneAnalysis
internal import ZoneGeometry
internal import ZoneModel

/// Goes through the zones, plane by plane.
func fill(_ result: inout ZoneSurvey, _ counts: FindingTally, _ reporter: Reporter) throws {
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
