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
  /// How many threads may work; more than two are of no use.
  public var threads: Int
  /// Seconds since some moment, instead of the wall clock's: benchmarks on a busy machine count processor time.
  package var clock: (@Sendable () -> Double)?

  /// - Parameter boundShare: a fifth by default: that proves most of what can be proved for jobs of up to a
  ///   hundred stops, and costs the search little.
  public init(seed: UInt64 = 1, limit: SweepLimit, boundShare: Double = 0.2, threads: Int = 1) {
    self.seed = seed
    self.limit = limit
    self.boundShare = boundShare
    self.threads = threads
  }

  /// The best plan met.
  ///
  /// Stops that cannot be visited, or are not worth it, are left out with a reason. A problem without stops has
  /// the empty plan.
  ///
  /// - Parameters:
  ///   - start: a plan to keep, extend or repair; the result is never worse, as long as the start is possible.
  ///   - isInterrupted: asked every few iterations; the answer `true` ends the work with the best so far.
  /// - Throws: `SweepProblemFault` when the problem makes no sense.
  public func plan(
    _ problem: SweepProblem, from start: SweepStart? = nil, isInterrupted: @escaping () -> Bool = { false }
  ) throws(SweepProblemFault) -> SweepResult {
    try problem.check()
    let clock = runningClock()
    let tables = SearchTables(problem, locked: start?.locked ?? [])
    var searches = [SweepSearch(tables, seed: seed, from: start)]
    let bound = bound(tables, searches[0], clock, isInterrupted)
    if chains > 1 { searches.append(SweepSearch(tables, seed: seed &+ 0x5eed_0002, from: start)) }
    let began = clock()
    let annealings = searches.indices.map { number in
      Annealing(
        limit: share(number), clock: clock, isInterrupted: isInterrupted, began: began, bound: bound?.exact)
    }
    let (best, iterations) = SweepChains(searches, threads: threads).run(annealings)
    return SweepResult(problem, best, bound, start, iterations)
  }

  private func runningClock() -> () -> Double {
    if let clock {
      let began = clock()
      return { clock() - began }
    }
    let watch = ContinuousClock()
    let began = watch.now
    return { (watch.now - began) / .seconds(1) }
  }

  /// With a limit in iterations two searches share them, whatever the threads, so that the threads change nothing;
  /// few iterations are not worth sharing. With a limit in seconds every thread has one.
  private var chains: Int {
    switch limit {
    case .iterations(let count): count >= 20_000 ? 2 : 1
    case .seconds: min(2, max(1, threads))
    }
  }

  private func share(_ number: Int) -> SweepLimit {
    guard case .iterations(let count) = limit, chains > 1 else { return limit }
    return .iterations(number == 0 ? count - count / 2 : count / 2)
  }

  private func bound(
    _ tables: SearchTables, _ search: SweepSearch, _ clock: @escaping () -> Double,
    _ isInterrupted: @escaping () -> Bool
  ) -> ProvenBound? {
    guard boundShare > 0 else { return nil }
    switch limit {
    case .iterations:
      return BoundSearch.bound(
        tables, search.bestRoutes, rounds: 30, work: BoundSearch.usualWork, isOver: isInterrupted)
    case .seconds(let seconds):
      let end = clock() + boundShare * seconds
      return BoundSearch.bound(tables, search.bestRoutes, rounds: .max, work: .max) {
        isInterrupted() || clock() > end
      }
    }
  }
}

/// A plan with everything there is to say about it.
public struct SweepResult: Sendable {
  public var plan: SweepPlan
  /// Recomputed by `SweepChecker`, from the problem alone.
  public var figures: SweepFigures
  /// What no plan can beat; `nil` where none was proved, or where a stop was left out that had to be visited: the
  /// bound is one for complete plans.
  public var bound: SweepBound?
  /// Why stops were left out, in the order of the problem.
  public var leftOut: [SweepLeftOut]
  /// Of all searches together.
  public var iterations: Int
  /// What became of the plan that was to be gone on from; `nil` without one.
  public var changes: SweepChanges?
  /// Locked stops that could not stay with their team, in rising order.
  public var brokenLocks: [Int] = []

  init(
    _ problem: SweepProblem, _ search: SweepSearch, _ bound: ProvenBound?, _ start: SweepStart?,
    _ iterations: Int
  ) {
    (plan, figures) = SweepChecker().sound(search.bestPlan, for: problem)
    self.bound =
      figures.mandatoryLeftOut == 0 ? bound?.stated(figures.value(problem.objective), problem.objective) : nil
    leftOut = SweepLeftOut.reasons(figures, plan, problem)
    self.iterations = iterations
    guard let start else { return }
    let changes = SweepChanges(from: start.plan, to: plan)
    self.changes = changes
    brokenLocks = (changes.moved + changes.dropped).filter(start.locked.contains).sorted()
  }

  /// Whether every stop is visited that had to be. An incomplete plan is never called optimal.
  public var isComplete: Bool { figures.mandatoryLeftOut == 0 }
}

/// A value that no plan can beat: a proof, never an estimate.
public struct SweepBound: Sendable, Hashable {
  public var value: Double
  public var method: SweepBoundMethod
  /// Distance to the plan's value as a share of the plan's value, 0 or more; 0 when the plan is optimal.
  public var gap: Double

  public init(value: Double, method: SweepBoundMethod, gap: Double) {
    self.value = value
    self.method = method
    self.gap = gap
  }

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
  /// Visits and half of the shortest ways to and from them, paid from the teams' time as in a knapsack.
  case timePrices = "team time as a knapsack"
  /// All prizes that some team could reach.
  case reachable = "sum of the prizes in reach"
  /// Odd crossings of streets paired by the shortest ways, and prices on the ways out of parts that fall off.
  case matching = "matching of odd crossings"
}
