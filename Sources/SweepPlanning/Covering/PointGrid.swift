/// Finds the points within a distance of a place.
struct PointGrid {
  private let points: [SweepPoint]
  private let cell: Double
  private let low: SweepPoint
  private let columns: Int
  private let rows: Int
  /// Where each cell's points begin in `order`.
  private let first: [Int]
  private let order: [Int]

  /// - Parameter cell: side of the square cells, best about the distance asked for; made larger where the points
  ///   are so few for their spread that most cells would be empty.
  init(_ points: [SweepPoint], cell wanted: Double) {
    let (xs, ys) = (points.map(\.x), points.map(\.y))
    let low = SweepPoint(xs.min() ?? 0, ys.min() ?? 0)
    let (width, height) = ((xs.max() ?? 0) - low.x, (ys.max() ?? 0) - low.y)
    var cell = wanted
    while (width / cell + 1) * (height / cell + 1) > Double(4 * points.count + 1000) { cell *= 2 }
    let (columns, rows) = (Int(width / cell) + 1, Int(height / cell) + 1)
    let cells = points.map { Int(($0.y - low.y) / cell) * columns + Int(($0.x - low.x) / cell) }
    var first = [Int](repeating: 0, count: columns * rows + 1)
    for c in cells { first[c + 1] += 1 }
    for c in 0..<columns * rows { first[c + 1] += first[c] }
    var next = first
    var order = [Int](repeating: 0, count: points.count)
    for (index, c) in cells.enumerated() {
      order[next[c]] = index
      next[c] += 1
    }
    (self.points, self.cell, self.low, self.columns, self.rows) = (points, cell, low, columns, rows)
    (self.first, self.order) = (first, order)
  }

  /// Visits the index of every point no farther than `reach` from a place, cell by cell.
  @inline(__always)
  func forEach(within reach: Double, of place: SweepPoint, _ visit: (Int) -> Void) {
    let limit = reach * reach
    let (left, right) = span(place.x - low.x, reach, columns)
    let (bottom, top) = span(place.y - low.y, reach, rows)
    guard left <= right, bottom <= top else { return }
    for row in bottom...top {
      for k in first[row * columns + left]..<first[row * columns + right + 1] {
        let point = points[order[k]]
        let (dx, dy) = (point.x - place.x, point.y - place.y)
        if dx * dx + dy * dy <= limit { visit(order[k]) }
      }
    }
  }

  private func span(_ at: Double, _ reach: Double, _ count: Int) -> (Int, Int) {
    let low = max(0, ((at - reach) / cell).rounded(.down))
    let high = min(Double(count - 1), ((at + reach) / cell).rounded(.down))
    return low <= high ? (Int(low), Int(high)) : (0, -1)
  }
}
