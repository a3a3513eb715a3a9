/// A rectangle of columns and rows that holds all cells in question.
struct CellExtent: Sendable, Hashable {
  /// A table of more cells than this is kept by key: 16 million cells of count and weight are 256 MB.
  static let largestTable = 16_000_000

  var column: Int
  var row: Int
  var columns: Int
  var rows: Int

  /// The cells of all points, and of all points moved by up to `margin` metres; `nil` without points.
  ///
  /// Points that are not finite or beyond the grid's reach are a broken promise.
  init?(of grid: Grid, x: UnsafeBufferPointer<Double>, y: UnsafeBufferPointer<Double>, margin: Double) {
    guard !x.isEmpty else { return nil }
    var west = Double.infinity
    var east = -Double.infinity
    var south = Double.infinity
    var north = -Double.infinity
    var allOnGrid = true
    let reach = Grid.reach * grid.size - margin
    for k in 0..<x.count {
      let px = x[k]
      let py = y[k]
      // Also false for what is not a number.
      allOnGrid = allOnGrid && abs(px) <= reach && abs(py) <= reach
      west = px < west ? px : west
      east = px > east ? px : east
      south = py < south ? py : south
      north = py > north ? py : north
    }
    precondition(allOnGrid, "finite points on the grid")
    let first = grid.cell(west - margin, south - margin)
    let last = grid.cell(east + margin, north + margin)
    // A hexagon east or north of a box's corner may reach into the box.
    let spare = grid.shape == .hex ? 1 : 0
    column = first.column - spare
    row = first.row - spare
    columns = last.column - column + 1 + spare
    rows = last.row - row + 1 + spare
  }

  /// Whether a table of the whole rectangle is worth its memory for `touches` visits of cells.
  func fitsTable(touches: Int, largest: Int) -> Bool {
    let (cells, overflow) = columns.multipliedReportingOverflow(by: rows)
    return !overflow && cells <= largest && cells / 64 <= touches + 1024
  }

  var count: Int { columns * rows }

  @inline(__always)
  func index(_ cell: GridCell) -> Int { (cell.row - row) * columns + (cell.column - column) }

  func cell(at index: Int) -> GridCell {
    GridCell(column: column + index % columns, row: row + index / columns)
  }
}
