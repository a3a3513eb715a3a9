internal import ZoneGeometry

/// Which shapes reach a square cell of ground: discs by their number, then strips by theirs + number of discs.
///
/// Only the cells of the box count: what shapes do outside it is not asked.
struct ShapeGrid {
  private let x0, y0, side: Double
  private let columns, rows: Int
  private var starts: [Int32]
  private var items: [Int32]

  init(_ shapes: Shapes, box: (x0: Double, y0: Double, x1: Double, y1: Double)) {
    let count = shapes.discs.count + shapes.strips.count
    let width = max(box.x1 - box.x0, 1e-3)
    let height = max(box.y1 - box.y0, 1e-3)
    let radii = shapes.discs.reduce(0) { $0 + $1.radius } / Double(max(1, shapes.discs.count))
    let widest = max(width, height)
    side = max((width * height / Double(2 * count + 1)).squareRoot(), radii, widest / 2000)
    x0 = box.x0
    y0 = box.y0
    columns = Int(width / side) + 1
    rows = Int(height / side) + 1
    starts = [Int32](repeating: 0, count: columns * rows + 2)
    items = []
    each(shapes) { grid, cell, _ in grid.starts[cell + 2] += 1 }
    for cell in 2..<starts.count { starts[cell] += starts[cell - 1] }
    items = [Int32](repeating: 0, count: Int(starts[starts.count - 1]))
    each(shapes) { grid, cell, item in
      grid.items[Int(grid.starts[cell + 1])] = item
      grid.starts[cell + 1] += 1
    }
  }

  @inline(__always)
  private mutating func each(_ shapes: Shapes, _ body: (inout ShapeGrid, Int, Int32) -> Void) {
    let grid = self
    for (i, disc) in shapes.discs.enumerated() {
      grid.cells(disc.x, disc.y, disc.x, disc.y, disc.radius) { body(&self, $0, Int32(i)) }
    }
    for (k, s) in shapes.strips.enumerated() {
      grid.cells(s.x, s.y, s.x + s.dx * s.length, s.y + s.dy * s.length, s.half) {
        body(&self, $0, Int32(shapes.discs.count + k))
      }
    }
  }

  /// The cells within `pad` of a segment, some more at the corners.
  @inline(__always)
  func cells(
    _ ax: Double, _ ay: Double, _ bx: Double, _ by: Double, _ pad: Double, _ body: (Int) -> Void
  ) {
    let low = min(ay, by) - pad
    let high = max(ay, by) + pad
    let first = max(0, index(low - y0))
    let last = min(rows - 1, index(high - y0))
    if first > last { return }
    for row in first...last {
      var x1 = min(ax, bx)
      var x2 = max(ax, bx)
      if first != last, by != ay {
        // the part of the segment within `pad` of the row
        let bottom = y0 + Double(row) * side - pad
        let t1 = (bottom - ay) / (by - ay)
        let t2 = (bottom + side + 2 * pad - ay) / (by - ay)
        let ta = max(0, min(t1, t2))
        let tb = min(1, max(t1, t2))
        let xa = ax + (bx - ax) * ta
        let xb = ax + (bx - ax) * tb
        x1 = min(xa, xb)
        x2 = max(xa, xb)
      }
      let from = max(0, index(x1 - pad - x0))
      let to = min(columns - 1, index(x2 + pad - x0))
      if from > to { continue }
      for column in from...to { body(row * columns + column) }
    }
  }

  @inline(__always)
  private func index(_ distance: Double) -> Int {
    Int(max(-1, min(1e6, (distance / side).rounded(.down))))
  }

  /// The cell of a point, or the nearest one.
  @inline(__always)
  func cell(_ x: Double, _ y: Double) -> Int {
    max(0, min(rows - 1, index(y - y0))) * columns + max(0, min(columns - 1, index(x - x0)))
  }

  /// The columns and rows of the square around a circle.
  @inline(__always)
  func cells(around x: Double, _ y: Double, _ radius: Double) -> (columns: Range<Int>, rows: Range<Int>) {
    let left = max(0, index(x - radius - x0))
    let low = max(0, index(y - radius - y0))
    let right = min(columns - 1, index(x + radius - x0))
    let high = min(rows - 1, index(y + radius - y0))
    return (left..<max(left, right + 1), low..<max(low, high + 1))
  }

  @inline(__always)
  func cell(column: Int, row: Int) -> Int { row * columns + column }

  /// Where the items of a cell stand.
  @inline(__always)
  func places(in cell: Int) -> Range<Int> { Int(starts[cell])..<Int(starts[cell + 1]) }

  @inline(__always)
  func item(_ place: Int) -> Int { Int(items[place]) }

  @inline(__always)
  func forEach(in cell: Int, _ body: (Int) -> Void) {
    for place in Int(starts[cell])..<Int(starts[cell + 1]) { body(Int(items[place])) }
  }
}
