internal import SweepPlanning
internal import ZoneAnalysis
internal import ZoneGeometry
internal import ZoneModel

/// Plans walks over roads: each street with blind ground once, with as little walking besides as possible.
///
/// - Throws: `Problem` when the roads cannot be planned at all. A street that no team can walk is no fault: it is
///   left out with its reason.
func planStreets(
  of list: BlindSpotList, _ teams: [InspectionTeam], _ times: ServiceTimes, _ options: PlanOptions,
  day: Instant,
  reporter: Reporter, isInterrupted: @escaping () -> Bool
) throws -> PlannedSweeps {
  let zones = list.survey.zones.zones
  let must = ZonePattern(options.mustVisit + options.sweep.lastRanked(in: list.survey))
  if case .osrm = options.travel { throw noServer }
  guard zones.contains(where: \.boundary.isRoad) else { throw noRoad }
  reporter.progress(Progress(Phrase("drawing streets", zh: "生成路网"), done: 0, of: 1))
  let wanted = WantedStreets(list, options, mustVisit: must)
  let ground = try StreetGround(wanted, places: StreetCrews.places(teams), options, times)
  let crews = StreetCrews(ground, teams, zones, options, times)
  reporter.progress(Progress(Phrase("planning rounds", zh: "安排路线"), done: 0, of: 1))
  let planner = StreetPlanner(seed: options.planner.seed, limit: options.planner.limit)
  let plan: StreetPlan
  do { plan = try planner.plan(ground.network, crews: crews.crews, isInterrupted: isInterrupted) } catch {
    throw Problem(.badData, error.what, hint: error.hint)
  }
  if let fault = StreetChecker(ground.network, crews.crews).fault(in: plan) { throw broken(fault) }
  var walks = StreetWalks(ground, crews, list.survey.zones)
  for number in teams.indices { try walks.add(plan.rounds.first { $0.crew == number }, of: number) }
  let leftOut = try walks.leave(plan.missing, StreetReasons(ground, crews, zones, plan))
  var planned = PlannedSweeps(
    list: list, teams: teams, stops: walks.sites, rounds: walks.rounds, leftOut: leftOut,
    objective: .streets, sweep: options.sweep, day: day, time: options.time, travel: ground.travel(options),
    value: rounded(plan.length, to: 100), bound: ground.bound(plan), seed: options.planner.seed,
    iterations: plan.iterations,
    causeOf: Dictionary(
      wanted.spots.compactMap { spot in spot.zone.map { ($0, spot.cause) } },
      uniquingKeysWith: { first, _ in first }))
  planned.stops.spots = wanted.spots.count
  planned.streets = ground.figures(plan, wanted)
  planned.notices = ground.notices(zones) + PlanNotices(planned, options).all
  return planned
}

private let noRoad = Problem(
  .badData, Phrase("no zone is a road", zh: "没有道路类区域"),
  hint: Phrase("give lines with --zones road=FILE", zh: "请用 --zones road=文件 提供线状区域"))

private let noServer = Problem(
  .usage, Phrase("streets are not planned on a server's ways", zh: "街道巡查不能使用路径服务"),
  hint: Phrase("use --travel roads=FILE, or leave it out", zh: "请用 --travel roads=文件，或不指定"))

private func broken(_ fault: Phrase) -> Problem {
  Problem(
    .internal, Phrase("the plan breaks a promise: \(fault.english)", zh: "方案违反约束：\(fault.chinese)"),
    hint: Phrase("this is a fault of the program; please report it", zh: "这是程序错误，请报告"))
}

extension StreetGround {
  fileprivate func travel(_ options: PlanOptions) -> PlannedTravel {
    guard case .roads(let path) = options.travel else {
      return PlannedTravel(
        method: "straight",
        words: Phrase(
          "along the roads themselves; to bases and between parts that do not meet straight × \(options.detour)",
          zh: "沿道路本身；往返出发地及互不相连的部分之间按直线 × \(options.detour)"))
    }
    return PlannedTravel(
      method: "roads",
      words: Phrase(
        "shortest ways on the roads and on \(grouped(roads)) lines of \(path), beside them straight × \(options.detour)",
        zh: "沿道路及 \(path) 中 \(grouped(roads)) 条线的最短路径，道路以外按直线 × \(options.detour)"))
  }

  fileprivate func bound(_ plan: StreetPlan) -> SweepBound? {
    guard plan.length > 0 else { return nil }
    let open = plan.isOptimal ? 0 : plan.length - plan.bound
    return SweepBound(value: plan.bound, method: .matching, gap: open / plan.length)
  }

  fileprivate func figures(_ plan: StreetPlan, _ wanted: WantedStreets) -> StreetFigures {
    var figures = StreetFigures()
    let required = network.streets.indices.filter { network.streets[$0].isRequired }
    let open = Set(plan.missing)
    figures.required = required.reduce(0) { $0 + network.streets[$1].length }
    figures.swept = required.reduce(0) { $0 + (open.contains($1) ? 0 : network.streets[$1].length) }
    figures.dead = plan.deadLength
    (figures.bound, figures.isOptimal) = (plan.bound, plan.isOptimal)
    figures.method = plan.method.rawValue
    (figures.streets, figures.sweptStreets) = (required.count, required.count - open.count)
    figures.roads = Set(required.flatMap { pieces[$0].owners }.filter(Set(wanted.zones).contains)).count
    (figures.parts, figures.walksAll) = (parts, wanted.isAll)
    return figures
  }

  fileprivate func notices(_ zones: [Zone]) -> [Notice] {
    guard let first = empty.first else { return [] }
    return [
      Notice(
        Phrase(
          "\(empty.count) roads have no length and cannot be walked", zh: "有 \(empty.count) 条道路长度为零，无法巡查"),
        at: Phrase("the first is \(zones[first].id)", zh: "首条为 \(zones[first].id)"),
        hint: Phrase("redraw them", zh: "请重新绘制"))
    ]
  }
}
