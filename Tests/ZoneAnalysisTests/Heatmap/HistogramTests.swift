import TestSupport
import Testing
import ZoneGeometry

@testable import ZoneAnalysis

@Suite struct `Counts in cells` {
  @Test func `five points, drawn by hand`() {
    let histogram = Histogram(
      grid: Grid(shape: .square, size: 10), x: [1, 9, 10, 5, -1], y: [1, 9, 0, 25, -1],
      weights: [1, 2, 4, 8, 16])
    #expect(
      histogram.bins == [
        Histogram.Bin(cell: GridCell(column: -1, row: -1), count: 1, weight: 16),
        Histogram.Bin(cell: GridCell(column: 0, row: 0), count: 2, weight: 3),
        Histogram.Bin(cell: GridCell(column: 1, row: 0), count: 1, weight: 4),
        Histogram.Bin(cell: GridCell(column: 0, row: 2), count: 1, weight: 8),
      ])
    #expect(histogram.count == 5)
  }

  @Test func `no points, no cells`() {
    #expect(Histogram(grid: Grid(shape: .hex, size: 10), x: [], y: []).bins.isEmpty)
  }

  @Test(arguments: CellShape.allCases, [1, 2, 3] as [UInt64])
  func `counts agree with a dictionary, whichever way they are kept`(shape: CellShape, seed: UInt64) {
    let grid = Grid(shape: shape, size: 37.5)
    let cloud = Cloud(count: 20_000, seed: seed)
    var expected: [GridCell: (Int, Double)] = [:]
    for k in cloud.x.indices {
      let cell = grid.cell(at: PlanePoint(cloud.x[k], cloud.y[k]))
      expected[cell, default: (0, 0)].0 += 1
      expected[cell, default: (0, 0)].1 += cloud.weights[k]
    }
    let histogram = Histogram(grid: grid, x: cloud.x, y: cloud.y, weights: cloud.weights)
    let keyed = Histogram(grid: grid, x: cloud.x, y: cloud.y, weights: cloud.weights, largestTable: 0)
    #expect(histogram.bins == keyed.bins)
    #expect(histogram.count == cloud.x.count)
    #expect(histogram.bins.count == expected.count)
    #expect(
      histogram.bins.allSatisfy { bin in
        expected[bin.cell].map { $0.0 == bin.count && $0.1 == bin.weight } ?? false
      })
    #expect(zip(histogram.bins, histogram.bins.dropFirst()).allSatisfy { $0.cell < $1.cell })
  }

  @Test func `without weights the weight is the count`() {
    let cloud = Cloud(count: 500, seed: 4)
    for largest in [0, 1_000_000] {
      let histogram = Histogram(
        grid: Grid(shape: .hex, size: 200), x: cloud.x, y: cloud.y, weights: nil, largestTable: largest)
      #expect(histogram.bins.allSatisfy { $0.weight == Double($0.count) })
    }
  }

  @Test func `points on both ends of the world need no table of the world`() {
    let histogram = Histogram(grid: Grid(shape: .square, size: 0.001), x: [-1e10, 1e10], y: [-1e10, 1e10])
    #expect(histogram.bins.map(\.count) == [1, 1])
  }
}

@Suite struct `Density around cells` {
  @Test func `one point at a centre gives the kernel's peak there and nothing at the bandwidth`() {
    let grid = Grid(shape: .square, size: 100)
    let density = KernelDensity(grid: grid, bandwidth: 100, x: [50], y: [50])
    #expect(density.values.map(\.cell) == [GridCell(column: 0, row: 0)])
    #expect(abs(density.values[0].perSquareKilometre - 3 / (.pi * 0.1 * 0.1)) < 1e-9)
  }

  @Test(arguments: CellShape.allCases)
  func `a point adds up to its weight over the plane`(shape: CellShape) {
    let grid = Grid(shape: shape, size: 2)
    let density = KernelDensity(grid: grid, bandwidth: 150, x: [12.3], y: [-4.5], weights: [3])
    let sum = density.values.reduce(0) { $0 + $1.perSquareKilometre } * grid.cellArea / 1e6
    #expect(abs(sum - 3) < 1e-5)
  }

  @Test(arguments: CellShape.allCases, [21, 22] as [UInt64])
  func `every centre has what all points add to it`(shape: CellShape, seed: UInt64) {
    let grid = Grid(shape: shape, size: 40)
    let cloud = Cloud(count: 300, seed: seed)
    let density = KernelDensity(grid: grid, bandwidth: 130, x: cloud.x, y: cloud.y, weights: cloud.weights)
    let keyed = KernelDensity(
      grid: grid, bandwidth: 130, x: cloud.x, y: cloud.y, weights: cloud.weights, largestTable: 0)
    #expect(density.values == keyed.values)
    let found = Dictionary(uniqueKeysWithValues: density.values.map { ($0.cell, $0.perSquareKilometre) })
    let (low, high) = (grid.cell(at: PlanePoint(-1300, -1300)), grid.cell(at: PlanePoint(1300, 1300)))
    var positive = 0
    for row in low.row...high.row {
      for column in low.column...high.column {
        let cell = GridCell(column: column, row: row)
        let expected = cloud.density(at: grid.centre(of: cell), bandwidth: 130)
        #expect(abs((found[cell] ?? 0) - expected) <= 1e-9 * max(1, expected))
        if expected > 1e-9 { positive += 1 }
      }
    }
    #expect(density.values.count >= positive)
  }

  @Test func `no points, no cells`() {
    #expect(KernelDensity(grid: Grid(shape: .hex, size: 10), bandwidth: 50, x: [], y: []).values.isEmpty)
  }

  @Test func `a lone point far from the others costs no table`() {
    let density = KernelDensity(
      grid: Grid(shape: .square, size: 1), bandwidth: 1, x: [0.5, 1e9 + 0.5], y: [0.5, 1e9 + 0.5])
    #expect(density.values.map(\.cell.column) == [0, 1_000_000_000])
  }
}

/// Points in ±1,150 m, half of them in one small heap, with weights.
private struct Cloud {
  var x: [Double] = []
  var y: [Double] = []
  var weights: [Double] = []

  init(count: Int, seed: UInt64) {
    var random = SeededRandom(seed: seed)
    for k in 0..<count {
      let spread = k % 2 == 0 ? 1150.0 : 100
      x.append(Double.random(in: -spread...spread, using: &random))
      y.append(Double.random(in: -spread...spread, using: &random))
      weights.append(Double(Int.random(in: 0...5, using: &random)))
    }
  }

  func density(at p: PlanePoint, bandwidth h: Double) -> Double {
    x.indices.reduce(0) { sum, k in
      let u = PlanePoint(x[k], y[k]).distance(to: p) / h
      return u < 1 ? sum + weights[k] * 3 / (.pi * h * h) * (1 - u * u) * (1 - u * u) * 1e6 : sum
    }
  }
}
