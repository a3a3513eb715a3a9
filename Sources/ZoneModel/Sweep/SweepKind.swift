/// The kinds of sweeps campaigns know.
public enum SweepKind: String, Sendable, Hashable, CaseIterable {
  /// 常规: teams, shifts and zones as they are.
  case routine
  /// 末位必检: the zones ranked last must be visited.
  case lastRanked = "last-ranked"
  /// 错时: outside office hours.
  case offHours = "off-hours"
  /// 夜间: in the evening.
  case night
  /// 交叉: nobody inspects the zones of his own jurisdiction.
  case cross
  /// 回头看: what was closed is looked at a second time, and nothing else.
  case lookBack = "look-back"

  /// Reads its name in English or Chinese.
  public init?(name: String) {
    let word = name.foldedForComparison.replacing("_", with: "-")
    guard let kind = Self.allCases.first(where: { $0.rawValue == word || $0.title.chinese == word }) else {
      return nil
    }
    self = kind
  }

  public var title: Phrase {
    switch self {
    case .routine: Phrase("routine sweep", zh: "常规")
    case .lastRanked: Phrase("last-ranked zones must be visited", zh: "末位必检")
    case .offHours: Phrase("off-hours sweep", zh: "错时")
    case .night: Phrase("night sweep", zh: "夜间")
    case .cross: Phrase("cross-inspection", zh: "交叉")
    case .lookBack: Phrase("second looks at what was closed", zh: "回头看")
    }
  }

  /// The hours it takes the place of the teams' own; their breaks fall away. `nil`: the teams' own.
  ///
  /// Working assumptions: off-hours after the offices close, night until shortly before midnight.
  public var shift: ClosedRange<Double>? {
    switch self {
    case .offHours: 17.5 * 3600...21.5 * 3600
    case .night: 20.0 * 3600...23.5 * 3600
    default: nil
    }
  }
}
