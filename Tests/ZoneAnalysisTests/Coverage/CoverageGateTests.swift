import Foundation
import TestSupport
import Testing
import ZoneGeometry

@testable import ZoneAnalysis

/// The reference: GEOS on polygons of 1,024 and of 2,048 corners a circle, and from the two what infinitely many
/// would give (Richardson: the lack of a chord shrinks with the square of its length).
///
/// What the extrapolation cannot take off are the ends of arcs, which cut a chord anywhere: below
/// r² (2π ÷ 1024)³ ÷ 12 each, 3e-5 m² for r = 40. Zones of 280,000 m² make that less than 1e-9 of the zone for
/// a dozen of footprints, which is what is asserted.
@Suite struct `Coverage against extrapolated polygons` {
  enum Kind: CaseIterable {
    case discs, tracks, mixed
  }

  let engine = GeometryEngine()

  @Test(arguments: Kind.allCases)
  func `areas are within a billionth of the zone, and add up`(kind: Kind) throws {
    let kernel = CoverageKernel(engine: engine)
    var worst = 0.0
    for seed in 0..<UInt64(170) {
      let comment = Comment(rawValue: "seed \(seed), \(kind)")
      var world = CoverageWorld(seed: seed, onGrid: false)
      world.footprints = footprints(kind, seed, world.zone)
      let found = try kernel.cover(world.zone, by: world.footprints)
      let unseen = found.unseen.reduce(0) { $0 + $1.area }
      let coarse = try unseenArea(world, 256)
      let fine = try unseenArea(world, 512)
      let observed = found.area - (4 * fine - coarse) / 3
      worst = max(worst, abs(found.observed - observed) / found.area)
      #expect(abs(found.observed - observed) <= 1e-9 * found.area, comment)
      #expect(abs(found.observed + unseen - found.area) <= 1e-9 * found.area + 1e-4, comment)
      for piece in found.unseen {
        #expect(try engine.validity(of: MultiPolygon([piece.outline])) == .valid, comment)
      }
    }
    #expect(kernel.fallbacks == 0)
    #expect(worst > 0)
  }

  private func footprints(_ kind: Kind, _ seed: UInt64, _ zone: MultiPolygon<PlanePoint>) -> [Footprint] {
    var random = SeededRandom(seed: seed &* 31 &+ 7)
    let centre = zone.bounds?.centre ?? PlanePoint(0, 0)
    func number(_ range: ClosedRange<Double>) -> Double { Double.random(in: range, using: &random) }
    return (0..<Int.random(in: 4...10, using: &random)).map { i in
      let place = PlanePoint(centre.x + number(-280...280), centre.y + number(-280...280))
      let radius = kind == .mixed ? number(5...40) : 30
      if kind == .discs || (kind == .mixed && i % 2 == 0) { return Footprint(.visit(place), radius: radius) }
      let line = (0..<4).map {
        PlanePoint(place.x + number(-50...50) + Double($0) * 20, place.y + number(-50...50))
      }
      return Footprint(.walk([line]), radius: radius)
    }
  }

  /// Square metres that polygons leave. Every circle is drawn once, a step as the rectangle between two: where
  /// two drawings of one circle that start at other angles overlap, what is lacking follows no rule.
  private func unseenArea(_ world: CoverageWorld, _ segments: Int) throws -> Double {
    var seen: [MultiPolygon<PlanePoint>] = []
    for footprint in world.footprints {
      let r = footprint.radius
      switch footprint.trace {
      case .visit(let p): seen.append(try engine.buffer(.point(p), by: r, quadrantSegments: segments))
      case .walk(let lines):
        for p in lines.joined() {
          seen.append(try engine.buffer(.point(p), by: r, quadrantSegments: segments))
        }
        for line in lines {
          for (p, q) in zip(line, line.dropFirst()) {
            let (nx, ny) = (-(q.y - p.y) * r / p.distance(to: q), (q.x - p.x) * r / p.distance(to: q))
            seen.append(
              zoned(
                ring(
                  (p.x - nx, p.y - ny), (q.x - nx, q.y - ny), (q.x + nx, q.y + ny), (p.x + nx, p.y + ny))))
          }
        }
      }
    }
    return try engine.area(of: engine.difference(world.zone, engine.union(seen)))
  }
}

