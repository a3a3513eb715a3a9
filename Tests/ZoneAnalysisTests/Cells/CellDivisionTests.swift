import Foundation
import TestSupport
import Testing
import ZoneAnalysis
import ZoneGeometry

/// Zones drawn in metres of the plane the cells lie in.
private struct Cut {
  let engine = GeometryEngine()
  let plane: Plane
  let measured: Plane
  let lattice: CellLattice
  /// A corner of the lattice near 116.65, 23.66.
  let corner: PlanePoint

  init() throws {
    plane = try Plane(.grid(at: LonLat(116.65, 23.66)))
    measured = try Plane(.equalArea(LonLat(116.65, 23.66)))
    lattice = CellLattice(plane)
    let near = try plane.forward(LonLat(116.65, 23.66))
    corner = PlanePoint((near.x / 100).rounded() * 100, (near.y / 100).rounded() * 100)
  }

  func zone(_ ground: Ground) throws -> MultiPolygon<LonLat> {
    try ground.mapPositions { try plane.inverse(PlanePoint($0.x + corner.x, $0.y + corner.y)) }
  }

  func cells(_ ground: Ground) throws -> [UnitCell] {
    try CellDivision(lattice, measuredIn: measured, engine: engine).cells(of: zone(ground))
  }

  /// Where a cell's inner point lies, in metres from the corner.
  func middle(_ cell: UnitCell) throws -> PlanePoint {
    guard case .ground(let ground) = cell.shape, let p = try engine.interiorPoint(of: ground.geometry) else {
      return PlanePoint(.nan, .nan)
    }
    let q = try plane.forward(p)
    return PlanePoint(q.x - corner.x, q.y - corner.y)
  }

  func check(_ cells: [UnitCell]) throws -> TilingCheck {
    try TilingCheck(
      cells.map { cell in
        guard case .ground(let ground) = cell.shape else { return Ground() }
        return try engine.sound(measured.forward(ground))
      }, closing: 0, engine: engine)
  }
}

@Suite struct `Division into cells` {
  @Test func `squares come row by row from the north, each from west to east`() throws {
    let cut = try Cut()
    let cells = try cut.cells(rectangle(0, 0, 300, 200))
    #expect(cells.count == 6)
    #expect(cells.allSatisfy { abs($0.size - 10_000) < 5 })
    let middles = try cells.map { try cut.middle($0) }
    #expect(middles.map { Int($0.x / 100) } == [0, 1, 2, 0, 1, 2])
    #expect(middles.map { Int($0.y / 100) } == [1, 1, 1, 0, 0, 0])
  }

  @Test func `a strip of half a square stands, a narrower one goes to its neighbour`() throws {
    let cut = try Cut()
    let standing = try cut.cells(rectangle(0, 0, 251, 100))
    #expect(standing.map { ($0.size / 100).rounded() } == [100, 100, 51])
    let merged = try cut.cells(rectangle(0, 0, 240, 100))
    #expect(merged.map { ($0.size / 100).rounded() } == [100, 140])
    #expect(try cut.check(standing).isClean)
    #expect(try cut.check(merged).isClean)
  }

  @Test func `a zone two degrees long is cut all along, though parallels bend in the plane`() throws {
    let cut = try Cut()
    let (south, north) = (23.6, 23.601)
    let corners = [(116.0, south), (118.0, south), (118.0, north), (116.0, north), (116.0, south)]
    let zone = MultiPolygon([Polygon(exterior: corners.map { LonLat($0.0, $0.1) })])
    let cells = try CellDivision(cut.lattice, measuredIn: cut.plane, engine: cut.engine).cells(of: zone)
    // 204 km by 111 m, and no cell much larger than two squares
    #expect((1_900...2_500).contains(cells.count), "\(cells.count)")
    #expect(cells.allSatisfy { (4_900...20_500).contains($0.size) })
  }

  @Test func `a small zone is one cell, and so is each part of it that lies apart`() throws {
    let cut = try Cut()
    let yard = try cut.cells(rectangle(60, 60, 130, 120))
    #expect(yard.count == 1 && abs(yard[0].size - 4_200) < 3)
    let parts = Ground(rectangle(10, 10, 40, 40).polygons + rectangle(310, 10, 340, 40).polygons)
    let apart = try cut.cells(parts)
    #expect(apart.map { $0.size.rounded() } == [900, 900])
    #expect(try cut.cells(Ground()).isEmpty)
  }

