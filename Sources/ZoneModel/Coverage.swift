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
  /// Findings that are complaints of the public.
  public var complaints: Int
  /// The gaps between looks averaged over time, Σ gap² ÷ T, in days; `nil` when the time has no length.
  public var meanGapDays: Double?
  /// Effective width of a look ÷ its nominal width.
  public var sweep: Double

  public init(
    area: Double, observedArea: Double, length: Double? = nil, observedLength: Double? = nil,
    observations: Int, findings: Int, firstObserved: Instant? = nil, lastObserved: Instant? = nil,
    ageDays: Double? = nil, freshness: Freshness, effort: Double, blindSpots: Int, largestBlind: Double,
    refusals: Int = 0, complaints: Int = 0, meanGapDays: Double? = nil, sweep: Double = 1
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
    self.complaints = complaints
    self.meanGapDays = meanGapDays
    self.sweep = sweep
  }

  /// The share observed: of the length for a road, of the area for everything else.
  public var share: Share {
    if let length { return Share(observedLength ?? 0, of: length) }
    return Share(observedArea, of: area)
  }

  /// Effort ÷ area; `nil` when the area is 0.
  public var factor: Double? { Detection.coverageFactor(effort: effort, area: area) }

  /// How likely a problem that was there was found, if effort was spread at random.
  public var probabilityOfDetection: Double? {
    factor.map { Detection.probability(coverageFactor: sweep * $0) }
  }

  /// The same with effort in evenly spaced tracks: measured searches fall between the two.
  public var optimisticProbability: Double? {
    factor.map { Detection.optimisticProbability(coverageFactor: sweep * $0) }
  }

  /// From a random moment, the mean number of days until somebody looks: half the mean gap.
  public var meanResponseDays: Double? { meanGapDays.map { $0 / 2 } }

  /// What is known of visits to the zone.
  public var visits: VisitRecord {
    guard observations > 0 else { return refusals > 0 ? .noAccess : .never }
    return findings > complaints ? .withFindings : .clean
  }

  /// Complaints from a zone in which inspectors looked and found nothing: problems they may have missed.
  public var suspectedMisses: Int { visits == .clean ? complaints : 0 }
}

/// What is known of visits to a zone: a zone that is silent because nobody came is not one that was in order.
public enum VisitRecord: String, Sendable, Hashable, CaseIterable {
  case never = "never_visited"
  /// Tried, could not get in.
  case noAccess = "no_access"
  /// Visited, and no inspector found anything.
  case clean = "visited_clean"
  case withFindings = "visited_findings"

  public var title: Phrase {
    switch self {
    case .never: Phrase("never visited", zh: "从未到访")
    case .noAccess: Phrase("no access", zh: "未能进入")
    case .clean: Phrase("visited, clean", zh: "到访未发现问题")
    case .withFindings: Phrase("visited, findings", zh: "到访发现问题")
    }
  }
}
