import Foundation
import Testing

@Suite struct `The verbs plan and review` {
  private let folder: Folder
  private let files: [String]

  init() throws {
    folder = try Folder()
    func square(_ lon: Double) -> String {
      let (l, r, b, t) = (lon, lon + 0.0004, 23.6600, 23.6604)
      return "[[[\(l),\(b)],[\(r),\(b)],[\(r),\(t)],[\(l),\(t)],[\(l),\(b)]]]"
    }
    let zones = try folder.write(
      "zones.geojson",
      """
      {"type":"FeatureCollection","features":[
      {"type":"Feature","properties":{"id":"C1","kind":"compound","name":"甲","owner":"o"},
       "geometry":{"type":"Polygon","coordinates":\(square(116.65))}},
      {"type":"Feature","properties":{"id":"C2","kind":"compound"},
       "geometry":{"type":"Polygon","coordinates":\(square(116.66))}}]}
      """)
    let visits = try folder.write("v.csv", "lon,lat,time\n116.7,23.7,2026-08-30 10:00\n")
    files = ["--zones", zones, "--observations", visits]
  }

  private func teams(_ text: String = "[{\"id\":\"T1\",\"base\":[116.65,23.66]}]") throws -> [String] {
    ["--teams", try folder.write("teams.json", text)]
  }

  private func plan(_ more: [String] = [], teams text: String? = nil) throws -> Program.Result {
    try Program.run(
      ["plan"] + files + (text.map { try teams($0) } ?? teams()) + ["--iterations", "200"] + more)
  }

