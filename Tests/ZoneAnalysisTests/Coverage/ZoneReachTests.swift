import Foundation
import TestSupport
import Testing
import ZoneGeometry

@testable import ZoneAnalysis

@Suite struct `Reach of a zone` {
  let engine = GeometryEngine()

  @Test func `edges and corners lie in it, holes do not`() throws {
    let zone = zoned(boxed(0, 0, 100, 100), holes: boxed(40, 40, 60, 60))
    let reach = try #require(ZoneReach(zone.geometry))
    for (x, y) in [(0.0, 0.0), (100, 50), (40, 40), (40, 50), (10, 10)] {
      #expect(reach.contains(PlanePoint(x, y)))
    }
    for (x, y) in [(50.0, 50.0), (-1e-12, 50), (100.0.nextUp, 0)] {
      #expect(!reach.contains(PlanePoint(x, y)))
    }
    #expect(reach.isWithin(10, of: PlanePoint(50, 50)))
    #expect(!reach.isWithin(9.999, of: PlanePoint(50, 50)))
    #expect(reach.isWithin(5, of: PlanePoint(103, 104)))
    #expect(!reach.isWithin(4.999, of: PlanePoint(103, 104)))
    #expect(reach.isWithin(0, of: [PlanePoint(-10, 50), PlanePoint(110, 50)]))
    #expect(reach.isWithin(3, of: [PlanePoint(-3, -50), PlanePoint(-3, 500)]))
    #expect(!reach.isWithin(3, of: [PlanePoint(-3.001, -50), PlanePoint(-3.001, 500)]))
  }

  @Test func `a road has no inside`() throws {
    let reach = try #require(
      ZoneReach(.multiLine([[PlanePoint(0, 0), PlanePoint(100, 0), PlanePoint(100, 100)]])))
    #expect(!reach.contains(PlanePoint(50, 0)))
    #expect(reach.isWithin(30, of: PlanePoint(50, -30)))
    #expect(!reach.isWithin(30, of: PlanePoint(50, 31)))
  }

  @Test func `a line is cut at the edges, and a way along an edge is inside`() throws {
    let zone = zoned(boxed(0, 0, 100, 100), holes: boxed(40, 40, 60, 60))
    let reach = try #require(ZoneReach(zone.geometry))
    func inside(_ points: (Double, Double)...) -> [[PlanePoint]] {
      reach.inside(of: points.map { PlanePoint($0.0, $0.1) })
    }
    #expect(
      inside((-10, 50), (110, 50)) == [
        [PlanePoint(0, 50), PlanePoint(40, 50)], [PlanePoint(60, 50), PlanePoint(100, 50)],
      ])
    #expect(inside((-10, 0), (110, 0)) == [[PlanePoint(0, 0), PlanePoint(100, 0)]])
    #expect(inside((-10, 40), (110, 40)) == [[PlanePoint(0, 40), PlanePoint(100, 40)]])
    #expect(inside((-10, 10), (-10, 20)).isEmpty)
    #expect(inside((-10, 10), (10, -10)).isEmpty)
    #expect(
      inside((10, 10), (20, 10), (20, 20)) == [[PlanePoint(10, 10), PlanePoint(20, 10), PlanePoint(20, 20)]])
  }

  @Test(arguments: [false, true])
  func `GEOS says the same of random zones`(onGrid: Bool) throws {
    for seed in 0..<UInt64(80) {
      let world = CoverageWorld(seed: seed, onGrid: onGrid)
      let comment = Comment(rawValue: "seed \(seed), on grid: \(onGrid)")
      let reach = try #require(ZoneReach(world.zone.geometry))
      let oracle = try PreparedGround(world.zone.geometry, engine: engine)
      for footprint in world.footprints {
        // a hair more than the radius on squared paper, where many a distance is the radius itself
        let radius = footprint.radius + (onGrid ? 1e-6 : 0)
        switch footprint.trace {
        case .visit(let p):
          #expect(try reach.contains(p) == oracle.meets(p), comment)
          #expect(try reach.isWithin(radius, of: p) == oracle.isWithin(radius, of: .point(p)), comment)
        case .walk(let lines):
          let near = lines.contains { reach.isWithin(radius, of: $0) }
          #expect(try near == oracle.isWithin(radius, of: .multiLine(lines)), comment)
          let inside = lines.flatMap { reach.inside(of: $0) }
          #expect(try inside.allSatisfy { try oracle.isWithin(1e-6, of: .multiLine([$0])) }, comment)
          // step by step, because GEOS keeps what a line walks twice once
          var expected = 0.0
          for line in lines {
            for (p, q) in zip(line, line.dropFirst()) where p != q {
              expected += total(try engine.clip([[p, q]], to: world.zone))
            }
          }
          #expect(abs(total(inside) - expected) < 1e-6, comment)
        }
      }
    }
  }

  private func total(_ lines: [[PlanePoint]]) -> Double { lines.reduce(0) { $0 + length(of: $1) } }
}
