extension SweepSearch {
  /// Lets two routes that come near each other exchange what follows there. Stops that the other team cannot visit
  /// in time make up the pool.
  ///
  /// - Returns: whether there were two such routes.
  /// - Source: Potvin, Rousseau: An exchange heuristic for routeing problems with time windows, Journal of the
  ///   Operational Research Society 46 (1995): 2-opt*.
  mutating func crossTails(at stop: Int) -> Bool {
    poolCount = 0
    let r = Int(state.route[stop])
    guard r >= 0, !tables.hasOrder, tables.nearCount > 0, tables.teams > 1 else { return false }
    let near = tables.near + stop &* tables.nearCount
    for _ in 0..<4 {
      let other = Int(near[random.below(min(10, tables.nearCount))])
      let q = Int(state.route[other])
      guard q >= 0, q != r else { continue }
      // the other stop comes behind this one
      let (first, second) = (Int(state.position[stop]) + 1, Int(state.position[other]))
      guard isFree(r, first), isFree(q, second) else { continue }
      exchangeTails(r, first, q, second)
      return true
    }
    return false
  }

  /// Whether no stop is locked from a position on.
  private func isFree(_ r: Int, _ first: Int) -> Bool {
    let node = state.node + r * state.row
    var p = first
    while p <= state.length[r] {
      if isLocked[Int(node[p])] { return false }
      p += 1
    }
    return true
  }

  private mutating func exchangeTails(_ r: Int, _ first: Int, _ q: Int, _ second: Int) {
    backup.save(r, state)
    backup.save(q, state)
    let (mine, yours) = (state.length[r] - first + 1, state.length[q] - second + 1)
    scratch.update(from: state.node + r * state.row + first, count: mine)
    (scratch + mine).update(from: state.node + q * state.row + second, count: yours)
    for k in 0..<mine + yours { state.leave(Int(scratch[k])) }
    append(mine..<mine + yours, to: r, behind: first - 1)
    append(0..<mine, to: q, behind: second - 1)
  }

  /// Ends a route with those of the stops in `scratch` that it can take in their order.
  private mutating func append(_ tail: Range<Int>, to r: Int, behind p: Int) {
    let tables = tables
    let node = state.node + r * state.row
    let table = tables.teamTravel[r]
    let allowed = tables.isAllowed + tables.teamClass[r] * tables.stops
    let (open, close, end) = (tables.teamOpen[r], tables.teamClose[r], tables.end[r])
    var (at, now, write, load) = (Int(node[p]), state.departure[r * state.row + p], p, 0)
    for k in 1..<max(1, p + 1) { load += tables.demand[Int(node[k])] }
    for k in tail {
      let stop = Int(scratch[k])
      let begin = max(now + Int(table[at * tables.nodes + stop]), open[stop])
      let done = begin + tables.service[stop]
      if allowed[stop], begin <= close[stop], load + tables.demand[stop] <= tables.capacity[r],
        done + Int(table[stop * tables.nodes + end]) <= tables.shiftEnd[r]
      {
        write += 1
        node[write] = scratch[k]
        (at, now, load) = (stop, done, load + tables.demand[stop])
      } else {
        pool[poolCount] = scratch[k]
        poolCount += 1
      }
    }
    node[write + 1] = Int32(end)
    state.length[r] = write
    state.rebuild(r)
    var k = p + 1
    while k <= write {
      state.enter(Int(node[k]), r)
      k += 1
    }
    noteChange(node[p])
    noteChange(node[p + 1])
  }
}
