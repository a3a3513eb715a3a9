internal import CGEOS

extension GeometryEngine {
  /// The connected pieces of ground that lines enclose, islands as holes of what lies around them.
  ///
  /// Lines are cut wherever they meet or come nearer than half a unit, and every corner of the pieces has whole
  /// coordinates: neighbours have the same corners.
  ///
  /// - Parameter lines: coordinates below 2⁵⁰; shorter than two positions they are left out.
  /// - Source: `GEOSUnaryUnionPrec_r` (OverlayNG with snap rounding), `GEOSPolygonize_r`.
  public func wholeFaces<P: Position>(between lines: [[P]]) throws(GeometryError) -> [Polygon<P>] {
    let lines = lines.filter { $0.count > 1 }
    if lines.isEmpty { return [] }
    let all = try handle(Geometry.multiLine(lines))
    let noded = try context.owned("GEOSUnaryUnionPrec_r") { GEOSUnaryUnionPrec_r($0, all.pointer, 1) }
    return try context.owned("GEOSPolygonize_r") {
      var parts: [OpaquePointer?] = [noded.pointer]
      return GEOSPolygonize_r($0, &parts, 1)
    }.ground().polygons
  }
}
