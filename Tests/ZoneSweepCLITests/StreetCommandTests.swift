import Foundation
import Testing

@Suite struct `Walking every street with the verb plan` {
  private let folder: Folder
  private let visits: String

  init() throws {
    folder = try Folder()
    visits = try folder.write("v.csv", "lon,lat,time\n116.9,23.9,2026-08-30 10:00\n")
  }

  /// A road between corners of a lattice of 0.001 degrees, some 100 m.
  private func road(_ id: String, _ corners: [(Double, Double)], _ more: String = "") -> String {
    let line = corners.map { "[\(116.65 + $0.0 / 1000),\(23.66 + $0.1 / 1000)]" }.joined(separator: ",")
    return """
      {"type":"Feature","properties":{"id":"\(id)","kind":"road","width_m":20\(more)},
       "geometry":{"type":"LineString","coordinates":[\(line)]}}
      """
  }

  private func collection(_ features: [String]) -> String {
    "{\"type\":\"FeatureCollection\",\"features\":[\(features.joined(separator: ","))]}"
  }

  private let square = [
    ("S", (0, 0), (1, 0)), ("E", (1, 0), (1, 1)), ("N", (1, 1), (0, 1)), ("W", (0, 1), (0, 0)),
  ]

  private var ring: [String] {
    square.map { name, a, b in
      road(name, [(Double(a.0), Double(a.1)), (Double(b.0), Double(b.1))], ",\"parent\":\"P\(name)\"")
    }
  }

  private func plan(
    _ roads: [String], teams: String = "[{\"id\":\"T1\",\"base\":[116.65,23.66]}]", _ more: [String] = []
  ) throws -> Program.Result {
    let zones = try folder.write("roads.geojson", collection(roads))
    let teams = try folder.write("teams.json", teams)
    return try Program.run(
      [
        "plan", "--objective", "streets", "--zones", zones, "--observations", visits, "--teams", teams,
        "--iterations", "300",
      ] + more)
  }

  private struct Answer {
    var member: [String: Any]
    var lines: [[String: Any]]
    var stops: [[String: Any]]
    func number(_ name: String) -> Double { member[name] as? Double ?? .nan }
    var unassigned: [[String: Any]] { member["unassigned"] as? [[String: Any]] ?? [] }
    /// Ids of all roads served, in order.
    var serves: [String] { stops.flatMap { $0["serves"] as? [String] ?? [] } }
  }

  private func answer(_ result: Program.Result) throws -> Answer {
    try #require(result.code == 0, "\(result.errors)")
    let json = try result.json()
    let features = try #require(json["features"] as? [[String: Any]])
    let records = features.map {
      ($0["properties"] as? [String: Any] ?? [:], $0["geometry"] as? [String: Any])
    }
    return Answer(
      member: try #require(json["plan"] as? [String: Any]),
      lines: records.filter { $0.1?["type"] as? String == "LineString" }.map(\.0),
      stops: records.filter { $0.1?["type"] as? String == "Point" }.map(\.0))
  }

  @Test func `a block is walked once around, and that is proved`() throws {
    let result = try plan(ring)
    let found = try answer(result)
    #expect(found.member["objective"] as? String == "streets" && found.member["unit"] as? String == "m")
    #expect(abs(found.number("value") - 425) < 2 && found.number("value") == found.number("required_m"))
    #expect(found.number("dead_m") == 0 && found.number("gap") == 0)
    #expect(found.member["bound_method"] as? String == "matching of odd crossings")
    #expect(found.serves.sorted() == ["E", "N", "S", "W"])
    #expect(found.stops.compactMap { $0["sequence"] as? Int } == [1, 2, 3, 4])
    let gain = found.stops.reduce(0) { $0 + ($1["gain_m2"] as? Double ?? 0) }
    #expect(abs(gain - 20 * found.number("required_m")) < 1)
    #expect(result.errors.contains("proved by matching the odd crossings"))
  }

  @Test func `what was seen is not walked again, unless all streets are asked for`() throws {
    let seen = try folder.write("v.csv", "lon,lat,time,radius_m\n116.6505,23.66,2026-08-30 10:00,55\n")
    let found = try answer(plan(ring, ["--radius", "30", "--observations", seen]))
    #expect(found.serves.sorted() == ["E", "N", "W"])
    #expect(found.number("dead_m") > 100 && found.number("gap") == 0)
    let all = try answer(plan(ring, ["--observations", seen, "--all-streets"]))
    #expect(all.serves.count == 4 && all.number("dead_m") == 0)
  }

  @Test func `lines that cross meet, and rings, loops and doubles are walked once`() throws {
    let eight = road("X", [(0, 0), (2, 2), (2, 0), (0, 2)])
    let crossing = road("C", [(-1, 0.5), (3, 0.5)])
    let circle = road("O", [(3, 0.5), (4, 0.5), (4, 1.5), (3, 1.5), (3, 0.5)])
    let double = road("D", [(3, 0.5), (-1, 0.5)])
    let point = road("Z", [(7, 7), (7, 7)])
    let result = try plan([eight, crossing, circle, double, point], ["--all-streets"])
    let found = try answer(result)
    #expect(Set(found.serves) == ["X", "C", "O", "D"])
    for stop in found.stops where (stop["serves"] as? [String])?.contains("C") == true {
      #expect((stop["serves"] as? [String])?.contains("D") == true)
    }
    // 2 · 2.8 + 2 of the eight, 4 of the crossing line and 4 of the ring, in units of some 105 m
    #expect((1600...1700).contains(found.number("required_m")), "\(found.number("required_m"))")
    #expect(result.errors.contains("Z"))
  }

