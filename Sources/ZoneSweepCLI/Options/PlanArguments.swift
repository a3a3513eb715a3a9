internal import ArgumentParser
internal import SweepPlanning
internal import ZoneModel
internal import ZoneOperations

/// What a plan of sweeps is to be.
struct PlanArguments: ParsableArguments {
  @Option(
    name: .long,
    help: help(
      "teams, JSON or CSV (default: those of the project)", zh: "小组文件，JSON 或 CSV（默认为项目中的小组）", value: "file"))
  var teams: String?
  @Option(
    name: .long,
    help: help(
      "value, cover, balance, streets or effort",
      zh: "目标：value 价值最大、cover 全部访问且行程最短、balance 全部访问且均衡、streets 逐街巡查且空行最短、effort 分配工时",
      value: "objective"))
  var objective = "value"
  @Option(
    name: .long,
    help: help(
      "kind of sweep: routine, last-ranked, off-hours, night, cross, look-back",
      zh: "排查类型：常规、末位必检、错时、夜间、交叉、回头看",
      value: "sweep"))
  var sweep = "routine"
  @Option(
    name: .long,
    help: help(
      "day of the sweeps (default: the day after the newest record)", zh: "排查日期（默认为最新记录的次日）", value: "date"))
  var date: String?
  @Option(
    name: .long, parsing: .singleValue,
    help: help(
      "kinds of zones to sweep (repeatable; default: all but subdistricts)", zh: "要排查的区域类型（可重复；默认为镇街以外的各类）",
      value: "kind"))
  var kind: [String] = []
  @Option(
    name: .long, parsing: .singleValue,
    help: help(
      "causes of the blind spots to sweep (default: never_visited, unseen_part, no_access, overdue)",
      zh: "要排查的盲区成因（默认 never_visited、unseen_part、no_access、overdue）", value: "cause"))
  var cause: [String] = []
  @Option(
    name: .long, parsing: .singleValue,
    help: help(
      "zones or blind spots that must be visited, * at the end for beginnings of ids (repeatable)",
      zh: "必须访问的区域或盲区编号，可以 * 结尾表示前缀（可重复）", value: "id"))
  var must: [String] = []
  @Option(
    name: .long,
    help: help(
      "hours for all teams, as 18:00-21:00, instead of their own", zh: "各小组统一班次，如 18:00-21:00", value: "hours"
    ))
  var shift: String?
  @Option(
    name: .long,
    help: help("how much of each blind spot its stops must show", zh: "停靠点须看到每处盲区的比例", value: "share"))
  var share = 0.9
  @Option(
    name: .customLong("max-walk"),
    help: help(
      "longest walk that is one stop, in m; 0: only standing", zh: "一个停靠点的最长步行距离，单位米；0 表示只站立", value: "m"))
  var maxWalk = 400.0
  @Option(
    name: .customLong("max-stops"),
    help: help("make at most so many stops, the most urgent first", zh: "停靠点数上限，紧迫者优先", value: "n"))
  var maxStops = 2000
  @Option(
    name: .customLong("service-times"),
    help: help(
      "how long teams stay, CSV (default: built in; see ledger table service-times)",
      zh: "停留时间表 CSV（默认内置，见 ledger table service-times）", value: "file"))
  var serviceTimes: String?
  @Option(
    name: .customLong("look-back-days"),
    help: help(
      "look-back: days from closing to the second look (default: of the service times, 7)",
      zh: "回头看：结案后多少天（默认见停留时间表，为 7 天）", value: "days"))
  var lookBackDays: Double?
  @Option(
    name: .long,
    help: help(
      "ways: straight, roads=FILE (a network of lines) or osrm=URL",
      zh: "路程：straight 直线、roads=路网文件 或 osrm=服务地址",
      value: "travel"))
  var travel = "straight"
  @Option(
    name: .long, help: help("straight distance times this is the way", zh: "直线距离乘以该系数作为路程", value: "factor"))
  var detour = 1.3

