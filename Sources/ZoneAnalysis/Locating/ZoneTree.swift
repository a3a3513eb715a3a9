/// Which grounds cover a point: a packed tree over their boxes, and for each ground asked often its edges
/// by slabs of equal height. Quick to make, so the one for few points.
///
/// Boxes are packed along Hilbert's curve, 16 to a node. A slab holds every edge that reaches into it, by
/// the same monotone function that gives a point its slab, so no rounding can lose one.
///
/// - Source: Kamel, Faloutsos: On packing R-trees (CIKM 1993).
final class ZoneTree {
  private static let fanout = 16
  /// A ground is cut into slabs when it was asked so often; before that all its edges are asked.
  private static let patience: UInt8 = 6

  private let table: EdgeTable
  /// Ground numbers in packed order.
  private let items: Column<Int32>
  /// All levels' boxes, lowest first; level `l` is `levels[l]..<levels[l + 1]`.
  private let boxes: Column<Bounds>
  private let levels: [Int]
  private let asked: Column<UInt8>
  /// Per ground: where its slabs' starts begin in `slabs`, -1 before it is cut.
  private let firstSlabs: Column<Int>
  private let slabCounts: Column<Int32>
  private var slabs: Column<Int>
  private var edges: Column<UInt32>

  init(_ table: EdgeTable) {
    self.table = table
    let items = Self.packed(table)
    var boxes = Column<Bounds>(capacity: table.count * 2)
    var levels = [0]
    for place in 0..<items.count { boxes.append(table.bounds[Int(items[place])]) }
    while boxes.count - levels[levels.count - 1] > Self.fanout {
      let start = levels[levels.count - 1]
      let end = boxes.count
      levels.append(end)
      for first in stride(from: start, to: end, by: Self.fanout) {
        var box = boxes[first]
        for next in first..<min(first + Self.fanout, end) { box.extend(to: boxes[next]) }
        boxes.append(box)
      }
    }
    levels.append(boxes.count)
    self.items = items
    self.boxes = boxes
    self.levels = levels
    asked = Column(repeating: 0, count: table.count)
    firstSlabs = Column(repeating: -1, count: table.count)
    slabCounts = Column(repeating: 0, count: table.count)
    slabs = Column()
    edges = Column()
  }

  /// Adds the grounds that cover (x, y), ascending.
  func visit(_ x: Double, _ y: Double, _ hits: inout Column<Int32>) {
    let before = hits.count
    visit(levels.count - 2, levels[levels.count - 2]..<levels[levels.count - 1], x, y, &hits)
    Self.sort(hits.base + before, hits.count - before)
  }

  private func visit(
    _ level: Int, _ range: Range<Int>, _ x: Double, _ y: Double, _ hits: inout Column<Int32>
  ) {
    for node in range where boxes[node].contains(x, y) {
      if level == 0 {
        if covers(Int(items[node]), x, y) { hits.append(items[node]) }
      } else {
        let start = levels[level - 1] + (node - levels[level]) * Self.fanout
        visit(level - 1, start..<min(start + Self.fanout, levels[level]), x, y, &hits)
      }
    }
  }

  private func covers(_ slot: Int, _ x: Double, _ y: Double) -> Bool {
    if firstSlabs[slot] < 0 {
      asked[slot] += 1
      guard asked[slot] >= Self.patience else { return table.view.covers(slot, x, y) }
      cut(slot)
    }
    let vertices = table.vertices.base
    let (slabs, edges) = (slabs.base, edges.base)
    let start = firstSlabs[slot] + slab(y, of: slot)
    var ray = RayCrossings()
    for place in slabs[start]..<slabs[start + 1] {
      let edge = Int(edges[place])
      ray.count(vertices[edge], vertices[edge + 1], x, y)
    }
    return ray.isCovered
  }

