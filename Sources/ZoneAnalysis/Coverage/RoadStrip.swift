public import ZoneGeometry

extension GeometryEngine {
  /// The ground within the radii of footprints: the strip of a road, or of many at once.
  ///
  /// Bends and ends follow their arcs by chords within `tolerance` metres. (A buffer of GEOS leaves out
  /// vertices on the inner side of bends, which moves its edge by up to a hundredth of its width.)
  ///
  /// - Throws: `GeometryError` when neither the exact boundary nor an overlay can be had.
  public func ground(
    of footprints: [Footprint], tolerance: Double = 2e-4
  ) throws -> MultiPolygon<PlanePoint> {
    let boxes = footprints.compactMap(\.box)
    guard let first = boxes.first else { return MultiPolygon() }
    let box = boxes.dropFirst().reduce(into: first) { $0.extend(to: $1) }.grown(by: 1)
    let (low, high) = (box.minimum, box.maximum)
    let frame = MultiPolygon([
      Polygon(
        exterior: [low, PlanePoint(high.x, low.y), high, PlanePoint(low.x, high.y), low])
    ])
    let kernel = CoverageKernel(engine: self, chordTolerance: tolerance)
    let rest = try kernel.cover(frame, by: footprints).unseen
    return try difference(frame, MultiPolygon(rest.map(\.outline)))
  }
}
