extension SweepSearch {
  /// Makes what is possible of a plan the first one: its locked visits first, then the others in their order.
  ///
  /// A visit that has become impossible (the shift is shorter, a skill is gone) is left to be placed anew.
  mutating func takeUp(_ start: SweepStart) {
    var number = [Int](repeating: -1, count: tables.stops)
    for stop in 0..<tables.stops { number[tables.original[stop]] = stop }
    let locked = start.withPredecessors(tables.problem, number)
    for isLockedTurn in [true, false] {
      for route in start.plan.routes where (0..<tables.teams).contains(route.team) {
        var behind = 0
        for given in route.stops where number.indices.contains(given) {
          let stop = number[given]
          if state.route[stop] >= 0 {
            // placed in the first turn: the next ones go behind it
            if Int(state.route[stop]) == route.team { behind = Int(state.position[stop]) }
          } else if locked.contains(given) == isLockedTurn, fits(stop, route.team, behind: behind) {
            state.insert(stop, route.team, behind: behind)
            isLocked[stop] = isLockedTurn
            behind += 1
          }
        }
      }
    }
    // what is given should not be forgotten in the first heat
    settings.hot *= 0.3
    settings.isWarm = true
  }

  /// Whether a stop can be visited behind position `p` of a team's round.
  private func fits(_ stop: Int, _ r: Int, behind p: Int) -> Bool {
    guard tables.isAllowed[tables.teamClass[r] * tables.stops + stop],
      state.load[r] + tables.demand[stop] <= tables.capacity[r],
      !tables.hasOrder || 0...p ~= state.firstPlace(stop, r)
    else { return false }
    let base = r * state.row + p
    let (before, after) = (Int(state.node[base]), Int(state.node[base + 1]))
    let arrival = state.departure[base] + Int(tables.travel[before * tables.nodes + stop])
    let begin = max(arrival, tables.teamOpen[r][stop])
    return begin <= tables.teamClose[r][stop]
      && begin + tables.service[stop] + Int(tables.travel[stop * tables.nodes + after])
        <= state.latest[base + 1]
  }

  /// Goes on from the best plan of another search of the same tables.
  mutating func adopt(_ other: SweepSearch) {
    for stop in 0..<tables.stops where state.route[stop] >= 0 { state.leave(stop) }
    var k = 0
    for r in 0..<tables.teams {
      let count = other.bestLength[r]
      let node = state.node + r * state.row
      (node + 1).update(from: other.bestStops + k, count: count)
      node[count + 1] = Int32(tables.end[r])
      state.length[r] = count
      state.rebuild(r)
      for p in 0..<count { state.enter(Int(other.bestStops[k + p]), r) }
      k += count
    }
    cost = currentCost
    keepIfBest()
  }
}

extension SweepStart {
  /// The locked stops with those that must come before them on the same round: who stays needs them there.
  ///
  /// - Parameter number: where each stop of the plan stands in the problem.
  fileprivate func withPredecessors(_ problem: SweepProblem, _ number: [Int]) -> Set<Int> {
    var all = locked
    for route in plan.routes {
      var needed: Set<String> = []
      for given in route.stops.reversed() where number.indices.contains(given) {
        let stop = problem.stops[number[given]]
        if all.contains(given) || needed.contains(stop.id) {
          all.insert(given)
          needed.formUnion(stop.after)
        }
      }
    }
    return all
  }
}