  @Test func `a hole stays a hole`() throws {
    let cut = try Cut()
    let ring = ground(
      [(0, 0), (300, 0), (300, 300), (0, 300)], holes: [[(120, 120), (120, 190), (190, 190), (190, 120)]])
    let cells = try cut.cells(ring)
    #expect(abs(cells.reduce(0) { $0 + $1.size } - (90_000 - 4_900)) < 30)
    let check = try cut.check(cells)
    #expect(check.overlaps.isEmpty && check.gaps.map { ($0.piece.area / 10).rounded() } == [490])
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func `of crooked neighbours all cells together are a tiling`(seed: UInt64) throws {
    let cut = try Cut()
    var random = SeededRandom(seed: seed)
    let side = 4
    let nodes = (0...2 * side).map { i in
      (0...2 * side).map { j -> (Double, Double) in
        (
          Double(i) * 170 + Double.random(in: -60...60, using: &random),
          Double(j) * 170 + Double.random(in: -60...60, using: &random)
        )
      }
    }
    var all: [UnitCell] = []
    var whole = 0.0
    for i in 0..<side {
      for j in 0..<side {
        let (x, y) = (2 * i, 2 * j)
        let zone = ground([
          nodes[x][y], nodes[x + 1][y], nodes[x + 2][y], nodes[x + 2][y + 1], nodes[x + 2][y + 2],
          nodes[x + 1][y + 2], nodes[x][y + 2], nodes[x][y + 1],
        ])
        let cells = try cut.cells(zone)
        let area = try cut.measured.area(of: cut.zone(zone))
        // corners are rounded to a centimetre
        #expect(abs(cells.reduce(0) { $0 + $1.size } - area) < 5)
        #expect(cells.allSatisfy { $0.size > 4_999 }, "seed \(seed), zone \(i), \(j)")
        whole += area
        all += cells
      }
    }
    let check = try cut.check(all)
    #expect(check.isClean && check.sums.gapDust < 1e-3)
    #expect(abs(check.sums.union - whole) < 20)
    #expect(abs(check.sums.zones - check.sums.union) < 1e-3)
  }

  @Test(arguments: [4, 5] as [UInt64])
  func `whatever corner a zone's ring begins with, its cells are the same`(seed: UInt64) throws {
    let cut = try Cut()
    var random = SeededRandom(seed: seed)
    let corners = (0..<40).map { k -> (Double, Double) in
      let angle = Double(k) / 40 * 2 * .pi
      let far = Double.random(in: 200...450, using: &random)
      return (far * cos(angle), far * sin(angle))
    }
    let first = try cut.cells(ground(corners))
    let turned = try cut.cells(ground(Array(corners[17...] + corners[..<17])))
    let reversed = try cut.cells(ground(corners.reversed()))
    for other in [turned, reversed] {
      #expect(other.map(\.square) == first.map(\.square))
      #expect(zip(other, first).allSatisfy { abs($0.size - $1.size) < 1e-6 })
    }
  }
}

@Suite struct `Cells of roads` {
  private func line(_ points: [(Double, Double)], _ plane: Plane) throws -> [LonLat] {
    try points.map { try plane.inverse(PlanePoint($0.0, $0.1)) }
  }

  @Test(
    arguments: [
      (250, [100, 100, 50]), (249, [100, 149]), (30, [30]), (1000 / 3.0, [100, 100, 133.333]),
    ] as [(Double, [Double])])
  func `stretches of 100 m, the rest on its own from 50 m on`(length: Double, sizes: [Double]) throws {
    let plane = try Plane(.equalArea(LonLat(116.65, 23.66)))
    let road = try line([(0, 0), (length * 0.3, 0), (length * 0.3, length * 0.7)], plane)
    let cells = try UnitCell.cells(of: [road], in: plane)
    #expect(cells.count == sizes.count)
    for (cell, size) in zip(cells, sizes) {
      #expect(abs(cell.size - size) < 1e-3)
      guard case .road(let lines) = cell.shape else { continue }
      #expect(abs(try lines.reduce(0) { $0 + ZoneGeometry.length(of: try plane.forward($1)) } - size) < 1e-3)
    }
  }

  @Test func `every line has its own stretches, and they meet end to end`() throws {
    let plane = try Plane(.equalArea(LonLat(116.65, 23.66)))
    let lines = [
      try line([(0, 0), (130, 20), (130, 20), (260, -10), (420, 0)], plane),
      try line([(500, 0), (500, 0)], plane),
    ]
    let cells = try UnitCell.cells(of: lines, in: plane)
    #expect(cells.map(\.square.column) == Array(0..<cells.count))
    let stretches = cells.compactMap { if case .road(let lines) = $0.shape { lines[0] } else { nil } }
    for (a, b) in zip(stretches.dropLast(), stretches.dropFirst().dropLast()) {
      #expect(try plane.forward(a[a.count - 1]).distance(to: plane.forward(b[0])) < 1e-6)
    }
    #expect(cells.last?.size == 0)
  }
}
