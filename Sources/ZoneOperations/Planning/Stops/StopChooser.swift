internal import SweepPlanning
internal import ZoneAnalysis
internal import ZoneGeometry
internal import ZoneModel

/// Makes stops of the blind spots of one plane.
///
/// Spots are taken most urgent first; what the stops of earlier ones show of a spot is not looked at again, so
/// that every square metre counts for one stop only. Lives in one task.
final class StopChooser {
  private let zones: [Zone]
  private let options: StopOptions
  private let isOver: () -> Bool
  /// Asked again and again; `true` ends the search for fewer standing points for one blind spot.
  var turnIsOver: () -> Bool
  private let plane: Plane
  private let inverse: LocalInverse
  private let engine = GeometryEngine()
  private let kernel: CoverageKernel
  private var index = FootprintIndex()
  private(set) var result = SweepSites()
  /// Why the last blind spot could not be covered.
  private var fault: Phrase?

  /// - Parameter isOver: asked again and again; `true` makes do with the stops there are.
  init(
    _ zones: [Zone], _ options: StopOptions, plane: PlaneDefinition, isOver: @escaping () -> Bool
  ) throws {
    self.isOver = isOver
    turnIsOver = isOver
    self.zones = zones
    self.options = options
    self.plane = try Plane(plane)
    inverse = LocalInverse(self.plane)
    kernel = CoverageKernel(engine: engine)
  }

  /// Adds the stops of one blind spot.
  func add(_ spot: BlindSpot) throws {
    let zone = spot.zoneNumber.map { zones[$0] }
    let outline = try engine.sound(MultiPolygon([spot.outline.mapPositions { try plane.forward($0) }]))
    guard let box = outline.bounds else { return }
    let ground = try ground(of: outline, zone)
    let reach = try SiteReach(zone, plane, engine)
    let earlier =
      try index.near(box).compactMap { entry in
        // who does not look at the missing items leaves the ground as blind as it was
        guard result.sites[entry.site].items.isSuperset(of: spot.items) else { return nil }
        return try reach.counted(entry.footprint).map { (footprint: $0, site: entry.site) }
      } as [(footprint: Footprint, site: Int)]
    var tally = SpotTally(spot, all: try ground.cover([], kernel).all)
    result.spots += 1
    result.ground += tally.all
    var seen: [Footprint] = []
    for (footprint, site) in earlier {
      seen.append(footprint)
      tally.credit(try ground.cover(seen, kernel).seen, to: &result.sites[site], isOwn: false)
    }
    if tally.seen < options.share * tally.all {
      fault = nil
      let walks = try walks(for: ground, seen, tally, reach)
      // a few are made whatever the time: a place that is chosen should not be lost
      for (number, path) in walks.enumerated() where number < Self.always || !isOver() {
        try add(path, of: spot, ground, reach, &seen, &tally)
      }
      if walks.isEmpty { result.left.append((spot.id, fault ?? Self.nowhere)) }
    }
    result.shown += tally.seen
  }

  private static let always = 20

  private static let nowhere = Phrase(
    "there is no place to stand from which it is seen", zh: "没有可以看到该处的站立点")

  private func ground(of outline: MultiPolygon<PlanePoint>, _ zone: Zone?) throws -> BlindGround {
    guard case .road(let lines, let width)? = zone?.boundary else { return .area(outline) }
    let drawn = try lines.map { try plane.forward($0) }
    let stretches = WalkPath.joined(try engine.clip(drawn, to: outline))
    return stretches.isEmpty ? .area(outline) : .stretches(stretches, width: width)
  }

  /// One more stop, unless it shows nothing that others do not.
  private func add(
    _ path: [PlanePoint], of spot: BlindSpot, _ ground: BlindGround, _ reach: SiteReach,
    _ seen: inout [Footprint],
    _ tally: inout SpotTally
  ) throws {
    let footprint = footprint(of: path)
    guard let counted = try reach.counted(footprint) else { return }
    let now = try ground.cover(seen + [counted], kernel).seen
    guard now > tally.seen + 1 else { return }
    seen.append(counted)
    tally.stops += 1
    var site = SweepSite(
      id: tally.stops == 1 ? spot.id : "\(spot.id).\(tally.stops)", path: try path.map { try inverse($0) },
      zone: spot.zoneNumber, kind: spot.zoneNumber.map { zones[$0].kind } ?? .zone, serves: [])
    site.walk = length(of: path)
    site.items = Set(spot.items)
    tally.credit(now, to: &site, isOwn: true)
    index.add(footprint, site: result.sites.count)
    result.sites.append(site)
  }

  private func footprint(of path: [PlanePoint]) -> Footprint {
    Footprint(path.count == 1 ? .visit(path[0]) : .walk([path]), radius: options.radius)
  }
}

// MARK: - Where to stand and walk

extension StopChooser {
  private func walks(
    for ground: BlindGround, _ seen: [Footprint], _ tally: SpotTally, _ reach: SiteReach
  ) throws -> [[PlanePoint]] {
    switch try ground.rest(seen, kernel) {
    case .stretches(let lines, let width):
      // across the strip all is seen from its middle as far as this along it
      let half = min(width / 2, options.radius)
      let sight = max(options.radius / 2, (options.radius * options.radius - half * half).squareRoot())
      return lines.filter { length(of: $0) > 1 }.flatMap {
        WalkPath.along($0, sight: sight, longest: max(options.walk, 1))
      }
    case .area(let rest):
      let points = try standingPoints(rest, share: (options.share * tally.all - tally.seen), reach)
      let cut = WalkPath.cut(
        WalkPath.order(points, isOver: isOver), longest: options.walk, gap: 4 * options.radius)
      return try thinned(cut, ground, seen, goal: options.share * tally.all, reach)
    }
  }

