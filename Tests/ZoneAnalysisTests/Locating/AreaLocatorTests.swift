import Foundation
import TestSupport
import Testing
import ZoneFormats
import ZoneGeometry

@testable import ZoneAnalysis

/// The first points at which a kernel and prepared geometry of GEOS answer differently.
private func differences<P: Position>(
  _ grounds: [MultiPolygon<P>], _ xs: [Double], _ ys: [Double], _ kernel: AreaLocator.Kernel
) throws -> (count: Int, pairs: Int, first: String) {
  let locator = try #require(AreaLocator(grounds, order: Array(grounds.indices), kernel: kernel))
  let hits = locator.locate(xs, ys)
  #expect(kernel == .automatic || locator.usesCells == (kernel == .cells))
  let reference = try PreparedAreas(grounds, engine: GeometryEngine())
  let expected = try reference.covering(first: xs, second: ys, order: xs.indices.map { Int32($0) })
  var count = 0
  var first = ""
  for i in xs.indices {
    let wanted = expected.zones[expected.starts[i]..<expected.starts[i + 1]]
    if hits[i] != wanted {
      if count == 0 { first = "\(xs[i]), \(ys[i]): \(Array(hits[i])), GEOS \(Array(wanted))" }
      count += 1
    }
  }
  return (count, hits.zones.count, first)
}

private let kernels = [AreaLocator.Kernel.tree, .cells]

