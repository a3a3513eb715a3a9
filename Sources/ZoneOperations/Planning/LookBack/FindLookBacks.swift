internal import ZoneAnalysis
internal import ZoneFormats
internal import ZoneGeometry
internal import ZoneModel
internal import ZoneStore

/// Finds what was closed and is due for a second look by the end of a day.
///
/// Cases of the ledger go before the findings they were opened for: what the ledger knows of a finding counts, not
/// its `status`. A look counts from the moment it is due on: earlier ones belong to the closing. It must be near
/// enough to see the place and must name the item.
///
/// - Parameters:
///   - project: the file with the ledger; `nil`: findings alone.
///   - days: days from closing to the second look, instead of those of the kinds of zones.
/// - Throws: `Problem` when the ledger cannot be read.
func findLookBacks(
  _ survey: ZoneSurvey, _ times: ServiceTimes, on day: Instant, days: Double?, project: String?,
  time: TimeText
) throws -> LookBackList {
  var finder = try LookBackFinder(survey, times, end: day + 86_400, days: days, time: time)
  let cases = try project.map { try ProjectFile(reading: $0).ledger.cases() } ?? []
  try finder.add(cases.map(\.state))
  try finder.add(survey.findings)
  return finder.sorted
}

private struct LookBackFinder {
  private let survey: ZoneSurvey
  private let times: ServiceTimes
  private let end: Instant
  private let days: Double?
  private let time: TimeText
  private let numbers: [String: Int]
  private let engine = GeometryEngine()
  private var sights: LookBackSights
  private var list = LookBackList()
  /// Ids of findings and cases that the ledger has spoken of.
  private var known: Set<String> = []

  init(
    _ survey: ZoneSurvey, _ times: ServiceTimes, end: Instant, days: Double?, time: TimeText
  ) throws {
    (self.survey, self.times, self.end, self.days, self.time) = (survey, times, end, days, time)
    numbers = Dictionary(
      survey.zones.zones.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    sights = LookBackSights(survey)
  }

  /// The list in order.
  var sorted: LookBackList {
    var sorted = list
    let order = list.due.indices.sorted {
      (list.due[$0].due, list.due[$0].id) < (list.due[$1].due, list.due[$1].id)
    }
    sorted.due = order.map { list.due[$0] }
    sorted.zones = order.map { list.zones[$0] }
    return sorted
  }

  mutating func add(_ cases: [CaseState]) throws {
    let places = cases.map { $0.report.place ?? LonLat(0, -90) }
    let hits = try survey.zones.locator().locate(places.map(\.lon), places.map(\.lat))
    for (number, state) in cases.enumerated() {
      known.formUnion([state.caseID, state.report.finding].compactMap { $0 })
      guard state.stage == .closed else { continue }
      let zone = state.report.zone.flatMap { numbers[$0] } ?? hits.home(of: number)
      let place = try state.report.place ?? zone.flatMap(middle)
      guard let closed = state.closedAt, let place else {
        list.unusable.append(state.caseID)
        continue
      }
      try add(
        LookBack(
          id: state.caseID, item: state.report.item.map(code), place: place, closed: closed,
          due: state.revisit ?? closed + wait(zone)), zone)
    }
  }

  mutating func add(_ findings: FindingSet?) throws {
    guard let findings else { return }
    for i in 0..<findings.count {
      let id = findings.identifier(i)
      if known.contains(id) { continue }
      let status = FindingStatus(findings.text("status", i))
      if status == .unknown, let word = findings.text("status", i) { note(word) }
      guard status == .closed else { continue }
      let zone = survey.facts.zones?.home(of: i)
      let stated = findings.text("closed_at", i).flatMap(time.instant)
      guard let closed = stated ?? survey.facts.times[i] else {
        list.unusable.append(id)
        continue
      }
      try add(
        LookBack(
          id: id, item: survey.facts.items[i].map(code), place: findings.place(i), closed: closed,
          isClosingKnown: stated != nil, due: closed + wait(zone),
          severity: min(5, max(1, findings.number("severity", i) ?? 1))), zone)
    }
  }

  private mutating func note(_ word: String) {
    if list.unknownStatus.count == 0 { list.unknownStatus.word = word }
    list.unknownStatus.count += 1
  }

  private mutating func add(_ one: LookBack, _ zone: Int?) throws {
    guard one.due < end else {
      list.later.count += 1
      list.later.first = min(list.later.first ?? .infinity, one.due)
      return
    }
    guard try !sights.isDone(one, zone) else {
      list.done += 1
      return
    }
    if !one.isClosingKnown { list.undated += 1 }
    list.due.append(one)
    list.zones.append(zone)
  }

  private func wait(_ zone: Int?) -> Double {
    let kind = zone.map { survey.zones.zones[$0].kind } ?? .zone
    return 86_400 * (days ?? times[kind].lookBackDays)
  }

  /// A code as the checklist has it.
  private func code(_ item: String) -> String { survey.options.checklist.code(of: item) }

  /// Where to stand for a case without a place.
  private func middle(of zone: Int) throws -> LonLat? {
    try engine.interiorPoint(of: survey.zones.zones[zone].boundary.geometry)
  }
}

extension Checklist {
  /// The code of the item that a record names, as the checklist writes it; the record's own where it has none.
  func code(of item: String) -> String { number(of: item).map { items[$0].code } ?? item }
}

extension FindingSet {
  /// Its id, else the file's own name for it, else where it stands.
  func identifier(_ i: Int) -> String {
    let layer = layers[layer(of: i)]
    return text("id", i) ?? layer.properties.identifier(at: Int(rows[i])) ?? "\(layer.name)#\(rows[i] + 1)"
  }
}

/// Who saw a place again.
struct LookBackSights {
  private let survey: ZoneSurvey
  private let engine = GeometryEngine()
  private var planes: [PlaneDefinition: Plane] = [:]

  init(_ survey: ZoneSurvey) { self.survey = survey }

  /// Whether somebody looked at the place and the item since the second look was due.
  mutating func isDone(_ one: LookBack, _ zone: Int?) throws -> Bool {
    let looks = survey.observations.observations
    let sightings = try sightings(of: one, zone)
    for (at, number) in sightings.observations.enumerated() {
      guard let time = sightings.times[at], time.lowerBound >= one.due,
        one.isCovered(by: looks[number].items.lazy.map(survey.options.checklist.code))
      else { continue }
      if try shows(sightings.footprints[at], one, zone) { return true }
    }
    return false
  }

  private mutating func sightings(of one: LookBack, _ zone: Int?) throws -> ZoneSightings {
    if let zone { return survey.sights[zone].sightings }
    guard let definition = survey.zones.planes.first, let around = survey.surveys[definition] else {
      return ZoneSightings()
    }
    return around.sightings(of: .point(try plane(zone).forward(one.place)), reach: .anywhere)
  }

  private mutating func shows(_ footprint: Footprint, _ one: LookBack, _ zone: Int?) throws -> Bool {
    let place = try plane(zone).forward(one.place)
    return try engine.distance(.point(place), footprint.geometry) <= footprint.radius
  }

  private mutating func plane(_ zone: Int?) throws -> Plane {
    let definition = survey.zones.planes[zone ?? 0]
    if let plane = planes[definition] { return plane }
    let plane = try Plane(definition)
    planes[definition] = plane
    return plane
  }
}
