public import ZoneGeometry

/// What the cells of a grid look like.
public enum CellShape: String, Sendable, Hashable, CaseIterable {
  case square
  /// Regular hexagons with a corner to the north.
  case hex
}

/// A cell's place in its grid; cells sort by row (south to north), then by column (west to east).
public struct GridCell: Sendable, Hashable, Comparable {
  public var column: Int
  public var row: Int

  @inlinable public init(column: Int, row: Int) {
    self.column = column
    self.row = row
  }

  @inlinable public static func < (a: GridCell, b: GridCell) -> Bool {
    a.row != b.row ? a.row < b.row : a.column < b.column
  }
}

/// Equal cells on a lattice fixed at the origin of a plane, so that a cell keeps its id from run to run.
///
/// - `square`: cell (i, j) reaches from i × size to (i + 1) × size east and from j × size to (j + 1) × size
///   north. Its west and south edges belong to it.
/// - `hex`: regular hexagons; the size is the distance between the centres of neighbours, which is also the
///   width across the flats. The centre of cell (i, j) lies at x = (i + ½ when j is odd) × size,
///   y = j × size × √3 ÷ 2. A point belongs to the nearest centre; of several equally near ones to the
///   northernmost and of these to the easternmost, so that here too the west and south edges belong to the
///   cell. Distances are compared as doubles: within some nanometres of a slanted edge rounding decides,
///   the same way on every machine.
///
/// Corners are integers times one of two constants, so cells that meet have the very same doubles there.
public struct Grid: Sendable, Hashable {
  public let shape: CellShape
  /// Metres.
  public let size: Double

  /// Columns and rows lie between −2⁵⁰ and 2⁵⁰; points farther out are a broken promise.
  static let reach = 0x1p50

  public init(shape: CellShape, size: Double) {
    precondition(size.isFinite && size > 0, "a cell has a size in metres")
    self.shape = shape
    self.size = size
  }

  /// Square metres of a cell.
  public var cellArea: Double {
    shape == .square ? size * size : size * size * 3.0.squareRoot() / 2
  }

  /// The one cell that `p`, finite, belongs to.
  public func cell(at p: PlanePoint) -> GridCell {
    precondition(abs(p.x) <= Self.reach * size && abs(p.y) <= Self.reach * size, "a point on the grid")
    return cell(p.x, p.y)
  }

  /// For example `c100_4639_26185`, for hexagons `h100_…`: the size in metres, the column, the row.
  public func id(of cell: GridCell) -> String {
    "\(shape == .square ? "c" : "h")\(sizeText)_\(cell.column)_\(cell.row)"
  }

  private var sizeText: String {
    size == size.rounded() && size < 1e15 ? "\(Int(size))" : "\(size)"
  }

  /// The middle of a cell.
  public func centre(of cell: GridCell) -> PlanePoint {
    PlanePoint(columnCentre(cell.column, row: cell.row), rowCentre(cell.row))
  }

  /// The cell's ring, closed, counter-clockwise: a square from its south-west corner, a hexagon from its
  /// southern one.
  public func outline(of cell: GridCell) -> Polygon<PlanePoint> {
    let corners = shape == .square ? squareCorners(cell) : hexCorners(cell)
    return Polygon(exterior: corners + [corners[0]])
  }

  private func squareCorners(_ cell: GridCell) -> [PlanePoint] {
    let west = Double(cell.column) * size
    let east = Double(cell.column + 1) * size
    let south = Double(cell.row) * size
    let north = Double(cell.row + 1) * size
    return [
      PlanePoint(west, south), PlanePoint(east, south), PlanePoint(east, north), PlanePoint(west, north),
    ]
  }

  private func hexCorners(_ cell: GridCell) -> [PlanePoint] {
    let x = 2 * cell.column + Self.parity(cell.row)
    let y = 3 * cell.row
    let steps = [(0, -2), (1, -1), (1, 1), (0, 2), (-1, 1), (-1, -1)]
    return steps.map { PlanePoint(Double(x + $0) * halfWidth, Double(y + $1) * rise) }
  }
}

// MARK: - The lattice in numbers

extension Grid {
  /// 1 for the rows of hexagons that are shifted east by half a cell.
  @inline(__always)
  private static func parity(_ row: Int) -> Int { row & 1 }

  /// Hexagons: the step of the corners east.
  @inline(__always)
  private var halfWidth: Double { size / 2 }

  /// Hexagons: the step of the corners north, half the length of a side.
  @inline(__always)
  private var rise: Double { size / 12.0.squareRoot() }

  /// Metres between the centres of rows.
  @inline(__always)
  var rowSpacing: Double { shape == .square ? size : 3 * rise }

  @inline(__always)
  func rowCentre(_ row: Int) -> Double {
    shape == .square ? (Double(row) + 0.5) * size : Double(3 * row) * rise
  }

  /// Where the centre of column 0 lies in this row, in cells.
  @inline(__always)
  func columnOffset(row: Int) -> Double {
    shape == .square || Self.parity(row) == 1 ? 0.5 : 0
  }

  @inline(__always)
  func columnCentre(_ column: Int, row: Int) -> Double {
    (Double(column) + columnOffset(row: row)) * size
  }

  /// The cell of a finite point within reach.
  @inline(__always)
  func cell(_ x: Double, _ y: Double) -> GridCell {
    switch shape {
    case .square: GridCell(column: Self.multiple(x, size), row: Self.multiple(y, size))
    case .hex: hexagon(x, y)
    }
  }

  /// The n with n × unit ≤ value < (n + 1) × unit, the products taken as the doubles that corners are.
  @inline(__always)
  private static func multiple(_ value: Double, _ unit: Double) -> Int {
    var n = (value / unit).rounded(.down)
    // The quotient is rounded: 0.3 ÷ 0.1 is below 3.
    if n * unit > value { n -= 1 } else if (n + 1) * unit <= value { n += 1 }
    return Int(n)
  }

  /// The nearest centre lies in the row below or in the row above: a third is at least 1.5 sides away,
  /// and no point is farther than one side from a centre.
  @inline(__always)
  private func hexagon(_ x: Double, _ y: Double) -> GridCell {
    let below = Int((y / (3 * rise)).rounded(.down))
    let low = GridCell(column: hexColumn(x, row: below), row: below)
    let high = GridCell(column: hexColumn(x, row: below + 1), row: below + 1)
    return squaredDistance(x, y, high) <= squaredDistance(x, y, low) ? high : low
  }

  /// The nearest column of a row; halfway between two the eastern one.
  @inline(__always)
  private func hexColumn(_ x: Double, row: Int) -> Int {
    let shift = Double(Self.parity(row))
    var n = ((x / halfWidth - shift + 1) / 2).rounded(.down)
    let west = 2 * n + shift - 1
    if west * halfWidth > x { n -= 1 } else if (west + 2) * halfWidth <= x { n += 1 }
    return Int(n)
  }

  @inline(__always)
  private func squaredDistance(_ x: Double, _ y: Double, _ cell: GridCell) -> Double {
    let dx = x - columnCentre(cell.column, row: cell.row)
    let dy = y - rowCentre(cell.row)
    return dx * dx + dy * dy
  }
}
