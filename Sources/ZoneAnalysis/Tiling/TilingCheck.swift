public import ZoneGeometry

/// How far zones that should tile a city's outline do so: the ground nobody has, the ground two have, the
/// ground beyond the outline, and areas that add up.
///
/// Everything is measured in the zones' equal-area plane. Pieces smaller than ``leastArea`` or narrower than
/// twice ``leastClearance`` are numerical dust: they are not listed, and their sum is in ``sums``.
public struct TilingCheck: Sendable {
  /// Square metres; 10 cm² is far below what any survey claims and far above what rounding leaves behind.
  public static let leastArea = 1e-3
  /// Metres; a strip as wide as the diagonal of the last of seven decimals of a degree has half as much.
  /// A corner on a straight border is off it by that width when it is written.
  public static let leastClearance = 8e-3

  /// The outline that was given, or the hull that stands in for it.
  public let outline: MultiPolygon<PlanePoint>
  /// Ground of the outline in no zone, largest first.
  public let gaps: [Gap]
  /// Ground in two zones, largest first. Ground in three zones is listed for each of the three pairs.
  public let overlaps: [Overlap]
  /// Ground of a zone beyond the outline, largest first; always empty for a hull.
  public let outside: [Outside]
  public let sums: Sums

  /// Checks zones, given as valid ground each; an empty one takes no part.
  ///
  /// Without an outline the hull of the zones stands in for it: their union with all holes filled, and with
  /// notches and lanes between parts filled that are narrower than 2 × `closing` metres. (A convex hull
  /// would call the whole bay of a concave city a gap.) Corners stay as they are, but for inward ones
  /// sharper than 23 degrees. Fillings in whose widest place no circle of `closing` ÷ 50 fits are left out:
  /// that is how exactly GEOS draws buffers.
  ///
  /// - Complexity: a union of all zones, an overlay for every two zones whose boxes meet, and O(*n* log *n*)
  ///   in the vertices.
  /// - Throws: `GeometryError.engine` when an overlay fails; `.outOfRange` for coordinates not finite.
  /// - Source: OverlayNG by way of ``GeometryEngine``; closing: Serra, Image Analysis and Mathematical
  ///   Morphology (1982), chapter 2.
  public init(
    _ zones: [MultiPolygon<PlanePoint>], outline: MultiPolygon<PlanePoint>? = nil, closing: Double = 50,
    engine: GeometryEngine
  ) throws(GeometryError) {
    precondition(closing >= 0 && closing.isFinite, "a distance in metres")
    let union = try engine.union(zones)
    let ground: MultiPolygon<PlanePoint>
    if let outline { ground = outline } else { ground = try engine.hull(of: union, closing: closing) }
    var zoneAreas = 0.0
    for zone in zones { zoneAreas += try engine.area(of: zone) }
    let check = TilingSurvey(zones: zones, outline: ground, union: union, engine: engine)
    let gaps = try check.gaps()
    let unionArea = try engine.area(of: union)
    let overlaps =
      Self.hasNoOverlap(zones: zoneAreas, union: unionArea)
      ? TilingSurvey.Found<Overlap>(dust: max(0, zoneAreas - unionArea)) : try check.overlaps()
    let outside = outline == nil ? TilingSurvey.Found<Outside>() : try check.outside()
    self.outline = ground
    self.gaps = gaps.pieces
    self.overlaps = overlaps.pieces
    self.outside = outside.pieces
    sums = Sums(
      outline: try engine.area(of: ground), union: unionArea,
      covered: try engine.area(of: try engine.intersection(union, ground)),
      zones: zoneAreas, gaps: gaps.area, overlaps: overlaps.area, outside: outside.area,
      gapDust: gaps.dust, overlapDust: overlaps.dust, outsideDust: outside.dust)
  }
}

extension TilingCheck {
  /// Ground in two zones would make them larger than their union: areas that agree save the search of every
  /// pair, half the time of a check. Areas are summed to 1 part in 10¹³; those of a country are searched.
  private static func hasNoOverlap(zones: Double, union: Double) -> Bool {
    zones - union + 1e-13 * zones < leastArea
  }

  /// The zones that border a gap, overlap another or reach beyond the outline, ascending.
  public var concerned: [Int] {
    var zones = Set(gaps.flatMap { $0.borders.map(\.zone) })
    for overlap in overlaps { zones.formUnion([overlap.first, overlap.second]) }
    zones.formUnion(outside.map(\.zone))
    return zones.sorted()
  }

  /// Whether it found anything.
  public var isClean: Bool { gaps.isEmpty && overlaps.isEmpty && outside.isEmpty }

  /// One connected piece of ground.
  public struct Piece: Sendable, Hashable {
    public var ground: Polygon<PlanePoint>
    /// Square metres.
    public var area: Double
    /// The largest circle inside; see ``GeometryEngine/clearance(of:area:)`` for how exact it is. A small
    /// radius tells a sliver.
    public var clearance: InscribedCircle
  }

  /// Ground of the outline in no zone.
  public struct Gap: Sendable, Hashable {
    public var piece: Piece
    /// The zones it borders, longest shared border first; empty when it borders the outline alone.
    public var borders: [Border]

    /// The zone with the longest shared border, the natural one to take the gap over.
    public var nearest: Border? { borders.first }
  }

  /// The border a zone shares with a gap.
  public struct Border: Sendable, Hashable {
    /// Index of the zone.
    public var zone: Int
    /// Metres.
    public var length: Double

    public init(zone: Int, length: Double) {
      self.zone = zone
      self.length = length
    }
  }

  /// Ground in two zones.
  public struct Overlap: Sendable, Hashable {
    /// Indices of the zones, the lower one first.
    public var first: Int
    public var second: Int
    public var piece: Piece
    /// The zones whose borders run along it, its own two included, longest first.
    public var borders: [Border] = []
    /// The one that would be the natural one to keep it, by the rules of ``TilingRepair``: of two of which more
    /// than half is disputed the smaller, else the one whose undisputed ground has the longer border with it.
    public var keeper: Int
  }

  /// Ground of a zone beyond the outline.
  public struct Outside: Sendable, Hashable {
    /// Index of the zone.
    public var zone: Int
    public var piece: Piece
  }

  /// Areas in square metres. Each is measured on its own; rounding apart,
  /// outline = covered + gaps + gapDust, union = covered + outside + outsideDust and
  /// zones − overlaps − overlapDust = union, so zones + gaps − overlaps − outside = outline.
  public struct Sums: Sendable, Hashable {
    public var outline: Double
    /// All ground in at least one zone.
    public var union: Double
    /// All ground of the outline in at least one zone.
    public var covered: Double
    /// The zones' areas added up, ground in two zones twice.
    public var zones: Double
    /// The gaps listed.
    public var gaps: Double
    /// Ground in *k* zones counted *k* − 1 times. Equal to the sum of the overlaps listed unless three zones
    /// share ground.
    public var overlaps: Double
    /// Ground beyond the outline, once.
    public var outside: Double
    /// Pieces that were too small to be listed.
    public var gapDust: Double
    public var overlapDust: Double
    public var outsideDust: Double
  }
}
