extension SweepSearch {
  /// Adds unvisited stops near the seed to the pool.
  mutating func gather(around seed: Int) {
    let tables = tables
    hasEmptyRoute = false
    for r in 0..<tables.teams where state.length[r] == 0 { hasEmptyRoute = true }
    for k in 0..<poolCount { stopMark[Int(pool[k])] = iterations }
    if state.route[seed] < 0, stopMark[seed] != iterations {
      pool[poolCount] = Int32(seed)
      poolCount += 1
    }
    let near = tables.near + seed * tables.nearCount
    for k in 0..<min(settings.nearby, tables.nearCount) {
      let stop = Int(near[k])
      if state.route[stop] < 0, stopMark[stop] != iterations {
        pool[poolCount] = near[k]
        poolCount += 1
      }
    }
  }

  /// Sorts the pool by a rule drawn at random.
  mutating func sortPool() {
    if settings.isPrize { sortByPrize() } else { sortByNeed() }
    Selection.sort(pool, by: keys, poolCount)
  }

  private mutating func sortByPrize() {
    let tables = tables
    let draw = random.below(100)
    for k in 0..<poolCount {
      let stop = Int(pool[k])
      let prize = Double(tables.prize[stop])
      switch draw {
      case 0..<25: keys[k] = random.unit()
      case 25..<60: keys[k] = -prize * (0.5 + random.unit())
      case 60..<85:
        findPlace(stop, blinking: false, everywhere: false)
        let detour = place.route < 0 ? 1e12 : Double(place.cost) / 65536 + Double(tables.service[stop])
        keys[k] = -prize * (0.5 + random.unit()) / (detour + 1)
      case 85..<95: keys[k] = -distanceFromBase(stop)
      default: keys[k] = distanceFromBase(stop)
      }
      if tables.isNeeded[stop] { keys[k] -= 1e15 }
    }
  }

  /// SISR's weights: random 4, demand 4, far 2, near 1; with windows also length 2, start 2, end 2.
  private mutating func sortByNeed() {
    let tables = tables
    let draw = random.below(tables.hasWindows ? 17 : 11)
    for k in 0..<poolCount {
      let stop = Int(pool[k])
      switch draw {
      case 0..<4: keys[k] = random.unit()
      case 4..<8: keys[k] = -Double(tables.demand[stop]) - 1e-9 * Double(tables.service[stop])
      case 8..<10: keys[k] = -distanceFromBase(stop)
      case 10: keys[k] = distanceFromBase(stop)
      case 11..<13: keys[k] = Double(tables.close[stop] - tables.open[stop])
      case 13..<15: keys[k] = Double(tables.open[stop])
      default: keys[k] = -Double(tables.close[stop])
      }
    }
    if 4..<8 ~= draw, !settings.hasDemand { for k in 0..<poolCount { keys[k] = random.unit() } }
  }

  /// From the start of the first team.
  private func distanceFromBase(_ stop: Int) -> Double {
    Double(tables.travelInto[stop * tables.nodes + tables.start[0]])
  }

  /// Inserts each stop of the pool at its cheapest place, if there is one; those left over make up the pool.
  mutating func insertPool(blinking: Bool, everywhere: Bool = false) {
    var before = Int.max
    // what must come after a stop gets its turn when that stop has a place, and so does a needed stop that can be
    // reached in time by way of another one only
    while poolCount < before {
      before = poolCount
      insertOnce(blinking: blinking, everywhere: everywhere)
      if !tables.hasOrder, tables.keepsTriangles || !tables.hasWindows || state.missing == 0 { return }
    }
  }

  private mutating func insertOnce(blinking: Bool, everywhere: Bool) {
    var left = 0
    for k in 0..<poolCount {
      let stop = Int(pool[k])
      findPlace(stop, blinking: blinking, everywhere: everywhere)
      if place.route < 0 {
        pool[left] = Int32(truncatingIfNeeded: stop)
        left += 1
      } else {
        insert(stop)
      }
    }
    poolCount = left
  }

