public import ZoneGeometry
public import ZoneModel

/// Answers which zone lies nearest to a point that lies in none.
///
/// Lives in one task.
public final class NearestZone {
  private let groups: [Group]
  private let ids: [String]

  /// - Parameter planes: the plane each zone is measured in, one a zone.
  public init(
    _ zones: [Zone], planes: [PlaneDefinition], engine: GeometryEngine = GeometryEngine()
  ) throws {
    ids = zones.map(\.id)
    groups = try Dictionary(grouping: zones.indices) { planes[$0] }.sorted { $0.value[0] < $1.value[0] }.map {
      try Group($0.value, of: zones, in: $0.key, engine)
    }
  }

  /// The nearest zone within `limit` metres and its distance; of several at the same distance the one whose
  /// id comes first in code-point order; `nil` when there is none.
  ///
  /// - Complexity: that of looking at the zones within four times the distance of the nearest.
  public func nearest(to p: LonLat, within limit: Double) throws -> (zone: Int, distance: Double)? {
    // a wide limit would ask every zone for its distance, so the circle grows until it meets one
    var reach = min(limit, Self.firstReach)
    while true {
      if let found = try nearest(to: p, reaching: reach) { return found }
      if reach >= limit { return nil }
      reach = min(limit, reach * 4)
    }
  }

  private static let firstReach = 50.0

  private func nearest(to p: LonLat, reaching limit: Double) throws -> (zone: Int, distance: Double)? {
    var best: (zone: Int, distance: Double)?
    for group in groups {
      for candidate in try group.candidates(p, within: limit) {
        guard let current = best else {
          best = candidate
          continue
        }
        let isEarlier = ids[candidate.zone].unicodeScalars.lexicographicallyPrecedes(
          ids[current.zone].unicodeScalars)
        if candidate.distance < current.distance || (candidate.distance == current.distance && isEarlier) {
          best = candidate
        }
      }
    }
    return best
  }

  private final class Group {
    let plane: Plane
    let numbers: [Int]
    let shapes: [PreparedGround]
    let halves: [Double]
    let index: BoxIndex<PlanePoint>

    init(_ numbers: [Int], of zones: [Zone], in definition: PlaneDefinition, _ engine: GeometryEngine) throws
    {
      plane = try Plane(definition)
      self.numbers = numbers
      let drawn = try numbers.map { [plane] in try plane.forward(zones[$0].boundary.geometry) }
      shapes = try drawn.map { try PreparedGround($0, engine: engine) }
      halves = numbers.map { if case .road(_, let width) = zones[$0].boundary { width / 2 } else { 0 } }
      index = BoxIndex(drawn.map { $0.bounds ?? Box(PlanePoint(.infinity, .infinity)) })
    }

    func candidates(_ p: LonLat, within limit: Double) throws -> [(zone: Int, distance: Double)] {
      guard let point = try? plane.forward(p) else { return [] }
      let reach = limit + (halves.max() ?? 0)
      return try index.meeting(Box(point).grown(by: reach)).compactMap { item in
        let distance = max(0, try shapes[item].distance(to: point) - halves[item])
        return distance <= limit ? (numbers[item], distance) : nil
      }
    }
  }
}

@available(*, unavailable)
extension NearestZone: Sendable {}
