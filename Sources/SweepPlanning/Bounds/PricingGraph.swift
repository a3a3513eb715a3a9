/// A routing problem as a bound sees it: what a stop is worth, what a way costs, and one resource (time, or load
/// where time is unlimited) that every way uses up.
///
/// Whatever is rounded is rounded so that no real route is lost: ways are cut by two units of the tables (of
/// which the search's rounding up can have added two), limits are widened by the checker's tolerance.
struct PricingGraph {
  let tables: SearchTables
  let stops: Int
  let nodes: Int
  /// Resource used from the start of the visit of i to the arrival at j, at [i · nodes + j].
  let hop: UnsafeMutablePointer<Int>
  /// What a way costs, in the objective's unit; 0 for prizes.
  let cost: UnsafeMutablePointer<Double>
  /// What visiting a stop is worth, in the same unit.
  let reward: UnsafeMutablePointer<Double>
  let open: UnsafeMutablePointer<Int>
  let close: UnsafeMutablePointer<Int>
  /// Per class of teams.
  let classes: [TeamClass]
  /// Whether load is a second limit beside time.
  let hasLoad: Bool

  struct TeamClass {
    var start: Int
    var end: Int
    var from: Int
    var until: Int
    var capacity: Int
    var teams: Int
  }

  /// - Returns: `nil` when neither time nor load limits a route.
  init?(_ tables: SearchTables) {
    let (n, size) = (tables.stops, tables.nodes)
    let memory = tables.memory
    let grouped = tables.problem.teamClasses
    let firsts = grouped.first
    let limited = firsts.allSatisfy { tables.shiftEnd[$0] < FixedPoint.never }
    let loaded =
      firsts.allSatisfy { tables.capacity[$0] < FixedPoint.never }
      && (0..<n).allSatisfy { tables.demand[$0] > 0 }
    guard limited || loaded else { return nil }
    self.tables = tables
    stops = n
    nodes = size
    let isPrize = tables.problem.objective == .maximumPrize
    let slack = tables.tolerance
    hop = memory.values(size * size, 0)
    cost = memory.values(size * size, 0)
    reward = memory.values(n, 0)
    open = memory.values(n, 0)
    close = memory.values(n, FixedPoint.never)
    for i in 0..<size {
      for j in 0..<size {
        let way = Int(tables.travel[i * size + j])
        if limited {
          hop[i * size + j] = max(0, way - 2 + (i < n ? tables.service[i] : 0))
        } else {
          hop[i * size + j] = j < n ? tables.demand[j] : 0
        }
        if !isPrize { cost[i * size + j] = Double(max(0, way - 1)) / tables.units.scale }
      }
    }
    for i in 0..<n {
      if limited {
        open[i] = max(0, tables.open[i] - 1)
        close[i] = min(FixedPoint.never, tables.close[i] + slack)
      }
      if isPrize {
        reward[i] = Double(tables.prize[i]) / tables.prizeScale
      } else {
        // any reward gives a bound; about the round of this stop alone gives a good one
        var alone = 0.0
        for team in firsts {
          let way =
            Int(tables.travel[tables.start[team] * size + i])
            + Int(tables.travel[i * size + tables.end[team]])
          alone = alone == 0 ? Double(way) : min(alone, Double(way))
        }
        reward[i] = (1.2 * alone + 1) / tables.units.scale
      }
    }
    hasLoad = limited && firsts.contains { tables.capacity[$0] < FixedPoint.never }
    classes = firsts.enumerated().map { number, team in
      TeamClass(
        start: tables.start[team], end: tables.end[team], from: limited ? tables.shiftStart[team] : 0,
        until: limited ? tables.shiftEnd[team] + slack : tables.capacity[team],
        capacity: tables.capacity[team],
        teams: grouped.classOf.count { $0 == number })
    }
  }

  /// Whether a team of the class could make a walk: no stop twice, all limits kept.
  func isRoute(_ walk: [Int], _ number: Int) -> Bool {
    guard Set(walk).count == walk.count else { return false }
    let team = classes[number]
    var at = team.start
    var now = team.from
    var load = 0
    for stop in walk {
      now = max(now + hop[at * nodes + stop], open[stop])
      load += tables.demand[stop]
      if now > close[stop] { return false }
      at = stop
    }
    return now + hop[at * nodes + team.end] <= team.until && (!hasLoad || load <= team.capacity)
  }
}
