import TestSupport
import Testing
import ZoneAnalysis
import ZoneGeometry

@Suite struct `Regions of cells` {
  private func regions(_ grid: Grid, _ cells: [GridCell]) -> CellRegions {
    CellRegions(of: grid, cells: cells, classes: cells.map { _ in 0 }, count: 1)
  }

  private func cells(_ places: [(Int, Int)]) -> [GridCell] {
    places.map { GridCell(column: $0.0, row: $0.1) }
  }

  @Test func `cells in a row are one rectangle with four corners`() {
    let rings = regions(Grid(shape: .square, size: 10), cells([(0, 0), (1, 0), (2, 0)])).rings[0]
    #expect(
      rings == [
        [PlanePoint(0, 0), PlanePoint(30, 0), PlanePoint(30, 10), PlanePoint(0, 10), PlanePoint(0, 0)]
      ])
  }

  @Test func `squares that meet in a corner alone keep rings of their own`() {
    let grid = Grid(shape: .square, size: 1)
    for diagonal in [[(0, 0), (1, 1)], [(1, 0), (0, 1)]] {
      let rings = regions(grid, cells(diagonal)).rings[0]
      #expect(rings.map(\.count) == [5, 5])
      #expect(rings.allSatisfy { area($0) == 1 })
    }
  }

  @Test(arguments: CellShape.allCases)
  func `a hole runs clockwise`(shape: CellShape) {
    let grid = Grid(shape: shape, size: 2)
    let block = (-2...2).flatMap { row in (-2...2).map { GridCell(column: $0, row: row) } }
    let ring = block.filter { $0 != GridCell(column: 0, row: 0) }
    let rings = regions(grid, ring).rings[0]
    #expect(rings.count == 2)
    #expect(abs(rings.map(area).min()! + grid.cellArea) < 1e-9)
    let ground = regions(grid, ring).ground(ofClass: 0)
    #expect(ground.polygons.count == 1 && ground.polygons[0].holes.count == 1)
  }

  @Test(arguments: CellShape.allCases, [1, 2, 3, 4, 5, 6] as [UInt64])
  func `every cell lies in the region of its class alone, and areas add up`(shape: CellShape, seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let grid = Grid(shape: shape, size: 100)
    let count = 3
    var cells: [GridCell] = []
    var classes: [Int] = []
    for row in -7..<8 {
      for column in 4_600..<4_618 where Int.random(in: 0..<4, using: &random) > 0 {
        cells.append(GridCell(column: column, row: row))
        classes.append(Int.random(in: 0..<count, using: &random))
      }
    }
    let regions = CellRegions(of: grid, cells: cells, classes: classes, count: count)
    for (cell, own) in zip(cells, classes) {
      let centre = grid.centre(of: cell)
      for other in 0..<count {
        let inside = regions.rings[other].count { contains($0, centre) } % 2 == 1
        #expect(inside == (other == own), "seed \(seed)")
      }
    }
    for own in 0..<count {
      let members = Double(classes.count { $0 == own })
      let sum = regions.rings[own].reduce(0) { $0 + area($1) }
      #expect(abs(sum - members * grid.cellArea) < 1e-6 * members * grid.cellArea, "seed \(seed)")
      #expect(regions.rings[own].allSatisfy { $0.first == $0.last && $0.count >= 5 })
    }
  }

  @Test func `no cells give no ring`() {
    #expect(CellRegions(of: Grid(shape: .hex, size: 1), cells: [], classes: [], count: 2).rings == [[], []])
  }

  private func area(_ ring: [PlanePoint]) -> Double {
    zip(ring, ring.dropFirst()).reduce(0) { sum, side in
      sum + (side.0.x - ring[0].x) * (side.1.y - ring[0].y) - (side.1.x - ring[0].x) * (side.0.y - ring[0].y)
    } / 2
  }

  /// Crossings of a ray to the east.
  private func contains(_ ring: [PlanePoint], _ p: PlanePoint) -> Bool {
    zip(ring, ring.dropFirst()).count { a, b in
      (a.y > p.y) != (b.y > p.y) && p.x < a.x + (p.y - a.y) / (b.y - a.y) * (b.x - a.x)
    } % 2 == 1
  }
}
