public import ZoneModel

/// The blind spots of a survey, most urgent first, and what was left out of the list.
public struct BlindSpotList: Sendable {
  public var survey: ZoneSurvey
  public var spots: [BlindSpot] = []
  /// Per cause: pieces that are too small or too narrow to be listed.
  public var tooSmall: [Cause: (count: Int, area: Double)] = [:]
  /// What was looked for, where a cause or the order asked for it.
  public var items: ItemSurvey?

  /// Square metres of the listed spots with a cause.
  public func area(_ cause: Cause) -> Double { spots.reduce(0) { $0 + ($1.cause == cause ? $1.area : 0) } }
}
