internal import ZoneGeometry

/// Which grounds cover each of many points, by the project's own kernels; edges and vertices belong to a
/// ground, holes do not.
///
/// The answers are exact and do not depend on the kernel. Lives in one task.
final class AreaLocator {
  typealias Kernel = SharedAreas.Kernel

  /// Points sorted at a time. More make neighbours closer, and take more memory.
  private static let chunk = 1 << 21

  private let shared: SharedAreas
  private var tree: ZoneTree?
  private var cells: CellIndex?

  init(_ shared: SharedAreas) { self.shared = shared }

  /// - Parameter order: ground numbers in the order in which those of one point are answered.
  /// - Returns: `nil` when a coordinate is not finite or too large (1e100) to be judged exactly.
  convenience init?<P: Position>(_ areas: [MultiPolygon<P>], order: [Int], kernel: Kernel = .automatic) {
    guard let shared = SharedAreas(areas, order: order, kernel: kernel) else { return nil }
    self.init(shared)
  }

  /// Says how many points will be asked about in all.
  func expect(_ points: Int) { shared.expect(points) }

  /// Whether the last answer came from a cell index.
  var usesCells: Bool { cells != nil }

  /// The grounds of each point; points that are not finite lie in none.
  func locate(_ xs: [Double], _ ys: [Double]) -> ZoneHits {
    guard shared.table.edgeCount > 0 else {
      return ZoneHits(starts: [Int](repeating: 0, count: xs.count + 1), zones: [])
    }
    cells = shared.cells(for: xs.count)
    if let cells {
      let view = cells.view
      return withExtendedLifetime(cells) {
        hits(xs, ys) { x, y, hits in view.visit(x, y, &hits) }
      }
    }
    let tree = self.tree ?? ZoneTree(shared.table)
    self.tree = tree
    return hits(xs, ys) { x, y, hits in tree.visit(x, y, &hits) }
  }

  @inline(__always)
  private func hits(
    _ xs: [Double], _ ys: [Double], _ visit: (Double, Double, inout Column<Int32>) -> Void
  ) -> ZoneHits {
    var zones: [Int32] = []
    let starts = [Int](unsafeUninitializedCapacity: xs.count + 1) { starts, count in
      xs.withUnsafeBufferPointer { xs in
        ys.withUnsafeBufferPointer { ys in
          var answers = Answers(shared.numbers)
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
