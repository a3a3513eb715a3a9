/// A point and its number among those it came with.
struct PlacedPoint: BitwiseCopyable {
  var x: Double
  var y: Double
  var number: Int32
}

/// Brings points into an order in which neighbours follow one another, coordinates and all.
///
/// Like `SpatialOrder`, but the points themselves move: into rows, then each row into cells. Both steps write
/// to few places at a time, so that no point waits for memory.
struct PointSorter: ~Copyable {
  private static let side = 256

  private var rows = Column<PlacedPoint>()
  private var cells = Column<PlacedPoint>()
  private var bins = Column<UInt8>()

  /// The points sorted last; those that are not finite are left in.
  var points: UnsafeBufferPointer<PlacedPoint> { UnsafeBufferPointer(start: cells.base, count: cells.count) }

  mutating func sort(_ xs: UnsafeBufferPointer<Double>, _ ys: UnsafeBufferPointer<Double>) {
    let (lowX, scaleX) = Self.scale(xs)
    let (lowY, scaleY) = Self.scale(ys)
    rows.resize(to: xs.count)
    cells.resize(to: xs.count)
    bins.resize(to: xs.count)
    let (rows, cells, bins) = (rows.base, cells.base, bins.base)
    withUnsafeTemporaryAllocation(of: Int.self, capacity: 2 * Self.side + 2) { buffer in
      guard let ends = buffer.baseAddress else { return }
      let columns = ends + Self.side + 1
      ends.initialize(repeating: 0, count: 2 * Self.side + 2)
      for i in 0..<xs.count {
        let bin = Self.bin((ys[i] - lowY) * scaleY)
        bins[i] = bin
        ends[Int(bin) + 1] += 1
      }
      for bin in 0..<Self.side { ends[bin + 1] += ends[bin] }
      for i in 0..<xs.count {
        let bin = Int(bins[i])
        rows[ends[bin]] = PlacedPoint(x: xs[i], y: ys[i], number: Int32(truncatingIfNeeded: i))
        ends[bin] += 1
      }
      var first = 0
      for row in 0..<Self.side {
        // every other row backwards, so that the last cell of a row lies beside the first of the next
        let turn: UInt8 = row & 1 == 0 ? 0 : 255
        columns.update(repeating: 0, count: Self.side + 1)
        for i in first..<ends[row] {
          let bin = Self.bin((rows[i].x - lowX) * scaleX) ^ turn
          bins[i] = bin
          columns[Int(bin) + 1] += 1
        }
        columns[0] = first
        for bin in 0..<Self.side { columns[bin + 1] += columns[bin] }
        for i in first..<ends[row] {
          let bin = Int(bins[i])
          cells[columns[bin]] = rows[i]
          columns[bin] += 1
        }
        first = ends[row]
      }
    }
  }

  @inline(__always)
  private static func bin(_ position: Double) -> UInt8 {
    // what is not a number compares false
    position < 255 ? UInt8(max(0, position)) : 255
  }

  private static func scale(_ values: UnsafeBufferPointer<Double>) -> (low: Double, scale: Double) {
    var low = Double.infinity
    var high = -Double.infinity
    for value in values where value.isFinite {
      low = min(low, value)
      high = max(high, value)
    }
    return (low, high > low ? Double(side) / (high - low) : 0)
  }
}
