public import ZoneGeometry

/// Proves most grounds valid without GEOS.
///
/// Ground whose rings are simple and apart from one another, each hole inside its outer ring, no ring inside
/// another where it must not be, is valid by the rules of the Simple Features; all of it is decided exactly.
/// Rings that touch, cross or fold, and whatever else is rare, are left to GEOS. 12,000 zones of 120 vertices
/// took GEOS 0.6 s and this 0.09 s.
///
/// It keeps its memory for the next ground.
///
/// - Source: OGC 06-103r4, 6.1.11.1 (assertions on polygons).
public struct GroundCheck: ~Copyable {
  /// Pairs of boxes per edge that are looked at before GEOS is asked instead.
  private static let mostPairs = 400
  /// Rings of one ground beyond which GEOS is asked.
  private static let mostRings = 2_000

  private var vertices = Column<Vertex>()
  /// Vertices of ring `k`: `starts[k]..<starts[k + 1]`, the first again at the end.
  private var starts = Column<Int32>()
  /// Ring each edge belongs to, by the number of its first vertex.
  private var rings = Column<Int32>()
  /// The edges, slot by slot.
  private var spans = Column<Span>()
  /// The first span of each slot.
  private var slots = Column<Int32>()

  /// An edge and where it lies along the sweep.
  /// Not private: in a column of its own the compiler (6.3.1) cannot describe that to a debugger.
  struct Span: BitwiseCopyable {
    let low: Double
    let high: Double
    let edge: Int32
  }

  public init() {}

  /// Whether the ground is certainly valid; `false` says nothing.
  public mutating func isSurelyValid<P: Position>(_ ground: MultiPolygon<P>) -> Bool {
    vertices.truncate(to: 0)
    starts.truncate(to: 0)
    rings.truncate(to: 0)
    starts.append(0)
    for polygon in ground.polygons {
      guard add(polygon.exterior) else { return false }
      for hole in polygon.holes { guard add(hole) else { return false } }
    }
    guard starts.count - 1 <= Self.mostRings, areApart() else { return false }
    return starts.count == 2 || areNestedRight(ground.polygons.map(\.holes.count))
  }

  /// Takes a ring over without repeated positions; `false` when it is open, too short or not finite.
  private mutating func add<P: Position>(_ ring: [P]) -> Bool {
    guard ring.count >= 4, let first = ring.first, let end = ring.last, first == end else { return false }
    let start = vertices.count
    let number = Int32(starts.count - 1)
    var last = Vertex(x: .nan, y: .nan)
    for p in ring {
      let next = Vertex(x: p.first, y: p.second)
      guard abs(next.x) < 1e100, abs(next.y) < 1e100 else { return false }
      if next != last {
        vertices.append(next)
        rings.append(number)
      }
      last = next
    }
    starts.append(Int32(vertices.count))
    return vertices.count - start >= 4
  }
}

// MARK: - Edges

extension GroundCheck {
  /// Whether no two edges meet but neighbours, and those in their common end alone.
  ///
  /// The edges are laid along an axis and dealt into as many slots by their lower ends; those that may meet an
  /// edge begin in its own slot or behind, no farther than the slot of its upper end.
  private mutating func areApart() -> Bool {
    let axis = Axis(vertices, starts)
    deal(axis)
    var left = Self.mostPairs * spans.count
    for i in 0..<spans.count {
      let span = spans[i]
      let end = Int(slots[axis.slot(span.high) + 1])
      var k = i + 1
      while k < end {
        left -= 1
        if left < 0 || !areApart(span, spans[k], axis.isAcross) { return false }
        k += 1
      }
    }
    return true
  }

  /// Sorts the edges by their slots.
  private mutating func deal(_ axis: Axis) {
    slots.refill(0, count: axis.count + 1)
    for ring in 0..<starts.count - 1 {
      for edge in Int(starts[ring])..<Int(starts[ring + 1]) - 1 {
        slots[axis.slot(axis.low(vertices[edge], vertices[edge + 1])) + 1] += 1
      }
    }
    for slot in 0..<axis.count { slots[slot + 1] += slots[slot] }
    spans.resize(to: Int(slots[axis.count]))
    // each slot's start moves to its end, which is the next one's start: moved back by reading one slot on
    for ring in 0..<starts.count - 1 {
      for edge in Int(starts[ring])..<Int(starts[ring + 1]) - 1 {
        let (a, b) = (vertices[edge], vertices[edge + 1])
        let low = axis.low(a, b)
        let slot = axis.slot(low)
        spans[Int(slots[slot])] = Span(low: low, high: axis.high(a, b), edge: Int32(edge))
        slots[slot] += 1
      }
    }
    for slot in (0..<axis.count).reversed() { slots[slot + 1] = slots[slot] }
    slots[0] = 0
  }

  /// The axis on which fewer edges overlap, cut into slots.
  private struct Axis {
    let isAcross: Bool
    let count: Int
    private let start: Double
    private let perUnit: Double

