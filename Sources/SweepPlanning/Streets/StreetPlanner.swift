/// Plans walks over streets: every required street passed, with as little walking besides as possible.
///
/// One team on streets without directions: the rural postman, by an exact perfect matching of the odd crossings
/// (for up to 500 of them; above, pairs are near but not proved), proved optimal wherever the result is connected
/// and otherwise by branch and bound. Several teams, a capacity or one-way streets: ruin and recreate, with a bound
/// by matching. A function of its inputs: with a limit in iterations the same on every machine.
public struct StreetPlanner: Sendable {
  public var seed: UInt64
  public var limit: SweepLimit
  /// Nodes of the search tree that joining separate parts may take.
  public var nodeLimit: Int

  public init(seed: UInt64 = 1, limit: SweepLimit = .iterations(50_000), nodeLimit: Int = 2000) {
    self.seed = seed
    self.limit = limit
    self.nodeLimit = nodeLimit
  }

  /// The shortest walks found. A network without required streets has none.
  ///
  /// - Parameters:
  ///   - depot: the crossing where all rounds begin and end.
  ///   - teams: how many rounds there may be at most.
  ///   - capacity: the largest sum of demands in one round; `nil`: unlimited.
  /// - Throws: `StreetFault` when the inputs make no sense, when a street is out of reach, and when the teams are
  ///   not enough for all.
  public func plan(
    _ network: StreetNetwork, depot: Int, teams: Int = 1, capacity: Double? = nil,
    isInterrupted: @escaping () -> Bool = { false }
  ) throws(StreetFault) -> StreetPlan {
    try network.check(depot: depot, teams: teams, capacity: capacity)
    let paths = StreetPaths(network)
    try checkReach(network, paths, depot)
    let tasks = network.streets.indices.filter { network.streets[$0].isRequired }
    if tasks.isEmpty { return StreetPlan(rounds: [], bound: 0, method: .matching) }
    let clock = PartClock(limit, isInterrupted)
    let hasDirections = network.streets.contains(where: \.isOneWay)
    let isSingle = teams == 1 || capacity == nil
    if isSingle, !hasDirections {
      if let capacity { try checkTotal(network, capacity) }
      return single(network, paths, tasks, depot, clock)
    }
    var search = StreetSearch(
      network, paths, tasks, depot: depot, teams: capacity == nil ? 1 : teams, capacity: capacity, seed: seed)
    let dead = StreetBound.dead(network, depot: depot, capacity: capacity)
    search.run(bound: dead) { progress($0, clock) }
    if search.bestMissing > 0, let capacity { throw shortage(network, capacity, teams) }
    let rounds = search.best.filter { !$0.isEmpty }.map { round($0, network, paths, tasks, depot) }
    return stated(rounds, dead, .search, network, paths)
  }

  private func single(
    _ network: StreetNetwork, _ paths: StreetPaths, _ tasks: [Int], _ depot: Int, _ clock: PartClock
  ) -> StreetPlan {
    var postman = RuralPostman(network, depot: depot, nodeLimit: nodeLimit) { clock.isOver(0.5) }
    postman.solve()
    var rounds = [counted(postman.walk, network)]
    var method = postman.branched ? StreetMethod.branching : .matching
    if !postman.isProved, tasks.count <= 1500 {
      var search = StreetSearch(network, paths, tasks, depot: depot, teams: 1, capacity: nil, seed: seed)
      search.run(bound: postman.bound) { progress($0, clock) }
      if search.bestCost < postman.bestDead {
        rounds = [round(search.best[0], network, paths, tasks, depot)]
        method = .search
      }
    }
    return stated(rounds, postman.bound, method, network, paths)
  }

  private func progress(_ iterations: Int, _ clock: PartClock) -> Double {
    switch limit {
    case .iterations(let count): clock.isOver(1) ? 1 : Double(iterations) / Double(max(1, count))
    case .seconds(let seconds): clock.isOver(1) ? 1 : clock.elapsed / max(1e-9, seconds)
    }
  }

  /// The bound in the network's own unit, lowered by what rounding the lengths can have added.
  private func stated(
    _ rounds: [StreetRound], _ dead: Int, _ method: StreetMethod, _ network: StreetNetwork,
    _ paths: StreetPaths
  ) -> StreetPlan {
    let swept = network.streets.reduce(0) { $0 + ($1.isRequired ? $1.length : 0) }
    let slack = paths.isExact ? 0 : Double(network.streets.count) / paths.units
    let plan = StreetPlan(
      rounds: rounds, bound: max(swept, swept + Double(dead) / paths.units - slack), method: method)
    // sums in another order differ in their last bits
    return StreetPlan(rounds: rounds, bound: min(plan.bound, plan.length), method: method)
  }
}

// MARK: - Walks

extension StreetPlanner {
  /// The walk of one round of the search: shortest ways between its streets.
  private func round(
    _ arcs: [Int], _ network: StreetNetwork, _ paths: StreetPaths, _ tasks: [Int], _ depot: Int
  ) -> StreetRound {
    var passes: [StreetPass] = []
    var at = depot
    for arc in arcs {
      let street = network.streets[tasks[arc >> 1]]
      let isReversed = arc & 1 == 1
      passes += paths.passes(paths.tree(from: at), to: isReversed ? street.to : street.from)
      passes.append(StreetPass(street: tasks[arc >> 1], isReversed: isReversed, isSwept: true))
      at = isReversed ? street.from : street.to
    }
    passes += paths.passes(paths.tree(from: at), to: depot)
    return counted(passes, network)
  }

  private func counted(_ passes: [StreetPass], _ network: StreetNetwork) -> StreetRound {
    var round = StreetRound(passes: passes)
    for pass in passes {
      let street = network.streets[pass.street]
      round.length += street.length
      if pass.isSwept { round.load += street.demand } else { round.deadLength += street.length }
    }
    return round
  }
}

// MARK: - Checks

extension StreetPlanner {
  private func checkReach(
    _ network: StreetNetwork, _ paths: StreetPaths, _ depot: Int
  ) throws(StreetFault) {
    let out = paths.tree(from: depot).distance
    var turned = network
    for index in turned.streets.indices {
      turned.streets[index].from = network.streets[index].to
      turned.streets[index].to = network.streets[index].from
    }
    let back = StreetPaths(turned).tree(from: depot).distance
    for street in network.streets where street.isRequired {
      let never = StreetPaths.never
      let forward = out[street.from] < never && back[street.to] < never
      let backward = !street.isOneWay && out[street.to] < never && back[street.from] < never
      guard forward || backward else { throw .outOfReach(street: street.id) }
    }
  }

  private func checkTotal(_ network: StreetNetwork, _ capacity: Double) throws(StreetFault) {
    let total = network.streets.reduce(0) { $0 + ($1.isRequired ? $1.demand : 0) }
    guard total <= capacity + 1e-9 * max(1, total) else { throw shortage(network, capacity, 1) }
  }

  private func shortage(_ network: StreetNetwork, _ capacity: Double, _ teams: Int) -> StreetFault {
    let total = network.streets.reduce(0) { $0 + ($1.isRequired ? $1.demand : 0) }
    return .tooFewTeams(demand: total, capacity: capacity, teams: teams)
  }
}
