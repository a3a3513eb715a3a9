internal import ZoneGeometry

/// Which boxes meet, found by sweeping a line from west to east over them.
///
/// Boxes that only touch meet; `nil` meets nothing.
///
/// - Complexity: O(*n* log *n* + Σ boxes that stand above the sweep line at each new box), which for a
///   tiling is about *n*^1.5.
enum BoxSweep {
  /// Pairs of indices, each pair once with the lower index first, sorted.
  static func pairs(within boxes: [Box<PlanePoint>?]) -> [(Int, Int)] {
    var pairs: [(Int, Int)] = []
    var open = OpenBoxes()
    for (index, box) in fromWest(boxes) {
      open.forEach(meeting: box) { pairs.append((min($0, index), max($0, index))) }
      open.add(index, box)
    }
    return pairs.sorted { $0 < $1 }
  }

  /// Pairs of an index into `a` and an index into `b`, sorted.
  static func pairs(_ a: [Box<PlanePoint>?], _ b: [Box<PlanePoint>?]) -> [(Int, Int)] {
    var pairs: [(Int, Int)] = []
    forEachPair(a, b) { pairs.append(($0, $1)) }
    return pairs.sorted { $0 < $1 }
  }

  /// Calls `body` with every pair of an index into `a` and an index into `b`, from west to east.
  static func forEachPair(_ a: [Box<PlanePoint>?], _ b: [Box<PlanePoint>?], _ body: (Int, Int) -> Void) {
    var openA = OpenBoxes()
    var openB = OpenBoxes()
    for (index, box) in fromWest(a + b) {
      if index < a.count {
        openB.forEach(meeting: box) { body(index, $0) }
        openA.add(index, box)
      } else {
        openA.forEach(meeting: box) { body($0, index - a.count) }
        openB.add(index - a.count, box)
      }
    }
  }

  private static func fromWest(_ boxes: [Box<PlanePoint>?]) -> [(Int, Box<PlanePoint>)] {
    boxes.enumerated()
      .compactMap { index, box in box.map { (index, $0) } }
      .sorted { ($0.1.minimum.x, $0.0) < ($1.1.minimum.x, $1.0) }
  }
}

/// The boxes the sweep line has entered and not been seen to leave.
private struct OpenBoxes {
  private var members: [(index: Int, box: Box<PlanePoint>)] = []

  mutating func add(_ index: Int, _ box: Box<PlanePoint>) { members.append((index, box)) }

  /// Drops the boxes that end west of `box` and calls `body` for those that meet it.
  mutating func forEach(meeting box: Box<PlanePoint>, _ body: (Int) -> Void) {
    var kept = 0
    for k in members.indices {
      let member = members[k]
      if member.box.maximum.x < box.minimum.x { continue }
      if member.box.intersects(box) { body(member.index) }
      members[kept] = member
      kept += 1
    }
    members.removeLast(members.count - kept)
  }
}
