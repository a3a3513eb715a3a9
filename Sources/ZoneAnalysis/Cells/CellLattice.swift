public import ZoneGeometry

/// The lines at every multiple of a cell's size in a plane, as the sides of cells run on the ground.
///
/// The corners of cells are rounded to the decimals of a degree that files have, so that cells of all zones meet
/// in the very same places.
///
/// Lives in one task.
public final class CellLattice {
  /// Metres from line to line.
  public let size: Double
  let grid: DecimalGrid
  private let plane: Plane
  private var corners: [GridCell: GridPoint] = [:]

  /// - Parameters:
  ///   - plane: cells lie at its multiples of the size; see ``PlaneDefinition/grid(at:)``.
  ///   - size: metres; 100 for cells of 10,000 m².
  public init(_ plane: Plane, size: Double = 100, decimals: Int = 7) {
    precondition(size > 0 && size.isFinite, "a size in metres")
    self.plane = plane
    self.size = size
    grid = DecimalGrid(decimals: decimals)
  }

  /// The square that holds a place: columns grow eastwards, rows northwards.
  ///
  /// - Throws: `GeometryError.outOfRange` for a place the plane does not reach.
  func square(at p: GridPoint) throws -> GridCell {
    let place = try plane.forward(grid.inverse(p))
    guard abs(place.x) < 1e9 * size, abs(place.y) < 1e9 * size else {
      throw GeometryError.outOfRange(first: p.first, second: p.second, system: plane.definition.description)
    }
    return GridCell(
      column: Int((place.x / size).rounded(.down)), row: Int((place.y / size).rounded(.down)))
  }

  /// The south-west corner of a square.
  func corner(_ square: GridCell) throws -> GridPoint {
    if let corner = corners[square] { return corner }
    let place = try plane.inverse(PlanePoint(Double(square.column) * size, Double(square.row) * size))
    let corner = GridPoint((place.lon * grid.scale).rounded(), (place.lat * grid.scale).rounded())
    corners[square] = corner
    return corner
  }

  /// The squares that a box of places meets, and one more on every side.
  func squares(around box: Box<GridPoint>) throws -> (columns: ClosedRange<Int>, rows: ClosedRange<Int>) {
    let (low, high) = (box.minimum, box.maximum)
    let ends = try [low, GridPoint(high.first, low.second), high, GridPoint(low.first, high.second)].map {
      try square(at: $0)
    }
    let columns = ends.map(\.column)
    let rows = ends.map(\.row)
    return (
      (columns.min() ?? 0) - 1...(columns.max() ?? 0) + 1, (rows.min() ?? 0) - 1...(rows.max() ?? 0) + 1
    )
  }

  /// How many squares lie around some ground, at most; infinite where the plane does not reach.
  public func squareCount(around ground: MultiPolygon<LonLat>) -> Double {
    guard let box = grid.forward(ground).bounds else { return 0 }
    guard let (columns, rows) = try? squares(around: box) else { return .infinity }
    return Double(columns.count) * Double(rows.count)
  }

  /// The lattice's lines across a box, from corner to corner.
  func lines(across box: Box<GridPoint>) throws -> [[GridPoint]] {
    let (columns, rows) = try squares(around: box)
    let upright = try columns.map { column in
      try rows.map { try corner(GridCell(column: column, row: $0)) }
    }
    let level = try rows.map { row in try columns.map { try corner(GridCell(column: $0, row: row)) } }
    return upright + level
  }
}
