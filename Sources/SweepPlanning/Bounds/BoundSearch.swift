/// Looks for multipliers of the stops that make the bound good.
///
/// With multipliers λ ≥ 0, no plan collects more than Σ λ + Σ over classes of teams × the best route of
/// (reward - λ): any λ will do, so stopping early is safe. The linear program over the routes met proposes them,
/// and half the way from the best so far is taken (smoothing).
///
/// - Source: Desaulniers, Desrosiers, Solomon: Column Generation (2005); Pessoa et al.: Automation and combination of
///   linear-programming based stabilization techniques in column generation, INFORMS J. Computing 30 (2018).
struct BoundSearch {
  private let graph: PricingGraph
  private var grid: CompletionGrid
  private var labels: RouteLabels
  private var master: MasterProgram
  private var best = Double.infinity
  private var bestMultipliers: [Double]
  /// Whether routes are priced by labels, not by the grid alone.
  private var isExact = false
  private(set) var rounds = 0
  /// Cells of tables and labels looked at so far: what the time for a bound is counted in where the clock must not
  /// decide.
  private var work = 0
  /// Some seconds of a processor.
  static let usualWork = 3_000_000_000

  private init(_ graph: PricingGraph) {
    self.graph = graph
    grid = CompletionGrid(graph)
    labels = RouteLabels(graph)
    master = MasterProgram(stops: graph.stops, teams: graph.classes.map(\.teams))
    bestMultipliers = [Double](repeating: 0, count: graph.stops)
  }

  /// The best value shown impossible to exceed, in the unit of rewards.
  ///
  /// - Parameter known: routes of the first plan by class of teams, for the program to choose from.
  private mutating func run(
    _ known: [(number: Int, stops: [Int])], rounds limit: Int, work mostWork: Int, isOver: () -> Bool
  ) {
    addSingleStops()
    for route in known {
      let worth = value(route.stops, graph.classes[route.number])
      _ = master.add(route.stops, class: route.number, value: worth, isRoute: true)
    }
    let all =
      graph.tables.problem.objective == .maximumPrize
      ? 0 : (0..<graph.stops).reduce(0) { $0 + graph.reward[$1] }
    var smoothing = 0.5
    var stalls = 0
    while rounds < limit, work < mostWork, !isOver() {
      rounds += 1
      master.solve(isOver: isOver)
      work = work + master.work
      let proposed = (0..<graph.stops).map { max(0, master.multipliers[$0]) }
      let tried =
        best < .infinity && smoothing > 0
        ? zip(bestMultipliers, proposed).map { smoothing * $0 + (1 - smoothing) * $1 } : proposed
      let (bound, added) = price(tried, mostWork)
      if bound < best - 1e-9 * abs(bound) {
        best = bound
        bestMultipliers = tried
      }
      // the objective's own value, from which a gap is judged
      let size = abs(all - master.value)
      if added > 0 {
        smoothing = isExact ? 0.9 : 0.5
        stalls = 0
        if !isExact, best - master.value < 0.02 * size {
          beExact()
          smoothing = 1
        }
      } else if smoothing > 0 {
        smoothing = smoothing > 0.8 ? 0.7 : smoothing > 0.6 ? 0.5 : smoothing > 0.3 ? 0.25 : 0
      } else if !isExact {
        beExact()
        smoothing = 1
      } else {
        stalls += 1
        if stalls > 1 { return }
      }
    }
  }

  /// From walks to ng-routes; walks that no team could make would keep the program's value up.
  private mutating func beExact() {
    isExact = true
    grid.refine()
    master.keepRoutes()
  }

  /// Routes of one stop, so that the program has something to choose from.
  private mutating func addSingleStops() {
    let (n, size) = (graph.stops, graph.nodes)
    for (number, team) in graph.classes.enumerated() {
      for i in 0..<n where graph.tables.isConceivable[number * n + i] {
        let cost = graph.cost[team.start * size + i] + graph.cost[i * size + team.end]
        _ = master.add([i], class: number, value: graph.reward[i] - cost, isRoute: true)
      }
    }
  }

  /// The bound at the multipliers, and how many useful routes it brought.
  private mutating func price(_ multipliers: [Double], _ mostWork: Int) -> (bound: Double, added: Int) {
    let n = graph.stops
    var added = 0
    var bound = multipliers.reduce(0, +)
    for i in 0..<n { grid.profit[i] = graph.reward[i] - multipliers[i] }
    for (number, team) in graph.classes.enumerated() {
      grid.fill(number)
      work += grid.work
      let starts = grid.starts()
      var most = max(0, starts.best)
      var routes: [[Int]] = []
      if isExact, most > 0 {
        let exact = labels.best(grid, wanted: 40, least: 0, work: max(0, mostWork - work))
        work += labels.work
        most = min(most, exact.bound)
        routes = exact.routes
      }
      if routes.isEmpty {
        routes = starts.byFirst.prefix(20).map { grid.walk(from: $0.stop) }
        if isExact { routes.removeAll { !graph.isRoute($0, number) } }
      }
      bound += Double(team.teams) * most
      for route in routes {
        let isRoute = isExact || graph.isRoute(route, number)
        if master.add(route, class: number, value: value(route, team), isRoute: isRoute) { added += 1 }
      }
    }
    return (bound, added)
  }

  private func value(_ route: [Int], _ team: PricingGraph.TeamClass) -> Double {
    var value = 0.0
    var at = team.start
    for stop in route {
      value += graph.reward[stop] - graph.cost[at * graph.nodes + stop]
      at = stop
    }
    return value - graph.cost[at * graph.nodes + team.end]
  }

  /// A bound for the problem, or `nil` when none of the methods says anything.
  ///
  /// - Parameters:
  ///   - rounds: the most rounds of column generation.
  ///   - work: about how many cells and labels may be looked at.
  ///   - isOver: whether the time for it has run out.
  ///   - known: routes that teams could make, by class of teams.
  static func bound(
    _ tables: SearchTables, _ known: [(number: Int, stops: [Int])], rounds: Int, work: Int,
    isOver: () -> Bool
  ) -> ProvenBound? {
    guard tables.stops > 0 else { return nil }
    if tables.problem.objective == .minimumMakespan {
      return ProvenBound.ofMakespan(tables, work: work, isOver: isOver)
    }
    guard tables.stops <= RouteLabels.stopLimit, let graph = PricingGraph(tables) else {
      return tables.problem.objective == .minimumTravel
        ? ProvenBound.ofTravel(tables, work: work, isOver: isOver) : ProvenBound.ofTime(tables)
    }
    var search = BoundSearch(graph)
    search.run(known, rounds: rounds, work: work, isOver: isOver)
    let found = ProvenBound(search.best, graph)
    guard tables.problem.objective == .maximumPrize else { return found }
    // cut short by the clock, it may say less than the simple one
    let simple = ProvenBound.ofTime(tables)
    return found.map { $0.exact >= simple.exact ? $0 : simple } ?? simple
  }
}
