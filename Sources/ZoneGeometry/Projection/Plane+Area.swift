extension Plane {
  /// The square metres ground encloses in this plane, holes taken off; of valid ground, whatever way its rings
  /// turn.
  ///
  /// - Throws: `GeometryError.outOfRange` for a place the plane does not reach.
  public func area(of ground: MultiPolygon<LonLat>) throws -> Double {
    var sum = 0.0
    for polygon in ground.polygons {
      sum += abs(try area(of: polygon.exterior))
      for hole in polygon.holes { sum -= abs(try area(of: hole)) }
    }
    return sum
  }

  /// The surveyor's formula around a ring's first point, as `Area::ofRing` of GEOS has it.
  private func area(of ring: [LonLat]) throws -> Double {
    guard let first = ring.first else { return 0 }
    let near = neighbourhood(of: first)
    let origin = try forward(first)
    var sum = 0.0
    var x = 0.0
    var y = 0.0
    for place in ring {
      let p = try near?.forward(place.lon, place.lat) ?? coordinates(place)
      guard p.x.isFinite, p.y.isFinite else { throw outOfRange(place) }
      let (nextX, nextY) = (p.x - origin.x, p.y - origin.y)
      sum += x * nextY - nextX * y
      (x, y) = (nextX, nextY)
    }
    return sum / 2
  }

  private func coordinates(_ place: LonLat) throws -> (x: Double, y: Double) {
    let p = try forward(place)
    return (p.x, p.y)
  }
}
