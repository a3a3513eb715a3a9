internal import ZoneGeometry

/// Which places lie in a zone or within a distance of it, and which parts of a line lie inside.
///
/// Inside is exact, edges included, as in ``AreaLocator``; a distance is a double's rounding off. Edges are
/// found by rows of their height and by a grid, so that a question costs what is near the place, not what the
/// zone has: GEOS, asked for each observation, was a fifth of the time of a survey.
///
/// Lives in one task.
final class ZoneReach {
  private struct Edge: BitwiseCopyable {
    var a, b: Vertex
  }

  /// Metres: what lies so close to an edge counts as on it where a line is cut.
  private static let touching = 1e-7

  let box: Box<PlanePoint>
  private let isGround: Bool
  private var edges = Column<Edge>()
  private var bands = CellLists()
  private let bandHeight: Double
  private var cells = CellLists()
  private var hasGrid = false
  private var side = 1.0
  private var columns = 1
  private var rows = 1

  /// `nil` for a shape without positions.
  init?(_ shape: Geometry<PlanePoint>) {
    guard let box = shape.bounds else { return nil }
    self.box = box
    let polygons = shape.polygons
    isGround = !polygons.isEmpty
    for line in isGround ? polygons.flatMap(\.rings) : shape.lines {
      guard let first = line.first else { continue }
      var a = Vertex(x: first.x, y: first.y)
      if line.count == 1 { edges.append(Edge(a: a, b: a)) }
      for p in line.dropFirst() {
        let b = Vertex(x: p.x, y: p.y)
        edges.append(Edge(a: a, b: b))
        a = b
      }
    }
    let count = max(1, min(edges.count / 2, 1 << 20))
    bandHeight = max(box.height / Double(count), .leastNormalMagnitude)
    if isGround { makeBands(count) }
  }
}

@available(*, unavailable)
extension ZoneReach: Sendable {}

// MARK: - Points

extension ZoneReach {
  /// Whether a point lies in the zone's ground, edges included.
  func contains(_ p: PlanePoint) -> Bool {
    guard isGround, box.contains(p) else { return false }
    let band = band(p.y)
    var ray = RayCrossings()
    bands.forEach(in: band) { item in
      let edge = edges[item]
      ray.count(edge.a, edge.b, p.x, p.y)
    }
    return ray.isCovered
  }

  /// Whether a point lies in the zone or within so many metres of it.
  func isWithin(_ distance: Double, of p: PlanePoint) -> Bool {
    contains(p) || isEdge(within: distance, of: p, p)
  }

  /// Whether any point of a line lies in the zone or within so many metres of it.
  func isWithin(_ distance: Double, of line: [PlanePoint]) -> Bool {
    guard let first = line.first else { return false }
    if contains(first) { return true }
    if line.count == 1 { return isEdge(within: distance, of: first, first) }
    return zip(line, line.dropFirst()).contains { isEdge(within: distance, of: $0, $1) }
  }

  /// Whether an edge comes within so many metres of the straight way from `p` to `q`.
  private func isEdge(within distance: Double, of p: PlanePoint, _ q: PlanePoint) -> Bool {
    let (low, high) = (min(p.y, q.y) - distance, max(p.y, q.y) + distance)
    let (left, right) = (min(p.x, q.x) - distance, max(p.x, q.x) + distance)
    if left > box.maximum.x || right < box.minimum.x || low > box.maximum.y || high < box.minimum.y {
      return false
    }
    let square = distance * distance
    return find(left, low, right, high) { edge in
      if min(edge.a.x, edge.b.x) > right || max(edge.a.x, edge.b.x) < left || min(edge.a.y, edge.b.y) > high
        || max(edge.a.y, edge.b.y) < low
      {
        return false
      }
      return Self.squareDistance(edge, Edge(a: Vertex(x: p.x, y: p.y), b: Vertex(x: q.x, y: q.y))) <= square
    }
  }

