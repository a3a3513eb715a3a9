internal import ZoneGeometry

/// Finds where lines meet and puts a point there into each.
enum LineCuts {
  private struct Step {
    var line: Int
    var at: Int
    var from: PlanePoint
    var to: PlanePoint
    /// Whether each end of the step is an end of its line.
    var begins: Bool
    var ends: Bool
  }

  private struct Cut {
    var at: Int
    var along: Double
    var point: PlanePoint
  }

  /// The points of each line, those where it meets others among them.
  static func cut(_ lines: [StreetPieces.Line], sameness: Double) -> [[PlanePoint]] {
    let steps = lines.enumerated().flatMap { number, line in
      zip(line.points, line.points.dropFirst()).enumerated().map { at, ends in
        Step(
          line: number, at: at, from: ends.0, to: ends.1, begins: at == 0, ends: at == line.points.count - 2)
      }
    }
    var cuts = [[Cut]](repeating: [], count: lines.count)
    let grid = StepGrid(steps.map { ($0.from, $0.to) }, margin: sameness)
    grid.forEachPair { i, j in
      meet(steps[i], steps[j], lines, sameness, &cuts)
      meet(steps[j], steps[i], lines, sameness, &cuts)
      cross(steps[i], steps[j], lines, &cuts)
    }
    return lines.enumerated().map { number, line in
      var points = line.points
      for cut in cuts[number].sorted(by: { ($0.at, $0.along) > ($1.at, $1.along) }) {
        points.insert(cut.point, at: cut.at + 1)
      }
      return points
    }
  }

  /// An end of one step on another.
  private static func meet(
    _ one: Step, _ other: Step, _ lines: [StreetPieces.Line], _ sameness: Double, _ cuts: inout [[Cut]]
  ) {
    let needsEnd = lines[one.line].isNetwork && lines[other.line].isNetwork
    for (point, isEnd) in [(one.from, one.begins), (one.to, one.ends)] where isEnd || !needsEnd {
      guard let along = foot(of: point, on: other), along > 0, along < 1 else { continue }
      let place = at(along, other)
      guard point.distance(to: place) <= sameness, point.distance(to: other.from) > sameness,
        point.distance(to: other.to) > sameness
      else { continue }
      cuts[other.line].append(Cut(at: other.at, along: along, point: point))
    }
  }

  private static func cross(
    _ one: Step, _ other: Step, _ lines: [StreetPieces.Line], _ cuts: inout [[Cut]]
  ) {
    if lines[one.line].isNetwork, lines[other.line].isNetwork { return }
    let (ax, ay) = (one.to.x - one.from.x, one.to.y - one.from.y)
    let (bx, by) = (other.to.x - other.from.x, other.to.y - other.from.y)
    let (cx, cy) = (other.from.x - one.from.x, other.from.y - one.from.y)
    let turn = ax * by - ay * bx
    guard turn != 0 else { return }
    let (t, u) = ((cx * by - cy * bx) / turn, (cx * ay - cy * ax) / turn)
    guard t > 0, t < 1, u > 0, u < 1 else { return }
    let point = at(t, one)
    cuts[one.line].append(Cut(at: one.at, along: t, point: point))
    cuts[other.line].append(Cut(at: other.at, along: u, point: point))
  }

  private static func foot(of p: PlanePoint, on step: Step) -> Double? {
    let (dx, dy) = (step.to.x - step.from.x, step.to.y - step.from.y)
    let square = dx * dx + dy * dy
    return square > 0 ? ((p.x - step.from.x) * dx + (p.y - step.from.y) * dy) / square : nil
  }

  private static func at(_ along: Double, _ step: Step) -> PlanePoint {
    PlanePoint(
      step.from.x + along * (step.to.x - step.from.x), step.from.y + along * (step.to.y - step.from.y))
  }
}

/// Straight steps by the squares they pass.
struct StepGrid {
  private let boxes: [Box<PlanePoint>]
  private var cells: [Cell: [Int32]] = [:]
  private let side: Double

  private struct Cell: Hashable, Comparable {
    var column, row: Int
    static func < (a: Cell, b: Cell) -> Bool { (a.row, a.column) < (b.row, b.column) }
  }

  init(_ steps: [(PlanePoint, PlanePoint)], margin: Double) {
    let mean = steps.reduce(0) { $0 + $1.0.distance(to: $1.1) } / Double(max(1, steps.count))
    let side = min(500, max(20, 2 * mean))
    self.side = side
    boxes = steps.map { a, b in
      var box = Box(a)
      box.extend(to: b)
      return box.grown(by: margin)
    }
    for (number, step) in steps.enumerated() {
      // a long step is cut so that it does not fill its whole box
      let parts = max(1, Int((step.0.distance(to: step.1) / side).rounded(.up)))
      var passed: Set<Cell> = []
      for k in 0..<parts {
        func at(_ k: Int) -> PlanePoint {
          let t = Double(k) / Double(parts)
          return PlanePoint(step.0.x + t * (step.1.x - step.0.x), step.0.y + t * (step.1.y - step.0.y))
        }
        var box = Box(at(k))
        box.extend(to: at(k + 1))
        for cell in Self.cells(of: box.grown(by: margin), side) where passed.insert(cell).inserted {
          cells[cell, default: []].append(Int32(number))
        }
      }
    }
  }

  /// Every pair whose boxes meet, once, the lower number first; in a fixed order.
  func forEachPair(_ body: (Int, Int) -> Void) {
    for cell in cells.keys.sorted() {
      guard let members = cells[cell] else { continue }
      for (k, i) in members.enumerated() {
        for j in members[(k + 1)...] {
          let (a, b) = (boxes[Int(i)], boxes[Int(j)])
          guard a.intersects(b) else { continue }
          // of the squares both pass, the one at the corner where their boxes begin to overlap, or the first after
          if firstShared(Int(i), Int(j), a, b) == cell { body(Int(i), Int(j)) }
        }
      }
    }
  }

  private func firstShared(_ i: Int, _ j: Int, _ a: Box<PlanePoint>, _ b: Box<PlanePoint>) -> Cell? {
    let low = PlanePoint(max(a.minimum.x, b.minimum.x), max(a.minimum.y, b.minimum.y))
    let high = PlanePoint(min(a.maximum.x, b.maximum.x), min(a.maximum.y, b.maximum.y))
    var box = Box(low)
    box.extend(to: high)
    return Self.cells(of: box, side).first { cell in
      guard let members = cells[cell] else { return false }
      return Self.holds(members, Int32(i)) && Self.holds(members, Int32(j))
    }
  }

  private static func holds(_ members: [Int32], _ number: Int32) -> Bool {
    var (low, high) = (0, members.count)
    while low < high {
      let middle = (low + high) / 2
      if members[middle] < number { low = middle + 1 } else { high = middle }
    }
    return low < members.count && members[low] == number
  }

  private static func cells(of box: Box<PlanePoint>, _ side: Double) -> [Cell] {
    func number(_ x: Double) -> Int { Int((x / side).rounded(.down)) }
    return (number(box.minimum.y)...number(box.maximum.y)).flatMap { row in
      (number(box.minimum.x)...number(box.maximum.x)).map { Cell(column: $0, row: row) }
    }
  }
}
