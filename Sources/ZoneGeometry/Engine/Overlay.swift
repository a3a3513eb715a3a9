internal import CGEOS

extension GeometryEngine {
  /// All ground that is in at least one of `grounds`; empty for none.
  ///
  /// - Source: `GEOSUnaryUnion_r` (OverlayNG, floating precision with snapping fallback).
  public func union<P: Position>(_ grounds: [MultiPolygon<P>]) throws(GeometryError) -> MultiPolygon<P> {
    // A collection, not a multipolygon: the members may overlap.
    let members = grounds.flatMap { $0.polygons.map { Geometry.polygon($0) } }
    if members.isEmpty { return MultiPolygon() }
    let all = try handle(Geometry.collection(members))
    return try context.owned("GEOSUnaryUnion_r") { GEOSUnaryUnion_r($0, all.pointer) }.ground()
  }

  /// The ground in either, each of them valid: one overlay, where the union of many takes several rounds.
  ///
  /// - Source: `GEOSUnion_r`.
  public func union<P: Position>(
    _ a: MultiPolygon<P>, _ b: MultiPolygon<P>
  ) throws(GeometryError) -> MultiPolygon<P> {
    try overlay("GEOSUnion_r", a, b, GEOSUnion_r)
  }

  /// The ground in both; touching edges and points do not count.
  ///
  /// - Source: `GEOSIntersection_r`.
  public func intersection<P: Position>(
    _ a: MultiPolygon<P>, _ b: MultiPolygon<P>
  ) throws(GeometryError) -> MultiPolygon<P> {
    try overlay("GEOSIntersection_r", a, b, GEOSIntersection_r)
  }

  /// The ground in `a` and not in `b`.
  ///
  /// - Source: `GEOSDifference_r`.
  public func difference<P: Position>(
    _ a: MultiPolygon<P>, _ b: MultiPolygon<P>
  ) throws(GeometryError) -> MultiPolygon<P> {
    try overlay("GEOSDifference_r", a, b, GEOSDifference_r)
  }

  private func overlay<P: Position>(
    _ function: String, _ a: MultiPolygon<P>, _ b: MultiPolygon<P>,
    _ operation: (GEOSContextHandle_t?, OpaquePointer?, OpaquePointer?) -> OpaquePointer?
  ) throws(GeometryError) -> MultiPolygon<P> {
    let first = try handle(a)
    let second = try handle(b)
    return try context.owned(function) { operation($0, first.pointer, second.pointer) }.ground()
  }

  /// The parts of `lines` inside `ground`, edges included; pieces are not joined.
  ///
  /// - Source: `GEOSIntersection_r`.
  public func clip<P: Position>(
    _ lines: [[P]], to ground: MultiPolygon<P>
  ) throws(GeometryError) -> [[P]] {
    let first = try handle(Geometry.multiLine(lines))
    let second = try handle(ground)
    return try context.owned("GEOSIntersection_r") {
      GEOSIntersection_r($0, first.pointer, second.pointer)
    }.value(as: P.self).lines
  }

  /// The parts of `lines` outside `ground`.
  ///
  /// - Source: `GEOSDifference_r`.
  public func clip<P: Position>(
    _ lines: [[P]], outside ground: MultiPolygon<P>
  ) throws(GeometryError) -> [[P]] {
    let first = try handle(Geometry.multiLine(lines))
    let second = try handle(ground)
    return try context.owned("GEOSDifference_r") {
      GEOSDifference_r($0, first.pointer, second.pointer)
    }.value(as: P.self).lines
  }
}

/// How the ends of a line's buffer look.
public enum LineEnd: Sendable {
  /// A half disc: all ground within the distance.
  case round
  /// Cut square at the end of the line: the strip of a road.
  case flat
}

/// How a buffer goes round a corner.
public enum LineJoin: Sendable {
  /// By an arc: all ground within the distance.
  case round
  /// By prolonging the sides until they meet, at most 5 distances from the corner: a buffer back by the same
  /// distance restores the corner.
  case mitre
}

extension GeometryEngine {
  /// All ground within `distance` metres of `geometry`, arcs approximated by `quadrantSegments` chords a
  /// quarter circle (chords lie inside the arc). A negative distance shrinks ground.
  ///
  /// GEOS leaves out vertices on the inner side of bends that change the result by less than a hundredth of
  /// the distance.
  ///
  /// - Source: `GEOSBufferWithStyle_r`.
  public func buffer(
    _ geometry: Geometry<PlanePoint>, by distance: Double, quadrantSegments: Int = 16, ends: LineEnd = .round,
    joins: LineJoin = .round
  ) throws(GeometryError) -> MultiPolygon<PlanePoint> {
    let input = try handle(geometry)
    let cap = ends == .round ? GEOSBUF_CAP_ROUND : GEOSBUF_CAP_FLAT
    let join = joins == .round ? GEOSBUF_JOIN_ROUND : GEOSBUF_JOIN_MITRE
    return try context.owned("GEOSBufferWithStyle_r") {
      GEOSBufferWithStyle_r(
        $0, input.pointer, distance, Int32(quadrantSegments), Int32(cap.rawValue), Int32(join.rawValue), 5)
    }.ground()
  }

  /// The convex hull; empty for fewer than three positions not in line.
  ///
  /// - Source: `GEOSConvexHull_r`.
  public func convexHull<P: Position>(of geometry: Geometry<P>) throws(GeometryError) -> MultiPolygon<P> {
    let input = try handle(geometry)
    return try context.owned("GEOSConvexHull_r") { GEOSConvexHull_r($0, input.pointer) }.ground()
  }

  /// The same line with vertices left out that lie within `tolerance` of what remains.
  ///
  /// - Source: `GEOSSimplify_r` (Douglas & Peucker 1973).
  public func simplified<P: Position>(_ line: [P], within tolerance: Double) throws(GeometryError) -> [P] {
    if line.count < 3 { return line }
    let input = try handle(Geometry.line(line))
    return try context.owned("GEOSSimplify_r") { GEOSSimplify_r($0, input.pointer, tolerance) }
      .value(as: P.self).lines.first ?? line
  }
}
