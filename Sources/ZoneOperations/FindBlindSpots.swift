internal import ZoneAnalysis
internal import ZoneGeometry
public import ZoneModel

/// The blind spots of a survey, most urgent first, and what was left out of the list.
public struct BlindSpotList: Sendable {
  public var survey: ZoneSurvey
  public var spots: [BlindSpot] = []
  /// Per cause: pieces that are too small or too narrow to be listed.
  public var tooSmall: [Cause: (count: Int, area: Double)] = [:]

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
  try blindSpots(of: surveyZones(options, survey, reporter: reporter), causes: causes, reporter: reporter)
}

/// The blind spots of a survey made before.
public func blindSpots(
  of survey: ZoneSurvey, causes: [Cause], reporter: Reporter = .silent
) throws -> BlindSpotList {
  var found = FoundSpots()
  let causes = Set(causes)
  let start = survey.options.window.from ?? survey.observations.oldest
  var before = 0
  for group in survey.zones.groups {
    guard let around = survey.surveys[group.plane] else { continue }
    let workers = Workers(threads: survey.options.threads) {
      SpotFinder(survey, causes: causes, start: start, plane: try Plane(group.plane), around: around)
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
  return BlindSpotList(survey: survey, spots: found.spots, tooSmall: found.tooSmall)
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
  private let causes: Set<Cause>
  /// When the record begins: asking 200,000 observations again for every spot took half of the time.
  private let start: Instant?
  private let plane: Plane
  private let around: Survey
  private let engine: GeometryEngine
  private let kernel: CoverageKernel
  private var circles = LargestCircle()
  private let inverse: LocalInverse

  init(_ survey: ZoneSurvey, causes: Set<Cause>, start: Instant?, plane: Plane, around: Survey) {
    self.survey = survey
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
    var pieces: [(cause: Cause, piece: UnseenGround)] = survey.sights[number].unseen.map {
      (cause(of: $0, in: number), $0)
    }
    if causes.contains(.overdue) { pieces += try overdue(number).map { (.overdue, $0) } }
    if causes.contains(.unowned), zone.owner == nil {
      pieces += try whole(zone).map { (.unowned, $0) }
    }
    var counts: [Bool: Int] = [:]
    for (cause, piece) in pieces where causes.contains(cause) {
      let isUnseen = Cause.unseen.contains(cause)
      counts[isUnseen, default: 0] += 1
      let infix = isUnseen ? "" : "\(cause.rawValue)-"
      try add(piece, cause, "\(zone.id)-\(infix)\(counts[isUnseen] ?? 0)", number, &found)
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
    let sight = survey.sights[number]
    guard let asOf = survey.asOf, !sight.sightings.footprints.isEmpty else { return [] }
    let recent = sight.sightings.since(asOf - zone.revisitDays * 86_400)
    if recent.count == sight.sightings.footprints.count { return [] }
    switch zone.boundary {
    case .ground(let ground):
      let stale = try kernel.cover(engine.sound(plane.forward(ground)), by: recent).unseen
      let unseen = MultiPolygon(sight.unseen.map(\.outline))
      let seen = try engine.difference(MultiPolygon(stale.map(\.outline)), unseen)
      return try seen.polygons.map {
        UnseenGround(outline: $0, area: try engine.area(of: MultiPolygon([$0])))
      }.sorted { $0.area > $1.area }
    case .road(let lines, let width):
      let stale = try kernel.cover(
        road: lines.map { try plane.forward($0) }, width: width, by: recent)
      return try engine.strips(
        around: kernel.seen(of: stale.unseen, by: sight.sightings.footprints), width: width)
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

extension SpotFinder {
  private func add(
    _ piece: UnseenGround, _ cause: Cause, _ id: String, _ number: Int?, _ found: inout FoundSpots
  ) throws {
    guard piece.area >= survey.options.smallest,
      let circle = circles.find(in: piece.outline, tolerance: Self.tolerance(piece)),
      circle.radius >= survey.options.clearance
    else { return found.leave(1, piece.area, cause) }
    let zone = number.map { survey.zones.zones[$0] }
    let last = number.flatMap { survey.coverage[$0].lastObserved }
    found.spots.append(
      BlindSpot(
        id: id, zone: zone?.id, zoneNumber: number, cause: cause, outline: try inverse(piece.outline),
        area: piece.area, centre: try plane.inverse(circle.centre), clearance: circle.radius,
        nearestObservation: around.nearestObservation(to: circle.centre), lastObserved: last,
        priority: priority(piece.area, cause, zone, last)))
  }

  /// A tenth of a metre, or a five-hundredth of the piece's size where that is more: finer answers cost time
  /// and help nobody to stand there.
  private static func tolerance(_ piece: UnseenGround) -> Double { max(0.1, piece.area.squareRoot() / 500) }

  /// Weight × age ÷ interval × area. Unseen ground is as old as the record; what is not yet due counts as
  /// just due.
  private func priority(_ area: Double, _ cause: Cause, _ zone: Zone?, _ last: Instant?) -> Double {
    let since = cause == .overdue ? last : start
    let days = since.flatMap { since in survey.asOf.map { ($0 - since) / 86_400 } } ?? 0
    let interval = zone?.revisitDays ?? ZoneKind.zone.revisitDays
    return (zone?.weight ?? 1) * max(1, days / interval) * area
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
        try add(
          UnseenGround(outline: gap.piece.ground, area: gap.piece.area), .unowned, "gap-\(index + 1)", nil,
          &found)
      }
    }
    if causes.contains(.disputed) {
      for (index, overlap) in check.overlaps.enumerated() {
        try add(
          UnseenGround(outline: overlap.piece.ground, area: overlap.piece.area), .disputed,
          "overlap-\(index + 1)",
          tiles[overlap.first], &found)
      }
    }
    return found
  }
}
