public import ZoneGeometry

/// A packed tree over boxes that never changes: which boxes meet one, which item is nearest.
///
/// Boxes are sorted into vertical slices and, within a slice, upwards; 16 of them make a node, 16 nodes a
/// node above, and so on. A value: it may travel between tasks.
///
/// - Source: Leutenegger, Lopez, Edgington: STR, a simple and efficient algorithm for R-tree packing (1997).
public struct BoxIndex<P: Position>: Sendable {
  private static var fanout: Int { 16 }

  /// Item numbers in packed order.
  private let items: [Int32]
  /// Level 0: the items' boxes in packed order; each further level: one box for 16 of the level below.
  private let levels: [[Box<P>]]

  /// An index over `boxes`, answered by their position in the array.
  public init(_ boxes: [Box<P>]) {
    items = Self.packed(boxes)
    var levels = [items.map { boxes[Int($0)] }]
    while let last = levels.last, last.count > Self.fanout {
      levels.append(
        stride(from: 0, to: last.count, by: Self.fanout).map { start in
          last[start + 1..<min(start + Self.fanout, last.count)].reduce(into: last[start]) {
            $0.extend(to: $1)
          }
        })
    }
    self.levels = levels
  }

  private static func packed(_ boxes: [Box<P>]) -> [Int32] {
    // centres beside their items: to look them up while sorting took 60 ms of 80 for 200,000 boxes
    var order = boxes.indices.map { PackedItem(centre: boxes[$0].centre.first, item: Int32($0)) }
    order.sort { $0.centre < $1.centre }
    let nodes = (boxes.count + fanout - 1) / fanout
    let slice = max(fanout, Int(Double(nodes).squareRoot().rounded(.up)) * fanout)
    for start in stride(from: 0, to: order.count, by: slice) {
      let part = start..<min(start + slice, order.count)
      for index in part { order[index].centre = boxes[Int(order[index].item)].centre.second }
      order[part].sort { $0.centre < $1.centre }
    }
    return order.map(\.item)
  }

  /// The items whose boxes meet `box` (touching counts), ascending.
  public func meeting(_ box: Box<P>) -> [Int] {
    var found: [Int] = []
    visit(levels.count - 1, 0..<(levels.last?.count ?? 0), where: { $0.intersects(box) }) { found.append($0) }
    found.sort()
    return found
  }

  private func visit(_ level: Int, _ range: Range<Int>, where meets: (Box<P>) -> Bool, _ body: (Int) -> Void)
  {
    for node in range where meets(levels[level][node]) {
      if level == 0 {
        body(Int(items[node]))
      } else {
        let start = node * Self.fanout
        visit(level - 1, start..<min(start + Self.fanout, levels[level - 1].count), where: meets, body)
      }
    }
  }

  /// The smallest of `distance(item)` over all items, `nil` when there are none. The distance of an item must
  /// not be smaller than that of its box.
  public func nearestDistance(to p: P, _ distance: (Int) -> Double) -> Double? {
    var best = Double.infinity
    nearest(levels.count - 1, 0..<(levels.last?.count ?? 0), to: p, distance, &best)
    return best.isFinite ? best : nil
  }

  private func nearest(
    _ level: Int, _ range: Range<Int>, to p: P, _ distance: (Int) -> Double, _ best: inout Double
  ) {
    let gaps = range.map { (gap: levels[level][$0].distance(to: p), node: $0) }.sorted { $0.gap < $1.gap }
    for (gap, node) in gaps where gap < best {
      if level == 0 {
        best = min(best, distance(Int(items[node])))
      } else {
        let start = node * Self.fanout
        nearest(level - 1, start..<min(start + Self.fanout, levels[level - 1].count), to: p, distance, &best)
      }
    }
  }
}

/// An item with the coordinate of its box's middle that it is sorted by.
private struct PackedItem {
  var centre: Double
  var item: Int32
}

extension Box {
  /// Distance from `p` to the box in the frame's unit; 0 inside.
  public func distance(to p: P) -> Double {
    let dx = max(0, max(minimum.first - p.first, p.first - maximum.first))
    let dy = max(0, max(minimum.second - p.second, p.second - maximum.second))
    return (dx * dx + dy * dy).squareRoot()
  }
}