  @Test func `writes a line a team, a point a stop, and the plan's own member`() throws {
    let result = try plan()
    #expect(result.code == 0, "\(result.errors)")
    let json = try result.json()
    let features = try #require(json["features"] as? [[String: Any]])
    #expect(
      features.compactMap { ($0["geometry"] as? [String: Any])?["type"] as? String } == [
        "LineString", "Point", "Point",
      ])
    let member = try #require(json["plan"] as? [String: Any])
    #expect(member["objective"] as? String == "value" && member["seed"] as? Int == 1)
    #expect((member["unassigned"] as? [Any])?.isEmpty == true && member["date"] as? String == "2026-08-31")
    let stop = try #require(features[1]["properties"] as? [String: Any])
    for name in ["team", "sequence", "arrive", "leave", "serves", "gain_m2"] {
      #expect(stop[name] != nil, "\(name)")
    }
    #expect(result.errors.contains("no plan for these stops and teams"))
  }

  @Test func `is the same byte for byte`() throws {
    let more = ["--seed", "9", "--explain"]
    #expect(try plan(more).output == plan(more).output)
  }

  @Test func `phones and printers get files of their own`() throws {
    let (gpx, sheets) = (folder.path("r.gpx"), folder.path("s.html"))
    let result = try plan(["-o", folder.path("p.csv"), "--gpx", gpx, "--sheets", sheets, "--lang", "zh"])
    #expect(result.code == 0, "\(result.errors)")
    let route = try String(contentsOfFile: gpx, encoding: .utf8)
    #expect(route.contains("<rte>") && route.contains("甲"))
    let page = try String(contentsOfFile: sheets, encoding: .utf8)
    #expect(page.contains("class=\"sheet\"") && page.contains("停靠点（按顺序）"))
    #expect(try plan(["-o", folder.path("q.gpx")]).code == 0)
    let other = try String(contentsOfFile: folder.path("q.gpx"), encoding: .utf8)
    #expect(other.components(separatedBy: "<rtept").count == route.components(separatedBy: "<rtept").count)
  }

  private static let wrong: [(arguments: [String], code: Int32)] = [
    (["--objective", "best"], 64), (["--share", "0"], 64), (["--sweep", "daily"], 64),
    (["--travel", "roads"], 64),
    (["--travel", "osrm=ftp://x"], 64), (["--travel", "osrm=http://127.0.0.1:1"], 69),
    (["--shift", "9-8"], 64),
    (["--travel", "roads=nowhere.geojson"], 66), (["--service-times", "nowhere.csv"], 66),
    (["--max-stops", "0"], 64), (["--date", "someday"], 64), (["--kind", "markets"], 65),
    (["--must", "C9"], 65), (["--shift", "-1:00-9:00"], 64), (["--shift", "25:00-26:00"], 64),
    (["--look-back-days", "3"], 64), (["--sweep", "look-back", "--must", "C1"], 64),
    (["--sweep", "look-back", "--cause", "overdue"], 64),
  ]

  @Test func `wrong arguments end with the code of the contract`() throws {
    for (arguments, code) in Self.wrong {
      let result = try plan(arguments)
      #expect(result.code == code, "\(arguments): \(result.errors)")
      #expect(result.output.isEmpty)
    }
  }

  @Test(arguments: [
    "[]", "{}", "[{\"id\":\"a\"}]", "[{\"id\":\"a\",\"base\":[1,2]},{\"id\":\"a\",\"base\":[1,2]}]",
    "[{\"id\":\"a\",\"base\":[1,2],\"shift\":[\"17:00\",\"08:00\"]}]",
    "[{\"id\":\"a\",\"base\":[1,2],\"speed_kmh\":-1}]",
  ])
  func `teams that make no sense end with 65 and a hint`(text: String) throws {
    let result = try plan(teams: text)
    #expect(result.code == 65 && result.errors.contains("hint:") && result.output.isEmpty, "\(result.errors)")
  }

  @Test func `no teams at all end with 64`() throws {
    #expect(try Program.run(["plan"] + files).code == 64)
  }

  @Test func `teams may come from the project`() throws {
    let project = folder.path("city.gpkg")
    _ = try Program.run(["project", "init", project])
    let imported = try Program.run(["project", "import", "--project", project] + files + teams())
    #expect(imported.code == 0, "\(imported.errors)")
    let result = try Program.run(["plan", "--project", project, "--iterations", "200"])
    #expect(result.code == 0, "\(result.errors)")
    #expect(result.text.contains("\"team\":\"T1\""))
  }

  @Test func `a review finds what was done of a plan`() throws {
    let path = folder.path("plan.geojson")
    #expect(try plan(["-o", path]).code == 0)
    let today = try folder.write(
      "today.csv", "lon,lat,time,inspector\n116.6502,23.6602,2026-08-31 09:00,T1\n")
    let result = try Program.run(["review", "--plan", path] + files + ["--observations", today])
    #expect(result.code == 0, "\(result.errors)")
    #expect(result.text.contains("\"status\":\"done\"") && result.text.contains("\"status\":\"missed\""))
    #expect(result.errors.contains("newly seen"))
  }

  @Test func `second looks are planned from a file of findings and reviewed`() throws {
    let findings = try folder.write(
      "f.csv",
      "id,lon,lat,time,item,status,closed_at\nF1,116.6502,23.6602,2026-08-01,06012,已整改,2026-08-02\n")
    let path = folder.path("again.geojson")
    let more = ["--findings", findings, "--sweep", "回头看", "--lang", "zh", "-o", path]
    let result = try plan(more)
    #expect(result.code == 0 && result.errors.contains("到期回头看 1 个，安排 1 个"), "\(result.errors)")
    let text = try String(contentsOfFile: path, encoding: .utf8)
    #expect(text.contains("\"task\":\"回头看：F1：06012 道路不洁（2026-08-02 结案）\""))
    let today = try folder.write(
      "today.csv", "lon,lat,time,inspector,items\n116.6502,23.6602,2026-08-31 09:00,T1,06012\n")
    let review = try Program.run(
      ["review", "--plan", path] + files + ["--observations", today, "--json", "-o", folder.path("r.csv")])
    #expect(review.code == 0 && review.text.contains("look_backs"), "\(review.errors)")
    #expect(review.text.contains("\"done\""))
  }

  @Test func `a plan in Chinese has its reasons in Chinese`() throws {
    let result = try plan(
      ["--lang", "zh"], teams: "[{\"id\":\"T1\",\"base\":[116.65,23.66],\"zones\":[\"C1\"]}]")
    #expect(result.text.contains("没有小组可以检查区域 C2"), "\(result.errors)")
  }

  @Test func `a plan is gone on from, and a team's route stays`() throws {
    let path = folder.path("plan.geojson")
    #expect(try plan(["-o", path]).code == 0)
    let again = try plan(["--keep", path, "--lock", "T1", "-o", folder.path("again.geojson")])
    #expect(again.code == 0 && again.errors.contains("2 kept, 0 moved to another team"), "\(again.errors)")
    #expect(again.errors.contains("as it was: the route of T1"))
    let text = try String(contentsOfFile: folder.path("again.geojson"), encoding: .utf8)
    #expect(text.contains("\"change\":\"kept\"") && text.contains("\"locked_teams\":[\"T1\"]"))
    #expect(try plan(["--lock", "T1"]).code == 64)
    let wrong = try plan(["--keep", path, "--lock", "T9"])
    #expect(wrong.code == 65 && wrong.errors.contains("did you mean T1?"), "\(wrong.errors)")
    #expect(try plan(["--keep", folder.path("none.geojson")]).code == 66)
    #expect(try plan(["--keep", files[1]]).code == 65)
    // the plan that is read is not written over
    #expect(try plan(["--keep", path, "-o", path]).code == 64)
  }

  @Test func `a misspelt member of a team is told`() throws {
    let result = try plan(teams: "[{\"id\":\"T1\",\"base\":[116.65,23.66],\"shfit\":[\"09:00\",\"10:00\"]}]")
    #expect(result.code == 0 && result.errors.contains("did you mean shift?"), "\(result.errors)")
  }

  @Test func `a plan of nothing is a plan`() throws {
    let result = try plan(["--cause", "overdue"])
    #expect(result.code == 0 && result.errors.contains("no blind spot"), "\(result.errors)")
  }
}
