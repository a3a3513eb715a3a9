internal import ZoneAnalysis
internal import ZoneGeometry
internal import ZoneModel

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
    if options.expects {
      result.expected = try expected(options.window, result.asOf)
      findings?.unusableAccuracies().notices.forEach(reporter.notice)
    }
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
