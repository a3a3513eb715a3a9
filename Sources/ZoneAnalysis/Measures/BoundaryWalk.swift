internal import ZoneGeometry

/// What pieces of a boundary add to the integral of one circular normal distribution; see ``BoundaryIntegral``.
struct BoundaryWalk {
  /// Where a piece lies of the square that holds the distribution.
  enum Place {
    case near
    /// East of it, so that its rise counts.
    case right
    /// Where nothing counts.
    case elsewhere
  }

  /// The middle of the distribution.
  let p: PlanePoint
  /// Standard deviations a metre.
  let scale: Double
  let curve: NormalCurve.View

  private static let reach = NormalCurve.reach
  /// Deviations; up to there three nodes are enough.
  private static let short = 0.5
  /// Deviations that five nodes are enough for.
  private static let longest = 1.5

  @inline(__always)
  func place(of box: Box<PlanePoint>) -> Place {
    let reach = Self.reach / scale
    if box.maximum.x <= p.x - reach || box.minimum.y >= p.y + reach || box.maximum.y <= p.y - reach {
      return .elsewhere
    }
    return box.minimum.x >= p.x + reach ? .right : .near
  }

  /// The integral along a piece that runs east of the square from one point to another.
  @inline(__always)
  func rise(from a: PlanePoint, to b: PlanePoint) -> Double {
    curve.below((b.y - p.y) * scale) - curve.below((a.y - p.y) * scale)
  }

  /// The integral along an edge.
  @inline(__always)
  func mass(_ a: PlanePoint, _ b: PlanePoint) -> Double {
    let (ax, ay) = ((a.x - p.x) * scale, (a.y - p.y) * scale)
    let (bx, by) = ((b.x - p.x) * scale, (b.y - p.y) * scale)
    let (dx, dy) = (bx - ax, by - ay)
    if dy == 0 || (ax <= -Self.reach && bx <= -Self.reach) { return 0 }
    if ax >= Self.reach, bx >= Self.reach { return curve.below(by) - curve.below(ay) }
    let (down, up) = Self.share(ay, dy)
    let (west, east) = Self.share(ax, dx)
    let start = max(down, west)
    let end = min(up, east)
    var sum = 0.0
    if start < end {
      sum = middle(ax + start * dx, ay + start * dy, (end - start) * dx, (end - start) * dy)
    }
    // the part east of the square: behind its end, or before its start
    if dx > 0, east < up { sum += curve.below(ay + up * dy) - curve.below(ay + max(east, down) * dy) }
    if dx < 0, west > down { sum += curve.below(ay + min(west, up) * dy) - curve.below(ay + down * dy) }
    return sum
  }

  /// The part of the way, from 0 to 1, on which a + t·d lies within the reach; empty when the second is not
  /// above the first.
  @inline(__always)
  private static func share(_ a: Double, _ d: Double) -> (Double, Double) {
    if d == 0 { return abs(a) < reach ? (0, 1) : (1, 0) }
    let (s, t) = ((-reach - a) / d, (reach - a) / d)
    return (max(0, min(s, t)), min(1, max(s, t)))
  }

  /// The integral along a piece inside the square, by Gauss and Legendre's rule.
  @inline(__always)
  private func middle(_ x: Double, _ y: Double, _ dx: Double, _ dy: Double) -> Double {
    let length = (dx * dx + dy * dy).squareRoot()
    if length <= Self.short {
      let (mx, my, hx, hy) = (x + dx / 2, y + dy / 2, dx / 2, dy / 2)
      let outer = 0.774_596_669_241_483_4
      let sum =
        value(mx, my) * (8 / 9.0)
        + (value(mx - outer * hx, my - outer * hy) + value(mx + outer * hx, my + outer * hy)) * (5 / 9.0)
      return sum * hy
    }
    let pieces = (length / Self.longest).rounded(.up)
    let (hx, hy) = (dx / (2 * pieces), dy / (2 * pieces))
    var sum = 0.0
    for k in 0..<Int(pieces) {
      let turn = Double(2 * k + 1)
      sum += fivePoints(x + turn * hx, y + turn * hy, hx, hy)
    }
    return sum * hy
  }

  @inline(__always)
  private func fivePoints(_ mx: Double, _ my: Double, _ hx: Double, _ hy: Double) -> Double {
    let (inner, outer) = (0.538_469_310_105_683_1, 0.906_179_845_938_664)
    return value(mx, my) * 0.568_888_888_888_888_9
      + (value(mx - inner * hx, my - inner * hy) + value(mx + inner * hx, my + inner * hy))
      * 0.478_628_670_499_366_5
      + (value(mx - outer * hx, my - outer * hy) + value(mx + outer * hx, my + outer * hy))
      * 0.236_926_885_056_189_1
  }

  @inline(__always)
  private func value(_ x: Double, _ y: Double) -> Double { curve.below(x) * curve.density(y) }
}
