/// Residential compounds: walled lots in the blocks between streets.
enum Compounds {
  static let count = 164
  /// How many may lie partly on village ground.
  static let inVillages = 12

  static func draw(_ blocks: Blocks, _ markets: [Place], _ villages: [Place]) -> [Place] {
    var seed = Seed("compounds")
    var compounds: [Place] = []
    var shared = 0
    let order = blocks.blocks.map { ($0, rank($0, villages, &seed)) }.sorted { $0.1 < $1.1 }.map(\.0)
    for block in order where compounds.count < count {
      for lot in lots(block, blocks, &seed) where compounds.count < count && seed.chance(0.62) {
        let cut = (0..<4).map { _ in seed.chance(0.45) ? seed.number(6, 22) : 0 }
        let outline = blocks.outline(lot, cut: cut)
        let touchesVillage = villages.contains { $0.outline.meets(outline) }
        guard (5_200...78_000).contains(outline.area),
          !markets.contains(where: { $0.outline.meets(outline) }),
          !touchesVillage || shared < inVillages
        else { continue }
        shared += touchesVillage ? 1 : 0
        compounds.append(compound(outline, lot, blocks, number: compounds.count, &seed))
      }
    }
    return compounds
  }

  /// Blocks near the centre and beside villages first, with much chance in it.
  private static func rank(_ block: Blocks.Lot, _ villages: [Place], _ seed: inout Seed) -> Double {
    let beside = villages.contains { $0.outline.reaches(block.centre, within: 150) }
    let away = block.centre.distance(to: Vector(-500, 300))
    return (away + 900) * seed.number(0.15, 1.85) * (beside ? 0.5 : 1) * (away < 2_300 ? 0.62 : 1)
  }

  private static func lots(_ block: Blocks.Lot, _ blocks: Blocks, _ seed: inout Seed) -> [Blocks.Lot] {
    let shapes = [(1, 1), (2, 1), (1, 2), (2, 2), (3, 2), (2, 3)]
    let shape = shapes[seed.index(weights: [1.2, 2, 2, 3, 1, 1])]
    return blocks.divided(block, columns: shape.0, rows: shape.1, lane: 9)
  }

  private static func compound(
    _ outline: Loop, _ lot: Blocks.Lot, _ blocks: Blocks, number: Int, _ seed: inout Seed
  ) -> Place {
    var compound = Place(kind: .compound, parent: lot.parent, grounds: grounds(outline, lot, blocks, number))
    compound.built = 1978 + Int(46 * (0.15 + 0.85 * seed.share()))
    compound.households = Int(compound.area / seed.number(38, 95))
    return compound
  }

  /// Two compounds have an inner court that is not theirs, one lies on both sides of a lane.
  private static func grounds(
    _ outline: Loop, _ lot: Blocks.Lot, _ blocks: Blocks, _ number: Int
  ) -> [Place.Ground] {
    switch number {
    case 20, 71: return [Place.Ground(outline: outline, hole: Loop(outline.scaled(0.32)))]
    case 45:
      let halves = blocks.divided(lot, columns: 1, rows: 2, lane: 12)
      return halves.map { Place.Ground(outline: blocks.outline($0, cut: [0, 0, 0, 0])) }
    default: return [Place.Ground(outline: outline)]
    }
  }
}