  @Option(
    name: .long,
    help: help(
      "earlier plan (GeoJSON) to go on from: its routes are the first plan",
      zh: "在原方案（GeoJSON）基础上调整，其路线作为初始方案",
      value: "plan"))
  var keep: String?
  @Option(
    name: .long, parsing: .singleValue,
    help: help(
      "team whose route stays as it is in that plan (repeatable)", zh: "路线保持原方案不变的小组（可重复）", value: "team"))
  var lock: [String] = []
  @Flag(
    name: .long,
    help: help(
      "list every stop left out and why; plan again with more time and with another team, each in the time limit",
      zh: "列出全部未安排的停靠点及原因；并按延长一小时、增加一组重新规划（每次各用一份时间）"))
  var explain = false
  @Option(name: .long, help: help("rounds for phones, GPX", zh: "供手机使用的路线 GPX", value: "file"))
  var gpx: String?
  @Option(
    name: .long, help: help("a page to print, a sheet a team, HTML", zh: "可打印的任务单 HTML，每组一页", value: "file"))
  var sheets: String?

  private func travelChoice() throws -> TravelChoice {
    let parts = travel.split(separator: "=", maxSplits: 1).map(String.init)
    switch (parts.first, parts.count) {
    case ("straight", 1): return .straight
    case ("roads", 2): return .roads(parts[1])
    case ("osrm", 2): return .osrm(parts[1])
    default:
      throw ValidationError(
        say(
          "--travel takes straight, roads=FILE or osrm=URL, not \(travel)",
          zh: "--travel 可用 straight、roads=文件 或 osrm=地址，不能是 \(travel)"))
    }
  }

  func validate() throws {
    func check(_ isRight: Bool, _ english: String, _ chinese: String) throws {
      if !isRight { throw ValidationError(say(english, zh: chinese)) }
    }
    try check(share > 0 && share <= 1, "--share takes a number above 0 up to 1", "--share 取值大于 0、不超过 1")
    try check((0...100_000).contains(maxWalk), "--max-walk takes metres from 0", "--max-walk 应为非负米数")
    try check(
      (1...SweepProblemFault.stopLimit).contains(maxStops),
      "--max-stops takes 1 to \(SweepProblemFault.stopLimit)",
      "--max-stops 取值 1 到 \(SweepProblemFault.stopLimit)")
    try check(
      (0...3650).contains(lookBackDays ?? 0), "--look-back-days takes 0 to 3650",
      "--look-back-days 取值 0 到 3650")
    let isLookBack = SweepKind(name: sweep) == .lookBack
    try check(
      isLookBack || lookBackDays == nil, "--look-back-days needs --sweep look-back",
      "--look-back-days 须与 --sweep look-back 同用")
    try check(
      !isLookBack || cause.isEmpty && must.isEmpty,
      "--sweep look-back takes neither --cause nor --must: it is of what was closed, and all that is due must be visited",
      "--sweep look-back 不能与 --cause、--must 同用：其对象为已结案问题，到期者均须访问")
    try check(
      keep != nil || lock.isEmpty, "--lock needs a plan: --keep PLAN", "--lock 须与 --keep 方案 同用")
    try check((1...10).contains(detour), "--detour takes 1 to 10", "--detour 取值 1 到 10")
  }

  /// `nil`: none is named.
  var kinds: [ZoneKind]? {
    let names = kind.flatMap { $0.split(separator: ",").map(String.init) }
    return names.isEmpty ? nil : names.map(ZoneKind.init(name:))
  }

