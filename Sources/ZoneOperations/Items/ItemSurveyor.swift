internal import ZoneAnalysis
internal import ZoneGeometry
internal import ZoneModel

/// What was looked for in one zone.
struct ItemSight: Sendable {
  var cells: [ItemCell] = []
  var looks = ZoneLooks()
  /// Looks at items that do not apply.
  var stray = 0
}

/// Looks at the items of zones of one plane, in one task.
final class ItemSurveyor {
  private let survey: ZoneSurvey
  private let named: NamedItems
  private let relapses: RelapseTimes
  private let plane: Plane
  private let engine = GeometryEngine()
  private let kernel: CoverageKernel
  private var items: [ZoneKind: [Int]] = [:]

  init(_ survey: ZoneSurvey, _ named: NamedItems, _ relapses: RelapseTimes, plane: Plane) {
    self.survey = survey
    self.named = named
    self.relapses = relapses
    self.plane = plane
    kernel = CoverageKernel(engine: engine)
  }

  func look(at number: Int) throws -> ItemSight {
    let zone = survey.zones.zones[number]
    let items = items(of: zone.kind)
    var sight = ItemSight()
    try addLooks(number, items, &sight)
    sight.cells = items.map { cell(number, $0, sight.looks) }
    try measureGround(number, &sight)
    return sight
  }

  private func items(of kind: ZoneKind) -> [Int] {
    if let known = items[kind] { return known }
    let found = survey.options.checklist.items(of: kind)
    items[kind] = found
    return found
  }

  private func addLooks(_ number: Int, _ items: [Int], _ sight: inout ItemSight) throws {
    let sightings = survey.sights[number].sightings
    let applying = Set(items)
    for (at, observation) in sightings.observations.enumerated() {
      let mine = named.items[observation].filter(applying.contains)
      sight.stray += named.items[observation].count - mine.count
      guard !mine.isEmpty else { continue }
      sight.looks.append(
        ItemLook(sighting: at, items: mine, time: sightings.times[at]?.upperBound, effort: 0))
    }
    let footprints = sight.looks.looks.map { sightings.footprints[$0.sighting] }
    for (look, effort) in try efforts(footprints, survey.zones.zones[number]).enumerated() {
      sight.looks.setEffort(effort, of: look)
    }
  }

  private func efforts(_ footprints: [Footprint], _ zone: Zone) throws -> [Double] {
    if footprints.isEmpty { return [] }
    switch zone.boundary {
    case .ground(let ground):
      return kernel.efforts(ofEach: footprints, on: try engine.sound(plane.forward(ground)))
    case .road(let lines, let width):
      return try kernel.efforts(
        ofEach: footprints, onRoad: lines.map { try plane.forward($0) }, width: width)
    }
  }

  /// All about a cell but the ground.
  private func cell(_ number: Int, _ item: Int, _ looks: ZoneLooks) -> ItemCell {
    let zone = survey.zones.zones[number]
    let entry = survey.options.checklist.items[item]
    let mine = looks.at(item)
    let count = relapses.count(number, item, survey, mine)
    var cell = ItemCell(
      zone: number, item: item,
      intervalDays: RevisitRule.days(interval: entry.interval(in: zone), relapses: count))
    cell.relapses = count
    cell.looks = mine.count
    cell.firstLooked = mine.compactMap(\.time).min()
    cell.lastLooked = mine.compactMap(\.time).max()
    cell.ageDays = cell.lastLooked.flatMap { last in survey.asOf.map { max(0, $0 - last) / 86_400 } }
    // looked at, but nobody knows when: never is wrong, overdue the safe side
    cell.freshness =
      cell.ageDays == nil && !mine.isEmpty
      ? .overdue : Freshness(ageDays: cell.ageDays, revisitDays: cell.intervalDays)
    cell.area = survey.coverage[number].area
    cell.weight = zone.weight * entry.weight
    cell.leastShare = survey.options.itemShare
    cell.sweep = survey.options.detection.values(kind: zone.kind, item: entry.code).sweep
    return cell
  }

  /// The ground looked at within each item's interval. Items looked at by the same observations share it.
  private func measureGround(_ number: Int, _ sight: inout ItemSight) throws {
    guard let asOf = survey.asOf, !sight.looks.looks.isEmpty else { return }
    let footprints = survey.sights[number].sightings.footprints
    var known: [[Int]: Double] = [[]: 0]
    for at in sight.cells.indices {
      let recent = sight.looks.recent(sight.cells[at], asOf: asOf).map { sight.looks.looks[$0] }
      let sightings = recent.map(\.sighting)
      let looked =
        try known[sightings]
        ?? looked(survey.zones.zones[number], by: sightings.map { footprints[$0] })
      known[sightings] = looked
      sight.cells[at].lookedArea = looked
      sight.cells[at].effort = recent.reduce(0) { $0 + $1.effort }
    }
  }

  private func looked(_ zone: Zone, by footprints: [Footprint]) throws -> Double {
    switch zone.boundary {
    case .ground(let ground):
      return try kernel.cover(engine.sound(plane.forward(ground)), by: footprints).observed
    case .road(let lines, let width):
      let seen = kernel.seen(of: try lines.map { try plane.forward($0) }, by: footprints)
      return seen.reduce(0) { $0 + length(of: $1) } * width
    }
  }
}
