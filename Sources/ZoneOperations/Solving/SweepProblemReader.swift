internal import SweepPlanning
internal import ZoneFormats
internal import ZoneModel

/// Reads `sweeps-problem-1`.
///
/// What may be left out: `name`, `service`, `prize`, `demand`, `skills`, `window`, `mandatory`, `after`, `shift`,
/// `capacity`, `breaks`, and `end` (the team need not return), with the meaning of `null` or 0. Members that the format
/// does not know are passed over.
struct SweepProblemReader {
  private let file: String

  /// - Throws: `Problem`: the file cannot be read, is no JSON, is not of the format, or is a problem that
  ///   `SweepProblem.check` refuses.
  static func read(_ path: String) throws -> SweepProblem {
    let storage = try ByteStorage.read(path: path)
    let document = try JSONDocument(storage, name: path)
    return try SweepProblemReader(file: path).problem(document)
  }

  func problem(_ document: JSONDocument) throws -> SweepProblem {
    let problem = try document.withText { text in
      let root = JSONMembers(text, at: "", file: file)
      guard root.isObject else { throw root.fault("the document is no object", zh: "文档不是 JSON 对象") }
      let format = try root.text("format") ?? ""
      guard format == "sweeps-problem-1" else {
        throw root.fault(
          "the format is \"\(format)\", not \"sweeps-problem-1\"",
          zh: "format 为“\(format)”，应为 sweeps-problem-1")
      }
      return SweepProblem(
        name: try root.text("name") ?? "", objective: try objective(root), travel: try travel(root),
        stops: try root.list("stops") { try stop($0) }, teams: try root.list("teams") { try team($0) })
    }
    do { try problem.check() } catch {
      throw Problem(.badData, error.what, at: Phrase(file, zh: file), hint: error.hint)
    }
    return problem
  }

  private func objective(_ root: JSONMembers) throws -> SweepObjective {
    let name = try root.text("objective") ?? ""
    guard let objective = SweepObjective(rawValue: name) else {
      let known = SweepObjective.allCases.map(\.rawValue)
      throw root.fault(
        "the objective is \"\(name)\", none of \(known.joined(separator: ", "))",
        zh: "objective 为“\(name)”，应为 \(known.joined(separator: "、")) 之一")
    }
    return objective
  }

  private func travel(_ root: JSONMembers) throws -> TravelTimes {
    let travel = try root.object("travel")
    let type = try travel.text("type") ?? ""
    switch type {
    case "euclidean":
      let name = try travel.text("round") ?? "none"
      guard let rounding = TravelRounding(rawValue: name) else {
        throw travel.fault(
          "round is \"\(name)\", none of none, nearest, trunc1, trunc2",
          zh: "round 为“\(name)”，应为 none、nearest、trunc1、trunc2 之一")
      }
      let points = try root.list("locations") { place in
        let pair = try place.numbers()
        guard pair.count == 2 else {
          throw place.fault(
            "a location is [x, y], not \(pair.count) numbers", zh: "地点应为 [x, y]，而不是 \(pair.count) 个数")
        }
        return SweepPoint(pair[0], pair[1])
      }
      return .euclidean(points, rounding)
    case "matrix":
      var times: [Double] = []
      var places = 0
      let rows = try travel.list("time") { row in
        let numbers = try row.numbers()
        times.append(contentsOf: numbers)
        places += 1
        return numbers.count
      }
      if let odd = rows.firstIndex(where: { $0 != places }) {
        throw travel.fault(
          "row \(odd) of the table has \(rows[odd]) numbers, but there are \(places) rows",
          zh: "时间表第 \(odd) 行有 \(rows[odd]) 个数，而共有 \(places) 行")
      }
      return .matrix(times, places: places)
    default:
      throw travel.fault(
        "the type of travel is \"\(type)\", neither euclidean nor matrix",
        zh: "travel 的 type 为“\(type)”，应为 euclidean 或 matrix")
    }
  }

  private func stop(_ stop: JSONMembers) throws -> SweepStop {
    SweepStop(
      id: try stop.required("id") { try stop.text($0) },
      location: try stop.required("location") { try stop.index($0) },
      service: try stop.number("service") ?? 0, prize: try stop.number("prize") ?? 0,
      demand: try stop.number("demand") ?? 0, skills: Set(try stop.texts("skills")),
      window: try stop.range("window"), isMandatory: try stop.flag("mandatory") ?? false,
      after: try stop.texts("after"))
  }

  private func breaks(_ team: JSONMembers) throws -> [ClosedRange<Double>] {
    try team.listIfAny("breaks") { pair in
      let numbers = try pair.numbers()
      guard numbers.count == 2, numbers[0] <= numbers[1] else {
        throw pair.fault("a break is [from, to]", zh: "休息时段应为 [开始, 结束]")
      }
      return numbers[0]...numbers[1]
    }
  }

  private func team(_ team: JSONMembers) throws -> SweepTeam {
    SweepTeam(
      id: try team.required("id") { try team.text($0) },
      start: try team.required("start") { try team.index($0) }, end: try team.index("end"),
      shift: try team.range("shift"), capacity: try team.number("capacity"),
      skills: Set(try team.texts("skills")), breaks: try breaks(team))
  }
}
