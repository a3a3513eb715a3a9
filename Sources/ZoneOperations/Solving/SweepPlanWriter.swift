internal import SweepPlanning
internal import ZoneFormats
internal import ZoneModel

extension SolvedProblem {
  /// The plan as `sweeps-plan-1`, one member or route a line; ends with a line break.
  ///
  /// Same problem and plan, same bytes. `bound`, `gap` and `bound_method` are there only when a bound was proved;
  /// `complete` only when a stop is left out that had to be visited; `changes` only when a plan was gone on from.
  public var json: String {
    var members = [
      "\"format\":\"sweeps-plan-1\"", "\"instance\":\(JSONQuote.text(problem.name))",
      "\"routes\":[\n\(routes.joined(separator: ",\n"))\n]",
      "\"objective\":\(number(result.figures.value(problem.objective)))",
    ]
    if let bound = result.bound {
      members += [
        "\"bound\":\(number(bound.value))", "\"gap\":\(number(bound.gap))",
        "\"optimal\":\(bound.isOptimal)", "\"bound_method\":\(JSONQuote.text(bound.method.rawValue))",
      ]
    }
    if !result.isComplete { members += ["\"complete\":false", "\"optimal\":false"] }
    if let changes = result.changes {
      members.append(
        "\"changes\":{\"kept\":\(changes.kept.count),\"moved\":\(ids(changes.moved)),"
          + "\"added\":\(ids(changes.added)),\"dropped\":\(ids(changes.dropped))}")
    }
    members += [
      "\"prize\":\(number(result.figures.prize))", "\"travel\":\(number(result.figures.travel))",
      "\"makespan\":\(number(result.figures.makespan))", "\"seed\":\(seed)",
      "\"iterations\":\(result.iterations)", "\"unassigned\":[\(unassigned.joined(separator: ",\n"))]",
    ]
    return "{" + members.joined(separator: ",\n") + "}\n"
  }

  private var routes: [String] {
    result.figures.rounds.map { round in
      let stops = round.visits.map { JSONQuote.text(problem.stops[$0.stop].id) }
      return
        "{\"team\":\(JSONQuote.text(problem.teams[round.team].id)),\"stops\":[\(stops.joined(separator: ","))],"
        + "\"travel\":\(number(round.travel)),\"ends_at\":\(number(round.end))}"
    }
  }

  private var unassigned: [String] {
    result.leftOut.map { left in
      let reason = left.phrase(in: problem).english
      return "{\"id\":\(JSONQuote.text(problem.stops[left.stop].id)),\"reason\":\(JSONQuote.text(reason))}"
    }
  }

  private func ids(_ stops: [Int]) -> String {
    "[" + stops.map { JSONQuote.text(problem.stops[$0].id) }.joined(separator: ",") + "]"
  }

  private func number(_ value: Double) -> String { PropertyValue.maybe(value).text ?? "null" }

  /// Writes the plan to a file, whole or not at all, or to standard output (`-`).
  ///
  /// - Throws: `Problem` (`.cannotCreate`, `.inputOutput`, `.notPermitted`); `ClosedPipe`.
  public func write(to path: String) throws {
    if path == "-" { return try put(StandardOutput()) }
    let file = try AtomicFile(path)
    try put(file)
    try file.commit()
  }

  private func put(_ sink: some ByteSink) throws {
    var text = json
    try text.withUTF8 { try sink.write(UnsafeRawBufferPointer($0)) }
  }
}
