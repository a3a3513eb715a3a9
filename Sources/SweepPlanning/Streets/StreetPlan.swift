/// Who passes which streets, in which order.
public struct StreetPlan: Sendable, Hashable {
  /// One walk for each crew that has something to sweep, in their order.
  public var rounds: [StreetRound]
  /// Required streets that no crew sweeps, ascending.
  public var missing: [Int]
  /// Length of all rounds.
  public var length: Double { rounds.reduce(0) { $0 + $1.length } }
  /// The part of it that is walked without sweeping.
  public var deadLength: Double { rounds.reduce(0) { $0 + $1.deadLength } }
  /// No plan that sweeps these streets is shorter. A proof, never an estimate.
  public var bound: Double
  public var method: StreetMethod
  /// Steps of the search; 0 where none was needed.
  public var iterations = 0

  /// Whether no plan is shorter (up to the rounding of sums).
  public var isOptimal: Bool { length <= bound + 1e-9 * max(1, length) }
}

/// The walk of one team.
public struct StreetRound: Sendable, Hashable {
  /// Number of the crew.
  public var crew: Int
  public var passes: [StreetPass]
  public var length = 0.0
  public var deadLength = 0.0
  /// Sum of the demands swept.
  public var load = 0.0
}

/// A street passed once.
public struct StreetPass: Sendable, Hashable {
  /// Index into the network's streets.
  public var street: Int
  /// Against the street's own direction.
  public var isReversed: Bool
  /// `false`: only walked.
  public var isSwept: Bool

  public init(street: Int, isReversed: Bool, isSwept: Bool) {
    self.street = street
    self.isReversed = isReversed
    self.isSwept = isSwept
  }
}

/// How a plan was found.
public enum StreetMethod: String, Sendable {
  /// Odd crossings paired by a perfect matching of least weight.
  case matching = "minimum weight perfect matching"
  /// The same, and parts of the network joined by branch and bound.
  case branching = "matching with branch and bound over the joins of separate parts"
  /// Ruin and recreate over streets and their directions.
  case search = "ruin and recreate over streets"
}
