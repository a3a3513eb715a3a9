internal import Foundation
public import ZoneGeometry

/// Finds the point of ground that is farthest from its edge, and the circle around it that just fits.
///
/// Squares are split in four, the most promising first, until none can hold a circle that is larger by more
/// than the tolerance. A square hands down to its quarters only the chunks of the outline that can be nearest
/// to any of their points, so that a blind spot of thousands of chords costs little more than one pass over
/// them: 12,500 spots of 824 vertices take 0.3 s where GEOS takes 7. The same outline gives the same answer.
///
/// - Source: Garcia-Castellanos, Lombardo: Poles of inaccessibility (2007); Agafonkin: polylabel (2016), for
///   the squares and their bound; the handing down is ours.
public struct LargestCircle: ~Copyable {
  /// Eight edges in a row, seen from the vertex in their middle.
  struct Chunk: BitwiseCopyable {
    var x, y: Double
    /// Metres from the middle to the farthest vertex.
    var reach: Double
    var minX, minY, maxX, maxY: Double
    var first, end: Int32
  }

  struct Edge: BitwiseCopyable {
    var a, b: Vertex
    /// 1 ÷ length²; 0 for an edge without length.
    var share: Double
  }

  struct Square: BitwiseCopyable {
    var x, y, half: Double
    /// No circle in it is larger.
    var bound: Double
    /// Its chunks: places in `lists`.
    var first, end: Int32
  }

  private static let chunkSize = 8
  /// Squares looked at before the best so far has to do: only corridors of the same width all along need many.
  private static let patience = 20_000

  private var edges = Column<Edge>()
  private var chunks = Column<Chunk>()
  private var lists = Column<Int32>()
  private var nearness = Column<Double>()
  private var queue = Column<Square>()
  private var bandStarts = Column<Int32>()
  private var bandItems = Column<Int32>()
  private var bottom = 0.0
  private var bandHeight = 1.0
  private var best = InscribedCircle(centre: PlanePoint(0, 0), radius: 0)

  public init() {}

  /// The largest circle inside `ground`, its radius within `tolerance` metres of the largest there is; `nil`
  /// for ground without room for any.
  public mutating func find(in ground: Polygon<PlanePoint>, tolerance: Double) -> InscribedCircle? {
    guard let box = MultiPolygon([ground]).bounds, box.width > 0, box.height > 0 else { return nil }
    let origin = box.centre
    read(ground, origin)
    makeBands(height: box.height)
    best = InscribedCircle(centre: PlanePoint(0, 0), radius: 0)
    queue.truncate(to: 0)
    lists.truncate(to: 0)
    for chunk in 0..<chunks.count { lists.append(Int32(chunk)) }
    let half = max(box.width, box.height) / 2
    let whole = Square(x: 0, y: 0, half: half, bound: .infinity, first: 0, end: Int32(chunks.count))
    look(0, 0, half, within: whole, tolerance)
    var patience = Self.patience
    while let square = next(), square.bound > best.radius + tolerance, patience > 0 {
      patience -= 1
      let half = square.half / 2
      for (dx, dy) in [(-half, -half), (half, -half), (-half, half), (half, half)] {
        look(square.x + dx, square.y + dy, half, within: square, tolerance)
      }
    }
    guard best.radius > 0 else { return nil }
    return InscribedCircle(
      centre: PlanePoint(best.centre.x + origin.x, best.centre.y + origin.y), radius: best.radius)
  }
}

// MARK: - Squares

extension LargestCircle {
  /// Measures the middle of a square and keeps the square when it may hold a better one.
  private mutating func look(
    _ x: Double, _ y: Double, _ half: Double, within parent: Square, _ tolerance: Double
  ) {
    let radius = half * 2.0.squareRoot()
    let (first, end) = (Int(parent.first), Int(parent.end))
    let nearest = distance(x, y, first, end)
    if nearest + radius <= best.radius + tolerance && nearest <= best.radius { return }
    let isInside = contains(x, y)
    if isInside, nearest > best.radius {
      best = InscribedCircle(centre: PlanePoint(x, y), radius: nearest)
    }
    // from outside, the way in uses up what the square has
    let bound = isInside ? nearest + radius : radius - nearest
    if bound <= best.radius + tolerance { return }
    // the nearest chunk of any point in the square is no farther from its middle than this
    let far = nearest + 2 * radius
    let start = lists.count
    lists.reserve(end - first)
    for place in first..<end where nearness[place - first] <= far { lists.append(lists[place]) }
    push(Square(x: x, y: y, half: half, bound: bound, first: Int32(start), end: Int32(lists.count)))
  }

  /// Metres from (x, y) to the nearest of a list's edges; fills `nearness` with what each chunk is away at
  /// least.
  private mutating func distance(_ x: Double, _ y: Double, _ first: Int, _ end: Int) -> Double {
    nearness.resize(to: end - first)
    let (lists, chunks, nearness) = (lists.base, chunks.base, nearness.base)
    var least = Double.infinity
    for place in first..<end {
      let chunk = chunks + Int(lists[place])
      let dx = chunk.pointee.x - x
      let dy = chunk.pointee.y - y
      let away = (dx * dx + dy * dy).squareRoot()
      least = min(least, away)
      nearness[place - first] = away - chunk.pointee.reach
    }
    var square = least * least
    for place in first..<end where nearness[place - first] < least {
      let chunk = chunks + Int(lists[place])
      for number in Int(chunk.pointee.first)..<Int(chunk.pointee.end) {
        square = min(square, squareDistance(x, y, edges.base + number))
      }
      least = square.squareRoot()
    }
    return least
  }

