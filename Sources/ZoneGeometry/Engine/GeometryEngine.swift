internal import CGEOS

/// Every GEOS call, behind values.
///
/// An engine lives in one task: its methods are synchronous and nothing of GEOS leaves it. Inputs with
/// coordinates that are not finite are refused; every other input is answered or throws
/// `GeometryError.engine` with GEOS's own words.
public final class GeometryEngine {
  let context = GEOSContext()

  public init() {}

  /// GEOS's version, for example `3.11.1`.
  public static var version: String {
    let full = String(cString: GEOSversion())
    return String(full.prefix { $0 != "-" })
  }
}

@available(*, unavailable)
extension GeometryEngine: Sendable {}

extension GeometryEngine {
  func handle<P: Position>(_ ground: MultiPolygon<P>) throws(GeometryError) -> GeometryHandle {
    try handle(ground.geometry)
  }

  func handle<P: Position>(_ geometry: Geometry<P>) throws(GeometryError) -> GeometryHandle {
    var bad: P?
    geometry.forEachPosition { if bad == nil, !$0.isFinite { bad = $0 } }
    if let bad { throw .outOfRange(first: bad.first, second: bad.second, system: "a plane") }
    return try context.geometry(geometry)
  }
}
