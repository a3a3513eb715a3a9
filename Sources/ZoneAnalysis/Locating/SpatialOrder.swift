/// An order in which neighbours follow one another, so that whatever is asked for one point is still in the
/// cache for the next: cells over the points' box, row by row, by one counting sort.
///
/// Measured on a million points: 5 times as fast as random order with prepared geometry of GEOS, 4 to 8 times
/// with the project's own kernels.
enum SpatialOrder {
  /// Cells a side, fewer for few points.
  private static let mostCells = 256

  /// Point numbers, cell by cell, in their own order within a cell; points that are not finite come last.
  static func cells(_ xs: [Double], _ ys: [Double]) -> [Int32] {
    xs.withUnsafeBufferPointer { xs in ys.withUnsafeBufferPointer { cells(xs, $0) } }
  }

  /// The same for a part of two columns, numbered from its start.
  static func cells(
    _ xs: UnsafeBufferPointer<Double>, _ ys: UnsafeBufferPointer<Double>
  ) -> [Int32] {
    let (lowX, highX) = range(xs)
    let (lowY, highY) = range(ys)
    let side = max(1, min(mostCells, Int(Double(xs.count).squareRoot())))
    let scaleX = highX > lowX ? Double(side) / (highX - lowX) : 0
    let scaleY = highY > lowY ? Double(side) / (highY - lowY) : 0
    var starts = [Int32](repeating: 0, count: side * side + 2)
    return withUnsafeTemporaryAllocation(of: Int32.self, capacity: xs.count) { cells in
      starts.withUnsafeMutableBufferPointer { starts in
        for i in 0..<xs.count {
          var cell = side * side
          // a span beyond the largest number makes its scale 0, and an infinite distance times 0 no number
          let (u, v) = ((xs[i] - lowX) * scaleX, (ys[i] - lowY) * scaleY)
          if u.isFinite, v.isFinite {
            let column = min(side - 1, Int(u))
            let row = min(side - 1, Int(v))
            // every other row backwards, so that the last cell of a row lies beside the first of the next
            cell = row * side + (row & 1 == 0 ? column : side - 1 - column)
          }
          cells[i] = Int32(truncatingIfNeeded: cell)
          starts[cell + 1] += 1
        }
        for cell in 1..<starts.count { starts[cell] += starts[cell - 1] }
        return [Int32](unsafeUninitializedCapacity: xs.count) { order, count in
          for i in 0..<xs.count {
            let cell = Int(cells[i])
            order[Int(starts[cell])] = Int32(truncatingIfNeeded: i)
            starts[cell] += 1
          }
          count = xs.count
        }
      }
    }
  }

  private static func range(_ values: UnsafeBufferPointer<Double>) -> (low: Double, high: Double) {
    var low = Double.infinity
    var high = -Double.infinity
    for value in values where value.isFinite {
      low = min(low, value)
      high = max(high, value)
    }
    return (low, high)
  }
}
