public import ZoneGeometry

/// Divides zones into cells.
///
/// Lives in one task.
public final class CellDivision {
  private let lattice: CellLattice
  /// Where areas are measured.
  private let plane: Plane
  private let engine: GeometryEngine

  public init(_ lattice: CellLattice, measuredIn plane: Plane, engine: GeometryEngine = GeometryEngine()) {
    self.lattice = lattice
    self.plane = plane
    self.engine = engine
  }

  /// The cells of some ground, row by row from north to south and within a row from west to east.
  ///
  /// The lattice's lines cut the ground into pieces. Then, smallest first, every piece below half a full cell's
  /// area goes to the neighbour it shares the longest border with, as long as it has one; so cells have from
  /// half a cell's area on, but for parts of the ground that are smaller as a whole. A cell's row is that of the
  /// square that holds its largest piece.
  ///
  /// The cells are a tiling of the ground to the last decimal of the grid, and fit those of neighbouring ground.
  ///
  /// - Parameter ground: valid; its corners are rounded to the lattice's decimals.
  /// - Complexity: O(*n* log *n*) in vertices and cells.
  /// - Throws: `GeometryError.engine` when it cannot be cut; `.outOfRange` outside the planes.
  public func cells(of ground: MultiPolygon<LonLat>) throws -> [UnitCell] {
    let drawn = try drawn(ground)
    guard let locator = AreaLocator([drawn], order: [0]) else { return [] }
    let lines = drawn.polygons.flatMap(\.rings) + (try lattice.lines(across: drawn, locator))
    var merging = CellMerging(try pieces(in: locator, between: lines), on: lattice, plane)
    try merging.run(least: lattice.size * lattice.size / 2)
    return try merging.cells(engine)
  }

  /// The ground on the grid, cut where it crosses the lattice.
  private func drawn(_ ground: MultiPolygon<LonLat>) throws -> MultiPolygon<GridPoint> {
    let sound = try engine.sound(lattice.grid.forward(ground))
    return MultiPolygon(
      try sound.polygons.map { polygon in
        Polygon(
          exterior: try lattice.crossed(polygon.exterior), holes: try polygon.holes.map(lattice.crossed))
      })
  }

  private func pieces(
    in ground: AreaLocator, between lines: [[GridPoint]]
  ) throws -> [CellMerging.Piece] {
    let faces = try engine.wholeFaces(between: lines)
    let middles = try faces.map { try engine.interiorPoint(of: .polygon($0)) ?? $0.exterior[0] }
    let hits = ground.locate(middles.map(\.first), middles.map(\.second))
    return try faces.indices.filter { !hits[$0].isEmpty }.map { face in
      let area = try plane.area(of: lattice.grid.inverse(MultiPolygon([faces[face]])))
      return CellMerging.Piece(
        face: faces[face], square: try lattice.square(at: middles[face]), area: area)
    }
  }
}

@available(*, unavailable)
extension CellDivision: Sendable {}
@available(*, unavailable)
extension CellLattice: Sendable {}