@Suite struct `Locating by kernels of our own` {
  @Test(arguments: kernels)
  func `edges and corners belong to the ground, the inside of a hole does not`(
    kernel: AreaLocator.Kernel
  ) throws {
    let holed = Polygon(exterior: square(0, 0, 10, 10), holes: [square(4, 4, 6, 6)])
    let grounds = [Ground([holed]), Ground([Polygon(exterior: square(10, 0, 20, 10))]), Ground()]
    let locator = try #require(AreaLocator(grounds, order: [0, 1, 2], kernel: kernel))
    let cases: [(Double, Double, [Int32])] = [
      (1, 1, [0]), (0, 0, [0]), (5, 0, [0]), (10, 5, [0, 1]), (10, 10, [0, 1]), (5, 5, []), (4, 5, [0]),
      (4, 4, [0]), (5, 6, [0]), (20, 10, [1]), (-1, 5, []), (20.000001, 5, []), (.nan, 5, []),
      (5, .infinity, []), (-.infinity, .nan, []),
    ]
    let hits = locator.locate(cases.map { $0.0 }, cases.map { $0.1 })
    for (i, (x, y, expected)) in cases.enumerated() { #expect(Array(hits[i]) == expected, "\(x), \(y)") }
  }

  @Test(arguments: kernels) func `answers come in the order asked for`(kernel: AreaLocator.Kernel) throws {
    let grounds = (0..<5).map { Ground([Polygon(exterior: square(0, 0, 10 + Double($0), 10))]) }
    let locator = try #require(AreaLocator(grounds, order: [3, 0, 4, 2, 1], kernel: kernel))
    #expect(Array(locator.locate([5], [5])[0]) == [3, 0, 4, 2, 1])
    #expect(Array(locator.locate([12.5], [5])[0]) == [3, 4])
  }

  @Test(arguments: kernels) func `no points and no ground are answered`(kernel: AreaLocator.Kernel) throws {
    let one = [Ground([Polygon(exterior: square(0, 0, 1, 1))])]
    #expect(try #require(AreaLocator(one, order: [0], kernel: kernel)).locate([], []).count == 0)
    let none = try #require(AreaLocator([Ground](), order: [], kernel: kernel))
    #expect(none.locate([1, 2], [1, 2]).count == 2)
    #expect(none.locate([1, 2], [1, 2]).covered == 0)
  }

  @Test func `ground with a coordinate that cannot be judged exactly is left to GEOS`() {
    for wrong in [Double.nan, .infinity, 1e200] {
      let ground = Ground([Polygon(exterior: square(0, 0, wrong, 1))])
      #expect(AreaLocator([ground], order: [0]) == nil, "\(wrong)")
    }
  }

  @Test(arguments: kernels)
  func `ground without area is its edge`(kernel: AreaLocator.Kernel) throws {
    let flat = PlanePoint(0, 0)
    let spike = Ground([Polygon(exterior: [flat, PlanePoint(4, 2), PlanePoint(2, 1), flat])])
    let dot = Ground([Polygon(exterior: [flat, flat, flat, flat])])
    let locator = try #require(AreaLocator([spike, dot], order: [0, 1], kernel: kernel))
    let hits = locator.locate([0, 1, 4, 1, 6], [0, 0.5, 2, 0.6, 3])
    #expect((0..<5).map { Array(hits[$0]) } == [[0, 1], [0], [0], [], []])
  }

  /// In metres of a plane and in degrees, near the origin and far from it, large and small.
  @Test(
    arguments: [
      (1, 520_000.0, 2_615_000.0, 20_000.0), (2, 116.6, 23.6, 0.2), (3, 0.0, 0.0, 1.0),
      (4, -0.1, 51.5, 0.001), (5, 1e7, -1e7, 3e6),
    ], kernels)
  func `every answer is that of GEOS, also a bit away from an edge`(
    world: (Int, Double, Double, Double), kernel: AreaLocator.Kernel
  ) throws {
    var rough = RoughGrounds(
      seed: UInt64(world.0), around: PlanePoint(world.1, world.2), size: world.3)
    let (xs, ys) = rough.points(ordinary: 20_000)
    let found = try differences(rough.grounds, xs, ys, kernel)
    #expect(found.count == 0, "\(found.first)")
    #expect(xs.count > 150_000 && found.pairs > 200_000)
  }

  /// All of a city in one cell of a grid over a country: the cell is split.
  @Test func `cities far apart are answered as GEOS does`() throws {
    var all: [Ground] = []
    var xs: [Double] = []
    var ys: [Double] = []
    for (seed, (x, y)) in [(116.4, 39.9), (113.3, 23.1), (87.6, 43.8), (121.5, 31.2)].enumerated() {
      var city = RoughGrounds(
        seed: UInt64(seed + 40), around: PlanePoint(x, y), size: 0.05, side: 5, blobs: 8)
      let points = city.points(ordinary: 2_000)
      all += city.grounds
      xs += points.xs
      ys += points.ys
    }
    for kernel in kernels {
      let found = try differences(all, xs, ys, kernel)
      #expect(found.count == 0, "\(kernel): \(found.first)")
    }
  }

  /// Edges through the reference points of cells, which then cannot tell inside from outside.
  @Test func `edges through a cell's reference point do no harm`() throws {
    let frame = Ground([Polygon(exterior: square(0, 0, 64, 64))])
    let table = try #require(EdgeTable([frame], order: [0]))
    #expect(CellIndexBuilder.index(table) != nil)
    // 64 vertices or fewer make a grid of 8 by 8
    let grid = CellGrid(extent: table.extent, columns: 8, rows: 8)
    let xs = (0..<8).map { grid.referenceX($0, 0, of: 1) }
    let ys = (0..<8).map { grid.referenceY($0, 0, of: 1) }
    let ring = [
      PlanePoint(xs[1], ys[1]), PlanePoint(xs[6], ys[1]), PlanePoint(xs[6], ys[4]), PlanePoint(xs[3], ys[4]),
      PlanePoint(xs[3], ys[6]), PlanePoint(xs[1], ys[6]), PlanePoint(xs[1], ys[1]),
    ]
    let peak = [
      PlanePoint(xs[2], ys[5]), PlanePoint(xs[1], 1), PlanePoint(xs[5], 2), PlanePoint(xs[2], ys[5]),
    ]
    let grounds = [frame, Ground([Polygon(exterior: ring)]), Ground([Polygon(exterior: peak)])]
    var points: [(Double, Double)] = []
    for x in stride(from: 0.0, through: 64, by: 0.5) {
      for y in stride(from: 0.0, through: 64, by: 0.5) { points.append((x, y)) }
      for y in ys { points.append((x, y)) }
    }
    for x in xs { for y in ys { points.append((x, y)) } }
    let found = try differences(grounds, points.map { $0.0 }, points.map { $0.1 }, .cells)
    #expect(found.count == 0, "\(found.first)")
  }

  @Test func `the kernel is chosen by the number of points and changes nothing`() throws {
    var rough = RoughGrounds(seed: 9, around: PlanePoint(0, 0), size: 1_000)
    let (xs, ys) = rough.points(ordinary: 1_000)
    let locator = try #require(AreaLocator(rough.grounds, order: Array(rough.grounds.indices)))
    let few = locator.locate(Array(xs.prefix(50)), Array(ys.prefix(50)))
    #expect(!locator.usesCells)
    let many = locator.locate(xs, ys)
    #expect(locator.usesCells)
    for i in 0..<50 { #expect(few[i] == many[i]) }
  }
}

private func square(_ west: Double, _ south: Double, _ east: Double, _ north: Double) -> Ring<PlanePoint> {
  [
    PlanePoint(west, south), PlanePoint(east, south), PlanePoint(east, north), PlanePoint(west, north),
    PlanePoint(west, south),
  ]
}

@Suite struct `Locating on real ground` {
  private func compare(_ grounds: [MultiPolygon<LonLat>], every step: Int = 1) throws -> Int {
    var random = SeededRandom(seed: 7)
    let (xs, ys) = hardPoints(of: grounds, every: step, random: &random)
    for kernel in kernels {
      let found = try differences(grounds, xs, ys, kernel)
      #expect(found.count == 0, "\(kernel): \(found.first)")
    }
    return xs.count
  }

  private func grounds(_ path: String) throws -> [MultiPolygon<LonLat>] {
    try LayerReader.read(path, ReadingOptions()).geometries.compactMap { shape in
      let polygons = shape?.mapPositions { LonLat($0.first, $0.second) }.polygons ?? []
      return polygons.isEmpty ? nil : MultiPolygon(polygons)
    }
  }

  @Test func `the sample city is answered as GEOS does`() throws {
    let data = TestData.package.appendingPathComponent("geodata").path
    let all = try ["subdistricts", "markets", "villages", "compounds"].flatMap {
      try grounds("\(data)/\($0).geojson")
    }
    #expect(try compare(all) > 10_000)
  }

  @Test func `New York is answered as GEOS does`() throws {
    guard let folder = TestData.folder("zones-nyc") else { return }
    let all = try ["census_tract.geojson", "borough.geojson", "zcta.geojson.gz"].flatMap {
      try grounds(folder.appendingPathComponent($0).path)
    }
    #expect(try compare(all, every: 17) > 10_000)
  }

  @Test func `Kent is answered as GEOS does`() throws {
    guard let folder = TestData.folder("zones-uk-kent") else { return }
    let all = try ["oa_by_lad", "wards_by_lad"].flatMap { kind in
      try ["E07000106", "E07000110"].flatMap {
        try grounds(folder.appendingPathComponent("\(kind)/\($0).geojson").path)
      }
    }
    #expect(try compare(all, every: 7) > 10_000)
  }
}

@Suite struct `Orientation of a point` {
  @Test func `changes its sign with the two ends and never with the order of a turn`() {
    var random = SeededRandom(seed: 5)
    for _ in 0..<20_000 {
      // on a coarse grid and moved by bits, so that many are all but in line
      func value() -> Double {
        let coarse = Double(Int.random(in: -4...4, using: &random)) + 12
        return coarse + Double(Int.random(in: -3...3, using: &random)) * coarse.ulp
      }
      let a = Vertex(x: value(), y: value())
      let b = Vertex(x: value(), y: value())
      let c = Vertex(x: value(), y: value())
      let sign = Orientation.of(a, b, c.x, c.y)
      let turned = Orientation.of(b, c, a.x, a.y)
      let swapped = Orientation.of(b, a, c.x, c.y)
      #expect((sign > 0) == (turned > 0) && (sign < 0) == (turned < 0))
      #expect((sign > 0) == (swapped < 0) && (sign < 0) == (swapped > 0))
    }
  }

  /// An edge from `a` to `-a` and points at 2^-70 of `a`: on the edge, and a unit of the last place beside it.
  /// Where they lie is known without arithmetic; double-double numbers, which GEOS uses, are too short to tell.
  @Test func `is told where the double-double arithmetic of GEOS cannot tell it`() throws {
    var random = SeededRandom(seed: 6)
    var wrong = 0
    for _ in 0..<200 {
      let (x, y) = (Double.random(in: 1...2, using: &random), Double.random(in: 1...2, using: &random))
      let corners = [PlanePoint(x, y), PlanePoint(-x, -y), PlanePoint(2, -2), PlanePoint(x, y)]
      let grounds = [Ground([Polygon(exterior: corners)])]
      let p = PlanePoint(x * 0x1p-70, y * 0x1p-70)
      let points = [p, PlanePoint(p.x, p.y.nextUp), PlanePoint(p.x, p.y.nextDown)]
      let expected = [true, false, true]
      for kernel in kernels {
        let locator = try #require(AreaLocator(grounds, order: [0], kernel: kernel))
        let hits = locator.locate(points.map(\.x), points.map(\.y))
        #expect((0..<3).map { hits.home(of: $0) != nil } == expected)
      }
      let reference = try PreparedAreas(grounds, engine: GeometryEngine())
      for (p, isCovered) in zip(points, expected) where try reference.covering(p).isEmpty == isCovered {
        wrong += 1
      }
    }
    #expect(wrong > 0)
    print("GEOS misjudges \(wrong) of 600 points that lie 2^-122 beside an edge of length 2")
  }
}