  /// Puts a stop at the place found.
  private mutating func insert(_ stop: Int) {
    backup.save(place.route, state)
    state.insert(stop, place.route, behind: place.position)
    if state.length[place.route] >= Self.shortRoute {
      let node = state.node + place.route * state.row + place.position
      for k in 0...2 { noteChange(node[k]) }
    }
  }

  /// Finds the cheapest place for a stop: `place.route` is -1 when there is none.
  mutating func findPlace(_ stop: Int, blinking: Bool, everywhere: Bool) {
    let tables = tables
    place = InsertionPlace()
    mark += 1
    if tables.hasOrder, tables.firstBefore[stop] < tables.firstBefore[stop + 1] {
      let r = Int(state.route[Int(tables.before[tables.firstBefore[stop]])])
      if r >= 0 { tryRoute(stop, r, blinking) }
      return
    }
    if tables.hasOrder, random.bits() & 1 == 0 {
      joinPartner(stop, blinking)
      if place.route >= 0 { return }
    }
    if settings.staysNear, !everywhere, stopMark[stop] != iterations {
      for k in 0..<backup.count { tryRoute(stop, backup.touched[k], blinking) }
      return
    }
    if everywhere || tables.stops <= settings.wideLimit {
      for r in 0..<tables.teams { tryRoute(stop, r, blinking) }
      return
    }
    let near = tables.near + stop * tables.nearCount
    if settings.hasLongRoutes { return findNearPlace(stop, blinking) }
    for k in 0..<min(settings.wide, tables.nearCount) {
      let r = Int(state.route[Int(near[k])])
      if r >= 0, routeMark[r] != mark {
        routeMark[r] = mark
        tryRoute(stop, r, blinking)
      }
    }
    if !hasEmptyRoute { return }
    for r in 0..<tables.teams where state.length[r] == 0 { tryRoute(stop, r, blinking) }
  }

  /// The cheapest place on the round of a stop that something must come after as after this one.
  private mutating func joinPartner(_ stop: Int, _ blinking: Bool) {
    for k in tables.firstPartner[stop]..<tables.firstPartner[stop + 1] {
      let r = Int(state.route[Int(tables.partner[k])])
      if r >= 0 { tryRoute(stop, r, blinking) }
    }
  }

  /// The cheapest place beside a near stop, or at an end of the route of one, or in an empty route.
  ///
  /// A scan of three rounds of 220 stops each took nine tenths of an iteration.
  private mutating func findNearPlace(_ stop: Int, _ blinking: Bool) {
    let tables = tables
    let near = tables.near + stop &* tables.nearCount
    var k = 0
    while k < min(settings.wide, tables.nearCount) {
      let other = Int(near[k])
      k &+= 1
      let r = Int(state.route[other])
      if r < 0 || !tables.isAllowed[tables.teamClass[r] &* tables.stops &+ stop] { continue }
      if state.load[r] &+ tables.demand[stop] > tables.capacity[r] { continue }
      let p = Int(state.position[other])
      tryPlace(stop, r, p, blinking)
      tryPlace(stop, r, p &- 1, blinking)
      if routeMark[r] != mark {
        routeMark[r] = mark
        tryPlace(stop, r, 0, blinking)
        tryPlace(stop, r, state.length[r], blinking)
      }
    }
    if !hasEmptyRoute { return }
    for r in 0..<tables.teams where state.length[r] == 0 { tryRoute(stop, r, blinking) }
  }

  /// Takes the place behind position `p` of a route if it is possible and cheaper than the one found so far.
  @inline(__always)
  private mutating func tryPlace(_ stop: Int, _ r: Int, _ p: Int, _ blinking: Bool) {
    let tables = tables
    let at = r &* state.row &+ p
    let way = Int(tables.teamTravelInto[r][stop &* tables.nodes &+ Int(state.node[at])])
    let on = Int(tables.teamTravel[r][stop &* tables.nodes &+ Int(state.node[at &+ 1])])
    let cost =
      (way &+ on &- Int(state.leg[at]) &+ (settings.isBalancing ? tables.service[stop] : 0)) &* weight[r]
    guard cost < place.cost else { return }
    let begin = max(state.departure[at] &+ way, tables.teamOpen[r][stop])
    guard begin <= tables.teamClose[r][stop], begin &+ tables.service[stop] &+ on <= state.latest[at &+ 1]
    else {
      return
    }
    if blinking, random.bits() & 63 == 0 { return }
    place = InsertionPlace(route: r, position: p, cost: cost)
  }

