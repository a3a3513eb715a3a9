internal import Foundation
public import ZoneModel

/// Fits how often problems appear and how much of its nominal width a look really has, from repeated looks.
///
/// Problems that appear at random at a constant rate and are found with probability p = 1 − e^(−kC) at each
/// look are found in independent Poisson numbers, of mean p times what was unseen just before. The rate λ of
/// an item then has a closed form for given k, and k maximises the profile likelihood.
///
/// The first look of a series only sets the stage (the stock before it is taken to be that of a series looked
/// at for ever in the same way) and is not part of the likelihood.
public struct ArrivalFit: Sendable {
  /// The looks at one item in one zone, in the order of time.
  public struct Series: Sendable {
    /// Which rate it has: an item.
    public var item: Int
    public var looks: [Look]

    public init(item: Int, looks: [Look]) {
      self.item = item
      self.looks = looks
    }
  }

  public struct Look: Sendable {
    public var time: Instant
    /// Effort ÷ area by nominal widths.
    public var factor: Double
    /// Problems of the item found at this look.
    public var found: Int

    public init(time: Instant, factor: Double, found: Int) {
      self.time = time
      self.factor = factor
      self.found = found
    }
  }

  /// A number above 0 with its standard error.
  public struct Estimate: Sendable, Hashable {
    public var value: Double
    public var standardError: Double
    /// Problems it rests on.
    public var found = 0
  }

  public enum Verdict: Sendable, Hashable {
    case fitted
    /// Fewer looks after a first one than ``ArrivalFit/leastLooks``.
    case tooFewLooks
    /// Fewer problems found than ``ArrivalFit/leastFound``.
    case tooFewFound
    /// The data do not tell a narrow sweep from a wide one.
    case sweepUnknown
  }

  public static let leastLooks = 30
  public static let leastFound = 10

  /// Looks after the first of their series.
  public private(set) var looks = 0
  public private(set) var found = 0
  /// `nil` when the data are too few to tell; the rates then rest on the sweep that was assumed.
  public private(set) var sweep: Estimate?
  /// Problems a day, by item; items without a finding, or without a second look, have none.
  public private(set) var rates: [Int: Estimate] = [:]
  public private(set) var verdict = Verdict.fitted

  private let series: [Series]
  private let clearing: Double

  /// - Parameters:
  ///   - assumed: the sweep that counts where the data cannot tell.
  ///   - clearing: share of unseen problems that go away by themselves a day; taken as known.
  public init(_ series: [Series], assumed: Double = 1, clearingPerDay clearing: Double = 0) {
    self.series = series.filter { $0.looks.count > 1 }
    self.clearing = clearing
    looks = self.series.reduce(0) { $0 + $1.looks.count - 1 }
    found = self.series.reduce(0) { $0 + $1.looks.dropFirst().reduce(0) { $0 + $1.found } }
    if looks < Self.leastLooks {
      verdict = .tooFewLooks
    } else if found < Self.leastFound {
      verdict = .tooFewFound
    } else {
      sweep = fitSweep()
      verdict = sweep == nil ? .sweepUnknown : .fitted
    }
    if verdict != .tooFewLooks { fitRates(assumed) }
  }

  /// Per item: problems found, and expected finds for λ = 1.
  private func sums(_ sweep: Double) -> [Int: (found: Double, expected: Double)] {
    var sums: [Int: (found: Double, expected: Double)] = [:]
    for one in series {
      var sum = sums[one.item] ?? (0, 0)
      forEachLook(one, sweep) { look, expected in
        sum.found += Double(look.found)
        sum.expected += expected
      }
      sums[one.item] = sum
    }
    return sums
  }

