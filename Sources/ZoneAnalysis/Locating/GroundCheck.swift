public import ZoneGeometry

/// Proves most grounds valid without GEOS.
///
/// Ground whose rings are simple and apart from one another, each hole inside its outer ring, no ring inside
/// another where it must not be, is valid by the rules of the Simple Features; all of it is decided exactly.
/// Rings that touch, cross or fold, and whatever else is rare, are left to GEOS. 12,000 zones of 120 vertices
/// took GEOS 0.6 s and this 0.06 s.
///
/// Lives in one task.
///
/// - Source: OGC 06-103r4, 6.1.11.1 (assertions on polygons).
public final class GroundCheck {
  /// Pairs of boxes per edge that are looked at before GEOS is asked instead.
  private static let mostPairs = 400
  /// Rings of one ground beyond which GEOS is asked.
  private static let mostRings = 2_000

  private var vertices = Column<Vertex>()
  /// Vertices of ring `k`: `starts[k]..<starts[k + 1]`, the first again at the end.
  private var starts = Column<Int32>()
  /// Ring each edge belongs to, by the number of its first vertex.
  private var rings = Column<Int32>()
  private var spans: [Span] = []

  /// An edge and where it lies along the sweep.
  private struct Span {
    let low: Double
    let high: Double
    let edge: Int32
  }

  public init() {}

  /// Whether the ground is certainly valid; `false` says nothing.
  public func isSurelyValid<P: Position>(_ ground: MultiPolygon<P>) -> Bool {
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
  private func add<P: Position>(_ ring: [P]) -> Bool {
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
  private func areApart() -> Bool {
    let isAcross = collectSpans()
    spans.sort { $0.low < $1.low }
    var left = Self.mostPairs * spans.count
    return spans.withUnsafeBufferPointer { spans in
      for i in 0..<spans.count {
        var k = i + 1
        while k < spans.count, spans[k].low <= spans[i].high {
          left -= 1
          if left < 0 || !areApart(Int(spans[i].edge), Int(spans[k].edge), isAcross) { return false }
          k += 1
        }
      }
      return true
    }
  }

  /// Lays the edges along the axis on which fewer of them overlap; `true`: along x.
  private func collectSpans() -> Bool {
    var (width, height) = (0.0, 0.0)
    var box = Bounds()
    forEachEdge { a, b in
      width += abs(b.x - a.x)
      height += abs(b.y - a.y)
      box.extend(to: Bounds(minX: a.x, minY: a.y, maxX: a.x, maxY: a.y))
    } each: { _ in
    }
    let isAcross = width * (box.maxY - box.minY) <= height * (box.maxX - box.minX)
    spans.removeAll(keepingCapacity: true)
    spans.reserveCapacity(vertices.count)
    forEachEdge { _, _ in
    } each: { edge in
      let (a, b) = (vertices[edge], vertices[edge + 1])
      spans.append(
        isAcross
          ? Span(low: min(a.x, b.x), high: max(a.x, b.x), edge: Int32(edge))
          : Span(low: min(a.y, b.y), high: max(a.y, b.y), edge: Int32(edge)))
    }
    return isAcross
  }

  @inline(__always)
  private func forEachEdge(_ ends: (Vertex, Vertex) -> Void, each: (Int) -> Void) {
    for ring in 0..<starts.count - 1 {
      for edge in Int(starts[ring])..<Int(starts[ring + 1]) - 1 {
        ends(vertices[edge], vertices[edge + 1])
        each(edge)
      }
    }
  }

  /// Whether two edges that overlap along the sweep do not meet, or only as neighbours may.
  @inline(__always)
  private func areApart(_ e: Int, _ f: Int, _ isAcross: Bool) -> Bool {
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
    let boxes = (0..<starts.count - 1).map(box)
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
