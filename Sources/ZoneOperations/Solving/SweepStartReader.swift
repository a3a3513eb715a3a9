internal import SweepPlanning
internal import ZoneFormats
internal import ZoneModel

/// Reads a plan in the format `sweeps-plan-1` to go on from: its `routes`, by the ids of teams and stops.
struct SweepStartReader {
  /// - Parameter locked: ids of stops that stay with their team.
  /// - Throws: `Problem`: the file cannot be read, is not of the format, or names a stop or team that the problem
  ///   does not have.
  static func read(_ path: String, locked: [String], for problem: SweepProblem) throws -> SweepStart {
    let document = try JSONDocument(try ByteStorage.read(path: path), name: path)
    let stops = Dictionary(uniqueKeysWithValues: problem.stops.indices.map { (problem.stops[$0].id, $0) })
    let teams = Dictionary(uniqueKeysWithValues: problem.teams.indices.map { (problem.teams[$0].id, $0) })
    func stop(_ id: String, at place: Phrase) throws -> Int {
      guard let stop = stops[id] else {
        throw Problem(
          .badData, Phrase("the problem has no stop \(id)", zh: "问题中没有停靠点 \(id)"), at: place,
          hint: Phrase("remove it from the plan", zh: "请从方案中删去"))
      }
      return stop
    }
    return try document.withText { text in
      let root = JSONMembers(text, at: "", file: path)
      guard root.isObject, try root.text("format") == "sweeps-plan-1" else {
        throw Problem(
          .badData, Phrase("this is no plan of the format sweeps-plan-1", zh: "这不是 sweeps-plan-1 格式的方案"),
          at: Phrase(path, zh: path), hint: Phrase("give a plan that solve wrote", zh: "请给出 solve 输出的方案"))
      }
      let routes = try root.list("routes") { route in
        let id = try route.required("team") { try route.text($0) }
        guard let team = teams[id] else {
          throw Problem(
            .badData, Phrase("the problem has no team \(id)", zh: "问题中没有小组 \(id)"),
            at: Phrase(path, zh: path),
            hint: Phrase("remove its route from the plan", zh: "请从方案中删去该路线"))
        }
        let ids = try route.texts("stops")
        return SweepRoute(team: team, stops: try ids.map { try stop($0, at: Phrase(path, zh: path)) })
      }
      let kept = try locked.map { try stop($0, at: Phrase("--lock", zh: "--lock")) }
      return SweepStart(SweepPlan(routes: routes), locked: Set(kept))
    }
  }
}
