import TestSupport
import Testing
import ZoneGeometry

@Suite struct `Overlays of ground` {
  private let engine = GeometryEngine()

  @Test func `union, intersection and difference of two squares`() throws {
    let a = Ground([rectangle(0, 0, 10, 10)])
    let b = Ground([rectangle(5, 5, 15, 15)])
    #expect(try engine.area(of: try engine.union([a, b])) == 175)
    #expect(try engine.area(of: try engine.intersection(a, b)) == 25)
    #expect(try engine.area(of: try engine.difference(a, b)) == 75)
    #expect(try engine.area(of: try engine.union(a, b)) == 175)
    #expect(try engine.union([Ground]()).isEmpty)
    #expect(try engine.area(of: try engine.union(a, Ground())) == 100)
    #expect(try engine.area(of: try engine.difference(a, Ground())) == 100)
  }

  @Test func `squares that touch share no ground`() throws {
    let a = Ground([rectangle(0, 0, 10, 10)])
    #expect(try engine.intersection(a, Ground([rectangle(10, 0, 20, 10)])).isEmpty)
    #expect(try engine.intersection(a, Ground([rectangle(10, 10, 20, 20)])).isEmpty)
  }

  @Test func `what is in and what is out add up`() throws {
    var random = SeededRandom(seed: 41)
    for _ in 0..<50 {
      let (a, b) = (star(&random), star(&random))
      let whole = try engine.area(of: a)
      let parts =
        try engine.area(of: try engine.intersection(a, b)) + engine.area(of: try engine.difference(a, b))
      #expect(abs(whole - parts) < 1e-9 * whole)
    }
  }

  @Test func `lines are cut at the edge`() throws {
    let line = [[PlanePoint(-5, 5), PlanePoint(15, 5)]]
    let inside = try engine.clip(line, to: Ground([holed]))
    #expect(inside.reduce(0) { $0 + length(of: $1) } == 8)
    let outside = try engine.clip(line, outside: Ground([holed]))
    #expect(outside.reduce(0) { $0 + length(of: $1) } == 12)
  }

  private func star(_ random: inout SeededRandom) -> Ground {
    let corners = (0..<24).map { k in
      let reach = Double.random(in: 20...100, using: &random)
      let (sine, cosine) = directions[k]
      return (reach * cosine, reach * sine)
    }
    let shift = Double.random(in: -40...40, using: &random)
    return Ground([Polygon(exterior: ring(corners.map { ($0.0 + shift, $0.1) }))])
  }
}

/// 24 directions round the clock as sine and cosine, without a maths library: rational points of the circle.
private let directions: [(Double, Double)] = {
  let quarter = (0..<6).map { k in
    let t = Double(k) / 6
    return (2 * t / (1 + t * t), (1 - t * t) / (1 + t * t))
  }
  return quarter + quarter.map { ($0.1, -$0.0) } + quarter.map { (-$0.0, -$0.1) }
    + quarter.map { (-$0.1, $0.0) }
}()

@Suite struct `Buffers` {
  private let engine = GeometryEngine()

  @Test func `a point's buffer is a disc, its chords inside the circle`() throws {
    let disc = try engine.buffer(.point(PlanePoint(3, 4)), by: 30, quadrantSegments: 64)
    let area = try engine.area(of: disc)
    #expect(area < .pi * 900 && area > .pi * 900 * 0.999)
    #expect(disc.polygons[0].exterior.allSatisfy { abs($0.distance(to: PlanePoint(3, 4)) - 30) < 1e-9 })
  }

  @Test func `a line's buffer has round ends, or none`() throws {
    let line = Geometry.line([PlanePoint(0, 0), PlanePoint(100, 0)])
    #expect(abs(try engine.area(of: try engine.buffer(line, by: 10, ends: .flat)) - 2000) < 1e-9)
    let round = try engine.area(of: try engine.buffer(line, by: 10, quadrantSegments: 64))
    #expect(abs(round - 2000 - .pi * 100) < 0.1)
  }

  @Test func `a negative buffer shrinks ground, in the end to none`() throws {
    let square = Geometry.polygon(rectangle(0, 0, 10, 10))
    #expect(try engine.area(of: try engine.buffer(square, by: -2)) == 36)
    #expect(try engine.buffer(square, by: -6).isEmpty)
  }

  @Test func `a mitred buffer out and back restores inward and outward corners`() throws {
    let shape = Polygon(exterior: ring([(0, 0), (100, 0), (100, 100), (60, 100), (60, 40), (0, 40)]))
    let out = try engine.buffer(.polygon(shape), by: 10, joins: .mitre)
    let back = try engine.buffer(out.geometry, by: -10, joins: .mitre)
    let area = try engine.area(of: Ground([shape]))
    #expect(abs(try engine.area(of: back) - area) < 1e-9)
    let round = try engine.buffer(try engine.buffer(.polygon(shape), by: 10).geometry, by: -10)
    #expect(try engine.area(of: round) > area + 10)
  }

  @Test func `a convex hull fills the bays`() throws {
    let shape = Polygon(exterior: ring([(0, 0), (10, 0), (5, 5), (10, 10), (0, 10)]))
    #expect(try engine.area(of: try engine.convexHull(of: Geometry.polygon(shape))) == 100)
    #expect(try engine.convexHull(of: .line([PlanePoint(0, 0), PlanePoint(1, 1)])).isEmpty)
  }

  @Test func `simplifying keeps what lies farther off than the tolerance`() throws {
    let line = [
      PlanePoint(0, 0), PlanePoint(5, 0.1), PlanePoint(10, 0), PlanePoint(15, 3), PlanePoint(20, 0),
    ]
    #expect(try engine.simplified(line, within: 0.5).map(\.x) == [0, 10, 15, 20])
  }
}
