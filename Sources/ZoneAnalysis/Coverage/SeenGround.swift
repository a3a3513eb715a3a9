internal import ZoneGeometry

/// A zone's ground with all that was seen of it, for asking often what only some footprints show.
///
/// Lives in one task.
public final class SeenGround {
  /// The ground, and what all footprints show of it with ties settled one way.
  private struct Whole {
    let boundary: ExposedBoundary
    let growth: Double
    let salt: UInt64
  }

  private let ground: MultiPolygon<PlanePoint>
  private let footprints: [Footprint]
  private let kernel: CoverageKernel
  private let edges: ZoneEdges?
  /// By attempt, as far as they were needed.
  private var wholes: [Whole] = []

  /// - Parameter ground: valid; plane of equal area, in metres.
  init(_ ground: MultiPolygon<PlanePoint>, seenBy footprints: [Footprint], kernel: CoverageKernel) {
    self.ground = ground
    self.footprints = footprints
    self.kernel = kernel
    edges = ZoneEdges(ground)
  }

  /// The ground that was seen, but by none of some footprints.
  ///
  /// Outlines follow arcs by chords within the kernel's tolerance; areas are exact, and the total is what all
  /// show less what the some show, to 1e-9 of the zone's area.
  ///
  /// - Parameter some: some of the footprints it was made with.
  /// - Returns: the connected pieces, largest first, and the area of all, dust included.
  /// - Throws: `GeometryError` when the exact boundaries do not close and an overlay fails as well.
  public func missed(by some: [Footprint]) throws -> (pieces: [UnseenGround], area: Double) {
    guard let edges, let box = ground.bounds, !footprints.isEmpty else { return ([], 0) }
    for attempt in 0..<CoverageKernel.attempts {
      let whole = whole(attempt, edges, box)
      if whole.boundary.shapes.isEmpty { return ([], 0) }
      let shapes = Shapes(
        some, reaching: box, origin: edges.origin, growth: whole.growth, salt: whole.salt)
      let part = ExposedBoundary(edges, shapes)
      guard let missed = MissedBoundary(of: whole.boundary, butNotOf: part),
        let rings = UnseenRings(
          whole.boundary, pieces: missed.pieces, tolerance: kernel.chordTolerance)
      else { continue }
      let pieces = rings.pieces(dust: CoverageKernel.dust)
      return (try pieces.ground.flatMap(kernel.sound).sorted { $0.area > $1.area }, max(0, pieces.total))
    }
    let pieces = try kernel.missedByOverlay(of: ground, seenBy: footprints, butNotBy: some)
    return (pieces, pieces.reduce(0) { $0 + $1.area })
  }

  private func whole(_ attempt: UInt64, _ edges: ZoneEdges, _ box: Box<PlanePoint>) -> Whole {
    if attempt < UInt64(wholes.count) { return wholes[Int(attempt)] }
    let growth = CoverageKernel.growth(box, attempt)
    let shapes = Shapes(footprints, reaching: box, origin: edges.origin, growth: growth, salt: attempt)
    let whole = Whole(boundary: ExposedBoundary(edges, shapes), growth: growth, salt: attempt)
    wholes.append(whole)
    return whole
  }
}

@available(*, unavailable)
extension SeenGround: Sendable {}
