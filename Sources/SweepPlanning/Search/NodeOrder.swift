/// An order of the stops in which near ones have near numbers, so that what a search reads together lies
/// together: with 1,000 stops half the time went into waiting for far entries of the table.
enum NodeOrder {
  /// Indices into the problem's stops: along a Hilbert curve where places are points, else each the one nearest
  /// to the one before it.
  static func order(_ problem: SweepProblem) -> [Int] {
    switch problem.travel {
    case .euclidean(let points, _): hilbert(problem.stops.map { points[$0.location] })
    case .matrix: chain(problem)
    }
  }

  private static func hilbert(_ points: [SweepPoint]) -> [Int] {
    let (left, right) = (points.map(\.x).min() ?? 0, points.map(\.x).max() ?? 0)
    let (low, high) = (points.map(\.y).min() ?? 0, points.map(\.y).max() ?? 0)
    let cells = 32767.0 / max(right - left, high - low, 1e-9)
    let keys = points.map { distanceAlong(Int(($0.x - left) * cells), Int(($0.y - low) * cells)) }
    return points.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }
  }

  /// How far along the Hilbert curve over 2¹⁵ × 2¹⁵ cells a cell lies.
  private static func distanceAlong(_ x: Int, _ y: Int) -> Int {
    var (x, y, d) = (x, y, 0)
    var side = 1 << 14
    while side > 0 {
      let (rx, ry) = (x & side > 0 ? 1 : 0, y & side > 0 ? 1 : 0)
      d += side * side * ((3 * rx) ^ ry)
      if ry == 0 {
        if rx == 1 { (x, y) = (32767 - x, 32767 - y) }
        (x, y) = (y, x)
      }
      side >>= 1
    }
    return d
  }

  private static func chain(_ problem: SweepProblem) -> [Int] {
    guard var last = problem.stops.indices.first else { return [] }
    var isTaken = [Bool](repeating: false, count: problem.stops.count)
    isTaken[last] = true
    var order = [last]
    while order.count < problem.stops.count {
      var (next, nearest) = (-1, Double.infinity)
      for stop in problem.stops.indices where !isTaken[stop] {
        let way = problem.travel.time(from: problem.stops[last].location, to: problem.stops[stop].location)
        if way < nearest { (next, nearest) = (stop, way) }
      }
      isTaken[next] = true
      order.append(next)
      last = next
    }
    return order
  }
}
