import Foundation
import TestSupport
import Testing
import ZoneGeometry

@testable import ZoneAnalysis

@Suite struct `Largest circle` {
  let engine = GeometryEngine()

  private func find(_ polygon: Polygon<PlanePoint>, _ tolerance: Double = 0.1) -> InscribedCircle? {
    var finder = LargestCircle()
    return finder.find(in: polygon, tolerance: tolerance)
  }

  @Test func `in a square it touches all sides, beside a hole it does not`() throws {
    let square = try #require(find(Polygon(exterior: boxed(0, 0, 100, 100))))
    #expect(square.centre == PlanePoint(50, 50) && square.radius == 50)
    let holed = try #require(
      find(Polygon(exterior: boxed(0, 0, 100, 100), holes: [boxed(0, 0, 60, 100)]), 0.01))
    #expect(abs(holed.radius - 20) < 0.01)
  }

  @Test func `a hole, a corridor and a spike are no trouble`() throws {
    let ring = try #require(
      find(Polygon(exterior: boxed(0, 0, 90, 90), holes: [boxed(30, 30, 60, 60)]), 0.01))
    // from a corner of the square towards that of the hole: (30 − r)·√2 = r
    #expect(ring.radius >= 30 * 2.0.squareRoot() / (1 + 2.0.squareRoot()) - 0.01)
    let corridor = try #require(find(Polygon(exterior: boxed(0, 0, 10_000, 3)), 0.1))
    #expect(corridor.radius > 1.4 && corridor.radius <= 1.5)
    let spike = try #require(find(Polygon(exterior: boxed(0, 0, 1e-3, 500))))
    #expect(spike.radius <= 5e-4)
  }

  @Test func `ground without width has none`() {
    #expect(find(Polygon(exterior: ring((0, 0), (10, 0), (5, 0)))) == nil)
    #expect(find(Polygon(exterior: [])) == nil)
  }

  @Test func `it is as large as GEOS finds it, inside, and no larger than the way to the edge`() throws {
    let kernel = CoverageKernel(engine: engine)
    var count = 0
    for seed in 0..<UInt64(60) {
      let world = CoverageWorld(seed: seed, onGrid: seed % 2 == 0)
      for piece in try kernel.cover(world.zone, by: world.footprints).unseen where piece.area > 1 {
        let comment = Comment(rawValue: "seed \(seed)")
        let tolerance = max(0.05, piece.area.squareRoot() / 500)
        let ground = MultiPolygon([piece.outline])
        let other = try #require(try engine.largestInscribedCircle(in: ground, tolerance: tolerance))
        let found = try #require(find(piece.outline, tolerance), comment)
        #expect(abs(found.radius - other.radius) <= tolerance + 1e-9, comment)
        #expect(try engine.covers(ground, found.centre), comment)
        let edges = Geometry.multiLine(piece.outline.rings)
        #expect(try abs(engine.distance(.point(found.centre), edges) - found.radius) < 1e-9, comment)
        #expect(found == find(piece.outline, tolerance))
        count += 1
      }
    }
    #expect(count > 200)
  }
}
