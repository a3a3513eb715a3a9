import ZoneGeometry

typealias Ground = MultiPolygon<PlanePoint>

/// Ground with one ring through the given corners.
func ground(_ corners: [(Double, Double)], holes: [[(Double, Double)]] = []) -> Ground {
  func ring(_ corners: [(Double, Double)]) -> [PlanePoint] {
    (corners + [corners[0]]).map { PlanePoint($0.0, $0.1) }
  }
  return Ground([Polygon(exterior: ring(corners), holes: holes.map(ring))])
}

/// A rectangle from its south-west to its north-east corner.
func rectangle(_ west: Double, _ south: Double, _ east: Double, _ north: Double) -> Ground {
  ground([(west, south), (east, south), (east, north), (west, north)])
}
