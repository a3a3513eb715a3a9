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

  let grid: CellGrid
  private let table: EdgeTable.View
  /// Per cell of the window: its last touch counted from 1, 0 for none, and `toggle`.
  private var heads = Column<UInt32>()
  private var touches = Column<Touch>()
  private var referenceXs = Column<Double>()
  private var referenceYs = Column<Double>()

  /// The ground changes between the cell's reference point and the one west of it.
  private static let toggle: UInt32 = 1 << 31

  /// An edge that meets a cell, and the touch of the same cell before it.
  struct Touch: BitwiseCopyable {
    var edge: UInt32
    var earlier: UInt32
  }

  init(_ table: EdgeTable.View, grid: CellGrid) {
    self.table = table
    self.grid = grid
  }

  /// Starts anew with `cells` cells and room for about `words`.
  mutating func restart(cells: Int, words: Int = 0) {
    stream.truncate(to: 0)
    stream.reserve(words)
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
    heads.refill(0, count: window.width * window.height)
    touches.truncate(to: 0)
    placeReferences(window)
    let frame = WindowFrame(grid, window)
    for index in 0..<edges.count { follow(edges[index], frame, isWhole) }
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
  /// A position in cells is wrong by less than 5e-8 (there are at most 2^26 cells a side, the split ones
  /// counted); where an edge is not nearly level, that makes at most 5e-5 along a row. Level edges are noted
  /// all along.
  @inline(__always)
  private mutating func follow(_ edge: UInt32, _ frame: WindowFrame, _ isWhole: Bool) {
    let a = table.vertices[Int(edge)]
    let b = table.vertices[Int(edge) + 1]
    let (ua, ub) = (frame.u(a.x), frame.u(b.x))
    let (va, vb) = (frame.v(a.y), frame.v(b.y))
    let margin = CellGrid.margin
    let (low, high) = (min(va, vb), max(va, vb))
    let (west, east) = (min(ua, ub) - margin, max(ua, ub) + margin)
    let firstRow = max(0, Self.index(low - margin))
    let lastRow = min(frame.height - 1, Self.index(high + margin))
    guard firstRow <= lastRow else { return }
    if firstRow == lastRow {
      touch(edge, firstRow * frame.width, west, east, frame.width)
      // most edges lie in one row and on one side of its line: no division for them
      let y = referenceYs[firstRow]
      if (a.y > y) == (b.y > y) { return }
      cross(a, b, (ua, va), (ub - ua) / (vb - va), firstRow, frame, isWhole)
      return
    }
    let isLevel = Self.isLevel(ub - ua, high - low)
    let slope = high > low ? (ub - ua) / (vb - va) : 0
    for row in firstRow...lastRow {
      var (left, right) = (west, east)
      if !isLevel {
        let bottom = ua + (max(low, Double(row) - margin) - va) * slope
        let top = ua + (min(high, Double(row + 1) + margin) - va) * slope
        left = max(west, min(bottom, top) - margin)
        right = min(east, max(bottom, top) + margin)
      }
      touch(edge, row * frame.width, left, right, frame.width)
      let y = referenceYs[row]
      if (a.y > y) != (b.y > y) { cross(a, b, (ua, va), slope, row, frame, isWhole) }
    }
  }

  @inline(__always)
  private static func isLevel(_ across: Double, _ up: Double) -> Bool { !(abs(across) <= 1e3 * up) }

  /// Notes an edge in the cells from `left` to `right` of the row whose first cell is `start`.
  @inline(__always)
  private mutating func touch(_ edge: UInt32, _ start: Int, _ left: Double, _ right: Double, _ width: Int) {
    let first = max(0, Self.index(left))
    let last = min(width - 1, Self.index(right))
    guard first <= last else { return }
    for cell in start + first...start + last {
      let head = heads[cell]
      touches.append(Touch(edge: edge, earlier: head & ~Self.toggle))
      heads[cell] = head & Self.toggle | UInt32(truncatingIfNeeded: touches.count)
    }
  }

  /// Notes where an edge crosses the line of reference points of a row.
  @inline(__always)
  private func cross(
    _ a: Vertex, _ b: Vertex, _ start: (u: Double, v: Double), _ slope: Double, _ row: Int,
    _ frame: WindowFrame, _ isWhole: Bool
  ) {
    let crossing = start.u + (Double(row) + CellGrid.offset - start.v) * slope
    let isLevel = !(abs(slope) <= 1e3)
    let column = firstEast(of: a, b, referenceYs[row], near: crossing, isLevel, frame.width)
    if column < frame.width, column > 0 || isWhole { heads[row * frame.width + column] ^= Self.toggle }
  }

  /// First column whose reference point at height `y` lies east of an edge that crosses that height.
  @inline(__always)
  private func firstEast(
    of a: Vertex, _ b: Vertex, _ y: Double, near crossing: Double, _ isLevel: Bool, _ width: Int
  ) -> Int {
    let gap = crossing - CellGrid.offset
    var column = gap > 0 ? min(width, Int(min(gap, 1e9)) + 1) : 0
    let inCell = gap - gap.rounded(.towardZero)
    if !isLevel, abs(inCell) > 1e-3, abs(inCell) < 1 - 1e-3 { return column }
    let isRising = b.y > a.y
    while column > 0, (Orientation.of(a, b, referenceXs[column - 1], y) < 0) == isRising { column -= 1 }
    while column < width, (Orientation.of(a, b, referenceXs[column], y) < 0) != isRising { column += 1 }
    return column
  }

  /// Writes the window's cells to the stream.
  private mutating func keep(_ slot: UInt32, _ window: CellWindow, _ isWhole: Bool) {
    stream.reserve(touches.count + 4 * heads.count)
    for row in 0..<window.height {
      let start = isWhole ? .outside : starts[row]
      var isInside = start == .inside
      for column in 0..<window.width {
        let head = heads[row * window.width + column]
        if head & Self.toggle != 0 { isInside.toggle() }
        if head & ~Self.toggle != 0 {
          keepBorder(
            slot, window.cell(column, row), head & ~Self.toggle, isInside, isKnown: start != .unknown,
            Vertex(x: referenceXs[column], y: referenceYs[row]))
        } else if start == .unknown {
          keepBorder(slot, window.cell(column, row), 0, false, isKnown: false, Vertex(x: 0, y: 0))
        } else if isInside {
          cover(window.cell(column, row), slot)
        }
      }
    }
  }

  /// Keeps a ground's edges in a cell; there is room for them in the stream.
  @inline(__always)
  private mutating func keepBorder(
    _ slot: UInt32, _ cell: UInt32, _ last: UInt32, _ isInside: Bool, isKnown: Bool, _ reference: Vertex
  ) {
    let words = stream.base + stream.count
    var mark = CellIndex.Mark.border | slot
    if isInside { mark |= CellIndex.Mark.coversReference }
    if !isKnown { mark |= CellIndex.Mark.askInFull }
    var count = 0
    var next = last
    while next != 0 {
      let touch = touches[Int(next) - 1]
      next = touch.earlier
      let a = table.vertices[Int(touch.edge)]
      let b = table.vertices[Int(touch.edge) + 1]
      let side = Orientation.of(a, b, reference.x, reference.y)
      if side == 0, min(a.x, b.x) <= reference.x, reference.x <= max(a.x, b.x),
        min(a.y, b.y) <= reference.y, reference.y <= max(a.y, b.y)
      {
        mark |= CellIndex.Mark.askInFull
      }
      words[4 + count] = side > 0 ? touch.edge | CellIndex.Mark.left : touch.edge
      count += 1
    }
    let length = UInt32(truncatingIfNeeded: count + 2)
    words[0] = cell
    words[1] = length
    words[2] = mark
    words[3] = length - 2
    stream.extend(by: count + 4)
    lengths[Int(cell)] += length
  }

  /// The cell a position in cells falls in; -1 for all below 0.
  @inline(__always)
  private static func index(_ position: Double) -> Int { position < 0 ? -1 : Int(min(position, 1e9)) }
}

/// Coordinates as distances from a window's south-western corner, in its cells.
private struct WindowFrame {
  let width: Int
  let height: Int
  private let grid: CellGrid
  private let parts: Double
  private let column: Double
  private let row: Double

  init(_ grid: CellGrid, _ window: CellWindow) {
    self.grid = grid
    width = window.width
    height = window.height
    parts = Double(window.parts)
    column = Double(window.column * window.parts + window.firstColumn)
    row = Double(window.row * window.parts + window.firstRow)
  }

  @inline(__always) func u(_ x: Double) -> Double { grid.u(x) * parts - column }
  @inline(__always) func v(_ y: Double) -> Double { grid.v(y) * parts - row }
}
