import Foundation
import TestSupport
import Testing
import ZoneGeometry

@testable import ZoneAnalysis

@Suite struct `Exact coverage` {
  let kernel = CoverageKernel()
  let engine = GeometryEngine()
  let square = zoned(boxed(0, 0, 400, 400))

  /// Checks what holds for every cover, and gives it.
  @discardableResult
  private func cover(
    _ zone: MultiPolygon<PlanePoint>, _ footprints: [Footprint], _ comment: Comment? = nil
  ) throws -> GroundCover {
    let cover = try kernel.cover(zone, by: footprints)
    let unseen = cover.unseen.reduce(0) { $0 + $1.area }
    #expect(abs(cover.observed + unseen - cover.area) <= 1e-9 * cover.area + 1e-3, comment)
    #expect(kernel.fallbacks == 0, comment)
    for piece in cover.unseen {
      let outline = MultiPolygon([piece.outline])
      #expect(try engine.validity(of: outline) == .valid, comment)
      // chords lie inside the discs, so that a drawn piece is larger; arcs shorter than a millimetre are left
      // out, which may make it smaller
      let drawn = try engine.area(of: outline)
      let around = piece.outline.rings.reduce(0) { $0 + length(of: $1) }
      #expect(drawn >= piece.area - 1e-6 - 1e-3 * around, comment)
      #expect(drawn <= piece.area + 0.01 * around, comment)
    }
    return cover
  }

  private func expect(
    _ observed: Double, of zone: MultiPolygon<PlanePoint>? = nil, by footprints: [Footprint],
    pieces: Int? = nil, _ location: SourceLocation = #_sourceLocation
  ) throws {
    let found = try cover(zone ?? square, footprints)
    #expect(abs(found.observed - observed) <= 1e-9 * found.area, sourceLocation: location)
    if let pieces { #expect(found.unseen.count == pieces, sourceLocation: location) }
  }

  @Test func `a disc inside is πr², and a hole in the blind spot`() throws {
    try expect(.pi * 2500, by: [visit(200, 200, 50)], pieces: 1)
    #expect(try kernel.cover(square, by: [visit(200, 200, 50)]).unseen[0].outline.holes.count == 1)
  }

  @Test func `a disc at an edge, at a corner and in a hole`() throws {
    try expect(.pi * 1250, by: [visit(0, 200, 50)], pieces: 1)
    try expect(.pi * 625, by: [visit(400, 400, 50)], pieces: 1)
    try expect(.pi * 2500 - segment(50, beyond: 30), by: [visit(30, 200, 50)])
    let holed = zoned(boxed(0, 0, 400, 400), holes: boxed(180, 180, 220, 220))
    try expect(.pi * 2500 - 1600, of: holed, by: [visit(200, 200, 50)], pieces: 1)
    try expect(
      0, of: zoned(boxed(0, 0, 400, 400), holes: boxed(100, 100, 300, 300)),
      by: [visit(200, 200, 50)])
  }

  @Test func `two discs less their lens, of equal and of other radii`() throws {
    try expect(2 * .pi * 2500 - lens(50, 50, distance: 50), by: [visit(150, 200, 50), visit(200, 200, 50)])
    try expect(
      .pi * (2500 + 6400) - lens(50, 80, distance: 70), by: [visit(150, 200, 50), visit(220, 200, 80)])
  }

  @Test func `three discs through one point`() throws {
    // centres on a circle of radius 50 around (200, 200): inclusion and exclusion, the common part is a point
    let discs = (0..<3).map { i in
      visit(200 + 50 * cos(2 * .pi * Double(i) / 3), 200 + 50 * sin(2 * .pi * Double(i) / 3), 50)
    }
    try expect(3 * .pi * 2500 - 3 * lens(50, 50, distance: 50 * 3.0.squareRoot()), by: discs, pieces: 1)
    let four = [visit(150, 200, 50), visit(250, 200, 50), visit(200, 150, 50), visit(200, 250, 50)]
    try expect(4 * .pi * 2500 - 4 * lens(50, 50, distance: 50 * 2.0.squareRoot()), by: four, pieces: 1)
  }

  @Test func `tangent, identical and nested discs`() throws {
    try expect(2 * .pi * 2500, by: [visit(150, 200, 50), visit(250, 200, 50)])
    try expect(.pi * 2500, by: [visit(150, 200, 50), visit(150, 200, 50), visit(150, 200, 30)])
    try expect(.pi * 2500, by: [visit(150, 200, 50), visit(170, 200, 30)])
  }

  @Test func `a disc inscribed in the zone leaves its four corners`() throws {
    try expect(.pi * 40000, by: [visit(200, 200, 200)], pieces: 4)
  }

  @Test func `a circle through the corners covers the zone`() throws {
    try expect(160_000, by: [visit(200, 200, 200 * 2.0.squareRoot() + 1e-6)], pieces: 0)
    // exactly through two corners, and as large as the edge is long
    try expect(.pi * 40_000, by: [visit(0, 0, 400)], pieces: 1)
  }

  @Test func `a capsule is its rectangle and two half discs`() throws {
    try expect(.pi * 2500 + 100 * 100, by: [walk(50, (150, 200), (250, 200))])
    try expect(.pi * 2500 + 100 * 200, by: [walk(50, (100, 200), (150, 200), (170, 200), (300, 200))])
    try expect(.pi * 2500 + 100 * 200, by: [walk(50, (100, 200), (250, 200), (170, 200), (300, 200))])
  }

  @Test func `two capsules that cross share a square`() throws {
    let cross = [walk(20, (100, 200), (300, 200)), walk(20, (200, 100), (200, 300))]
    try expect(2 * (.pi * 400 + 200 * 40) - 1600, by: cross, pieces: 1)
  }

  @Test func `a side along the edge of the zone`() throws {
    try expect(100 * 400, by: [walk(50, (-100, 50), (500, 50))], pieces: 1)
    try expect(0, by: [walk(50, (-100, -50), (500, -50))], pieces: 1)
    try expect(50 * 400, by: [walk(50, (-100, 0), (500, 0))], pieces: 1)
    try expect(
      200 * 400, by: [walk(50, (-100, 50), (500, 50)), walk(50, (-100, 150), (500, 150))], pieces: 1)
  }

  @Test func `a ring of discs leaves a blind spot inside`() throws {
    let ring = (0..<24).map { i in
      visit(200 + 100 * cos(2 * .pi * Double(i) / 24), 200 + 100 * sin(2 * .pi * Double(i) / 24), 30)
    }
    let found = try cover(square, ring)
    #expect(found.unseen.count == 2)
    #expect(found.unseen[0].outline.holes.count == 1)
    #expect(found.unseen[1].outline.holes.isEmpty)
  }

  @Test func `a disc across the touching corner of zone and hole leaves sound pieces`() throws {
    let zone = zoned(boxed(0, 0, 400, 400), holes: ring((0, 200), (200, 100), (200, 300)))
    try cover(zone, [visit(200, 200, 220)])
    try cover(zone, [visit(300, 200, 110)])
    try cover(zone, [walk(20, (190, 200), (500, 200))])
  }

  @Test func `effort is exact and counts overlap`() throws {
    let discs = [visit(0, 200, 50), visit(0, 200, 50), visit(390, 200, 30), visit(200, 200, 500)]
    let expected = .pi * 2500 + .pi * 900 - segment(30, beyond: 10) + 160_000
    #expect(try abs(cover(square, discs).effort - expected) < 1e-4)
    let walks = [
      walk(50, (-100, 200), (100, 200)), walk(50, (100, 200), (-100, 200)), walk(10, (0, -50), (0, 500)),
    ]
    #expect(try abs(cover(square, walks).effort - (2 * 100 * 100 + 20 * 400)) < 1e-4)
  }

  @Test(arguments: [false, true])
  func `random worlds agree with polygons, add up, and forget the order`(onGrid: Bool) throws {
    let oracle = PolygonCoverage(engine: engine)
    for seed in 0..<UInt64(60) {
      let world = CoverageWorld(seed: seed, onGrid: onGrid)
      let comment = Comment(rawValue: "seed \(seed), on grid: \(onGrid)")
      let found = try cover(world.zone, world.footprints, comment)
      let other = try oracle.cover(world.zone, by: world.footprints)
      #expect(abs(found.area - other.area) < 1e-8 * found.area, comment)
      #expect(abs(found.observed - other.observed) < 3e-4 * found.area, comment)
      if onGrid {
        let turned = try kernel.cover(world.zone, by: world.footprints.reversed())
        #expect(abs(turned.observed - found.observed) < 1e-10 * found.area, comment)
      }
      // a zone cut in two: each half on its own
      let box = try #require(world.zone.bounds)
      let middle = box.centre.x + 12.3
      let halves = try [
        boxed(box.minimum.x - 1, box.minimum.y - 1, middle, box.maximum.y + 1),
        boxed(middle, box.minimum.y - 1, box.maximum.x + 1, box.maximum.y + 1),
      ].map { try engine.intersection(world.zone, zoned($0)) }
      let parts = try halves.map { try cover($0, world.footprints, comment) }
      #expect(abs(parts[0].observed + parts[1].observed - found.observed) < 2e-9 * found.area, comment)
      #expect(
        abs(parts[0].effort + parts[1].effort - found.effort) < 1e-8 * (found.area + found.effort), comment)
    }
    #expect(kernel.fallbacks == 0)
    #expect(kernel.openAttempts < 10)
  }
}

