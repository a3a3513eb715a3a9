/// The routes a search works on, with the earliest and latest times that make one insertion three additions and
/// two comparisons.
///
/// Route r holds the nodes at positions 0 (the start) to `length[r]` + 1 (the end) of its row.
///
/// - Source: Savelsbergh: The vehicle routing problem with time windows: minimizing route duration (1992), for
///   the latest times.
struct RouteState {
  let tables: SearchTables
  /// Length of one row.
  let row: Int
  let node: UnsafeMutablePointer<Int32>
  /// Earliest departure from the node; at the end: the arrival.
  let departure: UnsafeMutablePointer<Int>
  /// Latest arrival that keeps the rest of the route in time.
  let latest: UnsafeMutablePointer<Int>
  /// Travel from the node at the position to the next.
  let leg: UnsafeMutablePointer<Int32>
  /// Per route.
  let length: UnsafeMutablePointer<Int>
  let load: UnsafeMutablePointer<Int>
  let travel: UnsafeMutablePointer<Int>
  /// The longest time that a visit and its detour could take somewhere on the route; where tables use it.
  let room: UnsafeMutablePointer<Int>
  /// A number that no other content of any route has had: what was worked out for it holds as long.
  let version: UnsafeMutablePointer<Int>
  private var versions = 0
  /// Per stop: its route, or -1, and its position there.
  let route: UnsafeMutablePointer<Int32>
  let position: UnsafeMutablePointer<Int32>
  /// Sums over all stops visited.
  var prize = 0
  var allTravel = 0
  var visited = 0
  /// Stops needed but not visited.
  var missing = 0

  init(_ tables: SearchTables) {
    let (n, m) = (tables.stops, tables.teams)
    let memory = tables.memory
    self.tables = tables
    row = n + 2
    node = memory.room(m * row, of: Int32.self)
    departure = memory.room(m * row, of: Int.self)
    latest = memory.room(m * row, of: Int.self)
    leg = memory.room(m * row, of: Int32.self)
    length = memory.values(m, 0)
    load = memory.values(m, 0)
    travel = memory.values(m, 0)
    room = memory.values(m, 0)
    version = memory.values(m, 0)
    route = memory.values(n, -1)
    position = memory.values(n, 0)
    for r in 0..<m {
      node[r * row] = Int32(tables.start[r])
      node[r * row + 1] = Int32(tables.end[r])
      rebuild(r)
    }
    // an empty route stays at home
    allTravel = 0
    for stop in 0..<n where tables.isNeeded[stop] { missing += 1 }
  }

  /// The time from the start of the shift to the return, breaks included; 0 for a route without stops.
  @inline(__always)
  func duration(_ r: Int) -> Int {
    if length[r] == 0 { return 0 }
    let end = departure[r * row + length[r] + 1]
    return tables.breaks.isEmpty ? end - tables.shiftStart[r] : tables.clock(end, r)
  }

  /// The first position behind all stops that must come before a stop; -1 when one of them is not on the route.
  func firstPlace(_ stop: Int, _ r: Int) -> Int {
    var first = 0
    for k in tables.firstBefore[stop]..<tables.firstBefore[stop + 1] {
      let other = Int(tables.before[k])
      if Int(route[other]) != r { return -1 }
      first = max(first, Int(position[other]))
    }
    return first
  }