  /// The looks after the first, with the finds to be expected for λ = 1.
  private func forEachLook(_ one: Series, _ sweep: Double, _ body: (Look, Double) -> Void) {
    let unit = Arrivals(perDay: 1, clearingPerDay: clearing)
    let first = one.looks[0]
    let days = (one.looks[one.looks.count - 1].time - first.time) / 86_400 / Double(one.looks.count - 1)
    let mean = one.looks.reduce(0) { $0 + $1.factor } / Double(one.looks.count)
    let usual = Detection.probability(coverageFactor: sweep * mean)
    let steady = unit.steady(lookingEvery: days, with: usual)
    var unseen = unit.unseen(
      steady.isFinite ? steady : 0, after: days,
      lookedAtWith: Detection.probability(coverageFactor: sweep * first.factor))
    var before = first.time
    for look in one.looks.dropFirst() {
      let p = Detection.probability(coverageFactor: sweep * look.factor)
      let stock = unit.unseen(unseen, after: (look.time - before) / 86_400)
      body(look, p * stock)
      unseen = (1 - p) * stock
      before = look.time
    }
  }
}

// MARK: - Likelihood

extension ArrivalFit {
  private static let range = log(0.01)...log(30)

  /// The log-likelihood with each item's best rate, up to a constant.
  private func profile(_ logSweep: Double) -> Double {
    var value = 0.0
    var sums: [Int: (found: Double, expected: Double)] = [:]
    for one in series {
      var sum = sums[one.item] ?? (0, 0)
      forEachLook(one, exp(logSweep)) { look, expected in
        sum.found += Double(look.found)
        sum.expected += expected
        if look.found > 0 { value += Double(look.found) * log(max(expected, 1e-300)) }
      }
      sums[one.item] = sum
    }
    for (_, sum) in sums.sorted(by: { $0.key < $1.key }) where sum.found > 0 {
      value += sum.found * log(sum.found / max(sum.expected, 1e-300)) - sum.found
    }
    return value
  }

  private func fitSweep() -> Estimate? {
    let steps = 48
    let width = (Self.range.upperBound - Self.range.lowerBound) / Double(steps)
    let grid = (0...steps).map { Self.range.lowerBound + Double($0) * width }
    let values = grid.map { profile($0) }
    guard let best = values.indices.max(by: { values[$0] < values[$1] }), best > 0, best < steps else {
      return nil
    }
    let at = maximum(grid[best - 1], grid[best + 1])
    let step = 0.02
    let bend = (profile(at + step) - 2 * profile(at) + profile(at - step)) / (step * step)
    // an error of a factor of e says nothing
    guard bend < -1 else { return nil }
    return Estimate(value: exp(at), standardError: exp(at) * (-1 / bend).squareRoot())
  }

  /// Golden section.
  private func maximum(_ low: Double, _ high: Double) -> Double {
    let golden = (5.0.squareRoot() - 1) / 2
    var (a, b) = (low, high)
    var (c, d) = (b - golden * (b - a), a + golden * (b - a))
    var (atC, atD) = (profile(c), profile(d))
    while b - a > 1e-5 {
      if atC > atD {
        (b, d, atD) = (d, c, atC)
        c = b - golden * (b - a)
        atC = profile(c)
      } else {
        (a, c, atC) = (c, d, atD)
        d = a + golden * (b - a)
        atD = profile(d)
      }
    }
    return (a + b) / 2
  }

  /// The rates, and their errors: that of a Poisson number, and what the sweep's error adds.
  private mutating func fitRates(_ assumed: Double) {
    let at = sweep?.value ?? assumed
    let step = 0.01
    let (sums, more, less) = (sums(at), sums(at * exp(step)), sums(at * exp(-step)))
    let spread = sweep.map { $0.standardError / $0.value } ?? 0
    for (item, sum) in sums where sum.found > 0 && sum.expected > 0 {
      let slope = log((less[item]?.expected ?? 1) / (more[item]?.expected ?? 1)) / (2 * step)
      let relative = (1 / sum.found + slope * slope * spread * spread).squareRoot()
      rates[item] = Estimate(
        value: sum.found / sum.expected, standardError: sum.found / sum.expected * relative,
        found: Int(sum.found))
    }
  }
}
