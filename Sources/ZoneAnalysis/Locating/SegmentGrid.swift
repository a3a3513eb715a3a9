/// A straight piece of a road: a place belongs to the road when it lies within `reach` of the piece.
struct RoadSegment: BitwiseCopyable {
  /// Beginning, and the way to the end.
  let x: Double
  let y: Double
  let dx: Double
  let dy: Double
  /// One over the squared length; 0 for a piece without length.
  let perLength2: Double
  let reach: Double
  let road: Int32

  init(_ a: Vertex, _ b: Vertex, reach: Double, road: Int32) {
    (x, y, dx, dy) = (a.x, a.y, b.x - a.x, b.y - a.y)
    let length2 = dx * dx + dy * dy
    perLength2 = length2 > 0 ? 1 / length2 : 0
    self.reach = reach
    self.road = road
  }

  /// The square of the distance of a point.
  @inline(__always)
  func distance2(_ px: Double, _ py: Double) -> Double {
    let (ex, ey) = (px - x, py - y)
    let share = max(0, min(1, (ex * dx + ey * dy) * perLength2))
    let (gx, gy) = (ex - share * dx, ey - share * dy)
    return gx * gx + gy * gy
  }

  /// All that may lie within reach.
  var box: Bounds {
    let grown = reach + Self.slack
    return Bounds(
      minX: min(x, x + dx) - grown, minY: min(y, y + dy) - grown,
      maxX: max(x, x + dx) + grown, maxY: max(y, y + dy) + grown)
  }

  /// Metres by which computed distances are trusted; they err by 1e-8 on a plane of 10,000 km.
  static let slack = 1e-6
}

/// The segments that may reach a place: a grid of about as many cells as segments, whose crowded cells are
/// grids themselves, so that a country's roads are told apart as well as a town's.
struct SegmentGrid: ~Copyable {
  /// Segments beyond which a cell becomes a grid.
  private static let crowd = 24
  private static let deepest = 6
  private static let mostCellsAcross = 1024

  struct Level: BitwiseCopyable {
    let box: Bounds
    let across: Int
    let down: Int
    let perX: Double
    let perY: Double
    let firstCell: Int
  }

  private var levels = Column<Level>()
  /// A cell's list in `lists` (its length, then segment numbers), or -1 less the level it is cut into.
  private var cells = Column<Int32>()
  private var lists = Column<Int32>()

  /// - Parameter segments: answered by their place in it.
  init(_ segments: borrowing Column<RoadSegment>) {
    var box = Bounds()
    for k in 0..<segments.count { box.extend(to: segments[k].box) }
    lists.append(0)
    if segments.count > 0 { _ = cut(segments, Array(0..<Int32(segments.count)), box, depth: 0) }
  }

  /// Numbers of segments whose box holds the point, and of others.
  @inline(__always)
  func candidates(_ x: Double, _ y: Double) -> UnsafeBufferPointer<Int32> {
    guard levels.count > 0, levels[0].box.contains(x, y) else { return .init(start: nil, count: 0) }
    var cell: Int32 = -1
    while cell < 0 {
      let level = levels[Int(-1 - cell)]
      let column = max(0, min(level.across - 1, Int((x - level.box.minX) * level.perX)))
      let row = max(0, min(level.down - 1, Int((y - level.box.minY) * level.perY)))
      cell = cells[level.firstCell + row * level.across + column]
    }
    return UnsafeBufferPointer(start: lists.base + Int(cell) + 1, count: Int(lists[Int(cell)]))
  }

  /// Cuts a box into cells; the level's number.
  private mutating func cut(
    _ segments: borrowing Column<RoadSegment>, _ members: [Int32], _ box: Bounds, depth: Int
  ) -> Int {
    let number = levels.count
    let level = shape(box, members.count)
    levels.append(level)
    var dealt = [[Int32]](repeating: [], count: level.across * level.down)
    for member in members { deal(segments[Int(member)], member, level, &dealt) }
    cells.extend(by: dealt.count)
    for (k, list) in dealt.enumerated() {
      // what a cut would not thin out stays together
      let isCrowded = list.count > Self.crowd && list.count * 4 < members.count * 3
      let filled =
        isCrowded && depth < Self.deepest
        ? Int32(-1 - cut(segments, list, part(k, of: level), depth: depth + 1)) : keep(list)
      cells[level.firstCell + k] = filled
    }
    return number
  }

  private func shape(_ box: Bounds, _ count: Int) -> Level {
    let (width, height) = (max(box.maxX - box.minX, 1e-3), max(box.maxY - box.minY, 1e-3))
    let side = (width * height / Double(max(1, count))).squareRoot()
    let across = max(1, min(Self.mostCellsAcross, Int(width / side)))
    let down = max(1, min(Self.mostCellsAcross, Int(height / side)))
    return Level(
      box: box, across: across, down: down, perX: Double(across) / width, perY: Double(down) / height,
      firstCell: cells.count)
  }

  private func part(_ cell: Int, of level: Level) -> Bounds {
    let (column, row) = (Double(cell % level.across), Double(cell / level.across))
    return Bounds(
      minX: level.box.minX + column / level.perX, minY: level.box.minY + row / level.perY,
      maxX: level.box.minX + (column + 1) / level.perX, maxY: level.box.minY + (row + 1) / level.perY)
  }

  /// Puts a segment into the cells it may reach: row by row, between the ends of its course through the row.
  private func deal(_ segment: RoadSegment, _ member: Int32, _ level: Level, _ dealt: inout [[Int32]]) {
    let box = segment.box
    let rows = range(box.minY - level.box.minY, box.maxY - level.box.minY, level.perY, level.down)
    let grown = segment.reach + 2 * RoadSegment.slack
    for row in rows {
      let low = level.box.minY + Double(row) / level.perY - grown
      let high = level.box.minY + Double(row + 1) / level.perY + grown
      var (left, right) = (box.minX, box.maxX)
      if abs(segment.dy) > RoadSegment.slack {
        let (s, t) = ((low - segment.y) / segment.dy, (high - segment.y) / segment.dy)
        let (first, last) = (max(0, min(s, t)), min(1, max(s, t)))
        let (a, b) = (segment.x + first * segment.dx, segment.x + last * segment.dx)
        left = max(left, min(a, b) - grown)
        right = min(right, max(a, b) + grown)
      }
      let columns = range(left - level.box.minX, right - level.box.minX, level.perX, level.across)
      for column in columns { dealt[row * level.across + column].append(member) }
    }
  }

  private func range(_ low: Double, _ high: Double, _ per: Double, _ count: Int) -> Range<Int> {
    // rounded as a point's own cell is, so that what lies between the ends falls between their cells
    let first = max(0, Int(low * per))
    let last = min(count - 1, Int(high * per))
    return high < 0 || first > last ? 0..<0 : first..<last + 1
  }

  private mutating func keep(_ list: [Int32]) -> Int32 {
    if list.isEmpty { return 0 }
    let place = Int32(lists.count)
    lists.append(Int32(list.count))
    for member in list { lists.append(member) }
    return place
  }
}
