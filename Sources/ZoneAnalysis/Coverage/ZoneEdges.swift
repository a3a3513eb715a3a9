internal import ZoneGeometry

/// The edges of a zone, ground on their left, moved to a near origin; and which points lie inside.
struct ZoneEdges {
  /// An edge, its far end, and its corner as the zone has it.
  struct Edge {
    var line: StraightPiece
    var endX, endY: Double
    var next: Int32
    var corner: PlanePoint
    /// Another ring passes through the corner as well.
    var isPinched = false
  }

  private(set) var edges: [Edge] = []
  let origin: PlanePoint
  private(set) var box = (x0: 0.0, y0: 0.0, x1: 0.0, y1: 0.0)
  /// Square metres.
  private(set) var area = 0.0
  private var starts: [Int32] = []
  private var items: [Int32] = []
  private var bandHeight = 1.0

  /// `nil` for ground without area.
  init?(_ ground: MultiPolygon<PlanePoint>) {
    guard let bounds = ground.bounds else { return nil }
    origin = bounds.centre
    box = (
      bounds.minimum.x - origin.x, bounds.minimum.y - origin.y, bounds.maximum.x - origin.x,
      bounds.maximum.y - origin.y
    )
    edges.reserveCapacity(ground.positionCount)
    let touches = TouchingCorners(ground)
    for polygon in ground.polygons {
      add(touches.noded(polygon.exterior), isHole: false)
      for hole in polygon.holes { add(touches.noded(hole), isHole: true) }
    }
    guard !edges.isEmpty else { return nil }
    markPinches()
    makeBands()
  }

  /// Square metres of a ring, positive when it runs counterclockwise.
  static func signedArea(_ ring: Ring<PlanePoint>) -> Double {
    guard let o = ring.first else { return 0 }
    var twice = 0.0
    for i in 1..<max(1, ring.count) {
      twice += (ring[i - 1].x - o.x) * (ring[i].y - o.y) - (ring[i - 1].y - o.y) * (ring[i].x - o.x)
    }
    return twice / 2
  }

  private mutating func add(_ ring: Ring<PlanePoint>, isHole: Bool) {
    let signed = Self.signedArea(ring)
    area += isHole ? -abs(signed) : abs(signed)
    let isReversed = (signed > 0) == isHole
    let first = edges.count
    for i in 1..<max(1, ring.count) {
      let (p, q) = isReversed ? (ring[ring.count - i], ring[ring.count - 1 - i]) : (ring[i - 1], ring[i])
      let length = p.distance(to: q)
      if length == 0 { continue }
      let line = StraightPiece(
        x: p.x - origin.x, y: p.y - origin.y, dx: (q.x - p.x) / length, dy: (q.y - p.y) / length,
        length: length)
      edges.append(
        Edge(line: line, endX: q.x - origin.x, endY: q.y - origin.y, next: Int32(edges.count + 1), corner: p))
    }
    if edges.count > first { edges[edges.count - 1].next = Int32(first) }
  }

  private mutating func markPinches() {
    let order = edges.indices.sorted {
      (edges[$0].line.x, edges[$0].line.y) < (edges[$1].line.x, edges[$1].line.y)
    }
    for (a, b) in zip(order, order.dropFirst())
    where edges[a].line.x == edges[b].line.x && edges[a].line.y == edges[b].line.y {
      edges[a].isPinched = true
      edges[b].isPinched = true
    }
  }

  private mutating func makeBands() {
    let count = max(1, edges.count / 2)
    bandHeight = max((box.y1 - box.y0) / Double(count), .leastNormalMagnitude)
    starts = [Int32](repeating: 0, count: count + 2)
    for edge in edges {
      for band in bands(of: edge) { starts[band + 2] += 1 }
    }
    for band in 1..<starts.count { starts[band] += starts[band - 1] }
    items = [Int32](repeating: 0, count: Int(starts[starts.count - 1]))
    for (number, edge) in edges.enumerated() {
      for band in bands(of: edge) {
        items[Int(starts[band + 1])] = Int32(number)
        starts[band + 1] += 1
      }
    }
  }

  private func bands(of edge: Edge) -> ClosedRange<Int> {
    band(min(edge.line.y, edge.endY))...band(max(edge.line.y, edge.endY))
  }

  @inline(__always)
  private func band(_ y: Double) -> Int {
    max(0, min(starts.count - 3, Int(max(-1, min(1e9, (y - box.y0) / bandHeight)))))
  }

  /// Whether a point, in coordinates of the origin, lies inside. On an edge either answer may come.
  func contains(_ x: Double, _ y: Double) -> Bool {
    if x < box.x0 || x > box.x1 || y < box.y0 || y > box.y1 { return false }
    let band = band(y)
    var isInside = false
    for place in Int(starts[band])..<Int(starts[band + 1]) {
      let edge = edges[Int(items[place])]
      let ay = edge.line.y
      let by = edge.endY
      if (ay > y) != (by > y), x < edge.line.x + (y - ay) / (by - ay) * (edge.endX - edge.line.x) {
        isInside.toggle()
      }
    }
    return isInside
  }
}

/// Corners of rings that lie on edges of other rings: valid ground may touch itself there.
private struct TouchingCorners {
  /// All corners by their x; none when there is only one ring.
  private var corners: [PlanePoint] = []

  init(_ ground: MultiPolygon<PlanePoint>) {
    guard ground.polygons.count > 1 || ground.polygons.contains(where: { !$0.holes.isEmpty }) else { return }
    corners = ground.polygons.flatMap { $0.rings.flatMap { $0.dropLast() } }
    corners.sort { $0.x < $1.x }
  }

  /// The ring with a corner wherever one touches the middle of one of its edges, so that both have it.
  func noded(_ ring: Ring<PlanePoint>) -> Ring<PlanePoint> {
    if corners.isEmpty { return ring }
    var noded: Ring<PlanePoint> = []
    noded.reserveCapacity(ring.count)
    for (i, b) in ring.enumerated() {
      if i > 0 { noded += touching(ring[i - 1], b) }
      noded.append(b)
    }
    return noded
  }

  private func touching(_ a: PlanePoint, _ b: PlanePoint) -> [PlanePoint] {
    let (left, right) = (min(a.x, b.x), max(a.x, b.x))
    let (low, high) = (min(a.y, b.y), max(a.y, b.y))
    var found: [PlanePoint] = []
    var place = first(from: left)
    while place < corners.count, corners[place].x <= right {
      let p = corners[place]
      place += 1
      if p.y < low || p.y > high || p == a || p == b { continue }
      if Orientation.of(Vertex(x: a.x, y: a.y), Vertex(x: b.x, y: b.y), p.x, p.y) == 0 { found.append(p) }
    }
    found.sort { $0.distance(to: a) < $1.distance(to: a) }
    return found
  }

  /// The first corner that is not left of `x`.
  private func first(from x: Double) -> Int {
    var low = 0
    var high = corners.count
    while low < high {
      let middle = (low + high) / 2
      if corners[middle].x < x { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