  /// Recomputes a route whose nodes have changed, except the sums over all routes but travel.
  mutating func rebuild(_ r: Int) {
    let tables = tables
    let (size, count) = (tables.nodes, length[r])
    let node = node + r * row
    let departure = departure + r * row
    let latest = latest + r * row
    let leg = leg + r * row
    let table = tables.teamTravel[r]
    let (open, close) = (tables.teamOpen[r], tables.teamClose[r])
    versions += 1
    version[r] = versions
    var now = tables.shiftStart[r]
    var travelled = 0
    var carried = 0
    departure[0] = now
    for p in 0..<count {
      let to = Int(node[p + 1])
      let way = table[Int(node[p]) &* size &+ to]
      leg[p] = way
      travelled &+= Int(way)
      now = max(now &+ Int(way), open[to]) &+ tables.service[to]
      departure[p + 1] = now
      carried &+= tables.demand[to]
      position[to] = Int32(truncatingIfNeeded: p + 1)
    }
    let way = table[Int(node[count]) * size + Int(node[count + 1])]
    leg[count] = way
    departure[count + 1] = now + Int(way)
    travelled += Int(way)
    var limit = tables.shiftEnd[r]
    latest[count + 1] = limit
    var p = count
    while p > 0 {
      let at = Int(node[p])
      limit = min(limit &- Int(leg[p]) &- tables.service[at], close[at])
      latest[p] = limit
      p -= 1
    }
    measureRoom(r)
    load[r] = carried
    let before = travel[r]
    travel[r] = count == 0 ? 0 : travelled
    allTravel += travel[r] - before
  }

  /// Puts a stop behind position `p` of a route; it must fit there.
  mutating func insert(_ stop: Int, _ r: Int, behind p: Int) {
    let tables = tables
    let (size, count) = (tables.nodes, length[r])
    let node = node + r * row
    let departure = departure + r * row
    let latest = latest + r * row
    let leg = leg + r * row
    let (open, close) = (tables.teamOpen[r], tables.teamClose[r])
    versions += 1
    version[r] = versions
    var q = count + 1
    while q > p {
      let moved = node[q]
      node[q + 1] = moved
      departure[q + 1] = departure[q]
      latest[q + 1] = latest[q]
      leg[q + 1] = leg[q]
      if q <= count { position[Int(moved)] = Int32(truncatingIfNeeded: q + 1) }
      q -= 1
    }
    let (i, j) = (Int(node[p]), Int(node[p + 2]))
    let before = count == 0 ? 0 : Int(leg[p])
    node[p + 1] = Int32(truncatingIfNeeded: stop)
    let table = tables.teamTravel[r]
    leg[p] = table[i * size + stop]
    leg[p + 1] = table[stop * size + j]
    position[stop] = Int32(truncatingIfNeeded: p + 1)
    length[r] = count + 1
    let more = Int(leg[p]) + Int(leg[p + 1]) - before
    travel[r] += more
    allTravel += more
    load[r] += tables.demand[stop]
    var now = departure[p]
    q = p
    while q <= count {
      let to = Int(node[q + 1])
      now = max(now &+ Int(leg[q]), open[to]) &+ tables.service[to]
      departure[q + 1] = now
      q += 1
    }
    departure[count + 2] = now + Int(leg[count + 1])
    var limit = latest[p + 2]
    q = p + 1
    while q > 0 {
      let at = Int(node[q])
      limit = min(limit &- Int(leg[q]) &- tables.service[at], close[at])
      latest[q] = limit
      q -= 1
    }
    measureRoom(r)
    enter(stop, r)
  }

  @inline(__always)
  private func measureRoom(_ r: Int) {
    guard tables.usesRoom else { return }
    let (departure, latest, leg) = (departure + r &* row, latest + r &* row, leg + r &* row)
    let count = length[r]
    var widest = 0
    var p = 0
    while p <= count {
      widest = max(widest, latest[p &+ 1] &- departure[p] &- Int(leg[p]))
      p &+= 1
    }
    room[r] = widest
  }

  /// Notes a stop as visited by a route.
  @inline(__always)
  mutating func enter(_ stop: Int, _ r: Int) {
    route[stop] = Int32(truncatingIfNeeded: r)
    prize += tables.prize[stop]
    visited += 1
    if tables.isNeeded[stop] { missing -= 1 }
  }

  /// Notes a stop as visited by nobody; the route is rebuilt by the caller.
  @inline(__always)
  mutating func leave(_ stop: Int) {
    route[stop] = -1
    prize -= tables.prize[stop]
    visited -= 1
    if tables.isNeeded[stop] { missing += 1 }
  }
}
