/// The discs, standing anywhere, whose samples cost most: what a bound for candidates lacks to hold everywhere.
///
/// A disc can be pushed until one of its samples lies on its rim without losing any; so it is enough to turn a disc
/// around every sample and watch what comes in and goes out.
struct DearestDiscs {
  private let points: [SweepPoint]
  private let radius: Double
  private let grid: PointGrid

  init(_ points: [SweepPoint], radius: Double) {
    self.points = points
    self.radius = radius
    grid = PointGrid(points, cell: 2 * radius)
  }

  /// The largest cost of any disc, and the dearest disc around each sample where that costs more than 1.
  ///
  /// - Complexity: O(samples · *k* log *k*), *k* samples within two radii of one.
  func find(_ price: [Double]) -> (most: Double, centres: [SweepPoint]) {
    var most = 0.0
    var found: [(cost: Double, centre: SweepPoint)] = []
    var events: [(angle: Double, change: Double)] = []
    for (index, point) in points.enumerated() where price[index] > 0 {
      let (cost, angle) = turn(point, price, &events)
      most = max(most, cost)
      if cost > 1 + 1e-4 {
        // a hair inside, or rounding might push the sample off the rim
        let rim = radius * (1 - 5e-10)
        let centre = SweepPoint(point.x + rim * SteadyMath.cos(angle), point.y + rim * SteadyMath.sin(angle))
        found.append((cost, centre))
      }
    }
    return (most, thinned(found))
  }

  /// A cost that no disc exceeds, quicker than `find` where there are very many samples: every disc lies in one a
  /// little larger around the nearest node of a grid.
  ///
  /// - Complexity: O(samples · samples within one radius).
  func limit(_ price: [Double]) -> Double {
    let (step, parts) = (radius / 10, 5)
    let coarse = CoverSamples.around(points, reach: 1.5 * radius, step: step * Double(parts))
    var most = 0.0
    for node in coarse {
      for k in 0..<parts * parts {
        let (dx, dy) = (Double(k % parts - parts / 2) * step, Double(k / parts - parts / 2) * step)
        var cost = 0.0
        grid.forEach(within: radius + 0.7072 * step, of: SweepPoint(node.x + dx, node.y + dy)) {
          cost += price[$0]
        }
        most = max(most, cost)
      }
    }
    return most
  }

  /// The dearest first, none within a twentieth of the radius of one before it.
  private func thinned(_ found: [(cost: Double, centre: SweepPoint)]) -> [SweepPoint] {
    let centres = found.map(\.centre)
    let near = PointGrid(centres, cell: radius)
    var isTaken = [Bool](repeating: false, count: found.count)
    var kept: [SweepPoint] = []
    for k in found.indices.sorted(by: { (found[$0].cost, $1) > (found[$1].cost, $0) }) where !isTaken[k] {
      kept.append(centres[k])
      near.forEach(within: radius / 20, of: centres[k]) { isTaken[$0] = true }
    }
    return kept
  }

  /// The dearest disc with a point on its rim, and in which direction its centre lies.
  private func turn(
    _ point: SweepPoint, _ price: [Double], _ events: inout [(angle: Double, change: Double)]
  ) -> (cost: Double, angle: Double) {
    events.removeAll(keepingCapacity: true)
    var cost = 0.0
    grid.forEach(within: 2 * radius, of: point) { other in
      guard price[other] > 0 else { return }
      let (dx, dy) = (points[other].x - point.x, points[other].y - point.y)
      let far = (dx * dx + dy * dy).squareRoot()
      if far < 1e-9 * radius {
        cost += price[other]
        return
      }
      let (middle, half) = (SteadyMath.angle(dx, dy), SteadyMath.arcCosine(far / (2 * radius)) + 1e-7)
      let (begin, end) = (middle - half, middle + half)
      // an arc that passes the direction west is in sight at the start
      if begin < -.pi || end > .pi { cost += price[other] }
      events.append((begin < -.pi ? begin + 2 * .pi : begin, price[other]))
      events.append((end > .pi ? end - 2 * .pi : end, -price[other]))
    }
    events.sort { ($0.angle, -$0.change) < ($1.angle, -$1.change) }
    var (best, angle) = (cost, -Double.pi)
    for (k, event) in events.enumerated() {
      cost += event.change
      guard cost > best else { continue }
      best = cost
      // half way to the next event, away from the rounding of both
      angle = k + 1 < events.count ? (event.angle + events[k + 1].angle) / 2 : event.angle
    }
    return (best, angle)
  }
}

extension SteadyMath {
  /// Angle of a vector, -π to π; error below 1e-9.
  static func angle(_ x: Double, _ y: Double) -> Double {
    let (a, b) = (abs(x), abs(y))
    guard a > 0 || b > 0 else { return 0 }
    var angle = arcTangent(min(a, b) / max(a, b))
    if b > a { angle = .pi / 2 - angle }
    if x < 0 { angle = .pi - angle }
    return y < 0 ? -angle : angle
  }

  /// Of 0 to 1; error below 1e-9.
  static func arcCosine(_ x: Double) -> Double { angle(x, max(0, 1 - x * x).squareRoot()) }

  /// Of 0 to 1: halved twice by tan(α/2) = x / (1 + √(1 + x²)), then the series.
  private static func arcTangent(_ x: Double) -> Double {
    var t = x / (1 + (1 + x * x).squareRoot())
    t /= 1 + (1 + t * t).squareRoot()
    let q = t * t
    var sum = 0.0
    var k = 15
    while k > 0 {
      sum = 1 / Double(k) - q * sum
      k -= 2
    }
    return 4 * t * sum
  }

  /// Of -2π to 2π; error below 1e-9.
  static func cos(_ x: Double) -> Double {
    // the series of a quarter, doubled twice by cos 2α = 2 cos² α - 1
    let q = x * x / 16
    var term = 1.0
    var sum = 1.0
    for k in 1...12 {
      term *= -q / Double((2 * k - 1) * 2 * k)
      sum += term
    }
    let half = 2 * sum * sum - 1
    return 2 * half * half - 1
  }

  static func sin(_ x: Double) -> Double { cos(x - .pi / 2) }
}
