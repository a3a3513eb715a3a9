public import ZoneGeometry

/// Zones that tile their outline again, drawn anew only where they did not.
///
/// The boundaries of the zones concerned and the outline cut the ground into faces, on a grid of the decimals
/// the result will be written with; each face goes to one zone, and a zone is what its faces make:
///
/// - claimed by one zone: it stays there.
/// - claimed by none (a gap, a sliver): to the zone it shares the longest border with.
/// - claimed by several (an overlap): to a claimant more than half of whose ground is disputed, since it would
///   go under otherwise, of two such to the smaller; else to the claimant whose undisputed ground shares the
///   longest border with it. Equal ones: the smaller zone, then the earlier one.
/// - beyond a given outline: to nobody.
///
/// Corners stay where they are. Where a zone's border meets that of another between its corners, a corner is
/// added, so that the two fit to the last decimal.
public struct TilingRepair: Sendable {
  public enum Reason: String, Sendable, Hashable, CaseIterable {
    case gap, overlap
    case outsideOutline = "outside_outline"
    /// What the added corners change, less than the last decimal wide.
    case corners
  }

  /// Ground that changes hands.
  public struct Transfer: Sendable, Hashable {
    /// Zone that gives it up; `nil`: nobody had it.
    public var from: Int?
    /// Zone that has it afterwards; `nil`: nobody.
    public var to: Int?
    /// Square metres.
    public var area: Double
    public var reason: Reason
  }

  /// The new ground of the zones that are drawn anew; empty for one of which nothing is left.
  public private(set) var grounds: [Int: MultiPolygon<LonLat>] = [:]
  /// Face by face. A zone's area afterwards is its area before, plus what came to it for a gap or for corners,
  /// less what went from it. (Of an overlap the new owner had its share already.)
  public private(set) var transfers: [Transfer] = []

  /// - Parameters:
  ///   - zones: valid each, on the grid.
  ///   - damaged: the zones that gaps, overlaps and ground beyond the outline concern.
  ///   - outline: given, or the hull that stands in for it.
  ///   - cuts: whether ground beyond the outline is cut off.
  ///   - plane: where areas and lengths are measured.
  /// - Complexity: that of cutting the boundaries of the damaged zones: O(*n* log *n*) in their vertices.
  /// - Throws: `GeometryError.engine` when that fails.
  public init(
    _ zones: [MultiPolygon<LonLat>], damaged: [Int], outline: MultiPolygon<LonLat>, cuts: Bool,
    grid: DecimalGrid, plane: Plane, engine: GeometryEngine
  ) throws {
    if damaged.isEmpty { return }
    let drawn = zones.map(grid.forward)
    let faces = try TilingFaces(drawn, cut: damaged, outline: grid.forward(outline), engine: engine)
    var sharing = FaceSharing(faces, damaged: damaged, cuts: cuts, zones: zones.count)
    try sharing.measure(grid, plane)
    try sharing.assign(grid, plane)
    transfers = sharing.transfers
    let owned = sharing.facesByOwner
    for zone in damaged {
      let pieces = (owned[zone] ?? []).map { MultiPolygon([faces.faces[$0]]) }
      let ground = pieces.count == 1 ? pieces[0] : try engine.union(pieces)
      let before = try plane.area(of: zones[zone])
      addCorners(zone, sharing.claimed[zone] - before)
      if Self.corners(ground) != Self.corners(drawn[zone]) || sharing.changed.contains(zone) {
        grounds[zone] = grid.inverse(ground)
      }
    }
  }

  /// What the zone's faces make up beyond what it was drawn as.
  private mutating func addCorners(_ zone: Int, _ more: Double) {
    // a tenth of the last digit reports are written with
    guard abs(more) >= 1e-5 else { return }
    transfers.append(
      Transfer(
        from: more < 0 ? zone : nil, to: more < 0 ? nil : zone, area: abs(more), reason: .corners))
  }

  private static func corners(_ ground: MultiPolygon<GridPoint>) -> Set<GridPoint> {
    Set(ground.polygons.flatMap { $0.rings.flatMap { $0 } })
  }
}
