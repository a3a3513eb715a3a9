internal import Foundation
public import ZoneGeometry

/// How likely a point of uncertain position truly lies in ground: the integral of a circular normal
/// distribution over polygons.
///
/// In polar coordinates around the point, the mass beyond an edge is an integral over the angle the edge spans.
/// With h the distance of the edge's line in standard deviations and φ the angle from its foot,
///
///     P = w − Σ (1/2π) ∫ exp(−h² ÷ 2cos²φ) dφ
///
/// over all edges, w the winding number of the point (1 inside, 0 outside). The integral is Owen's T function.
///
/// - Source: Owen, Tables for computing bivariate normal probabilities (1956); the 68 % radius of a circular
///   normal is 1.515 σ (Rayleigh).
public enum PositionProbability {
  /// The share of a position's probability that lies in `ground`; within 1e-6.
  ///
  /// - Parameters:
  ///   - p: the position as stated.
  ///   - accuracy: radius in metres within which the true position lies with 68 %; at 0 the answer is 0 or 1.
  ///   - ground: valid; in the plane of `p`.
  /// - Complexity: O(*n*) in the vertices, about 50 ns each.
  public static func share(
    of p: PlanePoint, accuracy: Double, in ground: MultiPolygon<PlanePoint>
  ) -> Double {
    let sigma = max(accuracy, 1e-6) / 1.515
    var sum = 0.0
    for polygon in ground.polygons {
      sum += ring(polygon.exterior, p, sigma, isHole: false)
      for hole in polygon.holes { sum += ring(hole, p, sigma, isHole: true) }
    }
    return min(1, max(0, sum))
  }

  /// The mass inside a ring; that of a hole is negative. Orientation does not matter.
  private static func ring(_ ring: Ring<PlanePoint>, _ p: PlanePoint, _ sigma: Double, isHole: Bool) -> Double
  {
    var mass = 0.0
    var area = 0.0
    for i in 0..<max(0, ring.count - 1) {
      let ax = (ring[i].x - p.x) / sigma
      let ay = (ring[i].y - p.y) / sigma
      let bx = (ring[i + 1].x - p.x) / sigma
      let by = (ring[i + 1].y - p.y) / sigma
      area += ax * by - ay * bx
      mass += wedge(ax, ay, bx, by)
    }
    let turned = area < 0 ? -mass : mass
    return isHole ? -turned : turned
  }

  /// The mass of the triangle between the origin and an edge, signed by its turn; lengths in deviations.
  private static func wedge(_ ax: Double, _ ay: Double, _ bx: Double, _ by: Double) -> Double {
    let cross = ax * by - ay * bx
    let dx = bx - ax
    let dy = by - ay
    let length = (dx * dx + dy * dy).squareRoot()
    // an edge through the point, or none at all, spans no ground
    guard length > 0, cross != 0 else { return 0 }
    let h = abs(cross) / length
    // angles from the foot of the perpendicular to the edge's ends
    let first = atan2(ax * dx + ay * dy, abs(cross))
    let last = atan2(bx * dx + by * dy, abs(cross))
    let mass = ((last - first) - (tail(h, last) - tail(h, first))) / (2 * .pi)
    return cross > 0 ? mass : -mass
  }

  /// ∫₀^φ exp(−h² ÷ 2cos²t) dt, odd in φ.
  private static func tail(_ h: Double, _ phi: Double) -> Double {
    // beyond 6.2 deviations less than 5e-9 is left
    if h > 6.2 { return 0 }
    // with x = tan t the integrand is e^(−h²/2)·e^(−h²x²/2) ÷ (1 + x²); it vanishes where h·x is 6.2
    let limit = h > 0 ? atan(6.2 / h) : .pi / 2
    let end = min(abs(phi), limit)
    let half = end / Double(2 * panels)
    var sum = 0.0
    for panel in 0..<panels {
      let middle = Double(2 * panel + 1) * half
      sum += 0.568_888_888_888_888_9 * value(h, middle)
      for (node, weight) in gauss {
        sum += weight * (value(h, middle - node * half) + value(h, middle + node * half))
      }
    }
    return (phi < 0 ? -1 : 1) * sum * half
  }

  /// Six panels of five points: within 1e-7 wherever the edge lies.
  private static let panels = 6

  /// The outer nodes and weights of Gauss and Legendre's rule of five points on −1…1.
  private static let gauss: [(node: Double, weight: Double)] = [
    (0.538_469_310_105_683_1, 0.478_628_670_499_366_5), (0.906_179_845_938_664, 0.236_926_885_056_189_1),
  ]

  @inline(__always)
  private static func value(_ h: Double, _ t: Double) -> Double {
    let c = cos(t)
    return exp(-h * h / (2 * c * c))
  }
}
