/// Somebody stood somewhere and looked.
struct Visit {
  let place: Vector
  let time: Moment
  let inspector: String
  let items: [String]
  let radius: Int?
  let refused: Bool
}

/// Who looked where: visits and tracks, deliberately uneven.
struct Sweeping {
  let visits: [Visit]
  let tracks: [Track]

  init(_ topology: Topology, _ streets: Streets, _ roads: [Road], _ places: Places) {
    visits = Sweeping.visits(roads, places)
    tracks = Tracks(streets, places).draw(topology)
  }

  static func inspector(_ seed: inout Seed) -> String { "示例检查员" + padded(seed.integer(1...18), 2) }

  private static func visits(_ roads: [Road], _ places: Places) -> [Visit] {
    var seed = Seed("visits")
    var visits = places.all.flatMap { Sweeping.visits(to: $0, &seed) }
    let rule = Reserve(places)
    let mains = roads.filter(\.isMain)
    for _ in 0..<150 {
      let road = seed.choice(mains)
      let spot = CityPlane.snapped(
        road.line.place(at: road.line.length * seed.share()) + seed.direction() * 4)
      let time = Moment.draw(&seed)
      guard road.parent != "445102111", rule.allows(spot, time, margin: 70) else { continue }
      visits.append(
        Visit(
          place: spot, time: time, inspector: Sweeping.inspector(&seed),
          items: Checklist.codes(.road, share: 0.3, &seed), radius: nil, refused: false))
    }
    return visits.sorted { $0.time < $1.time }
  }

  private static func visits(to place: Place, _ seed: inout Seed) -> [Visit] {
    let count: Int
    switch place.attention {
    case .often: count = seed.integer(2...6)
    case .once, .refused: count = 1
    case .longAgo: count = seed.integer(1...3)
    case .wallOnly, .never: count = 0
    }
    return (0..<count).map { _ in visit(to: place, &seed) }
  }

  private static func visit(to place: Place, _ seed: inout Seed) -> Visit {
    let refused = place.attention == .refused
    let spot = refused ? place.outline.corners[0].towards(place.centre, -0.08) : place.draw(&seed)
    let before = place.attention == .longAgo ? Moment.longAgo : Moment.days
    let ranges: [Place.Kind: ClosedRange<Int>] = [.market: 4...7, .village: 6...12, .compound: 5...9]
    let radius = seed.integer(ranges[place.kind] ?? 6...6) * 5
    return Visit(
      place: CityPlane.snapped(spot), time: Moment.draw(&seed, before: before),
      inspector: Sweeping.inspector(&seed),
      items: refused ? [] : Checklist.codes(place.kind.setting, share: 0.5, &seed),
      radius: !refused && seed.chance(0.6) ? radius : nil, refused: refused)
  }
}

extension Place.Kind {
  var setting: Setting {
    switch self {
    case .market: .market
    case .village: .village
    case .compound: .compound
    }
  }
}

/// Ground the inspectors of the sample left alone, so that there is something to discover.
struct Reserve {
  private let places: [Place]

  init(_ places: Places) {
    self.places = places.all.filter { $0.attention != .often && $0.attention != .once }
  }

  /// Whether an inspector may have been at `point` then; villages are seen from up to `margin` metres.
  func allows(_ point: Vector, _ time: Moment, margin: Double) -> Bool {
    places.allSatisfy { place in
      let near =
        place.kind == .village ? place.outline.reaches(point, within: margin) : place.contains(point)
      return !near || (place.attention == .longAgo && time.day < Moment.longAgo)
    }
  }
}
