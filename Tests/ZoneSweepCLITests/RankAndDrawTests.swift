import Foundation
import TestSupport
import Testing

/// The verbs rank and draw as the built program.
@Suite struct `Rank and draw at the command line` {
  private let square =
    "{\"type\":\"Polygon\",\"coordinates\":[[[116.64,23.66],[116.641,23.66],[116.641,23.661],[116.64,23.661],[116.64,23.66]]]}"

  private func collection(_ features: [(String, String)]) -> String {
    let list = features.map {
      "{\"type\":\"Feature\",\"properties\":\($0.1),\"geometry\":\($0.0)}"
    }
    return "{\"type\":\"FeatureCollection\",\"features\":[\(list.joined(separator: ",\n"))]}"
  }

  private func files(_ folder: Folder) throws -> (zones: String, findings: String, visits: String) {
    let visits = (1...4).map {
      (
        "{\"type\":\"Point\",\"coordinates\":[116.6405,23.6605]}",
        "{\"id\":\"V\($0)\",\"time\":\"2026-08-0\($0)\"}"
      )
    }
    return (
      try folder.write("zones.geojson", collection([(square, "{\"id\":\"M1\",\"kind\":\"market\"}")])),
      try folder.write(
        "f.csv", "id,lon,lat,time,item,severity,source\nF1,116.6405,23.6605,2026-08-02,06010,2,covert\n"),
      try folder.write("visits.geojson", collection(visits))
    )
  }

