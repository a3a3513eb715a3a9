internal import ZoneGeometry

extension CellLattice {
  /// A ring with a corner added wherever it crosses a line of the lattice: the same corner in the ring of a
  /// neighbour that runs along the same edge, whichever way.
  func crossed(_ ring: Ring<GridPoint>) throws -> Ring<GridPoint> {
    var drawn: Ring<GridPoint> = []
    drawn.reserveCapacity(ring.count * 2)
    for (a, b) in zip(ring, ring.dropFirst()) {
      drawn.append(a)
      let isForward = (a.first, a.second) < (b.first, b.second)
      let crossings = isForward ? try crossings(from: a, to: b) : try crossings(from: b, to: a).reversed()
      for p in crossings where p != drawn.last && p != b { drawn.append(p) }
    }
    if let last = ring.last { drawn.append(last) }
    return drawn
  }

  /// Where an edge crosses the sides of squares, in its order, rounded to the grid.
  private func crossings(from a: GridPoint, to b: GridPoint) throws -> [GridPoint] {
    var found: [(along: Double, place: GridPoint)] = []
    for (columns, row) in try squaresOnce(along: a, b) {
      for column in columns {
        let corner = try corner(GridCell(column: column, row: row))
        for end in [GridCell(column: column + 1, row: row), GridCell(column: column, row: row + 1)] {
          if let along = Self.crossing(a, b, corner, try self.corner(end)) {
            found.append((along, Self.place(along, a, b)))
          }
        }
      }
    }
    return found.sorted { $0.along < $1.along }.map(\.place)
  }

  /// The share of the way from `a` to `b` at which it properly crosses a side; `nil` when it does not.
  private static func crossing(_ a: GridPoint, _ b: GridPoint, _ c: GridPoint, _ d: GridPoint) -> Double? {
    let first = turn(c, d, a)
    let second = turn(c, d, b)
    guard (first > 0) != (second > 0), first != 0, second != 0 else { return nil }
    guard (turn(a, b, c) > 0) != (turn(a, b, d) > 0) else { return nil }
    return first / (first - second)
  }

  /// Twice the area of a triangle, positive when it turns left; exact, since differences of whole numbers below
  /// 2²⁵ are multiplied.
  private static func turn(_ a: GridPoint, _ b: GridPoint, _ c: GridPoint) -> Double {
    (b.first - a.first) * (c.second - a.second) - (b.second - a.second) * (c.first - a.first)
  }

  static func place(_ along: Double, _ a: GridPoint, _ b: GridPoint) -> GridPoint {
    GridPoint(
      (a.first + along * (b.first - a.first)).rounded(), (a.second + along * (b.second - a.second)).rounded())
  }
}