  @inline(__always)
  private func squareDistance(_ x: Double, _ y: Double, _ edge: UnsafeMutablePointer<Edge>) -> Double {
    let (a, b) = (edge.pointee.a, edge.pointee.b)
    let (ex, ey) = (b.x - a.x, b.y - a.y)
    let (px, py) = (x - a.x, y - a.y)
    let t = min(1, max(0, (px * ex + py * ey) * edge.pointee.share))
    let (dx, dy) = (px - t * ex, py - t * ey)
    return dx * dx + dy * dy
  }

  // A heap by bound; of equal bounds either may come first, always the same one.

  private mutating func push(_ square: Square) {
    queue.append(square)
    var place = queue.count - 1
    while place > 0, queue[(place - 1) / 2].bound < square.bound {
      queue[place] = queue[(place - 1) / 2]
      place = (place - 1) / 2
    }
    queue[place] = square
  }

  private mutating func next() -> Square? {
    guard queue.count > 0 else { return nil }
    let top = queue[0]
    let last = queue[queue.count - 1]
    queue.truncate(to: queue.count - 1)
    let count = queue.count
    var place = 0
    while 2 * place + 1 < count {
      var child = 2 * place + 1
      if child + 1 < count, queue[child + 1].bound > queue[child].bound { child += 1 }
      if queue[child].bound <= last.bound { break }
      queue[place] = queue[child]
      place = child
    }
    if count > 0 { queue[place] = last }
    return top
  }
}

// MARK: - The outline

extension LargestCircle {
  private mutating func read(_ ground: Polygon<PlanePoint>, _ origin: PlanePoint) {
    edges.truncate(to: 0)
    chunks.truncate(to: 0)
    add(ground.exterior, origin)
    for hole in ground.holes { add(hole, origin) }
  }

  private mutating func add(_ ring: Ring<PlanePoint>, _ origin: PlanePoint) {
    guard ring.count > 1 else { return }
    edges.reserve(ring.count)
    let start = edges.count
    ring.withUnsafeBufferPointer { ring in
      var a = Vertex(x: ring[0].x - origin.x, y: ring[0].y - origin.y)
      for i in 1..<ring.count {
        let b = Vertex(x: ring[i].x - origin.x, y: ring[i].y - origin.y)
        let square = (b.x - a.x) * (b.x - a.x) + (b.y - a.y) * (b.y - a.y)
        edges.append(Edge(a: a, b: b, share: square > 0 ? 1 / square : 0))
        a = b
      }
    }
    for first in stride(from: start, to: edges.count, by: Self.chunkSize) {
      addChunk(first, min(first + Self.chunkSize, edges.count))
    }
  }

  private mutating func addChunk(_ first: Int, _ end: Int) {
    let middle = edges[(first + end) / 2].a
    let a = edges[first].a
    var chunk = Chunk(
      x: middle.x, y: middle.y, reach: 0, minX: a.x, minY: a.y, maxX: a.x, maxY: a.y, first: Int32(first),
      end: Int32(end))
    var square = (a.x - middle.x) * (a.x - middle.x) + (a.y - middle.y) * (a.y - middle.y)
    for number in first..<end {
      let b = edges[number].b
      square = max(square, (b.x - middle.x) * (b.x - middle.x) + (b.y - middle.y) * (b.y - middle.y))
      chunk.minX = min(chunk.minX, b.x)
      chunk.minY = min(chunk.minY, b.y)
      chunk.maxX = max(chunk.maxX, b.x)
      chunk.maxY = max(chunk.maxY, b.y)
    }
    chunk.reach = square.squareRoot()
    chunks.append(chunk)
  }

  private mutating func makeBands(height: Double) {
    let count = max(1, chunks.count / 2)
    bottom = -height / 2
    bandHeight = height / Double(count)
    bandStarts.refill(0, count: count + 2)
    for number in 0..<chunks.count {
      for band in band(chunks[number].minY)...band(chunks[number].maxY) { bandStarts[band + 2] += 1 }
    }
    for band in 1..<count + 2 { bandStarts[band] += bandStarts[band - 1] }
    bandItems.resize(to: Int(bandStarts[count + 1]))
    for number in 0..<chunks.count {
      for band in band(chunks[number].minY)...band(chunks[number].maxY) {
        bandItems[Int(bandStarts[band + 1])] = Int32(number)
        bandStarts[band + 1] += 1
      }
    }
  }

  @inline(__always)
  private func band(_ y: Double) -> Int {
    max(0, min(bandStarts.count - 3, Int((y - bottom) / bandHeight)))
  }

  private func contains(_ x: Double, _ y: Double) -> Bool {
    let band = band(y)
    var ray = RayCrossings()
    for place in Int(bandStarts[band])..<Int(bandStarts[band + 1]) {
      let chunk = chunks[Int(bandItems[place])]
      if chunk.maxX < x || chunk.minY > y || chunk.maxY < y { continue }
      for number in Int(chunk.first)..<Int(chunk.end) { ray.count(edges[number].a, edges[number].b, x, y) }
    }
    return ray.isOdd && !ray.isOnEdge
  }
}
