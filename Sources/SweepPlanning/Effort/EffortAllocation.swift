public import ZoneModel

/// Shares out team time among zones so that the least is missed.
///
/// Minimises Σ U·exp(−w·t) over times t ≥ 0 with Σ t ≤ T: what a zone holds unseen (U) falls off with the time spent
/// there, faster where looking is easier (w). The time goes to whichever zone gains most by the next minute, until
/// all that get any gain the same: λ, what one more unit of time would bring.
///
/// Exact, by sorting: zones enter in the order of U·w, and between two entries λ follows from the sum.
///
/// - Complexity: O(*n* log *n*).
/// - Source: Stone: Theory of Optimal Search (1975), chapter 2; Charnes, Cooper (1958).
public struct EffortAllocation: Sendable, Hashable {
  /// Time for each zone, in the order given; these add up to all time, or nothing where nothing can be gained.
  public var times: [Double]
  /// λ: what one more unit of time would bring; 0 where nothing can be gained.
  public var multiplier: Double
  /// What stays unseen, Σ U·exp(−w·t).
  public var missed: Double
  /// What would be missed without any time, Σ U.
  public var without: Double

  /// - Parameters:
  ///   - unseen: U of each zone, 0 or more.
  ///   - rates: w of each zone, 0 or more: with 0 no time helps.
  ///   - time: T, 0 or more.
  /// - Throws: `EffortFault` at the first number that makes no sense.
  public init(unseen: [Double], rates: [Double], time: Double) throws(EffortFault) {
    try Self.check(unseen, rates, time)
    let order = unseen.indices.filter { unseen[$0] * rates[$0] > 0 }
      .sorted { (unseen[$0] * rates[$0], $1) > (unseen[$1] * rates[$1], $0) }
    // with the first k zones in: T = Σ (ln(U·w) − ln λ) / w
    var (logs, inverses, level) = (0.0, 0.0, -Double.infinity)
    for (k, zone) in order.enumerated() {
      logs += SteadyMath.ln(unseen[zone] * rates[zone]) / rates[zone]
      inverses += 1 / rates[zone]
      level = (logs - time) / inverses
      guard k + 1 < order.count else { break }
      let next = order[k + 1]
      if level >= SteadyMath.ln(unseen[next] * rates[next]) { break }
    }
    times = unseen.indices.map { zone in
      guard unseen[zone] * rates[zone] > 0 else { return 0 }
      return max(0, (SteadyMath.ln(unseen[zone] * rates[zone]) - level) / rates[zone])
    }
    multiplier = order.isEmpty ? 0 : Self.exp(level)
    missed = zip(zip(unseen, rates), times).reduce(0) { $0 + $1.0.0 * Self.exp(-$1.0.1 * $1.1) }
    without = unseen.reduce(0, +)
  }

  /// Beyond ±700 a double is 0 or endless; `SteadyMath.exp` ends there.
  private static func exp(_ x: Double) -> Double { x < -700 ? 0 : SteadyMath.exp(min(x, 700)) }

  private static func check(_ unseen: [Double], _ rates: [Double], _ time: Double) throws(EffortFault) {
    guard unseen.count == rates.count else { throw .unequal(unseen: unseen.count, rates: rates.count) }
    for (zone, value) in unseen.enumerated() where !isAmount(value) {
      throw .badNumber(zone: zone, member: "unseen", value: value)
    }
    for (zone, value) in rates.enumerated() where !isAmount(value) {
      throw .badNumber(zone: zone, member: "rate", value: value)
    }
    guard isAmount(time) else { throw .badNumber(zone: nil, member: "time", value: time) }
  }

  /// Normal numbers or 0, so that products and logarithms stay normal.
  private static func isAmount(_ value: Double) -> Bool { value == 0 || value > 1e-100 && value < 1e100 }
}

extension EffortAllocation {
  /// Proves an allocation: numbers that anybody can recompute.
  ///
  /// No allocation misses less exactly when all four are 0 (Karush, Kuhn, Tucker; the problem is convex).
  public struct Certificate: Sendable, Hashable {
    /// By how much time spent differs from all time, where anything can be gained.
    public var timeError: Double
    /// The largest difference, as a share of λ, between λ and what a zone that gets time gains by one unit more.
    public var gainError: Double
    /// By how much, as a share of λ, a zone without time would gain more than λ.
    public var idleError: Double
    /// The most negative time.
    public var signError: Double
    /// No allocation misses less than this: by duality, from λ alone.
    public var leastMissed: Double

    public func holds(within tolerance: Double = 1e-6) -> Bool {
      max(timeError, gainError, idleError, signError) <= tolerance
    }
  }

  /// Recomputed from the inputs and the stated times and multiplier alone.
  public func certificate(unseen: [Double], rates: [Double], time: Double) -> Certificate {
    var certificate = Certificate(timeError: 0, gainError: 0, idleError: 0, signError: 0, leastMissed: 0)
    var bound = -multiplier * time
    for zone in times.indices {
      let (amount, rate) = (unseen[zone], rates[zone])
      let gain = amount * rate * Self.exp(-rate * times[zone])
      certificate.signError = max(certificate.signError, -times[zone])
      if multiplier > 0 {
        let off = gain / multiplier - 1
        if times[zone] > 0 {
          certificate.gainError = max(certificate.gainError, abs(off))
        } else {
          certificate.idleError = max(certificate.idleError, off)
        }
      }
      // the least of U·exp(−w·t) + λ·t over t ≥ 0, for this zone alone
      let best =
        multiplier > 0 && amount * rate > multiplier ? SteadyMath.ln(amount * rate / multiplier) / rate : 0
      bound += amount * Self.exp(-rate * best) + multiplier * best
    }
    if multiplier > 0 {
      certificate.timeError = abs(times.reduce(0, +) - time) / max(1e-300, max(time, 1e-9))
    }
    certificate.leastMissed = max(0, bound)
    return certificate
  }
}

/// Why time cannot be shared out.
public enum EffortFault: Error, Sendable, Hashable {
  case unequal(unseen: Int, rates: Int)
  /// A number that is negative, endless, too small or not a number; zones count from 0.
  case badNumber(zone: Int?, member: String, value: Double)

  /// What is wrong.
  public var what: Phrase {
    switch self {
    case .unequal(let unseen, let rates):
      Phrase("\(unseen) amounts but \(rates) rates", zh: "数量 \(unseen) 个，而速率 \(rates) 个")
    case .badNumber(let zone, let member, let value):
      Phrase(
        "\(member)\(zone.map { " of zone \($0)" } ?? "") is \(value)",
        zh: "\(zone.map { "第 \($0) 个区域的" } ?? "")\(member) 为 \(value)")
    }
  }

  /// What would do.
  public var hint: Phrase {
    switch self {
    case .unequal: Phrase("give one of each for every zone", zh: "每个区域应各有一个")
    case .badNumber: Phrase("write 0 or a number between 1e-100 and 1e100", zh: "请填写 0 或 1e-100 到 1e100 之间的数")
    }
  }
}
