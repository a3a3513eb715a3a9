internal import ZoneGeometry

/// Makes a `CellIndex`: draws every ground into the grid, gathers each cell's words by one counting sort,
/// then does the same again within the cells that hold many edges.
struct CellIndexBuilder: ~Copyable {
  /// Words of a list above which its cell is split.
  private static let longest: UInt32 = 48
  /// Most parts a side of a split cell.
  private static let mostParts = 1024.0
  /// Most cells of the grid itself, and most of them a side.
  private static let mostCells = 1 << 24
  private static let mostCellsASide = 65_536.0
  /// Places in `words` and `records` have 30 bits.
  fileprivate static let mostWords = 1 << 30
  /// Vertices that are not worth a thread.
  private static let leastShare = 20_000

  private let table: EdgeTable
  private let grid: CellGrid
  private var drawing: CellDrawing
  private var words = Column<UInt32>()
  private var records = Column<UInt32>()

  /// `nil` when the grounds do not lend themselves to cells: no extent, or coordinates so coarse or grounds
  /// so many upon one another that cells would not help.
  ///
  /// - Parameter threads: so many draw; the index is the same.
  static func index(_ table: EdgeTable, threads: Int = 1) -> CellIndex? {
    guard let grid = grid(for: table) else { return nil }
    var builder = CellIndexBuilder(table, grid)
    guard builder.drawAll(threads), builder.splitLong() else { return nil }
    return builder.finished()
  }

  private init(_ table: EdgeTable, _ grid: CellGrid) {
    self.table = table
    self.grid = grid
    drawing = CellDrawing(table.view, grid: grid)
  }

  private consuming func finished() -> CellIndex {
    CellIndex(table, grid: grid, words: words, records: records)
  }

  /// About one cell per two vertices, fewer where boxes or edges would reach into too many cells.
  ///
  /// Measured on 12,000 zones with 1.44 million vertices and a million points: one cell a vertex takes 0.1 s
  /// longer to make and answers no faster; one for four vertices saves 0.03 s and answers a tenth slower.
  private static func grid(for table: EdgeTable) -> CellGrid? {
    let extent = table.extent
    let width = extent.maxX - extent.minX
    let height = extent.maxY - extent.minY
    guard width > 0, height > 0, width.isFinite, height.isFinite else { return nil }
    var cells = Double(max(64, min(table.vertices.count / 2, Self.mostCells)))
    while cells >= 1 {
      let columns = max(1, min(mostCellsASide, (cells * width / height).squareRoot().rounded()))
      let rows = max(1, min(mostCellsASide, (cells / columns).rounded()))
      let grid = CellGrid(extent: extent, columns: Int(columns), rows: Int(rows))
      let met = table.edgeWidths / width * columns + table.edgeHeights / height * rows
      let limit = 1_000_000 + 8 * Double(table.vertices.count)
      if met < limit, boxCells(table, columns / width, rows / height) < limit {
        return grid.canSplit(1) ? grid : nil
      }
      cells /= 2
    }
    return nil
  }

  private static func boxCells(_ table: EdgeTable, _ perWidth: Double, _ perHeight: Double) -> Double {
    var sum = 0.0
    for slot in 0..<table.count where !table.bounds[slot].isEmpty {
      let box = table.bounds[slot]
      sum += ((box.maxX - box.minX) * perWidth + 1) * ((box.maxY - box.minY) * perHeight + 1)
    }
    return sum
  }

  private mutating func drawAll(_ threads: Int) -> Bool {
    let shares = Self.shares(of: table, threads)
    let (table, grid) = (table, grid)
    let others = shares.dropFirst().map { share in
      Meanwhile { DrawnCells(table, grid, share, of: shares.count) }
    }
    guard drawing.drawGrounds(shares[0], of: table, sharedBy: shares.count) else {
      // they read the table still
      for other in others { _ = other.value }
      return false
    }
    let drawn = others.map(\.value)
    guard drawn.allSatisfy(\.isWhole) else { return false }
    for other in drawn { drawing.addLengths(of: other.drawing) }
    return gather(drawn)
  }

  /// The grounds in as many ranges as there are threads, of about as many vertices each.
  private static func shares(of table: EdgeTable, _ threads: Int) -> [Range<Int>] {
    guard threads > 1, table.vertices.count > leastShare * threads else { return [0..<table.count] }
    let view = table.view
    var ends: [Int] = []
    for slot in 0..<table.count {
      let vertices = Int(view.ringStarts[Int(view.firstRings[slot + 1])])
      if vertices * threads >= table.vertices.count * (ends.count + 1) { ends.append(slot + 1) }
    }
    ends = ends.prefix(threads - 1) + [table.count]
    return zip([0] + ends, ends).map { $0..<$1 }
  }

