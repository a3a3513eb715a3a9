internal import ZoneAnalysis
internal import ZoneGeometry
internal import ZoneModel
internal import ZoneStore

/// When closed cases of a ledger came back, by zone and item.
struct RelapseTimes: Sendable {
  /// Ascending, by zone id and number of the item.
  private var times: [Key: [Instant]] = [:]
  /// Inspectors' findings of the items that came back, by zone number and item.
  private var found: [Place: [Instant]] = [:]
  private let visits: Int
  /// A look and a finding within so many seconds belong together.
  static let sameVisit = 12.0 * 3600

  private struct Key: Hashable, Sendable {
    var zone: String
    var item: Int
  }

  private struct Place: Hashable, Sendable {
    var zone: Int
    var item: Int
  }

  /// - Parameter project: without one, nothing is known of relapses.
  init(_ survey: ZoneSurvey, project: String?) throws {
    visits = survey.observations.observations.count - survey.observations.fromFindings
    guard let project, let asOf = survey.asOf else { return }
    let cases = try ProjectFile(reading: project).ledger.cases()
    let checklist = survey.options.checklist
    for (old, time) in Self.relapses(of: cases, survey, asOf) {
      guard let zone = old.zone, let item = checklist.number(of: old.item) else { continue }
      times[Key(zone: zone, item: item), default: []].append(time)
    }
    for key in times.keys { times[key]?.sort() }
    noteFindings(survey, asOf)
  }

  private mutating func noteFindings(_ survey: ZoneSurvey, _ asOf: Instant) {
    let facts = survey.facts
    let wanted = Set(times.keys.map(\.item))
    for finding in 0..<facts.count where !facts.isComplaint[finding] {
      guard let time = facts.times[finding], time <= asOf,
        let item = facts.items[finding].flatMap(survey.options.checklist.number), wanted.contains(item)
      else { continue }
      for zone in facts.zones(of: finding) { found[Place(zone: zone, item: item), default: []].append(time) }
    }
  }

  /// Each closing that did not hold, with the moment that showed it: the case was opened again, or somebody
  /// found the same item in the same zone or nearby.
  private static func relapses(
    of cases: [LedgerCase], _ survey: ZoneSurvey, _ asOf: Instant
  ) -> [(old: ClosedMark, time: Instant)] {
    var closings: [ClosedMark] = []
    var shown: [Instant?] = []
    for one in cases {
      guard let report = one.state(asOf: asOf)?.report, let item = report.item else { continue }
      for event in one.events where event.time <= asOf {
        switch event.action {
        case .verify:
          closings.append(
            ClosedMark(
              caseID: event.caseID, zone: report.zone, item: item, place: report.place,
              closed: event.effective))
          shown.append(nil)
        case .reopen where closings.last?.caseID == event.caseID: shown[shown.count - 1] = event.effective
        default: break
        }
      }
    }
    for relapse in RelapseSearch.relapses(of: closings, in: marks(survey, asOf))
    where shown[relapse.oldCase] == nil {
      shown[relapse.oldCase] = closings[relapse.oldCase].closed + relapse.gap
    }
    return zip(closings, shown).compactMap { old, time in time.map { (old, $0) } }
  }

  /// The findings, in every zone they lie in.
  private static func marks(_ survey: ZoneSurvey, _ asOf: Instant) -> [FindingMark] {
    let facts = survey.facts
    return (0..<facts.count).flatMap { finding -> [FindingMark] in
      guard let time = facts.times[finding], time <= asOf, let item = facts.items[finding] else { return [] }
      let mark = FindingMark(id: "\(finding)", item: item, place: survey.findings?.place(finding), time: time)
      let zones = facts.zones(of: finding).map { survey.zones.zones[$0].id }
      return zones.isEmpty
        ? [mark]
        : zones.map { zone in
          var placed = mark
          placed.zone = zone
          return placed
        }
    }
  }

  /// Relapses of an item in a zone since it was last found in order: since a visit that looked for it and found
  /// nothing of it.
  func count(_ zone: Int, _ item: Int, _ survey: ZoneSurvey, _ looks: [ItemLook]) -> Int {
    guard let mine = times[Key(zone: survey.zones.zones[zone].id, item: item)] else { return 0 }
    let found = found[Place(zone: zone, item: item)] ?? []
    let observations = survey.sights[zone].sightings.observations
    let inOrder = looks.compactMap { look -> Instant? in
      guard observations[look.sighting] < visits, let time = look.time else { return nil }
      return found.contains { abs($0 - time) <= Self.sameVisit } ? nil : time
    }.max()
    return mine.count { $0 > inOrder ?? -.infinity }
  }
}