@Suite struct `Degenerate coverage` {
  let engine = GeometryEngine()
  let square = zoned(boxed(0, 0, 400, 400))

  /// Covers exactly, checks pieces and sums, and expects an area seen.
  private func expect(
    _ observed: Double, of zone: MultiPolygon<PlanePoint>, by footprints: [Footprint], pieces: Int? = nil,
    _ location: SourceLocation = #_sourceLocation
  ) throws {
    let kernel = CoverageKernel(engine: engine)
    let found = try kernel.cover(zone, by: footprints)
    let unseen = found.unseen.reduce(0) { $0 + $1.area }
    #expect(kernel.fallbacks == 0, sourceLocation: location)
    #expect(abs(found.observed - observed) <= 1e-9 * found.area, sourceLocation: location)
    #expect(abs(found.observed + unseen - found.area) <= 1e-9 * found.area + 2e-4, sourceLocation: location)
    for piece in found.unseen {
      #expect(try engine.validity(of: MultiPolygon([piece.outline])) == .valid, sourceLocation: location)
    }
    if let pieces { #expect(found.unseen.count == pieces, sourceLocation: location) }
  }

  @Test func `tangent discs`() throws {
    try expect(2 * .pi * 2500, of: square, by: [visit(150, 200, 50), visit(250, 200, 50)])
    // a ring of six around a seventh
    let six = (0..<6).map {
      visit(200 + 60 * cos(.pi * Double($0) / 3), 200 + 60 * sin(.pi * Double($0) / 3), 30)
    }
    try expect(7 * .pi * 900, of: square, by: six + [visit(200, 200, 30)])
    // tangent from inside
    try expect(.pi * 2500, of: square, by: [visit(200, 200, 50), visit(220, 200, 30)])
  }

  @Test func `identical discs`() throws {
    let same = [Footprint](repeating: visit(200, 200, 50), count: 50)
    try expect(.pi * 2500, of: square, by: same, pieces: 1)
  }

  @Test func `a disc through a vertex`() throws {
    // around the middle of an edge, through its two ends
    try expect(.pi * 40_000 / 2, of: square, by: [visit(0, 200, 200)], pieces: 1)
    let notched = zoned(ring((0, 0), (400, 0), (400, 400), (200, 200), (0, 400)))
    try expect(.pi * 2500, of: notched, by: [visit(200, 150, 50)])
  }

  @Test func `a zone inside one disc`() throws {
    try expect(160_000, of: square, by: [visit(150, 210, 1000)], pieces: 0)
    try expect(160_000, of: square, by: [walk(1000, (100, 100), (300, 100)), visit(0, 0, 5)], pieces: 0)
  }

  @Test func `a disc inside a hole`() throws {
    let holed = zoned(boxed(0, 0, 400, 400), holes: boxed(100, 100, 300, 300))
    try expect(0, of: holed, by: [visit(200, 200, 50)], pieces: 1)
    // as large as the hole
    try expect(0, of: holed, by: [visit(200, 200, 100)])
    try expect(4 * segment(120, beyond: 100), of: holed, by: [visit(200, 200, 120)], pieces: 1)
  }

  @Test func `collinear tracks`() throws {
    let tracks = [
      walk(20, (100, 200), (200, 200)), walk(20, (150, 200), (250, 200)), walk(20, (250, 200), (300, 200)),
    ]
    try expect(200 * 40 + .pi * 400, of: square, by: tracks, pieces: 1)
    let slanted = [
      walk(10, (100, 100), (200, 150)), walk(10, (150, 125), (300, 200)), walk(10, (100, 100), (300, 200)),
    ]
    try expect(20 * 50_000.0.squareRoot() + .pi * 100, of: square, by: slanted, pieces: 1)
  }

  @Test func `a track without length`() throws {
    try expect(.pi * 2500, of: square, by: [walk(50, (200, 200), (200, 200))], pieces: 1)
    try expect(
      .pi * 2500, of: square, by: [walk(50, (200, 200), (200, 200)), visit(200, 200, 50)], pieces: 1)
  }

  @Test func `tracks that double back`() throws {
    let back = walk(20, (100, 200), (300, 200), (100, 200), (250, 200))
    try expect(200 * 40 + .pi * 400, of: square, by: [back], pieces: 1)
    let round = walk(20, (100, 100), (300, 100), (300, 300), (100, 300), (100, 100), (300, 100))
    // the ring around the square of the four sides, its outer corners round
    try expect(4 * 200 * 40 - 4 * 400 + .pi * 400, of: square, by: [round], pieces: 2)
  }

  @Test func `discs of radius 0 show nothing`() throws {
    try expect(0, of: square, by: [visit(200, 200, 0), visit(0, 0, 0), visit(0, 200, 0)], pieces: 1)
    try expect(.pi * 2500, of: square, by: [visit(200, 200, 50), visit(210, 200, 0), visit(300, 300, 0)])
  }

  @Test func `100,000 discs on one spot`() throws {
    let same = [Footprint](repeating: visit(200, 200, 50), count: 100_000)
    try expect(.pi * 2500, of: square, by: same, pieces: 1)
    // as a receiver jitters, to the centimetre
    var random = SeededRandom(seed: 3)
    let jittered = (0..<100_000).map { _ in
      visit(
        200 + Double(Int.random(in: -50...50, using: &random)) / 100,
        200 + Double(Int.random(in: -50...50, using: &random)) / 100, 50)
    }
    // all of the square of places is there, so that the union is the square grown by the radius, nearly
    let kernel = CoverageKernel(engine: engine)
    let found = try kernel.cover(square, by: jittered)
    #expect(kernel.fallbacks == 0)
    #expect(found.observed <= .pi * 2500 + 4 * 50 + 1 && found.observed > .pi * 2500 + 4 * 50 - 1)
  }

  @Test func `zones of one square metre and of a province`() throws {
    try expect(.pi * 0.09, of: zoned(boxed(0, 0, 1, 1)), by: [visit(0.5, 0.5, 0.3)], pieces: 1)
    try expect(1, of: zoned(boxed(0, 0, 1, 1)), by: [visit(30, 0.5, 50)], pieces: 0)
    let province = zoned(boxed(-300_000, -250_000, 300_000, 250_000))
    let visits = (0..<2_000).map { i in
      visit(Double(i % 50) * 10_000 - 245_000, Double(i / 50) * 10_000 - 195_000, 50)
    }
    try expect(2_000 * .pi * 2500, of: province, by: visits, pieces: 1)
    try expect(.pi * 1e10, of: province, by: [visit(0, 0, 100_000)], pieces: 1)
  }

  @Test func `two holes that touch in the middle of an edge`() throws {
    let zone = zoned(
      boxed(0, 0, 400, 400), holes: boxed(100, 100, 200, 300), ring((200, 200), (300, 150), (300, 250)))
    try expect(0, of: zone, by: [visit(150, 200, 40)])
    let half = 0.5 * .pi * 2500
    // right of the hole's edge, less the wedge of the other hole: tan of half its angle is ½
    try expect(half - 2500 * atan(0.5), of: zone, by: [visit(200, 200, 50)])
    try expect(0, of: zone, by: [visit(150, 200, 10)])
    try expect(160_000 - 20_000 - 5_000, of: zone, by: [visit(200, 200, 500)], pieces: 0)
    try expect(160_000 - 20_000 - 5_000, of: zone, by: [walk(300, (0, 200), (400, 200))], pieces: 0)
  }

  @Test func `two parts that touch in the middle of an edge`() throws {
    var zone = zoned(boxed(0, 0, 100, 200))
    zone.polygons.append(Polygon(exterior: ring((100, 100), (200, 50), (200, 150))))
    try expect(0.5 * .pi * 900 + 900 * atan(0.5), of: zone, by: [visit(100, 100, 30)], pieces: 2)
    try expect(20_000 + 5_000, of: zone, by: [visit(100, 100, 300)], pieces: 0)
  }
}
