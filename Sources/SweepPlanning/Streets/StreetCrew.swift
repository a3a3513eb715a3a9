/// People who make one walk: where it begins and ends, and how much fits into it.
public struct StreetCrew: Sendable, Hashable {
  /// The crossing where the walk begins.
  public var start: Int
  public var end: StreetEnd
  /// The largest sum of the demands swept and of what walking besides takes; `nil`: unlimited.
  public var capacity: Double?
  /// What one unit of length walked without sweeping takes of the capacity: seconds a metre, say.
  public var pace: Double
  /// Whether it may sweep each street of the network; `nil`: all.
  public var allowed: [Bool]?

  public init(
    start: Int, end: StreetEnd = .start, capacity: Double? = nil, pace: Double = 0, allowed: [Bool]? = nil
  ) {
    self.start = start
    self.end = end
    self.capacity = capacity
    self.pace = pace
    self.allowed = allowed
  }
}

/// Where a walk ends.
public enum StreetEnd: Sendable, Hashable {
  /// Where it began.
  case start
  /// At another crossing.
  case node(Int)
  /// Where the last street is done.
  case anywhere
}

extension StreetCrew {
  /// The crossing where it ends; `nil`: anywhere.
  var finish: Int? {
    switch end {
    case .start: start
    case .node(let node): node
    case .anywhere: nil
    }
  }
}
