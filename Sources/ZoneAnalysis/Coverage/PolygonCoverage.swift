internal import Foundation
internal import ZoneGeometry

/// Measures what a set of footprints covers of a zone, by polygons of GEOS that stand in for the discs.
///
/// A disc becomes a polygon of 128 corners that has the disc's own area (its corners lie 0.04 % outside, the
/// middles of its sides 0.02 % inside the circle); the ends and bends of a walk are arcs of 256 corners a
/// circle. Shares are within 1e-4 of the truth. ``CoverageKernel`` is exact and much faster; this one is what
/// its tests compare it with, and what it falls back on.
///
/// Lives in one task.
final class PolygonCoverage {
  private static let corners = 128
  /// Walks are widened in pieces of so many corners: one call on a day's track is far slower.
  private static let stretch = 48
  /// Pieces below this many square metres are rounding noise of the overlay.
  private static let dust = 1e-4

  private let engine: GeometryEngine
  private let rim: [(cos: Double, sin: Double)]

  init(engine: GeometryEngine = GeometryEngine()) {
    self.engine = engine
    // the regular polygon of n corners on radius R has the area ½ n R² sin(2π ÷ n)
    let n = Double(Self.corners)
    let stretch = (2 * .pi / n / sin(2 * .pi / n)).squareRoot()
    rim = (0..<Self.corners).map {
      let angle = 2 * .pi * (Double($0) + 0.5) / n
      return (cos(angle) * stretch, sin(angle) * stretch)
    }
  }

  /// What `footprints` show of `ground`.
  ///
  /// - Parameter ground: valid; plane of equal area, in metres.
  /// - Throws: `GeometryError` when an overlay fails.
  func cover(
    _ ground: MultiPolygon<PlanePoint>, by footprints: [Footprint]
  ) throws -> GroundCover {
    let area = try engine.area(of: ground)
    guard !footprints.isEmpty else {
      return GroundCover(area: area, observed: 0, unseen: try pieces(ground), effort: 0)
    }
    let unseen = try pieces(try engine.difference(ground, try engine.union(try footprints.flatMap(seen))))
    let dark = unseen.reduce(0) { $0 + $1.area }
    return GroundCover(
      area: area, observed: max(0, area - dark), unseen: unseen,
      effort: try effort(of: footprints, on: ground))
  }

  /// What `footprints` show of a road: the length of its lines within the radius of somebody.
  ///
  /// - Parameter width: the strip's width in metres; effort counts no wider sweep than that.
  func cover(
    road lines: [[PlanePoint]], width: Double, by footprints: [Footprint]
  ) throws -> RoadCover {
    let length = Self.length(lines)
    guard !footprints.isEmpty else {
      return RoadCover(length: length, observed: 0, unseen: lines, effort: 0)
    }
    let seen = try engine.union(try footprints.flatMap(seen))
    let unseen = try joined(engine.clip(lines, outside: seen))
    let strip = try engine.buffer(.multiLine(lines), by: width / 2, quadrantSegments: 8, ends: .flat)
    return RoadCover(
      length: length, observed: max(0, length - Self.length(unseen)), unseen: unseen,
      effort: try effort(of: footprints, on: strip, atMost: width))
  }

  private static func length(_ lines: [[PlanePoint]]) -> Double {
    lines.reduce(0) { $0 + ZoneGeometry.length(of: $1) }
  }

  /// Stretches of at least a millimetre, longest first.
  private func joined(_ lines: [[PlanePoint]]) -> [[PlanePoint]] {
    lines.map { (line: $0, length: ZoneGeometry.length(of: $0)) }.filter { $0.length > 1e-3 }
      .sorted { $0.length > $1.length }.map(\.line)
  }

  private func pieces(_ ground: MultiPolygon<PlanePoint>) throws -> [UnseenGround] {
    try ground.polygons
      .map { UnseenGround(outline: $0, area: try engine.area(of: MultiPolygon([$0]))) }
      .filter { $0.area > Self.dust }
      .sorted { $0.area > $1.area }
  }
}

@available(*, unavailable)
extension PolygonCoverage: Sendable {}

// MARK: - Footprints as polygons

extension PolygonCoverage {
  /// The ground one footprint shows.
  func seen(_ footprint: Footprint) throws -> [MultiPolygon<PlanePoint>] {
    switch footprint.trace {
    case .visit(let p): return [disc(p, footprint.radius)]
    case .walk(let lines):
      return try lines.flatMap { line in
        try stride(from: 0, to: max(1, line.count - 1), by: Self.stretch).map { start in
          let part = Array(line[start..<min(start + Self.stretch + 1, line.count)])
          return try engine.buffer(
            part.count > 1 ? .line(part) : .point(part[0]), by: footprint.radius, quadrantSegments: 64)
        }
      }
    }
  }

  private func disc(_ p: PlanePoint, _ radius: Double) -> MultiPolygon<PlanePoint> {
    var ring = rim.map { PlanePoint(p.x + radius * $0.cos, p.y + radius * $0.sin) }
    ring.append(ring[0])
    return MultiPolygon([Polygon(exterior: ring)])
  }
}

// MARK: - Effort

extension PolygonCoverage {
  /// Visits: the area of the disc inside the zone. Walks: sweep width × length inside the zone. With overlap.
  private func effort(
    of footprints: [Footprint], on ground: MultiPolygon<PlanePoint>, atMost width: Double = .infinity
  ) throws -> Double {
    let zone = try PreparedGround(ground.geometry, engine: engine)
    return try footprints.reduce(0) { sum, footprint in
      switch footprint.trace {
      case .visit(let p):
        let disc = disc(p, footprint.radius)
        if try zone.covers(disc) { return sum + .pi * footprint.radius * footprint.radius }
        return sum + (try engine.area(of: engine.intersection(ground, disc)))
      case .walk(let lines):
        return sum + min(2 * footprint.radius, width) * Self.length(try engine.clip(lines, to: ground))
      }
    }
  }
}
