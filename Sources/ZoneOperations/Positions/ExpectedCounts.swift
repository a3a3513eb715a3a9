public import ZoneModel

/// How many findings truly lie in each zone, as far as their stated accuracies tell: of each finding every zone
/// gets the probability that it lies there.
///
/// For each kind, and for all zones together, the zones' counts, the findings in none and (taken off) what
/// several zones claim add up to the number of findings.
public struct ExpectedCounts: Sendable {
  /// Two counts of findings.
  public struct Count: Sendable, Hashable {
    /// By the positions as stated, edges included.
    public internal(set) var stated = 0
    /// The sum of the probabilities.
    public internal(set) var expected = 0.0
    /// Of the number truly there: Σ p (1 − p), positions taken as independent.
    public internal(set) var variance = 0.0

    mutating func add(_ probability: Double) {
      expected += probability
      variance += probability * (1 - probability)
    }

    static func += (sum: inout Count, more: Count) {
      sum.stated += more.stated
      sum.expected += more.expected
      sum.variance += more.variance
    }
  }

  /// Ground that some zones leave over or share.
  public struct Rest: Sendable, Hashable {
    /// `nil`: all zones.
    public let kind: ZoneKind?
    /// In none of the zones.
    public internal(set) var none = Count()
    /// What is counted more than once: in *k* of the zones *k* − 1 times. It has no variance.
    public internal(set) var several = Count()
  }

  /// Findings that could be used.
  public internal(set) var findings = 0
  /// Those that state no accuracy; they count where they stand.
  public internal(set) var exact = 0
  /// One a zone.
  public internal(set) var perZone: [Count]
  /// One a kind, in the order people name them; then one for all zones.
  public internal(set) var rests: [Rest]
  public let zones: ZoneSet

  init(_ zones: ZoneSet) {
    self.zones = zones
    perZone = [Count](repeating: Count(), count: zones.count)
    rests = zones.byKind.map { Rest(kind: $0.kind) } + [Rest(kind: nil)]
  }

  mutating func add(_ more: ExpectedCounts) {
    findings += more.findings
    exact += more.exact
    for zone in perZone.indices { perZone[zone] += more.perZone[zone] }
    for rest in rests.indices {
      rests[rest].none += more.rests[rest].none
      rests[rest].several += more.rests[rest].several
    }
  }
}
