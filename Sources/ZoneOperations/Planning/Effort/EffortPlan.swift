public import SweepPlanning
public import ZoneModel

/// Team hours shared out among zones so that the fewest problems stay unseen.
public struct EffortPlan: Sendable {
  /// What gets time or not, in the order of the zones or the table.
  public var shares: [EffortShare]
  public var hours: Double
  public var allocation: EffortAllocation
  public var certificate: EffortAllocation.Certificate
  /// The zones; `nil`: a table alone.
  public var survey: ZoneSurvey?
  /// Where the hours come from.
  public var source: Phrase
  /// Whether amounts and rates were read, not reckoned.
  public var isGiven: Bool

  /// Problems found in all, expected.
  public var found: Double { allocation.without - allocation.missed }
  /// No allocation of so many hours finds more. A proof, by duality from the multiplier alone.
  public var mostFound: Double { allocation.without - certificate.leastMissed }
}

/// What one zone gets.
public struct EffortShare: Sendable {
  public var id: String
  /// Number of the zone; `nil` where only a table names it.
  public var zone: Int?
  /// Expected problems nobody has seen.
  public var unseen: Double
  /// w: after t hours a problem that is there was found with the probability 1 − e^(−w·t).
  public var rate: Double
  public var hours = 0.0

  /// Probability of detection that the hours bring.
  public var detection: Double { Detection.probability(coverageFactor: rate * hours) }
  public var found: Double { unseen * detection }
  public var left: Double { unseen - found }
  /// Problems the next hour would find, at the rate in which they are found then.
  public var nextHour: Double { left * rate }
}
