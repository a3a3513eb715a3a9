internal import ZoneAnalysis
internal import ZoneGeometry
public import ZoneModel

/// Compares a plan with what was observed on its day.
///
/// - Parameters:
///   - plan: the GeoJSON that the plan was written to.
///   - day: the local midnight the day begins at; `nil`: that of the plan's first stop. A day lasts 24 hours, or
///     to the last planned visit where that is later.
/// - Throws: `Problem` when an input cannot be used at all.
public func reviewSweeps(
  _ input: InputOptions, plan path: String, day: Instant? = nil, threads: Int = 1,
  reporter: Reporter = .silent
) throws -> SweepReview {
  let plan = try PlanFile(path, input.time)
  let window = try reviewWindow(plan, day, path, input.time)
  var options = SurveyOptions()
  options.asOf = window.to.map { $0 - 1e-3 }
  options.threads = threads
  let survey = try surveyZones(input, options, reporter: reporter)
  var review = try Reviewer(plan, survey, window).review()
  review.notices = ReviewNotices(plan, review, input.time).all
  return review
}

private func reviewWindow(
  _ plan: PlanFile, _ day: Instant?, _ path: String, _ time: TimeText
) throws -> TimeWindow {
  guard let begins = day ?? plan.begins.map(time.midnight) else {
    throw Problem(
      .usage, Phrase("no stop of the plan has a time", zh: "方案中的停靠点没有时间"), at: Phrase(path, zh: path),
      hint: Phrase("name the day: --date 2026-09-01", zh: "请用 --date 2026-09-01 指定日期"))
  }
  // rounds that run past midnight lengthen the day, whichever day they are held against
  let own = plan.begins.map(time.midnight) ?? begins
  return TimeWindow(from: begins, to: begins + max(86_400, (plan.ends ?? own) + 1 - own))
}

/// Matches observations with sweeps and measures what each added.
private struct Reviewer {
  private let plan: PlanFile
  private let survey: ZoneSurvey
  private let window: TimeWindow
  /// Per observation of the survey: the sweep it belongs to; `nil`: it was made before the day.
  private let owner: [Int?]
  private let number: [String: Int]
  private let lookBacks: LookBackJudge

