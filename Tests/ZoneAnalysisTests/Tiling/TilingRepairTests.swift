import TestSupport
import Testing
import ZoneAnalysis
import ZoneGeometry

/// Zones drawn in metres around a place, their corners on the grid of 7 decimals.
private struct Drawn {
  let engine = GeometryEngine()
  let plane: Plane
  let grid = DecimalGrid(decimals: 7)
  var zones: [MultiPolygon<LonLat>] = []
  var outline: MultiPolygon<LonLat>?

  init(_ grounds: [Ground], outline: Ground? = nil) throws {
    plane = try Plane(.equalArea(LonLat(116.65, 23.66)))
    zones = try grounds.map(onGrid)
    self.outline = try outline.map(onGrid)
  }

  private func onGrid(_ ground: Ground) throws -> MultiPolygon<LonLat> {
    try engine.sound(grid.rounded(plane.inverse(ground)))
  }

  func check(_ zones: [MultiPolygon<LonLat>]) throws -> TilingCheck {
    try TilingCheck(
      zones.map { try engine.sound(plane.forward($0)) },
      outline: outline.map { try plane.forward($0) }, engine: engine)
  }

  /// The repair, and the zones after it.
  func repaired() throws -> (repair: TilingRepair, zones: [MultiPolygon<LonLat>]) {
    let check = try check(zones)
    let repair = try TilingRepair(
      zones, damaged: check.concerned, outline: outline ?? plane.inverse(check.outline),
      cuts: outline != nil, grid: grid, plane: plane, engine: engine)
    return (repair, zones.indices.map { repair.grounds[$0] ?? zones[$0] })
  }

  func area(_ zone: MultiPolygon<LonLat>) throws -> Double { try plane.area(of: zone) }
}

extension [TilingRepair.Transfer] {
  fileprivate func area(_ reason: TilingRepair.Reason, from: Int?, to: Int?) -> Double {
    filter { $0.reason == reason && $0.from == from && $0.to == to }.reduce(0) { $0 + $1.area }
  }
}

@Suite struct `Repair of a tiling` {
  private func isClean(_ drawn: Drawn, _ zones: [MultiPolygon<LonLat>]) throws -> Bool {
    try drawn.check(zones).isClean
  }

  @Test func `what tiles is left alone`() throws {
    let drawn = try Drawn([rectangle(0, 0, 100, 100), rectangle(100, 0, 200, 100)])
    let (repair, _) = try drawn.repaired()
    #expect(repair.grounds.isEmpty && repair.transfers.isEmpty)
  }

  @Test func `a gap goes to the zone with the longest shared border`() throws {
    let drawn = try Drawn(
      [rectangle(0, 0, 100, 60), rectangle(0, 60, 100, 100), rectangle(120, 0, 220, 100)],
      outline: rectangle(0, 0, 220, 100))
    let (repair, zones) = try drawn.repaired()
    #expect(abs(repair.transfers.area(.gap, from: nil, to: 2) - 2_000) < 3)
    #expect(abs(try drawn.area(zones[2]) - 12_000) < 3)
    #expect(repair.grounds[0].map { abs((try? drawn.area($0)) ?? 0) - 6_000 < 3 } ?? true)
    #expect(try isClean(drawn, zones))
  }

  @Test func `an overlap goes to the claimant whose undisputed ground borders it more`() throws {
    // the second reaches into the first with a tongue 40 × 20: the first surrounds it on three sides
    let tongue = ground([
      (100, 0), (200, 0), (200, 100), (100, 100), (100, 60), (60, 60), (60, 40), (100, 40),
    ])
    let drawn = try Drawn([rectangle(0, 0, 100, 100), tongue], outline: rectangle(0, 0, 200, 100))
    let check = try drawn.check(drawn.zones)
    #expect(check.overlaps.map(\.keeper) == [0])
    let (repair, zones) = try drawn.repaired()
    #expect(abs(repair.transfers.area(.overlap, from: 1, to: 0) - 800) < 2)
    #expect(abs(try drawn.area(zones[1]) - 10_000) < 3)
    #expect(try isClean(drawn, zones))
  }

