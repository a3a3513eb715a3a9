public import ZoneModel

/// A promise of the problem that a plan breaks. Stops and teams are indices into the problem.
public enum SweepPlanFault: Error, Sendable, Hashable {
  case unknownTeam(Int)
  case teamTwice(Int)
  case unknownStop(Int)
  case visitedTwice(Int)
  case skillMissing(stop: Int, team: Int)
  /// The visit would begin after its window.
  case late(stop: Int, team: Int, by: Double)
  /// The round would end after the shift.
  case overtime(team: Int, by: Double)
  case overloaded(team: Int, by: Double)
  /// A stop that must come before this one is not earlier on the same round.
  case outOfOrder(stop: Int, team: Int, before: String)
}

extension SweepPlanFault {
  /// The fault in words, with the problem's own ids.
  public func phrase(in problem: SweepProblem) -> Phrase {
    func stop(_ index: Int) -> String { problem.stops[index].id }
    func team(_ index: Int) -> String { problem.teams[index].id }
    switch self {
    case .unknownTeam(let index): return Phrase("there is no team number \(index)", zh: "没有第 \(index) 号小组")
    case .teamTwice(let index):
      return Phrase("team \(team(index)) has two routes", zh: "小组 \(team(index)) 有两条路线")
    case .unknownStop(let index): return Phrase("there is no stop number \(index)", zh: "没有第 \(index) 号停靠点")
    case .visitedTwice(let index):
      return Phrase("stop \(stop(index)) is visited twice", zh: "停靠点 \(stop(index)) 被访问两次")
    case .skillMissing(let index, let who):
      return Phrase(
        "team \(team(who)) lacks a skill that stop \(stop(index)) needs",
        zh: "小组 \(team(who)) 缺少停靠点 \(stop(index)) 所需的技能")
    case .late(let index, let who, let by):
      return Phrase(
        "team \(team(who)) reaches stop \(stop(index)) \(by) after its window",
        zh: "小组 \(team(who)) 到达停靠点 \(stop(index)) 晚于时间窗 \(by)")
    case .overtime(let who, let by):
      return Phrase("team \(team(who)) returns \(by) after its shift", zh: "小组 \(team(who)) 超出班次 \(by)")
    case .outOfOrder(let index, let who, let before):
      return Phrase(
        "team \(team(who)) visits stop \(stop(index)) without stop \(before) before it",
        zh: "小组 \(team(who)) 访问停靠点 \(stop(index)) 之前未访问 \(before)")
    case .overloaded(let who, let by):
      return Phrase("team \(team(who)) carries \(by) too much", zh: "小组 \(team(who)) 超载 \(by)")
    }
  }
}
