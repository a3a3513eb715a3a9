/// Produce markets: halls beside main roads, some of them in villages.
enum Markets {
  static let count = 28

  static func draw(_ blocks: Blocks, _ villages: [Place]) -> [Place] {
    var seed = Seed("markets")
    var markets: [Place] = []
    let sites = seed.shuffled(blocks.blocks.filter { $0.main.contains(true) })
    for block in sites where markets.count < count {
      let outline = hall(block, blocks, &seed)
      let far = markets.allSatisfy { $0.centre.distance(to: outline.centre) > 620 }
      // Beside a village's edge nobody could say whose market it is: inside or outside, never across.
      let across = villages.contains { $0.outline.meets(outline) && !$0.outline.holds(outline) }
      guard far, !across, (2_100...14_500).contains(outline.area) else { continue }
      var market = Place(kind: .market, parent: block.parent, grounds: [Place.Ground(outline: outline)])
      market.stalls = Int(outline.area / seed.number(28, 44))
      markets.append(market)
    }
    return markets
  }

  /// A hall in the corner of a block that lies nearest a main road.
  private static func hall(_ block: Blocks.Lot, _ blocks: Blocks, _ seed: inout Seed) -> Loop {
    let wide = seed.number(52, 128)
    let deep = seed.number(48, 112)
    let east = block.main[1] && !block.main[0]
    let south = block.main[3] && !block.main[2]
    let across =
      east ? (block.across.high - wide, block.across.high) : (block.across.low, block.across.low + wide)
    let along =
      south ? (block.along.high - deep, block.along.high) : (block.along.low, block.along.low + deep)
    let lot = Blocks.Lot(
      across: across, along: along, parent: block.parent, main: block.main, centre: block.centre)
    return blocks.outline(lot, cut: [0, seed.chance(0.4) ? 14 : 0, 0, seed.chance(0.4) ? 10 : 0])
  }
}
