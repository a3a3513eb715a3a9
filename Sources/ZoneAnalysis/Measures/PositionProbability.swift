internal import Foundation
public import ZoneGeometry

/// How likely a point of uncertain position truly lies in ground: the integral of a circular normal
/// distribution over polygons.
///
/// In polar coordinates around the point, the mass beyond an edge is an integral over the angle the edge spans.
/// With h the distance of the edge's line in standard deviations, a and b its ends along the line ÷ h and T
/// Owen's function, P = w − Σ (T(h, b) − T(h, a)) over all edges, w the winding number of the point (1 inside, 0
/// outside).
///
/// - Source: Owen, Tables for computing bivariate normal probabilities (1956); the 68 % radius of a circular
///   normal is 1.515 σ (Rayleigh).
public enum PositionProbability {
  /// The share of a position's probability that lies in `ground`; within 1e-7.
  ///
  /// - Parameters:
  ///   - p: the position as stated.
  ///   - accuracy: radius in metres within which the true position lies with 68 %; at 0 the answer is 0 or 1.
  ///   - ground: valid; in the plane of `p`.
  /// - Complexity: O(*n*) in the vertices, about 0.2 µs each.
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
    let first = (ax * dx + ay * dy) / length
    let last = (bx * dx + by * dy) / length
    let angle = (atan2(last, h) - atan2(first, h)) / (2 * .pi)
    // beyond 6.2 deviations less than 5e-9 is left
    let mass = h > 6.2 ? angle : angle - (owen(h, last / h) - owen(h, first / h))
    return cross > 0 ? mass : -mass
  }

  /// Owen's T(h, a) = (1/2π) ∫₀ᵃ exp(−h²(1 + x²) ÷ 2) ÷ (1 + x²) dx, odd in a.
  ///
  /// For a above 1 by T(h, a) + T(ah, 1/a) = ½Φ(h) + ½Φ(ah) − Φ(h)Φ(ah), which leaves a smooth integrand.
  private static func owen(_ h: Double, _ a: Double) -> Double {
    let size = abs(a)
    if size <= 1 { return a < 0 ? -small(h, size) : small(h, size) }
    let far = size * h
    let near = normal(h)
    let other = normal(far)
    let value = (near + other) / 2 - near * other - small(far, 1 / size)
    return a < 0 ? -value : value
  }

  /// T(h, a) for a in 0…1 by Gauss and Legendre's rule of five points on two halves: within 1e-8.
  private static func small(_ h: Double, _ a: Double) -> Double {
    if h > 6.2 { return 0 }
    let half = a / 4
    var sum = 0.0
    for middle in [half, 3 * half] {
      sum += 0.568_888_888_888_888_9 * density(h, middle)
      sum +=
        0.478_628_670_499_366_5
        * (density(h, middle - 0.538_469_310_105_683_1 * half)
          + density(h, middle + 0.538_469_310_105_683_1 * half))
      sum +=
        0.236_926_885_056_189_1
        * (density(h, middle - 0.906_179_845_938_664 * half)
          + density(h, middle + 0.906_179_845_938_664 * half))
    }
    return sum * half / (2 * .pi)
  }

  @inline(__always)
  private static func density(_ h: Double, _ x: Double) -> Double {
    let square = 1 + x * x
    return exp(-h * h * square / 2) / square
  }

  /// Φ, the share of a normal distribution below `x`.
  private static func normal(_ x: Double) -> Double { erfc(-x / 2.0.squareRoot()) / 2 }
}
