internal import Synchronization
internal import ZoneGeometry
public import ZoneModel

/// The grounds of zones in tables that the locators of several threads ask at once: their edges, and the cell
/// index as soon as it pays.
public final class SharedAreas: Sendable {
  /// How points are looked up.
  enum Kernel {
    /// Whichever costs less for the points at hand, making its index included.
    case automatic
    case tree
    case cells
  }

  private struct State: Sendable {
    var cells: CellIndex?
    var canMakeCells = true
    var asked = 0
    var expected = 0
  }

  /// Nanoseconds for a vertex in the making of a cell index, and for a point with either kernel; measured on
  /// 12,000 zones of 113 vertices, points sorted.
  private static let costs = (making: 95.0, tree: 800.0, cells: 120.0)

  /// All zone numbers, the one that is home before all others first.
  public let homeOrder: [Int]
  let table: EdgeTable
  /// Ground number for each place in the order.
  let numbers: [Int32]
  private let kernel: Kernel
  private let threads: Int
  private let state = Mutex(State())

  /// - Parameters:
  ///   - homeOrder: all zone numbers, the one that is home before all others first.
  ///   - threads: so many make the index.
  /// - Returns: `nil` when a coordinate is not finite or too large (1e100) to be judged exactly.
  public convenience init?(_ zones: [Zone], homeOrder: [Int], threads: Int = 1) {
    self.init(zones.map(\.grounds), order: homeOrder, threads: threads)
  }

  init?<P: Position>(
    _ areas: [MultiPolygon<P>], order: [Int], kernel: Kernel = .automatic, threads: Int = 1
  ) {
    guard let table = EdgeTable(areas, order: order) else { return nil }
    self.table = table
    self.kernel = kernel
    self.threads = threads
    homeOrder = order
    numbers = order.map { Int32($0) }
  }

  /// Says how many points will be asked about in all, and makes the cell index if they pay for it.
  public func prepare(for points: Int) {
    expect(points)
    _ = cells(for: 0)
  }

  func expect(_ points: Int) { state.withLock { $0.expected = max($0.expected, points) } }

  /// The cell index for so many more points; `nil` while it does not pay for itself with the points asked so far,
  /// now and, as far as that is known, later.
  func cells(for count: Int) -> CellIndex? {
    guard kernel != .tree else { return nil }
    return state.withLock { state in
      state.asked += count
      guard state.cells == nil, state.canMakeCells else { return state.cells }
      let making = Double(table.vertices.count) * Self.costs.making
      let saved = Double(max(state.asked, state.expected)) * (Self.costs.tree - Self.costs.cells)
      guard kernel == .cells || saved > making, table.edgeCount > 0 else { return nil }
      state.cells = CellIndexBuilder.index(table, threads: threads)
      state.canMakeCells = state.cells != nil
      return state.cells
    }
  }
}

extension Zone {
  /// The ground of an area; of a road none.
  fileprivate var grounds: MultiPolygon<LonLat> {
    if case .ground(let ground) = boundary { ground } else { MultiPolygon() }
  }
}
