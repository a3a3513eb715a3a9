public import ZoneModel

/// How team time is to be shared out.
public struct EffortOptions: Sendable {
  /// Team hours in all; `nil`: the working hours of the teams together.
  public var hours: Double?
  /// Table of what zones hold unseen and how fast it is found; `nil`: reckoned for all zones.
  public var table: String?
  /// File of teams; `nil`: those of the project.
  public var teams: String?
  public var serviceTimes: String?
  /// Kinds of zones that get time; `nil`: all but subdistricts, unless there is nothing else.
  public var kinds: [ZoneKind]?

  public init() {}
}
