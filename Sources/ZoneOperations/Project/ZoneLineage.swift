internal import ZoneGeometry
internal import ZoneStore

/// Finds out which zones took the ground of those that ended.
struct ZoneLineage {
  /// One earlier zone and one that took ground of it.
  struct Link {
    let earlier: String
    let later: String
    /// Of the earlier zone's area.
    let share: Double
    /// Nearly all of it went to this one.
    let isWhole: Bool
  }

  /// A smaller share is the width of a pencil line.
  private static let least = 0.01
  private let engine = GeometryEngine()

  /// - Parameter zones: those of the new generation, with their ground.
  /// - Complexity: O(*n* · *m*) boxes; an overlay for each pair that meets.
  func links(_ ended: [EndedZone], _ zones: [(key: String, ground: MultiPolygon<LonLat>)]) throws -> [Link] {
    var links: [Link] = []
    for old in ended {
      guard let ground = old.boundary.map({ MultiPolygon($0.polygons) }), let box = ground.bounds else {
        continue
      }
      let plane = try Plane(.equalArea(near: box))
      let before = try engine.repaired(plane.forward(ground))
      let area = try engine.area(of: before)
      guard area > 0 else { continue }
      for zone in zones where zone.ground.bounds?.intersects(box) == true {
        let common = try engine.intersection(before, engine.repaired(plane.forward(zone.ground)))
        let share = try engine.area(of: common) / area
        guard share >= Self.least else { continue }
        links.append(Link(earlier: old.key, later: zone.key, share: share, isWhole: share > 1 - Self.least))
      }
    }
    return links
  }
}
