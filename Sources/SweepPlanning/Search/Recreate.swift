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
    var left = 0
    for k in 0..<poolCount {
      let stop = Int(pool[k])
      findPlace(stop, blinking: blinking, everywhere: everywhere)
      if place.route < 0 {
        pool[left] = Int32(truncatingIfNeeded: stop)
        left += 1
      } else {
        backup.save(place.route, state)
        state.insert(stop, place.route, behind: place.position)
      }
    }
    poolCount = left
  }

  /// Finds the cheapest place for a stop: `place.route` is -1 when there is none.
  mutating func findPlace(_ stop: Int, blinking: Bool, everywhere: Bool) {
    let tables = tables
    place = InsertionPlace()
    mark += 1
    if everywhere || tables.stops <= settings.wideLimit {
      for r in 0..<tables.teams { tryRoute(stop, r, blinking) }
      return
    }
    let near = tables.near + stop * tables.nearCount
    for k in 0..<min(40, tables.nearCount) {
      let r = Int(state.route[Int(near[k])])
      if r >= 0, routeMark[r] != mark {
        routeMark[r] = mark
        tryRoute(stop, r, blinking)
      }
    }
    if !hasEmptyRoute { return }
    for r in 0..<tables.teams where state.length[r] == 0 { tryRoute(stop, r, blinking) }
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
    let version = state.version[r]
    let known = recall + (recallsPlaces ? stop &* tables.teams &+ r : 0)
    if known.pointee.version != version {
      known.pointee = cheapestPlace(stop, r, blinking, version)
    } else if blinking, random.bits() & 63 == 0 {
      return
    }
    let cost = known.pointee.cost
    if cost == Int.max { return }
    let weighed = cost &* weight[r]
    if weighed < place.cost {
      place = InsertionPlace(route: r, position: known.pointee.position, cost: weighed)
    }
    // what a blink has hidden, or has no room of its own, is not remembered
    if known.pointee.isBlinked || !recallsPlaces { known.pointee.version = -1 }
  }

  /// Scans the places of one route.
  @inline(__always)
  private mutating func cheapestPlace(_ stop: Int, _ r: Int, _ blinking: Bool, _ version: Int) -> KnownPlace {
    let tables = tables
    var known = KnownPlace(version: version)
    guard state.load[r] &+ tables.demand[stop] <= tables.capacity[r] else { return known }
    let count = state.length[r]
    let base = r &* state.row
    let node = state.node + base
    let departure = state.departure + base
    let latest = state.latest + base
    let leg = state.leg + base
    let into = tables.teamTravelInto[r] + stop &* tables.nodes
    let from = tables.teamTravel[r] + stop &* tables.nodes
    let (open, close, service) = (tables.open[stop], tables.close[stop], tables.service[stop])
    let extra = (settings.isBalancing ? service : 0) &+ (count == 0 ? Int(leg[0]) : 0)
    var best = Int.max
    var p = 0
    while p <= count {
      let there = departure[p]
      if there > close { break }
      let way = Int(into[Int(node[p])])
      let on = Int(from[Int(node[p &+ 1])])
      let begin = max(there &+ way, open)
      let cost = way &+ on &- Int(leg[p]) &+ extra
      if cost < best, begin <= close, begin &+ service &+ on <= latest[p &+ 1] {
        if blinking, random.bits() & 127 == 0 {
          known.isBlinked = true
        } else {
          best = cost
          known.position = p
        }
      }
      p &+= 1
    }
    known.cost = best
    return known
  }
}

/// The cheapest place for a stop in one content of one route.
struct KnownPlace {
  var version: Int
  /// `Int.max`: there is none.
  var cost = Int.max
  var position = 0
  var isBlinked = false
}
