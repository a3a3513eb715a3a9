internal import ZoneAnalysis
internal import ZoneGeometry
public import ZoneModel

/// The blind spots of a survey, most urgent first, and what was left out of the list.
public struct BlindSpotList: Sendable {
  public var survey: ZoneSurvey
  public var spots: [BlindSpot] = []
  /// Per cause: pieces that are too small or too narrow to be listed.
  public var tooSmall: [Cause: (count: Int, area: Double)] = [:]
  /// What was looked for, where a cause or the order asked for it.
  public var items: ItemSurvey?

  /// Square metres of the listed spots with a cause.
  public func area(_ cause: Cause) -> Double { spots.reduce(0) { $0 + ($1.cause == cause ? $1.area : 0) } }
}

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
  let needsItems = survey.options.ranking == .unseen || causes.contains(.itemNotChecked)
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

/// Blind spots, and what was left out.
private struct FoundSpots: Sendable {
  var spots: [BlindSpot] = []
  var tooSmall: [Cause: (count: Int, area: Double)] = [:]

  mutating func append(_ other: FoundSpots) {
    spots += other.spots
    for (cause, left) in other.tooSmall { leave(left.count, left.area, cause) }
  }

  mutating func leave(_ count: Int, _ area: Double, _ cause: Cause) {
    tooSmall[cause, default: (0, 0)].count += count
    tooSmall[cause, default: (0, 0)].area += area
  }
}

/// Finds the blind spots of zones of one plane, in one task.
private final class SpotFinder {
  private let survey: ZoneSurvey
  private let items: ItemSurvey?
  private let causes: Set<Cause>
  /// When the record begins: asking 200,000 observations again for every spot took half of the time.
  private let start: Instant?
  private let plane: Plane
  private let around: Survey
  private let engine: GeometryEngine
  private let kernel: CoverageKernel
  private var circles = LargestCircle()
  private let inverse: LocalInverse

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
    if causes.contains(.lowDetection), let found = tooLittle(number) {
      spots += try whole(zone).map { Spot(.lowDetection, $0, urgency: 1 - found) }
    }
    var counts: [String: Int] = [:]
    for spot in spots where causes.contains(spot.cause) {
      let infix = Cause.unseen.contains(spot.cause) ? "" : "\(spot.cause.rawValue)-"
      counts[infix, default: 0] += 1
      try add(spot, "\(zone.id)-\(infix)\(counts[infix] ?? 0)", number, &found)
    }
    return found
  }

  /// The probability of detection, where it is below the least one allowed: `nil` where enough was done, or
  /// nothing at all. By the model of random search it is one of the whole zone, the `pod` of coverage.
  private func tooLittle(_ number: Int) -> Double? {
    let coverage = survey.coverage[number]
    guard coverage.observations > 0, let found = coverage.probabilityOfDetection else { return nil }
    let kind = survey.zones.zones[number].kind
    let least = survey.options.detection.values(kind: kind, item: nil).leastProbability
    return found < least ? found : nil
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
    return recent.count == sightings.footprints.count ? [] : try seen(number, butNotBy: recent)
  }

  /// Ground of a zone that was seen, but by none of some footprints, largest first.
  private func seen(_ number: Int, butNotBy footprints: [Footprint]) throws -> [UnseenGround] {
    let sight = survey.sights[number]
    switch survey.zones.zones[number].boundary {
    case .ground(let ground):
      let stale = try kernel.cover(engine.sound(plane.forward(ground)), by: footprints).unseen
      let unseen = MultiPolygon(sight.unseen.map(\.outline))
      let seen = try engine.difference(MultiPolygon(stale.map(\.outline)), unseen)
      return try seen.polygons.map {
        UnseenGround(outline: $0, area: try engine.area(of: MultiPolygon([$0])))
      }.sorted { $0.area > $1.area }
    case .road(let lines, let width):
      let stale = try kernel.cover(
        road: lines.map { try plane.forward($0) }, width: width, by: footprints)
      return try engine.strips(
        around: kernel.seen(of: stale.unseen, by: sight.sightings.footprints), width: width)
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
    return try groups.flatMap { group in
      let footprints = group.looks.map { sightings.footprints[looks.looks[$0].sighting] }
      return try seen(number, butNotBy: footprints).map { Spot(group.cells, $0, start, of: all) }
    }
  }

  private func whole(_ zone: Zone) throws -> [UnseenGround] {
    switch zone.boundary {
    case .ground(let ground):
      try plane.forward(ground).polygons.map {
        UnseenGround(outline: $0, area: try engine.area(of: MultiPolygon([$0])))
      }
    case .road(let lines, let width):
      try engine.strips(around: lines.map { try plane.forward($0) }, width: width)
    }
  }
}

// MARK: - One spot

/// A piece of ground on its way to a blind spot.
private struct Spot {
  let cause: Cause
  let piece: UnseenGround
  /// The cells that are missing on it.
  var cells: [ItemCell] = []
  /// When the first of them should have been looked at.
  var due: Instant?
  /// How much of what should be known of the ground is not: of missing items their share of the weight of
  /// all items of the zone, of little effort what it probably missed.
  let urgency: Double

  init(_ cause: Cause, _ piece: UnseenGround, urgency: Double = 1) {
    self.cause = cause
    self.piece = piece
    self.urgency = urgency
  }

