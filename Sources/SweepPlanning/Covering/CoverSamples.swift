/// Points of a ground that stand for it: the nodes of a square grid inside, and points along its edges.
enum CoverSamples {
  /// The nodes inside of the grid with the given step whose corner lies `step` / 2 inside the lower left corner of
  /// the ground's box, row by row.
  ///
  /// - Complexity: O(rows · edges + points).
  static func inside(_ ground: CoverGround, step: Double) -> [SweepPoint] {
    let (low, high) = ground.box
    var points: [SweepPoint] = []
    var y = low.y + step / 2
    var row = 0
    while y <= high.y {
      let cuts = crossings(ground, y)
      for pair in stride(from: 0, to: cuts.count - 1, by: 2) {
        var column = max(0, Int(((cuts[pair] - low.x) / step - 0.5).rounded(.up)))
        var x = low.x + (Double(column) + 0.5) * step
        while x < cuts[pair + 1] {
          points.append(SweepPoint(x, y))
          column += 1
          x = low.x + (Double(column) + 0.5) * step
        }
      }
      row += 1
      y = low.y + (Double(row) + 0.5) * step
    }
    return points
  }

  /// Corners, and points every `step` or less between them, of all rings.
  static func along(_ ground: CoverGround, step: Double) -> [SweepPoint] {
    var points: [SweepPoint] = []
    ground.forEachEdge { from, to in
      let parts = max(1, Int((from.distance(to: to) / step).rounded(.up)))
      for k in 0..<parts {
        let t = Double(k) / Double(parts)
        points.append(SweepPoint(from.x + t * (to.x - from.x), from.y + t * (to.y - from.y)))
      }
    }
    return points
  }

  /// Nodes of one common grid no farther than `reach` from a sample, row by row.
  static func around(_ samples: [SweepPoint], reach: Double, step: Double) -> [SweepPoint] {
    guard let origin = samples.first else { return [] }
    let steps = Int((reach / step).rounded(.up))
    var found: Set<GridNode> = []
    for sample in samples {
      let (x, y) = ((sample.x - origin.x) / step, (sample.y - origin.y) / step)
      let (column, row) = (Int(x.rounded()), Int(y.rounded()))
      for r in row - steps...row + steps {
        for c in column - steps...column + steps {
          let (dx, dy) = ((Double(c) - x) * step, (Double(r) - y) * step)
          if dx * dx + dy * dy <= reach * reach { found.insert(GridNode(row: r, column: c)) }
        }
      }
    }
    return found.sorted().map {
      SweepPoint(origin.x + Double($0.column) * step, origin.y + Double($0.row) * step)
    }
  }

  /// Whether a point lies in one of the grounds.
  static func isInside(_ point: SweepPoint, _ grounds: [CoverGround]) -> Bool {
    grounds.contains { ground in
      let cuts = crossings(ground, point.y)
      return cuts.count { $0 <= point.x } % 2 == 1
    }
  }

  /// Where the level line at `y` crosses the rings, from left to right; always an even number of times.
  private static func crossings(_ ground: CoverGround, _ y: Double) -> [Double] {
    var cuts: [Double] = []
    ground.forEachEdge { a, b in
      guard (a.y > y) != (b.y > y) else { return }
      cuts.append(a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x))
    }
    return cuts.sorted()
  }
}

private struct GridNode: Hashable, Comparable {
  var row: Int
  var column: Int

  static func < (a: GridNode, b: GridNode) -> Bool { (a.row, a.column) < (b.row, b.column) }
}
