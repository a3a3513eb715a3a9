/// One polygon that must be seen: an outer ring and its holes, in a plane whose unit is that of the radius (metres).
///
/// Rings may repeat their first point at the end or not, and may run either way. Where rings overlap, what lies
/// within an odd number of them counts.
public struct CoverGround: Sendable, Hashable {
  public var outer: [SweepPoint]
  public var holes: [[SweepPoint]]

  public init(outer: [SweepPoint], holes: [[SweepPoint]] = []) {
    self.outer = outer
    self.holes = holes
  }

  var rings: [[SweepPoint]] { [outer] + holes }

  /// Of the outer ring less the holes, in square units of the plane; 0 or more.
  public var area: Double { max(0, Self.area(outer) - holes.reduce(0) { $0 + Self.area($1) }) }

  /// Length of all rings.
  var perimeter: Double {
    var sum = 0.0
    forEachEdge { sum += $0.distance(to: $1) }
    return sum
  }

  /// The smallest upright box that holds the outer ring.
  var box: (low: SweepPoint, high: SweepPoint) {
    let (xs, ys) = (outer.map(\.x), outer.map(\.y))
    return (SweepPoint(xs.min() ?? 0, ys.min() ?? 0), SweepPoint(xs.max() ?? 0, ys.max() ?? 0))
  }

  /// Visits the edges of all rings, closing edges included.
  func forEachEdge(_ visit: (SweepPoint, SweepPoint) -> Void) {
    for ring in rings {
      guard var last = ring.last else { continue }
      for point in ring {
        if point != last { visit(last, point) }
        last = point
      }
    }
  }

  /// By the shoelace formula, from the first point so that large coordinates cost no digits.
  private static func area(_ ring: [SweepPoint]) -> Double {
    guard let base = ring.first, var last = ring.last else { return 0 }
    var twice = 0.0
    for point in ring {
      twice += (last.x - base.x) * (point.y - base.y) - (point.x - base.x) * (last.y - base.y)
      last = point
    }
    return abs(twice) / 2
  }
}

extension SweepPoint {
  /// Straight distance in the plane.
  func distance(to other: SweepPoint) -> Double {
    let (dx, dy) = (x - other.x, y - other.y)
    return (dx * dx + dy * dy).squareRoot()
  }
}
