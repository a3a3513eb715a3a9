/// How densely points lie around the centre of each cell, seen through a round kernel.
///
/// A point adds w × 3 ÷ (π h²) × (1 − (d ÷ h)²)² to every centre at a distance d below the bandwidth h; over
/// the whole plane this adds up to its weight w. Distances are those of the points themselves, not of the
/// cells they lie in. With a bandwidth below 0.71 cells (squares; hexagons 0.58) a point may reach no centre
/// at all.
///
/// - Source: quartic (biweight) kernel: Silverman, Density Estimation for Statistics and Data Analysis
///   (1986), equation 4.5.
public struct KernelDensity: Sendable {
  /// A cell whose centre lies nearer than the bandwidth to a point.
  public struct Value: Sendable, Hashable {
    public var cell: GridCell
    /// Points (or their weight) per square kilometre at the cell's centre; above 0.
    public var perSquareKilometre: Double
  }

  public let grid: Grid
  /// Metres.
  public let bandwidth: Double
  /// South to north, then west to east; empty without points.
  public let values: [Value]

  /// The density of points given as columns of one length, metres of the grid's plane, all finite; weights
  /// are not negative (a point of weight 0 is as none).
  ///
  /// - Complexity: O(points × cells within the bandwidth).
  public init(grid: Grid, bandwidth: Double, x: [Double], y: [Double], weights: [Double]? = nil) {
    self.init(
      grid: grid, bandwidth: bandwidth, x: x, y: y, weights: weights, largestTable: CellExtent.largestTable)
  }

  init(
    grid: Grid, bandwidth: Double, x: [Double], y: [Double], weights: [Double]?, largestTable: Int
  ) {
    precondition(bandwidth.isFinite && bandwidth > 0, "a bandwidth in metres")
    precondition(x.count == y.count && (weights?.count ?? x.count) == x.count, "columns of one length")
    precondition(weights?.allSatisfy { $0 >= 0 && $0.isFinite } ?? true, "weights of 0 or more")
    self.grid = grid
    self.bandwidth = bandwidth
    let kernel = Kernel(grid: grid, bandwidth: bandwidth)
    let sums: [(cell: GridCell, sum: Double)] = x.withUnsafeBufferPointer { x in
      y.withUnsafeBufferPointer { y in
        guard let extent = CellExtent(of: grid, x: x, y: y, margin: bandwidth) else { return [] }
        let (touches, overflow) = x.count.multipliedReportingOverflow(by: kernel.cellsInReach)
        if extent.fitsTable(touches: overflow ? .max / 2 : touches, largest: largestTable) {
          return kernel.table(extent, x, y, weights)
        }
        return kernel.keyed(x, y, weights)
      }
    }
    let scale = 3 / (Double.pi * bandwidth * bandwidth) * 1e6
    values = sums.map { Value(cell: $0.cell, perSquareKilometre: $0.sum * scale) }
  }
}

/// The kernel without its constant factor, and the walk over the centres in its reach.
private struct Kernel {
  typealias Column = UnsafeBufferPointer<Double>

  let grid: Grid
  let bandwidth: Double
  let square: Double

  init(grid: Grid, bandwidth: Double) {
    self.grid = grid
    self.bandwidth = bandwidth
    square = bandwidth * bandwidth
  }

  /// About how many centres one point reaches.
  var cellsInReach: Int { 1 + Int(min(1e9, .pi * square / grid.cellArea)) }

  func table(
    _ extent: CellExtent, _ x: Column, _ y: Column, _ weights: [Double]?
  ) -> [(cell: GridCell, sum: Double)] {
    var sums = [Double](repeating: 0, count: extent.count)
    sums.withUnsafeMutableBufferPointer { sums in
      for k in 0..<x.count {
        let weight = weights?[k] ?? 1
        forEachRun(x[k], y[k]) { cell, count, dy2, offset in
          let start = extent.index(cell)
          var centre = Double(cell.column) + offset
          for i in start..<start + count {
            sums[i] += weight * value(centre * grid.size - x[k], dy2)
            centre += 1
          }
        }
      }
    }
    return sums.indices.filter { sums[$0] > 0 }.map { (extent.cell(at: $0), sums[$0]) }
  }

  func keyed(_ x: Column, _ y: Column, _ weights: [Double]?) -> [(cell: GridCell, sum: Double)] {
    var sums: [GridCell: Double] = [:]
    for k in 0..<x.count {
      let weight = weights?[k] ?? 1
      forEachRun(x[k], y[k]) { cell, count, dy2, offset in
        for column in cell.column..<cell.column + count {
          let dx = (Double(column) + offset) * grid.size - x[k]
          sums[GridCell(column: column, row: cell.row), default: 0] += weight * value(dx, dy2)
        }
      }
    }
    return sums.filter { $0.value > 0 }.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// (1 − d² ÷ h²)², 0 from the bandwidth on.
  @inline(__always)
  private func value(_ dx: Double, _ dy2: Double) -> Double {
    let rest = max(0, 1 - (dx * dx + dy2) / square)
    return rest * rest
  }

  /// Calls `body` with the first cell, the number of cells, the squared distance north and the column offset
  /// of each row of centres in reach of a point.
  @inline(__always)
  private func forEachRun(_ x: Double, _ y: Double, _ body: (GridCell, Int, Double, Double) -> Void) {
    // One row more on each side than the quotients say, since they are rounded; runs outside are empty.
    let spacing = grid.rowSpacing
    let middle = grid.shape == .square ? 0.5 : 0
    let first = Int(((y - bandwidth) / spacing - middle).rounded(.up)) - 1
    let last = Int(((y + bandwidth) / spacing - middle).rounded(.down)) + 1
    for row in first...last {
      let dy = grid.rowCentre(row) - y
      let rest = square - dy * dy
      guard rest > 0 else { continue }
      let half = rest.squareRoot()
      let offset = grid.columnOffset(row: row)
      let west = Int(((x - half) / grid.size - offset).rounded(.up))
      let east = Int(((x + half) / grid.size - offset).rounded(.down))
      if west <= east { body(GridCell(column: west, row: row), east - west + 1, dy * dy, offset) }
    }
  }
}