  private static func squareDistance(_ e: Edge, _ f: Edge) -> Double {
    if f.a == f.b { return squareDistance(f.a, e) }
    let ends = min(
      squareDistance(f.a, e), squareDistance(f.b, e), squareDistance(e.a, f), squareDistance(e.b, f))
    if ends == 0 { return 0 }
    let crosses =
      (side(of: e.a, f) > 0) != (side(of: e.b, f) > 0) && (side(of: f.a, e) > 0) != (side(of: f.b, e) > 0)
    return crosses ? 0 : ends
  }

  @inline(__always)
  private static func side(of p: Vertex, _ edge: Edge) -> Double {
    (edge.b.x - edge.a.x) * (p.y - edge.a.y) - (edge.b.y - edge.a.y) * (p.x - edge.a.x)
  }

  @inline(__always)
  private static func squareDistance(_ p: Vertex, _ edge: Edge) -> Double {
    let (ex, ey) = (edge.b.x - edge.a.x, edge.b.y - edge.a.y)
    let (px, py) = (p.x - edge.a.x, p.y - edge.a.y)
    let square = ex * ex + ey * ey
    let t = square > 0 ? min(1, max(0, (px * ex + py * ey) / square)) : 0
    let (dx, dy) = (px - t * ex, py - t * ey)
    return dx * dx + dy * dy
  }
}

// MARK: - Lines

extension ZoneReach {
  /// The parts of a line inside the ground, edges included, in their order.
  func inside(of line: [PlanePoint]) -> [[PlanePoint]] {
    var parts: [[PlanePoint]] = []
    var run: [PlanePoint] = []
    func close() {
      if run.count > 1 { parts.append(run) }
      run.removeAll()
    }
    for (p, q) in zip(line, line.dropFirst()) where p != q {
      var from = p
      var cuts = cuts(p, q)
      cuts.append(1)
      for place in cuts {
        let to = place == 1 ? q : PlanePoint(p.x + (q.x - p.x) * place, p.y + (q.y - p.y) * place)
        if to == from { continue }
        let middle = PlanePoint((from.x + to.x) / 2, (from.y + to.y) / 2)
        if isWithin(Self.touching, of: middle) {
          if run.isEmpty { run.append(from) }
          // a cut that leads from inside to inside is no corner
          if run.count > 1, from != p { run.removeLast() }
          run.append(to)
        } else {
          close()
        }
        from = to
      }
    }
    close()
    return parts
  }

  /// Where the straight way from `p` to `q` meets edges, as shares of it above 0 and below 1, ascending.
  private func cuts(_ p: PlanePoint, _ q: PlanePoint) -> [Double] {
    var cuts: [Double] = []
    let (dx, dy) = (q.x - p.x, q.y - p.y)
    let square = dx * dx + dy * dy
    let close = Self.touching * square.squareRoot()
    func add(_ place: Double) {
      if place > 0, place < 1 { cuts.append(place) }
    }
    let (left, right) = (min(p.x, q.x) - Self.touching, max(p.x, q.x) + Self.touching)
    let (low, high) = (min(p.y, q.y) - Self.touching, max(p.y, q.y) + Self.touching)
    _ = find(left, low, right, high) { edge in
      let a = dx * (edge.a.y - p.y) - dy * (edge.a.x - p.x)
      let b = dx * (edge.b.y - p.y) - dy * (edge.b.x - p.x)
      func along(_ v: Vertex) -> Double { ((v.x - p.x) * dx + (v.y - p.y) * dy) / square }
      let (isAOn, isBOn) = (abs(a) <= close, abs(b) <= close)
      if isAOn { add(along(edge.a)) }
      if isBOn { add(along(edge.b)) }
      if !isAOn, !isBOn, (a > 0) != (b > 0) {
        let share = a / (a - b)
        add(
          along(
            Vertex(
              x: edge.a.x + (edge.b.x - edge.a.x) * share, y: edge.a.y + (edge.b.y - edge.a.y) * share)))
      }
      return false
    }
    cuts.sort()
    return cuts
  }
}

// MARK: - Finding edges