  @Test func `a zone inside another keeps its ground, and of two alike the later goes under`() throws {
    let drawn = try Drawn(
      [rectangle(0, 0, 100, 100), rectangle(20, 20, 60, 60)], outline: rectangle(0, 0, 100, 100))
    #expect(try drawn.check(drawn.zones).overlaps.map(\.keeper) == [1])
    let (repair, zones) = try drawn.repaired()
    #expect(abs(repair.transfers.area(.overlap, from: 0, to: 1) - 1_600) < 2)
    #expect(zones[0].polygons.first?.holes.count == 1)
    #expect(try isClean(drawn, zones))
    let alike = try Drawn([rectangle(0, 0, 100, 100), rectangle(0, 0, 100, 100)])
    #expect(try alike.repaired().zones[1].isEmpty)
  }

  @Test func `ground beyond the outline is cut off, and a lake without a zone is filled`() throws {
    let ring = ground(
      [(0, 0), (130, 0), (130, 100), (0, 100)], holes: [[(40, 40), (40, 60), (60, 60), (60, 40)]])
    let drawn = try Drawn([ring], outline: rectangle(0, 0, 100, 100))
    let (repair, zones) = try drawn.repaired()
    #expect(abs(repair.transfers.area(.outsideOutline, from: 0, to: nil) - 3_000) < 3)
    #expect(abs(repair.transfers.area(.gap, from: nil, to: 0) - 400) < 1)
    #expect(zones[0].polygons.first?.holes.isEmpty == true)
    #expect(try isClean(drawn, zones))
  }

  @Test func `a border met between its corners gets the corner of its neighbour`() throws {
    // the lower zone's long side lacks the corner of the two upper ones, which lies a little off it
    let drawn = try Drawn(
      [
        ground([(0, 0), (333.3, 31.7), (333.3, -100), (0, -100)]),
        ground([(0, 0), (101.3, 101.3 / 333.3 * 31.7 + 0.3), (100, 100), (0, 100)]),
        ground([(101.3, 101.3 / 333.3 * 31.7 + 0.3), (333.3, 31.7), (333.3, 100), (100, 100)]),
      ], outline: rectangle(0, -100, 333.3, 100))
    let (repair, zones) = try drawn.repaired()
    #expect(repair.transfers.map(\.reason) == [.gap])
    #expect(repair.transfers.first?.to == 0)
    #expect(try isClean(drawn, zones))
  }

  @Test(arguments: [1, 2, 3, 4, 5, 6] as [UInt64], [true, false])
  func `seeded damage: the repair tiles, balances, and touches nothing else`(
    seed: UInt64, hasOutline: Bool
  ) throws {
    let drawn = try damaged(seed, hasOutline: hasOutline)
    var zones = drawn.zones
    var transfers: [TilingRepair.Transfer] = []
    var touched: Set<Int> = []
    for _ in 0..<3 {
      var now = drawn
      now.zones = zones
      let step = try now.repaired()
      zones = step.zones
      transfers += step.repair.transfers
      touched.formUnion(step.repair.grounds.keys)
    }
    let check = try drawn.check(zones)
    let left = check.gaps.count + check.overlaps.count + check.outside.count
    #expect(left == 0, "seed \(seed)")
    // what is left between the zones and the outline, where corners on it were rounded, is measured as dust;
    // the sums come from overlays of their own, each of which rounds to the last digit of a coordinate
    let dust = check.sums.overlapDust + check.sums.outsideDust - check.sums.gapDust
    #expect(abs(check.sums.zones - dust - check.sums.outline) < 1e-4)
    try expectBalance(drawn, zones, transfers)
    try expectUntouched(drawn, zones, touched)
  }