  /// The slab of a height within the ground's box; never falls as `y` grows.
  @inline(__always)
  private func slab(_ y: Double, of slot: Int) -> Int {
    let box = table.bounds[slot]
    let count = Double(slabCounts[slot])
    return min(Int(count) - 1, Int((y - box.minY) / (box.maxY - box.minY) * count))
  }

  private func cut(_ slot: Int) {
    let view = table.view
    let height = table.bounds[slot].maxY - table.bounds[slot].minY
    var count = 0
    var heights = 0.0
    view.forEachEdge(of: slot) {
      count += 1
      heights += abs(view.vertices[$0 + 1].y - view.vertices[$0].y)
    }
    // half as many slabs as edges, fewer when tall edges would be listed more than four times on average
    let limit = heights > 0 ? 4 * Double(count) * height / heights : 1
    slabCounts[slot] = height > 0 ? Int32(max(1, min(Double(count) / 2, limit))) : 1
    let number = Int(slabCounts[slot])
    let first = slabs.count
    for _ in 0...number { slabs.append(0) }
    func range(_ edge: Int) -> ClosedRange<Int> {
      guard number > 1 else { return 0...0 }
      let (a, b) = (view.vertices[edge].y, view.vertices[edge + 1].y)
      return slab(min(a, b), of: slot)...slab(max(a, b), of: slot)
    }
    view.forEachEdge(of: slot) { for slab in range($0) { slabs[first + slab] += 1 } }
    var end = edges.count
    for slab in 0..<number {
      end += slabs[first + slab]
      slabs[first + slab] = end
    }
    slabs[first + number] = end
    let total = end - edges.count
    edges.reserve(total)
    for _ in 0..<total { edges.append(0) }
    // filled from each slab's end, which leaves its start
    view.forEachEdge(of: slot) { edge in
      for slab in range(edge) {
        slabs[first + slab] -= 1
        edges[slabs[first + slab]] = UInt32(edge)
      }
    }
    firstSlabs[slot] = first
  }

  private static func packed(_ table: EdgeTable) -> Column<Int32> {
    let extent = table.extent
    func place(_ low: Double, _ high: Double, _ start: Double, _ size: Double) -> UInt32 {
      size > 0 ? UInt32(min(65_535, max(0, ((low + high) / 2 - start) / size * 65_535))) : 0
    }
    var keys: [UInt64] = []
    for slot in 0..<table.count where !table.bounds[slot].isEmpty {
      let box = table.bounds[slot]
      let column = place(box.minX, box.maxX, extent.minX, extent.maxX - extent.minX)
      let row = place(box.minY, box.maxY, extent.minY, extent.maxY - extent.minY)
      keys.append(UInt64(hilbert(column, row)) << 32 | UInt64(slot))
    }
    keys.sort()
    var items = Column<Int32>(capacity: keys.count)
    for key in keys { items.append(Int32(truncatingIfNeeded: key & 0xffff_ffff)) }
    return items
  }

  /// Position of a cell of a 65,536 × 65,536 grid along Hilbert's curve.
  private static func hilbert(_ column: UInt32, _ row: UInt32) -> UInt32 {
    var (x, y) = (column, row)
    var place: UInt32 = 0
    var side: UInt32 = 32_768
    while side > 0 {
      let right: UInt32 = x & side > 0 ? 1 : 0
      let up: UInt32 = y & side > 0 ? 1 : 0
      place &+= side &* side &* ((3 &* right) ^ up)
      if up == 0 {
        if right == 1 {
          x = 65_535 &- x
          y = 65_535 &- y
        }
        swap(&x, &y)
      }
      side >>= 1
    }
    return place
  }

  @inline(__always)
  private static func sort(_ values: UnsafeMutablePointer<Int32>, _ count: Int) {
    guard count > 1 else { return }
    for index in 1..<count {
      let value = values[index]
      var place = index
      while place > 0, values[place - 1] > value {
        values[place] = values[place - 1]
        place -= 1
      }
      values[place] = value
    }
  }
}
