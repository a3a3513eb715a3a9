/// A window of cells of one size: all of the grid's or all parts of one of its cells.
struct CellWindow {
  /// The split cell and its parts a side; (0, 0) and 1 for the grid itself.
  var column = 0
  var row = 0
  var parts = 1
  /// The window's first cell and its size, in cells of this size.
  var firstColumn: Int
  var firstRow: Int
  var width: Int
  var height: Int
  /// Cells in a whole row, to number them.
  var stride: Int

  @inline(__always)
  func cell(_ column: Int, _ row: Int) -> UInt32 {
    UInt32(truncatingIfNeeded: (firstRow + row) * stride + firstColumn + column)
  }
}

/// Draws one ground after another into cells and keeps, cell by cell, the words of the lists to be.
///
/// The edges are followed through the rows they reach; a ground's state at the reference points of a row
/// follows from the first one's, changed wherever an edge crosses the row's line.
struct CellDrawing: ~Copyable {
  /// Cell, number of words, words; again and again, grounds in their order.
  private(set) var stream = Column<UInt32>(capacity: 1 << 16)
  /// Per cell: words kept for it.
  private(set) var lengths = Column<UInt32>()
  /// The edges to be drawn next.
  var edges = Column<UInt32>()
  /// Per row of the window, what the ground is at the row's first reference point. Not used when the window
  /// holds all of the ground.
  var starts = Column<Start>()

  enum Start: UInt8, BitwiseCopyable { case outside, inside, unknown }

  private let grid: CellGrid
  private let table: EdgeTable.View
  private var counts = Column<UInt32>()
  private var toggles = Column<Bool>()
  private var touches = Column<Touch>()
  private var sorted = Column<UInt32>()
  private var referenceXs = Column<Double>()
  private var referenceYs = Column<Double>()

  struct Touch: BitwiseCopyable {
    var cell: UInt32
    var edge: UInt32
  }

  init(_ table: EdgeTable.View, grid: CellGrid) {
    self.table = table
    self.grid = grid
  }

  /// Starts anew with `cells` cells.
  mutating func restart(cells: Int) {
    stream.truncate(to: 0)
    lengths.refill(0, count: cells)
  }

  /// Keeps that `slot` covers the whole of `cell`.
  @inline(__always)
  mutating func cover(_ cell: UInt32, _ slot: UInt32) {
    stream.append(cell)
    stream.append(1)
    stream.append(slot)
    lengths[Int(cell)] += 1
  }

  /// Draws `edges` as those of ground `slot`.
  ///
  /// - Parameter isWhole: the window holds all of the ground, so that nothing of it lies west of the window.
  mutating func draw(_ slot: UInt32, in window: CellWindow, isWhole: Bool) {
    let cells = window.width * window.height
    counts.refill(0, count: cells)
    toggles.refill(false, count: cells)
    touches.truncate(to: 0)
    placeReferences(window)
    for index in 0..<edges.count { follow(edges[index], window, isWhole) }
    sortTouches(cells)
    keep(slot, window, isWhole)
  }

  private mutating func placeReferences(_ window: CellWindow) {
    referenceXs.truncate(to: 0)
    referenceYs.truncate(to: 0)
    for step in 0..<window.width {
      let column = window.firstColumn + step
      referenceXs.append(
        window.parts == 1
          ? grid.referenceX(column, 0, of: 1) : grid.referenceX(window.column, column, of: window.parts))
    }
    for step in 0..<window.height {
      let row = window.firstRow + step
      referenceYs.append(
        window.parts == 1
          ? grid.referenceY(row, 0, of: 1) : grid.referenceY(window.row, row, of: window.parts))
    }
  }

  /// Notes the cells an edge meets and the row lines it crosses.
  ///
  /// A position in cells is wrong by less than 1e-9 (grids have fewer than 2^23 cells a side); where an edge is
  /// not nearly level, that makes at most 1e-5 along a row. Level edges are noted all along.
  @inline(__always)
  private mutating func follow(_ edge: UInt32, _ window: CellWindow, _ isWhole: Bool) {
    let a = table.vertices[Int(edge)]
    let b = table.vertices[Int(edge) + 1]
    let parts = Double(window.parts)
    let ua = (grid.u(a.x) - Double(window.column)) * parts - Double(window.firstColumn)
    let ub = (grid.u(b.x) - Double(window.column)) * parts - Double(window.firstColumn)
    let va = (grid.v(a.y) - Double(window.row)) * parts - Double(window.firstRow)
    let vb = (grid.v(b.y) - Double(window.row)) * parts - Double(window.firstRow)
    let margin = CellGrid.margin
    let (low, high) = (min(va, vb), max(va, vb))
    let (west, east) = (min(ua, ub) - margin, max(ua, ub) + margin)
    let firstRow = max(0, Self.index(low - margin))
    let lastRow = min(window.height - 1, Self.index(high + margin))
    guard firstRow <= lastRow else { return }
    let isLevel = !(abs(ub - ua) <= 1e4 * (high - low))
    let slope = high > low ? (ub - ua) / (vb - va) : 0
    for row in firstRow...lastRow {
      var (left, right) = (west, east)
      if firstRow < lastRow, !isLevel {
        let bottom = ua + (max(low, Double(row) - margin) - va) * slope
        let top = ua + (min(high, Double(row + 1) + margin) - va) * slope
        left = max(west, min(bottom, top) - margin)
        right = min(east, max(bottom, top) + margin)
      }
      let firstColumn = max(0, Self.index(left))
      let lastColumn = min(window.width - 1, Self.index(right))
      if firstColumn <= lastColumn {
        for column in firstColumn...lastColumn {
          let cell = row * window.width + column
          touches.append(Touch(cell: UInt32(truncatingIfNeeded: cell), edge: edge))
          counts[cell] += 1
        }
      }
      let y = referenceYs[row]
      if (a.y > y) != (b.y > y) {
        let crossing = ua + (Double(row) + CellGrid.offset - va) * slope
        let column = firstEast(of: a, b, y, near: crossing, isLevel, window.width)
        if column < window.width, column > 0 || isWhole {
          toggles[row * window.width + column].toggle()
        }
      }
    }
  }

