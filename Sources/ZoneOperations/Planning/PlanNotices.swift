internal import ZoneModel

/// What a planner should know of a plan although it stands.
struct PlanNotices {
  private let planned: PlannedSweeps
  private let options: PlanOptions
  private var zones: [Zone] { planned.list.survey.zones.zones }

  init(_ planned: PlannedSweeps, _ options: PlanOptions) {
    self.planned = planned
    self.options = options
  }

  var all: [Notice] {
    [unknownZones, nothingCrossed, unmetWishes, unchosen].compactMap { $0 } + farBases
      + [missed].compactMap { $0 }
  }

  private var unknownZones: Notice? {
    let unknown = Jurisdiction(zones).unknown(planned.teams).prefix(5)
    guard !unknown.isEmpty else { return nil }
    return Notice(
      Phrase(
        "teams answer for zones that are not there: \(unknown.joined(separator: ", "))",
        zh: "小组的辖区中有不存在的区域：\(unknown.joined(separator: "、"))"),
      hint: Phrase(
        "\"zones\" holds ids of zones, of their parents, or beginnings of ids", zh: "zones 应填区域编号、上级区域编号或编号前缀"
      ))
  }

  private var nothingCrossed: Notice? {
    guard options.sweep == .cross, planned.teams.allSatisfy(\.zones.isEmpty) else { return nil }
    return Notice(
      Phrase("no team has zones of its own, so nothing is crossed", zh: "各小组均无辖区，交叉检查无从交换"),
      hint: Phrase("give the teams their \"zones\"", zh: "请在小组文件中填写 zones"))
  }

  private var unmetWishes: Notice? {
    let unmet = options.mustVisit.filter { name in
      let pattern = ZonePattern([name])
      return !planned.stops.sites.contains { site in
        site.serves.contains(where: pattern.matches)
          || site.zone.map { pattern.matches(zones[$0].id) } ?? false
      }
    }
    guard !unmet.isEmpty else { return nil }
    return Notice(
      Phrase(
        "there is nothing to visit of \(unmet.joined(separator: ", ")): no stop is there",
        zh: "\(unmet.joined(separator: "、")) 没有需要访问的停靠点"),
      hint: Phrase(
        "it may have been seen since; --cause and --kind say what becomes a stop",
        zh: "可能已查看；--cause 和 --kind 决定哪些盲区生成停靠点"))
  }

  private var unchosen: Notice? {
    let count = planned.stops.left.count { $0.reason == StandingPoints.timeIsOver }
    guard count > 0 else { return nil }
    return Notice(
      Phrase(
        "time was over before stops were chosen for \(count) of \(planned.stops.spots) blind spots, the least urgent",
        zh: "时间已到，\(planned.stops.spots) 处盲区中有 \(count) 处（紧迫程度最低）未选停靠点"),
      hint: Phrase(
        "give more --time-limit, a wider --radius, or fewer kinds: --kind",
        zh: "请延长 --time-limit、加大 --radius，或用 --kind 减少类型"))
  }

  /// Metres from a base to its nearest stop beyond which something is likely to be wrong.
  private static let far = 50_000.0

  private var farBases: [Notice] {
    let stops = planned.stops.sites.map { SpherePoint($0.entry) }
    return planned.teams.enumerated().compactMap { number, team in
      let base = SpherePoint(team.base)
      guard let nearest = stops.map({ base.distance(to: $0) }).min(), nearest > Self.far else { return nil }
      return Notice(
        Phrase(
          "the base of team \(team.id) lies \(lengthText(nearest)) from the nearest stop",
          zh: "小组 \(team.id) 的出发地距最近的停靠点 \(lengthText(nearest))"),
        at: Phrase(
          "team \(number + 1), base \(team.base.text)", zh: "第 \(number + 1) 个小组，base \(team.base.text)"),
        hint: Phrase("longitude comes first, in degrees of WGS 84", zh: "坐标应为 WGS 84 经纬度，经度在前"))
    }
  }

  private var missed: Notice? {
    let missed = planned.leftOut.filter { planned.isNeeded($0) }
    guard let first = missed.first else { return nil }
    let id = planned.stops.sites[first.stop].id
    return Notice(
      planned.streets == nil
        ? Phrase(
          "\(missed.count) stops that had to be visited are left out", zh: "有 \(missed.count) 个必须访问的停靠点未能安排")
        : Phrase("\(missed.count) streets are left out", zh: "有 \(missed.count) 条街道未能安排"),
      at: Phrase("\(id): \(first.reason.phrase.english)", zh: "\(id)：\(first.reason.phrase.chinese)"),
      hint: Phrase(
        "add a team, lengthen a shift, or see \"unassigned\" in the plan for every reason",
        zh: "请增加小组或延长班次；全部原因见结果中的 unassigned"))
  }
}

extension PlannedSweeps {
  /// Whether a plan without this stop is incomplete.
  func isNeeded(_ left: LeftOutStop) -> Bool {
    objective != .value || stops.sites[left.stop].isMandatory
  }
}
