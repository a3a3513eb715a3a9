/// A bound in the whole numbers of a search, rounded so that no plan can beat it.
struct ProvenBound {
  /// As `SearchScore.main` counts.
  let exact: Int
  private let value: Double
  private let method: SweepBoundMethod

  /// From the value of a relaxation in which stops bring the graph's rewards and ways cost.
  ///
  /// Sums of a thousand doubles are off by less than 1e-9 of their size; a millionth is added before rounding to
  /// the step in which values can lie.
  init?(_ relaxed: Double, _ graph: PricingGraph) {
    guard relaxed.isFinite else { return nil }
    let tables = graph.tables
    method = .columnGeneration
    if tables.problem.objective == .maximumPrize {
      let step = Self.prizeStep(tables)
      let most = (relaxed + 1e-6 * max(1, abs(relaxed))) * tables.prizeScale
      let whole = step > 0 ? Int((most / Double(step)).rounded(.down)) * step : 0
      var all = 0
      for i in 0..<tables.stops { all += tables.prize[i] }
      exact = -min(whole, all)
      value = Double(min(whole, all)) / tables.prizeScale
    } else {
      var rewards = 0.0
      for i in 0..<graph.stops { rewards += graph.reward[i] }
      let least = rewards - relaxed - 1e-6 * max(1, rewards)
      let isOneTable = tables.problem.otherTravel.isEmpty
      value = max(0, isOneTable ? Self.up(least, tables.problem.travel) : least)
      exact = Int((value * tables.units.scale).rounded(.down))
    }
  }

  init(leastValue: Double, _ tables: SearchTables, _ method: SweepBoundMethod) {
    self.method = method
    value = leastValue
    exact = Int((leastValue * tables.units.scale).rounded(.down))
  }

  init(mostPrize: Int, _ tables: SearchTables, _ method: SweepBoundMethod = .reachable) {
    self.method = method
    exact = -mostPrize
    value = Double(mostPrize) / tables.prizeScale
  }

  /// The greatest common divisor of all prizes: no sum lies between its multiples.
  private static func prizeStep(_ tables: SearchTables) -> Int {
    var step = 0
    for i in 0..<tables.stops {
      var (a, b) = (step, tables.prize[i])
      while b != 0 { (a, b) = (b, a % b) }
      step = a
    }
    return step
  }

  /// Rounded travel times add up to multiples of their last decimal.
  private static func up(_ value: Double, _ travel: TravelTimes) -> Double {
    guard case .euclidean(_, let rounding) = travel else { return value }
    switch rounding {
    case .none: return value
    case .nearest: return value.rounded(.up)
    case .oneDecimal: return (value * 10).rounded(.up) / 10
    case .twoDecimals: return (value * 100).rounded(.up) / 100
    }
  }

  /// The bound beside the value of a plan; `nil` where it lies on the wrong side and so is none.
  func stated(_ planned: Double, _ objective: SweepObjective) -> SweepBound? {
    let distance = objective.isMaximum ? value - planned : planned - value
    guard distance >= -1e-6 * max(1, abs(planned)) else { return nil }
    // what remains within the checker's rounding is nothing
    let open = distance <= 1e-6 * max(1, abs(planned)) ? 0 : distance
    return SweepBound(
      value: value, method: method, gap: open == 0 ? 0 : planned == 0 ? .infinity : open / abs(planned))
  }
}