  /// The cells of a span, those within the margin of its ends included.
  fileprivate static func range(_ low: Double, _ high: Double, _ count: Int) -> ClosedRange<Int> {
    let first = max(0, min(count - 1, Int(max(0, low - CellGrid.margin))))
    return first...max(first, min(count - 1, Int(max(0, min(high + CellGrid.margin, 1e9)))))
  }

  /// Appends the drawn cells to `words` and their lists to `records`; false when they outgrow 30 bits.
  ///
  /// - Parameter others: what was drawn of the grounds behind; the lengths count it already.
  private mutating func gather(_ others: [DrawnCells] = []) -> Bool {
    let first = words.count
    let cells = drawing.lengths.count
    let drawn = others.reduce(drawing.stream.count) { $0 + $1.drawing.stream.count }
    guard first + cells < Self.mostWords, records.count + drawn < Self.mostWords else { return false }
    words.reserve(cells)
    let lengths = drawing.lengths.base
    var total = 0
    for cell in 0..<cells where lengths[cell] > 0 { total += Int(lengths[cell]) + 1 }
    var end = records.count
    records.extend(by: total)
    // every cell with words gets a list, for now `words` says where its next word goes
    for cell in 0..<cells {
      words.append(UInt32(truncatingIfNeeded: end + 1))
      guard lengths[cell] > 0 else { continue }
      records[end] = lengths[cell]
      end += Int(lengths[cell]) + 1
    }
    let (target, next) = (records.base, words.base + first)
    Self.deal(drawing.stream.base, drawing.stream.count, to: target, next)
    for other in others { Self.deal(other.drawing.stream.base, other.drawing.stream.count, to: target, next) }
    for cell in 0..<cells {
      let start = next[cell] - lengths[cell]
      switch lengths[cell] {
      case 0: next[cell] = CellIndex.Tag.nothing
      case 1: next[cell] = CellIndex.Tag.covered | target[Int(start)]
      default: next[cell] = CellIndex.Tag.list | (start - 1)
      }
    }
    return true
  }

  /// Copies the words of a stream to their cells' lists.
  private static func deal(
    _ stream: UnsafePointer<UInt32>, _ length: Int, to target: UnsafeMutablePointer<UInt32>,
    _ next: UnsafeMutablePointer<UInt32>
  ) {
    var place = 0
    while place < length {
      let cell = Int(stream[place])
      let count = Int(stream[place + 1])
      let to = Int(next[cell])
      for index in 0..<count { target[to + index] = stream[place + 2 + index] }
      next[cell] = UInt32(truncatingIfNeeded: to + count)
      place += 2 + count
    }
  }

  private mutating func splitLong() -> Bool {
    for row in 0..<grid.rows {
      for column in 0..<grid.columns {
        let word = words[row * grid.columns + column]
        guard word & CellIndex.Tag.mask == CellIndex.Tag.list else { continue }
        let place = Int(word & CellIndex.Tag.rest)
        guard records[place] > Self.longest, let parts = parts(of: place) else { continue }
        drawing.restart(cells: parts * parts)
        split(place, column, row, parts)
        words[row * grid.columns + column] = CellIndex.Tag.grid | UInt32(words.count)
        words.append(UInt32(parts))
        guard gather() else { return false }
      }
    }
    return true
  }

  /// Into how many parts a side the cell of a list is to be split: a power of two near the root of its number
  /// of edges, less where grounds or long edges would be listed too often; `nil` when it would not help.
  private func parts(of place: Int) -> Int? {
    var edges = 0.0
    var grounds = 0.0
    var met = 0.0
    var next = place + 1
    let end = next + Int(records[place])
    while next < end {
      grounds += 1
      guard records[next] & CellIndex.Mark.border != 0 else {
        next += 1
        continue
      }
      let count = Int(records[next + 1])
      for index in 0..<count {
        let edge = Int(records[next + 2 + index] & ~CellIndex.Mark.left)
        let (a, b) = (table.vertices[edge], table.vertices[edge + 1])
        met += min(1, abs(grid.u(b.x) - grid.u(a.x))) + min(1, abs(grid.v(b.y) - grid.v(a.y)))
      }
      edges += Double(count)
      next += 2 + count
    }
    var parts = 2.0
    while parts < Self.mostParts, parts * parts < edges { parts *= 2 }
    let limit = 4096 + 16 * edges
    while parts > 1, met * parts > limit || grounds * parts * parts > limit || !grid.canSplit(Int(parts)) {
      parts /= 2
    }
    return edges > 8 && parts > 1 ? Int(parts) : nil
  }

  private mutating func split(_ place: Int, _ column: Int, _ row: Int, _ parts: Int) {
    var next = place + 1
    let end = next + Int(records[place])
    while next < end {
      let head = records[next]
      if head & CellIndex.Mark.border == 0 {
        for cell in 0..<UInt32(parts * parts) { drawing.cover(cell, head) }
        next += 1
      } else {
        splitBorder(next, column, row, parts)
        next += 2 + Int(records[next + 1])
      }
    }
  }

