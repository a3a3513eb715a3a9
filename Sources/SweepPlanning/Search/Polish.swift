extension SweepSearch {
  /// Shortens the routes the iteration has touched; where that frees time, stops left over are tried again.
  mutating func polishTouched() {
    let before = state.allTravel
    for k in 0..<backup.count {
      let r = backup.touched[k]
      let count = state.length[r]
      guard count >= 2, count < 30 || random.unit() * Double(count) < 10 else { continue }
      polish(r)
    }
    if state.allTravel < before, poolCount > 0 { insertPool(blinking: true) }
  }

  /// 2-opt and Or-opt within one route until neither helps.
  ///
  /// - Source: Croes (1958) and Or (1976).
  mutating func polish(_ r: Int) {
    var rounds = 0
    while rounds < 20, reverseOnePart(r) || moveOnePart(r) { rounds += 1 }
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
    var i = 1
    while i <= count {
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
      i &+= 1
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
  private mutating func moveOnePart(_ r: Int) -> Bool {
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
      var first = 1
      while first + width - 1 <= count {
        let last = first + width - 1
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
        first += 1
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

  /// Makes the order in `scratch` the route's, if all times are kept.
  private mutating func takeScratch(_ r: Int) -> Bool {
    let tables = tables
    let (size, count) = (tables.nodes, state.length[r])
    var now = tables.shiftStart[r]
    let table = tables.teamTravel[r]
    var at = tables.start[r]
    for p in 1...count {
      let stop = Int(scratch[p])
      now = max(now + Int(table[at * size + stop]), tables.open[stop])
      if now > tables.close[stop] { return false }
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