  init(_ plan: PlanFile, _ survey: ZoneSurvey, _ window: TimeWindow) {
    self.plan = plan
    self.survey = survey
    self.window = window
    lookBacks = LookBackJudge(survey, window)
    number = Dictionary(
      survey.zones.zones.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    let matching = SweepMatching(plan)
    owner = survey.observations.observations.map { observation in
      guard let time = observation.time, window.contains(time.lowerBound) else { return nil }
      return matching.team(of: observation) ?? plan.teams.count
    }
  }

  func review() throws -> SweepReview {
    var sweeps = plan.teams.map { SweepReview.Sweep(team: $0.id, name: $0.name) }
    sweeps.append(SweepReview.Sweep())
    for sweep in owner.compactMap({ $0 }) { sweeps[sweep].observations += 1 }
    let zones = plan.stops.compactMap { $0.zone.flatMap { number[$0] } }
    var review = SweepReview(
      survey: survey, sweeps: sweeps, stops: [], zones: Set(zones).sorted(), window: window)
    for group in survey.zones.groups {
      guard let around = survey.surveys[group.plane] else { continue }
      let ruler = ZoneRuler(try Plane(group.plane), around, survey)
      for zone in review.zones where survey.zones.planes[zone] == group.plane {
        let seen = try ruler.look(at: zone)
        try measure(seen, &review)
        try judge(zone, seen, ruler, &review)
      }
    }
    try judgeStray(&review)
    review.stops.sort { $0.stop < $1.stop }
    review.lookBacks.sort { ($0.stop, $0.lookBack.id) < ($1.stop, $1.lookBack.id) }
    if review.sweeps[plan.teams.count].observations == 0 { review.sweeps.removeLast() }
    return review
  }

  /// What each sweep adds to a zone: the sweeps in their order, each after those before it.
  private func measure(_ zone: ZoneRuler.Look, _ review: inout SweepReview) throws {
    var seen = zone.footprints(owner) { $0 == nil }
    var area = try zone.area(seen)
    review.ground += zone.all
    review.before += area
    for sweep in review.sweeps.indices {
      let own = zone.footprints(owner) { $0 == sweep }
      guard !own.isEmpty else { continue }
      seen += own
      let now = try zone.area(seen)
      review.sweeps[sweep].gained += now - area
      review.sweeps[sweep].repeated += max(0, try zone.area(own) - (now - area))
      area = now
    }
    review.after += area
  }

  // MARK: Stops

  private func judge(
    _ zone: Int, _ look: ZoneRuler.Look, _ ruler: ZoneRuler, _ review: inout SweepReview
  ) throws {
    let id = survey.zones.zones[zone].id
    for (index, stop) in plan.stops.enumerated() where stop.zone == id {
      try judge(index, zone, look.sightings, ruler, &review)
    }
  }

  private func judge(
    _ index: Int, _ zone: Int?, _ sightings: ZoneSightings, _ ruler: ZoneRuler, _ review: inout SweepReview
  ) throws {
    let path = try plan.stops[index].path.map { try ruler.plane.forward($0) }
    let today = sightings.observations.indices.filter { owner[sightings.observations[$0]] != nil }
    let prints = today.map { sightings.footprints[$0] }
    let share = ruler.share(of: path, seenBy: prints)
    let first = today.filter { ruler.share(of: path, seenBy: [sightings.footprints[$0]]).numerator > 0 }
      .min { (sightings.times[$0]?.lowerBound ?? 0) < (sightings.times[$1]?.lowerBound ?? 0) }
    let refusals = try refusals(in: ruler.plane)
    let isRefused = refusals.contains { ruler.share(of: path, seenBy: [$0]).numerator > 0 }
    add(
      index, zone, share, isRefused: isRefused,
      by: first.flatMap { owner[sightings.observations[$0]] },
      at: first.flatMap { sightings.times[$0]?.lowerBound }, &review)
    let seen = today.map { (print: sightings.footprints[$0], observation: sightings.observations[$0]) }
    let results = try lookBacks.results(plan.stops[index], seen: seen, refusals: refusals, in: ruler.plane)
    add(results, index, &review)
  }

  /// Where somebody came that day and was not let in.
  private func refusals(in plane: Plane) throws -> [Footprint] {
    try survey.observations.observations.enumerated().compactMap { number, observation in
      guard observation.access == .none, owner[number] != nil else { return nil }
      switch observation.trace {
      case .visit(let place): return Footprint(.visit(try plane.forward(place)), radius: observation.radius)
      case .track(let lines, _):
        return Footprint(.walk(try lines.map { try plane.forward($0) }), radius: observation.radius)
      }
    }
  }

  /// Stops in no zone are looked for by their place. What was seen of a stop whose zone is not given depends on
  /// the zone (walls), so nothing is said of it.
  private func judgeStray(_ review: inout SweepReview) throws {
    let group = survey.zones.groups.first
    let around = group.flatMap { survey.surveys[$0.plane] }
    for (index, stop) in plan.stops.enumerated() where stop.zone.flatMap({ number[$0] }) == nil {
      if stop.zone == nil, let group, let around {
        let ruler = ZoneRuler(try Plane(group.plane), around, survey)
        let path = try stop.path.map { try ruler.plane.forward($0) }
        let shape: Geometry<PlanePoint> = path.count > 1 ? .line(path) : .point(path[0])
        try judge(index, nil, around.sightings(of: shape, reach: .anywhere), ruler, &review)
      } else {
        add(index, nil, Share(0, of: 0), isRefused: false, by: nil, at: nil, &review)
        add(stop.lookBacks.map { _ in .unknownZone }, index, &review)
      }
    }
  }

  private func add(
    _ results: [ReviewedLookBack.Result], _ index: Int, _ review: inout SweepReview
  ) {
    review.lookBacks += zip(plan.stops[index].lookBacks, results).map {
      ReviewedLookBack(lookBack: $0, stop: index, result: $1)
    }
  }

  private func add(
    _ index: Int, _ zone: Int?, _ share: Share, isRefused: Bool, by sweep: Int?, at moment: Instant?,
    _ review: inout SweepReview
  ) {
    let stop = plan.stops[index]
    let seen = share.value ?? 0
    let status: ReviewedStop.Status =
      share.value == nil
      ? .unknownZone : seen >= 0.9 ? .done : seen > 0 ? .partly : isRefused ? .noAccess : .missed
    review.stops.append(
      ReviewedStop(
        stop: index, id: stop.id, place: stop.path[0], team: plan.teams[stop.team].id,
        sequence: stop.sequence, zone: zone,
        zoneID: stop.zone, status: status, seen: share, by: sweep, at: moment, arrive: stop.arrive))
    review.sweeps[stop.team].planned += 1
    switch status {
    case .done: review.sweeps[stop.team].done += 1
    case .partly: review.sweeps[stop.team].partly += 1
    case .missed: review.sweeps[stop.team].missed += 1
    case .noAccess: review.sweeps[stop.team].refused += 1
    case .unknownZone: review.sweeps[stop.team].unjudged += 1
    }
  }
}

/// Which team an observation belongs to.
private struct SweepMatching {
  private let plan: PlanFile
  private let names: [String: Int]
  private let places: [(point: SpherePoint, team: Int)]

