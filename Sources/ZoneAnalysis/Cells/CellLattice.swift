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
  ///
  /// Parallels and meridians are bent in the plane, so that the sides of a large box reach beyond its corners:
  /// between points a twentieth of a degree apart by less than half a metre.
  func squares(around box: Box<GridPoint>) throws -> (columns: ClosedRange<Int>, rows: ClosedRange<Int>) {
    let (low, high) = (box.minimum, box.maximum)
    var ends = Box(try squarePlace(low))
    let parts = min(7_200, max(1, (20 * max(box.width, box.height) / grid.scale).rounded(.up)))
    for k in 0...Int(parts) {
      let x = low.first + Double(k) / parts * box.width
      let y = low.second + Double(k) / parts * box.height
      ends.extend(to: try squarePlace(GridPoint(x, low.second)))
      ends.extend(to: try squarePlace(GridPoint(x, high.second)))
      // the corners have been asked already
      guard k > 0, Double(k) < parts else { continue }
      ends.extend(to: try squarePlace(GridPoint(low.first, y)))
      ends.extend(to: try squarePlace(GridPoint(high.first, y)))
    }
    let (first, last) = (ends.minimum, ends.maximum)
    return (Int(first.x) - 1...Int(last.x) + 1, Int(first.y) - 1...Int(last.y) + 1)
  }

  /// Column and row of the square that holds a place, to be put in a box.
  private func squarePlace(_ p: GridPoint) throws -> PlanePoint {
    let square = try square(at: p)
    return PlanePoint(Double(square.column), Double(square.row))
  }

  /// How many squares lie around some ground, at most; infinite where the plane does not reach.
  public func squareCount(around ground: MultiPolygon<LonLat>) -> Double {
    guard let box = grid.forward(ground).bounds else { return 0 }
    guard let (columns, rows) = try? squares(around: box) else { return .infinity }
    return Double(columns.count) * Double(rows.count)
  }
}