  @Test func `rank writes every format, its records and its items`() throws {
    let folder = try Folder()
    let (zones, findings, visits) = try files(folder)
    for name in ["list.csv", "list.geojson", "list.gpkg", "list.xlsx"] {
      let result = try Program.run([
        "rank", "--zones", zones, "--findings", findings, "--observations", visits, "-o", folder.path(name),
        "--records", folder.path("records.csv"), "--items", folder.path("items.csv"), "--json",
      ])
      #expect(result.code == 0, "\(result.errors)")
      #expect(try result.json()["lists"] != nil)
    }
    #expect(
      folder.names == [
        "f.csv", "items.csv", "list.csv", "list.geojson", "list.gpkg", "list.xlsx", "records.csv",
        "visits.geojson", "zones.geojson",
      ])
    let records = try String(contentsOfFile: folder.path("records.csv"), encoding: .utf8)
    #expect(records.contains("F1") && records.contains("V4"))
  }

  @Test func `both verbs say the same twice, in both languages`() throws {
    let folder = try Folder()
    let (zones, findings, visits) = try files(folder)
    for language in ["zh", "en"] {
      for arguments in [
        ["rank", "--zones", zones, "--findings", findings, "--observations", visits, "--lang", language],
        ["draw", "--zones", zones, "--sites", "1", "--seed", "3", "--lang", language],
      ] {
        let first = try Program.run(arguments)
        let second = try Program.run(arguments)
        #expect(first.code == 0, "\(first.errors)")
        #expect(first.output == second.output && first.errors == second.errors)
      }
    }
    for name in ["a.xlsx", "b.xlsx"] {
      try Program.run(["draw", "--zones", zones, "--sites", "1", "--seed", "3", "-o", folder.path(name)])
    }
    #expect(
      try Data(contentsOf: URL(fileURLWithPath: folder.path("a.xlsx")))
        == Data(contentsOf: URL(fileURLWithPath: folder.path("b.xlsx"))))
  }

  @Test func `a draw without a seed prints the one it took`() throws {
    let folder = try Folder()
    let (zones, _, _) = try files(folder)
    let result = try Program.run(["draw", "--zones", zones, "--sites", "1"])
    let seed = try #require(try result.json()["seed"] as? Int)
    #expect(result.errors.contains("seed \(seed),"))
  }

  @Test func `the sample city's monthly draw: a village, a market, an old compound, and their neighbours`()
    throws
  {
    let city = TestData.package.appendingPathComponent("geodata").path
    let arguments = [
      "draw", "--zones", "\(city)/villages.geojson", "--zones", "\(city)/markets.geojson", "--zones",
      "\(city)/compounds.geojson", "--take", "城中村=1", "--take", "market=1", "--take", "compound=1", "--where",
      "compound:built<2000-01-01", "--neighbour", "--neighbour-within", "5000", "--seed", "20260930",
    ]
    let features = try #require(try Program.run(arguments).json()["features"] as? [[String: Any]])
    let properties = features.compactMap { $0["properties"] as? [String: Any] }
    let sites = properties.filter { $0["role"] as? String == "site" }
    #expect(Set(sites.compactMap { $0["kind"] as? String }) == ["urban_village", "market", "compound"])
    let compound = try #require(sites.first { $0["kind"] as? String == "compound" })
    #expect(try #require(compound["built"] as? Int) < 2000)
    #expect(compound["stratum_frame"] as? Int == 55)
    let beside = properties.filter { $0["role"] as? String == "neighbour" }
    #expect(beside.count == 3)
    for neighbour in beside {
      let site = sites.first { $0["id"] as? String == neighbour["neighbour_of"] as? String }
      #expect(site?["kind"] as? String == neighbour["kind"] as? String)
    }
  }

  @Test func `a lot rule needs no zones`() throws {
    let result = try Program.run(["draw", "--rule", "50,3"])
    #expect(result.code == 0)
    for figure in ["0.982", "0.760", "0.250"] { #expect(result.text.contains(figure), "\(result.text)") }
    let found = try Program.run(["draw", "--find-rule", "0.02,0.1", "--json"])
    #expect(found.text.contains("lot_rule") && found.code == 0)
    #expect(try Program.run(["draw", "--rule", "10,1", "--lot", "20"]).text.contains("hypergeometric"))
  }

  @Test func `wrong words are usage, bad data is bad data, and nothing is written`() throws {
    let folder = try Folder()
    let (zones, findings, visits) = try files(folder)
    let rank = ["rank", "--zones", zones, "--findings", findings, "--observations", visits]
    let draw = ["draw", "--zones", zones, "--seed", "1"]
    let out = folder.path("out.geojson")
    let cases: [([String], Int32)] = [
      (rank + ["--quarter", "2026Q9"], 64), (rank + ["--quarter", "2026Q3", "--from", "2026-08-01"], 64),
      (rank + ["--per", "moon"], 64), (rank + ["--least", "0"], 64), (rank + ["--best", "-1"], 64),
      (rank + ["--best", "99999999999999999999"], 64), (rank + ["--serious", "nan"], 64),
      (rank + ["--class", "=market"], 64), (rank + ["--records", out], 64),
      (rank + ["--class", "market", "--class", "b=street,market"], 64), (draw + ["--strata", "nosuch"], 65),
      (rank + ["--class", "moon"], 65),
      (rank + ["--records", "x.doc"], 64),
      (rank + ["--previous", zones], 65), (rank + ["--previous", folder.path("none.csv")], 66),
      (rank + ["--points", folder.path("none.csv")], 66), (["rank", "--zones", zones], 64),
      (draw + ["--sites", "-1"], 64), (draw + ["--sites", "1", "--each", "1"], 64),
      (draw + ["--take", "moon=1"], 64), (draw + ["--take", "market"], 64),
      (draw + ["--where", "built"], 64),
      (draw + ["--where", "built<2000"], 65), (draw + ["--must", "nobody"], 65),
      (draw + ["--must", "M1", "--exclude", "M1"], 64), (draw + ["--exclude", "M1"], 65),
      (draw + ["--chances", "beds"], 65), (draw + ["--preset", "moon"], 64),
      (draw + ["--population", "5"], 64),
      (draw + ["--preset", "assessment", "--population", "nan"], 64), (draw + ["--rule", "3,50"], 64),
      (draw + ["--rule", "50"], 64), (draw + ["--rule", "5,1", "--sites", "2"], 64),
      (draw + ["--find-rule", "0.1,0.1"], 64),
      (draw + ["--find-rule", "0.02,0.1", "--risks", "0,1"], 64), (draw + ["--neighbour-within", "nan"], 64),
      (draw + ["--reserve", "-1"], 64), (draw + ["--allocation", "moon"], 64), (draw + ["--lot", "0"], 64),
      (["draw", "--zones", zones, "--seed", "99999999999999999"], 64),
      (["draw", "--zones", zones, "--seed", "-1"], 64),
    ]
    for (arguments, code) in cases {
      let result = try Program.run(arguments + ["-o", out])
      #expect(result.code == code, "\(arguments.suffix(4)): \(result.code) \(result.errors)")
      #expect(result.errors.contains("error: "), "\(result.errors)")
      #expect(!FileManager.default.fileExists(atPath: out))
    }
  }

  @Test func `numbers beyond all measure are refused or counted, never a trap`() throws {
    let folder = try Folder()
    let (zones, _, visits) = try files(folder)
    let findings = try folder.write(
      "wild.csv",
      "id,lon,lat,time,item,severity,source\nA,116.6405,23.6605,9999-12-31,06010,1e308,covert\nB,116.6405,23.6605,0001-01-01,,-7,\nC,116.6405,23.6605,,06010,nan,投诉\nD,1e300,nan,2026-08-01,x,1,covert\n"
    )
    for more in [
      [], ["--from", "0001-01-01", "--to", "9999-12-31"], ["--per", "item"], ["--per", "area"],
      ["--best", "1000000"],
    ] {
      let result = try Program.run(
        ["rank", "--zones", zones, "--findings", findings, "--observations", visits, "--json"] + more)
      #expect(result.code == 0, "\(more): \(result.code) \(result.errors)")
    }
    let giant = try folder.write(
      "giant.geojson",
      collection([
        (square, "{\"id\":\"A\",\"beds\":1e300}"), (square, "{\"id\":\"B\",\"beds\":9e12}"),
        (square, "{\"id\":\"C\",\"beds\":0.0001}"),
      ]))
    let result = try Program.run([
      "draw", "--zones", giant, "--chances", "beds", "--sites", "2", "--seed", "1",
    ])
    #expect(result.code == 0, "\(result.errors)")
  }
}
