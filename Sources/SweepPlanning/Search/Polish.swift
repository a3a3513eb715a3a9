extension SweepSearch {
  /// Shortens the routes the iteration has touched; where that frees time, stops left over are tried again.
  mutating func polishTouched() {
    let before = state.allTravel
    for k in 0..<backup.count {
      let r = backup.touched[k]
      let count = state.length[r]
      guard count >= 2 else { continue }
      polish(r, whole: count < Self.shortRoute || random.unit() * Double(count) < settings.wholePolish)
    }
    if state.allTravel < before, poolCount > 0 { insertPool(blinking: true) }
  }

  /// Shorter routes are polished whole whenever they change, longer ones mostly where they have changed.
  static let shortRoute = 30

  /// 2-opt and Or-opt within one route until neither helps.
  ///
  /// - Parameter whole: whether moves may begin anywhere, or only where the iteration has changed the route.
  /// - Source: Croes (1958) and Or (1976).
  mutating func polish(_ r: Int, whole: Bool) {
    var rounds = 0
    setSpots(r, whole)
    while rounds < 20, reverseOnePart(r) || moveOnePart(r, whole) {
      rounds += 1
      if !whole { setSpots(r, false) }
    }
  }

  /// The positions of a route that moves begin at.
  private mutating func setSpots(_ r: Int, _ whole: Bool) {
    spotCount = 0
    if whole {
      for p in 1...state.length[r] { spots[p - 1] = Int32(truncatingIfNeeded: p) }
      spotCount = state.length[r]
    } else {
      for k in 0..<changedCount where Int(state.route[Int(changed[k])]) == r {
        spots[spotCount] = state.position[Int(changed[k])]
        spotCount += 1
      }
    }
  }

  /// Notes that a route has a new neighbour at a node.
  @inline(__always)
  mutating func noteChange(_ node: Int32) {
    let stop = Int(node)
    guard stop < tables.stops, changedMark[stop] != iterations else { return }
    changedMark[stop] = iterations
    changed[changedCount] = node
    changedCount += 1
  }

  /// The best reversal of a part of the route that brings two near stops side by side, if one saves travel and
  /// keeps all times.
  private mutating func reverseOnePart(_ r: Int) -> Bool {
    let tables = tables
    guard tables.isSymmetric else { return false }
    let (size, count) = (tables.nodes, state.length[r])
    let base = r * state.row
    let node = state.node + base
    let leg = state.leg + base
    let table = tables.teamTravel[r]
    let (position, route) = (state.position, state.route)
    let wanted = min(settings.polishNearby, tables.nearCount)
    var best = -1
    var found = (0, 0)
    var spot = 0
    while spot < spotCount {
      let i = Int(spots[spot])
      spot &+= 1
      let a = Int(node[i])
      let (before, after) = (Int(leg[i - 1]), Int(leg[i]))
      let near = tables.near + a &* tables.nearCount
      let row = table + a &* size
      let rowBefore = table + Int(node[i - 1]) &* size
      let rowAfter = table + Int(node[i + 1]) &* size
      let reach = max(before, after)
      var k = 0
      while k < wanted {
        let other = Int(near[k])
        k &+= 1
        let way = Int(row[other])
        if way >= reach { break }
        if Int(route[other]) != r { continue }
        let j = Int(position[other])
        // a and the other follow each other; so do those behind them, or those before them
        let behind = way &+ Int(rowAfter[Int(node[j &+ 1])]) &- after &- Int(leg[j])
        if behind < best {
          best = behind
          found = (min(i, j) + 1, max(i, j))
        }
        let ahead = way &+ Int(rowBefore[Int(node[j &- 1])]) &- before &- Int(leg[j &- 1])
        if ahead < best {
          best = ahead
          found = (min(i, j), max(i, j) - 1)
        }
      }
    }
    guard best < -1 else { return false }
    (scratch + 1).update(from: node + 1, count: count)
    var (low, high) = found
    while low < high {
      (scratch[low], scratch[high]) = (scratch[high], scratch[low])
      low += 1
      high -= 1
    }
    return takeScratch(r)
  }

  /// The best move of one to three stops to another place of the route beside a near stop or at an end, turned
  /// round or not.
  private mutating func moveOnePart(_ r: Int, _ whole: Bool) -> Bool {
    let tables = tables
    let (size, count) = (tables.nodes, state.length[r])
    let base = r * state.row
    let node = state.node + base
    let leg = state.leg + base
    let table = tables.teamTravel[r]
    let wanted = min(settings.polishNearby, tables.nearCount)
    var best = -1
    var found = PartMove()
    for width in 1...3 where width < count {
      // a part begins at a spot; where not every position is one, it may also end there
      var turn = 0
      let turns = whole || width == 1 ? spotCount : 2 * spotCount
      while turn < turns {
        let first = turn < spotCount ? Int(spots[turn]) : Int(spots[turn - spotCount]) - width + 1
        turn += 1
        let last = first + width - 1
        if first < 1 || last > count { continue }
        let (a, b) = (Int(node[first]), Int(node[last]))
        let gain =
          Int(leg[first - 1]) + Int(leg[last]) - Int(table[Int(node[first - 1]) * size + Int(node[last + 1])])
        if gain > -best {
          var part = PartMove(first: first, last: last, best: best)
          part.consider(self, r, a, b, gain, 0)
          part.consider(self, r, a, b, gain, count)
          for end in 0..<(width == 1 ? 1 : 2) {
            let near = tables.near + (end == 0 ? a : b) &* tables.nearCount
            let row = tables.teamTravelInto[r] + (end == 0 ? a : b) &* size
            var k = 0
            while k < wanted {
              let other = Int(near[k])
              k &+= 1
              if Int(row[other]) >= gain { break }
              if Int(state.route[other]) != r { continue }
              let p = Int(state.position[other])
              part.consider(self, r, a, b, gain, p)
              part.consider(self, r, a, b, gain, p &- 1)
            }
          }
          if part.best < best {
            best = part.best
            found = part
          }
        }
      }
    }
    guard best < -1 else { return false }
    var write = 1
    func copyPart() {
      for k in 0...(found.last - found.first) {
        scratch[write] = node[found.isTurned ? found.last - k : found.first + k]
        write += 1
      }
    }
    if found.behind == 0 { copyPart() }
    for p in 1...count where p < found.first || p > found.last {
      scratch[write] = node[p]
      write += 1
      if p == found.behind { copyPart() }
    }
    return takeScratch(r)
  }

  /// Whether the order in `scratch` has before each stop what must come before it.
  private func keepsOrder(_ count: Int) -> Bool {
    for p in 1...count { scratchPosition[Int(scratch[p])] = p }
    for p in 1...count {
      let stop = Int(scratch[p])
      for k in tables.firstBefore[stop]..<tables.firstBefore[stop + 1]
      where scratchPosition[Int(tables.before[k])] > p { return false }
    }
    return true
  }

  /// Makes the order in `scratch` the route's, if all times are kept.
  private mutating func takeScratch(_ r: Int) -> Bool {
    let tables = tables
    let (size, count) = (tables.nodes, state.length[r])
    if tables.hasOrder, !keepsOrder(count) { return false }
    var now = tables.shiftStart[r]
    let table = tables.teamTravel[r]
    var at = tables.start[r]
    for p in 1...count {
      let stop = Int(scratch[p])
      now = max(now + Int(table[at * size + stop]), tables.teamOpen[r][stop])
      if now > tables.teamClose[r][stop] { return false }
      now += tables.service[stop]
      at = stop
    }
    if now + Int(table[at * size + tables.end[r]]) > tables.shiftEnd[r] { return false }
    (state.node + r * state.row + 1).update(from: scratch + 1, count: count)
    state.rebuild(r)
    return true
  }
}

/// A part of a route and the best place found for it.
private struct PartMove {
  var first = 0
  var last = 0
  var behind = 0
  var isTurned = false
  /// The change of travel.
  var best = 0

  /// Tries the place behind position `p`.
  @inline(__always)
  mutating func consider(_ search: borrowing SweepSearch, _ r: Int, _ a: Int, _ b: Int, _ gain: Int, _ p: Int)
  {
    if p >= first &- 1, p <= last { return }
    let size = search.tables.nodes
    let node = search.state.node + r &* search.state.row
    let (i, j) = (Int(node[p]), Int(node[p &+ 1]))
    let base = gain &+ Int(search.state.leg[r &* search.state.row &+ p])
    let (into, from) = (search.tables.teamTravelInto[r], search.tables.teamTravel[r])
    let straight = Int(into[a &* size &+ i]) &+ Int(from[b &* size &+ j]) &- base
    if straight < best {
      best = straight
      behind = p
      isTurned = false
    }
    guard first != last, search.tables.isSymmetric else { return }
    let turned = Int(into[b &* size &+ i]) &+ Int(from[a &* size &+ j]) &- base
    if turned < best {
      best = turned
      behind = p
      isTurned = true
    }
  }
}
