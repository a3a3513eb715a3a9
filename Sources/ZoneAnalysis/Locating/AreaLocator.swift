internal import ZoneGeometry

/// Which grounds cover each of many points, by the project's own kernels; edges and vertices belong to a
/// ground, holes do not.
///
/// The answers are exact and do not depend on the kernel. Lives in one task.
final class AreaLocator {
  /// How points are looked up.
  enum Kernel {
    /// Whichever costs less for the points at hand, making its index included.
    case automatic
    case tree
    case cells
  }

  /// Points sorted at a time: their coordinates stay within the cache.
  private static let chunk = 1 << 20

  /// Nanoseconds for a vertex in the making of a cell index, and for a point with either kernel; measured on
  /// 12,000 zones of 113 vertices, points sorted.
  private static let costs = (making: 120.0, tree: 250.0, cells: 50.0)

  private let table: EdgeTable
  /// Ground number for each place in the order.
  private let numbers: [Int32]
  private let kernel: Kernel
  private var tree: ZoneTree?
  private var cells: CellIndex?
  private var canMakeCells = true
  private var asked = 0

  /// - Parameter order: ground numbers in the order in which those of one point are answered.
  /// - Returns: `nil` when a coordinate is not finite or too large (1e100) to be judged exactly.
  init?<P: Position>(_ areas: [MultiPolygon<P>], order: [Int], kernel: Kernel = .automatic) {
    guard let table = EdgeTable(areas, order: order) else { return nil }
    self.table = table
    self.kernel = kernel
    numbers = order.map { Int32($0) }
  }

  /// The grounds of each point; points that are not finite lie in none.
  func locate(_ xs: [Double], _ ys: [Double]) -> ZoneHits {
    guard table.edgeCount > 0 else {
      return ZoneHits(starts: [Int](repeating: 0, count: xs.count + 1), zones: [])
    }
    prepare(for: xs.count)
    if let cells {
      let view = cells.view
      return withExtendedLifetime(cells) {
        hits(xs, ys) { x, y, hits in view.visit(x, y, &hits) }
      }
    }
    let tree = self.tree ?? ZoneTree(table)
    self.tree = tree
    return hits(xs, ys) { x, y, hits in tree.visit(x, y, &hits) }
  }

  /// Makes a cell index when it pays for itself with the points asked so far and now.
  private func prepare(for count: Int) {
    asked += count
    guard cells == nil, canMakeCells, kernel != .tree else { return }
    let making = Double(table.vertices.count) * Self.costs.making
    guard kernel == .cells || Double(asked) * (Self.costs.tree - Self.costs.cells) > making else { return }
    cells = CellIndexBuilder.index(table)
    canMakeCells = cells != nil
  }

  @inline(__always)
  private func hits(
    _ xs: [Double], _ ys: [Double], _ visit: (Double, Double, inout Column<Int32>) -> Void
  ) -> ZoneHits {
    var zones: [Int32] = []
    zones.reserveCapacity(xs.count + xs.count / 8)
    let starts = [Int](unsafeUninitializedCapacity: xs.count + 1) { starts, count in
      xs.withUnsafeBufferPointer { xs in
        ys.withUnsafeBufferPointer { ys in
          numbers.withUnsafeBufferPointer { numbers in
            starts[0] = 0
            for first in stride(from: 0, to: xs.count, by: Self.chunk) {
              let part = first..<min(first + Self.chunk, xs.count)
              let answers = Answers(.init(rebasing: xs[part]), .init(rebasing: ys[part]), visit)
              answers.write(numbers, to: &zones, starts, from: first)
            }
          }
        }
      }
      count = xs.count + 1
    }
    return ZoneHits(starts: starts, zones: zones)
  }
}

@available(*, unavailable)
extension AreaLocator: Sendable {}

/// The grounds of a chunk of points, found in an order of neighbours, kept in the points' own.
private struct Answers: ~Copyable {
  /// Per point: -1 for none, the place of the one ground, or -2 less the number of a list of several.
  private var firsts: Column<Int32>
  private var listStarts = Column<Int>()
  /// Number of grounds, then their places.
  private var lists = Column<Int32>(capacity: 4096)

  @inline(__always)
  init(
    _ xs: UnsafeBufferPointer<Double>, _ ys: UnsafeBufferPointer<Double>,
    _ visit: (Double, Double, inout Column<Int32>) -> Void
  ) {
    firsts = Column(repeating: -1, count: xs.count)
    let order = SpatialOrder.cells(xs, ys)
    order.withUnsafeBufferPointer { order in
      for point in order {
        let i = Int(point)
        let start = lists.count
        lists.append(0)
        visit(xs[i], ys[i], &lists)
        switch lists.count - start - 1 {
        case 0: lists.truncate(to: start)
        case 1:
          firsts[i] = lists[start + 1]
          lists.truncate(to: start)
        case let count:
          lists[start] = Int32(truncatingIfNeeded: count)
          firsts[i] = Int32(truncatingIfNeeded: -2 - listStarts.count)
          listStarts.append(start)
        }
      }
    }
  }

  /// Appends the ground numbers to `zones` and writes the points' ends.
  func write(
    _ numbers: UnsafeBufferPointer<Int32>, to zones: inout [Int32],
    _ starts: UnsafeMutableBufferPointer<Int>, from first: Int
  ) {
    var total = zones.count
    var found = Column<Int32>(capacity: firsts.count + lists.count)
    for i in 0..<firsts.count {
      let answer = firsts[i]
      if answer >= 0 {
        found.append(numbers[Int(answer)])
        total += 1
      } else if answer < -1 {
        let list = listStarts[-2 - Int(answer)]
        for place in list + 1...list + Int(lists[list]) { found.append(numbers[Int(lists[place])]) }
        total += Int(lists[list])
      }
      starts[first + i + 1] = total
    }
    zones.append(contentsOf: UnsafeBufferPointer(start: found.base, count: found.count))
  }
}