  /// A crooked grid with zones shifted, thinned, doubled and left out.
  private func damaged(_ seed: UInt64, hasOutline: Bool) throws -> Drawn {
    var random = SeededRandom(seed: seed)
    let side = 7
    let nodes = (0...side * 3).map { i in
      (0...side * 3).map { j -> (Double, Double) in
        (
          Double(i) * 33 + Double.random(in: -9...9, using: &random),
          Double(j) * 33 + Double.random(in: -9...9, using: &random)
        )
      }
    }
    func corners(_ i: Int, _ j: Int) -> [(Double, Double)] {
      (0..<3).map { nodes[3 * i + $0][3 * j] } + (0..<3).map { nodes[3 * i + 3][3 * j + $0] }
        + (0..<3).map { nodes[3 * i + 3 - $0][3 * j + 3] } + (0..<3).map { nodes[3 * i][3 * j + 3 - $0] }
    }
    var grounds: [Ground] = []
    for i in 0..<side {
      for j in 0..<side {
        var ring = corners(i, j)
        switch Int.random(in: 0..<10, using: &random) {
        case 0: ring = ring.map { ($0.0 + 4, $0.1 - 3) }
        case 1: ring[Int.random(in: 0..<12, using: &random)].0 += 6
        case 2: ring.remove(at: Int.random(in: 1..<3, using: &random))
        case 3 where i > 0 && j > 0: continue
        case 4:
          grounds.append(ground(ring.map { ($0.0 * 0.3 + Double(i) * 70, $0.1 * 0.3 + Double(j) * 70) }))
        default: break
        }
        grounds.append(ground(ring))
      }
    }
    return try Drawn(grounds, outline: hasOutline ? rectangle(5, 5, 690, 690) : nil)
  }

  private func expectBalance(
    _ drawn: Drawn, _ zones: [MultiPolygon<LonLat>], _ transfers: [TilingRepair.Transfer]
  ) throws {
    for zone in zones.indices {
      let lost = transfers.filter { $0.from == zone }.reduce(0) { $0 + $1.area }
      let gained = transfers.filter { $0.to == zone && $0.from == nil }.reduce(0) { $0 + $1.area }
      let change = try drawn.area(zones[zone]) - drawn.area(drawn.zones[zone])
      #expect(abs(change - (gained - lost)) < 1e-3, "zone \(zone)")
    }
  }

  /// Zones not redrawn are the same, and every zone keeps the ground that it alone had.
  private func expectUntouched(
    _ drawn: Drawn, _ zones: [MultiPolygon<LonLat>], _ touched: Set<Int>
  ) throws {
    for zone in zones.indices where !touched.contains(zone) { #expect(zones[zone] == drawn.zones[zone]) }
    let grounds = try drawn.zones.map { try drawn.engine.sound(drawn.plane.forward($0)) }
    for zone in touched {
      let others = try drawn.engine.union(grounds.indices.filter { $0 != zone }.map { grounds[$0] })
      var own = try drawn.engine.difference(grounds[zone], others)
      if let outline = drawn.outline {
        own = try drawn.engine.intersection(own, drawn.plane.forward(outline))
      }
      let lost = try drawn.engine.difference(own, drawn.plane.forward(zones[zone]))
      // a round moves a border by half the diagonal of the last decimal at most, 8 mm: no circle wider than
      // three such rounds fits into what was lost
      for polygon in lost.polygons {
        let area = try drawn.engine.area(of: MultiPolygon([polygon]))
        let clearance = try drawn.engine.clearance(of: polygon, area: area)
        #expect(clearance.radius <= 3 * TilingCheck.leastClearance / 2, "zone \(zone)")
      }
    }
  }

  @Test func `the places of a grid are those the decimals can write`() {
    let grid = DecimalGrid(decimals: 2)
    let ring = [(0.004, 0.0), (1.0049, 0), (1.0051, 0.996), (0.004, 0.001)].map { LonLat($0.0, $0.1) }
    let rounded = grid.rounded(MultiPolygon([Polygon(exterior: ring + [ring[0]])]))
    #expect(rounded.polygons.first?.exterior == [LonLat(0, 0), LonLat(1, 0), LonLat(1.01, 1), LonLat(0, 0)])
    let dot = [LonLat(0, 0), LonLat(0.001, 0), LonLat(0, 0.001), LonLat(0, 0)]
    #expect(grid.rounded(MultiPolygon([Polygon(exterior: dot)])).isEmpty)
  }
}
