import Foundation
import TestSupport
import Testing
import ZoneAnalysis
import ZoneFormats
import ZoneGeometry

@Suite struct `Tiling drawn by hand` {
  private let engine = GeometryEngine()
  /// Four squares of 100 m.
  private let squares = [
    rectangle(0, 0, 100, 100), rectangle(100, 0, 200, 100), rectangle(0, 100, 100, 200),
    rectangle(100, 100, 200, 200),
  ]

  @Test func `two by two squares tile their outline`() throws {
    let check = try TilingCheck(squares, outline: rectangle(0, 0, 200, 200), engine: engine)
    #expect(check.gaps.isEmpty && check.overlaps.isEmpty && check.outside.isEmpty)
    #expect(check.sums.outline == 40_000 && check.sums.zones == 40_000 && check.sums.covered == 40_000)
  }

  @Test func `a square that is left out is a gap, and says whom it borders`() throws {
    let zones = [squares[0], squares[1], squares[2]]
    let check = try TilingCheck(zones, outline: rectangle(0, 0, 200, 200), engine: engine)
    let gap = try #require(check.gaps.first)
    #expect(check.gaps.count == 1)
    #expect(gap.piece.area == 10_000)
    // Zone 0 touches it at a corner only.
    #expect(gap.borders.map(\.zone) == [1, 2])
    #expect(gap.borders.allSatisfy { abs($0.length - 100) < 1e-6 })
    #expect(abs(gap.piece.clearance.radius - 50) <= 0.02 * 57)
  }

  @Test func `the neighbour with the longest shared border comes first`() throws {
    // A gap of 20 × 100 between a tall zone and two low ones.
    let zones = [rectangle(0, 0, 100, 60), rectangle(0, 60, 100, 100), rectangle(120, 0, 220, 100)]
    let check = try TilingCheck(zones, outline: rectangle(0, 0, 220, 100), engine: engine)
    let gap = try #require(check.gaps.first)
    #expect(gap.borders.map(\.zone) == [2, 0, 1])
    #expect(gap.borders.map { ($0.length * 1e6).rounded() / 1e6 } == [100, 60, 40])
    #expect(gap.nearest?.zone == 2)
    #expect(abs(gap.piece.clearance.radius - 10) <= 0.02 * 26)
  }

  @Test func `ground in two zones is an overlap`() throws {
    let zones = [rectangle(0, 0, 110, 100), squares[1], squares[2], squares[3]]
    let check = try TilingCheck(zones, outline: rectangle(0, 0, 200, 200), engine: engine)
    #expect(check.overlaps.map { [$0.first, $0.second] } == [[0, 1]])
    #expect(check.overlaps[0].piece.area == 1000)
    #expect(check.sums.overlaps == 1000)
    #expect(check.sums.zones - check.sums.overlaps == check.sums.union)
  }

  @Test func `ground in three zones is three overlaps and counts twice`() throws {
    let zones = [rectangle(0, 0, 20, 10), rectangle(10, 0, 30, 10), rectangle(15, 0, 35, 10)]
    let check = try TilingCheck(zones, outline: rectangle(0, 0, 35, 10), engine: engine)
    #expect(Set(check.overlaps.map { [$0.first, $0.second] }) == [[0, 1], [0, 2], [1, 2]])
    // 10…15: two zones, 15…20: three, 20…30: two.
    #expect(check.sums.overlaps == 50 + 2 * 50 + 100)
    #expect(check.sums.zones - check.sums.overlaps == check.sums.union)
  }

  @Test func `a zone's hole is a gap, unless another zone fills it`() throws {
    let ring = ground(
      [(0, 0), (100, 0), (100, 100), (0, 100)], holes: [[(40, 40), (40, 60), (60, 60), (60, 40)]])
    let alone = try TilingCheck([ring], outline: rectangle(0, 0, 100, 100), engine: engine)
    #expect(alone.gaps.map(\.piece.area) == [400])
    #expect(alone.gaps[0].borders.map(\.length).map { $0.rounded() } == [80])
    let filled = try TilingCheck([ring, rectangle(40, 40, 60, 60)], outline: nil, engine: engine)
    #expect(filled.gaps.isEmpty && filled.overlaps.isEmpty)
  }

  @Test func `a sliver is told by its clearance`() throws {
    let zones = [rectangle(0, 0, 1000, 500), rectangle(0, 500.02, 1000, 1000)]
    let check = try TilingCheck(zones, outline: rectangle(0, 0, 1000, 1000), engine: engine)
    let gap = try #require(check.gaps.first)
    #expect(abs(gap.piece.area - 20) < 1e-6)
    #expect(gap.piece.clearance.radius >= 0.0099 && gap.piece.clearance.radius < 0.1)
    #expect(gap.borders.map(\.zone) == [0, 1])
  }

