extension Plane {
  /// Ground whose edges are straight between their ends in longitude and latitude (RFC 7946, section 3.1.1),
  /// as it lies in the plane: edges longer than `step` degrees are drawn through points between, since their
  /// image is bent. 5 km from west to east are 0.2 m off in their middle at 24° N, half a kilometre 2 mm.
  ///
  /// An edge that two grounds share is drawn through the same points in both.
  public func outline(
    of ground: MultiPolygon<LonLat>, step: Double = 0.005
  ) throws -> MultiPolygon<PlanePoint> {
    MultiPolygon(
      try ground.polygons.map { polygon in
        Polygon(
          exterior: try ring(polygon.exterior, step), holes: try polygon.holes.map { try ring($0, step) })
      })
  }

  private func ring(_ ring: [LonLat], _ step: Double) throws -> [PlanePoint] {
    var drawn: [PlanePoint] = []
    drawn.reserveCapacity(ring.count)
    for (a, b) in zip(ring, ring.dropFirst()) {
      drawn.append(try forward(a))
      let parts = (max(abs(b.lon - a.lon), abs(b.lat - a.lat)) / step).rounded(.up)
      guard parts > 1, parts < 100_000 else { continue }
      for k in 1..<Int(parts) {
        // the same from either end
        let (near, far) = (parts - Double(k), Double(k))
        drawn.append(
          try forward(
            LonLat((a.lon * near + b.lon * far) / parts, (a.lat * near + b.lat * far) / parts)))
      }
    }
    if let last = ring.last { drawn.append(try forward(last)) }
    return drawn
  }
}
