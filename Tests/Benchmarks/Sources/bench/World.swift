import Foundation
import ZoneGeometry
import ZoneModel

/// A made-up city of 50 × 50 km: 10,000 zones that share their rough borders, 2,000 overlapping blobs of which
/// every fourth has a hole, and points that crowd as findings do. The same for a seed on every machine.
struct World {
  static let side = 100
  static let blobs = 2_000
  /// Metres from side to side; a degree is taken as so many metres, and so become the degrees.
  static let extent = 50_000.0
  static let metresPerDegree = (east: 102_000.0, north: 110_800.0)
  static let corner = LonLat(116.4, 23.4)

  let zones: [Zone]
  private var random: Dice

  /// The world of 12,000 zones for locating.
  init(seed: UInt64) { self.init(seed: seed, side: Self.side, blobs: Self.blobs, step: 26) }

  /// The world of 5,041 zones for coverage: about 130 vertices each.
  static func coverage(seed: UInt64) -> World { World(seed: seed, side: 71, blobs: 0, step: 40) }

  /// - Parameter step: borders are roughened down to pieces of so many metres.
  private init(seed: UInt64, side: Int, blobs: Int, step: Double) {
    var random = Dice(seed: seed)
    var zones = Tiling(side: side, cell: Self.extent / Double(side), step: step, random: &random).polygons
    for number in 0..<blobs { zones.append(Self.blob(number, &random)) }
    self.zones = zones.enumerated().map { number, polygon in
      Zone(
        id: "z\(number)", kind: .compound,
        boundary: .ground(MultiPolygon([polygon.mapPositions(Self.place)])))
    }
    self.random = random
  }

  var vertexCount: Int {
    zones.reduce(0) { if case .ground(let ground) = $1.boundary { $0 + ground.positionCount } else { $0 } }
  }

  /// Zone numbers, the smallest area first.
  var homeOrder: [Int] {
    let areas = zones.map { zone -> Double in
      guard case .ground(let ground) = zone.boundary else { return 0 }
      return ground.polygons.reduce(0) { sum, polygon in
        sum + abs(Self.area(polygon.exterior)) - polygon.holes.reduce(0) { $0 + abs(Self.area($1)) }
      }
    }
    return zones.indices.sorted { (areas[$0], $0) < (areas[$1], $1) }
  }

  /// 95 of 100 in 800 crowds (the k-th as large as k to the power of -0.8, 100 to 2,500 m wide), the others
  /// anywhere; in random order.
  func points(_ count: Int) -> (lons: [Double], lats: [Double]) {
    var random = self.random
    let crowds = (0..<800).map { _ in
      (
        x: random.number(0, Self.extent), y: random.number(0, Self.extent),
        width: 100 * pow(25, random.number(0, 1))
      )
    }
    var sums: [Double] = []
    for rank in 1...crowds.count { sums.append((sums.last ?? 0) + pow(Double(rank), -0.8)) }
    var lons: [Double] = []
    var lats: [Double] = []
    lons.reserveCapacity(count)
    lats.reserveCapacity(count)
    for _ in 0..<count {
      var p = PlanePoint(random.number(0, Self.extent), random.number(0, Self.extent))
      if random.number(0, 1) < 0.95 {
        let pick = random.number(0, sums[sums.count - 1])
        var (low, high) = (0, sums.count - 1)
        while low < high {
          let middle = (low + high) / 2
          if sums[middle] < pick { low = middle + 1 } else { high = middle }
        }
        let away = crowds[low].width * (-2 * log(1 - random.number(0, 1))).squareRoot()
        let turn = random.number(0, 2 * .pi)
        p = PlanePoint(crowds[low].x + away * cos(turn), crowds[low].y + away * sin(turn))
      }
      let place = Self.place(p)
      lons.append(place.lon)
      lats.append(place.lat)
    }
    return (lons, lats)
  }

  static func place(_ p: PlanePoint) -> LonLat {
    func rounded(_ degrees: Double) -> Double { (degrees * 1e8).rounded() / 1e8 }
    return LonLat(
      rounded(corner.lon + p.x / metresPerDegree.east), rounded(corner.lat + p.y / metresPerDegree.north))
  }

