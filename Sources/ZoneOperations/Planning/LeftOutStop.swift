internal import SweepPlanning
public import ZoneModel

/// A stop no team visits, and why, with the numbers that decided.
public struct LeftOutStop: Sendable {
  /// Number of the stop.
  public var stop: Int
  public var reason: Reason

  public enum Reason: Sendable, Hashable {
    /// No team may go to its zone.
    case jurisdiction(zone: String?)
    /// The routes of all teams that may go there are to stay as they are.
    case locked([String])
    /// No team that may go there has all of the skills.
    case skill([String])
    /// Even a team that goes nowhere else begins too late: who would be first, when, and the last moment. In
    /// seconds after midnight.
    case window(team: String, begins: Double, latest: Double)
    /// Even a team that goes nowhere else is back too late: who would be first, when, and the end of the shift.
    case shift(team: String, ends: Double, latest: Double)
    /// There is no way to it.
    case unreachable
    /// Every round is full: the team it would cost least, how many seconds more than that team has left, and
    /// what of its time that is.
    case full(team: String, travel: Double, service: Double, left: Double)
    /// As before, and what would have to be dropped for it: a stop of more value.
    case worth(team: String, costs: Double, left: Double, value: Double, drops: String, droppedValue: Double)
  }
}

extension LeftOutStop.Reason {
  /// Machine-readable.
  public var key: String {
    switch self {
    case .jurisdiction: "jurisdiction"
    case .locked: "locked"
    case .skill: "skill"
    case .window: "window"
    case .shift: "shift"
    case .unreachable: "unreachable"
    case .full: "full"
    case .worth: "value"
    }
  }

  public var phrase: Phrase {
    switch self {
    case .jurisdiction(let zone):
      return Phrase(
        zone.map { "no team may go to zone \($0)" } ?? "it lies in no zone, and every team is bound to zones",
        zh: zone.map { "没有小组可以检查区域 \($0)" } ?? "该处不属于任何区域，而各小组都有辖区限制")
    case .locked(let teams):
      return Phrase(
        "only \(teams.joined(separator: ", ")) may go there, whose route is to stay as it is",
        zh: "只有 \(teams.joined(separator: "、")) 可以前往，而其路线已锁定")
    case .skill(let skills):
      return Phrase(
        "no team has all of its skills: \(skills.joined(separator: ", "))",
        zh: "没有小组具备所需的全部项目：\(skills.joined(separator: "、"))")
    case .window(let team, let begins, let latest):
      let (at, by) = (ClockTime.text(begins), ClockTime.text(latest))
      return Phrase(
        "outside its hours: team \(team), going there first, could begin at \(at), but \(by) is the latest",
        zh: "超出开放时段：小组 \(team) 最先前往也要 \(at) 才能开始，最晚须 \(by)")
    case .shift(let team, let ends, let latest):
      let (at, by) = (ClockTime.text(ends), ClockTime.text(latest))
      return Phrase(
        "too far: team \(team), going nowhere else, would be done at \(at), its shift ends at \(by)",
        zh: "路程过远：小组 \(team) 只去该处也要 \(at) 才能结束，班次至 \(by)")
    case .unreachable: return Phrase("no way leads to it", zh: "没有道路可达")
    case .full(let team, let travel, let service, let left):
      let (way, stay, rest) = (minutes(travel), minutes(service), minutes(left, .down))
      return Phrase(
        "no time: team \(team) would need \(way) min more on the way and \(stay) min there, and has \(rest) min left",
        zh: "时间不足：小组 \(team) 需多走 \(way) 分钟、停留 \(stay) 分钟，只余 \(rest) 分钟")
    case .worth(let team, let costs, let left, let value, let drops, let dropped):
      let (cost, rest) = (minutes(costs), minutes(left, .down))
      return Phrase(
        "no time: it would cost team \(team) \(cost) min, \(rest) are left; worth \(grouped(Int(value))), and the least that would make room is \(drops), worth \(grouped(Int(dropped)))",
        zh:
          "时间不足：小组 \(team) 需 \(cost) 分钟，只余 \(rest) 分钟；其价值 \(grouped(Int(value)))，至少须放弃 \(drops)（价值 \(grouped(Int(dropped)))）"
      )
    }
  }

  private func minutes(_ seconds: Double, _ rule: FloatingPointRoundingRule = .up) -> Int {
    Int((max(0, seconds) / 60).rounded(rule))
  }
}