  @Test func `a zone beyond the outline says so`() throws {
    let zones = [squares[0], rectangle(100, 0, 230, 100)]
    let check = try TilingCheck(zones, outline: rectangle(0, 0, 200, 100), engine: engine)
    #expect(check.outside.map(\.zone) == [1])
    #expect(check.outside[0].piece.area == 3000)
    #expect(check.sums.outside == 3000 && check.sums.covered == 20_000)
  }

  @Test func `two zones with one outline overlap as a whole`() throws {
    let check = try TilingCheck([squares[0], squares[0]], engine: engine)
    #expect(check.overlaps.map(\.piece.area) == [10_000])
    #expect(check.gaps.isEmpty)
  }

  @Test func `zones that touch along edges with different vertices leave dust at most`() throws {
    // The lower zone lacks the vertex at (1/3, 0.1) that the two upper ones share; 0.1 and 1/3 are rounded.
    let zones = [
      ground([(0, 0), (1, 0.3), (1, -1), (0, -1)]),
      ground([(0, 0), (1.0 / 3, 0.1), (1.0 / 3, 1), (0, 1)]),
      ground([(1.0 / 3, 0.1), (1, 0.3), (1, 1), (1.0 / 3, 1)]),
    ]
    let check = try TilingCheck(zones, outline: rectangle(0, -1, 1, 1), engine: engine)
    #expect(check.gaps.isEmpty && check.overlaps.isEmpty && check.outside.isEmpty)
    #expect(check.sums.gapDust < 1e-12)
  }

  @Test func `nothing at all is no ground and no piece`() throws {
    let none = try TilingCheck([], engine: engine)
    #expect(none.outline.isEmpty && none.gaps.isEmpty && none.sums.outline == 0)
    let empty = try TilingCheck([Ground(), squares[0]], outline: rectangle(0, 0, 100, 100), engine: engine)
    #expect(empty.gaps.isEmpty && empty.sums.zones == 10_000)
    let bare = try TilingCheck([Ground()], outline: squares[0], engine: engine)
    #expect(bare.gaps.map(\.piece.area) == [10_000])
    #expect(bare.gaps[0].borders.isEmpty)
  }
}

@Suite struct `Clearance of a piece` {
  private let engine = GeometryEngine()

  @Test(arguments: [1, 0.1, 1e-3, 1e-6])
  func `a straight crack has half its width, however thin`(width: Double) throws {
    let crack = ground([(0, 0), (800, 600), (800, 600 + width), (0, width)])
    let across = width * 0.8
    let area = try engine.area(of: crack)
    let circle = try engine.clearance(of: crack.polygons[0], area: area)
    #expect(abs(circle.radius - across / 2) <= 0.02 * (area / .pi).squareRoot() + 0.1)
    #expect(circle.radius >= across / 2 * 0.99)
  }

  @Test func `a bent strip's circle lies in the strip`() throws {
    let bent = ground([(0, 0), (100, 0), (100, 100), (98, 100), (98, 2), (2, 2), (2, 100), (0, 100)])
    let circle = try engine.clearance(of: bent.polygons[0], area: try engine.area(of: bent))
    #expect(try engine.covers(bent, circle.centre))
    #expect(circle.radius > 0.95 && circle.radius < 1.2)
  }
}

@Suite struct `Hull in place of an outline` {
  private let engine = GeometryEngine()

  @Test func `a bay stays outside, a notch is a gap`() throws {
    // 1,000 m square with a bay 400 m wide from the north and a notch 60 m wide from the south.
    let zone = ground([
      (0, 0), (700, 0), (700, 200), (760, 200), (760, 0), (1000, 0), (1000, 1000), (700, 1000), (700, 500),
      (300, 500), (300, 1000), (0, 1000),
    ])
    let check = try TilingCheck([zone], engine: engine)
    #expect(check.gaps.count == 1)
    #expect(abs(check.gaps[0].piece.area - 60 * 200) < 1)
    #expect(abs(check.sums.outline - (1_000_000 - 400 * 500)) < 1)
  }

  @Test func `corners of every kind stay as they are`() throws {
    let star = ground([
      (0, 0), (500, 300), (1000, 0), (800, 500), (1000, 1000), (500, 700), (0, 1000), (200, 500),
    ])
    let check = try TilingCheck([star], engine: engine)
    #expect(check.gaps.isEmpty)
    #expect(abs(check.sums.outline - check.sums.zones) < 1e-6)
  }

