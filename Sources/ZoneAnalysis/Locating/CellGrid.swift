/// A grid over the box of all grounds, each of whose cells may be split into `parts` × `parts`.
///
/// Everything that must agree between making an index and asking it is here: the cell of a coordinate and
/// the reference point of a cell.
struct CellGrid {
  let extent: Bounds
  let columns: Int
  let rows: Int
  private let cellWidth: Double
  private let cellHeight: Double
  private let perWidth: Double
  private let perHeight: Double

  /// Where in its cell a reference point lies: off the centre and off every simple fraction, because borders
  /// like those. Nothing depends on it but speed.
  static let offset = 0.381_966_011_25

  /// What a cell's neighbourhood is widened by, in cells, to find the edges that meet it. The rounding of a
  /// coordinate in cells stays below 1e-5; see `CellDrawing`.
  static let margin = 1e-4

  init(extent: Bounds, columns: Int, rows: Int) {
    self.extent = extent
    self.columns = columns
    self.rows = rows
    cellWidth = (extent.maxX - extent.minX) / Double(columns)
    cellHeight = (extent.maxY - extent.minY) / Double(rows)
    perWidth = Double(columns) / (extent.maxX - extent.minX)
    perHeight = Double(rows) / (extent.maxY - extent.minY)
  }

  /// Distance from the western side, in cells.
  @inline(__always) func u(_ x: Double) -> Double { (x - extent.minX) * perWidth }
  /// Distance from the southern side, in cells.
  @inline(__always) func v(_ y: Double) -> Double { (y - extent.minY) * perHeight }

  /// Lines of the grid that edges of such widths and heights cross, about.
  func crossings(_ widths: Double, _ heights: Double) -> Double { widths * perWidth + heights * perHeight }

  /// East coordinate of the reference points of part `part` of column `column`.
  @inline(__always)
  func referenceX(_ column: Int, _ part: Int, of parts: Int) -> Double {
    extent.minX + (Double(column) + (Double(part) + Self.offset) / Double(parts)) * cellWidth
  }

  /// North coordinate of the reference points of part `part` of row `row`.
  @inline(__always)
  func referenceY(_ row: Int, _ part: Int, of parts: Int) -> Double {
    extent.minY + (Double(row) + (Double(part) + Self.offset) / Double(parts)) * cellHeight
  }

  /// Whether cells split so are so wide that the coordinates' own spacing is nothing beside them.
  func canSplit(_ parts: Int) -> Bool {
    let spacing = max(
      extent.minX.magnitude.ulp, extent.maxX.magnitude.ulp, extent.minY.magnitude.ulp,
      extent.maxY.magnitude.ulp)
    return min(cellWidth, cellHeight) / Double(parts) > 1e6 * spacing
  }
}
