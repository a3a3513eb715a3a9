public import ZoneGeometry

/// People who make one round on a day.
public struct InspectionTeam: Sendable, Hashable {
  /// Unique among the teams.
  public var id: String
  public var name: String?
  /// Where the round begins.
  public var base: LonLat
  public var end: RoundEnd
  /// Seconds after midnight: from the earliest departure to the latest return.
  public var shift: ClosedRange<Double>
  /// Seconds after midnight, in order, apart from one another, within the shift. Whatever the team is at is
  /// interrupted and goes on afterwards.
  public var breaks: [ClosedRange<Double>]
  /// Checklist codes the team can look at; empty: all.
  public var skills: Set<String>
  /// Ids of zones, or beginnings of ids, that the team may visit; empty: all.
  public var zones: [String]
  /// Kilometres an hour between stops.
  public var speed: Double
  /// Inspectors, by the names observations know them by.
  public var members: [String]

  public init(
    id: String, name: String? = nil, base: LonLat, end: RoundEnd = .base, shift: ClosedRange<Double>,
    breaks: [ClosedRange<Double>] = [], skills: Set<String> = [], zones: [String] = [],
    speed: Double = InspectionTeam.usualSpeed, members: [String] = []
  ) {
    self.id = id
    self.name = name
    self.base = base
    self.end = end
    self.shift = shift
    self.breaks = breaks
    self.skills = skills
    self.zones = zones
    self.speed = speed
    self.members = members
  }

  /// An electric bicycle in town: what a team has that states no speed.
  public static let usualSpeed = 15.0
  /// The hours of a team that states none.
  public static let usualShift = 8.0 * 3600...17.0 * 3600

  /// Whether the team can look at all of these items.
  public func canLook(at items: Set<String>) -> Bool { skills.isEmpty || items.isSubset(of: skills) }

  /// What people call it.
  public var title: String { name ?? id }
}

/// Where a round ends.
public enum RoundEnd: Sendable, Hashable {
  case base
  /// At the last stop.
  case open
  case place(LonLat)
}
