internal import ZoneGeometry

extension GeometryEngine {
  typealias Ground = MultiPolygon<PlanePoint>

  /// What an outline would be if there were one; see ``TilingCheck/init(_:outline:closing:engine:)``.
  func hull(of union: Ground, closing: Double) throws(GeometryError) -> Ground {
    if union.isEmpty { return union }
    let filled = try withoutHoles(union)
    if closing == 0 { return filled }
    // Mitred both ways: an arc would leave a fillet in every inward corner, and each would be a gap.
    let grown = try buffer(filled.geometry, by: closing, joins: .mitre)
    let closed = try withoutHoles(try buffer(grown.geometry, by: -closing, joins: .mitre))
    var fillings: [Polygon<PlanePoint>] = []
    for polygon in try difference(closed, filled).polygons {
      let area = try area(of: Ground([polygon]))
      // No polygon has a larger circle inside than the disc of its area: most crumbs end here.
      guard area > .pi * closing * closing / 2500 else { continue }
      if try clearance(of: polygon, area: area).radius > closing / 50 { fillings.append(polygon) }
    }
    return try withoutHoles(try self.union(filled, Ground(fillings)))
  }

  /// The ground inside the outer rings.
  private func withoutHoles(_ ground: Ground) throws(GeometryError) -> Ground {
    if ground.polygons.allSatisfy(\.holes.isEmpty) { return ground }
    // A union, since an island in a filled hole lies in the ground twice.
    return try union(ground.polygons.map { Ground([Polygon(exterior: $0.exterior)]) })
  }
}
