/// A bound in the whole numbers of a search, rounded so that no plan can beat it.
struct ProvenBound {
  /// As `SearchScore.main` counts.
  let exact: Int
  private let value: Double
  /// A difference that is none: half of the step in which sums of prizes lie.
  private let resolution: Double
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
      (value, resolution) = Self.prize(min(whole, all), tables)
    } else {
      resolution = .infinity
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
    resolution = .infinity
    value = leastValue
    exact = Int((leastValue * tables.units.scale).rounded(.down))
  }

  init(mostPrize: Int, _ tables: SearchTables, _ method: SweepBoundMethod = .reachable) {
    self.method = method
    exact = -mostPrize
    (value, resolution) = Self.prize(mostPrize, tables)
  }

  /// The sum of prizes that a whole number stands for, and the difference between sums that is none. Prizes of
  /// more than six decimals are rounded in the tables: all of them together may be this much more.
  private static func prize(_ whole: Int, _ tables: SearchTables) -> (Double, resolution: Double) {
    var rounded = 0.0
    for stop in tables.problem.stops {
      let exact = stop.prize * tables.prizeScale
      rounded += abs(exact - exact.rounded())
    }
    let slack = rounded > 1e-6 * Double(tables.stops) ? rounded / tables.prizeScale : 0
    let step = max(1, Double(prizeStep(tables))) / tables.prizeScale
    return (Double(whole) / tables.prizeScale + slack, slack > 0 ? 2 * slack : step / 2)
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
    // what remains within the checker's rounding is nothing, but a prize is never within it
    let open = distance <= min(resolution, 1e-6 * max(1, abs(planned))) ? 0 : distance
    // a plan that the checker has passed is itself a limit to what a bound can be
    let limit = objective.isMaximum ? max(value, planned) : min(value, planned)
    return SweepBound(
      value: limit, method: method, gap: open == 0 ? 0 : planned == 0 ? .infinity : open / abs(planned))
  }
}
