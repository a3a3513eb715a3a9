internal import CGEOS

/// Whether ground is a valid polygon or multipolygon, and if not, why and where.
public enum Validity<P: Position>: Sendable, Hashable {
  case valid
  /// GEOS's reason, for example `Self-intersection`, and a place on the fault.
  case invalid(reason: String, near: P)
}

extension GeometryEngine {
  /// Judges ground by the OGC rules.
  ///
  /// - Returns: `.valid` also for empty ground.
  /// - Source: `GEOSisValidDetail_r`.
  public func validity<P: Position>(of ground: MultiPolygon<P>) throws(GeometryError) -> Validity<P> {
    if ground.isEmpty { return .valid }
    let geometry = try handle(ground)
    var reason: UnsafeMutablePointer<CChar>?
    var location: OpaquePointer?
    let answer = GEOSisValidDetail_r(context.handle, geometry.pointer, 0, &reason, &location)
    defer {
      if let reason { GEOSFree_r(context.handle, reason) }
      if let location { GEOSGeom_destroy_r(context.handle, location) }
    }
    switch answer {
    case 1: return .valid
    case 0:
      let near = location.flatMap(position(of:)).map { P($0.0, $0.1) } ?? ground.polygons[0].exterior[0]
      return .invalid(reason: reason.map { String(cString: $0) } ?? "not valid", near: near)
    default: throw context.failure("GEOSisValidDetail_r")
    }
  }

  /// Ground that is valid and keeps every polygon of `ground`; lines and points that repair leaves
  /// behind are dropped. Valid input comes back as GEOS stores it.
  ///
  /// - Source: `GEOSMakeValid_r` (linework method: doubly wound ground becomes a hole).
  public func repaired<P: Position>(_ ground: MultiPolygon<P>) throws(GeometryError) -> MultiPolygon<P> {
    let geometry = try handle(ground)
    let made = try context.owned("GEOSMakeValid_r") { GEOSMakeValid_r($0, geometry.pointer) }
    let polygons: MultiPolygon<P> = made.ground()
    // Collections may hold polygons that touch along an edge; one union makes them a valid multipolygon.
    if case .collection = made.value(as: P.self), polygons.polygons.count > 1 { return try union([polygons]) }
    return polygons
  }

  /// `ground` itself where it is valid, else repaired. What is valid in degrees need not be so in a plane,
  /// where an edge of hundreds of kilometres takes another way between its ends.
  public func sound<P: Position>(_ ground: MultiPolygon<P>) throws(GeometryError) -> MultiPolygon<P> {
    if case .valid = try validity(of: ground) { return ground }
    return try repaired(ground)
  }

  private func position(of point: OpaquePointer) -> (Double, Double)? {
    var x = 0.0
    var y = 0.0
    guard GEOSGeomGetX_r(context.handle, point, &x) == 1, GEOSGeomGetY_r(context.handle, point, &y) == 1
    else { return nil }
    return (x, y)
  }
}
