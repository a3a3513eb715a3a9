internal import Foundation
public import SweepPlanning

/// Benchmark instances of the data set `sweeps`, read apart from the program's own reader.
public enum SweepInstances {
  /// Values of `bks.csv`: the best known, and a bound where there is one.
  public struct Known: Sendable {
    public var name: String
    public var value: Double
    public var bound: Double?
  }

  /// The best known values of a set; empty, with a line saying so, when the data are not on this machine.
  public static func known(_ set: String) throws -> [Known] {
    guard let file = TestData.file("\(set)/bks.csv", in: "sweeps") else { return [] }
    let lines = try String(contentsOf: file, encoding: .utf8).split(whereSeparator: \.isNewline).dropFirst()
    return lines.compactMap { line in
      let cells = line.split(separator: ",", omittingEmptySubsequences: false)
      guard cells.count > 3, let value = Double(cells[2]) else { return nil }
      return Known(name: String(cells[1]), value: value, bound: Double(cells[3]))
    }
  }

  /// The instance of a name; `nil` when there is no such file.
  public static func problem(_ set: String, _ name: String) throws -> SweepProblem? {
    guard let folder = TestData.folder("sweeps")?.appendingPathComponent(set) else { return nil }
    for ending in ["json", "txt", "vrp"] {
      let file = folder.appendingPathComponent("\(name).\(ending)")
      guard FileManager.default.fileExists(atPath: file.path) else { continue }
      switch (ending, set) {
      case ("json", _): return try json(file)
      case ("vrp", _): return try capacitated(file, name)
      case (_, "solomon"): return try solomon(file, name)
      default: return try orienteering(file, name)
      }
    }
    return nil
  }

  /// The plan kept beside an instance; `nil` when there is none.
  public static func plan(_ set: String, _ name: String, for problem: SweepProblem) throws -> SweepPlan? {
    guard let folder = TestData.folder("sweeps") else { return nil }
    let file = folder.appendingPathComponent("\(set)/plans/\(name).plan.json")
    guard let data = try? Data(contentsOf: file),
      let root = try JSONSerialization.jsonObject(with: data) as? [String: Any],
      let routes = root["routes"] as? [[String: Any]]
    else { return nil }
    let stops = Dictionary(uniqueKeysWithValues: problem.stops.enumerated().map { ($1.id, $0) })
    let teams = Dictionary(uniqueKeysWithValues: problem.teams.enumerated().map { ($1.id, $0) })
    return SweepPlan(
      routes: routes.compactMap { route in
        guard let team = teams[route["team"] as? String ?? ""] else { return nil }
        return SweepRoute(team: team, stops: (route["stops"] as? [String] ?? []).compactMap { stops[$0] })
      })
  }

  private static func json(_ file: URL) throws -> SweepProblem? {
    guard let root = try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any],
      let objective = SweepObjective(rawValue: root["objective"] as? String ?? ""),
      let places = root["locations"] as? [[Double]], let travel = root["travel"] as? [String: Any],
      let rounding = TravelRounding(rawValue: travel["round"] as? String ?? "none"),
      let stops = root["stops"] as? [[String: Any]], let teams = root["teams"] as? [[String: Any]]
    else { return nil }
    func range(_ value: Any?) -> ClosedRange<Double>? { (value as? [Double]).map { $0[0]...$0[1] } }
    return SweepProblem(
      name: root["name"] as? String ?? "", objective: objective,
      travel: .euclidean(places.map { SweepPoint($0[0], $0[1]) }, rounding),
      stops: stops.map { stop in
        SweepStop(
          id: stop["id"] as? String ?? "", location: stop["location"] as? Int ?? -1,
          service: stop["service"] as? Double ?? 0, prize: stop["prize"] as? Double ?? 0,
          demand: stop["demand"] as? Double ?? 0, skills: Set(stop["skills"] as? [String] ?? []),
          window: range(stop["window"]), isMandatory: stop["mandatory"] as? Bool ?? false)
      },
      teams: teams.map { team in
        SweepTeam(
          id: team["id"] as? String ?? "", start: team["start"] as? Int ?? -1, end: team["end"] as? Int,
          shift: range(team["shift"]), capacity: team["capacity"] as? Double,
          skills: Set(team["skills"] as? [String] ?? []))
      })
  }

  private static func numbers(_ line: Substring) -> [Double] {
    line.split { $0 == " " || $0 == "\t" || $0 == "\r" }.compactMap { Double($0) }
  }

  private static func orienteering(_ file: URL, _ name: String) throws -> SweepProblem {
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
    let (teams, budget) = (Int(numbers(lines[1])[0]), numbers(lines[2])[0])
    let points = lines.dropFirst(3).map { numbers($0) }.filter { $0.count == 3 }
    return SweepProblem(
      name: name, objective: .maximumPrize,
      travel: .euclidean(points.map { SweepPoint($0[0], $0[1]) }, .none),
      stops: (1..<points.count - 1).map { SweepStop(id: "\($0)", location: $0, prize: points[$0][2]) },
      teams: (0..<teams).map {
        SweepTeam(id: "t\($0 + 1)", start: 0, end: points.count - 1, shift: 0...budget)
      })
  }

  private static func solomon(_ file: URL, _ name: String) throws -> SweepProblem {
    let lines = try String(contentsOf: file, encoding: .utf8).split(whereSeparator: \.isNewline)
    let fleet = lines.first { numbers($0).count == 2 }.map { numbers($0) } ?? [25, 0]
    let rows = lines.map { numbers($0) }.filter { $0.count == 7 }
    return SweepProblem(
      name: name, objective: .minimumTravel,
      travel: .euclidean(rows.map { SweepPoint($0[1], $0[2]) }, .oneDecimal),
      stops: rows.indices.dropFirst().map {
        SweepStop(
          id: "\($0)", location: $0, service: rows[$0][6], demand: rows[$0][3],
          window: rows[$0][4]...rows[$0][5], isMandatory: true)
      },
      teams: (0..<Int(fleet[0])).map {
        SweepTeam(id: "t\($0 + 1)", start: 0, end: 0, shift: rows[0][4]...rows[0][5], capacity: fleet[1])
      })
  }

  /// With a quarter more vehicles than the least (at least five more): their number is not limited.
  private static func capacitated(_ file: URL, _ name: String) throws -> SweepProblem {
    let text = try String(contentsOf: file, encoding: .utf8)
    var section = ""
    var capacity = 0.0
    var points: [SweepPoint] = []
    var demands: [Double] = []
    for line in text.split(whereSeparator: \.isNewline) {
      if line.contains("CAPACITY") { capacity = numbers(line.split(separator: ":")[1])[0] }
      if line.contains("SECTION") { section = String(line.prefix { $0 != "_" }) }
      let row = numbers(line)
      if section == "NODE", row.count == 3 { points.append(SweepPoint(row[1], row[2])) }
      if section == "DEMAND", row.count == 2 { demands.append(row[1]) }
    }
    let least = name.split(separator: "k").last.flatMap { Int($0) } ?? 1
    return SweepProblem(
      name: name, objective: .minimumTravel, travel: .euclidean(points, .nearest),
      stops: points.indices.dropFirst().map {
        SweepStop(id: "\($0)", location: $0, demand: demands[$0], isMandatory: true)
      },
      teams: (0..<min(points.count - 1, least + max(5, least / 4))).map {
        SweepTeam(id: "t\($0 + 1)", start: 0, end: 0, capacity: capacity)
      })
  }
}
