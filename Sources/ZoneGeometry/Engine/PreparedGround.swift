internal import CGEOS

/// One geometry in a plane made ready to be asked many times how near something is.
///
/// Lives in one task, like the engine it was made from.
public final class PreparedGround {
  private let context: GEOSContext
  private let handle: GeometryHandle
  private let prepared: OpaquePointer

  /// - Throws: `GeometryError.engine` when the geometry cannot be prepared.
  /// - Source: `GEOSPrepare_r`.
  public init(_ geometry: Geometry<PlanePoint>, engine: GeometryEngine) throws(GeometryError) {
    context = engine.context
    handle = try engine.handle(geometry)
    guard let ready = GEOSPrepare_r(context.handle, handle.pointer) else {
      throw context.failure("GEOSPrepare_r")
    }
    prepared = ready
  }

  deinit { GEOSPreparedGeom_destroy_r(context.handle, prepared) }

  /// Whether `other` comes within `distance` metres (or meets it).
  ///
  /// - Source: `GEOSPreparedDistanceWithin_r`.
  public func isWithin(_ distance: Double, of other: Geometry<PlanePoint>) throws(GeometryError) -> Bool {
    let second = try context.geometry(other)
    return try context.predicate("GEOSPreparedDistanceWithin_r") {
      GEOSPreparedDistanceWithin_r($0, prepared, second.pointer, distance)
    }
  }

  /// Metres between it and `p`; 0 on it.
  ///
  /// - Source: `GEOSPreparedDistance_r`.
  public func distance(to p: PlanePoint) throws(GeometryError) -> Double {
    let second = try context.point(p)
    return try context.measured("GEOSPreparedDistance_r") {
      GEOSPreparedDistance_r($0, prepared, second.pointer, $1)
    }
  }

  /// Whether `p` lies on it, edges included.
  ///
  /// - Source: `GEOSPreparedIntersects_r`.
  public func meets(_ p: PlanePoint) throws(GeometryError) -> Bool {
    let second = try context.point(p)
    return try context.predicate("GEOSPreparedIntersects_r") {
      GEOSPreparedIntersects_r($0, prepared, second.pointer)
    }
  }

  /// Whether all of `ground` lies in it.
  ///
  /// - Source: `GEOSPreparedCovers_r`.
  public func covers(_ ground: MultiPolygon<PlanePoint>) throws(GeometryError) -> Bool {
    let second = try context.ground(ground)
    return try context.predicate("GEOSPreparedCovers_r") {
      GEOSPreparedCovers_r($0, prepared, second.pointer)
    }
  }
}

@available(*, unavailable)
extension PreparedGround: Sendable {}
