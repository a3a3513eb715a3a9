internal import Foundation
public import ZoneGeometry

/// Measures what a set of footprints covers of a zone, exactly: discs are true circles, walks true capsules.
///
/// The boundary of the unseen ground is put together from what no footprint covers of the zone's edges and
/// from the exposed arcs and sides of the footprints inside the zone; its area follows by Green's theorem.
/// Areas are within 1e-9 of the zone's area. The order of the footprints does not matter.
///
/// Lives in one task.
///
/// - Complexity: near O(*n* log *n*) in the footprints that reach the zone and its edges, as long as each
///   crosses only a few others.
public final class CoverageKernel {
  /// Pieces below this many square metres are not listed; they stay in the sums.
  static let dust = 1e-4
  /// Attempts with other ties before polygons have to do.
  static let attempts: UInt64 = 4

  /// Metres between an arc and the chord it is drawn by, at most.
  public let chordTolerance: Double
  /// How many zones were measured with polygons, because the exact boundary did not close.
  public private(set) var fallbacks = 0
  /// How many attempts did not close.
  public private(set) var openAttempts = 0

  private let engine: GeometryEngine
  private let polygons: PolygonCoverage
  private var check = GroundCheck()

  public init(engine: GeometryEngine = GeometryEngine(), chordTolerance: Double = 0.01) {
    self.engine = engine
    self.chordTolerance = chordTolerance
    polygons = PolygonCoverage(engine: engine)
  }

  /// What `footprints` show of `ground`.
  ///
  /// The outlines of unseen pieces follow arcs by chords within ``chordTolerance``; their areas are exact.
  ///
  /// - Parameter ground: valid; plane of equal area, in metres.
  /// - Throws: `GeometryError` when the exact boundary does not close and an overlay fails as well.
  public func cover(
    _ ground: MultiPolygon<PlanePoint>, by footprints: [Footprint]
  ) throws -> GroundCover {
    guard let zone = ZoneEdges(ground), let box = ground.bounds else {
      return GroundCover(area: 0, observed: 0, unseen: [], effort: 0)
    }
    for attempt in 0..<Self.attempts {
      let shapes = Shapes(
        footprints, reaching: box, origin: zone.origin, growth: Self.growth(box, attempt), salt: attempt)
      if shapes.isEmpty { return unseen(ground, zone.area) }
      let boundary = ExposedBoundary(zone, shapes)
      guard let rings = UnseenRings(boundary, tolerance: chordTolerance) else {
        openAttempts += 1
        continue
      }
      if boundary.isUntouched { return unseen(ground, zone.area) }
      let pieces = rings.pieces(dust: Self.dust)
      return GroundCover(
        area: zone.area, observed: min(zone.area, max(0, zone.area - pieces.total)), unseen: pieces.ground,
        effort: max(0, boundary.effort))
    }
    fallbacks += 1
    return try polygons.cover(ground, by: footprints)
  }

  /// Metres by which shapes grow so that no tie is left; see ``Shapes``.
  static func growth(_ box: Box<PlanePoint>, _ attempt: UInt64) -> Double {
    1e-9 * max(1, max(box.width, box.height) / 1e4) * Double(1 << (2 * attempt))
  }

  /// Ground with all that was seen of it, for asking what only some footprints show.
  ///
  /// - Parameter ground: valid; plane of equal area, in metres.
  public func seenGround(_ ground: MultiPolygon<PlanePoint>, by footprints: [Footprint]) -> SeenGround {
    SeenGround(ground, seenBy: footprints, kernel: self)
  }

  /// A piece as it is, or, where its outline touches or crosses itself because two circles touch, the sound
  /// parts of it, which share its area as they are drawn.
  func sound(_ piece: UnseenGround) throws -> [UnseenGround] {
    let outline = MultiPolygon([piece.outline])
    if check.isSurelyValid(outline) { return [piece] }
    let parts = try engine.sound(outline).polygons.map {
      UnseenGround(outline: $0, area: try engine.area(of: MultiPolygon([$0])))
    }.filter { $0.area > Self.dust }
    let drawn = parts.reduce(0) { $0 + $1.area }
    return parts.map { UnseenGround(outline: $0.outline, area: $0.area / drawn * piece.area) }
  }

