/// What decides between two places.
public enum PlaceRule: String, Sendable, Hashable, CaseIterable {
  /// The shrunk rate, to nine decimals.
  case shrunk
  /// The rate as counted.
  case rate
  /// Severities per unit of exposure.
  case severity
  /// More inspections stand before fewer, for they prove more.
  case evidence
  /// Nothing but the id, in code-point order: the two are equal.
  case id
}

/// One zone of a class that has evidence enough for a place.
public struct RankedRate: Sendable, Hashable {
  public var id: String
  public var shrunk: Double
  public var rate: Double
  /// Severities added up per unit of exposure.
  public var severity: Double
  public var inspections: Int

  public init(id: String, shrunk: Double, rate: Double, severity: Double, inspections: Int) {
    self.id = id
    self.shrunk = shrunk
    self.rate = rate
    self.severity = severity
    self.inspections = inspections
  }
}

/// The order of a class, best first, by rules stated one after the other.
public enum FairOrder {
  /// One place: which of the rates, and what set it apart from its nearest neighbours.
  public struct Place: Sendable, Hashable {
    public var index: Int
    /// The last rule that was needed against the place before it or behind it.
    public var decidedBy: PlaceRule
  }

  /// All rates, best first. The order of the input does not matter; ids must differ.
  public static func places(_ rates: [RankedRate]) -> [Place] {
    let order = rates.indices.sorted { precedes(rates[$0], rates[$1]).isFirst }
    return order.indices.map { k in
      let rules = [k - 1, k + 1].filter(order.indices.contains).map {
        precedes(rates[order[min(k, $0)]], rates[order[max(k, $0)]]).rule
      }
      return Place(index: order[k], decidedBy: rules.max { rank($0) < rank($1) } ?? .shrunk)
    }
  }

  private static func precedes(_ a: RankedRate, _ b: RankedRate) -> (isFirst: Bool, rule: PlaceRule) {
    let numbers: [(Double, Double, PlaceRule)] = [
      (steps(a.shrunk), steps(b.shrunk), .shrunk), (steps(a.rate), steps(b.rate), .rate),
      (steps(a.severity), steps(b.severity), .severity),
      (Double(-a.inspections), Double(-b.inspections), .evidence),
    ]
    for (mine, other, rule) in numbers where mine != other { return (mine < other, rule) }
    return (a.id.unicodeScalars.lexicographicallyPrecedes(b.id.unicodeScalars), .id)
  }

  /// Rates that differ in the tenth decimal differ by rounding.
  private static func steps(_ value: Double) -> Double { (value * 1e9).rounded() }

  private static func rank(_ rule: PlaceRule) -> Int { PlaceRule.allCases.firstIndex(of: rule) ?? 0 }
}