    init(_ vertices: borrowing Column<Vertex>, _ starts: borrowing Column<Int32>) {
      var (width, height) = (0.0, 0.0)
      var box = Bounds()
      for ring in 0..<starts.count - 1 {
        for edge in Int(starts[ring])..<Int(starts[ring + 1]) - 1 {
          let (a, b) = (vertices[edge], vertices[edge + 1])
          width += abs(b.x - a.x)
          height += abs(b.y - a.y)
          box.extend(to: Bounds(minX: a.x, minY: a.y, maxX: a.x, maxY: a.y))
        }
      }
      isAcross = width * (box.maxY - box.minY) <= height * (box.maxX - box.minX)
      count = vertices.count
      start = isAcross ? box.minX : box.minY
      let extent = isAcross ? box.maxX - box.minX : box.maxY - box.minY
      perUnit = extent > 0 ? Double(count) / extent : 0
    }

    @inline(__always)
    func low(_ a: Vertex, _ b: Vertex) -> Double { isAcross ? min(a.x, b.x) : min(a.y, b.y) }

    @inline(__always)
    func high(_ a: Vertex, _ b: Vertex) -> Double { isAcross ? max(a.x, b.x) : max(a.y, b.y) }

    /// Rises with the value, from 0 to `count - 1`.
    @inline(__always)
    func slot(_ value: Double) -> Int {
      let slot = (value - start) * perUnit
      return slot < Double(count) ? max(0, Int(slot)) : count - 1
    }
  }

  /// Whether two edges that overlap along the sweep do not meet, or only as neighbours may.
  @inline(__always)
  private func areApart(_ one: Span, _ other: Span, _ isAcross: Bool) -> Bool {
    if one.high < other.low || other.high < one.low { return true }
    let (e, f) = (Int(one.edge), Int(other.edge))
    let (a, b, c, d) = (vertices[e], vertices[e + 1], vertices[f], vertices[f + 1])
    if isAcross {
      if max(a.y, b.y) < min(c.y, d.y) || max(c.y, d.y) < min(a.y, b.y) { return true }
    } else if max(a.x, b.x) < min(c.x, d.x) || max(c.x, d.x) < min(a.x, b.x) {
      return true
    }
    if rings[e] == rings[f] {
      if follows(e, f) { return opens(a, b, d) }
      if follows(f, e) { return opens(c, d, b) }
    }
    let (s, t) = (Orientation.of(a, b, c.x, c.y), Orientation.of(a, b, d.x, d.y))
    if (s > 0 && t > 0) || (s < 0 && t < 0) { return true }
    let (u, v) = (Orientation.of(c, d, a.x, a.y), Orientation.of(c, d, b.x, b.y))
    return (u > 0 && v > 0) || (u < 0 && v < 0)
  }

  /// Whether edge `f` begins where edge `e` of the same ring ends.
  @inline(__always)
  private func follows(_ e: Int, _ f: Int) -> Bool {
    if f == e + 1 { return true }
    let ring = Int(rings[e])
    return f == Int(starts[ring]) && e == Int(starts[ring + 1]) - 2
  }

  /// Whether the edges from `a` to `b` and on to `c` meet in `b` alone: they do not fold back.
  @inline(__always)
  private func opens(_ a: Vertex, _ b: Vertex, _ c: Vertex) -> Bool {
    if Orientation.of(a, b, c.x, c.y) != 0 { return true }
    return a.x != b.x ? (a.x < b.x) == (b.x < c.x) && b.x != c.x : (a.y < b.y) == (b.y < c.y) && b.y != c.y
  }
}

// MARK: - Rings

extension GroundCheck {
  /// Whether, of rings that do not meet, every hole lies in its outer ring and no other ring in a third.
  ///
  /// - Parameter holes: their number, a polygon.
  private func areNestedRight(_ holes: [Int]) -> Bool {
    var boxes: [Bounds] = []
    for ring in 0..<starts.count - 1 { boxes.append(box(ring)) }
    var exterior = 0
    var exteriors: [Int] = []
    for count in holes {
      exteriors.append(exterior)
      for hole in exterior + 1..<exterior + 1 + count {
        guard isInside(hole, exterior, boxes) else { return false }
        for other in exterior + 1..<hole where isInside(hole, other, boxes) || isInside(other, hole, boxes) {
          return false
        }
      }
      exterior += 1 + count
    }
    // an outer ring inside another may lie in its hole, which GEOS will tell
    for (place, ring) in exteriors.enumerated() {
      for other in exteriors[..<place] where isInside(ring, other, boxes) || isInside(other, ring, boxes) {
        return false
      }
    }
    return true
  }

  private func box(_ ring: Int) -> Bounds {
    var box = Bounds()
    for k in Int(starts[ring])..<Int(starts[ring + 1]) {
      let v = vertices[k]
      box.extend(to: Bounds(minX: v.x, minY: v.y, maxX: v.x, maxY: v.y))
    }
    return box
  }

  /// Whether a ring lies inside another that it does not meet.
  private func isInside(_ ring: Int, _ outer: Int, _ boxes: [Bounds]) -> Bool {
    let p = vertices[Int(starts[ring])]
    guard boxes[outer].contains(p.x, p.y) else { return false }
    var ray = RayCrossings()
    for edge in Int(starts[outer])..<Int(starts[outer + 1]) - 1 {
      ray.count(vertices[edge], vertices[edge + 1], p.x, p.y)
    }
    return ray.isOdd
  }
}
