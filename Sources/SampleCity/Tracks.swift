/// A walk as a GPS receiver wrote it down.
struct Track {
  struct Fix {
    let place: Vector
    let time: Moment
  }

  let inspector: String
  let fixes: [Fix]
}

/// Walks along the streets with rounds through compounds, market halls and villages beside them.
struct Tracks {
  private let streets: Streets
  private let places: [Place]
  /// Streets the sample's inspectors avoid, because they would show them ground meant to stay unseen.
  private var avoided: [Bool]
  /// Places to enter from each street.
  private let doors: [[Int]]

  init(_ streets: Streets, _ places: Places) {
    self.streets = streets
    let reserve = Reserve(places)
    let last = Moment(day: Moment.days - 1, hour: 12, minute: 0)
    avoided = streets.streets.map { street in
      street.path.dense(25).contains { !reserve.allows($0, last, margin: 60) }
    }
    let open = places.all.filter { $0.attention == .often || $0.attention == .once }
    self.places = open
    doors = streets.streets.map { street in
      open.indices.filter { index in
        street.path.dense(25).contains { open[index].outline.reaches($0, within: 42) }
      }
    }
  }

  /// As many tracks a subdistrict as its effort says.
  func draw(_ topology: Topology) -> [Track] {
    var seed = Seed("tracks")
    var used = Array(repeating: 0.0, count: streets.streets.count)
    var tracks: [Track] = []
    for subdistrict in topology.subdistricts {
      for _ in 0..<Int(subdistrict.effort) {
        let walk = walk(in: subdistrict, &used, &seed)
        tracks.append(recorded(walk, &seed))
      }
    }
    return tracks.sorted { $0.fixes[0].time < $1.fixes[0].time }
  }

  private func walk(in home: Subdistrict, _ used: inout [Double], _ seed: inout Seed) -> [Vector] {
    let starts = streets.crossings.indices.filter { crossing in
      home.ring.contains(streets.crossings[crossing].place) && streets.at[crossing].contains { !avoided[$0] }
    }
    let target = seed.number(2_300, 3_500)
    var crossing = seed.choice(starts)
    var line = [streets.crossings[crossing].place]
    var entered: [Int] = []
    var last: Int?
    while Path(line).length < target {
      guard let street = next(crossing, last, home, used, &seed) else { break }
      line += leg(street, from: crossing, &entered, &seed)
      used[street] += 1
      crossing = streets.other(street, than: crossing)
      last = street
    }
    return line
  }

  /// Prefers streets nobody walked, at home, and not straight back.
  private func next(
    _ crossing: Int, _ last: Int?, _ home: Subdistrict, _ used: [Double], _ seed: inout Seed
  ) -> Int? {
    let ways = streets.at[crossing].filter { !avoided[$0] }
    guard !ways.isEmpty else { return nil }
    let weights = ways.map { street -> Double in
      let end = streets.crossings[streets.other(street, than: crossing)].place
      let inside = home.ring.contains(end) ? 1 : 0.03
      let back = street == last ? 0.02 : 1
      let inviting = 1 + 0.8 * Double(doors[street].count)
      return inside * back * inviting / (1 + 4 * used[street] * used[street])
    }
    return ways[seed.index(weights: weights)]
  }

  /// One street, perhaps with a round through a place beside it.
  private func leg(_ street: Int, from crossing: Int, _ entered: inout [Int], _ seed: inout Seed) -> [Vector]
  {
    let path = streets.path(street, from: crossing)
    let visited = entered
    let open = doors[street].filter { !visited.contains($0) }
    guard !open.isEmpty, seed.chance(0.75) else { return Array(path.corners.dropFirst()) }
    let chosen = seed.choice(open)
    entered.append(chosen)
    let round = round(through: places[chosen], from: path)
    let before = path.corners.dropFirst().filter { along($0, path) < along(round[0], path) }
    let after = path.corners.filter { along($0, path) > along(round[0], path) }
    return before + round + after
  }

  /// From the street through the place and back to the street.
  private func round(through place: Place, from path: Path) -> [Vector] {
    let inner = Loop(place.outline.scaled(place.kind == .market ? 0.5 : 0.64)).corners
    let door = path.nearest(to: inner.min { path.distance(to: $0) < path.distance(to: $1) } ?? place.centre)
    let first = inner.indices.min { inner[$0].distance(to: door) < inner[$1].distance(to: door) } ?? 0
    var loop: [Vector] = [door]
    for step in 0...inner.count where Path(loop).length < 800 {
      loop.append(inner[(first + step) % inner.count])
    }
    return loop + (Path(loop).length < 800 ? [] : Array(loop.dropFirst().reversed().dropFirst())) + [door]
  }

  private func along(_ point: Vector, _ path: Path) -> Double {
    var best = (distance: Double.infinity, metres: 0.0)
    var walked = 0.0
    for (a, b) in zip(path.corners, path.corners.dropFirst()) {
      let near = Segment(a, b).nearest(to: point)
      if near.distance(to: point) < best.distance {
        best = (near.distance(to: point), walked + a.distance(to: near))
      }
      walked += a.distance(to: b)
    }
    return best.metres
  }

  /// Fixes every few seconds, every third or so kept, each a few metres off, the error drifting slowly.
  private func recorded(_ walk: [Vector], _ seed: inout Seed) -> Track {
    let path = Path(walk)
    let speed = seed.number(1.1, 1.5)
    let period = seed.integer(3...8)
    let seconds = path.length / speed
    let kept = (Int(seconds / 145) / period + 1) * period
    let spread = seed.number(3, 5) / 1.5
    var time = Moment.draw(&seed, before: Moment.days)
    var error = Vector(seed.normal(), seed.normal()) * spread
    var fixes: [Track.Fix] = []
    for count in 0...Int(seconds / Double(kept)) {
      let place = path.place(at: Double(count * kept) * speed)
      fixes.append(Track.Fix(place: CityPlane.snapped(place + error), time: time))
      error = error * 0.8 + Vector(seed.normal(), seed.normal()) * (spread * 0.6)
      time = time.adding(kept)
    }
    return Track(inspector: Sweeping.inspector(&seed), fixes: fixes)
  }
}
