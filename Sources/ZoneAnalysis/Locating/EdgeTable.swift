internal import ZoneGeometry

/// The box of a ground, edges included; the box of nothing has its minimum above its maximum.
struct Bounds: BitwiseCopyable {
  var minX = Double.infinity
  var minY = Double.infinity
  var maxX = -Double.infinity
  var maxY = -Double.infinity

  @inline(__always)
  func contains(_ x: Double, _ y: Double) -> Bool { x >= minX && x <= maxX && y >= minY && y <= maxY }

  mutating func extend(to other: Bounds) {
    minX = min(minX, other.minX)
    minY = min(minY, other.minY)
    maxX = max(maxX, other.maxX)
    maxY = max(maxY, other.maxY)
  }

  var isEmpty: Bool { minX > maxX }
}

/// The rings of many grounds in one column: edge `e` runs from vertex `e` to vertex `e + 1`.
///
/// Grounds are kept by their place in a given order, so that answers come out in that order. Repeated
/// positions are dropped and open rings closed; a ring of one position stays as an edge without length.
final class EdgeTable: @unchecked Sendable {
  // Proof of `Sendable`: all that it holds is constant, and its columns are filled before it is made.

  let vertices: Column<Vertex>
  /// Vertices of ring `k`: `ringStarts[k]..<ringStarts[k + 1]`.
  let ringStarts: Column<Int32>
  /// Rings of ground `g`: `firstRings[g]..<firstRings[g + 1]`.
  let firstRings: Column<Int32>
  let bounds: Column<Bounds>
  let extent: Bounds
  /// Sums of the edges' extents, for estimates.
  let edgeWidths: Double
  let edgeHeights: Double

  /// Number of grounds, empty ones included.
  var count: Int { bounds.count }
  var edgeCount: Int { vertices.count - (ringStarts.count - 1) }

  /// `nil` when a coordinate is not finite or of a size at which orientation is not exact, or when there are
  /// more vertices than an edge number can tell apart.
  init?<P: Position>(_ areas: [MultiPolygon<P>], order: [Int]) {
    let positions = order.reduce(0) { $0 + areas[$1].positionCount }
    guard positions < 1 << 30, order.count < 1 << 28 else { return nil }
    var vertices = Column<Vertex>(capacity: positions + 16)
    var ringStarts = Column<Int32>()
    var firstRings = Column<Int32>(capacity: order.count + 1)
    var bounds = Column<Bounds>(capacity: order.count)
    var extent = Bounds()
    ringStarts.append(0)
    firstRings.append(0)
    var widths = 0.0
    var heights = 0.0
    for zone in order {
      let start = vertices.count
      for polygon in areas[zone].polygons {
        Self.add(polygon.exterior, to: &vertices, &ringStarts)
        for hole in polygon.holes { Self.add(hole, to: &vertices, &ringStarts) }
      }
      firstRings.append(Int32(ringStarts.count - 1))
      let box = Self.box(vertices, from: start, &widths, &heights)
      bounds.append(box)
      extent.extend(to: box)
    }
    let largest = max(abs(extent.minX), abs(extent.minY), abs(extent.maxX), abs(extent.maxY))
    // widths and heights are sums over every vertex: not finite as soon as one coordinate is not
    guard extent.isEmpty || largest < 1e100, widths.isFinite, heights.isFinite else { return nil }
    self.vertices = vertices
    self.ringStarts = ringStarts
    self.firstRings = firstRings
    self.bounds = bounds
    self.extent = extent
    edgeWidths = widths
    edgeHeights = heights
  }

  private static func add<P: Position>(
    _ ring: [P], to vertices: inout Column<Vertex>, _ ringStarts: inout Column<Int32>
  ) {
    guard let first = ring.first else { return }
    let start = vertices.count
    var last = Vertex(x: first.first, y: first.second)
    vertices.append(last)
    for p in ring.dropFirst() {
      let next = Vertex(x: p.first, y: p.second)
      if next != last { vertices.append(next) }
      last = next
    }
    if vertices.count - start == 1 || vertices[start] != last { vertices.append(vertices[start]) }
    ringStarts.append(Int32(vertices.count))
  }

  private static func box(
    _ vertices: borrowing Column<Vertex>, from start: Int, _ widths: inout Double, _ heights: inout Double
  ) -> Bounds {
    guard start < vertices.count else { return Bounds() }
    var box = Bounds()
    var last = vertices[start]
    for index in start..<vertices.count {
      let v = vertices[index]
      box.minX = min(box.minX, v.x)
      box.minY = min(box.minY, v.y)
      box.maxX = max(box.maxX, v.x)
      box.maxY = max(box.maxY, v.y)
      widths += abs(v.x - last.x)
      heights += abs(v.y - last.y)
      last = v
    }
    return box
  }

  /// Pointers into the table, valid as long as it lives.
  var view: View {
    View(
      vertices: vertices.base, ringStarts: ringStarts.base, firstRings: firstRings.base, bounds: bounds.base)
  }

  struct View {
    let vertices: UnsafeMutablePointer<Vertex>
    let ringStarts: UnsafeMutablePointer<Int32>
    let firstRings: UnsafeMutablePointer<Int32>
    let bounds: UnsafeMutablePointer<Bounds>

    /// Numbers of the edges of ground `slot`, ring by ring.
    @inline(__always)
    func forEachEdge(of slot: Int, _ body: (Int) -> Void) {
      for ring in Int(firstRings[slot])..<Int(firstRings[slot + 1]) {
        for edge in Int(ringStarts[ring])..<Int(ringStarts[ring + 1]) - 1 { body(edge) }
      }
    }

    /// Whether ground `slot` covers (x, y), asking each of its edges.
    func covers(_ slot: Int, _ x: Double, _ y: Double) -> Bool {
      guard bounds[slot].contains(x, y) else { return false }
      var ray = RayCrossings()
      forEachEdge(of: slot) { ray.count(vertices[$0], vertices[$0 + 1], x, y) }
      return ray.isCovered
    }
  }
}
