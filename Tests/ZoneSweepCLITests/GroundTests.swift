import Foundation
import TestSupport
import Testing

/// Uncertain positions, repaired tilings and unit cells through the built program.
@Suite struct `Ground on the command line` {
  private let folder: Folder
  private let city = TestData.package.appendingPathComponent("geodata")

  init() throws { folder = try Folder() }

  private func sample(_ name: String) -> String { city.appendingPathComponent(name).path }

  private func features(_ path: String) throws -> [[String: Any]] {
    let data = try Data(contentsOf: URL(fileURLWithPath: path))
    let root = try JSONSerialization.jsonObject(with: data) as? [String: Any]
    return try #require(root?["features"] as? [[String: Any]])
  }

  private func rows(_ path: String) throws -> [[String]] {
    try String(contentsOfFile: path, encoding: .utf8).split(whereSeparator: \.isNewline).map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
  }

  private func square(_ west: Double, _ east: Double) -> String {
    "{\"type\":\"Polygon\",\"coordinates\":[[[\(west),23.66],[\(east),23.66],[\(east),23.67],[\(west),23.67],[\(west),23.66]]]}"
  }

  private func zones(_ squares: [(Double, Double, String)]) throws -> String {
    let list = squares.map {
      "{\"type\":\"Feature\",\"properties\":\($0.2),\"geometry\":\(square($0.0, $0.1))}"
    }
    return try folder.write(
      "zones.geojson", "{\"type\":\"FeatureCollection\",\"features\":[\(list.joined(separator: ","))]}")
  }

  // MARK: Positions

  @Test func `expected counts of the sample city add up by kind, in the file and in the table`() throws {
    let table = folder.path("expected.csv")
    let result = try Program.run([
      "map", "--zones", sample("subdistricts.geojson"), "--zones", sample("compounds.geojson"), "--zones",
      sample("roads.geojson"), "--findings", sample("findings-covert.geojson"), "--expected", table, "--json",
      "-o", folder.path("map.geojson"),
    ])
    #expect(result.code == 0, "\(result.errors)")
    let rows = try rows(table)
    #expect(rows[0][0].hasSuffix("part"))
    let kind = try #require(rows[0].firstIndex(of: "kind"))
    let expected = try #require(rows[0].firstIndex(of: "expected"))
    let stated = try #require(rows[0].firstIndex(of: "findings"))
    for name in ["street", "compound", "road"] {
      let of = rows.dropFirst().filter { $0[kind] == name }
      #expect(abs(of.reduce(0) { $0 + (Double($1[expected]) ?? .nan) } - 980) < 1e-3, "\(name)")
      #expect(of.reduce(0) { $0 + (Int($1[stated]) ?? -1) } == 980, "\(name)")
    }
    let summary = try #require(try result.json()["expected"] as? [String: Any])
    #expect((summary["rows"] as? [Any])?.count == 4)
  }

  @Test func `accuracies that mean nothing change nothing, and the same call gives the same bytes`() throws {
    let zones = try zones([(116.64, 116.65, "{\"id\":\"A\"}"), (116.65, 116.66, "{\"id\":\"B\"}")])
    let accuracies = ["-5", "\"x\"", "1e300", "0", "null", "1e-30", "\"12 m\""]
    let list = accuracies.map {
      "{\"type\":\"Feature\",\"properties\":{\"accuracy_m\":\($0)},\"geometry\":{\"type\":\"Point\",\"coordinates\":[116.645,23.665]}}"
    }
    let findings = try folder.write(
      "f.geojson", "{\"type\":\"FeatureCollection\",\"features\":[\(list.joined(separator: ","))]}")
    let table = folder.path("e.geojson")
    let arguments = [
      "map", "--zones", zones, "--findings", findings, "--expected", table, "-o", folder.path("m.geojson"),
    ]
    let result = try Program.run(arguments)
    #expect(result.code == 0, "\(result.errors)")
    let first = try Data(contentsOf: URL(fileURLWithPath: table))
    #expect(try Program.run(arguments).code == 0)
    #expect(try Data(contentsOf: URL(fileURLWithPath: table)) == first)
    let sum = try features(table).reduce(0.0) { sum, feature in
      let properties = feature["properties"] as? [String: Any]
      guard properties?["kind"] as? String == "zone" else { return sum }
      return sum + ((properties?["expected"] as? Double) ?? .nan)
    }
    #expect(abs(sum - 7) < 1e-4)
  }

