/// What a plan of streets comes to, in metres.
public struct StreetFigures: Sendable {
  /// Length of the streets that were to be walked, and of those that somebody walks.
  public var required = 0.0
  public var swept = 0.0
  /// Length walked without sweeping.
  public var dead = 0.0
  /// No plan that sweeps the same streets walks less in all. A proof, never an estimate.
  public var bound = 0.0
  public var isOptimal = false
  /// How the plan was found.
  public var method = ""
  /// Streets between crossings that were to be walked, and of these those somebody walks.
  public var streets = 0
  public var sweptStreets = 0
  /// Roads they belong to.
  public var roads = 0
  /// Parts of the roads that do not hang together.
  public var parts = 0
  public var walksAll = false

  /// Length walked in all.
  public var walked: Double { swept + dead }
}

/// What is special about walking every street.
public struct StreetOptions: Sendable {
  /// Every road, not those with blind ground alone.
  public var walksAll = false

  public init() {}
}