  /// The answer of ``SeenGround`` with polygons, for want of a boundary that closes.
  func missedByOverlay(
    of ground: MultiPolygon<PlanePoint>, seenBy footprints: [Footprint], butNotBy some: [Footprint]
  ) throws -> [UnseenGround] {
    fallbacks += 1
    let stale = try polygons.cover(ground, by: some).unseen
    let unseen = try polygons.cover(ground, by: footprints).unseen
    let missed = try engine.difference(
      MultiPolygon(stale.map(\.outline)), MultiPolygon(unseen.map(\.outline)))
    return try missed.polygons.map {
      UnseenGround(outline: $0, area: try engine.area(of: MultiPolygon([$0])))
    }.filter { $0.area > Self.dust }.sorted { $0.area > $1.area }
  }

  private func unseen(_ ground: MultiPolygon<PlanePoint>, _ area: Double) -> GroundCover {
    let pieces = ground.polygons.map { polygon in
      let holes = polygon.holes.reduce(0) { $0 + abs(ZoneEdges.signedArea($1)) }
      return UnseenGround(outline: polygon, area: abs(ZoneEdges.signedArea(polygon.exterior)) - holes)
    }
    return GroundCover(
      area: area, observed: 0, unseen: pieces.filter { $0.area > Self.dust }.sorted { $0.area > $1.area },
      effort: 0)
  }
}

@available(*, unavailable)
extension CoverageKernel: Sendable {}

// MARK: - Roads

extension CoverageKernel {
  /// What `footprints` show of a road: the length of its lines within the radius of somebody.
  ///
  /// - Parameter width: the strip's width in metres; effort counts no wider sweep than that.
  public func cover(
    road lines: [[PlanePoint]], width: Double, by footprints: [Footprint]
  ) throws -> RoadCover {
    let length = lines.reduce(0) { $0 + ZoneGeometry.length(of: $1) }
    guard !footprints.isEmpty else {
      return RoadCover(length: length, observed: 0, unseen: lines, effort: 0)
    }
    let stretches = LineStretches(lines, by: footprints)
    let strip = try engine.buffer(.multiLine(lines), by: width / 2, quadrantSegments: 8, ends: .flat)
    return RoadCover(
      length: length, observed: min(length, stretches.seenLength), unseen: stretches.unseen,
      effort: effort(of: footprints, on: strip, atMost: width))
  }

  /// The stretches of `lines` that `footprints` show, longest first.
  public func seen(of lines: [[PlanePoint]], by footprints: [Footprint]) -> [[PlanePoint]] {
    LineStretches(lines, by: footprints).seen
  }

  /// The search effort of each footprint on a zone in square metres, as in ``GroundCover/effort``.
  public func efforts(ofEach footprints: [Footprint], on ground: MultiPolygon<PlanePoint>) -> [Double] {
    footprints.map { effort(of: [$0], on: ground, atMost: .infinity) }
  }

  /// The same on a road.
  public func efforts(
    ofEach footprints: [Footprint], onRoad lines: [[PlanePoint]], width: Double
  ) throws -> [Double] {
    let strip = try engine.buffer(.multiLine(lines), by: width / 2, quadrantSegments: 8, ends: .flat)
    return footprints.map { effort(of: [$0], on: strip, atMost: width) }
  }

  /// Visits: the area of the disc inside the strip. Walks: sweep width × length inside it.
  private func effort(
    of footprints: [Footprint], on strip: MultiPolygon<PlanePoint>, atMost width: Double
  ) -> Double {
    guard let zone = ZoneEdges(strip), let box = strip.bounds else { return 0 }
    let visits = footprints.filter { if case .visit = $0.trace { true } else { false } }
    let walks = footprints.filter { if case .walk = $0.trace { true } else { false } }
    var effort = 0.0
    for (group, most) in [(visits, Double.infinity), (walks, width)] where !group.isEmpty {
      let shapes = Shapes(group, reaching: box, origin: zone.origin, growth: 0, salt: 0)
      effort += ExposedBoundary(zone, shapes, sweepAtMost: most).effort
    }
    return max(0, effort)
  }
}
