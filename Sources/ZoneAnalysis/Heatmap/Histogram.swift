/// How many points lie in each cell of a grid, and the sum of their weights.
public struct Histogram: Sendable {
  /// A cell that holds at least one point.
  public struct Bin: Sendable, Hashable {
    public var cell: GridCell
    public var count: Int
    /// The weights added in the order of the points; equal to the count when none were given.
    public var weight: Double
  }

  public let grid: Grid
  /// South to north, then west to east; empty without points.
  public let bins: [Bin]

  /// Counts points given as columns of one length, metres of the grid's plane, all finite.
  ///
  /// Every point is counted once: the counts add up to the number of points.
  ///
  /// - Complexity: O(points + cells in their extent) while the extent is not much larger than the data,
  ///   otherwise a hash look-up a point and a sort of the cells met.
  public init(grid: Grid, x: [Double], y: [Double], weights: [Double]? = nil) {
    self.init(grid: grid, x: x, y: y, weights: weights, largestTable: CellExtent.largestTable)
  }

  init(grid: Grid, x: [Double], y: [Double], weights: [Double]?, largestTable: Int) {
    precondition(x.count == y.count && (weights?.count ?? x.count) == x.count, "columns of one length")
    self.grid = grid
    bins = x.withUnsafeBufferPointer { x in
      y.withUnsafeBufferPointer { y in
        guard let extent = CellExtent(of: grid, x: x, y: y, margin: 0) else { return [] }
        if extent.fitsTable(touches: x.count, largest: largestTable) {
          return Self.table(grid, extent, x, y, weights)
        }
        return Self.keyed(grid, x, y, weights)
      }
    }
  }

  /// All points.
  public var count: Int { bins.reduce(0) { $0 + $1.count } }
}

extension Histogram {
  private typealias Column = UnsafeBufferPointer<Double>

  private static func table(
    _ grid: Grid, _ extent: CellExtent, _ x: Column, _ y: Column, _ weights: [Double]?
  ) -> [Bin] {
    var counts = [Int](repeating: 0, count: extent.count)
    var sums = [Double](repeating: 0, count: weights == nil ? 0 : extent.count)
    counts.withUnsafeMutableBufferPointer { counts in
      guard let weights else {
        for k in 0..<x.count { counts[extent.index(grid.cell(x[k], y[k]))] += 1 }
        return
      }
      sums.withUnsafeMutableBufferPointer { sums in
        weights.withUnsafeBufferPointer { weights in
          for k in 0..<x.count {
            let cell = extent.index(grid.cell(x[k], y[k]))
            counts[cell] += 1
            sums[cell] += weights[k]
          }
        }
      }
    }
    return counts.indices.filter { counts[$0] > 0 }.map { index in
      let count = counts[index]
      return Bin(
        cell: extent.cell(at: index), count: count, weight: sums.isEmpty ? Double(count) : sums[index])
    }
  }

  private static func keyed(_ grid: Grid, _ x: Column, _ y: Column, _ weights: [Double]?) -> [Bin] {
    var places: [GridCell: Int] = [:]
    var bins: [Bin] = []
    for k in 0..<x.count {
      let cell = grid.cell(x[k], y[k])
      let weight = weights?[k] ?? 1
      if let place = places[cell] {
        bins[place].count += 1
        bins[place].weight += weight
      } else {
        places[cell] = bins.count
        bins.append(Bin(cell: cell, count: 1, weight: weight))
      }
    }
    return bins.sorted { $0.cell < $1.cell }
  }
}