@Suite struct `Exact coverage of a road` {
  let kernel = CoverageKernel()

  @Test func `a disc beside it shows a chord, a walk along it all of its length`() throws {
    let road = [[PlanePoint(0, 0), PlanePoint(500, 0), PlanePoint(1000, 0)]]
    let seen = try kernel.cover(road: road, width: 24, by: [visit(500, 30, 50)])
    #expect(abs(seen.observed - 80) < 1e-9)
    #expect(seen.unseen.count == 2)
    #expect(abs(seen.unseen.reduce(80) { $0 + length(of: $1) } - 1000) < 1e-9)
    let walked = try kernel.cover(road: road, width: 24, by: [walk(20, (-10, 0), (300, 5), (1010, 0))])
    #expect(abs(walked.observed - 1000) < 1e-9)
    #expect(walked.unseen.isEmpty)
    #expect(kernel.seen(of: road, by: [visit(500, 30, 50)]).count == 1)
  }

  @Test func `discs that touch leave no gap, and unseen stretches turn corners`() throws {
    let road = [[PlanePoint(0, 0), PlanePoint(100, 0), PlanePoint(100, 100)]]
    let seen = try kernel.cover(road: road, width: 10, by: [visit(10, 0, 10), visit(30, 0, 10)])
    #expect(abs(seen.observed - 40) < 1e-9)
    #expect(seen.unseen == [[PlanePoint(40, 0), PlanePoint(100, 0), PlanePoint(100, 100)]])
  }
}
