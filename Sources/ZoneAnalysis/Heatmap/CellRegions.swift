public import ZoneGeometry

/// The ground of many cells as few rings, class by class: edges between cells of one class are left out.
///
/// A picture of 200,000 cells one by one is 8 MB large, and fine lines of paper shine through between them.
///
/// - Complexity: O(cells).
public struct CellRegions: Sendable {
  /// Per class its rings, closed, without corners on straight sides: counter-clockwise around ground, clockwise
  /// around what of another class, or of none, it encloses. Cells that meet in a corner alone share no ring.
  /// In the order of the cells they begin at.
  public let rings: [[Ring<PlanePoint>]]

  /// - Parameters:
  ///   - cells: no cell twice.
  ///   - classes: a cell's class, from 0 to below `count`; as many as cells.
  public init(of grid: Grid, cells: [GridCell], classes: [Int], count: Int) {
    precondition(cells.count == classes.count, "a class a cell")
    precondition(classes.allSatisfy { (0..<count).contains($0) }, "classes below their number")
    let classOfCell = Dictionary(zip(cells, classes)) { first, _ in first }
    var borders = [CellBorder](repeating: CellBorder(), count: count)
    for (cell, own) in zip(cells, classes) {
      let corners = grid.outline(of: cell).exterior
      for (side, neighbour) in grid.neighbours(of: cell).enumerated()
      where classOfCell[neighbour] != own {
        borders[own].add(from: corners[side], to: corners[side + 1])
      }
    }
    rings = borders.map { border in
      var border = border
      return border.rings()
    }
  }
}

extension CellRegions {
  /// The ground of a class, to be filled by the even-odd rule: which polygon holds a hole does not matter then,
  /// and all stand in the first.
  public func ground(ofClass number: Int) -> MultiPolygon<PlanePoint> {
    let isHole = rings[number].map { ZoneEdges.signedArea($0) < 0 }
    var polygons = zip(rings[number], isHole).filter { !$1 }.map { Polygon(exterior: $0.0) }
    if !polygons.isEmpty { polygons[0].holes = zip(rings[number], isHole).filter { $1 }.map(\.0) }
    return MultiPolygon(polygons)
  }
}

extension Grid {
  /// The cells across each side of a cell, in the order of its outline's sides.
  func neighbours(of cell: GridCell) -> [GridCell] {
    func step(_ columns: Int, _ rows: Int) -> GridCell {
      GridCell(column: cell.column + columns, row: cell.row + rows)
    }
    guard shape == .hex else { return [step(0, -1), step(1, 0), step(0, 1), step(-1, 0)] }
    // rows with an odd number stand half a cell farther east
    let east = cell.row & 1
    return [step(east, -1), step(1, 0), step(east, 1), step(east - 1, 1), step(-1, 0), step(east - 1, -1)]
  }
}

/// Directed edges with the ground of one class on their left, to be joined to rings.
private struct CellBorder {
  private var starts: [PlanePoint] = []
  private var ends: [PlanePoint] = []
  /// The edges that begin at a corner: two where squares meet in it alone.
  private var leaving: [PlanePoint: (Int, Int?)] = [:]

  mutating func add(from a: PlanePoint, to b: PlanePoint) {
    if let known = leaving[a] {
      leaving[a] = (known.0, starts.count)
    } else {
      leaving[a] = (starts.count, nil)
    }
    starts.append(a)
    ends.append(b)
  }

  mutating func rings() -> [Ring<PlanePoint>] {
    var isUsed = [Bool](repeating: false, count: starts.count)
    var rings: [Ring<PlanePoint>] = []
    for first in starts.indices where !isUsed[first] {
      var corners: [PlanePoint] = []
      var edge = first
      repeat {
        isUsed[edge] = true
        Self.append(starts[edge], to: &corners)
        edge = next(after: edge)
      } while edge != first
      rings.append(Self.closed(corners))
    }
    return rings
  }

  /// Of two edges the one to the left, so that rings do not cross over to the cell across the corner.
  private func next(after edge: Int) -> Int {
    guard let (one, other) = leaving[ends[edge]] else { preconditionFailure("a border without an end") }
    guard let other else { return one }
    return turn(edge, one) > 0 ? one : other
  }

  private func turn(_ a: Int, _ b: Int) -> Double {
    (ends[a].x - starts[a].x) * (ends[b].y - starts[b].y) - (ends[a].y - starts[a].y)
      * (ends[b].x - starts[b].x)
  }

  private static func append(_ p: PlanePoint, to corners: inout [PlanePoint]) {
    if corners.count > 1, isStraight(corners[corners.count - 2], corners[corners.count - 1], p) {
      corners.removeLast()
    }
    corners.append(p)
  }

  private static func closed(_ corners: [PlanePoint]) -> Ring<PlanePoint> {
    var corners = corners
    let last = corners.count - 1
    if isStraight(corners[last - 1], corners[last], corners[0]) { corners.removeLast() }
    if isStraight(corners[corners.count - 1], corners[0], corners[1]) { corners.removeFirst() }
    return corners + [corners[0]]
  }

  /// Sides of squares are the only ones that go straight on.
  private static func isStraight(_ a: PlanePoint, _ b: PlanePoint, _ c: PlanePoint) -> Bool {
    (a.x == b.x && b.x == c.x) || (a.y == b.y && b.y == c.y)
  }
}
