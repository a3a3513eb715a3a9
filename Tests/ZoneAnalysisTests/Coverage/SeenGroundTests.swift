import Foundation
import TestSupport
import Testing
import ZoneGeometry

@testable import ZoneAnalysis

@Suite struct `Ground seen, but not by some` {
  let kernel = CoverageKernel()
  let engine = GeometryEngine()
  let square = zoned(boxed(0, 0, 400, 400))

  private func missed(
    _ all: [Footprint], _ some: [Int], of zone: MultiPolygon<PlanePoint>? = nil
  ) throws -> (pieces: [UnseenGround], area: Double) {
    try kernel.seenGround(zone ?? square, by: all).missed(by: some.map { all[$0] })
  }

  @Test func `a disc less another is the disc less their lens`() throws {
    let discs = [visit(150, 200, 50), visit(200, 200, 50)]
    let found = try missed(discs, [0])
    let lens = lens(50, 50, distance: 50)
    #expect(abs(found.area - (.pi * 2500 - lens)) < 1e-6)
    #expect(found.pieces.count == 1 && abs(found.pieces[0].area - found.area) < 1e-9)
    #expect(try missed(discs, [0, 1]).pieces.isEmpty && missed(discs, [0, 1]).area < 1e-9)
    #expect(abs(try missed(discs, []).area - (2 * .pi * 2500 - lens)) < 1e-6)
  }

  @Test func `around a small disc a ring is missed, and far away a disc of its own`() throws {
    let discs = [visit(200, 200, 30), visit(200, 200, 80), visit(50, 50, 20)]
    let found = try missed(discs, [0])
    #expect(found.pieces.count == 2)
    #expect(abs(found.pieces[0].area - .pi * (6400 - 900)) < 1e-5)
    #expect(found.pieces[0].outline.holes.count == 1)
    #expect(abs(found.pieces[1].area - .pi * 400) < 1e-6)
  }

  @Test func `a zone seen whole is missed whole, hole and all`() throws {
    let zone = zoned(boxed(0, 0, 400, 400), holes: boxed(100, 100, 200, 200))
    let found = try missed([visit(200, 200, 900)], [], of: zone)
    #expect(found.pieces.count == 1 && found.area == 150_000)
    #expect(found.pieces[0].outline.holes.count == 1)
    #expect(try missed([visit(5000, 200, 90)], [], of: zone).pieces.isEmpty)
    #expect(try missed([], [], of: zone).pieces.isEmpty)
  }

  @Test func `a walk cut in two by a later one leaves its two ends`() throws {
    let walks = [walk(20, (100, 200), (300, 200)), walk(20, (200, 100), (200, 300))]
    let found = try missed(walks, [1])
    #expect(found.pieces.count == 2)
    let capsule = Double.pi * 400 + 8000
    let half = (capsule - 1600) / 2
    for piece in found.pieces { #expect(abs(piece.area - half) < 1e-5) }
  }

  @Test(arguments: [false, true])
  func `what all see is what some see and what they miss`(onGrid: Bool) throws {
    for seed in 1...150 as ClosedRange<UInt64> {
      let world = CoverageWorld(seed: seed, onGrid: onGrid)
      var random = SeededRandom(seed: seed &+ 1000)
      let all = kernel.seenGround(world.zone, by: world.footprints)
      let seen = try kernel.cover(world.zone, by: world.footprints)
      for share in [0, 0.1, 0.5, 0.9, 1] {
        let some = world.footprints.filter { _ in Double.random(in: 0..<1, using: &random) < share }
        let found = try all.missed(by: some)
        let part = try kernel.cover(world.zone, by: some)
        let comment: Comment = "seed \(seed), share \(share)"
        #expect(abs(part.observed + found.area - seen.observed) <= 1e-9 * seen.area, comment)
        let listed = found.pieces.reduce(0) { $0 + $1.area }
        #expect(abs(listed - found.area) <= 1e-9 * seen.area + 1e-4 * Double(world.footprints.count), comment)
        for piece in found.pieces { try check(piece, comment) }
        try compare(found.pieces, part, seen, comment)
      }
    }
    #expect(kernel.fallbacks == 0)
  }

  private func check(_ piece: UnseenGround, _ comment: Comment) throws {
    let outline = MultiPolygon([piece.outline])
    #expect(try engine.validity(of: outline) == .valid, comment)
    let around = piece.outline.rings.reduce(0) { $0 + length(of: $1) }
    // chords leave the ground by up to the tolerance to one side or the other; arcs shorter than a millimetre
    // are left out
    #expect(abs(try engine.area(of: outline) - piece.area) <= 0.011 * around + 1e-6, comment)
  }

  /// The same by an overlay of the drawn pieces, whose chords are up to a centimetre off.
  private func compare(
    _ pieces: [UnseenGround], _ part: GroundCover, _ seen: GroundCover, _ comment: Comment
  ) throws {
    func sound(_ pieces: [UnseenGround]) throws -> MultiPolygon<PlanePoint> {
      MultiPolygon(try pieces.flatMap { try engine.sound(MultiPolygon([$0.outline])).polygons })
    }
    let drawn = try engine.difference(sound(part.unseen), sound(seen.unseen))
    let rings = (part.unseen + seen.unseen + pieces).flatMap { $0.outline.rings }
    let around = rings.reduce(0) { $0 + length(of: $1) }
    let area = try engine.area(of: drawn)
    let exact = pieces.reduce(0) { $0 + $1.area }
    #expect(abs(area - exact) <= 0.011 * around + 1e-3, comment)
  }
}
