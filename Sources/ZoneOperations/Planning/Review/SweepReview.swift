public import ZoneGeometry
public import ZoneModel

/// A day's plan against what was done.
public struct SweepReview: Sendable {
  public var survey: ZoneSurvey
  /// One a team of the plan, in its order; then one for observations of the day that belong to no team, where
  /// there are any.
  public var sweeps: [Sweep]
  public var stops: [ReviewedStop]
  /// The zones looked at: those of the plan.
  public var zones: [Int]
  /// Square metres of these zones, of which seen before the day, and after it.
  public var ground = 0.0
  public var before = 0.0
  public var after = 0.0
  /// The day, as the observations counted: from, to.
  public var window: TimeWindow
  /// The plan's second looks (回头看), in the order of its stops.
  public var lookBacks: [ReviewedLookBack] = []
  public var notices: [Notice] = []

  /// One team's day.
  public struct Sweep: Sendable, Hashable {
    /// `nil`: nobody's of the plan.
    public var team: String?
    public var name: String?
    public var observations = 0
    public var planned = 0
    public var done = 0
    public var partly = 0
    public var missed = 0
    public var refused = 0
    /// Planned stops in zones that were not given.
    public var unjudged = 0
    /// Square metres nobody had seen before, neither earlier nor an earlier sweep in this list.
    public var gained = 0.0
    /// Square metres this sweep saw that had been seen before.
    public var repeated = 0.0
  }
}

/// One planned stop, and what became of it.
public struct ReviewedStop: Sendable {
  /// Number in the plan.
  public var stop: Int
  public var id: String
  public var place: LonLat
  public var team: String
  public var sequence: Int
  public var zone: Int?
  public var zoneID: String?
  public var status: Status
  /// Of a walk its length, of a place all or nothing.
  public var seen: Share
  /// Number of the first sweep that saw it.
  public var by: Int?
  /// When it was first seen that day.
  public var at: Instant?
  public var arrive: Instant?

  public enum Status: String, Sendable, CaseIterable {
    /// At least nine tenths were seen.
    case done
    case partly
    case missed
    /// Somebody came and was not let in.
    case noAccess = "no_access"
    /// Its zone is not among the zones given, so nobody can say.
    case unknownZone = "unknown_zone"

    public var title: Phrase {
      switch self {
      case .done: Phrase("done", zh: "已完成")
      case .partly: Phrase("partly", zh: "部分完成")
      case .missed: Phrase("missed", zh: "未到")
      case .noAccess: Phrase("no access", zh: "未能进入")
      case .unknownZone: Phrase("zone not given", zh: "未提供该区域")
      }
    }
  }
}
