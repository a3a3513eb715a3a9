internal import ZoneAnalysis
internal import ZoneGeometry
public import ZoneModel

/// What was seen of every zone.
public struct ZoneSurvey: Sendable {
  public var zones: ZoneSet
  public var findings: FindingSet?
  public var observations: ObservationSet
  /// The moment the figures are for; `nil` when no record has a time.
  public var asOf: Instant?
  public var options: SurveyOptions
  public var radius: Double
  /// One a zone.
  public var coverage: [Coverage] = []
  /// What the zones expect of the findings in the window, where that was asked for.
  public var expected: ExpectedCounts?
  /// One a zone.
  var sights: [ZoneSight] = []
  /// The observations in each plane zones are measured in.
  var surveys: [PlaneDefinition: Survey] = [:]
  var facts = FindingFacts()

  /// When the record begins; `nil` when nothing in it has a time.
  var begin: Instant? { options.window.from ?? oldest }
  /// The oldest time of all observations; kept, since it is asked for at every row.
  var oldest: Instant?

  /// The stretch of time the figures are about; `nil` when it has no length.
  var span: (from: Instant, to: Instant)? {
    guard let from = begin, let asOf else { return nil }
    let to = options.window.to.map { min($0, asOf) } ?? asOf
    return from < to ? (from, to) : nil
  }
}

/// What one zone's ground looks like after a survey, in the plane it is measured in.
struct ZoneSight: Sendable {
  /// Unseen ground, largest first; of a road the strip around its unseen stretches.
  var unseen: [UnseenGround] = []
  var sightings = ZoneSightings()
}
