/// Ruin and recreate with string removals over optional stops, simulated annealing, and a little polishing of
/// routes: one search for prizes, travel and the longest round.
///
/// - Source: Christiaens, Vanden Berghe: Slack induction by string removals for vehicle routing problems,
///   Transportation Science 54 (2020); with optional stops, prize orders and polishing of our own.
struct SweepSearch {
  let tables: SearchTables
  var state: RouteState
  var backup: RouteBackup
  var random: SweepRandom
  var settings: SearchSettings
  /// Stops the iteration may insert, with the keys they are sorted by.
  let pool: UnsafeMutablePointer<Int32>
  let keys: UnsafeMutablePointer<Double>
  var poolCount = 0
  /// Whether the ruin has left a route without stops.
  var hasEmptyRoute = true
  /// The iteration that removed the stop last.
  let stopMark: UnsafeMutablePointer<Int>
  /// Stops that never leave their team.
  let isLocked: UnsafeMutablePointer<Bool>
  /// Marks of the insertion scan: by route, and by class of empty teams.
  let routeMark: UnsafeMutablePointer<Int>
  let classMark: UnsafeMutablePointer<Int>
  var mark = 0
  /// What is known of each stop in each route, when there is room for it.
  let recall: UnsafeMutablePointer<KnownPlace>
  let recallsPlaces: Bool
  /// What one unit of more travel counts in each route, in 65,536ths.
  let weight: UnsafeMutablePointer<Int>
  /// Stops that have a new neighbour since the iteration began.
  let changed: UnsafeMutablePointer<Int32>
  var changedCount = 0
  let changedMark: UnsafeMutablePointer<Int>
  /// Positions that polishing begins at.
  let spots: UnsafeMutablePointer<Int32>
  var spotCount = 0
  /// Room for one route.
  let scratch: UnsafeMutablePointer<Int32>
  /// Where a stop stands in it.
  let scratchPosition: UnsafeMutablePointer<Int>
  var place = InsertionPlace()
  var cost = 0.0
  /// The best plan met: lengths by route and the stops one route after another.
  var best: SearchScore
  let bestLength: UnsafeMutablePointer<Int>
  let bestStops: UnsafeMutablePointer<Int32>
  var iterations = 0
  /// The iteration that met it.
  var bestIteration = 0
  /// The longest round and the sum of its powers are kept for balancing only.
  var power = 8

  /// - Parameter start: a plan to go on from, in the numbers of the problem as it was given.
  init(_ tables: SearchTables, seed: UInt64, from start: SweepStart? = nil) {
    let memory = tables.memory
    self.tables = tables
    state = RouteState(tables)
    backup = RouteBackup(state)
    random = SweepRandom(seed: seed)
    settings = SearchSettings(tables)
    pool = memory.values(tables.stops, 0)
    keys = memory.values(tables.stops, 0)
    stopMark = memory.values(tables.stops, 0)
    isLocked = memory.values(tables.nodes, false)
    routeMark = memory.values(tables.teams, 0)
    classMark = memory.values(tables.classes, 0)
    recallsPlaces = tables.stops * tables.teams <= 1 << 20
    recall = memory.values(recallsPlaces ? tables.stops * tables.teams : 1, KnownPlace(version: -1))
    weight = memory.values(tables.teams, 1 << 16)
    scratch = memory.values(tables.stops + 2, 0)
    scratchPosition = memory.values(tables.stops, 0)
    changed = memory.values(tables.stops, 0)
    changedMark = memory.values(tables.stops, -1)
    spots = memory.values(tables.stops, 0)
    bestLength = memory.values(tables.teams, 0)
    bestStops = memory.values(tables.stops, 0)
    best = SearchScore.worst
    backup.begin(state)
    if let start { takeUp(start) }
    construct()
  }

  /// One iteration at a temperature: ruin, recreate, polish, and keep the result or go back.
  mutating func step(temperature: Double) {
    iterations += 1
    changedCount = 0
    backup.begin(state)
    if settings.isBalancing { weighRoutes() }
    let seed = random.below(tables.stops)
    let crosses = settings.crossing > 0 && random.unit() < settings.crossing
    if !crosses || !crossTails(at: seed) { ruin(around: seed) }
    gather(around: seed)
    sortPool()
    insertPool(blinking: true)
    let limit = cost + temperature * random.exponential()
    var new = currentCost
    if settings.polishes, new < limit + settings.polishReach {
      polishTouched()
      new = currentCost
    }
    if new < limit {
      cost = new
      keepIfBest()
    } else {
      backup.restore(&state)
    }
  }

