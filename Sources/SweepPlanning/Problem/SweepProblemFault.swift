public import ZoneModel

/// Why a problem cannot be planned at all.
///
/// What only makes some stops unreachable (a window before every shift, a skill nobody has) is no fault: such
/// a stop is left out of the plan with its reason.
public enum SweepProblemFault: Error, Sendable, Hashable {
  case noTeam
  case tooManyStops(Int)
  case tooManyTeams(Int)
  case repeatedStop(id: String)
  case repeatedTeam(id: String)
  case unknownPlace(of: String, place: Int, places: Int)
  /// A number that is negative, infinite or not a number.
  case badNumber(of: String, member: String, value: Double)
  case badRange(of: String, member: String)
  case badTable(entries: Int, places: Int)
  case badTravel(from: Int, to: Int, value: Double)
  /// A team names travel times that are not there, or that know another number of places.
  case unknownTravel(team: String)
  /// A stop is to come after one that the problem does not have.
  case unknownBefore(stop: String, before: String)
  /// Stops that are to come after one another, all round.
  case circle(stop: String)

  /// Above this the tables would not fit into the memory of an ordinary machine: 8,000² times of 4 bytes.
  public static let stopLimit = 8000
  public static let teamLimit = 1000
}

extension SweepProblemFault {
  /// What is wrong.
  public var what: Phrase {
    switch self {
    case .noTeam: Phrase("the problem has no team", zh: "问题中没有任何小组")
    case .tooManyStops(let count):
      Phrase(
        "\(count) stops are more than the \(Self.stopLimit) that fit",
        zh: "停靠点 \(count) 个，超过上限 \(Self.stopLimit)")
    case .tooManyTeams(let count):
      Phrase(
        "\(count) teams are more than the \(Self.teamLimit) that fit",
        zh: "小组 \(count) 个，超过上限 \(Self.teamLimit)")
    case .repeatedStop(let id): Phrase("two stops have the id \(id)", zh: "停靠点编号 \(id) 重复")
    case .repeatedTeam(let id): Phrase("two teams have the id \(id)", zh: "小组编号 \(id) 重复")
    case .unknownPlace(let owner, let place, let places):
      Phrase(
        "\(owner) names location \(place), but there are \(places), counted from 0",
        zh: "\(owner) 指向地点 \(place)，但只有 \(places) 个地点（从 0 起）")
    case .badNumber(let owner, let member, let value):
      Phrase("\(member) of \(owner) is \(value)", zh: "\(owner) 的 \(member) 为 \(value)")
    case .badRange(let owner, let member):
      Phrase(
        "\(member) of \(owner) ends before it begins or is no number", zh: "\(owner) 的 \(member) 先止后起，或不是数字")
    case .badTable(let entries, let places):
      Phrase(
        "the table of travel times has \(entries) entries for \(places) locations",
        zh: "行程时间表有 \(entries) 个数，而地点为 \(places) 个")
    case .badTravel(let from, let to, let value):
      Phrase(
        "the travel time from location \(from) to \(to) is \(value)",
        zh: "从地点 \(from) 到 \(to) 的行程时间为 \(value)")
    case .unknownBefore(let id, let before):
      Phrase(
        "stop \(id) is to come after \(before), which is no stop",
        zh: "停靠点 \(id) 须在 \(before) 之后，但没有该停靠点")
    case .circle(let id):
      Phrase(
        "stop \(id) is to come after itself, by way of \"after\" of others",
        zh: "停靠点 \(id) 经 after 最终须在自身之后")
    case .unknownTravel(let id):
      Phrase("team \(id) has no travel times for all places", zh: "小组 \(id) 缺少全部地点的行程时间")
    }
  }

  /// What would do.
  public var hint: Phrase {
    switch self {
    case .noTeam: Phrase("add at least one team to \"teams\"", zh: "请在 teams 中至少写一个小组")
    case .tooManyStops, .tooManyTeams: Phrase("split the problem, by district say", zh: "请拆分问题，例如按辖区")
    case .repeatedStop, .repeatedTeam: Phrase("give each its own id", zh: "请为每一项使用不同的编号")
    case .unknownPlace: Phrase("locations are counted from 0", zh: "地点从 0 开始编号")
    case .badNumber, .badTravel: Phrase("write a finite number, 0 or more", zh: "请填写不小于 0 的有限数值")
    case .badRange: Phrase("write [earliest, latest], or null for no limit", zh: "请写成 [最早, 最晚]，无限制写 null")
    case .unknownBefore: Phrase("write ids of stops of this problem", zh: "请填写本问题中停靠点的编号")
    case .circle: Phrase("take one of them out", zh: "请去掉其中一项")
    case .badTable, .unknownTravel: Phrase("write one row of times for each location", zh: "每个地点应有一行时间")
    }
  }
}

