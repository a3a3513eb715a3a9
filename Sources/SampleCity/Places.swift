/// A small zone of the sample city: a market, an urban village or a compound.
struct Place {
  enum Kind: String { case market, village = "urban_village", compound }

  let kind: Kind
  var id = ""
  let parent: String
  /// One or more grounds, each an outline and perhaps a hole.
  var grounds: [Ground]
  var built = 0
  var households = 0
  var stalls = 0
  var attention = Attention.often

  struct Ground {
    let outline: Loop
    var hole: Loop?
  }

  var outline: Loop { grounds[0].outline }
  var centre: Vector { outline.centre }
  var area: Double { grounds.reduce(0) { $0 + $1.outline.area - ($1.hole?.area ?? 0) } }

  func contains(_ point: Vector) -> Bool {
    grounds.contains { $0.outline.contains(point) && !($0.hole?.contains(point) ?? false) }
  }

  func distance(to point: Vector) -> Double {
    contains(point) ? 0 : grounds.map { $0.outline.distance(to: point) }.min() ?? .infinity
  }

  /// A place inside, holes left out.
  func draw(_ seed: inout Seed) -> Vector {
    let ground = grounds[seed.index(weights: grounds.map(\.outline.area))]
    for _ in 0..<60 {
      let point = ground.outline.draw(&seed)
      if !(ground.hole?.contains(point) ?? false), ground.outline.distance(to: point) > 4 { return point }
    }
    return ground.outline.corners[0].towards(ground.outline.centre, 0.1)
  }

  var name: String {
    switch kind {
    case .market: "示例农贸市场" + id.dropFirst()
    case .village: "示例城中村" + id.dropFirst()
    case .compound: "示例小区" + id.dropFirst()
    }
  }
}

/// How well the sample's inspectors looked after a place.
enum Attention {
  /// Several times, the last one not long ago.
  case often
  case once
  /// More than a month before the end, and not since.
  case longAgo
  /// Somebody walked past, nobody went in.
  case wallOnly
  /// Tried, could not get in.
  case refused
  case never

  /// Whether anything inspectors did may lie inside.
  var isVisited: Bool { self == .often || self == .once || self == .longAgo }
}

/// All small zones of the city.
struct Places {
  private(set) var villages: [Place]
  private(set) var markets: [Place]
  private(set) var compounds: [Place]

  init(_ topology: Topology, _ streets: Streets) {
    let blocks = Blocks(topology, streets)
    villages = Villages.draw(topology, streets)
    markets = Markets.draw(blocks, villages)
    compounds = Compounds.draw(blocks, markets, villages)
    for index in villages.indices { villages[index].id = "V" + padded(index + 1, 2) }
    for index in markets.indices { markets[index].id = "M" + padded(index + 1, 2) }
    for index in compounds.indices { compounds[index].id = "C" + padded(index + 1, 3) }
    assignAttention(topology)
  }

  var all: [Place] { villages + markets + compounds }

  private mutating func assignAttention(_ topology: Topology) {
    var seed = Seed("attention")
    for index in villages.indices {
      villages[index].attention = attention(of: villages[index], topology, &seed)
    }
    for index in markets.indices { markets[index].attention = attention(of: markets[index], topology, &seed) }
    for index in compounds.indices {
      compounds[index].attention = attention(of: compounds[index], topology, &seed)
    }
  }

  /// Drawn by the subdistrict's effort; a place on village ground fares as its village does, or a walk
  /// through the one would show the other.
  private func attention(of place: Place, _ topology: Topology, _ seed: inout Seed) -> Attention {
    if place.kind != .village, let village = villages.first(where: { $0.outline.meets(place.outline) }) {
      return village.attention
    }
    let effort = topology.subdistricts.first { $0.code == place.parent }?.effort ?? 1
    let care = effort / (effort + 4)
    let walled = place.kind == .compound ? 0.2 : place.kind == .market ? 0.08 : 0
    let weights = [
      1.3 * care * care, 0.6 * care, 0.25, walled, place.kind == .compound ? 0.06 : 0, 0.9 * (1 - care),
    ]
    return [Attention.often, .once, .longAgo, .wallOnly, .refused, .never][seed.index(weights: weights)]
  }
}