  /// GPS tracks of about 80 fixes, 5 to 15 m apart, that wander through the crowds.
  func tracks(_ count: Int) -> [[LonLat]] {
    let starts = points(count)
    var random = Dice(seed: 77)
    return (0..<count).map { number in
      var p = PlanePoint(
        (starts.lons[number] - Self.corner.lon) * Self.metresPerDegree.east,
        (starts.lats[number] - Self.corner.lat) * Self.metresPerDegree.north)
      var heading = random.number(0, 2 * .pi)
      return (0..<Int(random.number(60, 100))).map { _ in
        heading += random.number(-0.5, 0.5)
        let step = random.number(5, 15)
        p = PlanePoint(p.x + step * cos(heading), p.y + step * sin(heading))
        return Self.place(p)
      }
    }
  }

  private static func blob(_ number: Int, _ random: inout Dice) -> Polygon<PlanePoint> {
    let centre = PlanePoint(random.number(1_000, extent - 1_000), random.number(1_000, extent - 1_000))
    let radius = random.number(100, 600)
    let waves = (2...5).map { (turns: Double($0), size: random.number(0, 0.12), start: random.number(0, 6)) }
    func ring(_ scale: Double, _ count: Int) -> [PlanePoint] {
      let corners = (0..<count).map { step -> PlanePoint in
        let angle = 2 * Double.pi * Double(step) / Double(count)
        let wave = waves.reduce(1.0) { $0 + $1.size * sin($1.turns * angle + $1.start) }
        return PlanePoint(
          centre.x + scale * radius * wave * cos(angle), centre.y + scale * radius * wave * sin(angle))
      }
      return corners + [corners[0]]
    }
    return Polygon(exterior: ring(1, 112), holes: number % 4 == 0 ? [ring(0.4, 60)] : [])
  }

  private static func area(_ ring: [LonLat]) -> Double {
    zip(ring, ring.dropFirst()).reduce(0) { $0 + ($1.0.lon * $1.1.lat - $1.1.lon * $1.0.lat) } / 2
  }
}

/// Cells laid like bricks, so that three meet in a corner as in a Voronoi diagram; corners are shaken and
/// borders roughened by moving midpoints, once for both neighbours.
private struct Tiling {
  let polygons: [Polygon<PlanePoint>]

  init(side: Int, cell: Double, step: Double, random: inout Dice) {
    func rough(_ a: PlanePoint, _ b: PlanePoint, _ random: inout Dice) -> [PlanePoint] {
      Self.rough(a, b, step, &random)
    }
    var corners: [[PlanePoint]] = []
    for row in 0...side {
      corners.append(
        (0...2 * side + 1).map { step in
          PlanePoint(
            Double(step) * cell / 2 + random.number(-0.15, 0.15) * cell,
            Double(row) * cell + random.number(-0.3, 0.3) * cell)
        })
    }
    // border of each two neighbouring corners, west to east and south to north
    var level: [[[PlanePoint]]] = []
    var upright: [[[PlanePoint]]] = []
    for row in 0...side {
      level.append((0..<2 * side + 1).map { rough(corners[row][$0], corners[row][$0 + 1], &random) })
      guard row < side else { continue }
      upright.append(
        (0...2 * side + 1).map {
          $0 % 2 == row % 2 ? rough(corners[row][$0], corners[row + 1][$0], &random) : []
        })
    }
    var polygons: [Polygon<PlanePoint>] = []
    for row in 0..<side {
      for column in 0..<side {
        let west = 2 * column + row % 2
        var ring = level[row][west]
        ring += level[row][west + 1].dropFirst()
        ring += upright[row][west + 2].dropFirst()
        ring += level[row + 1][west + 1].reversed().dropFirst()
        ring += level[row + 1][west].reversed().dropFirst()
        ring += upright[row][west].reversed().dropFirst()
        polygons.append(Polygon(exterior: ring))
      }
    }
    self.polygons = polygons
  }

  private static func rough(
    _ a: PlanePoint, _ b: PlanePoint, _ step: Double, _ random: inout Dice
  ) -> [PlanePoint] {
    let length = a.distance(to: b)
    guard length > step else { return [a, b] }
    let shift = random.number(-0.09, 0.09)
    let middle = PlanePoint(
      (a.x + b.x) / 2 + shift * (a.y - b.y), (a.y + b.y) / 2 + shift * (b.x - a.x))
    return rough(a, middle, step, &random) + rough(middle, b, step, &random).dropFirst()
  }
}

/// Random numbers that are the same for a seed on every machine.
///
/// - Source: Steele, Lea, Flood: Fast splittable pseudorandom number generators (OOPSLA 2014).
struct Dice {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func number(_ low: Double, _ high: Double) -> Double {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    z ^= z >> 31
    return low + (high - low) * Double(z >> 11) * 0x1p-53
  }
}
