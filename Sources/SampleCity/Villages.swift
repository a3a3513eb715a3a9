/// Urban villages: grown, not planned, so their outlines are round and a little ragged.
enum Villages {
  static let count = 36

  static func draw(_ topology: Topology, _ streets: Streets) -> [Place] {
    var seed = Seed("villages")
    var villages: [Place] = []
    var tries = 0
    while villages.count < count, tries < 4_000 {
      tries += 1
      let centre = topology.outline.draw(&seed)
      guard let home = topology.subdistrict(at: centre), wanted(centre, &seed) else { continue }
      let outline = shape(centre, hectares: size(&seed), &seed)
      let crosses = !home.ring.holds(outline)
      if crosses && villages.count % 12 != 5 { continue }
      guard fits(outline, topology, villages) else { continue }
      var village = Place(kind: .village, parent: home.code, grounds: [Place.Ground(outline: outline)])
      village.households = Int(outline.area / 10_000 * seed.number(22, 46))
      villages.append(village)
    }
    return villages
  }

  /// Villages lie away from the old city.
  private static func wanted(_ centre: Vector, _ seed: inout Seed) -> Bool {
    seed.chance(min(1, centre.distance(to: Vector(400, 700)) / 4_000 - 0.25))
  }

  /// 3 to 40 hectares, small ones more often.
  private static func size(_ seed: inout Seed) -> Double {
    let share = seed.share()
    return 3.4 + 35 * share * share
  }

  private static func fits(_ outline: Loop, _ topology: Topology, _ villages: [Place]) -> Bool {
    topology.outline.holds(outline)
      && outline.corners.allSatisfy {
        topology.outline.distance(to: $0) > 30 && topology.river.line.distance(to: $0) > 300
      }
      && !topology.gap.meets(outline) && !topology.overlap.meets(outline)
      && !villages.contains { $0.centre.distance(to: outline.centre) < 480 || $0.outline.meets(outline) }
  }

  /// A circle pulled long, bent by three slow waves and roughened.
  private static func shape(_ centre: Vector, hectares: Double, _ seed: inout Seed) -> Loop {
    let radius = (hectares * 10_000 / 3.14).squareRoot()
    let long = seed.number(1, 1.45)
    let axis = direction(turn: seed.share())
    let waves = (2...4).map {
      (times: Double($0), size: seed.number(0.03, 0.24) / Double($0), phase: seed.share())
    }
    let steps = max(20, Int(radius / 9))
    let corners = (0..<steps).map { step -> Vector in
      let turn = Double(step) / Double(steps)
      let bent = waves.reduce(1.0) { $0 + $1.size * direction(turn: turn * $1.times + $1.phase).y }
      let ragged = 1 + seed.number(-0.022, 0.022)
      let spoke = direction(turn: turn) * (radius * bent * ragged)
      return centre + axis * (spoke.x * long) + axis.left * (spoke.y / long)
    }
    return Loop(corners)
  }
}