extension ZoneReach {
  private func makeBands(_ count: Int) {
    bands = CellLists(count: count, items: edges.count) { item, add in
      let edge = edges[item]
      for band in band(min(edge.a.y, edge.b.y), count)...band(max(edge.a.y, edge.b.y), count) { add(band) }
    }
  }

  @inline(__always)
  private func band(_ y: Double) -> Int { band(y, bands.count) }

  @inline(__always)
  private func band(_ y: Double, _ count: Int) -> Int {
    max(0, min(count - 1, Int((y - box.minimum.y) / bandHeight)))
  }

  /// Asks the edges that may meet a box (and others) until one answers yes.
  @inline(__always)
  private func find(
    _ left: Double, _ low: Double, _ right: Double, _ high: Double, _ body: (Edge) -> Bool
  ) -> Bool {
    if !hasGrid { makeGrid() }
    // clamped: the box may lie far outside
    let (first, last) = (column(left), column(right))
    for row in row(low)...row(high) {
      for column in first...last where cells.contains(in: row * columns + column, { body(edges[$0]) }) {
        return true
      }
    }
    return false
  }

  private func makeGrid() {
    hasGrid = true
    let cellCount = Double(max(1, min(edges.count, 1 << 20)))
    let widest = max(box.width, box.height, .leastNormalMagnitude)
    side = max((box.width * box.height / cellCount).squareRoot(), widest / cellCount, widest / 4000)
    columns = Int(box.width / side) + 1
    rows = Int(box.height / side) + 1
    cells = CellLists(count: columns * rows, items: edges.count) { item, add in
      let edge = edges[item]
      // row by row, the columns the edge passes there
      let (low, high) = edge.a.y < edge.b.y ? (edge.a, edge.b) : (edge.b, edge.a)
      for row in row(low.y)...row(high.y) {
        var (from, to) = (low.x, high.x)
        if high.y > low.y {
          let bottom = box.minimum.y + Double(row) * side
          let slope = (high.x - low.x) / (high.y - low.y)
          from = low.x + slope * max(0, min(high.y - low.y, bottom - low.y))
          to = low.x + slope * max(0, min(high.y - low.y, bottom + side - low.y))
        }
        // a hair wider, for rounding
        let hair = side * 1e-6
        for column in column(min(from, to) - hair)...column(max(from, to) + hair) {
          add(row * columns + column)
        }
      }
    }
  }

  @inline(__always)
  private func column(_ x: Double) -> Int {
    Int(max(0, min(Double(columns - 1), (x - box.minimum.x) / side)))
  }

  @inline(__always)
  private func row(_ y: Double) -> Int { Int(max(0, min(Double(rows - 1), (y - box.minimum.y) / side))) }
}

/// Numbers of items in numbered cells, in one column.
struct CellLists: ~Copyable {
  private var starts = Column<Int32>(repeating: 0, count: 2)
  private var items = Column<Int32>()

  /// No cell.
  init() {}

  /// - Parameter cells: calls its second argument with each cell of an item; asked twice for each.
  init(count: Int, items number: Int, _ cells: (Int, (Int) -> Void) -> Void) {
    starts.refill(0, count: count + 2)
    let starts = starts.base
    for item in 0..<number { cells(item) { starts[$0 + 2] += 1 } }
    for cell in 0..<count { starts[cell + 2] += starts[cell + 1] }
    items.resize(to: Int(starts[count + 1]))
    let items = items.base
    for item in 0..<number {
      cells(item) { cell in
        items[Int(starts[cell + 1])] = Int32(item)
        starts[cell + 1] += 1
      }
    }
  }

  var count: Int { starts.count - 2 }

  @inline(__always)
  func forEach(in cell: Int, _ body: (Int) -> Void) {
    for place in Int(starts[cell])..<Int(starts[cell + 1]) { body(Int(items[place])) }
  }

  /// Whether any item answers yes; asks no more after that.
  @inline(__always)
  func contains(in cell: Int, _ body: (Int) -> Bool) -> Bool {
    for place in Int(starts[cell])..<Int(starts[cell + 1]) where body(Int(items[place])) { return true }
    return false
  }
}
