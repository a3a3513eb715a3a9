/// How much of one zone was observed, when, and how well.
public struct Coverage: Sendable, Hashable {
  /// Square metres; of a road its length × width.
  public var area: Double
  /// Square metres seen at least once; of a road the observed length × width.
  public var observedArea: Double
  /// Metres, of a road only.
  public var length: Double?
  public var observedLength: Double?
  /// Observations that count for the zone.
  public var observations: Int
  /// Findings in the zone in the window, of every source.
  public var findings: Int
  public var firstObserved: Instant?
  public var lastObserved: Instant?
  /// Days from the last observation to the moment the figures are for.
  public var ageDays: Double?
  public var freshness: Freshness
  /// Square metres looked at, counted with overlap.
  public var effort: Double
  /// Unseen pieces of at least the smallest size asked for.
  public var blindSpots: Int
  /// Square metres of the largest unseen piece; 0 when all was seen.
  public var largestBlind: Double
  /// Tries to get in that failed.
  public var refusals: Int

  public init(
    area: Double, observedArea: Double, length: Double? = nil, observedLength: Double? = nil,
    observations: Int, findings: Int, firstObserved: Instant? = nil, lastObserved: Instant? = nil,
    ageDays: Double? = nil, freshness: Freshness, effort: Double, blindSpots: Int, largestBlind: Double,
    refusals: Int = 0
  ) {
    self.area = area
    self.observedArea = observedArea
    self.length = length
    self.observedLength = observedLength
    self.observations = observations
    self.findings = findings
    self.firstObserved = firstObserved
    self.lastObserved = lastObserved
    self.ageDays = ageDays
    self.freshness = freshness
    self.effort = effort
    self.blindSpots = blindSpots
    self.largestBlind = largestBlind
    self.refusals = refusals
  }

  /// The share observed: of the length for a road, of the area for everything else.
  public var share: Share {
    if let length { return Share(observedLength ?? 0, of: length) }
    return Share(observedArea, of: area)
  }

  /// Effort ÷ area; `nil` when the area is 0.
  public var factor: Double? { Detection.coverageFactor(effort: effort, area: area) }

  /// How likely a problem that was there was found, if effort was spread at random.
  public var probabilityOfDetection: Double? { factor.map(Detection.probability(coverageFactor:)) }
}
