extension MultiPolygon where P == PlanePoint {
  /// The square metres it encloses, holes taken off, by the surveyor's formula around each ring's first
  /// point; of valid ground, whatever way its rings turn.
  ///
  /// - Source: `Area::ofRing` of GEOS sums the same way.
  public var area: Double {
    polygons.reduce(0) { sum, polygon in
      polygon.holes.reduce(sum + abs(ringArea(polygon.exterior))) { $0 - abs(ringArea($1)) }
    }
  }
}

/// The signed area of a ring, closed or not: positive when it turns left.
private func ringArea(_ ring: [PlanePoint]) -> Double {
  guard let origin = ring.first else { return 0 }
  var sum = 0.0
  var x = 0.0
  var y = 0.0
  for p in ring {
    let (nextX, nextY) = (p.x - origin.x, p.y - origin.y)
    sum += x * nextY - nextX * y
    (x, y) = (nextX, nextY)
  }
  return sum / 2
}
