/// The most prize for the teams' time: each visit takes its service and half of the shortest way to it and from it.
///
/// Any price of a unit of each team's time gives a bound: all the time at its price, and what each stop is worth
/// beyond the price of the cheapest team that may visit it. The prices are looked for one after the other.
///
/// - Source: Lagrangian relaxation of the teams' time in the generalised assignment problem (Ross, Soland 1975).
struct TimePriceBound {
  private let tables: SearchTables
  /// Per stop, in units of the tables.
  private var cost: [Double]
  /// Per class of teams: the time of all its teams.
  private var time: [Double] = []
  private var price: [Double] = []
  /// Stops priced so far.
  private var work = 0
  private static let mostWork = 1_000_000_000

  /// `nil` when some team's time has no limit.
  init?(_ tables: SearchTables) {
    self.tables = tables
    let (n, size) = (tables.stops, tables.nodes)
    guard n > 0, (0..<tables.teams).allSatisfy({ tables.shiftEnd[$0] < FixedPoint.never }) else { return nil }
    // the tables round up by less than one unit
    func way(_ i: Int, _ j: Int) -> Double { Double(max(0, Int(tables.travel[i * size + j]) - 1)) }
    let starts = Set((0..<tables.teams).map { tables.start[$0] })
    let isOpen = (0..<tables.teams).map { team in tables.problem.teams[team].end == nil }
    let ends = Set((0..<tables.teams).filter { !isOpen[$0] }.map { tables.end[$0] })
    var into = [Double](repeating: .infinity, count: n)
    var out = into
    for i in 0..<n {
      for j in 0..<n where j != i {
        into[i] = min(into[i], way(j, i))
        out[i] = min(out[i], way(i, j))
      }
      for start in starts { into[i] = min(into[i], way(start, i)) }
      for end in ends { out[i] = min(out[i], way(i, end)) }
      if out[i] == .infinity { out[i] = 0 }
    }
    cost = (0..<n).map { Double(max(0, tables.service[$0] - 1)) + (into[$0] + out[$0]) / 2 }
    let grouped = tables.problem.teamClasses
    let furthest = out.max() ?? 0
    for (number, team) in grouped.first.enumerated() {
      let leave = (0..<n).reduce(Double.infinity) { min($0, way(tables.start[team], $1)) }
      // where a round ends at its last stop, the way out of that stop is not taken
      let back = (0..<n).reduce(Double.infinity) { min($0, way($1, tables.end[team])) }
      let home = isOpen[team] ? -furthest : back
      let shift = Double(tables.shiftEnd[team] - tables.shiftStart[team] + tables.tolerance)
      let teams = Double(grouped.classOf.count { $0 == number })
      time.append(teams * max(0, shift - (leave + home) / 2))
    }
    price = [Double](repeating: 0, count: time.count)
  }

  /// The value of the relaxation at the prices.
  private mutating func value() -> Double {
    work += (tables.stops + 1) * price.count
    var sum = zip(price, time).reduce(0) { $0 + $1.0 * $1.1 }
    for i in 0..<tables.stops {
      var least = Double.infinity
      for number in price.indices where tables.isConceivable[number * tables.stops + i] {
        least = min(least, price[number])
      }
      if least < .infinity { sum += max(0, Double(tables.prize[i]) - least * cost[i]) }
    }
    return sum
  }

  /// A prize, in units of the tables, that no plan exceeds.
  mutating func best() -> Double {
    // one price for all, then each by itself
    narrow { bound, price in bound.price = bound.price.map { _ in price } }
    var best = value()
    for _ in 0..<8 {
      for number in price.indices where work < Self.mostWork { narrow { $0.price[number] = $1 } }
      let now = value()
      if now > best * (1 - 1e-4) { return min(best, now) }
      best = now
    }
    return best
  }

  /// Sets a price to where the value is least: it falls, then rises.
  private mutating func narrow(_ set: (inout TimePriceBound, Double) -> Void) {
    var (low, high) = (0.0, dearest)
    var before = self
    for _ in 0..<60 where work < Self.mostWork {
      let (a, b) = (low + (high - low) / 3, high - (high - low) / 3)
      set(&self, a)
      let left = value()
      set(&self, b)
      if left <= value() { high = b } else { low = a }
    }
    set(&self, (low + high) / 2)
    if before.value() <= value() { price = before.price }
  }

  /// Above this price nothing is worth a visit.
  private var dearest: Double {
    (0..<tables.stops).reduce(1e-9) { max($0, Double(tables.prize[$1]) / max(1, cost[$1])) }
  }
}

extension ProvenBound {
  /// For prizes where nothing better is at hand: the teams' time as a knapsack, or all that is in reach.
  static func ofTime(_ tables: SearchTables) -> ProvenBound {
    let reachable = ofReachable(tables)
    guard var bound = TimePriceBound(tables) else { return reachable }
    let most = bound.best()
    let whole = Int((most * (1 + 1e-9) + 1e-6).rounded(.down))
    return -whole > reachable.exact ? ProvenBound(mostPrize: whole, tables, .timePrices) : reachable
  }
}
