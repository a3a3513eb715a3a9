internal import SweepPlanning
internal import ZoneAnalysis
internal import ZoneGeometry
internal import ZoneModel

/// Turns blind spots into stops, most urgent first.
///
/// - Parameter pace: when its time is over, the stops there are must do, and the blind spots without one are told.
/// - Throws: `GeometryError` when ground cannot be measured, `Problem(.badData)` when the radius asks for more places
///   to stand than are chosen.
func chooseStops(
  _ list: BlindSpotList, _ options: StopOptions, _ times: ServiceTimes, mustVisit: ZonePattern,
  pace: StopPace, reporter: Reporter
) throws -> SweepSites {
  let zones = list.survey.zones
  let spots = swept(list, options)
  try StandingPoints.check(spots, zones.zones, options)
  var choosers: [PlaneDefinition: StopChooser] = [:]
  var planes: [PlaneDefinition] = []
  var order: [(plane: PlaneDefinition, index: Int)] = []
  var left: [(id: String, reason: Phrase)] = []
  var unseen = 0.0
  func leave(_ spot: BlindSpot, _ reason: Phrase) {
    left.append((spot.id, reason))
    unseen += spot.area
  }
  for (number, spot) in spots.enumerated() {
    reporter.progress(Progress(Phrase("choosing stops", zh: "选择停靠点"), done: number, of: spots.count))
    guard !pace.isOver() else {
      leave(spot, StandingPoints.timeIsOver)
      continue
    }
    guard order.count < options.most else {
      leave(spot, tooManyStops(options.most))
      continue
    }
    let plane = spot.zoneNumber.map { zones.planes[$0] } ?? zones.planes[0]
    if choosers[plane] == nil {
      choosers[plane] = try StopChooser(zones.zones, options, plane: plane, isOver: pace.isOver)
      planes.append(plane)
    }
    guard let chooser = choosers[plane] else { continue }
    chooser.turnIsOver = pace.turn(of: min(spots.count - number, options.most - order.count))
    let before = chooser.result.sites.count
    try chooser.add(spot)
    order += (before..<chooser.result.sites.count).map { (plane, $0) }
  }
  var result = SweepSites()
  for plane in planes { choosers[plane].map { result.add($0.result) } }
  result.left += left
  // what nobody can see because it has no stop is blind all the same
  result.ground += unseen
  result.spots += left.count
  result.sites = order.compactMap { choosers[$0.plane]?.result.sites[$0.index] }
  for number in result.sites.indices { result.sites[number].settle(zones.zones, times, mustVisit) }
  return result
}

func tooManyStops(_ most: Int) -> Phrase {
  Phrase(
    "more urgent ones already make \(grouped(most)) stops (--max-stops)",
    zh: "更紧迫者已有 \(grouped(most)) 个停靠点（--max-stops）")
}

/// The blind spots of the kinds to be swept.
func swept(_ list: BlindSpotList, _ options: StopOptions) -> [BlindSpot] {
  let zones = list.survey.zones.zones
  func kind(_ spot: BlindSpot) -> ZoneKind? { spot.zoneNumber.map { zones[$0].kind } }
  if let kinds = options.kinds { return list.spots.filter { kind($0).map(kinds.contains) ?? false } }
  let others = list.spots.filter { kind($0) != .street }
  return zones.allSatisfy { $0.kind == .street } ? list.spots : others
}

extension SweepSites {
  /// The sums of another plane's; stops are put in order elsewhere.
  fileprivate mutating func add(_ other: SweepSites) {
    spots += other.spots
    ground += other.ground
    shown += other.shown
    left += other.left
    covering.spots += other.covering.spots
    covering.places += other.covering.places
    covering.atLeast += other.covering.atLeast
  }
}

extension SweepSite {
  /// What follows from the kind of zone once all that the stop shows is known.
  fileprivate mutating func settle(_ zones: [Zone], _ times: ServiceTimes, _ mustVisit: ZonePattern) {
    let rule = times[kind]
    service = rule.seconds(area: ownGain, walk: walk)
    hours = rule.hours
    skills = rule.skills.union(items)
    value = max(1, value.rounded())
    isMandatory =
      serves.contains(where: mustVisit.matches) || zone.map { mustVisit.matches(zones[$0].id) } ?? false
  }
}

/// Ids of zones or blind spots, or beginnings of ids with `*` at the end.
struct ZonePattern {
  private let ids: Set<String>
  private let beginnings: [String]

  init(_ patterns: [String]) {
    ids = Set(patterns.filter { !$0.hasSuffix("*") })
    beginnings = patterns.filter { $0.hasSuffix("*") }.map { String($0.dropLast()) }
  }

  func matches(_ id: String) -> Bool { ids.contains(id) || beginnings.contains { id.hasPrefix($0) } }
}
