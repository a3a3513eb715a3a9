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
      let cause = spot["cause"] as? String
      if cause == "item_not_checked" { #expect(!items.isEmpty) }
      if !["item_not_checked", "low_detection"].contains(cause) { #expect(items.isEmpty) }
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

  @Test func `options that would change nothing are refused or told`() throws {
    for arguments in [
      ["coverage", "--by", "item", "--expected"], ["coverage", "--trend", "30", "--expected"],
      ["coverage", "--item-share", "0.5"], ["coverage", "--trend", "30", "--item-share", "0.5"],
      ["coverage", "--by", "item", "--item-share", "1.5"],
      ["coverage", "--by", "item", "--item-share", "nan"],
      ["blindspots", "--item-share", "0.5"],
    ] {
      let result = try Program.run(arguments + places)
      #expect(result.code == 64 && result.output.isEmpty, "\(arguments)")
      #expect(result.errors.hasPrefix("error: ") && result.errors.contains("hint: "), "\(result.errors)")
    }
    let share = try Program.run(["coverage", "--by", "item", "--item-share", "0.5", "--quiet"] + places)
    #expect(share.code == 0, "\(share.errors)")
    let idle = try Program.run(
      ["coverage", "--checklist", data("checklist.csv"), "-o", folder.path("c.csv")] + places)
    #expect(idle.code == 0 && idle.errors.contains("--checklist changes nothing here"))
  }

  @Test func `times beside the data are told with the data's own range`() throws {
    let early = try Program.run(["coverage", "--as-of", "2001-01-01", "--quiet"] + places)
    #expect(early.code == 65 && early.output.isEmpty)
    #expect(early.errors.contains("the records run from 2026-") && early.errors.contains("hint: "))
    let before = try Program.run(["blindspots", "--to", "2001-01-01"] + places)
    #expect(before.code == 65 && before.errors.contains("--to 2001-01-01"))
    let late = try Program.run(
      ["coverage", "--from", "2062-01-01", "--json", "-o", folder.path("l.csv")] + places)
    #expect(late.code == 0)
    #expect(late.errors.contains("warning: no record is as late as --from 2062-01-01"))
    #expect(late.errors.contains("the records run from 2026-"))
    let swapped = try Program.run(["coverage", "--from", "2026-08-20", "--to", "2026-08-01"] + places)
    #expect(swapped.code == 64)
    let after = try Program.run(["coverage", "--from", "2026-08-20", "--as-of", "2026-08-10"] + places)
    #expect(after.code == 64 && after.errors.contains("--as-of"))
    let chinese = try Program.run(["coverage", "--as-of", "2001-01-01", "--lang", "zh"] + places)
    #expect(chinese.code == 65 && chinese.errors.contains("现有记录的时间范围为"))
    let trend = try Program.run(["coverage", "--trend", "30", "--as-of", "2001-01-01"] + places)
    #expect(trend.code == 65)
  }

  @Test func `kinds the parameters do not name are told, and have problems all the same`() throws {
    let file = try folder.write("p.csv", "kind,item,arrivals_per_day,sweep\nquay,*,0.5,1\n")
    let result = try Program.run(
      ["coverage", "--by", "item", "--parameters", file, "--json", "-o", folder.path("i.csv")] + places)
    #expect(result.code == 0, "\(result.errors)")
    #expect(result.errors.contains("have no row for these kinds of zone: market (28)"))
    let unseen = try tables(result, "items_by_kind").first?["expected_unseen"] as? Double
    #expect((unseen ?? 0) > 0)
    let all = try folder.write("a.csv", "kind,item,arrivals_per_day,sweep\n*,*,0.5,1\n")
    let quiet = try Program.run(
      ["coverage", "--parameters", all, "-o", folder.path("i.csv")] + places)
    #expect(quiet.code == 0 && !quiet.errors.contains("no row for"))
  }

  @Test func `bad rows of a checklist are told by line, here and at the import`() throws {
    let list = try folder.write(
      "list.csv",
      """
      # title: ours
      code,name,kinds,interval_days,weight
      06010,暴露垃圾,*,7,1
      06011,a,market,0,1
      06012,b,market,NaN,1
      06013,c,market,1e300,1
      06014,d,market,weekly,1
      06010,e,market,7,1
      SL-1,f,market,7,-2
      6010,g,market,7,1

      """)
    let read = try Program.run(
      ["coverage", "--by", "item", "--json", "-o", folder.path("i.csv")] + places + ["--checklist", list])
    #expect(read.code == 0, "\(read.errors)")
    for line in [4, 5, 6, 7, 8, 9] { #expect(read.errors.contains("list.csv, line \(line)"), "\(line)") }
    #expect(read.errors.contains("the code 06010 stands in line 3 already"))
    #expect(read.errors.contains("06010 / 6010") && read.errors.contains("leading zeros"))
    let city = folder.path("bad.gpkg")
    #expect(try Program.run(["project", "init", city]).code == 0)
    #expect(
      try Program.run(["project", "import", "--project", city, "--zones", data("markets.geojson")]).code == 0)
    let rejects = folder.path("rejects.csv")
    let imported = try Program.run(
      ["project", "import", "--project", city, "--checklist", list, "--rejects", rejects, "--json"])
    #expect(imported.code == 0, "\(imported.errors)")
    #expect(imported.errors.contains("06010 / 6010"))
    let left = try String(contentsOfFile: rejects, encoding: .utf8)
    for line in [4, 5, 6, 7, 8, 9] { #expect(left.contains("list.csv,\(line - 2),\(line),"), "\(left)") }
    let strange = try folder.write("s.csv", "code,kinds\nA,markte\nB,\"market, quay\"\nC,street\n")
    let words = try Program.run(["project", "import", "--project", city, "--checklist", strange, "--json"])
    #expect(words.code == 0, "\(words.errors)")
    #expect(words.errors.contains("no zone of the project is of kind markte"))
    #expect(words.errors.contains("no zone of the project is of kind quay; the items count"))
    let strict = try Program.run(
      ["project", "import", "--project", city, "--checklist", strange, "--strict"])
    #expect(strict.code == 65)
  }
}
