import TestSupport
import Testing
import ZoneGeometry
import ZoneModel

@testable import ZoneAnalysis

/// Roads that make locating hard: bends, straight pieces along the axes, doubled corners, pieces without length,
/// roads that share a course, long ones across all others, a far town.
private struct RoughRoads {
  var zones: [Zone] = []
  private var random: SeededRandom
  private let centre: LonLat

  init(seed: UInt64, around centre: LonLat, count: Int) {
    random = SeededRandom(seed: seed)
    self.centre = centre
    for k in 0..<count { add(lines(k), width: k % 5 == 0 ? 0.5 : 4 + Double(k % 60)) }
  }

  private mutating func add(_ lines: [[LonLat]], width: Double) {
    zones.append(Zone(id: "r\(zones.count)", kind: .road, boundary: .road(lines, width: width)))
  }

  private mutating func number(_ low: Double, _ high: Double) -> Double {
    Double.random(in: low...high, using: &random)
  }

  private mutating func lines(_ k: Int) -> [[LonLat]] {
    // metres
    let start = (number(-3_000, 3_000), number(-3_000, 3_000))
    switch k % 9 {
    case 0: return [[at(start.0, start.1), at(start.0, start.1)]]
    case 1: return [[at(-4_000, number(-3_000, 3_000)), at(4_000, number(-3_000, 3_000))]]
    case 2:
      let twice = at(start.0 + 100, start.1)
      return [[at(start.0, start.1), twice, twice, at(start.0 + 100, start.1 + 80)]]
    case 3 where !zones.isEmpty:
      if case .road(let lines, _) = zones[zones.count - 1].boundary { return lines.map { $0.reversed() } }
      return []
    case 4: return [[at(400_000 + start.0, 300_000), at(400_000 + start.0, 300_300)]]
    default: return (0...k % 3).map { _ in bends(start) }
    }
  }

  private mutating func bends(_ start: (Double, Double)) -> [LonLat] {
    var (x, y) = start
    return (0..<12).map { _ in
      x += number(-40, 60)
      y += number(-40, 60)
      return at(x, y)
    }
  }

  private func at(_ east: Double, _ north: Double) -> LonLat {
    LonLat(centre.lon + east / 102_000, centre.lat + north / 110_800)
  }

  /// Points on lines, at their corners, at the very edge of a road and a hair beside it, and anywhere.
  mutating func points(_ plane: Plane) throws -> [LonLat] {
    var points = (0..<4_000).map { _ in at(number(-3_500, 3_500), number(-3_500, 3_500)) }
    for zone in zones {
      guard case .road(let lines, let width) = zone.boundary else { continue }
      for line in lines {
        points += line
        for (a, b) in zip(try plane.forward(line), try plane.forward(line).dropFirst()) {
          let (dx, dy) = (b.x - a.x, b.y - a.y)
          let length = (dx * dx + dy * dy).squareRoot()
          guard length > 0 else { continue }
          let share = number(0, 1)
          for side in [-1.0, 1] {
            for metres in [
              width / 2, width / 2 + 1e-9, width / 2 - 1e-9, width / 2 + 1e-5, width / 2 - 1e-5, 0,
            ] {
              let off = side * metres / length
              points.append(
                try plane.inverse(
                  PlanePoint(a.x + share * dx - off * dy, a.y + share * dy + off * dx)))
            }
          }
        }
      }
    }
    return points
  }
}

@Suite struct `Roads by distance` {
  @Test(arguments: [1, 2, 3] as [UInt64])
  func `the roads of a place are those GEOS finds within half their width`(seed: UInt64) throws {
    let definition = PlaneDefinition.equalArea(LonLat(116.65, 23.66))
    let plane = try Plane(definition)
    var rough = RoughRoads(seed: seed, around: LonLat(116.64, 23.67), count: 120)
    let points = try rough.points(plane)
    let engine = GeometryEngine()
    let all = try rough.zones.map { zone in
      try PreparedGround(plane.forward(zone.boundary.geometry), engine: engine)
    }
    let group = try RoadGroup(
      Array(rough.zones.indices), of: rough.zones, in: definition, judge: .automatic, engine: engine)
    let reference = try RoadGroup(
      Array(rough.zones.indices), of: rough.zones, in: definition, judge: .geos, engine: engine)
    var pairs = 0
    for point in points {
      let place = Geometry.point(try plane.forward(point))
      let expected = try rough.zones.indices.filter { k in
        guard case .road(_, let width) = rough.zones[k].boundary else { return false }
        return try all[k].isWithin(width / 2, of: place)
      }
      for group in [group, reference] {
        var found: [Int32] = []
        try group.add(point, to: &found)
        #expect(found.map { Int($0) }.sorted() == expected, "seed \(seed), \(point)")
      }
      pairs += expected.count
    }
    #expect(pairs > 10_000, "points that lie nowhere prove nothing")
  }

  @Test func `10,000 roads along one course are all found`() throws {
    let line = [LonLat(116.64, 23.66), LonLat(116.65, 23.66)]
    let zones = (0..<10_000).map { Zone(id: "\($0)", kind: .road, boundary: .road([line], width: 10)) }
    let group = try RoadGroup(
      Array(zones.indices), of: zones, in: .equalArea(LonLat(116.64, 23.66)), judge: .automatic,
      engine: GeometryEngine())
    var found: [Int32] = []
    try group.add(LonLat(116.645, 23.66), to: &found)
    #expect(found.count == 10_000)
    found = []
    try group.add(LonLat(116.645, 23.6602), to: &found)
    #expect(found == [])
  }
}
