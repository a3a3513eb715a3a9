/// A team's working time: the clock with the breaks cut out.
///
/// A planner that knows nothing of breaks plans in working time; what it plans is interrupted by each break and
/// goes on afterwards.
public struct WorkingTime: Sendable, Hashable {
  /// In order, apart from one another.
  public let breaks: [ClosedRange<Double>]

  /// - Parameter breaks: seconds after midnight, in any order; those that touch or overlap count as one.
  public init(breaks: [ClosedRange<Double>]) {
    var merged: [ClosedRange<Double>] = []
    for next in breaks.sorted(by: { $0.lowerBound < $1.lowerBound }) where next.upperBound > next.lowerBound {
      if let last = merged.last, next.lowerBound <= last.upperBound {
        merged[merged.count - 1] = last.lowerBound...max(last.upperBound, next.upperBound)
      } else {
        merged.append(next)
      }
    }
    self.breaks = merged
  }

  /// Working seconds at a time of day; the same throughout a break.
  public func worked(at clock: Double) -> Double {
    breaks.reduce(clock) { $0 - max(0, min(clock, $1.upperBound) - $1.lowerBound) }
  }

  /// The first time of day with so many working seconds: a break that begins then is still to come.
  public func earliest(_ worked: Double) -> Double {
    breaks.reduce(worked) { $0 > $1.lowerBound ? $0 + ($1.upperBound - $1.lowerBound) : $0 }
  }

  /// The last time of day with so many working seconds: a break that begins then is over.
  public func latest(_ worked: Double) -> Double {
    breaks.reduce(worked) { $0 >= $1.lowerBound ? $0 + ($1.upperBound - $1.lowerBound) : $0 }
  }

  /// Whether no work is done at any time of a stretch.
  public func isIdle(during window: ClosedRange<Double>) -> Bool {
    breaks.contains { $0.lowerBound < window.lowerBound && window.upperBound < $0.upperBound }
  }
}
