internal import ZoneModel

/// Plans sweeps: a first plan at once, then better ones until the limit, each bound on the side a proof.
///
/// A function of its inputs: with a limit in iterations the result is the same to the last byte on every machine
/// and for any number of threads. With a limit in seconds it depends on how far the machine gets.
public struct SweepPlanner: Sendable {
  public var seed: UInt64
  public var limit: SweepLimit
  /// The share of the time that proving a bound may take, 0 to 1; with 0 there is none.
  public var boundShare: Double

  /// - Parameter boundShare: a fifth by default: that proves most of what can be proved for jobs of up to a
  ///   hundred stops, and costs the search little.
  public init(seed: UInt64 = 1, limit: SweepLimit, boundShare: Double = 0.2) {
    self.seed = seed
    self.limit = limit
    self.boundShare = boundShare
  }

  /// The best plan met.
  ///
  /// Stops that cannot be visited, or are not worth it, are left out with a reason. A problem without stops has
  /// the empty plan.
  ///
  /// - Parameter isInterrupted: asked every few iterations; the answer `true` ends the work with the best so far.
  /// - Throws: `SweepProblemFault` when the problem makes no sense.
  public func plan(
    _ problem: SweepProblem, isInterrupted: @escaping () -> Bool = { false }
  ) throws(SweepProblemFault) -> SweepResult {
    try problem.check()
    let watch = ContinuousClock()
    let began = watch.now
    let clock = { (watch.now - began) / .seconds(1) }
    let tables = SearchTables(problem)
    var search = SweepSearch(tables, seed: seed)
    let bound = bound(tables, search, clock, isInterrupted)
    let annealing = Annealing(
      limit: limit, clock: clock, isInterrupted: isInterrupted, began: clock(), bound: bound?.exact)
    annealing.run(&search)
    return SweepResult(problem, search, bound)
  }

  private func bound(
    _ tables: SearchTables, _ search: SweepSearch, _ clock: @escaping () -> Double,
    _ isInterrupted: @escaping () -> Bool
  ) -> ProvenBound? {
    guard boundShare > 0 else { return nil }
    switch limit {
    case .iterations: return BoundSearch.bound(tables, search.bestRoutes, rounds: 30) { isInterrupted() }
    case .seconds(let seconds):
      let end = clock() + boundShare * seconds
      return BoundSearch.bound(tables, search.bestRoutes, rounds: .max) { isInterrupted() || clock() > end }
    }
  }
}

/// A plan with everything there is to say about it.
public struct SweepResult: Sendable {
  public var plan: SweepPlan
  /// Recomputed by `SweepChecker`, from the problem alone.
  public var figures: SweepFigures
  /// What no plan can beat; `nil` where none was proved, or where a stop had to be left out and the bound, which
  /// is one for complete plans, says nothing.
  public var bound: SweepBound?
  /// Why stops were left out, in the order of the problem.
  public var leftOut: [SweepLeftOut]
  public var iterations: Int

  init(_ problem: SweepProblem, _ search: SweepSearch, _ bound: ProvenBound?) {
    plan = search.bestPlan
    do {
      figures = try SweepChecker().figures(of: plan, for: problem)
    } catch {
      preconditionFailure("the search broke a promise of the problem: \(error.phrase(in: problem).english)")
    }
    let isComplete = problem.objective == .maximumPrize || figures.mandatoryLeftOut == 0
    self.bound = isComplete ? bound?.stated(figures.value(problem.objective), problem.objective) : nil
    leftOut = SweepLeftOut.reasons(figures, plan, problem)
    iterations = search.iterations
  }
}

/// A value that no plan can beat: a proof, never an estimate.
public struct SweepBound: Sendable, Hashable {
  public var value: Double
  public var method: SweepBoundMethod
  /// Distance to the plan's value as a share of the plan's value, 0 or more; 0 when the plan is optimal.
  public var gap: Double

  /// Whether the plan cannot be beaten. For the first figure of the objective; there may be one with less travel.
  public var isOptimal: Bool { gap == 0 }
}

/// How a bound was proved.
public enum SweepBoundMethod: String, Sendable {
  /// Column generation over routes that may come back to a stop only after leaving its neighbourhood.
  case columnGeneration = "column generation, ng-routes"
  /// Spanning trees with multipliers.
  case spanningTree = "spanning trees with multipliers"
  /// The round of one stop alone.
  case singleStop = "single stop"
  /// All prizes that some team could reach.
  case reachable = "sum of the prizes in reach"
}