  /// The first plan: every stop not yet visited once in the order that suits the objective, each at its cheapest place.
  private mutating func construct() {
    let tables = tables
    poolCount = 0
    let isPrize = tables.problem.objective == .maximumPrize
    for stop in 0..<tables.stops where state.route[stop] < 0 {
      let slack = Double(min(tables.close[stop], 1 << 40) - tables.open[stop])
      pool[poolCount] = Int32(stop)
      keys[poolCount] =
        isPrize
        ? (tables.isNeeded[stop] ? -1e18 : -Double(tables.prize[stop])) : (tables.hasWindows ? slack : 0)
      poolCount += 1
    }
    sortAll()
    if settings.isBalancing { weighRoutes() }
    insertPool(blinking: false, everywhere: true)
    cost = currentCost
    keepIfBest()
  }

  /// Insertion sort would take too long on thousands of stops.
  private mutating func sortAll() {
    let order = (0..<poolCount).sorted { (keys[$0], $0) < (keys[$1], $1) }.map { pool[$0] }
    for (index, stop) in order.enumerated() { pool[index] = stop }
  }
}

/// Where a stop costs least.
struct InsertionPlace {
  var route = -1
  var position = 0
  var cost = Int.max
}

// MARK: - Scores

/// How good a plan is, as a user compares: nothing needed left out, then the objective, then travel.
struct SearchScore: Comparable {
  var missing: Int
  /// Prize left out, travel, or the longest round.
  var main: Int
  var travel: Int

  static let worst = SearchScore(missing: .max, main: .max, travel: .max)

  static func < (a: SearchScore, b: SearchScore) -> Bool {
    (a.missing, a.main, a.travel) < (b.missing, b.main, b.travel)
  }
}

extension SweepSearch {
  var score: SearchScore {
    switch tables.problem.objective {
    case .maximumPrize: SearchScore(missing: state.missing, main: -state.prize, travel: state.allTravel)
    case .minimumTravel: SearchScore(missing: state.missing, main: state.allTravel, travel: state.allTravel)
    case .minimumMakespan: SearchScore(missing: state.missing, main: longest, travel: state.allTravel)
    }
  }

  /// The longest round.
  var longest: Int {
    var longest = 0
    for r in 0..<tables.teams { longest = max(longest, state.duration(r)) }
    return longest
  }

  /// What annealing compares: like the score, but smooth.
  var currentCost: Double {
    let missing = Double(state.missing) * settings.missingCost
    switch tables.problem.objective {
    case .maximumPrize: return missing - Double(state.prize) + settings.travelWeight * Double(state.allTravel)
    case .minimumTravel: return missing + Double(state.allTravel)
    case .minimumMakespan: return missing + norm + settings.travelWeight * Double(state.allTravel)
    }
  }

  /// The `power`-norm of the durations: close to the longest, but shortening any long round shows.
  private var norm: Double {
    let top = Double(max(1, longest))
    var sum = 0.0
    for r in 0..<tables.teams where state.length[r] > 0 {
      var share = Double(state.duration(r)) / top
      var p = 1
      while p < power {
        share *= share
        p *= 2
      }
      sum += share
    }
    var p = 1
    while p < power {
      sum = sum.squareRoot()
      p *= 2
    }
    return top * sum
  }

  /// A minute more costs nearly nothing in a short round and all of it in the longest.
  mutating func weighRoutes() {
    let top = Double(max(1, longest))
    for r in 0..<tables.teams {
      let share = Double(state.duration(r)) / top
      var rest = power - 1
      var factor = share
      var value = 1.0
      while rest > 0 {
        if rest & 1 == 1 { value *= factor }
        factor *= factor
        rest >>= 1
      }
      weight[r] = Int(65536 * value) + settings.leastWeight
    }
  }

  mutating func keepIfBest() {
    do {
      let new = score
      guard new < best else { return }
      best = new
      bestIteration = iterations
      var k = 0
      for r in 0..<tables.teams {
        let count = state.length[r]
        bestLength[r] = count
        (bestStops + k).update(from: state.node + r * state.row + 1, count: count)
        k += count
      }
    }
  }

  /// The routes of the best plan met so far, in the numbers of the tables, with the class of each team.
  var bestRoutes: [(number: Int, stops: [Int])] {
    var routes: [(number: Int, stops: [Int])] = []
    var k = 0
    for r in 0..<tables.teams where bestLength[r] > 0 {
      routes.append((tables.teamClass[r], (k..<k + bestLength[r]).map { Int(bestStops[$0]) }))
      k += bestLength[r]
    }
    return routes
  }

  /// The best plan met so far.
  var bestPlan: SweepPlan {
    var routes: [SweepRoute] = []
    var k = 0
    for r in 0..<tables.teams {
      let count = bestLength[r]
      if count > 0 {
        routes.append(SweepRoute(team: r, stops: (k..<k + count).map { tables.original[Int(bestStops[$0])] }))
      }
      k += count
    }
    return SweepPlan(routes: routes)
  }
}
