public import ZoneGeometry
public import ZoneModel

/// A place where a team looks: it stands there, or walks a line.
public struct SweepSite: Sendable, Hashable {
  /// That of the blind spot it is for, with `.2` and so on where it is not the only one.
  public var id: String
  /// One point to stand at, or the points of a line walked from the first to the last.
  public var path: [LonLat]
  /// Number of the zone in the zone set; `nil` for ground in no zone.
  public var zone: Int?
  /// Whose service times count.
  public var kind: ZoneKind
  /// Ids of the blind spots it shows some of, the one it is for first.
  public var serves: [String]
  /// Square metres of blind ground that this stop shows and no earlier one; ground in two zones counts for
  /// each.
  public var gain = 0.0
  /// Of these, what it shows of the blind spot it is for.
  public var ownGain = 0.0
  /// The share of the blind spots' priorities that goes with the gain.
  public var value = 0.0
  /// Metres walked.
  public var walk = 0.0
  /// Seconds.
  public var service = 0.0
  /// Seconds after midnight within which the visit may begin.
  public var hours: ClosedRange<Double>?
  /// Checklist codes the team must be able to look at: those of its kind of zone, and ``items``.
  public var skills: Set<String> = []
  /// Checklist codes to look at: those missing on the blind ground, or of what was closed.
  public var items: Set<String> = []
  /// What is looked at a second time here.
  public var lookBacks: [LookBack] = []
  public var isMandatory = false

  public var entry: LonLat { path[0] }
  public var exit: LonLat { path[path.count - 1] }
}

/// The stops made of blind spots.
public struct SweepSites: Sendable {
  public var sites: [SweepSite] = []
  /// Blind spots that were to be swept.
  public var spots = 0
  /// Their ground in square metres, each zone's own.
  public var ground = 0.0
  /// What the stops together show of it.
  public var shown = 0.0
  /// Blind spots no stop was made for, and why.
  public var left: [(id: String, reason: Phrase)] = []
  /// Blind spots with a place to stand chosen by covering, the places, and how few there could be.
  public var covering = (spots: 0, places: 0, atLeast: 0)
}