  func options(_ planner: SweepPlanner, _ time: TimeText) throws -> PlanOptions {
    var options = PlanOptions(planner: planner)
    options.teams = teams
    options.serviceTimes = serviceTimes
    options.objective = try named(
      objective, "--objective", PlanObjective.allCases.map(\.rawValue) + [EffortArguments.objective]
    ) {
      PlanObjective(rawValue: $0)
    }
    options.sweep = try named(sweep, "--sweep", SweepKind.allCases.map(\.rawValue)) { SweepKind(name: $0) }
    options.day = try date.map { try midnight($0, "--date", time) }
    options.mustVisit = must.flatMap { $0.split(separator: ",").map(String.init) }
    options.shift = try shift.map(Self.hours)
    options.lookBackDays = lookBackDays
    options.travel = try travelChoice()
    options.detour = detour
    options.kept = keep
    options.lockedTeams = lock.flatMap { $0.split(separator: ",").map(String.init) }
    options.explains = explain
    options.time = time
    options.stops.share = share
    options.stops.walk = maxWalk
    options.stops.most = maxStops
    options.stops.kinds = kinds
    let causes = cause.flatMap { $0.split(separator: ",").map(String.init) }
    if !causes.isEmpty {
      options.stops.causes = try causes.map { name in
        try named(name, "--cause", Cause.allCases.map(\.rawValue)) { Cause(rawValue: $0) }
      }
    }
    return options
  }

  private static func hours(_ text: String) throws -> ClosedRange<Double> {
    let times = text.split(separator: "-", omittingEmptySubsequences: false).map {
      ClockTime.seconds(String($0))
    }
    guard times.count == 2, let from = times[0], let to = times[1], from < to, from < 24 * 3600 else {
      throw ValidationError(
        say(
          "--shift takes hours such as 18:00-21:00 (past midnight 20:00-26:00), not \(text)",
          zh: "--shift 应为 18:00-21:00 形式的时段（跨零点写作 20:00-26:00），不能是 \(text)"))
    }
    return from...to
  }
}

/// The beginning of a day.
func midnight(_ text: String, _ option: String, _ time: TimeText) throws -> Instant {
  time.midnight(before: try instant(text, option, time))
}

private func named<Value>(
  _ name: String, _ option: String, _ known: [String], _ read: (String) -> Value?
) throws -> Value {
  guard let value = read(name) else {
    throw ValidationError(
      say(
        "\(option) takes \(known.joined(separator: ", ")), not \(name)",
        zh: "\(option) 可用 \(known.joined(separator: "、"))，不能是 \(name)"))
  }
  return value
}

/// How long and from which seed to search.
struct SearchArguments: ParsableArguments {
  @Option(
    name: .customLong("time-limit"),
    help: help(
      "seconds to search, in plan half of it for stops; if nothing is said solve takes 10s, plan 5s for rounds alone",
      zh: "搜索时间（秒），plan 中一半用于选停靠点；未指定时 solve 为 10s，plan 仅安排路线即 5s",
      value: "seconds"))
  var timeLimit: String?
  @Option(
    name: .long, help: help("iterations to search, instead of a time", zh: "搜索迭代次数（代替时间）", value: "n"))
  var iterations: Int?
  @Option(name: .long, help: help("seed of the random choices", zh: "随机种子", value: "n"))
  var seed: UInt64 = 1

  func validate() throws { _ = try planner() }

  /// - Parameter usual: seconds to search when the user does not say.
  func planner(usual: Double = 5) throws -> SweepPlanner {
    if timeLimit != nil, iterations != nil {
      throw ValidationError(
        say("give --time-limit or --iterations, not both", zh: "--time-limit 与 --iterations 只能给一个"))
    }
    if let iterations, iterations < 0 {
      throw ValidationError(say("--iterations takes 0 or more", zh: "--iterations 不能为负"))
    }
    return SweepPlanner(
      seed: seed, limit: try iterations.map { .iterations($0) } ?? .seconds(seconds() ?? usual))
  }

  /// `10`, `10s` or `0.5s`.
  private func seconds() throws -> Double? {
    guard let timeLimit else { return nil }
    let digits = timeLimit.hasSuffix("s") ? String(timeLimit.dropLast()) : timeLimit
    guard let seconds = Double(digits), seconds >= 0, seconds <= 86_400 else {
      throw ValidationError(
        say(
          "--time-limit takes seconds up to 86400, as 10s, not \(timeLimit)",
          zh: "--time-limit 为秒数（至多 86400），如 10s，不能是 \(timeLimit)"))
    }
    return seconds
  }
}
