import TestSupport
import ZoneGeometry

/// Grounds that make locating hard, and the points that are hardest to judge for them.
struct RoughGrounds {
  var grounds: [MultiPolygon<PlanePoint>] = []
  private var random: SeededRandom
  private let centre: PlanePoint
  private let size: Double

  /// Around `centre`, `size` across: rough polygons that share borders, blobs over them with holes and in
  /// parts, boxes whose edges run along the axes, needles, and repeated vertices throughout.
  init(seed: UInt64, around centre: PlanePoint, size: Double, side: Int = 8, blobs: Int = 30) {
    random = SeededRandom(seed: seed)
    self.centre = centre
    self.size = size
    addTiles(side)
    for number in 0..<blobs { addBlob(number) }
    for _ in 0..<6 { addBox() }
    addNeedle()
    grounds.append(MultiPolygon())
  }

  private mutating func number(_ low: Double, _ high: Double) -> Double {
    Double.random(in: low...high, using: &random)
  }

  private mutating func place(_ u: Double, _ v: Double) -> PlanePoint {
    PlanePoint(centre.x + (u - 0.5) * size, centre.y + (v - 0.5) * size)
  }

  private mutating func addTiles(_ side: Int) {
    let step = 1 / Double(side)
    var corners: [[PlanePoint]] = []
    for row in 0...side {
      corners.append([])
      for column in 0...side {
        let shift = 0.3 * step
        let u = Double(column) * step + number(-shift, shift)
        let v = Double(row) * step + number(-shift, shift)
        corners[row].append(place(u, v))
      }
    }
    var level: [[[PlanePoint]]] = []
    var upright: [[[PlanePoint]]] = []
    for row in 0...side {
      level.append([])
      upright.append([])
      for column in 0...side {
        level[row].append(column < side ? rough(corners[row][column], corners[row][column + 1], 5) : [])
        upright[row].append(row < side ? rough(corners[row][column], corners[row + 1][column], 5) : [])
      }
    }
    for row in 0..<side {
      for column in 0..<side {
        var ring = level[row][column]
        ring += upright[row][column + 1]
        ring += level[row + 1][column].reversed()
        ring += upright[row][column].reversed()
        grounds.append(MultiPolygon([Polygon(exterior: ring)]))
      }
    }
  }

  private mutating func rough(_ a: PlanePoint, _ b: PlanePoint, _ depth: Int) -> [PlanePoint] {
    guard depth > 0 else { return [a, b] }
    let shift = number(-0.1, 0.1)
    let middle = PlanePoint((a.x + b.x) / 2 + shift * (a.y - b.y), (a.y + b.y) / 2 + shift * (b.x - a.x))
    return rough(a, middle, depth - 1) + rough(middle, b, depth - 1)
  }

  private mutating func addBlob(_ count: Int) {
    func ring(_ centre: PlanePoint, _ radius: Double, _ corners: Int) -> [PlanePoint] {
      let all = (0..<corners).map { step in
        // a fixed number of turns, so that some corners share a height to the last bit
        let (east, north) = Self.directions[step * Self.directions.count / corners]
        return PlanePoint(centre.x + radius * east, centre.y + radius * north)
      }
      return all + [all[0]]
    }
    let middle = place(number(0.1, 0.9), number(0.1, 0.9))
    let radius = number(0.01, 0.2) * size
    var polygons = [
      Polygon(
        exterior: ring(middle, radius, count % 3 == 0 ? 64 : 16),
        holes: count % 2 == 0 ? [ring(middle, radius / 3, 8)] : [])
    ]
    if count % 5 == 0 { polygons.append(Polygon(exterior: ring(place(number(0, 1), 1.5), radius, 16))) }
    grounds.append(MultiPolygon(polygons))
  }

  private mutating func addBox() {
    let (west, south) = (number(0, 0.8), number(0, 0.8))
    let a = place(west, south)
    let b = place(west + number(0.01, 0.2), south + number(0.01, 0.2))
    grounds.append(
      MultiPolygon([
        Polygon(exterior: [a, PlanePoint(b.x, a.y), b, b, PlanePoint(a.x, b.y), a])
      ]))
  }

  private mutating func addNeedle() {
    let (a, b) = (place(0.02, 0.03), place(0.97, 0.91))
    grounds.append(
      MultiPolygon([Polygon(exterior: [a, b, PlanePoint(b.x, b.y + size * 1e-9), a])]))
  }

  private static let directions: [(Double, Double)] = {
    // corners of a circle of 64 by halving angles: no platform's sine
    var all: [(Double, Double)] = [(1, 0), (0, 1), (-1, 0), (0, -1)]
    while all.count < 64 {
      all = all.indices.flatMap { k -> [(Double, Double)] in
        let (a, b) = (all[k], all[(k + 1) % all.count])
        let (x, y) = (a.0 + b.0, a.1 + b.1)
        let length = (x * x + y * y).squareRoot()
        return [a, (x / length, y / length)]
      }
    }
    return all
  }()

  /// The points of `hardPoints`, and `ordinary` points anywhere.
  mutating func points(ordinary: Int) -> (xs: [Double], ys: [Double]) {
    var (xs, ys) = hardPoints(of: grounds, random: &random)
    for _ in 0..<ordinary {
      let p = place(number(-0.05, 1.05), number(-0.05, 1.6))
      xs.append(p.x)
      ys.append(p.y)
    }
    return (xs, ys)
  }
}

/// Vertices, middles of edges and points along them, each also moved by the least amount possible; points level
/// with a vertex and points on the line of an edge beyond its end.
///
/// - Parameter step: of so many edges one is taken.
func hardPoints<P: Position>(
  of grounds: [MultiPolygon<P>], every step: Int = 1, random: inout SeededRandom
) -> (xs: [Double], ys: [Double]) {
  var xs: [Double] = []
  var ys: [Double] = []
  func add(_ x: Double, _ y: Double) {
    xs.append(x)
    ys.append(y)
  }
  func addMoved(_ x: Double, _ y: Double) {
    add(x, y)
    add(x.nextUp, y)
    add(x.nextDown, y)
    add(x, y.nextUp)
    add(x, y.nextDown)
  }
  let rings = grounds.flatMap(\.polygons).flatMap(\.rings)
  for (number, (a, b)) in rings.lazy.flatMap({ zip($0, $0.dropFirst()) }).enumerated()
  where number % step == 0 {
    addMoved(a.first, a.second)
    addMoved((a.first + b.first) / 2, (a.second + b.second) / 2)
    let t = Double.random(in: 0...1, using: &random)
    addMoved(a.first + t * (b.first - a.first), a.second + t * (b.second - a.second))
    add(2 * b.first - a.first, 2 * b.second - a.second)
    let reach = 30 * max(abs(b.first - a.first), abs(b.second - a.second))
    add(a.first + Double.random(in: -1...1, using: &random) * reach, a.second)
    add(a.first, a.second + Double.random(in: -1...1, using: &random) * reach)
  }
  return (xs, ys)
}
