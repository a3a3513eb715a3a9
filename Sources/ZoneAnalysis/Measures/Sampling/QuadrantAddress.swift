/// Where a place stands on the line that a plane becomes when its quadrants are taken apart level by level, the
/// four of each cell in an order of their own drawn at random: near places come near each other.
///
/// - Source: Stevens and Olsen, Spatially balanced sampling of natural resources, Journal of the American
///   Statistical Association 99 (2004), hierarchical randomisation.
struct QuadrantAddress {
  private let key: UInt64
  private let levels: Int
  /// What is added to coordinates: the grid lies at random over the places.
  private let shift: (x: Int, y: Int)

  /// - Parameter places: whole steps; their extent at most 2³⁰.
  init(_ places: [(x: Int, y: Int)], key: UInt64) {
    self.key = key
    let west = places.map(\.x).min() ?? 0
    let south = places.map(\.y).min() ?? 0
    let extent = max(
      (places.map(\.x).max() ?? 0) - west, (places.map(\.y).max() ?? 0) - south, 1)
    precondition(extent <= 1 << 30, "an extent of at most 2³⁰ steps")
    // a square at least twice as wide as the places, so that the grid's first lines cut them anywhere
    var levels = 2
    while 1 << levels < 2 * (extent + 1) { levels += 1 }
    self.levels = levels
    let room = UInt64(1 << levels - extent)
    var random = DrawRandom(DrawRandom.key(key, "shift"))
    shift = (Int(random.below(room)) - west, Int(random.below(room)) - south)
  }

  func address(x: Int, y: Int) -> UInt64 {
    let (column, row) = (UInt64(x + shift.x), UInt64(y + shift.y))
    var path: UInt64 = 1
    var address: UInt64 = 0
    for level in (0..<UInt64(levels)).reversed() {
      let quadrant = (column &>> level & 1) << 1 | (row &>> level & 1)
      let choice = DrawRandom.mixed(key ^ DrawRandom.mixed(path)) % 24
      address = address << 2 | UInt64(Self.orders[Int(choice)][Int(quadrant)])
      path = path << 2 | quadrant
    }
    return address
  }

  /// The 24 orders of four quadrants.
  private static let orders: [[UInt8]] = {
    var orders: [[UInt8]] = []
    for a in 0..<4 {
      for b in 0..<4 where b != a {
        for c in 0..<4 where c != a && c != b {
          orders.append([UInt8(a), UInt8(b), UInt8(c), UInt8(6 - a - b - c)])
        }
      }
    }
    return orders
  }()
}
