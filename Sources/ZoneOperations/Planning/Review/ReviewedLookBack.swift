internal import ZoneAnalysis
internal import ZoneGeometry
public import ZoneModel

/// One second look of a plan, and what became of it.
public struct ReviewedLookBack: Sendable {
  public var lookBack: LookBack
  /// Number of the planned stop.
  public var stop: Int
  public var result: Result

  public enum Result: String, Sendable, CaseIterable {
    /// Somebody looked, with the item.
    case done
    /// The item was found again within 30 m (反弹).
    case cameBack = "came_back"
    /// Somebody was there, but no look names the item.
    case itemNotNamed = "item_not_named"
    case missed
    /// Somebody came and was not let in.
    case noAccess = "no_access"
    case unknownZone = "unknown_zone"

    public var title: Phrase {
      switch self {
      case .done: Phrase("looked at, nothing found", zh: "已回看，未见反弹")
      case .cameBack: Phrase("came back", zh: "反弹")
      case .itemNotNamed: Phrase("seen, item not recorded", zh: "到过，未记录该项目")
      case .missed: Phrase("missed", zh: "未到")
      case .noAccess: Phrase("no access", zh: "未能进入")
      case .unknownZone: Phrase("zone not given", zh: "未提供该区域")
      }
    }
  }
}

/// Says what became of second looks at one stop.
struct LookBackJudge {
  private let survey: ZoneSurvey
  private let window: TimeWindow
  private let engine = GeometryEngine()

  init(_ survey: ZoneSurvey, _ window: TimeWindow) {
    self.survey = survey
    self.window = window
  }

  /// - Parameters:
  ///   - seen: the day's footprints of the zone with the numbers of their observations.
  ///   - refusals: where somebody came that day and was not let in.
  func results(
    _ stop: PlanFile.Stop, seen: [(print: Footprint, observation: Int)], refusals: [Footprint],
    in plane: Plane
  ) throws -> [ReviewedLookBack.Result] {
    try stop.lookBacks.map { one in
      let place = Geometry.point(try plane.forward(one.place))
      func shows(_ print: Footprint) throws -> Bool {
        try engine.distance(place, print.geometry) <= print.radius
      }
      if cameBack(one) { return .cameBack }
      let looks = try seen.filter { try shows($0.print) }.map {
        survey.observations.observations[$0.observation]
      }
      let checklist = survey.options.checklist
      if looks.contains(where: { one.isCovered(by: $0.items.lazy.map(checklist.code)) }) { return .done }
      if !looks.isEmpty { return .itemNotNamed }
      return try refusals.contains(where: shows) ? .noAccess : .missed
    }
  }

  /// Whether the item was found there again that day.
  private func cameBack(_ one: LookBack) -> Bool {
    guard let item = one.item, let findings = survey.findings else { return false }
    let (facts, here) = (survey.facts, SpherePoint(one.place))
    return (0..<facts.count).contains { finding in
      guard let time = facts.times[finding], window.contains(time), let other = facts.items[finding],
        survey.options.checklist.code(of: other) == item
      else { return false }
      return here.distance(to: SpherePoint(findings.place(finding))) <= RelapseSearch.distance
    }
  }
}
