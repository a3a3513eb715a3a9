import Foundation
import ZoneGeometry

/// The share of a circular normal distribution inside ground, by brute force: lines across it, on each the
/// stretches inside by counting crossings, and Gauss and Legendre's rule between the heights of all corners,
/// where the shares on the lines are smooth.
///
/// Nothing of it is the program's own way; good to 1e-8.
func scanned(_ ground: MultiPolygon<PlanePoint>, around p: PlanePoint, accuracy: Double) -> Double {
  let sigma = accuracy / 1.515
  let corners = ground.polygons.flatMap { $0.rings.flatMap { $0 } }.map { ($0.y - p.y) / sigma }
  let steps = (-28...28).map { Double($0) / 4 }
  let heights = (corners.filter { abs($0) < 7 } + steps).sorted()
  return zip(heights, heights.dropFirst()).reduce(0) { sum, strip in
    let (middle, half) = ((strip.0 + strip.1) / 2, (strip.1 - strip.0) / 2)
    if half < 1e-12 { return sum }
    return gauss.reduce(sum) { sum, node in
      let y = middle + node.0 * half
      return sum + node.1 * half * shareOnLine(ground, y, p, sigma)
    }
  }
}

private let gauss: [(Double, Double)] = [
  (0, 0.568_888_888_888_888_9), (0.538_469_310_105_683_1, 0.478_628_670_499_366_5),
  (-0.538_469_310_105_683_1, 0.478_628_670_499_366_5), (0.906_179_845_938_664, 0.236_926_885_056_189_1),
  (-0.906_179_845_938_664, 0.236_926_885_056_189_1),
]

private func shareOnLine(
  _ ground: MultiPolygon<PlanePoint>, _ y: Double, _ p: PlanePoint, _ sigma: Double
) -> Double {
  let inside = crossings(ground, at: p.y + y * sigma).sorted()
  let share = stride(from: 0, to: inside.count - 1, by: 2).reduce(0.0) { share, k in
    share + below((inside[k + 1] - p.x) / sigma) - below((inside[k] - p.x) / sigma)
  }
  return share * exp(-y * y / 2) / (2 * .pi).squareRoot()
}

private func below(_ x: Double) -> Double { erfc(-x / 2.0.squareRoot()) / 2 }

private func crossings(_ ground: MultiPolygon<PlanePoint>, at y: Double) -> [Double] {
  ground.polygons.flatMap(\.rings).flatMap { ring in
    zip(ring, ring.dropFirst()).compactMap { a, b in
      (a.y <= y) == (b.y <= y) ? nil : a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x)
    }
  }
}
