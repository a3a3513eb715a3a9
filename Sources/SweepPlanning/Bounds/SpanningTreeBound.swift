/// The least travel of rounds that visit every stop, by spanning trees: rounds without their ways home are a tree
/// over the stops and the bases taken as one, and every round has a way home. Multipliers at the stops push their
/// degrees towards two.
///
/// - Source: Held, Karp: The traveling-salesman problem and minimum spanning trees, Operations Research 18 (1970).
struct SpanningTreeBound {
  private let count: Int
  private let teams: Int
  /// The shorter of both directions, between stops 0 to `count` - 1 and the bases as `count`.
  private let cost: UnsafeMutablePointer<Double>
  private let multiplier: UnsafeMutablePointer<Double>
  private let degree: UnsafeMutablePointer<Int>
  private let nearest: UnsafeMutablePointer<Double>
  private let parent: UnsafeMutablePointer<Int>
  private let isIn: UnsafeMutablePointer<Bool>

  init(_ tables: SearchTables) {
    let (n, size) = (tables.stops, tables.nodes)
    let memory = tables.memory
    count = n
    teams = tables.teams
    cost = memory.values((n + 1) * (n + 1), 0)
    multiplier = memory.values(n + 1, 0)
    degree = memory.values(n + 1, 0)
    nearest = memory.values(n + 1, 0)
    parent = memory.values(n + 1, 0)
    isIn = memory.values(n + 1, false)
    // the tables round up by less than one unit
    func way(_ i: Int, _ j: Int) -> Double {
      Double(max(0, Int(tables.travel[i * size + j]) - 1)) / tables.units.scale
    }
    for i in 0..<n {
      for j in 0..<n { cost[i * (n + 1) + j] = min(way(i, j), way(j, i)) }
      var home = Double.infinity
      for r in 0..<tables.teams { home = min(home, way(tables.start[r], i), way(i, tables.end[r])) }
      cost[i * (n + 1) + n] = home
      cost[n * (n + 1) + i] = home
    }
  }

  /// How many trees are within an amount of work, at most 150: more bring next to nothing.
  func affordable(_ work: Int) -> Int { min(150, max(1, work / (2 * (count + 1) * (count + 1)))) }

  /// The best bound found in a number of trees, in the problem's unit.
  ///
  /// - Complexity: O(stops²) a tree (Prim).
  mutating func best(trees: Int, isOver: () -> Bool) -> Double {
    var best = 0.0
    var step = 0.0
    for round in 0..<trees where round == 0 || !isOver() {
      let bound = tree()
      if round == 0 { step = 0.5 * bound / Double(max(1, count)) }
      best = max(best, bound)
      for i in 0..<count { multiplier[i] += step * Double(degree[i] - 2) }
      step *= 0.97
    }
    return best
  }

  /// The value of the least tree at the multipliers; leaves its degrees.
  private mutating func tree() -> Double {
    let (n, row) = (count, count + 1)
    for i in 0...n {
      nearest[i] = cost[n * row + i] + multiplier[i]
      parent[i] = n
      degree[i] = 0
      isIn[i] = false
    }
    isIn[n] = true
    var sum = 0.0
    var way = Double.infinity
    var home = 0
    for i in 0..<n where nearest[i] < way { (home, way) = (i, nearest[i]) }
    for _ in 0..<n {
      var (next, least) = (-1, Double.infinity)
      for i in 0..<n where !isIn[i] && nearest[i] < least { (next, least) = (i, nearest[i]) }
      isIn[next] = true
      sum += least
      degree[next] += 1
      degree[parent[next]] += 1
      let own = multiplier[next]
      for i in 0..<n where !isIn[i] {
        let by = cost[next * row + i] + own + multiplier[i]
        if by < nearest[i] { (nearest[i], parent[i]) = (by, next) }
      }
    }
    // one way home at least; where ways home are below zero, as many as there are teams
    degree[home] += 1
    sum += way < 0 ? way * Double(teams) : way
    for i in 0..<n { sum -= 2 * multiplier[i] }
    return sum
  }
}

extension ProvenBound {
  static func ofTravel(_ tables: SearchTables, work: Int, isOver: () -> Bool) -> ProvenBound {
    var trees = SpanningTreeBound(tables)
    let least = trees.best(trees: trees.affordable(work), isOver: isOver)
    return ProvenBound(leastValue: least * (1 - 1e-9), tables, .spanningTree)
  }

  /// The larger of: the stop that takes longest when one team goes there alone; all travel and service shared
  /// evenly.
  static func ofMakespan(_ tables: SearchTables, work: Int, isOver: () -> Bool) -> ProvenBound {
    var single = 0
    for i in 0..<tables.stops {
      var least = Int.max
      for r in 0..<tables.teams where tables.isConceivable[tables.teamClass[r] * tables.stops + i] {
        let cell = tables.teamClass[r] * tables.stops + i
        let begin = max(tables.shiftStart[r] + tables.fromStart[cell], tables.teamOpen[r][i])
        let done = begin + tables.service[i] + tables.toEnd[cell]
        // each of the four whole numbers is rounded up by less than one unit
        least = min(least, tables.leastClock(done - 4, r))
      }
      if least < Int.max { single = max(single, least) }
    }
    let alone = Double(max(0, single)) / tables.units.scale
    var trees = SpanningTreeBound(tables)
    let service = tables.problem.stops.reduce(0) { $0 + $1.service }
    let even =
      (trees.best(trees: trees.affordable(work), isOver: isOver) + service) * (1 - 1e-9)
      / Double(tables.teams)
    // who works that long at least is kept by his breaks besides
    let shared = tables.breaks.isEmpty ? even : longer(even, tables)
    return shared > alone
      ? ProvenBound(leastValue: shared, tables, .spanningTree)
      : ProvenBound(leastValue: alone, tables, .singleStop)
  }

  /// The time from the start of the shift that so much work takes any team at least.
  private static func longer(_ work: Double, _ tables: SearchTables) -> Double {
    let units = Int(max(0, work * tables.units.scale - 1).rounded(.down))
    var least = Int.max
    for r in 0..<tables.teams { least = min(least, tables.leastClock(tables.shiftStart[r] + units, r)) }
    return max(work, Double(least) / tables.units.scale)
  }

  /// For prizes where nothing better is at hand: what a team could collect if it went to every stop alone.
  static func ofReachable(_ tables: SearchTables) -> ProvenBound {
    var sum = 0
    for i in 0..<tables.stops {
      let isReachable = (0..<tables.classes).contains { tables.isConceivable[$0 * tables.stops + i] }
      if isReachable { sum += tables.prize[i] }
    }
    return ProvenBound(mostPrize: sum, tables)
  }
}
