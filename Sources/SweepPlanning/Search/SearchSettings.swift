/// The numbers of the search, in the units of its tables. All were measured on the benchmark sets.
struct SearchSettings {
  var isPrize: Bool
  var isBalancing: Bool
  var hasDemand = false
  /// Stops removed by one iteration, on average.
  var removals: Double
  /// The longest string removed.
  var stringLimit = 10.0
  /// The chance that the kept middle part of a split string grows by one more stop.
  var splitGrowth = 0.01
  /// The chance that an iteration exchanges the tails of two routes instead of removing strings. It helps where
  /// stops may be left out: what does not fit any more gives way.
  var crossing = 0.0
  /// What a needed stop left out counts.
  var missingCost: Double
  /// What travel counts beside prizes or the longest round.
  var travelWeight = 0.0
  /// Added to every weight: travel counts a little even in the shortest round.
  var leastWeight = 0
  var polishes: Bool
  /// How far above the limit of acceptance polishing is still tried.
  var polishReach = 0.0
  /// Annealing begins and ends at these, in units of cost.
  var hot: Double
  var cold: Double
  private var isSuited = false
  /// Whether a given plan is gone on from.
  var isWarm = false
  /// Unvisited stops nearby that an iteration tries.
  var nearby = 40
  /// Neighbours of a stop that polishing looks at.
  var polishNearby = 10
  /// How many whole polishes a long route gets in as many changes as it has stops.
  var wholePolish = 1.0
  /// Above this many stops insertion looks near a stop's neighbours only.
  var wideLimit = 150
  /// Near stops in whose routes insertion looks, above that many stops.
  var wide = 40
  /// Whether stops that were not visited are tried in routes that the iteration has changed only: elsewhere they
  /// fill up whatever time is left, far from the ruin, and cost the stops taken out their place (1,300 stops in three
  /// rounds: 10 % from the best known so, 26 % without; 1,000 in 25 rounds: 0.7 % better).
  var staysNear = false
  /// Whether places are looked for beside near stops only.
  var hasLongRoutes = false

  init(_ tables: SearchTables) {
    let objective = tables.problem.objective
    let n = max(1, tables.stops)
    isPrize = objective == .maximumPrize
    isBalancing = objective == .minimumMakespan
    for i in 0..<tables.stops where tables.demand[i] > 0 { hasDemand = true }
    removals = isPrize ? 7 : 10
    if isBalancing { leastWeight = 1000 }
    polishes = isPrize
    var longest = 1.0
    for table in Set((0..<tables.teams).map { tables.teamTravel[$0] }) {
      for i in 0..<tables.nodes * tables.nodes { longest = max(longest, Double(table[i])) }
    }
    missingCost = 3 * longest
    if isBalancing { missingCost += tables.longestWait }
    hot = 1
    cold = 1
    if isPrize {
      var prizes = 0.0
      for i in 0..<n where tables.stops > 0 { prizes += Double(tables.prize[i]) }
      var time = 0.0
      for r in 0..<tables.teams {
        time += Double(min(tables.shiftEnd[r] - tables.shiftStart[r], Int(longest) * 2 * n))
      }
      travelWeight = 0.15 * prizes / max(1, time)
      missingCost = 2 * prizes + 1
      hot = prizes / Double(n)
      cold = 0.15 * hot
      // with few stops hopeless results are rare, and skipping them cost 0.5 % on long rounds
      polishReach = n <= wideLimit ? .infinity : 2 * hot
    }
  }

  /// What depends on the first plan: called before the first iteration.
  mutating func suit(_ search: borrowing SweepSearch) {
    guard !isSuited else { return }
    isSuited = true
    var used = 0
    for r in 0..<search.tables.teams where search.state.length[r] > 0 { used += 1 }
    let held = isPrize ? Self.stopsPerRound(search.tables) : 0
    hasLongRoutes = search.tables.stops > wideLimit && (search.state.visited > 60 * used || held > 150)
    staysNear = isPrize && search.tables.stops > max(500, 100 * search.tables.teams)
    isPrize ? suitPrizes(search.tables, stopsPerRound: held) : setTemperatures(search)
  }

  /// With hundreds of stops in many short rounds there are few iterations for each stop: a cooler search that takes
  /// out more and polishes less gets farther (1,000 stops, 5 s: 2.7 % from the best known before, 0.3 % so). Few
  /// long rounds need the heat (400 stops in two rounds: 0.9 % with it, 7 % without). Where teams differ, by skills
  /// or bases, heat mixes up who goes where (200 stops, 3 s: 1.2 % with it, 0.2 % without).
  private mutating func suitPrizes(_ tables: SearchTables, stopsPerRound: Double) {
    let isLarge = tables.stops > 300
    guard stopsPerRound <= 40, isLarge || tables.stops > 60 && tables.classes > 1 else { return }
    removals = 10
    crossing = tables.classes > 1 ? 0.05 : 0
    staysNear = true
    if isLarge {
      polishReach *= 0.25
      hot *= 0.3
      cold *= 1.0 / 3
      nearby = 25
    } else {
      hot *= 0.5
      cold *= 0.25
    }
  }

  /// How many stops a round may come to hold: what its time is enough for at the pace from near stop to near stop.
  /// The first plan goes for the largest prizes and says little: 80 of 650 stops in the end, with 1,300 to choose from.
  private static func stopsPerRound(_ tables: SearchTables) -> Double {
    let nearest = min(2, tables.nearCount)
    guard nearest > 0, tables.teams > 0 else { return 0 }
    var pace = 0.0
    for stop in 0..<tables.stops {
      pace += Double(tables.service[stop])
      for k in 0..<nearest {
        let near = Int(tables.near[stop * tables.nearCount + k])
        pace += Double(tables.travel[stop * tables.nodes + near]) / Double(nearest)
      }
    }
    var time = 0.0
    for r in 0..<tables.teams { time += Double(tables.shiftEnd[r] - tables.shiftStart[r]) }
    let (stops, rounds) = (Double(tables.stops), Double(tables.teams))
    return min(stops / rounds, time / rounds / max(1, pace / stops))
  }

  /// Covering: temperatures in units of the travel per stop of a first plan.
  private mutating func setTemperatures(_ search: borrowing SweepSearch) {
    hot = Double(search.state.allTravel) / Double(max(1, search.state.visited))
    cold = 0.003 * hot
    if isWarm { hot *= 0.1 }
  }
}
