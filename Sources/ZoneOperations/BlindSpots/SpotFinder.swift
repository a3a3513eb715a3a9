internal import ZoneAnalysis
internal import ZoneGeometry
internal import ZoneModel

/// Finds the blind spots of zones of one plane, in one task.
final class SpotFinder {
  let survey: ZoneSurvey
  let items: ItemSurvey?
  let causes: Set<Cause>
  /// When the record begins: asking 200,000 observations again for every spot took half of the time.
  let start: Instant?
  let plane: Plane
  let around: Survey
  let engine: GeometryEngine
  private let kernel: CoverageKernel
  var circles = LargestCircle()
  let inverse: LocalInverse

  init(
    _ survey: ZoneSurvey, _ items: ItemSurvey?, causes: Set<Cause>, start: Instant?, plane: Plane,
    around: Survey
  ) {
    self.survey = survey
    self.items = items
    self.causes = causes
    self.start = start
    self.plane = plane
    self.around = around
    engine = GeometryEngine()
    kernel = CoverageKernel(engine: engine)
    inverse = LocalInverse(plane)
  }

  func spots(of number: Int) throws -> FoundSpots {
    let zone = survey.zones.zones[number]
    var found = FoundSpots()
    var spots = survey.sights[number].unseen.map { Spot(cause(of: $0, in: number), $0) }
    if causes.contains(.overdue) { spots += try overdue(number).map { Spot(.overdue, $0) } }
    if causes.contains(.unowned), zone.owner == nil {
      spots += try whole(zone).map { Spot(.unowned, $0) }
    }
    if causes.contains(.itemNotChecked), let items { spots += try unchecked(number, items) }
    if causes.contains(.lowDetection) { spots += try tooLittle(number) }
    var counts: [String: Int] = [:]
    for spot in spots where causes.contains(spot.cause) {
      let infix = Cause.unseen.contains(spot.cause) ? "" : "\(spot.cause.rawValue)-"
      counts[infix, default: 0] += 1
      try add(spot, "\(zone.id)-\(infix)\(counts[infix] ?? 0)", number, &found)
    }
    return found
  }

  /// Why a piece of a zone was not seen.
  ///
  /// Where nobody saw anything, a failed attempt is the reason. In a walled zone that was seen in part, it is
  /// for the pieces the attempt was made at; elsewhere a closed door says nothing about the street.
  private func cause(of piece: UnseenGround, in number: Int) -> Cause {
    let sightings = survey.sights[number].sightings
    if sightings.footprints.isEmpty { return sightings.refusals.isEmpty ? .neverVisited : .noAccess }
    guard survey.zones.zones[number].reach == .inside else { return .unseenPart }
    let ground = Geometry.polygon(piece.outline)
    let isTried = sightings.refusals.contains { refusal in
      ((try? engine.distance(ground, refusal.geometry)) ?? .infinity) <= refusal.radius
    }
    return isTried ? .noAccess : .unseenPart
  }

  /// Ground that was seen, but not within the revisit interval.
  private func overdue(_ number: Int) throws -> [UnseenGround] {
    let zone = survey.zones.zones[number]
    let sightings = survey.sights[number].sightings
    guard let asOf = survey.asOf, !sightings.footprints.isEmpty else { return [] }
    let recent = sightings.since(asOf - zone.revisitDays * 86_400)
    return recent.count == sightings.footprints.count ? [] : try seen(number, butNotBy: [recent])[0]
  }

  /// Ground of a zone that was seen, but by none of some footprints, largest first: by several choices of them.
  private func seen(_ number: Int, butNotBy choices: [[Footprint]]) throws -> [[UnseenGround]] {
    let footprints = survey.sights[number].sightings.footprints
    switch survey.zones.zones[number].boundary {
    case .ground(let ground):
      let seen = kernel.seenGround(try engine.sound(plane.forward(ground)), by: footprints)
      return try choices.map { try seen.missed(by: $0).pieces }
    case .road(let lines, let width):
      let drawn = try lines.map { try plane.forward($0) }
      return try choices.map { choice in
        let stale = try kernel.cover(road: drawn, width: width, by: choice)
        return try engine.strips(around: kernel.seen(of: stale.unseen, by: footprints), width: width)
      }
    }
  }

  /// Ground where somebody was, but not with all items that apply. Items looked for by the same observations
  /// are missing on the same ground, so they share their spots.
  private func unchecked(_ number: Int, _ items: ItemSurvey) throws -> [Spot] {
    let sightings = survey.sights[number].sightings
    guard let asOf = survey.asOf, !sightings.footprints.isEmpty else { return [] }
    let looks = items.looks[number]
    var groups: [(looks: [Int], cells: [ItemCell])] = []
    for cell in items.cells(of: number) {
      let recent = looks.recent(cell, asOf: asOf)
      if let known = groups.firstIndex(where: { $0.looks == recent }) {
        groups[known].cells.append(cell)
      } else {
        groups.append((recent, [cell]))
      }
    }
    let all = items.cells(of: number).reduce(0) { $0 + $1.weight }
    let pieces = try seen(
      number,
      butNotBy: groups.map { $0.looks.map { sightings.footprints[looks.looks[$0].sighting] } })
    return zip(groups, pieces).flatMap { group, pieces in
      pieces.map { Spot(unchecked: group.cells, $0, start, of: all) }
    }
  }

  func whole(_ zone: Zone) throws -> [UnseenGround] {
    switch zone.boundary {
    case .ground(let ground):
      try engine.sound(plane.forward(ground)).polygons.map {
        UnseenGround(outline: $0, area: try engine.area(of: MultiPolygon([$0])))
      }
    case .road(let lines, let width):
      try engine.strips(around: lines.map { try plane.forward($0) }, width: width)
    }
  }
}
