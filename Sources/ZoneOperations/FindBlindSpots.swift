internal import ZoneGeometry
public import ZoneModel

/// Finds the ground nobody looked at as it was due.
///
/// - Parameter causes: which causes to list. ``Cause/unseen`` together are the ground that coverage calls
///   unseen; the others overlap with it and with one another.
/// - Throws: `Problem` when an input cannot be used at all.
public func findBlindSpots(
  _ options: InputOptions, _ survey: SurveyOptions, causes: [Cause] = Cause.unseen,
  reporter: Reporter = .silent
) throws -> BlindSpotList {
  let seen = try surveyZones(options, survey, reporter: reporter)
  let needsItems = survey.ranking == .unseen || causes.contains { Cause.ofEffort.contains($0) }
  let items = needsItems ? try surveyItems(seen, project: options.projectPath, reporter: reporter) : nil
  return try blindSpots(of: seen, causes: causes, items: items, reporter: reporter)
}

/// The blind spots of a survey made before.
///
/// - Parameter items: what was looked for; made from the survey, without a ledger, when a cause needs it.
public func blindSpots(
  of survey: ZoneSurvey, causes: [Cause], items: ItemSurvey? = nil, reporter: Reporter = .silent
) throws -> BlindSpotList {
  let needsItems = survey.options.ranking == .unseen || causes.contains { Cause.ofEffort.contains($0) }
  let items = try items ?? (needsItems ? surveyItems(survey, reporter: reporter) : nil)
  var found = FoundSpots()
  let causes = Set(causes)
  let start = survey.begin
  var before = 0
  for group in survey.zones.groups {
    guard let around = survey.surveys[group.plane] else { continue }
    let workers = Workers(threads: survey.options.threads) {
      SpotFinder(
        survey, items, causes: causes, start: start, plane: try Plane(group.plane), around: around)
    } work: { finder, number in
      try finder.spots(of: group.zones[number])
    }
    let ofZones = try workers.results(group.zones.count) { done in
      reporter.progress(
        Progress(Phrase("finding blind spots", zh: "查找盲区"), done: before + done, of: survey.zones.count))
    }
    for some in ofZones { found.append(some) }
    before += group.zones.count
    found.append(try workers.worker().tilingFaults(of: group.zones))
  }
  found.spots.sort { $0.priority != $1.priority ? $0.priority > $1.priority : $0.id < $1.id }
  return BlindSpotList(survey: survey, spots: found.spots, tooSmall: found.tooSmall, items: items)
}

extension Cause {
  /// The causes that tell how people looked, not whether.
  static let ofEffort: [Cause] = [.itemNotChecked, .lowDetection]
}
