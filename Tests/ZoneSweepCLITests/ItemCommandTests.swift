import Foundation
import TestSupport
import Testing

@Suite struct `Items on the command line` {
  let folder: Folder

  init() throws { folder = try Folder() }

  private func data(_ name: String) -> String {
    TestData.package.appendingPathComponent("geodata/\(name)").path
  }

  private var places: [String] {
    [
      "--zones", data("markets.geojson"), "--zones", data("compounds.geojson"), "--observations",
      data("visits.geojson"),
      "--findings", data("findings-covert.geojson"), "--checklist", data("checklist.csv"),
    ]
  }

  private func tables(_ result: Program.Result, _ name: String) throws -> [[String: Any]] {
    (try result.json()[name] as? [String: Any])?["rows"] as? [[String: Any]] ?? []
  }

  @Test func `every applicable cell is a row, and the tables add up with them`() throws {
    let file = folder.path("items.csv")
    let result = try Program.run(["coverage", "--by", "item", "--json", "-o", file] + places)
    #expect(result.code == 0, "\(result.errors)")
    // 28 markets × 14 items, 164 compounds × 14
    let kinds = try tables(result, "items_by_kind")
    #expect(kinds.map { $0["cells"] as? Int } == [28 * 14, 164 * 14, 28 * 14 + 164 * 14])
    let lines = try String(contentsOfFile: file, encoding: .utf8).split(whereSeparator: \.isNewline)
    #expect(lines.count == 1 + 28 * 14 + 164 * 14)
    for row in kinds + (try tables(result, "items")) {
      let parts = ["fresh", "due", "overdue", "never"].compactMap { row[$0] as? Int }
      #expect(parts.reduce(0, +) == row["cells"] as? Int)
      #expect(parts[0] + parts[1] == row["live"] as? Int)
    }
    #expect(!result.errors.contains("not in the checklist"))
  }

  @Test func `the same bytes twice, and in every format`() throws {
    for name in ["a.geojson", "a.gpkg", "a.csv", "a.xlsx", "a.geojsonl"] {
      let bytes = try (0..<2).map { _ in
        let file = folder.path(name)
        let run = try Program.run(["coverage", "--by", "item", "--quiet", "-o", file] + places)
        #expect(run.code == 0, "\(name): \(run.errors)")
        return try Data(contentsOf: URL(fileURLWithPath: file))
      }
      #expect(bytes[0] == bytes[1] && bytes[0].count > 10_000, "\(name)")
    }
  }

  @Test func `a demanded share is judged zone by zone`() throws {
    let result = try Program.run(["coverage", "--by", "item", "--require", "0.99"] + places)
    #expect(result.code == 1 && result.errors.contains("are below 0.99"))
    #expect(try Program.run(["coverage", "--by", "item", "--require", "0", "--quiet"] + places).code == 0)
  }

  @Test func `with the built-in list the sample's own codes are told to be unknown`() throws {
    let result = try Program.run(
      ["coverage", "--by", "item", "--json", "-o", folder.path("i.csv")] + places.dropLast(2))
    #expect(result.code == 0)
    #expect(result.errors.contains("SL-101") && result.errors.contains("--checklist"))
    let printed = try Program.run(["ledger", "table", "checklist", "-o", folder.path("list.csv")])
    #expect(printed.code == 0)
    let again = try Program.run(
      ["coverage", "--by", "item", "--json", "-o", folder.path("i.csv")] + places.dropLast(2)
        + ["--checklist", folder.path("list.csv")])
    #expect(again.output == result.output)
  }

  @Test func `wrong words and files end as they should`() throws {
    let list = try folder.write("list.csv", "code,name\n1,a\n")
    let nothing = try folder.write("nothing.csv", "code,kinds,weight\n1,*,-1\n")
    for (arguments, code) in [
      (["--by", "frob"], 64), (["--trend", "0"], 64), (["--trend", "7", "--require", "0.5"], 64),
      (["--by", "item", "--checklist", "missing.csv"], 66), (["--by", "item", "--checklist", list], 65),
      (["--by", "item", "--checklist", nothing], 65), (["--parameters", list], 65),
    ] as [([String], Int32)] {
      let result = try Program.run(["coverage"] + places.dropLast(2) + arguments)
      #expect(result.code == code, "\(arguments): \(result.errors)")
      #expect(result.output.isEmpty)
    }
  }

