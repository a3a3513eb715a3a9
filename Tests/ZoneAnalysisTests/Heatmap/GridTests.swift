import TestSupport
import Testing
import ZoneAnalysis
import ZoneGeometry

private let sizes = [100, 0.1, 7.3, 250, 1_000.0 / 3]

@Suite struct `Grid of squares` {
  private let grid = Grid(shape: .square, size: 100)

  @Test(arguments: [
    (0.0, 0.0, 0, 0), (99.999, 0, 0, 0), (100, 0, 1, 0), (100, 100, 1, 1), (-0.001, 5, -1, 0),
    (-100, -100, -1, -1),
    (463_950, 2_618_555, 4639, 26_185),
  ])
  func `west and south edges belong to the cell`(x: Double, y: Double, column: Int, row: Int) {
    #expect(grid.cell(at: PlanePoint(x, y)) == GridCell(column: column, row: row))
  }

  @Test func `ids name the shape, the size, the column and the row`() {
    #expect(grid.id(of: GridCell(column: 4639, row: 26_185)) == "c100_4639_26185")
    #expect(grid.id(of: GridCell(column: -1, row: 0)) == "c100_-1_0")
    #expect(Grid(shape: .hex, size: 100).id(of: GridCell(column: 1, row: 2)) == "h100_1_2")
    #expect(Grid(shape: .square, size: 2.5).id(of: GridCell(column: 1, row: 2)) == "c2.5_1_2")
  }

  @Test func `the outline starts in the south-west and runs counter-clockwise`() {
    let ring = grid.outline(of: GridCell(column: 2, row: -1)).exterior
    #expect(ring.map(\.x) == [200, 300, 300, 200, 200])
    #expect(ring.map(\.y) == [-100, -100, 0, 0, -100])
    #expect(grid.centre(of: GridCell(column: 2, row: -1)) == PlanePoint(250, -50))
  }

  @Test(arguments: sizes)
  func `a point lies inside the drawn outline of its cell`(size: Double) {
    let grid = Grid(shape: .square, size: size)
    var random = SeededRandom(seed: 11)
    for k in 0..<5000 {
      // Every other point is a multiple of the size, where the quotient may round to either side.
      let n = Double(Int.random(in: -300_000...300_000, using: &random))
      let x = k % 2 == 0 ? n * size : Double.random(in: -1e6...1e6, using: &random)
      let cell = grid.cell(at: PlanePoint(x, -x))
      let ring = grid.outline(of: cell).exterior
      #expect(ring[0].x <= x && x < ring[2].x)
      #expect(ring[0].y <= -x && -x < ring[2].y)
      if k % 2 == 0 { #expect(cell.column == Int(n) && cell.row == -Int(n)) }
    }
  }

  @Test func `a point that is nowhere has no cell`() async {
    await #expect(processExitsWith: .failure) {
      _ = Grid(shape: .square, size: 100).cell(at: PlanePoint(.nan, 0))
    }
    await #expect(processExitsWith: .failure) { _ = Grid(shape: .hex, size: 0) }
  }
}

@Suite struct `Grid of hexagons` {
  private let grid = Grid(shape: .hex, size: 100)

  @Test func `centres of neighbours are one size apart`() {
    for row in [-3, 0, 4] {
      let cell = GridCell(column: 5, row: row)
      for neighbour in neighbours(of: cell) {
        #expect(abs(grid.centre(of: cell).distance(to: grid.centre(of: neighbour)) - 100) < 1e-9)
      }
    }
  }

  @Test(arguments: sizes)
  func `neighbours share two corners, the very same numbers`(size: Double) {
    let grid = Grid(shape: .hex, size: size)
    var random = SeededRandom(seed: 12)
    for _ in 0..<500 {
      let cell = GridCell(
        column: Int.random(in: -40_000...40_000, using: &random),
        row: Int.random(in: -40_000...40_000, using: &random))
      let corners = Set(grid.outline(of: cell).exterior)
      #expect(corners.count == 6)
      for neighbour in neighbours(of: cell) {
        #expect(corners.intersection(grid.outline(of: neighbour).exterior).count == 2)
      }
    }
  }

  @Test func `the outline has the area of a cell and its centre in the middle`() throws {
    let engine = GeometryEngine()
    for shape in CellShape.allCases {
      let grid = Grid(shape: shape, size: 100)
      let ground = MultiPolygon([grid.outline(of: GridCell(column: 7, row: 3))])
      #expect(abs(try engine.area(of: ground) - grid.cellArea) < 1e-9 * grid.cellArea)
      let circle = try #require(try engine.largestInscribedCircle(in: ground, tolerance: 0.001))
      #expect(circle.centre.distance(to: grid.centre(of: GridCell(column: 7, row: 3))) < 0.01)
      #expect(abs(circle.radius - 50) < 0.01)
    }
  }

  @Test(arguments: sizes)
  func `a point belongs to the nearest of all centres`(size: Double) {
    let grid = Grid(shape: .hex, size: size)
    var random = SeededRandom(seed: 13)
    for _ in 0..<5000 {
      let p = PlanePoint(
        Double.random(in: -50 * size...50 * size, using: &random),
        Double.random(in: -50 * size...50 * size, using: &random))
      let cell = grid.cell(at: p)
      let own = grid.centre(of: cell).distance(to: p)
      let others = (-2...2).flatMap { dy in
        (-2...2).map {
          grid.centre(of: GridCell(column: cell.column + $0, row: cell.row + dy)).distance(to: p)
        }
      }
      #expect(others.allSatisfy { own <= $0 + 1e-12 * size })
      #expect(own <= size / 3.0.squareRoot() * (1 + 1e-12))
    }
  }

  @Test func `halfway between two of a row the eastern one has it`() {
    for row in [-2, -1, 0, 1, 2] {
      let cell = GridCell(column: 3, row: row)
      let centre = grid.centre(of: cell)
      #expect(grid.cell(at: PlanePoint(centre.x - 50, centre.y)) == cell)
      #expect(grid.cell(at: PlanePoint(centre.x + 50, centre.y)) == GridCell(column: 4, row: row))
    }
  }

  private func neighbours(of cell: GridCell) -> [GridCell] {
    let shift = cell.row & 1
    let steps = [(-1, 0), (1, 0), (shift - 1, 1), (shift, 1), (shift - 1, -1), (shift, -1)]
    return steps.map { GridCell(column: cell.column + $0, row: cell.row + $1) }
  }
}