  private mutating func splitBorder(_ place: Int, _ column: Int, _ row: Int, _ parts: Int) {
    let slot = Int(records[place] & CellIndex.Mark.rest)
    let box = table.bounds[slot]
    let scale = Double(parts)
    let columns = Self.range(
      (grid.u(box.minX) - Double(column)) * scale, (grid.u(box.maxX) - Double(column)) * scale, parts)
    let rows = Self.range(
      (grid.v(box.minY) - Double(row)) * scale, (grid.v(box.maxY) - Double(row)) * scale, parts)
    let window = CellWindow(
      column: column, row: row, parts: parts, firstColumn: columns.lowerBound, firstRow: rows.lowerBound,
      width: columns.count, height: rows.count, stride: parts)
    drawing.edges.truncate(to: 0)
    for index in 0..<Int(records[place + 1]) {
      drawing.edges.append(records[place + 2 + index] & ~CellIndex.Mark.left)
    }
    drawing.starts.truncate(to: 0)
    let view = CellIndex.View(grid: grid, words: words.base, records: records.base, table: table.view)
    let reference = Vertex(x: grid.referenceX(column, 0, of: 1), y: grid.referenceY(row, 0, of: 1))
    let x = grid.referenceX(column, window.firstColumn, of: parts)
    for step in 0..<window.height {
      let y = grid.referenceY(row, window.firstRow + step, of: parts)
      drawing.starts.append(view.start(place, x, y, from: reference))
    }
    drawing.draw(UInt32(slot), in: window, isWhole: false)
  }
}

extension CellIndex.View {
  /// What the ground of a border record is at a point of its cell; unknown when the point lies on its edge.
  fileprivate func start(
    _ place: Int, _ x: Double, _ y: Double, from reference: Vertex
  ) -> CellDrawing.Start {
    for index in 0..<Int(records[place + 1]) {
      let edge = Int(records[place + 2 + index] & ~CellIndex.Mark.left)
      let a = table.vertices[edge]
      let b = table.vertices[edge + 1]
      if min(a.x, b.x) <= x, x <= max(a.x, b.x), min(a.y, b.y) <= y, y <= max(a.y, b.y),
        Orientation.of(a, b, x, y) == 0
      {
        return .unknown
      }
    }
    return covers(place, x, y, from: reference) ? .inside : .outside
  }
}

// MARK: - Grounds drawn in shares

/// What one thread has drawn of the grounds.
private final class DrawnCells: @unchecked Sendable {
  // Proof of `Sendable`: all that it holds is constant, and the drawing is done before it is made.

  let drawing: CellDrawing
  let isWhole: Bool

  init(_ table: EdgeTable, _ grid: CellGrid, _ share: Range<Int>, of shares: Int) {
    var drawing = CellDrawing(table.view, grid: grid)
    isWhole = drawing.drawGrounds(share, of: table, sharedBy: shares)
    self.drawing = drawing
  }
}

extension CellDrawing {
  /// Draws grounds into the whole grid; false when they take too many words.
  ///
  /// - Parameter shares: as many drawings as this one draw the others.
  fileprivate mutating func drawGrounds(
    _ slots: Range<Int>, of table: EdgeTable, sharedBy shares: Int
  ) -> Bool {
    let view = table.view
    // an edge meets the cell it starts in and one more for each line it crosses; 3 words a cell around that
    let crossed = grid.crossings(table.edgeWidths, table.edgeHeights) + Double(table.vertices.count)
    restart(cells: grid.columns * grid.rows, words: Int(min(2e8, 3 * crossed)) / shares)
    for slot in slots where !table.bounds[slot].isEmpty {
      let box = table.bounds[slot]
      let columns = CellIndexBuilder.range(grid.u(box.minX), grid.u(box.maxX), grid.columns)
      let rows = CellIndexBuilder.range(grid.v(box.minY), grid.v(box.maxY), grid.rows)
      let window = CellWindow(
        firstColumn: columns.lowerBound, firstRow: rows.lowerBound, width: columns.count, height: rows.count,
        stride: grid.columns)
      edges.truncate(to: 0)
      for ring in Int(view.firstRings[slot])..<Int(view.firstRings[slot + 1]) {
        for edge in view.ringStarts[ring]..<view.ringStarts[ring + 1] - 1 {
          edges.append(UInt32(bitPattern: edge))
        }
      }
      draw(UInt32(slot), in: window, isWhole: true)
      guard stream.count < CellIndexBuilder.mostWords else { return false }
    }
    return true
  }

  /// Counts the words another drawing of the same cells has kept.
  fileprivate mutating func addLengths(of other: borrowing CellDrawing) {
    for cell in 0..<lengths.count { lengths[cell] += other.lengths[cell] }
  }
}