  /// Square metres of the largest ground that is covered: beyond 2,000 places or so a wider look is meant.
  static func largest(_ radius: Double) -> Double { 1700 * radius * radius }

  private func tooLarge(_ area: Double) -> Phrase {
    Phrase(
      "\(groundText(area)) are too much to look at from places with \(lengthText(options.radius)) of sight; choose a wider --radius",
      zh: "\(groundText(area)) 面积过大，无法以 \(lengthText(options.radius)) 的观察半径逐点查看；请加大 --radius")
  }

  /// - Parameter share: square metres to be seen.
  private func standingPoints(
    _ rest: MultiPolygon<PlanePoint>, share area: Double, _ reach: SiteReach
  ) throws -> [PlanePoint] {
    let grounds = rest.polygons.map { $0.coverGround }
    let all = grounds.reduce(0) { $0 + $1.area }
    guard all > 0 else { return [] }
    guard all <= Self.largest(options.radius) else {
      fault = tooLarge(all)
      return []
    }
    var cover = DiscCover(
      radius: options.radius, share: min(1, max(1e-6, area / all)), standing: reach.standing,
      limit: .iterations(1000))
    // the usual effort took four fifths of the time of a plan for a city
    cover.boundEffort = 0.1
    let found: DiscCoverResult
    do { found = try cover.cover(grounds, isInterrupted: turnIsOver) } catch {
      fault = error.what
      return []
    }
    result.covering.spots += 1
    result.covering.places += found.points.count
    result.covering.atLeast += min(found.points.count, max(1, found.bound))
    return found.points.map { PlanePoint($0.place.x, $0.place.y) }
  }

  /// Walks see more than their corners do: corners that are not needed for the goal are cut.
  private func thinned(
    _ walks: [[PlanePoint]], _ ground: BlindGround, _ seen: [Footprint], goal: Double, _ reach: SiteReach
  ) throws -> [[PlanePoint]] {
    guard walks.contains(where: { $0.count > 1 }), walks.reduce(0, { $0 + $1.count }) <= 60 else {
      return walks
    }
    var walks = walks
    func reaches(_ walks: [[PlanePoint]]) throws -> Bool {
      let counted = try walks.filter { !$0.isEmpty }.compactMap { try reach.counted(footprint(of: $0)) }
      return try ground.cover(seen + counted, kernel).seen >= goal
    }
    guard try reaches(walks) else { return walks }
    for number in walks.indices {
      for at in walks[number].indices.reversed() where !isOver() {
        var fewer = walks
        fewer[number].remove(at: at)
        if try reaches(fewer) { walks = fewer }
      }
    }
    return walks.filter { !$0.isEmpty }
  }
}

extension Polygon<PlanePoint> {
  fileprivate var coverGround: CoverGround {
    func ring(_ ring: [PlanePoint]) -> [SweepPoint] { ring.map { SweepPoint($0.x, $0.y) } }
    return CoverGround(outer: ring(exterior), holes: holes.map(ring))
  }
}

/// Where a zone's blind ground is seen from.
private struct SiteReach {
  private let inside: MultiPolygon<PlanePoint>?
  private let prepared: PreparedGround?
  private let engine: GeometryEngine
  let standing: DiscCover.Standing

  init(_ zone: Zone?, _ plane: Plane, _ engine: GeometryEngine) throws {
    self.engine = engine
    guard let zone, case .ground(let ground) = zone.boundary else {
      (inside, prepared, standing) = (nil, nil, .anywhere)
      return
    }
    let drawn = try engine.sound(plane.forward(ground))
    standing = .inside(drawn.polygons.map(\.coverGround))
    guard zone.reach == .inside else {
      (inside, prepared) = (nil, nil)
      return
    }
    inside = drawn
    prepared = try PreparedGround(drawn.geometry, engine: engine)
  }

  /// What counts of a footprint: for ground seen only from inside, what was seen from inside; `nil`: nothing.
  func counted(_ footprint: Footprint) throws -> Footprint? {
    guard let inside, let prepared else { return footprint }
    switch footprint.trace {
    case .visit(let place): return try prepared.meets(place) ? footprint : nil
    case .walk(let lines):
      let kept = try engine.clip(lines, to: inside).filter { $0.count > 1 }
      return kept.isEmpty ? nil : Footprint(.walk(kept), radius: footprint.radius)
    }
  }
}

/// How much of a blind spot has been seen, and by whom.
private struct SpotTally {
  private let spot: BlindSpot
  let all: Double
  private(set) var seen = 0.0
  var stops = 0

  init(_ spot: BlindSpot, all: Double) {
    self.spot = spot
    self.all = all
  }

  /// What is seen now and was not before is the stop's.
  mutating func credit(_ now: Double, to site: inout SweepSite, isOwn: Bool) {
    let gain = now - seen
    guard gain > 0.5, all > 0 else { return }
    seen = now
    site.gain += gain
    if isOwn { site.ownGain += gain }
    site.value += spot.priority * gain / all
    if site.serves.last != spot.id { site.serves.append(spot.id) }
  }
}
