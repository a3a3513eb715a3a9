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

  /// Points sorted at a time. More make neighbours closer, and take more memory.
  private static let chunk = 1 << 21

  /// Nanoseconds for a vertex in the making of a cell index, and for a point with either kernel; measured on
  /// 12,000 zones of 113 vertices, points sorted.
  private static let costs = (making: 95.0, tree: 800.0, cells: 120.0)

  private let table: EdgeTable
  /// Ground number for each place in the order.
  private let numbers: [Int32]
  private let kernel: Kernel
  private var tree: ZoneTree?
  private var cells: CellIndex?
  private var canMakeCells = true
  private var asked = 0
  /// Points that will be asked about in all, as far as the caller knows.
  var expected = 0

  /// - Parameter order: ground numbers in the order in which those of one point are answered.
  /// - Returns: `nil` when a coordinate is not finite or too large (1e100) to be judged exactly.
  init?<P: Position>(_ areas: [MultiPolygon<P>], order: [Int], kernel: Kernel = .automatic) {
    guard let table = EdgeTable(areas, order: order) else { return nil }
    self.table = table
    self.kernel = kernel
    numbers = order.map { Int32($0) }
  }

  /// Whether the last answer came from a cell index.
  var usesCells: Bool { cells != nil }

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
    guard kernel == .cells || Double(max(asked, expected)) * (Self.costs.tree - Self.costs.cells) > making
    else { return }
    cells = CellIndexBuilder.index(table)
    canMakeCells = cells != nil
  }

  @inline(__always)
  private func hits(
    _ xs: [Double], _ ys: [Double], _ visit: (Double, Double, inout Column<Int32>) -> Void
  ) -> ZoneHits {
    var zones: [Int32] = []
    let starts = [Int](unsafeUninitializedCapacity: xs.count + 1) { starts, count in
      xs.withUnsafeBufferPointer { xs in
        ys.withUnsafeBufferPointer { ys in
          var answers = Answers(numbers)
          var sorter = PointSorter()
          starts[0] = 0
          var first = 0
          var size = Self.chunk
          while first < xs.count {
            let end = min(first + size, xs.count)
            sorter.sort(.init(rebasing: xs[first..<end]), .init(rebasing: ys[first..<end]))
            guard answers.find(sorter.points, visit) else {
              size = max(1, (end - first) / 2)
              continue
            }
            // room for all that is to come, as this chunk has it
            if first == 0 { zones.reserveCapacity(answers.total * (xs.count / end + 1)) }
            answers.write(to: &zones, .init(rebasing: starts[first...]))
            first = end
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
  /// Entries of `lists` at which a chunk is given up, to be tried in smaller ones.
  private static let mostEntries = 1 << 30

  private let numbers: [Int32]
  /// Per point: -1 for none, the place of the one ground, or -2 less the place of a list of several.
  private var firsts = Column<Int32>()
  /// Number of grounds, then their places.
  private var lists = Column<Int32>()
  private var found = Column<Int32>()
  /// Grounds over all points.
  private(set) var total = 0

  init(_ numbers: [Int32]) { self.numbers = numbers }

  /// Fills it anew; false when the points lie in too many grounds to be answered at once.
  @inline(__always)
  mutating func find(
    _ points: UnsafeBufferPointer<PlacedPoint>, _ visit: (Double, Double, inout Column<Int32>) -> Void
  ) -> Bool {
    firsts.resize(to: points.count)
    lists.truncate(to: 0)
    total = 0
    let firsts = firsts.base
    for point in points {
      let start = lists.count
      lists.append(0)
      visit(point.x, point.y, &lists)
      let count = lists.count - start - 1
      total += count
      if count < 2 {
        firsts[Int(point.number)] = count == 1 ? lists[start + 1] : -1
        lists.truncate(to: start)
      } else {
        lists[start] = Int32(truncatingIfNeeded: count)
        firsts[Int(point.number)] = Int32(truncatingIfNeeded: -2 - start)
        if start > Self.mostEntries, points.count > 1 { return false }
      }
    }
    return true
  }

  /// Appends the ground numbers to `zones` and writes the points' ends behind the first of `starts`.
  mutating func write(to zones: inout [Int32], _ starts: UnsafeMutableBufferPointer<Int>) {
    found.resize(to: total)
    let base = zones.count
    let (firsts, lists, to) = (firsts.base, lists.base, found.base)
    let points = self.firsts.count
    numbers.withUnsafeBufferPointer { numbers in
      var next = 0
      for i in 0..<points {
        let answer = firsts[i]
        if answer >= 0 {
          to[next] = numbers[Int(answer)]
          next += 1
        } else if answer < -1 {
          let list = -2 - Int(answer)
          let count = Int(lists[list])
          for k in 0..<count { to[next + k] = numbers[Int(lists[list + 1 + k])] }
          next += count
        }
        starts[i + 1] = base + next
      }
    }
    zones.append(contentsOf: UnsafeBufferPointer(start: found.base, count: found.count))
  }
}