  /// Metres from a planned stop within which an observation without a known inspector is taken for its team's.
  private static let reach = 150.0

  init(_ plan: PlanFile) {
    self.plan = plan
    var names: [String: Int] = [:]
    for (number, team) in plan.teams.enumerated() {
      for name in [team.id, team.name].compactMap({ $0 }) + team.members {
        names[name.foldedForComparison] = names[name.foldedForComparison] ?? number
      }
    }
    self.names = names
    places = plan.stops.flatMap { stop in stop.path.map { (SpherePoint($0), stop.team) } }
  }

  /// By the inspector's name, else by the nearest planned stop; `nil` when neither tells.
  func team(of observation: Observation) -> Int? {
    if let inspector = observation.inspector, let team = names[inspector.foldedForComparison] { return team }
    let here: [LonLat]
    switch observation.trace {
    case .visit(let place): here = [place]
    case .track(let lines, _): here = lines.flatMap { $0 }
    }
    // a track belongs to the team whose stops it passes most often
    var votes: [Int: Int] = [:]
    for place in here.map(SpherePoint.init) {
      let nearest = places.min { place.distance(to: $0.point) < place.distance(to: $1.point) }
      if let nearest, place.distance(to: nearest.point) <= Self.reach { votes[nearest.team, default: 0] += 1 }
    }
    return votes.max { $0.value != $1.value ? $0.value < $1.value : $0.key > $1.key }?.key
  }
}

/// Measures zones of one plane. Lives in one task.
private final class ZoneRuler {
  let plane: Plane
  private let around: Survey
  private let survey: ZoneSurvey
  private let engine = GeometryEngine()
  private let kernel: CoverageKernel

  /// One zone, and how much of it footprints show.
  struct Look {
    let sightings: ZoneSightings
    /// Square metres.
    let all: Double
    let area: ([Footprint]) throws -> Double

    /// The footprints of observations of some sweep, by number (`nil`: before the day).
    func footprints(_ owner: [Int?], _ isWanted: (Int?) -> Bool) -> [Footprint] {
      zip(sightings.observations, sightings.footprints).compactMap { isWanted(owner[$0]) ? $1 : nil }
    }
  }

  init(_ plane: Plane, _ around: Survey, _ survey: ZoneSurvey) {
    self.plane = plane
    self.around = around
    self.survey = survey
    kernel = CoverageKernel(engine: engine)
  }

  func look(at number: Int) throws -> Look {
    let zone = survey.zones.zones[number]
    let kernel = kernel
    switch zone.boundary {
    case .ground(let ground):
      let drawn = try engine.sound(plane.forward(ground))
      return Look(
        sightings: around.sightings(of: drawn.geometry, reach: zone.reach),
        all: try kernel.cover(drawn, by: []).area,
        area: { prints in try kernel.cover(drawn, by: prints).observed })
    case .road(let lines, let width):
      let drawn = try lines.map { try plane.forward($0) }
      return Look(
        sightings: around.sightings(of: .multiLine(drawn), reach: zone.reach),
        all: drawn.reduce(0) { $0 + length(of: $1) } * width,
        area: { prints in kernel.seen(of: drawn, by: prints).reduce(0) { $0 + length(of: $1) } * width })
    }
  }

  /// How much of a stop was seen: of a walk its length, of a place all or nothing.
  func share(of path: [PlanePoint], seenBy prints: [Footprint]) -> Share {
    guard !prints.isEmpty else { return Share(0, of: 1) }
    if path.count > 1 {
      return Share(
        kernel.seen(of: [path], by: prints).reduce(0) { $0 + length(of: $1) }, of: length(of: path))
    }
    // a place is seen where a decimetre of line through it is
    let here = path[0]
    let dot = [PlanePoint(here.x - 0.05, here.y), PlanePoint(here.x + 0.05, here.y)]
    let seen = kernel.seen(of: [dot], by: prints).reduce(0) { $0 + length(of: $1) }
    return Share(seen > 0 ? 1 : 0, of: 1)
  }
}