  init(_ cells: [ItemCell], _ piece: UnseenGround, _ begin: Instant?, of weight: Double) {
    cause = .itemNotChecked
    self.piece = piece
    self.cells = cells
    due = cells.compactMap { $0.due(since: begin) }.min()
    urgency = weight > 0 ? cells.reduce(0) { $0 + $1.weight } / weight : 0
  }
}

extension SpotFinder {
  private func add(_ spot: Spot, _ id: String, _ number: Int?, _ found: inout FoundSpots) throws {
    let (piece, cause) = (spot.piece, spot.cause)
    guard piece.area >= survey.options.smallest,
      let circle = circles.find(in: piece.outline, tolerance: Self.tolerance(piece)),
      circle.radius >= survey.options.clearance
    else { return found.leave(1, piece.area, cause) }
    let zone = number.map { survey.zones.zones[$0] }
    let last = number.flatMap { survey.coverage[$0].lastObserved }
    let due = due(spot, number)
    let unseen = expectedUnseen(spot, number)
    found.spots.append(
      BlindSpot(
        id: id, zone: zone?.id, zoneNumber: number, cause: cause, outline: try inverse(piece.outline),
        area: piece.area, centre: try plane.inverse(circle.centre), clearance: circle.radius,
        nearestObservation: around.nearestObservation(to: circle.centre), lastObserved: last,
        priority: priority(spot, zone, last, due, unseen),
        items: items.map { items in spot.cells.map { items.checklist.items[$0.item].code } } ?? [],
        due: due, expectedUnseen: unseen))
  }

  /// By when somebody should look: an interval after the last look at what is overdue or was looked at too
  /// little, an interval after the record's beginning for what was never seen; never for what nobody owns.
  private func due(_ spot: Spot, _ number: Int?) -> Instant? {
    guard let number else { return nil }
    let interval = survey.zones.zones[number].revisitDays * 86_400
    switch spot.cause {
    case .unowned, .disputed: return nil
    case .neverVisited, .unseenPart, .noAccess: return start.map { $0 + interval }
    case .itemNotChecked: return spot.due
    case .lowDetection: return survey.coverage[number].lastObserved.map { $0 + interval }
    case .overdue:
      // the newest look that is too old: no later one saw the piece
      guard let asOf = survey.asOf else { return nil }
      let old = survey.sights[number].sightings.times.compactMap { $0?.upperBound }.filter {
        $0 < asOf - interval
      }
      return old.max().map { $0 + interval }
    }
  }

  /// The zone's expected unseen problems, or those of the spot's items, by its share of the ground.
  private func expectedUnseen(_ spot: Spot, _ number: Int?) -> Double? {
    guard let number, let items, survey.coverage[number].area > 0 else { return nil }
    let share = min(1, spot.piece.area / survey.coverage[number].area)
    let cells = spot.cause == .itemNotChecked ? spot.cells[...] : items.cells(of: number)
    return share * cells.reduce(0) { $0 + $1.expectedUnseen }
  }

  /// A tenth of a metre, or a five-hundredth of the piece's size where that is more: finer answers cost time
  /// and help nobody to stand there.
  private static func tolerance(_ piece: UnseenGround) -> Double { max(0.1, piece.area.squareRoot() / 500) }

  /// Weight × urgency × age ÷ interval × area. Unseen ground is as old as the record; what is not yet due
  /// counts as just due. On request weight × expected unseen problems instead.
  private func priority(
    _ spot: Spot, _ zone: Zone?, _ last: Instant?, _ due: Instant?, _ unseen: Double?
  ) -> Double {
    let weight = zone?.weight ?? 1
    if survey.options.ranking == .unseen { return weight * (unseen ?? 0) }
    let interval = zone?.revisitDays ?? ZoneKind.zone.revisitDays
    let since: Instant? =
      switch spot.cause {
      case .overdue, .lowDetection: last
      case .itemNotChecked: due.map { $0 - interval * 86_400 }
      default: start
      }
    let days = since.flatMap { since in survey.asOf.map { ($0 - since) / 86_400 } } ?? 0
    return weight * spot.urgency * max(1, days / interval) * spot.piece.area
  }
}

// MARK: - Ground without or with two owners

extension SpotFinder {
  /// Gaps and overlaps of the subdistricts, which must tile.
  func tilingFaults(of zones: [Int]) throws -> FoundSpots {
    var found = FoundSpots()
    let tiles = zones.filter {
      survey.zones.zones[$0].kind == .street && !survey.zones.zones[$0].boundary.isRoad
    }
    guard tiles.count > 1, causes.contains(.unowned) || causes.contains(.disputed) else {
      return found
    }
    let grounds: [MultiPolygon<PlanePoint>] = try tiles.map {
      guard case .ground(let ground) = survey.zones.zones[$0].boundary else { return MultiPolygon() }
      return try engine.sound(plane.forward(ground))
    }
    let check = try TilingCheck(grounds, outline: nil, engine: engine)
    if causes.contains(.unowned) {
      for (index, gap) in check.gaps.enumerated() {
        let piece = UnseenGround(outline: gap.piece.ground, area: gap.piece.area)
        try add(Spot(.unowned, piece), "gap-\(index + 1)", nil, &found)
      }
    }
    if causes.contains(.disputed) {
      for (index, overlap) in check.overlaps.enumerated() {
        let piece = UnseenGround(outline: overlap.piece.ground, area: overlap.piece.area)
        try add(Spot(.disputed, piece), "overlap-\(index + 1)", tiles[overlap.first], &found)
      }
    }
    return found
  }
}
