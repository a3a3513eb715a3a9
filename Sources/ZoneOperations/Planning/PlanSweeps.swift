internal import SweepPlanning
internal import ZoneFormats
internal import ZoneGeometry
internal import ZoneModel

/// Plans a day's sweeps: blind spots → stops → rounds of teams.
///
/// - Parameters:
///   - survey: which observations count; blind spots are what they leave.
///   - isInterrupted: asked again and again; `true` ends the search with the best plan so far.
/// - Throws: `Problem` when an input cannot be used at all. A stop that no team can visit is no fault: it is left
///   out with its reason.
public func planSweeps(
  _ input: InputOptions, _ survey: SurveyOptions, _ options: PlanOptions, reporter: Reporter = .silent,
  isInterrupted: @escaping () -> Bool = { false }
) throws -> PlannedSweeps {
  let teams = try crews(input, options, reporter)
  let times = try options.serviceTimes.map { try readServiceTimes($0, reporter: reporter) } ?? .usual
  if options.sweep == .lookBack {
    let list = BlindSpotList(survey: try surveyZones(input, survey, reporter: reporter))
    return try planSweeps(
      of: list, teams, times, options, project: input.projectPath, reporter: reporter,
      isInterrupted: isInterrupted)
  }
  let list = try findBlindSpots(input, survey, causes: options.stops.causes, reporter: reporter)
  return try planSweeps(of: list, teams, times, options, reporter: reporter, isInterrupted: isInterrupted)
}

/// The sweeps of blind spots found before, or second looks.
///
/// - Parameter project: the file with the ledger, for second looks.
func planSweeps(
  of list: BlindSpotList, _ teams: [InspectionTeam], _ times: ServiceTimes, _ options: PlanOptions,
  project: String? = nil, reporter: Reporter = .silent, isInterrupted: @escaping () -> Bool = { false }
) throws -> PlannedSweeps {
  try PlanWishes(list).check(options)
  let zones = list.survey.zones.zones
  let day = try options.day ?? dayAfter(list.survey, options.time)
  if options.objective == .streets {
    return try planStreets(
      of: list, teams, times, options, day: day, reporter: reporter, isInterrupted: isInterrupted)
  }
  let teams = teams.map { $0.namingItems(by: list.survey.options.checklist) }
  let lookBacks =
    options.sweep != .lookBack
    ? nil
    : try findLookBacks(
      list.survey, times, on: day, days: options.lookBackDays, project: project, time: options.time)
  let watch = ContinuousClock()
  let began = watch.now
  var (stops, lawful) = try stops(
    list, lookBacks, teams, times, options, on: day, pace: options.pace(isInterrupted), reporter)
  let kept = try options.kept.map {
    try KeptPlan(
      PlanFile($0, options.time), &stops.sites, teams, locking: options.lockedTeams, zones,
      radius: list.survey.radius)
  }
  let allowed = kept?.allowed(lawful, stops.sites.count) ?? lawful
  var job = try SweepJob(stops.sites, teams, options, allowed: allowed)
  reporter.progress(Progress(Phrase("planning rounds", zh: "安排路线"), done: 0, of: 1))
  let planner = options.planner(after: (watch.now - began) / .seconds(1))
  if stops.sites.contains(where: { $0.path.count > 1 }) {
    let draft = try plan(job, planner.draft, from: kept, isInterrupted)
    stops.sites = WalkDirections(draft.plan, job).turned(except: kept?.locked ?? [])
    job = try SweepJob(stops.sites, teams, options, allowed: allowed)
  }
  try kept?.checkLocked(job)
  let result = try plan(job, planner.afterDraft, from: kept, isInterrupted)
  var planned = PlannedSweeps(
    list: list, teams: teams, stops: stops, lookBacks: lookBacks, rounds: try job.rounds(result.plan),
    leftOut: LeftOutReasons(
      job, result.plan, zones, lawful: lawful,
      looksForRoom: options.explains || job.sites.count <= 300
    ).all(),
    objective: options.objective, sweep: options.sweep, day: day,
    time: options.time,
    travel: PlannedTravel(method: job.table.method, words: job.table.words),
    value: result.figures.value(options.objective.engine), bound: result.bound,
    seed: options.planner.seed, iterations: result.iterations,
    causeOf: Dictionary(list.spots.map { ($0.id, $0.cause) }, uniquingKeysWith: { first, _ in first }))
  planned.notices =
    (lookBacks?.notices(options.time) ?? []) + job.table.notices + PlanNotices(planned, options).all
  planned.changes = kept.map { PlanChanges($0, stops.sites, result.plan, zones, options.time) }
  if options.explains {
    planned.prospects = try Prospects(job, options, reporter).all {
      try plan($0, options.planner, from: nil, isInterrupted)
    }
  }
  return planned
}

