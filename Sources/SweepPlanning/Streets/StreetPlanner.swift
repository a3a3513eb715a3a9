/// Plans walks over streets: every required street passed, with as little walking besides as possible.
///
/// One crew on streets without directions: the rural postman, by an exact perfect matching of the odd crossings,
/// proved optimal wherever the result is connected, and otherwise by prices on cuts and branch and bound. Several
/// crews, a capacity or one-way streets: ruin and recreate, each walk then made again by the postman, with a bound
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

  /// The shortest walks found from one depot. A network without required streets has none.
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
    guard teams >= 1 else { throw .noTeam }
    try network.check(capacity: capacity)
    let crew = StreetCrew(start: depot, capacity: capacity)
    let crews = [StreetCrew](repeating: crew, count: capacity == nil ? 1 : teams)
    try network.check(crews)
    try checkReach(network, depot)
    let plan = try self.plan(network, crews: crews, isInterrupted: isInterrupted)
    guard plan.missing.isEmpty else {
      let total = network.streets.reduce(0) { $0 + ($1.isRequired ? $1.demand : 0) }
      throw .tooFewTeams(demand: total, capacity: capacity ?? 0, teams: teams)
    }
    return plan
  }

  /// The best walks found for crews, at most one each: as much required length as possible is swept, and for that
  /// as little as possible walked besides.
  ///
  /// - Throws: `StreetFault` when the inputs make no sense.
  public func plan(
    _ network: StreetNetwork, crews: [StreetCrew], isInterrupted: @escaping () -> Bool = { false }
  ) throws(StreetFault) -> StreetPlan {
    try network.check(crews)
    let tasks = network.streets.indices.filter { network.streets[$0].isRequired }
    if tasks.isEmpty { return StreetPlan(rounds: [], missing: [], bound: 0, method: .matching) }
    let job = StreetJob(
      network, crews, tasks, nodeLimit: nodeLimit, clock: PartClock(limit, isInterrupted))
    if let plan = job.alone() { return plan }
    return try several(job)
  }

  private func several(_ job: StreetJob) throws(StreetFault) -> StreetPlan {
    let ends = Set(job.tasks.flatMap { [job.network.streets[$0].from, job.network.streets[$0].to] })
    guard ends.count <= StreetFault.placeLimit else { throw .tooManyPlaces(ends.count) }
    let tables = StreetTables(job.network, job.paths, job.tasks, job.crews)
    var search = StreetSearch(tables, seed: seed)
    search.restart(job.draft ?? job.remade(search.best, tables))
    let floor = max(job.proved, StreetBound.loaded(job))
    search.run(bound: floor) { progress($0, job.clock) }
    search.restart(job.remade(search.best, tables))
    let rounds = job.rounds(search.best)
    var plan = job.stated(rounds, tables.open(search.best), .search)
    plan.iterations = search.iterations
    return plan
  }

  private func progress(_ iterations: Int, _ clock: PartClock) -> Double {
    switch limit {
    case .iterations(let count): clock.isOver(1) ? 1 : Double(iterations) / Double(max(1, count))
    case .seconds(let seconds): clock.isOver(0.9) ? 1 : clock.elapsed / max(1e-9, 0.9 * seconds)
    }
  }

  private func checkReach(_ network: StreetNetwork, _ depot: Int) throws(StreetFault) {
    let reach = StreetReach(network, StreetCrew(start: depot))
    for (index, street) in network.streets.enumerated() where street.isRequired {
      guard reach.dead(index) != nil else { throw .outOfReach(street: street.id) }
    }
  }
}
