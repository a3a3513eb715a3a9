import Foundation
import TestSupport
import Testing
import ZoneAnalysis
import ZoneGeometry

@Suite struct `Integral along a boundary` {
  private let engine = GeometryEngine()

  /// A blob with wiggly sides, maybe a hole, maybe an island in the hole and one beside.
  private func blob(_ random: inout SeededRandom) -> Ground {
    func ring(_ x: Double, _ y: Double, _ radius: Double, _ count: Int) -> [PlanePoint] {
      let corners = (0..<count).map { k -> PlanePoint in
        let angle = Double(k) / Double(count) * 2 * .pi
        let far = radius * Double.random(in: 0.75...1, using: &random)
        return PlanePoint(x + far * cos(angle), y + far * sin(angle))
      }
      let closed = corners + [corners[0]]
      return Bool.random(using: &random) ? closed : closed.reversed()
    }
    let (x, y) = (Double.random(in: -50...50, using: &random), Double.random(in: -50...50, using: &random))
    let size = Double.random(in: 20...120, using: &random)
    let count = Int.random(in: 3...200, using: &random)
    var polygons = [Polygon(exterior: ring(x, y, size, count))]
    if count > 12 {
      polygons[0].holes = [ring(x, y, size * 0.5, 40)]
      polygons.append(Polygon(exterior: ring(x, y, size * 0.2, 7)))
      polygons.append(Polygon(exterior: ring(x + 3 * size, y, size, 30)))
    }
    return Ground(polygons)
  }

  @Test(arguments: [1, 2, 3, 4] as [UInt64])
  func `of blobs with holes and islands it is what counting along lines finds`(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    for _ in 0..<40 {
      let ground = blob(&random)
      let boundary = BoundaryIntegral(ground)
      let accuracy = exp(Double.random(in: 0...5.5, using: &random))
      let p = PlanePoint(
        Double.random(in: -120...120, using: &random), Double.random(in: -120...120, using: &random))
      let found = boundary.share(of: p, accuracy: accuracy)
      #expect(abs(found - scanned(ground, around: p, accuracy: accuracy)) < 2e-7, "seed \(seed), \(p)")
    }
  }

  @Test func `an exact position lies in it or not, on its edge half, on its corner by the angle`() {
    let boundary = BoundaryIntegral(
      Ground([
        Polygon(exterior: [(0, 0), (100, 0), (100, 100), (0, 100), (0, 0)].map { PlanePoint($0.0, $0.1) })
      ]))
    func share(_ x: Double, _ y: Double) -> Double {
      boundary.share(of: PlanePoint(x, y), accuracy: 0)
    }
    #expect(share(50, 50) == 1 && share(101, 50) == 0 && share(50, -1e-3) == 0)
    #expect(abs(share(100, 50) - 0.5) < 1e-7 && abs(share(50, 0) - 0.5) < 1e-7)
    #expect(abs(share(0, 100) - 0.25) < 1e-7)
  }

  @Test func `no ground has no share, and ground without end nearly all`() {
    #expect(BoundaryIntegral(Ground()).share(of: PlanePoint(0, 0), accuracy: 5) == 0)
    #expect(BoundaryIntegral(Ground()).bounds == nil)
    let corners = [(-1e7, -1e7), (1e7, -1e7), (1e7, 1e7), (-1e7, 1e7), (-1e7, -1e7)]
    let earth = BoundaryIntegral(Ground([Polygon(exterior: corners.map { PlanePoint($0.0, $0.1) })]))
    #expect(abs(earth.share(of: PlanePoint(3, 4), accuracy: 1e3) - 1) < 1e-7)
  }

  @Test(arguments: [5, 6] as [UInt64])
  func `in a tiling of rough borders all shares and that of none add up to one`(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let side = 12
    let nodes = (0...side).map { i in
      (0...side).map { j in
        PlanePoint(
          Double(i) * 40 + Double.random(in: -15...15, using: &random),
          Double(j) * 40 + Double.random(in: -15...15, using: &random))
      }
    }
    let tiles = (0..<side).flatMap { i in
      (0..<side).map { j in
        Ground([
          Polygon(exterior: [
            nodes[i][j], nodes[i + 1][j], nodes[i + 1][j + 1], nodes[i][j + 1], nodes[i][j],
          ])
        ])
      }
    }
    let shares = PositionShares(tiles)
    let all = BoundaryIntegral(try engine.union(tiles))
    for _ in 0..<300 {
      let p = PlanePoint(
        Double.random(in: -100...580, using: &random), Double.random(in: -100...580, using: &random))
      let accuracy = exp(Double.random(in: -1...5, using: &random))
      let found = shares.shares(of: p, accuracy: accuracy)
      let none = 1 - all.share(of: p, accuracy: accuracy)
      #expect(abs(found.reduce(none) { $0 + $1.share } - 1) < 1e-6)
      #expect(found.map(\.ground) == found.map(\.ground).sorted())
    }
    #expect(shares.shares(of: PlanePoint(.nan, 0), accuracy: 5).isEmpty)
  }
}

@Suite struct `Ground of a road` {
  private let engine = GeometryEngine()

  @Test func `beside a straight road the share is that of a strip`() throws {
    let road = BoundaryIntegral(
      try engine.ground(of: [Footprint(.walk([[PlanePoint(-900, -300), PlanePoint(900, 300)]]), radius: 10)]))
    for (aside, accuracy) in [(0.0, 15.15), (4, 15.15), (10, 3.03), (25, 30.3)] {
      let length = (1800.0 * 1800 + 600 * 600).squareRoot()
      let p = PlanePoint(-600 / length * aside, 1800 / length * aside)
      let scale = accuracy / 1.515 * 2.0.squareRoot()
      let exact = (erf((10 - aside) / scale) + erf((10 + aside) / scale)) / 2
      #expect(abs(road.share(of: p, accuracy: accuracy) - exact) < 1e-6)
    }
  }

  @Test func `round its bends it is what the discs and strips of its pieces cover`() throws {
    let line = [
      PlanePoint(0, 0), PlanePoint(60, 0), PlanePoint(70, 8), PlanePoint(72, 60), PlanePoint(30, 62),
      PlanePoint(20, 5),
    ]
    let road = try engine.ground(of: [Footprint(.walk([line]), radius: 10)])
    let pieces = try zip(line, line.dropFirst()).map { a, b in
      try engine.buffer(.line([a, b]), by: 10, quadrantSegments: 200)
    }
    let union = try engine.union(pieces)
    #expect(abs(try engine.area(of: road) - engine.area(of: union)) < 0.05)
    let boundary = BoundaryIntegral(road)
    for p in line + [PlanePoint(40, 30), PlanePoint(-9, 3)] {
      for accuracy in [5.0, 20, 80] {
        let expected = BoundaryIntegral(union).share(of: p, accuracy: accuracy)
        #expect(abs(boundary.share(of: p, accuracy: accuracy) - expected) < 1e-4)
      }
    }
  }

  @Test func `of no footprint there is none`() throws {
    #expect(try engine.ground(of: []).isEmpty)
  }
}