  /// Tries all places of a route, or recalls what came of it when the route is still the same.
  @inline(__always)
  private mutating func tryRoute(_ stop: Int, _ r: Int, _ blinking: Bool) {
    let tables = tables
    let kind = tables.teamClass[r]
    guard tables.isAllowed[kind &* tables.stops &+ stop] else { return }
    if state.length[r] == 0 {
      // of equal empty teams the first will do
      if classMark[kind] == mark { return }
      classMark[kind] = mark
    }
    if tables.usesRoom, tables.service[stop] > state.room[r] &+ tables.shortcut { return }
    let version = state.version[r]
    let known = recall + (recallsPlaces ? stop &* tables.teams &+ r : 0)
    if known.pointee.version != version {
      let found = cheapestPlace(stop, r, blinking, version)
      known.pointee = found.isBlinked || !recallsPlaces ? KnownPlace(version: -1) : found.known
      if found.known.cost == Int.max { return }
      let weighed = found.known.cost &* weight[r]
      if weighed < place.cost {
        place = InsertionPlace(route: r, position: found.known.position, cost: weighed)
      }
      return
    } else if blinking, random.bits() & 63 == 0 {
      return
    }
    let cost = known.pointee.cost
    if cost == Int.max { return }
    let weighed = cost &* weight[r]
    if weighed < place.cost {
      place = InsertionPlace(route: r, position: known.pointee.position, cost: weighed)
    }
  }

  /// Scans the places of one route.
  @inline(__always)
  private mutating func cheapestPlace(
    _ stop: Int, _ r: Int, _ blinking: Bool, _ version: Int
  ) -> (known: KnownPlace, isBlinked: Bool) {
    let tables = tables
    var known = KnownPlace(version: version)
    guard state.load[r] &+ tables.demand[stop] <= tables.capacity[r] else { return (known, false) }
    let count = state.length[r]
    let base = r &* state.row
    let node = state.node + base
    let departure = state.departure + base
    let latest = state.latest + base
    let leg = state.leg + base
    let into = tables.teamTravelInto[r] + stop &* tables.nodes
    let from = tables.teamTravel[r] + stop &* tables.nodes
    let (open, close, service) = (tables.teamOpen[r][stop], tables.teamClose[r][stop], tables.service[stop])
    let extra = (settings.isBalancing ? service : 0) &+ (count == 0 ? Int(leg[0]) : 0)
    var best = Int.max
    var position = 0
    var isBlinked = false
    var p = tables.hasOrder ? state.firstPlace(stop, r) : 0
    if p < 0 { return (known, false) }
    while p <= count {
      let there = departure[p]
      if there > close { break }
      let way = Int(into[Int(node[p])])
      let on = Int(from[Int(node[p &+ 1])])
      let begin = max(there &+ way, open)
      let cost = way &+ on &- Int(leg[p]) &+ extra
      if cost < best, begin <= close, begin &+ service &+ on <= latest[p &+ 1] {
        if blinking, random.bits() & 127 == 0 {
          isBlinked = true
        } else {
          best = cost
          position = p
        }
      }
      p &+= 1
    }
    if best < Int.max { known.keep(best, position) }
    return (known, isBlinked)
  }
}

/// The cheapest place for a stop in one content of one route; in two words, because there are many.
struct KnownPlace {
  var version: Int
  /// Cost and position together, or `Int.max`: there is no place.
  private var both = Int.max

  init(version: Int) { self.version = version }

  var cost: Int { both == Int.max ? both : both &>> 13 }
  var position: Int { both & 0x1fff }

  mutating func keep(_ cost: Int, _ position: Int) { both = cost &<< 13 | position }
}