  @Test func `a curved shore is not filled`() throws {
    let bay = (0...60).map { step in
      let angle = Double(step) / 60 * .pi
      return (500 - 300 * cos(angle), 1000 - 300 * sin(angle))
    }
    let zone = ground(([(0, 0), (1000, 0), (1000, 1000)] + bay.reversed() + [(0, 1000)]))
    let check = try TilingCheck([zone], engine: engine)
    #expect(check.gaps.isEmpty)
  }

  @Test func `a lane between two parts is a gap, a wide valley is not`() throws {
    let lane = try TilingCheck(
      [rectangle(0, 0, 500, 500), rectangle(530, 0, 1000, 500)], engine: engine)
    #expect(lane.gaps.map { $0.piece.area.rounded() } == [15_000])
    #expect(lane.gaps[0].borders.map(\.zone) == [0, 1])
    let valley = try TilingCheck(
      [rectangle(0, 0, 500, 500), rectangle(700, 0, 1000, 500)], engine: engine)
    #expect(valley.gaps.isEmpty && valley.outline.polygons.count == 2)
  }

  @Test func `a lake with a narrow mouth is a gap`() throws {
    let zone = ground([
      (0, 0), (1000, 0), (1000, 1000), (520, 1000), (520, 800), (800, 800), (800, 200), (200, 200),
      (200, 800),
      (480, 800), (480, 1000), (0, 1000),
    ])
    let check = try TilingCheck([zone], engine: engine)
    #expect(check.gaps.map { $0.piece.area.rounded() } == [600 * 600 + 40 * 200])
    let unclosed = try TilingCheck([zone], closing: 0, engine: engine)
    #expect(unclosed.gaps.isEmpty)
  }
}

@Suite struct `Tiling of random ground` {
  private let engine = GeometryEngine()

  @Test(arguments: [1, 2, 3, 4] as [UInt64])
  func `a tiling with crooked shared borders has neither gaps nor overlaps`(seed: UInt64) throws {
    let zones = CrookedGrid(side: 12, seed: seed).zones(torn: 0)
    let check = try TilingCheck(zones, engine: engine)
    #expect(check.gaps.isEmpty && check.overlaps.isEmpty)
    expectSums(check.sums)
  }

  @Test(arguments: [5, 6, 7, 8] as [UInt64])
  func `torn borders: areas add up and every place is where the pieces say`(seed: UInt64) throws {
    let grid = CrookedGrid(side: 9, seed: seed)
    let zones = grid.zones(torn: 12)
    let outline = rectangle(60, 60, 840, 840)
    let check = try TilingCheck(zones, outline: outline, engine: engine)
    #expect(!check.gaps.isEmpty && !check.overlaps.isEmpty && !check.outside.isEmpty)
    expectSums(check.sums)
    try expectPlaces(check, zones, outline, seed: seed)
  }

  private func expectSums(_ sums: TilingCheck.Sums) {
    let small = 1e-9 * sums.zones
    #expect(abs(sums.outline - (sums.covered + sums.gaps + sums.gapDust)) < small)
    #expect(abs(sums.union - (sums.covered + sums.outside + sums.outsideDust)) < small)
    #expect(abs(sums.zones - sums.overlaps - sums.overlapDust - sums.union) < small)
  }

  /// Random places, counted zone by zone, against the pieces.
  private func expectPlaces(_ check: TilingCheck, _ zones: [Ground], _ outline: Ground, seed: UInt64) throws {
    var random = SeededRandom(seed: seed &+ 100)
    let gaps = try areas(check.gaps.map(\.piece))
    let overlaps = try areas(check.overlaps.map(\.piece))
    let outside = try areas(check.outside.map(\.piece))
    let whole = try PreparedAreas(zones, engine: engine)
    for _ in 0..<4000 {
      let p = PlanePoint(
        Double.random(in: -30...930, using: &random), Double.random(in: -30...930, using: &random))
      let here = try whole.covering(p).map(Int.init)
      let isInside = try engine.covers(outline, p)
      #expect(try !gaps.covering(p).isEmpty == (here.isEmpty && isInside))
      let pairs = here.indices.flatMap { a in here[(a + 1)...].map { [here[a], $0] } }
      let found = try overlaps.covering(p).map {
        [check.overlaps[Int($0)].first, check.overlaps[Int($0)].second]
      }
      #expect(Set(found) == Set(pairs))
      #expect(try Set(outside.covering(p).map { check.outside[Int($0)].zone }) == Set(isInside ? [] : here))
    }
  }