  @Test func `a road in parts that do not meet is joined straight, and told`() throws {
    let parts = """
      {"type":"Feature","properties":{"id":"M","kind":"road"},"geometry":{"type":"MultiLineString","coordinates":
       [[[116.65,23.66],[116.651,23.66]],[[116.653,23.66],[116.654,23.66]]]}}
      """
    let result = try plan([parts])
    let found = try answer(result)
    #expect(found.serves == ["M", "M"] && found.stops.map { $0["stop"] as? String } == ["M", "M.2"])
    // there and back: the gap of 204 m twice at 1.3, both parts once more
    #expect(abs(found.number("dead_m") - (2 * 204 * 1.3 + 204)) < 4, "\(found.number("dead_m"))")
    #expect(result.errors.contains("2 parts that do not meet"))
  }

  @Test func `one-way roads are walked their way`() throws {
    let roads = square.map { name, a, b in
      road(name, [(Double(b.0), Double(b.1)), (Double(a.0), Double(a.1))], ",\"oneway\":\"yes\"")
    }
    let found = try answer(plan(roads))
    #expect(found.serves == ["W", "N", "E", "S"] && found.number("dead_m") == 0)
  }

  @Test func `teams keep to their zones and shifts, and what is left out has its reason`() throws {
    let teams = """
      [{"id":"A","base":[116.65,23.66],"zones":["PS"]},{"id":"B","base":[116.651,23.661],"zones":["PN","PE"],
        "shift":["08:00","08:03"]}]
      """
    let found = try answer(plan(ring, teams: teams))
    let served = found.stops.map { "\($0["team"] as? String ?? "")\(($0["serves"] as? [String] ?? [])[0])" }
    #expect(served.contains("AS") && !served.contains("BW") && !served.contains("BS"))
    let causes = Dictionary(
      found.unassigned.map { ($0["id"] as? String ?? "", $0["cause"] as? String ?? "") }
    ) { $1 }
    #expect(causes["W"] == "jurisdiction")
    #expect(causes["N"] == "full" || causes["E"] == "full")
    #expect(found.unassigned.count == 2)
  }

  @Test func `a shift too short for any street leaves all out, and nobody goes`() throws {
    let result = try plan(
      ring, teams: "[{\"id\":\"T\",\"base\":[116.65,23.66],\"shift\":[\"08:00\",\"08:01\"]}]")
    let found = try answer(result)
    #expect(found.stops.isEmpty && found.unassigned.count == 4)
    #expect(found.unassigned.allSatisfy { $0["cause"] as? String == "shift" })
  }

  @Test func `a base far away is told`() throws {
    let result = try plan(ring, teams: "[{\"id\":\"T\",\"base\":[118,24],\"speed_kmh\":100,\"end\":null}]")
    let found = try answer(result)
    #expect(found.serves.count == 4 && result.errors.contains("the base of team T lies"))
  }

  @Test func `a file of roads joins streets, and what it does not reach is left out`() throws {
    let (near, far) = (road("A", [(0, 0), (1, 0)]), road("B", [(9, 0), (10, 0)]))
    let lost = road("L", [(0, 30), (1, 30)])
    let net = try folder.write("net.geojson", collection([road("n", [(1, 0), (5, 3), (9, 0)])]))
    let found = try answer(plan([near, far, lost], ["--travel", "roads=\(net)"]))
    #expect(Set(found.serves) == ["A", "B"])
    #expect(found.unassigned.map { $0["cause"] as? String } == ["unreachable"])
    #expect(try plan([near], ["--travel", "roads=nowhere.geojson"]).code == 66)
    #expect(try plan([near], ["--travel", "osrm=http://127.0.0.1:1"]).code == 64)
  }

  @Test func `every output is there, in both languages, and the same byte for byte`() throws {
    let (gpx, sheets) = (folder.path("s.gpx"), folder.path("s.html"))
    let result = try plan(
      ring, ["-o", folder.path("p.csv"), "--gpx", gpx, "--sheets", sheets, "--lang", "zh"])
    #expect(result.code == 0, "\(result.errors)")
    #expect(result.errors.contains("空行") || result.text.contains("空行"))
    #expect(try String(contentsOfFile: gpx, encoding: .utf8).contains("<rte>"))
    #expect(try String(contentsOfFile: sheets, encoding: .utf8).contains("奇数路口匹配"))
    #expect(try String(contentsOfFile: sheets, encoding: .utf8).contains("从未到访，"))
    #expect(try String(contentsOfFile: folder.path("p.csv"), encoding: .utf8).contains("LINESTRING"))
    #expect(try plan(ring).output == plan(ring).output)
  }

  @Test func `no road at all ends with 65, and no blind road is no fault`() throws {
    let area = """
      {"type":"Feature","properties":{"id":"Q","kind":"compound"},"geometry":{"type":"Polygon",
       "coordinates":[[[116.65,23.66],[116.651,23.66],[116.651,23.661],[116.65,23.66]]]}}
      """
    #expect(try plan([area]).code == 65)
    let seen = try folder.write("all.csv", "lon,lat,time,radius_m\n116.6505,23.6605,2026-08-30 10:00,400\n")
    let result = try plan(ring, ["--observations", seen])
    #expect(try answer(result).stops.isEmpty)
    #expect(result.errors.contains("nothing to walk"))
  }
}