/// The stops there are, and the teams that may visit each.
private func stops(
  _ list: BlindSpotList, _ lookBacks: LookBackList?, _ teams: [InspectionTeam], _ times: ServiceTimes,
  _ options: PlanOptions, on day: Instant, pace: StopPace, _ reporter: Reporter
) throws -> (SweepSites, allowed: [[Int]]) {
  let zones = list.survey.zones.zones
  var choice = options.stops
  choice.radius = list.survey.radius
  var stops: SweepSites
  if let lookBacks {
    stops = SweepSites(lookBacks, zones, teams, choice, on: day)
    stops.settleLookBacks(times, radius: choice.radius)
  } else {
    let must = ZonePattern(options.mustVisit + options.sweep.lastRanked(in: list.survey))
    stops = try chooseStops(list, choice, times, mustVisit: must, pace: pace, reporter: reporter)
  }
  for number in stops.sites.indices {
    stops.sites[number].skills = Set(stops.sites[number].skills.map(list.survey.options.checklist.code))
  }
  let jurisdiction = Jurisdiction(zones)
  func allowed() -> [[Int]] {
    jurisdiction.allowed(stops.sites, teams, isCrossed: options.sweep == .cross)
  }
  stops.sites = ItemShares(teams).shared(stops.sites, allowed())
  return (stops, allowed())
}

private func plan(
  _ job: SweepJob, _ planner: SweepPlanner, from kept: KeptPlan?, _ isInterrupted: @escaping () -> Bool
) throws -> SweepResult {
  var result: SweepResult
  do {
    result = try planner.plan(job.problem, from: kept?.start, isInterrupted: isInterrupted)
  } catch {
    throw Problem(.badData, error.what, hint: error.hint)
  }
  guard let kept, !kept.locked.isEmpty else { return result }
  result.plan = kept.restored(result.plan)
  if let figures = try? SweepChecker().figures(of: result.plan, for: job.problem) {
    // the bound stands: it is one for any order
    result.figures = figures
    result.bound = result.bound?.beside(figures.value(job.problem.objective))
  }
  return result
}

extension SweepBound {
  /// The same bound beside the value of another plan.
  fileprivate func beside(_ planned: Double) -> SweepBound {
    var bound = self
    let distance = abs(value - planned)
    bound.gap =
      distance <= 1e-6 * max(1, abs(planned)) ? 0 : planned == 0 ? .infinity : distance / abs(planned)
    return bound
  }
}

extension PlanOptions {
  /// The search for rounds has what choosing stops has left of the time, at least two fifths.
  fileprivate func planner(after spent: Double) -> SweepPlanner {
    guard limitsStops, case .seconds(let seconds) = planner.limit else { return planner }
    var planner = planner
    planner.limit = .seconds(max(0.4 * seconds, seconds - spent))
    return planner
  }

  /// Choosing stops may take half of the time.
  fileprivate func pace(_ isInterrupted: @escaping () -> Bool) -> StopPace {
    guard limitsStops, case .seconds(let seconds) = planner.limit else {
      return StopPace(isInterrupted: isInterrupted)
    }
    return StopPace(seconds: seconds / 2, isInterrupted: isInterrupted)
  }
}

extension SweepPlanner {
  /// For a first plan that only shows how walks lie in rounds: a quarter of the search, no bound.
  fileprivate var draft: SweepPlanner {
    switch limit {
    case .iterations(let count): SweepPlanner(seed: seed, limit: .iterations(count / 4), boundShare: 0)
    case .seconds(let seconds): SweepPlanner(seed: seed, limit: .seconds(seconds / 4), boundShare: 0)
    }
  }

  /// For the plan itself: of a time the rest, all of the iterations.
  fileprivate var afterDraft: SweepPlanner {
    guard case .seconds(let seconds) = limit else { return self }
    return SweepPlanner(seed: seed, limit: .seconds(seconds * 0.75), boundShare: boundShare)
  }
}

