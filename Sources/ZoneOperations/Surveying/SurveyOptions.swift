public import ZoneModel

/// Which observations count and what is worth listing; shared by coverage and blind spots.
public struct SurveyOptions: Sendable {
  public var window = TimeWindow.always
  /// The moment the figures are for; `nil`: the newest time in the data. Nothing later counts.
  public var asOf: Instant?
  /// Square metres; smaller unseen pieces are not listed (they still count as unseen).
  public var smallest = 100.0
  /// Metres; pieces in which no circle of this radius fits are not listed.
  public var clearance = 0.0
  /// Zones are measured on so many threads; the answers do not depend on it.
  public var threads = 1
  /// Count findings also by the probabilities that they lie in zones.
  public var expects = false
  /// Which items apply to which kinds of zone.
  public var checklist = Checklist.shipped
  /// How problems appear and how likely a look finds them.
  public var detection = DetectionParameters.shipped
  /// An item counts as looked for in a zone when at least this share of its ground was, within the interval.
  public var itemShare = 0.0
  /// What makes a blind spot urgent.
  public var ranking = Ranking.age

  public enum Ranking: String, Sendable, CaseIterable {
    /// Weight × age over interval × area.
    case age
    /// Weight × expected problems that nobody has seen.
    case unseen
  }

  public init() {}
}