  /// First column whose reference point at height `y` lies east of an edge that crosses that height.
  @inline(__always)
  private func firstEast(
    of a: Vertex, _ b: Vertex, _ y: Double, near crossing: Double, _ isLevel: Bool, _ width: Int
  ) -> Int {
    let gap = crossing - CellGrid.offset
    var column = gap < 0 ? 0 : min(width, Int(min(gap, 1e9)) + 1)
    let inCell = gap - gap.rounded(.towardZero)
    if !isLevel, abs(inCell) > 1e-3, abs(inCell) < 1 - 1e-3 { return column }
    let isRising = b.y > a.y
    while column > 0, (Orientation.of(a, b, referenceXs[column - 1], y) < 0) == isRising { column -= 1 }
    while column < width, (Orientation.of(a, b, referenceXs[column], y) < 0) != isRising { column += 1 }
    return column
  }

  /// Sorts the edges met by cell, those of a cell in their own order; `counts` become the cells' ends.
  private mutating func sortTouches(_ cells: Int) {
    sorted.truncate(to: 0)
    sorted.refill(0, count: touches.count)
    var sum: UInt32 = 0
    for cell in 0..<cells {
      let count = counts[cell]
      counts[cell] = sum
      sum += count
    }
    for index in 0..<touches.count {
      let touch = touches[index]
      let place = counts[Int(touch.cell)]
      sorted[Int(place)] = touch.edge
      counts[Int(touch.cell)] = place + 1
    }
  }

  private mutating func keep(_ slot: UInt32, _ window: CellWindow, _ isWhole: Bool) {
    var first = 0
    for row in 0..<window.height {
      let start = isWhole ? .outside : starts[row]
      var isInside = start == .inside
      for column in 0..<window.width {
        let local = row * window.width + column
        if toggles[local] { isInside.toggle() }
        let end = Int(counts[local])
        if first < end {
          keepBorder(
            slot, window.cell(column, row), first..<end, isInside, isKnown: start != .unknown,
            Vertex(x: referenceXs[column], y: referenceYs[row]))
          first = end
        } else if start == .unknown {
          keepBorder(slot, window.cell(column, row), first..<first, false, isKnown: false, Vertex(x: 0, y: 0))
        } else if isInside {
          cover(window.cell(column, row), slot)
        }
      }
    }
  }

  @inline(__always)
  private mutating func keepBorder(
    _ slot: UInt32, _ cell: UInt32, _ range: Range<Int>, _ isInside: Bool, isKnown: Bool, _ reference: Vertex
  ) {
    let count = range.count
    stream.reserve(count + 4)
    let place = stream.count + 2
    stream.append(cell)
    stream.append(UInt32(truncatingIfNeeded: count + 2))
    stream.append(0)
    stream.append(UInt32(truncatingIfNeeded: count))
    var mark = CellIndex.Mark.border | slot
    if isInside { mark |= CellIndex.Mark.coversReference }
    if !isKnown { mark |= CellIndex.Mark.askInFull }
    for index in range {
      let edge = sorted[index]
      let a = table.vertices[Int(edge)]
      let b = table.vertices[Int(edge) + 1]
      let side = Orientation.of(a, b, reference.x, reference.y)
      if side == 0, min(a.x, b.x) <= reference.x, reference.x <= max(a.x, b.x),
        min(a.y, b.y) <= reference.y, reference.y <= max(a.y, b.y)
      {
        mark |= CellIndex.Mark.askInFull
      }
      stream.append(side > 0 ? edge | CellIndex.Mark.left : edge)
    }
    stream[place] = mark
    lengths[Int(cell)] += UInt32(truncatingIfNeeded: count + 2)
  }

  /// The cell a position in cells falls in; -1 for all below 0.
  @inline(__always)
  private static func index(_ position: Double) -> Int { position < 0 ? -1 : Int(min(position, 1e9)) }
}
