/// The way from a plane back to longitude and latitude for many points that lie close together.
///
/// The plane is laid out in squares of 256 m. In each the exact way back is asked at six points, and a
/// polynomial of the second degree through them stands in for it: what it leaves out is of the order side³ ÷
/// earth radius², and where a seventh point shows it to be more than a micrometre, the exact way is taken. A
/// point costs 5 ns where the exact way takes 100. What it becomes depends on nothing but the point.
///
/// Lives in one task.
public final class LocalInverse {
  private static let side = 256.0

  /// Degrees: a micrometre.
  private static let closeness = 1e-11
  /// Squares are kept by the last bits of their column and row, and forgotten for another of the same bits.
  private static let bits = 6

  private struct Square {
    var x, y: Double
    var lon = Quadratic()
    var lat = Quadratic()
    /// Otherwise the exact way has to be taken.
    var isSmooth = false
  }

  /// c₀ + c₁u + c₂v + c₃u² + c₄uv + c₅v², u and v from -½ to ½.
  private struct Quadratic {
    var c0 = 0.0
    var c1 = 0.0
    var c2 = 0.0
    var c3 = 0.0
    var c4 = 0.0
    var c5 = 0.0

    init() {}

    /// Through values at the middle, half a side east, west, north and south of it, and at the corner
    /// north-east, in this order.
    init(_ values: [Double]) {
      let (east, west, north, south) = (
        values[1] - values[0], values[2] - values[0], values[3] - values[0], values[4] - values[0]
      )
      c0 = values[0]
      c1 = east - west
      c2 = north - south
      c3 = 2 * (east + west)
      c5 = 2 * (north + south)
      c4 = 4 * (values[5] - values[0] - (c1 + c2) / 2 - (c3 + c5) / 4)
    }

    @inline(__always)
    func at(_ u: Double, _ v: Double) -> Double { c0 + (u * (c1 + u * c3 + v * c4) + v * (c2 + v * c5)) }
  }

  private let plane: Plane
  private var squares: [Square]
  private var last = Square(x: .nan, y: .nan)

  public init(_ plane: Plane) {
    self.plane = plane
    squares = [Square](repeating: last, count: 1 << (2 * Self.bits))
  }

  /// Longitude and latitude of a point of the plane.
  ///
  /// - Throws: `GeometryError.outOfRange` for a point outside the earth's image.
  @inline(__always)
  public func callAsFunction(_ p: PlanePoint) throws(GeometryError) -> LonLat {
    if abs(p.x - last.x) < Self.side / 2, abs(p.y - last.y) < Self.side / 2 {
      return try at(p, last)
    }
    return try at(p, try square(p))
  }

  /// The polygon in longitude and latitude.
  public func callAsFunction(_ polygon: Polygon<PlanePoint>) throws(GeometryError) -> Polygon<LonLat> {
    var moved = Polygon<LonLat>(exterior: try ring(polygon.exterior))
    for hole in polygon.holes { moved.holes.append(try ring(hole)) }
    return moved
  }

  private func ring(_ ring: Ring<PlanePoint>) throws(GeometryError) -> Ring<LonLat> {
    var moved: Ring<LonLat> = []
    moved.reserveCapacity(ring.count)
    for p in ring { moved.append(try self(p)) }
    return moved
  }

  @inline(__always)
  private func at(_ p: PlanePoint, _ square: Square) throws(GeometryError) -> LonLat {
    if !square.isSmooth { return try plane.inverse(p) }
    let u = (p.x - square.x) / Self.side
    let v = (p.y - square.y) / Self.side
    return LonLat(square.lon.at(u, v), square.lat.at(u, v))
  }

  @inline(never)
  private func square(_ p: PlanePoint) throws(GeometryError) -> Square {
    let column = (p.x / Self.side).rounded(.down)
    let row = (p.y / Self.side).rounded(.down)
    guard abs(column) < 1e9, abs(row) < 1e9 else {
      throw .outOfRange(first: p.x, second: p.y, system: plane.definition.description)
    }
    let (x, y) = ((column + 0.5) * Self.side, (row + 0.5) * Self.side)
    let mask = (1 << Self.bits) - 1
    let place = (Int(column) & mask) << Self.bits | Int(row) & mask
    if squares[place].x != x || squares[place].y != y { squares[place] = made(x, y) }
    last = squares[place]
    return last
  }

  /// A square around a point; not smooth near the poles, the antimeridian and the rim of the plane.
  private func made(_ x: Double, _ y: Double) -> Square {
    let half = Self.side / 2
    let places: [(Double, Double)] = [(0, 0), (1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, -1)]
    let exact = places.compactMap { try? plane.inverse(PlanePoint(x + $0.0 * half, y + $0.1 * half)) }
    guard let first = exact.first, exact.count == places.count,
      exact.allSatisfy({ abs($0.lon - first.lon) < 1 })
    else { return Square(x: x, y: y) }
    var square = Square(x: x, y: y, lon: Quadratic(exact.map(\.lon)), lat: Quadratic(exact.map(\.lat)))
    // the seventh point is no part of the polynomial and lies as far out as any
    square.isSmooth =
      abs(square.lon.at(-0.5, -0.5) - exact[6].lon) < Self.closeness
      && abs(square.lat.at(-0.5, -0.5) - exact[6].lat) < Self.closeness
    return square
  }
}

@available(*, unavailable)
extension LocalInverse: Sendable {}
