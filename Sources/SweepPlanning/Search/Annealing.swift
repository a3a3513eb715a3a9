/// When a search ends.
public enum SweepLimit: Sendable, Hashable {
  /// After a number of iterations: the same plan on every machine.
  case iterations(Int)
  /// After a time on the clock, in seconds.
  case seconds(Double)
}

/// Cools a search down while it works.
struct Annealing {
  var limit: SweepLimit
  /// Seconds since the work began.
  var clock: () -> Double
  var isInterrupted: () -> Bool
  var began = 0.0
  /// A value of the objective, in the units of the tables, that nothing can beat; reaching it ends a search that
  /// the clock limits.
  var bound: Int?

  /// - Parameter end: the part of the cooling to stop at, up to 1.
  func run(_ search: inout SweepSearch, to end: Double = 1) {
    guard search.tables.stops > 0 else { return }
    search.suitSettings()
    let ratio = SteadyMath.ln(search.settings.cold / search.settings.hot)
    while let done = progress(search), done < end, !isInterrupted(), !isFinished(search) {
      let temperature =
        isProven(search)
        ? search.travelTemperature : search.settings.hot * SteadyMath.exp(ratio * min(1, done))
      if search.settings.isBalancing { search.setPower(done) }
      for _ in 0..<32 where !isOver(search, end) { search.step(temperature: temperature) }
    }
  }

  /// With the most prize proved there may be less travel: the search ends when none has been found for long.
  private func isFinished(_ search: SweepSearch) -> Bool {
    guard isProven(search) else { return false }
    return !search.settings.isPrize
      || search.iterations > search.bestIteration + 5_000 + 100 * search.tables.stops
  }

  private func isProven(_ search: SweepSearch) -> Bool {
    guard case .seconds = limit, let bound, search.best.missing == 0 else { return false }
    return search.best.main <= bound
  }

  private func isOver(_ search: SweepSearch, _ end: Double) -> Bool {
    if case .iterations(let count) = limit { return Double(search.iterations) >= end * Double(count) }
    return false
  }

  /// 0 to 1; 1 and more when it is over.
  private func progress(_ search: SweepSearch) -> Double? {
    switch limit {
    case .iterations(let count): count > 0 ? Double(search.iterations) / Double(count) : nil
    case .seconds(let seconds): seconds > began ? (clock() - began) / (seconds - began) : nil
    }
  }
}

extension SweepSearch {
  /// So cold that only travel is weighed.
  fileprivate var travelTemperature: Double {
    0.1 * settings.travelWeight * Double(state.allTravel) / Double(max(1, state.visited))
  }

  mutating func suitSettings() {
    var suited = settings
    suited.suit(self)
    settings = suited
    cost = currentCost
  }

  /// 8 at first, 16 in the middle, 32 at the end.
  mutating func setPower(_ done: Double) {
    let wanted = done < 0.4 ? 8 : done < 0.8 ? 16 : 32
    if wanted != power {
      power = wanted
      cost = currentCost
    }
  }
}
