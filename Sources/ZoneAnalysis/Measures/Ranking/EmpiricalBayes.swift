/// Shrinks rates towards the mean of their class: the less is known of one, the further.
///
/// mean = Σ events ÷ Σ exposure; the variance of the true rates
/// V = Σ n(rate − mean)² ÷ Σ n − mean ÷ n̄, at least 0; shrunk = w·rate + (1 − w)·mean with
/// w = V ÷ (V + mean ÷ n). For shares (each unit of exposure fails or passes) mean·(1 − mean) stands in for the
/// mean as the variance of one unit.
///
/// - Source: Marshall, Mapping disease and mortality rates using empirical Bayes estimators, Applied Statistics
///   40 (1991), the global estimator.
public struct EmpiricalBayes: Sendable, Hashable {
  public enum Events: Sendable, Hashable {
    /// Any number of events: Poisson.
    case counts
    /// At most one a unit of exposure: binomial.
    case shares
  }

  /// `nil` when there is no exposure at all.
  public let mean: Double?
  /// Variance of the true rates; 0 when the rates differ no more than by chance.
  public let variance: Double
  private let unitVariance: Double

  /// - Parameters:
  ///   - exposures: as many as `events`, each at least 0. Where it is 0 nothing is known, and nothing counts.
  public init(events: [Double], exposures: [Double], _ kind: Events = .counts) {
    precondition(events.count == exposures.count, "an exposure for each number of events")
    // in a fixed order, so that the last bit does not depend on the order of the input
    let known = zip(events, exposures).filter { $1 > 0 }.sorted { ($0.1, $0.0) < ($1.1, $1.0) }
    let exposure = known.reduce(0) { $0 + $1.1 }
    guard exposure > 0 else {
      (mean, variance, unitVariance) = (nil, 0, 0)
      return
    }
    let mean = known.reduce(0) { $0 + $1.0 } / exposure
    let spread = known.reduce(0) { $0 + $1.1 * ($1.0 / $1.1 - mean) * ($1.0 / $1.1 - mean) } / exposure
    self.mean = mean
    unitVariance = kind == .counts ? mean : mean * (1 - mean)
    variance = max(0, spread - unitVariance / (exposure / Double(known.count)))
  }

  /// One rate, and how far it is believed.
  public struct Shrunk: Sendable, Hashable {
    public var rate: Double
    /// w: 1 believes the rate alone, 0 the mean alone.
    public var weight: Double
    public var value: Double
  }

  /// `nil` without exposure: the mean of others says nothing of a place nobody has looked at.
  public func shrunk(events: Double, exposure: Double) -> Shrunk? {
    guard let mean, exposure > 0 else { return nil }
    let rate = events / exposure
    let noise = unitVariance / exposure
    let weight = variance + noise > 0 ? variance / (variance + noise) : 0
    return Shrunk(rate: rate, weight: weight, value: mean + weight * (rate - mean))
  }
}