extension InspectionTeam {
  /// The team with its skills as the checklist writes them.
  fileprivate func namingItems(by checklist: Checklist) -> InspectionTeam {
    var team = self
    team.skills = Set(skills.map(checklist.code))
    return team
  }
}

/// The teams as they go out that day.
private func crews(
  _ input: InputOptions, _ options: PlanOptions, _ reporter: Reporter
) throws -> [InspectionTeam] {
  guard
    let teams = try options.teams.map({ try loadTeams($0, notice: reporter.notice) })
      ?? input.projectTeams(reporter.notice)
  else {
    throw Problem(
      .usage, Phrase("no teams are named", zh: "未指定小组"),
      hint: Phrase(
        "add --teams FILE, or import teams into the project: project import --teams FILE",
        zh: "请加 --teams 文件，或将小组导入项目：project import --teams 文件"))
  }
  guard let shift = options.shift ?? options.sweep.shift else { return teams }
  return teams.map { team in
    var team = team
    team.shift = shift
    team.breaks = []
    return team
  }
}

/// The local midnight after the newest record.
private func dayAfter(_ survey: ZoneSurvey, _ time: TimeText) throws -> Instant {
  guard let asOf = survey.asOf else {
    throw Problem(
      .usage, Phrase("no record has a time, so there is no day to plan for", zh: "所有记录均无时间，无法确定计划日期"),
      hint: Phrase("name the day: --date 2026-09-01", zh: "请用 --date 2026-09-01 指定日期"))
  }
  return time.midnight(before: time.midnight(before: asOf) + 30 * 3600)
}

/// Reads a table of service times.
///
/// - Throws: `Problem` when it cannot be read at all, or holds no row that can be used.
func readServiceTimes(_ path: String, reporter: Reporter) throws -> ServiceTimes {
  let (table, rejections) = try ServiceTimes.reading(tableBytes(path, reporter), file: path)
  try tell(rejections, of: path, isEmpty: table.rules.isEmpty, reporter)
  return table
}

extension SweepJob {
  /// The job of a day.
  init(
    _ sites: [SweepSite], _ teams: [InspectionTeam], _ options: PlanOptions, allowed: [[Int]]
  ) throws {
    var places = TravelPlaces(sites)
    let ends = teams.map { team -> (start: Int, end: Int?) in
      let start = places.number(of: team.base)
      switch team.end {
      case .base: return (start, start)
      case .open: return (start, nil)
      case .place(let place): return (start, places.number(of: place))
      }
    }
    var speeds: [Double] = []
    for team in teams where !speeds.contains(team.speed) { speeds.append(team.speed) }
    let table = try TravelTable.measure(places.places, options, speeds)
    self.init(sites, teams, table, ends, allowed: allowed, objective: options.objective.engine)
  }
}

extension TravelTable {
  static func measure(
    _ places: [TravelPlace], _ options: PlanOptions, _ speeds: [Double]
  ) throws -> TravelTable {
    switch options.travel {
    case .straight: straight(places, detour: options.detour, speeds: speeds)
    case .roads(let path): try roads(path, places, detour: options.detour, speeds: speeds)
    case .osrm(let address): try osrm(address, places, detour: options.detour)
    }
  }
}

// MARK: - Kinds of sweeps

extension SweepKind {
  /// 末位必检: of each kind of zone those with the least coverage, and of these the longest unseen.
  func lastRanked(in survey: ZoneSurvey) -> [String] {
    guard self == .lastRanked else { return [] }
    return survey.zones.byKind.flatMap { kind, members -> [String] in
      guard kind != .street else { return [] }
      let ranked = members.sorted { a, b in
        let (x, y) = (survey.coverage[a], survey.coverage[b])
        let (s, t) = (x.share.value ?? 1, y.share.value ?? 1)
        if s != t { return s < t }
        let (u, v) = (x.ageDays ?? .infinity, y.ageDays ?? .infinity)
        return u != v ? u > v : survey.zones.zones[a].id < survey.zones.zones[b].id
      }
      return ranked.prefix(SweepKind.last).map { survey.zones.zones[$0].id }
    }
  }

  /// How many zones of each kind count as ranked last, as in the quarterly ranking of Chaozhou.
  static let last = 5
}