  private func areas(_ pieces: [TilingCheck.Piece]) throws -> PreparedAreas<PlanePoint> {
    try PreparedAreas(pieces.map { Ground([$0.ground]) }, engine: engine)
  }
}

/// Squares of 100 m with crooked sides that neighbours share; torn, each zone moves its vertices on its own.
private struct CrookedGrid {
  private static let steps = 4
  private let side: Int
  private let seed: UInt64
  private var nodes: [[PlanePoint]] = []

  init(side: Int, seed: UInt64) {
    self.side = side
    self.seed = seed
    var random = SeededRandom(seed: seed)
    let spacing = 100.0 / Double(Self.steps)
    let last = side * Self.steps
    nodes = (0...last).map { i in
      (0...last).map { j in
        PlanePoint(
          Double(i) * spacing + Double.random(in: -8...8, using: &random),
          Double(j) * spacing + Double.random(in: -8...8, using: &random))
      }
    }
  }

  func zones(torn metres: Double) -> [Ground] {
    var random = SeededRandom(seed: seed &+ 1)
    return (0..<side).flatMap { i in (0..<side).map { zone($0, i, metres, &random) } }
  }

  private func zone(_ i: Int, _ j: Int, _ metres: Double, _ random: inout SeededRandom) -> Ground {
    let n = Self.steps
    let south = (0..<n).map { nodes[i * n + $0][j * n] }
    let east = (0..<n).map { nodes[i * n + n][j * n + $0] }
    let north = (0..<n).map { nodes[i * n + n - $0][j * n + n] }
    let west = (0..<n).map { nodes[i * n][j * n + n - $0] }
    // One shift for the whole zone keeps its ring simple.
    let dx = metres == 0 ? 0 : Double.random(in: -metres...metres, using: &random)
    let dy = metres == 0 ? 0 : Double.random(in: -metres...metres, using: &random)
    return ground((south + east + north + west).map { ($0.x + dx, $0.y + dy) })
  }
}

@Suite struct `Tiling of the sample city` {
  private let engine = GeometryEngine()

  @Test func `its subdistricts have the gap and the overlap that the readme tells of`() throws {
    let zones = try read("subdistricts.geojson")
    let outline = try #require(try read("outline.geojson").first)
    let check = try TilingCheck(zones.grounds, outline: outline.ground, engine: engine)
    #expect(check.gaps.count == 1 && check.overlaps.count == 1 && check.outside.isEmpty)
    #expect(abs(check.gaps[0].piece.area - 42_000) < 1000)
    #expect(abs(check.overlaps[0].piece.area - 38_000) < 1000)
    #expect(Set(check.gaps[0].borders.map { zones[$0.zone].name }) == ["凤新街道", "枫溪镇"])
    #expect(
      [zones[check.overlaps[0].first].name, zones[check.overlaps[0].second].name].sorted() == ["桥东街道", "磷溪镇"])
    let sums = check.sums
    let total = sums.zones + sums.gaps - sums.overlaps - sums.outside
    #expect(
      abs(total - sums.outline) < 1e-9 * sums.outline + sums.gapDust + sums.overlapDust + sums.outsideDust)
  }

  @Test func `without the outline the same gap is found`() throws {
    let check = try TilingCheck(try read("subdistricts.geojson").grounds, engine: engine)
    #expect(check.overlaps.count == 1)
    let largest = try #require(check.gaps.first)
    #expect(abs(largest.piece.area - 42_000) < 1000)
  }

  private func read(_ file: String) throws -> [Named] {
    let path = TestData.package.appendingPathComponent("geodata/\(file)").path
    let layer = try GeoJSONReader.read(try ByteStorage.read(path: path), name: file)
    let plane = try Plane(.equalArea(near: Box(minimum: LonLat(116.5, 23.6), maximum: LonLat(116.7, 23.7))))
    return try layer.geometries.indices.map { row in
      let shape = try #require(layer.geometries[row]).mapPositions { LonLat($0.first, $0.second) }
      return Named(
        layer.properties.text("name", at: row) ?? "", try plane.forward(MultiPolygon(shape.polygons)))
    }
  }
}

private struct Named {
  var name: String
  var ground: Ground

  init(_ name: String, _ ground: Ground) {
    self.name = name
    self.ground = ground
  }
}

extension [Named] {
  fileprivate var grounds: [Ground] { map(\.ground) }
}