  @Test func `wrong ways to ask for expected counts are 64`() throws {
    let zones = try zones([(116.64, 116.65, "{\"id\":\"A\"}")])
    let findings = try folder.write("f.csv", "lon,lat\n116.645,23.665\n")
    let map = ["map", "--zones", zones, "--findings", findings, "-o", folder.path("m.csv")]
    for wrong in ["-", folder.path("m.csv"), folder.path("m.xyz")] {
      #expect(try Program.run(map + ["--expected", wrong]).code == 64)
    }
    let visits = try folder.write("v.csv", "lon,lat\n116.645,23.665\n")
    let coverage = ["coverage", "--zones", zones, "--observations", visits, "-o", folder.path("c.csv")]
    #expect(try Program.run(coverage + ["--expected"]).code == 64)
    #expect(try Program.run(coverage + ["--expected", "--findings", findings]).code == 0)
  }

  // MARK: Tilings

  @Test func `the sample city's repair tiles its outline, and every square metre is accounted for`() throws {
    let fixed = folder.path("fixed.geojson")
    let report = folder.path("report.csv")
    let result = try Program.run([
      "audit", "--zones", sample("subdistricts.geojson"), "--outline", sample("outline.geojson"), "--fix",
      fixed, "--fix-report", report, "-o", folder.path("audit.geojson"),
    ])
    #expect(result.code == 0, "\(result.errors)")
    #expect(result.errors.contains("Proposed repair"))
    let changes = try rows(report)
    #expect(changes[0].map { $0.replacing("\u{FEFF}", with: "") } == ["from", "to", "area_m2", "reason"])
    #expect(changes.contains { $0[3] == "gap" && abs((Double($0[2]) ?? 0) - 42_000) < 1_000 && $0[0] == "" })
    #expect(changes.contains { $0[3] == "overlap" && abs((Double($0[2]) ?? 0) - 38_000) < 1_000 })
    let again = try Program.run([
      "audit", "--zones", fixed, "--outline", sample("outline.geojson"), "-o", folder.path("again.geojson"),
    ])
    #expect(again.code == 0)
    #expect(try features(folder.path("again.geojson")).isEmpty)
    let audit = try Data(contentsOf: URL(fileURLWithPath: folder.path("again.geojson")))
    let members = try #require(JSONSerialization.jsonObject(with: audit) as? [String: Any])
    let (zones, outline) = (
      try #require(members["zones_m2"] as? Double), try #require(members["outline_m2"] as? Double)
    )
    #expect(abs(zones - outline) < 0.01)
    // zones that were in order are written as they came
    let before = try features(sample("subdistricts.geojson"))
    let after = try features(fixed)
    #expect(after.count == before.count)
    let untouched = after.filter { ($0["properties"] as? [String: Any])?["fix"] is NSNull }
    #expect(!untouched.isEmpty && untouched.count < after.count)
    for feature in untouched {
      let id = (feature["properties"] as? [String: Any])?["id"] as? String
      let original = try #require(
        before.first { ($0["properties"] as? [String: Any])?["id"] as? String == id })
      #expect(feature["geometry"] as? NSDictionary == original["geometry"] as? NSDictionary)
    }
  }

  @Test func `gaps say whom they border and who would be the natural owner`() throws {
    let zones = try zones([
      (116.64, 116.65, "{\"id\":\"A\",\"kind\":\"street\",\"owner\":\"甲办\"}"),
      (116.6505, 116.66, "{\"id\":\"B\",\"kind\":\"street\"}"),
    ])
    let result = try Program.run(["audit", "--zones", zones])
    let found = try #require(try result.json()["features"] as? [[String: Any]]).compactMap {
      $0["properties"] as? [String: Any]
    }
    let gap = try #require(found.first { $0["issue"] as? String == "gap" })
    #expect(gap["kind"] as? String == "street")
    #expect((gap["neighbours"] as? [[String: Any]])?.count == 2)
    #expect(gap["suggested_zone"] as? String != nil)
    let unowned = try #require(found.first { $0["issue"] as? String == "unowned" })
    #expect(unowned["zones"] as? [String] == ["B"])
    // they share no border: nobody is suggested
    #expect(unowned["suggested_owner"] is NSNull)
  }

  @Test func `boundaries out of date are told at the date, and take no part`() throws {
    let zones = try zones([
      (116.64, 116.65, "{\"id\":\"A\",\"kind\":\"street\",\"owner\":\"甲\"}"),
      (116.65, 116.66, "{\"id\":\"old\",\"kind\":\"street\",\"owner\":\"乙\",\"valid_to\":\"2026-08-01\"}"),
      (116.65, 116.66, "{\"id\":\"new\",\"kind\":\"street\",\"owner\":\"丙\",\"valid_from\":\"2026-08-01\"}"),
      (116.66, 116.67, "{\"id\":\"odd\",\"kind\":\"street\",\"owner\":\"丁\",\"valid_to\":\"some day\"}"),
    ])
    func issues(_ more: [String]) throws -> [String: [String]] {
      let result = try Program.run(["audit", "--zones", zones] + more)
      let found = try #require(try result.json()["features"] as? [[String: Any]])
      return Dictionary(
        grouping: found.compactMap { $0["properties"] as? [String: Any] },
        by: { $0["issue"] as? String ?? "" }
      ).mapValues { $0.flatMap { $0["zones"] as? [String] ?? [] } }
    }
    #expect(try issues(["--as-of", "2026-07-31"]) == ["out_of_date": ["new"]])
    #expect(try issues(["--as-of", "2026-08-01"]) == ["out_of_date": ["old"]])
    #expect(try issues([]) == ["overlap": ["old", "new"]])
    let words = try Program.run(["audit", "--zones", zones]).errors
    #expect(words.contains("2 zones state dates of validity") || words.contains("3 zones state dates"))
    #expect(words.contains("1 dates of validity name no time"))
    let fixed = folder.path("fixed.geojson")
    #expect(
      try Program.run([
        "audit", "--zones", zones, "--as-of", "2026-08-01", "--fix", fixed, "-o", folder.path("a.csv"),
      ])
      .code == 0)
    #expect(try features(fixed).count == 3)
  }

  @Test func `several kinds tile each on its own`() throws {
    let zones = try zones([
      (116.64, 116.65, "{\"id\":\"A\",\"kind\":\"street\"}"),
      (116.65, 116.66, "{\"id\":\"B\",\"kind\":\"street\"}"),
      (116.64, 116.653, "{\"id\":\"C\",\"kind\":\"grid\"}"),
      (116.652, 116.66, "{\"id\":\"D\",\"kind\":\"grid\"}"),
    ])
    let fixed = folder.path("fixed.gpkg")
    let result = try Program.run([
      "audit", "--zones", zones, "--kind", "street", "--kind", "grid", "--kind", "grid", "--fix", fixed,
      "--json",
      "-o", folder.path("a.geojson"),
    ])
    #expect(result.code == 0, "\(result.errors)")
    let tables = try result.json()
    #expect(tables["sums_street"] != nil && tables["sums_grid"] != nil && tables["fix_balance_grid"] != nil)
    let text = try String(contentsOfFile: folder.path("a.geojson"), encoding: .utf8)
    #expect(text.contains("\"tilings\":["))
    let again = try Program.run(["audit", "--zones", fixed, "--kind", "grid"])
    let left = try #require(try again.json()["features"] as? [[String: Any]])
    #expect(left.allSatisfy { ($0["properties"] as? [String: Any])?["issue"] as? String == "unowned" })
  }

  @Test func `wrong ways to ask for a repair are told`() throws {
    let zones = try zones([(116.64, 116.65, "{\"id\":\"A\",\"kind\":\"street\"}")])
    let plain = ["audit", "--zones", zones, "-o", folder.path("a.geojson")]
    for more in [
      ["--fix-report", folder.path("r.csv")], ["--fix", "-"], ["--fix", folder.path("a.geojson")],
      ["--fix", folder.path("f.geojson"), "--fix-report", folder.path("f.geojson")], ["--sliver", "-1"],
      ["--as-of", "tomorrow"], ["--fix", folder.path("f.txt")],
    ] {
      #expect(try Program.run(plain + more).code == 64, "\(more)")
    }
    #expect(try Program.run(plain + ["--kind", "market"]).code == 65)
    let roads = try folder.write(
      "roads.geojson",
      "{\"type\":\"Feature\",\"properties\":{},\"geometry\":{\"type\":\"LineString\",\"coordinates\":[[116.64,23.66],[116.65,23.66]]}}"
    )
    #expect(try Program.run(["audit", "--zones", roads, "--fix", folder.path("f.geojson")]).code == 64)
    #expect(folder.names.contains("f.geojson") == false)
  }

  // MARK: Cells

  @Test func `cells of the sample city tile its subdistricts and add up to them`() throws {
    let cells = folder.path("cells.geojson")
    let result = try Program.run([
      "coverage", "--zones", sample("subdistricts.geojson"), "--zones", sample("roads.geojson"),
      "--observations", sample("visits.geojson"), "--by", "cell", "--json", "-o", cells,
    ])
    #expect(result.code == 0, "\(result.errors)")
    let properties = try features(cells).compactMap { $0["properties"] as? [String: Any] }
    #expect(Set(properties.compactMap { $0["id"] as? String }).count == properties.count)
    let summary = try #require(try result.json()["cells"] as? [String: Any])
    let rows = try #require(summary["rows"] as? [[String: Any]])
    let street = try #require(rows.first { $0["kind"] as? String == "street" })
    let ofStreets = properties.filter { $0["kind"] as? String == "street" }
    #expect(street["cells"] as? Int == ofStreets.count)
    #expect(
      street["cells_observed"] as? Int == ofStreets.count { ($0["observations"] as? Int ?? 0) > 0 })
    // by cell never less than by area: a cell of which a part was seen counts whole
    #expect((street["cell_coverage"] as? Double ?? 0) > (street["coverage"] as? Double ?? 1))
    let audit = try Program.run([
      "audit", "--zones", cells, "--kind", "street", "-o", folder.path("audit.geojson"), "--json",
    ])
    let issues = try features(folder.path("audit.geojson")).compactMap { feature -> String? in
      let properties = feature["properties"] as? [String: Any]
      return properties?["issue"] as? String == "unowned" ? nil : properties?["issue"] as? String
    }
    // what the subdistricts have, cut by the lattice, and nothing else
    #expect(audit.code == 0)
    #expect(Set(issues).isSubset(of: ["gap", "overlap", "sliver"]))
  }

  @Test func `zones get their cells beside area and length`() throws {
    let zones = try zones([(116.64, 116.65, "{\"id\":\"445102009001\"}")])
    let visits = try folder.write("v.csv", "lon,lat\n116.645,23.665\n")
    let plain = ["coverage", "--zones", zones, "--observations", visits]
    let result = try Program.run(plain + ["--cells", "grid"])
    let features = try #require(try result.json()["features"] as? [[String: Any]])
    let properties = try #require(features.first?["properties"] as? [String: Any])
    #expect(properties["cells_observed"] as? Int ?? 0 >= 1)
    #expect(properties["cells"] as? Int ?? 0 > 90)
    #expect(properties["coverage"] as? Double ?? 1 < properties["cell_coverage"] as? Double ?? 0)
    #expect(try Program.run(plain + ["--by", "moon"]).code == 64)
    #expect(try Program.run(plain + ["--cells", folder.path("missing.geojson")]).code == 66)
    #expect(try Program.run(plain + ["--by", "cell", "--cells", visits]).code == 65)
    let bad = try folder.write("bad.geojson", "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Fea")
    #expect(try Program.run(plain + ["--cells", bad]).code == 65)
    #expect(try Program.run(plain + ["--cells", "grid", "--cells-datum", "mars"]).code == 64)
  }

  @Test func `a zone the size of a country is not divided, and says so`() throws {
    let huge = try folder.write(
      "huge.geojson",
      "{\"type\":\"Feature\",\"properties\":{\"id\":\"H\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[110,20],[118,20],[118,28],[110,28],[110,20]]]}}"
    )
    let visits = try folder.write("v.csv", "lon,lat\n116.645,23.665\n")
    let result = try Program.run(["coverage", "--zones", huge, "--observations", visits, "--by", "cell"])
    #expect(result.code == 65)
    #expect(result.errors.contains("too large for cells") && result.errors.contains("hint: "))
  }

  @Test(arguments: ["torture-earcut-a", "torture-polygon-clipping-a", "torture-antimeridian-a"])
  func `boundaries made to break geometry break nothing here`(set: String) throws {
    guard let folder = TestData.folder(set) else { return }
    let findings = try self.folder.write(
      "f.csv", "lon,lat,accuracy_m\n0,0,50\n5,5,5000\n1e9,2,3\n116.645,23.665,40\n")
    let found = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.allObjects ?? []
    let cases = found.compactMap { $0 as? URL }.filter { ["json", "geojson"].contains($0.pathExtension) }
      .sorted { $0.path < $1.path }
    for file in cases.enumerated().filter({ $0.offset % 3 == 0 }).map(\.element) {
      for arguments in [
        [
          "audit", "--zones", "zone=\(file.path)", "--kind", "zone", "--fix", self.folder.path("fix.geojson"),
        ],
        ["map", "--zones", file.path, "--findings", findings, "--expected", self.folder.path("e.csv")],
        ["coverage", "--zones", file.path, "--findings", findings, "--by", "cell"],
      ] {
        let result = try Program.run(arguments)
        #expect(
          [0, 65].contains(result.code),
          "\(file.lastPathComponent) \(arguments[0]): \(result.errors.suffix(300))")
      }
    }
  }

  @Test func `accuracies that are none are counted, with the line of the first`() throws {
    let zones = TestData.package.appendingPathComponent("geodata/markets.geojson").path
    let rows = (0..<4000).map { "F\($0),116.645,23.665,\($0 == 3000 ? "-7" : $0 == 3500 ? "nan" : "12")" }
    let findings = try folder.write("f.csv", "id,lon,lat,accuracy_m\n" + rows.joined(separator: "\n") + "\n")
    for verb in [["map"], ["map", "--expected", folder.path("e.csv")], ["coverage", "--expected"]] {
      let result = try Program.run(
        verb + ["--zones", zones, "--findings", findings, "-o", folder.path("o.csv")])
      #expect(result.code == 0, "\(result.errors)")
      #expect(result.errors.contains("2 values of accuracy_m cannot be used, the first is \"-7\""))
      #expect(result.errors.contains("f.csv, line 3002, record 3001, id F3000"), "\(result.errors)")
    }
  }
}