  @Test func `blind spots of every cause, with words in the user's language`() throws {
    let chinese = try Program.run(
      ["blindspots", "--cause", "all", "--lang", "zh", "--quiet"] + places)
    #expect(chinese.code == 0, "\(chinese.errors)")
    let features = try #require(try chinese.json()["features"] as? [[String: Any]])
    let properties = features.compactMap { $0["properties"] as? [String: Any] }
    let causes = Set(properties.compactMap { $0["cause"] as? String })
    #expect(
      causes.isSuperset(of: ["never_visited", "unseen_part", "overdue", "item_not_checked", "low_detection"]))
    for spot in properties {
      #expect((spot["reason"] as? String)?.isEmpty == false)
      let items = spot["items"] as? [String] ?? []
      #expect(items.isEmpty == (spot["cause"] as? String != "item_not_checked"))
    }
    let order = properties.compactMap { $0["priority"] as? Double }
    #expect(order == order.sorted(by: >))
    let unseen = try Program.run(["blindspots", "--priority", "unseen", "--quiet"] + places)
    #expect(unseen.code == 0)
    let expected = (try unseen.json()["features"] as? [[String: Any]] ?? []).map {
      ($0["properties"] as? [String: Any])?["expected_unseen"] as? Double ?? -1
    }
    #expect(expected.allSatisfy { $0 >= 0 } && (expected.first ?? 0) > (expected.last ?? 0))
  }

  @Test func `a trend ends with the figures of today`() throws {
    let file = folder.path("trend.csv")
    let result = try Program.run(
      ["coverage", "--trend", "30", "--by", "item", "--json", "-o", file] + places)
    #expect(result.code == 0, "\(result.errors)")
    let rows = try tables(result, "trend")
    #expect(rows.count == 3)
    let now = try Program.run(["coverage", "--json", "-o", folder.path("now.csv")] + places)
    let markets = try tables(now, "coverage")[0]
    #expect(rows.last?["market"] as? Double == markets["coverage"] as? Double)
    #expect(try tables(now, "visits").count == 2)
  }

  @Test func `calibrate says what it rests on, and its file is taken`() throws {
    let file = folder.path("made.csv")
    let result = try Program.run(["calibrate", "--together", "-o", file, "--json"] + places)
    #expect(result.code == 0, "\(result.errors)")
    #expect(try tables(result, "sweeps").count == 2)
    #expect(try Program.run(["coverage", "--quiet", "--parameters", file] + places).code == 0)
    let english = try Program.run(["calibrate"] + places)
    #expect(english.text.contains("assumes that the two sources are independent"))
    let chinese = try Program.run(["calibrate", "--lang", "zh"] + places)
    #expect(chinese.text.contains("相互独立"))
  }

  @Test func `a project's own checklist counts, and one without kinds is told`() throws {
    let city = folder.path("city.gpkg")
    #expect(
      try Program.run(["project", "init", city]).code == 0
    )
    let imported = try Program.run(
      [
        "project", "import", "--project", city, "--zones", data("markets.geojson"), "--observations",
        data("visits.geojson"),
        "--checklist", data("checklist.csv"),
      ])
    #expect(imported.code == 0, "\(imported.errors)")
    let result = try Program.run(
      ["coverage", "--project", city, "--by", "item", "--json", "-o", folder.path("i.csv")])
    #expect(result.code == 0, "\(result.errors)")
    #expect(try tables(result, "items_by_kind").first?["cells"] as? Int == 28 * 14)
    #expect(!result.errors.contains("not in the checklist"))
  }
}
