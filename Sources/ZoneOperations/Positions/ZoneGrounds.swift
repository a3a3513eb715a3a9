internal import ZoneAnalysis
internal import ZoneGeometry
internal import ZoneModel

/// Zones as ground in the planes they are measured in. Lives in one task.
final class ZoneGrounds {
  let zones: ZoneSet
  let engine = GeometryEngine()
  private var planes: [PlaneDefinition: Plane] = [:]
  private var check = GroundCheck()

  init(_ zones: ZoneSet) { self.zones = zones }

  func plane(_ definition: PlaneDefinition) throws -> Plane {
    if let plane = planes[definition] { return plane }
    let plane = try Plane(definition)
    planes[definition] = plane
    return plane
  }

  /// A zone's ground in its plane; of a road what lies within half its width.
  func ground(of zone: Int) throws -> MultiPolygon<PlanePoint> {
    let plane = try plane(zones.planes[zone])
    switch zones.zones[zone].boundary {
    case .ground(let ground):
      let drawn = try plane.outline(of: ground)
      return check.isSurelyValid(drawn) ? drawn : try engine.sound(drawn)
    case .road: return try engine.ground(of: try strip(of: zone))
    }
  }

  /// The ground of several zones of one plane together.
  ///
  /// - Parameter areas: the ground of those of them that are no roads.
  func union(of members: [Int], areas: [MultiPolygon<PlanePoint>]) throws -> MultiPolygon<PlanePoint> {
    let together = try engine.union(areas)
    let roads = members.filter { zones.zones[$0].boundary.isRoad }
    if roads.isEmpty { return together }
    let strips = try engine.ground(of: roads.flatMap { try strip(of: $0) })
    return areas.isEmpty ? strips : try engine.union(together, strips)
  }

  /// A road as somebody walking it would see it who sees half its width.
  private func strip(of zone: Int) throws -> [Footprint] {
    guard case .road(let lines, let width) = zones.zones[zone].boundary else { return [] }
    let plane = try plane(zones.planes[zone])
    return [Footprint(.walk(try lines.map { try plane.forward($0) }), radius: width / 2)]
  }
}
