internal import CGEOS

/// The largest circle that fits in ground: the point farthest from the edge and that distance.
public struct InscribedCircle: Sendable, Hashable {
  public var centre: PlanePoint
  /// Metres.
  public var radius: Double

  public init(centre: PlanePoint, radius: Double) {
    self.centre = centre
    self.radius = radius
  }
}

extension GeometryEngine {
  /// Area in the frame's own unit squared; holes are taken off.
  ///
  /// - Source: `GEOSArea_r`.
  public func area<P: Position>(of ground: MultiPolygon<P>) throws(GeometryError) -> Double {
    if ground.isEmpty { return 0 }
    let geometry = try handle(ground)
    return try context.measured("GEOSArea_r") { GEOSArea_r($0, geometry.pointer, $1) }
  }

  /// A position inside the geometry: on it for points and lines, well inside for ground.
  ///
  /// - Returns: `nil` for an empty geometry.
  /// - Source: `GEOSPointOnSurface_r`.
  public func interiorPoint<P: Position>(of geometry: Geometry<P>) throws(GeometryError) -> P? {
    let input = try handle(geometry)
    let made = try context.owned("GEOSPointOnSurface_r") { GEOSPointOnSurface_r($0, input.pointer) }
    guard case .point(let p) = made.value(as: P.self) else { return nil }
    return p
  }

  /// The largest circle inside `ground`, its radius found to within `tolerance` metres.
  ///
  /// - Returns: `nil` for empty ground.
  /// - Source: `GEOSMaximumInscribedCircle_r`.
  public func largestInscribedCircle(
    in ground: MultiPolygon<PlanePoint>, tolerance: Double
  ) throws(GeometryError) -> InscribedCircle? {
    if ground.isEmpty { return nil }
    let input = try handle(ground)
    let radius = try context.owned("GEOSMaximumInscribedCircle_r") {
      GEOSMaximumInscribedCircle_r($0, input.pointer, tolerance)
    }
    guard let line = radius.value(as: PlanePoint.self).lines.first, line.count == 2 else { return nil }
    return InscribedCircle(centre: line[0], radius: line[0].distance(to: line[1]))
  }

  /// Shortest distance between two geometries in the frame's unit; 0 where they meet.
  ///
  /// - Source: `GEOSDistance_r`.
  public func distance<P: Position>(
    _ a: Geometry<P>, _ b: Geometry<P>
  ) throws(GeometryError) -> Double {
    let first = try handle(a)
    let second = try handle(b)
    return try context.measured("GEOSDistance_r") { GEOSDistance_r($0, first.pointer, second.pointer, $1) }
  }

  /// Whether `ground` covers `p`, edges included.
  ///
  /// - Source: `GEOSCovers_r`.
  public func covers<P: Position>(_ ground: MultiPolygon<P>, _ p: P) throws(GeometryError) -> Bool {
    let first = try handle(ground)
    let second = try handle(Geometry.point(p))
    return try context.predicate("GEOSCovers_r") { GEOSCovers_r($0, first.pointer, second.pointer) }
  }

  /// Length of the border the two grounds share, in the frame's unit; 0 when they meet at points or not at
  /// all.
  ///
  /// Only edges that coincide exactly count: a vertex that one of them lacks and that is rounded off the
  /// other's edge ends the shared border there.
  ///
  /// - Source: `GEOSIntersection_r` of the rings, `GEOSLength_r`.
  public func sharedBorderLength<P: Position>(
    _ a: MultiPolygon<P>, _ b: MultiPolygon<P>
  ) throws(GeometryError) -> Double {
    let first = try handle(Geometry.multiLine(a.polygons.flatMap(\.rings)))
    let second = try handle(Geometry.multiLine(b.polygons.flatMap(\.rings)))
    let shared = try context.owned("GEOSIntersection_r") {
      GEOSIntersection_r($0, first.pointer, second.pointer)
    }
    return try context.measured("GEOSLength_r") { GEOSLength_r($0, shared.pointer, $1) }
  }
}

/// Length of a line in the frame's unit.
public func length<P: Position>(of line: [P]) -> Double {
  zip(line, line.dropFirst()).reduce(0) { sum, ends in
    let dx = ends.1.first - ends.0.first
    let dy = ends.1.second - ends.0.second
    return sum + (dx * dx + dy * dy).squareRoot()
  }
}
