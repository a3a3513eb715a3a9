internal import ZoneAnalysis
internal import ZoneGeometry
internal import ZoneModel

/// Finds the zone beside a zone: of the same kind, with the longest border in common, else the nearest.
final class NeighbourSearch {
  struct Neighbour {
    var zone: Int
    /// Metres; `nil` where they share none.
    var border: Double?
    var gap: Double
  }

  /// Metres: outlines drawn apart from one another leave gaps and overlaps of about so much.
  static let nearness = 1.0

  private let zones: ZoneSet
  private let reach: Double
  private let boxes: [Box<LonLat>?]
  private let engine = GeometryEngine()

  init(_ zones: ZoneSet, reach: Double) {
    self.zones = zones
    self.reach = reach
    boxes = zones.zones.map { $0.boundary.geometry.bounds }
  }

  /// - Parameter isFree: whether a zone may serve.
  func neighbour(of zone: Int, where isFree: (Int) -> Bool) throws -> Neighbour? {
    guard let box = boxes[zone] else { return nil }
    let local = LocalMetres(around: box.centre)
    let near = zones.zones.indices.compactMap { other -> (zone: Int, gap: Double)? in
      guard other != zone, zones.zones[other].kind == zones.zones[zone].kind, isFree(other),
        let its = boxes[other]
      else { return nil }
      let gap = local.gap(box, its)
      return gap <= max(reach, Self.nearness) ? (other, gap) : nil
    }.sorted { $0.gap != $1.gap ? $0.gap < $1.gap : precedes($0.zone, $1.zone) }
    let touching = near.filter { $0.gap <= Self.nearness }.map(\.zone)
    return try bordering(zone, touching, local) ?? nearest(zone, near, local)
  }

  private func bordering(_ zone: Int, _ others: [Int], _ local: LocalMetres) -> Neighbour? {
    func ground(_ number: Int) -> MultiPolygon<PlanePoint> {
      MultiPolygon(local.shape(zones.zones[number]).polygons)
    }
    let mine = ground(zone)
    guard !mine.isEmpty, !others.isEmpty else { return nil }
    let lengths = ZoneBorders.shared(of: mine, with: others.map(ground), nearness: Self.nearness)
    let longest = lengths.indices.filter { lengths[$0] > 0 }.max { a, b in
      // to the centimetre, so that equal borders tie
      let (first, second) = ((lengths[a] * 100).rounded(), (lengths[b] * 100).rounded())
      return first != second ? first < second : precedes(others[b], others[a])
    }
    return longest.map { Neighbour(zone: others[$0], border: lengths[$0], gap: 0) }
  }

  private func nearest(
    _ zone: Int, _ near: [(zone: Int, gap: Double)], _ local: LocalMetres
  ) throws -> Neighbour? {
    let mine = local.shape(zones.zones[zone])
    var best: Neighbour?
    for (other, least) in near where least <= best?.gap ?? reach {
      let gap = try engine.distance(mine, local.shape(zones.zones[other]))
      guard gap <= reach else { continue }
      if let found = best, gap > found.gap || (gap == found.gap && !precedes(other, found.zone)) { continue }
      best = Neighbour(zone: other, border: nil, gap: gap)
    }
    return best
  }

  private func precedes(_ a: Int, _ b: Int) -> Bool {
    zones.zones[a].id.unicodeScalars.lexicographicallyPrecedes(zones.zones[b].id.unicodeScalars)
  }
}