extension SweepProblem {
  /// Looks at everything a planner relies on.
  ///
  /// - Throws: the first fault found: teams and counts, then travel, stops, teams, each in their order.
  public func check() throws(SweepProblemFault) {
    if teams.isEmpty { throw .noTeam }
    if stops.count > SweepProblemFault.stopLimit { throw .tooManyStops(stops.count) }
    if teams.count > SweepProblemFault.teamLimit { throw .tooManyTeams(teams.count) }
    try checkTravel()
    try checkStops()
    try checkTeams()
    try checkOrder()
  }

  private func checkOrder() throws(SweepProblemFault) {
    guard stops.contains(where: { !$0.after.isEmpty }) else { return }
    let known = Set(stops.map(\.id))
    for stop in stops {
      if let missing = stop.after.first(where: { !known.contains($0) }) {
        throw .unknownBefore(stop: stop.id, before: missing)
      }
    }
    // what waits for nothing is struck out, again and again; what remains goes round in circles
    var waits = stops.filter { !$0.after.isEmpty }
    while true {
      let open = Set(waits.map(\.id))
      let rest = waits.filter { !open.isDisjoint(with: $0.after) }
      if rest.isEmpty { return }
      if rest.count == waits.count { throw .circle(stop: rest[0].id) }
      waits = rest
    }
  }

  private func checkTravel() throws(SweepProblemFault) {
    for times in [travel] + otherTravel { try check(times) }
    for team in teams {
      guard (0...otherTravel.count).contains(team.travel),
        team.travel == 0 || otherTravel[team.travel - 1].places == travel.places
      else { throw .unknownTravel(team: team.id) }
    }
  }

  private func check(_ travel: TravelTimes) throws(SweepProblemFault) {
    switch travel {
    case .euclidean(let points, _):
      for (index, point) in points.enumerated() {
        for value in [point.x, point.y] where !value.isFinite || abs(value) > 1e12 {
          throw .badNumber(of: "location \(index)", member: "a coordinate", value: value)
        }
      }
    case .matrix(let times, let places):
      guard places >= 0, times.count == places * places else {
        throw .badTable(entries: times.count, places: places)
      }
      for (index, value) in times.enumerated() where !Self.isAmount(value) {
        throw .badTravel(from: index / places, to: index % places, value: value)
      }
    }
  }

  private func checkStops() throws(SweepProblemFault) {
    var seen: Set<String> = []
    for stop in stops {
      let owner = "stop \(stop.id)"
      guard seen.insert(stop.id).inserted else { throw .repeatedStop(id: stop.id) }
      try checkPlace(stop.location, owner)
      for (member, value) in [("service", stop.service), ("prize", stop.prize), ("demand", stop.demand)]
      where !Self.isAmount(value) {
        throw .badNumber(of: owner, member: member, value: value)
      }
      try checkRange(stop.window, owner, "window")
    }
  }

  private func checkTeams() throws(SweepProblemFault) {
    var seen: Set<String> = []
    for team in teams {
      let owner = "team \(team.id)"
      guard seen.insert(team.id).inserted else { throw .repeatedTeam(id: team.id) }
      try checkPlace(team.start, owner)
      if let end = team.end { try checkPlace(end, owner) }
      if let capacity = team.capacity, !Self.isAmount(capacity) {
        throw .badNumber(of: owner, member: "capacity", value: capacity)
      }
      try checkRange(team.shift, owner, "shift")
      for stretch in team.breaks { try checkRange(stretch, owner, "a break") }
    }
  }

  private func checkPlace(_ place: Int, _ owner: String) throws(SweepProblemFault) {
    guard (0..<travel.places).contains(place) else {
      throw .unknownPlace(of: owner, place: place, places: travel.places)
    }
  }

  private func checkRange(
    _ range: ClosedRange<Double>?, _ owner: String, _ member: String
  ) throws(SweepProblemFault) {
    guard let range else { return }
    guard Self.isAmount(range.lowerBound), Self.isAmount(range.upperBound) else {
      throw .badRange(of: owner, member: member)
    }
  }

  /// A time, prize or demand: finite, not negative, and small enough for sums of thousands to stay exact.
  private static func isAmount(_ value: Double) -> Bool { value >= 0 && value <= 1e12 }
}
