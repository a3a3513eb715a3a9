import ZoneGeometry

typealias Ground = MultiPolygon<PlanePoint>

/// A closed ring through the given corners.
func ring(_ corners: [(Double, Double)]) -> Ring<PlanePoint> {
  (corners + [corners[0]]).map { PlanePoint($0.0, $0.1) }
}

/// A rectangle from its south-west to its north-east corner.
func rectangle(_ west: Double, _ south: Double, _ east: Double, _ north: Double) -> Polygon<PlanePoint> {
  Polygon(exterior: ring([(west, south), (east, south), (east, north), (west, north)]))
}

/// A square of 10 with a hole of 2 in its middle.
let holed = Polygon(
  exterior: rectangle(0, 0, 10, 10).exterior, holes: [rectangle(4, 4, 6, 6).exterior])
