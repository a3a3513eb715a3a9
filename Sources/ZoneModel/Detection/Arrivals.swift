internal import Foundation

/// Problems that appear one by one, each found with some probability at every look, and may go away by
/// themselves: how many nobody has seen.
///
/// They appear at random at a constant rate λ and vanish at the rate μ each (an immigration–death process), so
/// their number is Poisson at any time, and so is what each look finds.
///
/// - Source: U_i = (1 − p_i)·(U_(i−1)·e^(−μΔt) + (λ/μ)(1 − e^(−μΔt))); for μ = 0 the limit U_(i−1) + λΔt.
public struct Arrivals: Sendable, Hashable {
  /// New problems a day (λ).
  public var perDay: Double
  /// Share of the unseen problems that go away by themselves a day (μ).
  public var clearingPerDay: Double

  public init(perDay: Double, clearingPerDay: Double = 0) {
    self.perDay = perDay
    self.clearingPerDay = clearingPerDay
  }

  /// Expected problems that appear within `days` and are still there at their end.
  public func added(in days: Double) -> Double {
    clearingPerDay > 0 ? perDay / clearingPerDay * -expm1(-clearingPerDay * days) : perDay * days
  }

  /// Expected unseen problems `days` after there were `unseen`, with no look between.
  public func unseen(_ unseen: Double, after days: Double) -> Double {
    kept(days) * unseen + added(in: days)
  }

  /// Expected unseen problems just after a look that finds each with probability `p`.
  public func unseen(_ unseen: Double, after days: Double, lookedAtWith p: Double) -> Double {
    (1 - p) * self.unseen(unseen, after: days)
  }

  /// Mean over time with a look every `days` days, after many of them; without clearing it is λT(1/p − ½).
  /// Infinite when looks find nothing and nothing goes away.
  ///
  /// - Parameter p: probability that a look finds a problem that is there, above 0 unless μ is.
  public func mean(lookingEvery days: Double, with p: Double) -> Double {
    guard clearingPerDay > 0 else { return perDay * days * (1 / p - 0.5) }
    // from just after a look, U, the mean of Ue^(−μt) + (λ/μ)(1 − e^(−μt)) over a period
    let level = perDay / clearingPerDay
    let after = steady(lookingEvery: days, with: p)
    let shrinks = -expm1(-clearingPerDay * days) / (clearingPerDay * days)
    return level + (after - level) * shrinks
  }

  /// Expected unseen problems just after a look, with a look every `days` days, after many of them.
  public func steady(lookingEvery days: Double, with p: Double) -> Double {
    let stays = (1 - p) * kept(days)
    return stays < 1 ? (1 - p) * added(in: days) / (1 - stays) : .infinity
  }

  private func kept(_ days: Double) -> Double {
    clearingPerDay > 0 ? exp(-clearingPerDay * days) : 1
  }
}
