import Foundation
import TestSupport
import Testing

/// The project file as its user meets it.
@Suite struct `A city in one file` {
  let folder: Folder
  let city: String

  init() throws {
    folder = try Folder()
    city = folder.path("city.gpkg")
    #expect(try Program.run(["project", "init", city]).code == 0)
  }

  private func sample(_ name: String) -> String {
    TestData.package.appendingPathComponent("geodata/\(name)").path
  }

  private var files: [String] {
    let zones = ["subdistricts", "markets", "villages", "compounds", "roads"].flatMap {
      ["--zones", sample("\($0).geojson")]
    }
    return zones + [
      "--findings", sample("findings-covert.geojson"), "--findings", sample("findings-office.csv"),
      "--findings-datum", "wgs84", "--findings-datum", "gcj02", "--observations", sample("visits.geojson"),
      "--observations", sample("tracks.geojson"), "--observations", sample("tracks/TR-01.gpx"),
    ]
  }

  private func take() throws -> Program.Result {
    try Program.run(["project", "import", "--project", city, "--no-progress", "--json"] + files)
  }

  @Test func `verbs say of the project what they say of its files`() throws {
    #expect(try take().code == 0)
    for arguments in [
      ["map"], ["coverage"], ["blindspots", "--cause", "all"], ["heatmap", "--cell", "500"], ["audit"],
    ] {
      var named = files
      if arguments[0] == "map" { named = Array(files.prefix(18)) }
      if arguments[0] == "heatmap" { named = Array(files[10...]) }
      if arguments[0] == "audit" { named = Array(files.prefix(10)) }
      if arguments[0] == "map" { named = Array(files.prefix(18)) }
      let plain = try Program.run(arguments + named + ["--quiet"])
      let project = try Program.run(arguments + ["--project", city, "--quiet"])
      #expect(plain.code == 0, "\(arguments): \(plain.errors)")
      #expect(project.code == 0, "\(arguments): \(project.errors)")
      #expect(plain.output == project.output, "\(arguments)")
    }
  }

  @Test func `importing twice changes nothing and says so`() throws {
    #expect(try take().code == 0)
    let before = try Program.run(["project", "status", "--project", city, "--json"]).text
    let again = try take()
    #expect(again.code == 0)
    #expect(again.errors.contains("nothing new; the project is as it was"))
    #expect(try Program.run(["project", "status", "--project", city, "--json"]).text == before)
  }

  @Test func `people's names and numbers are kept apart and shown masked`() throws {
    let file = try folder.write(
      "c.csv", "编号,lon,lat,投诉人,联系电话,说明\nT1,116.6,23.6,张三,13812345678,垃圾\nT2,999,23.6,李四,13912345678,x\n")
    let result = try Program.run(["project", "import", "--project", city, "--findings", file])
    #expect(result.code == 0, "\(result.errors)")
    let zones = try folder.write(
      "z.geojson",
      "{\"type\":\"Polygon\",\"coordinates\":[[[116,23],[117,23],[117,24],[116,24],[116,23]]]}")
    let map = try Program.run(["map", "--project", city, "--zones", zones])
    #expect(map.text.contains("138****5678") && map.text.contains("张*"), "\(map.text) \(map.errors)")
    #expect(!map.text.contains("13812345678") && !map.text.contains("张三"))
    let rejects = folder.path("r.csv")
    #expect(try Program.run(["project", "status", "--project", city, "--rejects", rejects]).code == 0)
    let kept = try String(contentsOfFile: rejects, encoding: .utf8)
    #expect(kept.contains("T2") && !kept.contains("13912345678"), "\(kept)")
  }

  @Test func `the environment names the project where no file is named`() throws {
    #expect(try take().code == 0)
    let result = try Program.run(["map", "--quiet"], environment: ["ZONESWEEP_PROJECT": city])
    #expect(result.code == 0, "\(result.errors)")
    #expect(try Program.run(["map", "--quiet"]).code == 64)
  }

  @Test func `a backup is sound, and damage is found`() throws {
    #expect(try take().code == 0)
    let copy = folder.path("copy.gpkg")
    #expect(try Program.run(["project", "backup", copy, "--project", city]).code == 0)
    #expect(try Program.run(["project", "check", "--project", copy]).code == 0)
    var bytes = try Data(contentsOf: URL(fileURLWithPath: copy))
    // the schema stands at the beginning; without it nothing can be read at all
    for at in stride(from: bytes.count / 4_096 / 2 * 4_096, to: bytes.count, by: 8_192) { bytes[at] = 0xFF }
    try bytes.write(to: URL(fileURLWithPath: copy))
    let result = try Program.run(["project", "check", "--project", copy])
    #expect(result.code == 65)
    #expect(result.errors.contains("--salvage"))
  }

  @Test func `an import that is killed leaves the file as it was, or whole`() throws {
    let rows = (0..<60_000).map { "K\($0),116.\($0 % 1000),23.\($0 % 997),x" }
    let many = try folder.write("many.csv", (["id,lon,lat,note"] + rows).joined(separator: "\n") + "\n")
    let seed: UInt64 = 5
    var random = SeededRandom(seed: seed)
    var counts: Set<Int> = []
    for _ in 0..<20 {
      try Program.killed(
        ["project", "import", "--project", city, "--findings", many, "--quiet"],
        after: .random(in: 5_000...600_000, using: &random))
      let check = try Program.run(["project", "check", "--project", city])
      #expect(check.code == 0, "seed \(seed): \(check.errors)")
      let status = try Program.run(["project", "status", "--project", city, "--json"]).json()
      let rows = ((status["project"] as? [String: Any])?["rows"] as? [[String: Any]]) ?? []
      counts.insert(rows.first { $0["what"] as? String == "findings" }?["count"] as? Int ?? -1)
    }
    #expect(counts.isSubset(of: [0, 60_000]), "seed \(seed): \(counts)")
    #expect(
      try Program.run(["project", "import", "--project", city, "--findings", many, "--quiet"]).code == 0)
  }

  @Test func `a project that is being made, and an export, are whole or not there when killed`() throws {
    #expect(try take().code == 0)
    let seed: UInt64 = 6
    var random = SeededRandom(seed: seed)
    let made = folder.path("made.gpkg")
    let out = folder.path("out.gpkg")
    for _ in 0..<20 {
      for (arguments, longest) in [
        (["project", "init", made], UInt32(150_000)),
        (["project", "export", "--project", city, "-o", out], 1_500_000),
      ] {
        try Program.killed(arguments + ["--quiet"], after: .random(in: 2_000...longest, using: &random))
      }
      if folder.names.contains("made.gpkg") {
        #expect(try Program.run(["project", "check", "--project", made]).code == 0, "seed \(seed)")
        try FileManager.default.removeItem(atPath: made)
      }
      if folder.names.contains("out.gpkg") {
        let read = try Program.run(["convert", out, "--layer", "findings", "--format", "geojsonl", "--quiet"])
        #expect(read.text.split(separator: "\n").count == 2_397, "seed \(seed)")
      }
    }
    #expect(try Program.run(["project", "check", "--project", city]).code == 0)
  }

  @Test func `teams and checklists come in as tables`() throws {
    let teams = try folder.write(
      "teams.json",
      "[{\"id\":\"t1\",\"name\":\"一组\",\"base\":[116.62,23.66]},{\"id\":\"t1\"},{\"name\":\"x\"}]")
    let items = try folder.write("items.csv", "编号,名称\n06010,暴露垃圾\n06012,道路不洁\n")
    let arguments = [
      "project", "import", "--project", city, "--teams", teams, "--checklist", items, "--json",
    ]
    let result = try Program.run(arguments)
    #expect(result.code == 0, "\(result.errors)")
    let rows = (try result.json()["import"] as? [String: Any])?["rows"] as? [[String: Any]] ?? []
    #expect(rows.map { $0["added"] as? Int } == [1, 2])
    #expect(rows.map { $0["rejected"] as? Int } == [2, 0])
    #expect(try Program.run(arguments).errors.contains("nothing new"))
    let broken = try folder.write("broken.json", "[{\"id\":1},")
    #expect(try Program.run(["project", "import", "--project", city, "--teams", broken]).code == 65)
  }

  @Test func `a disk that is full is told, and the project is as it was`() throws {
    let rows = (0..<40_000).map { "K\($0),116.5,23.5,\(String(repeating: "x", count: 80))" }
    let many = try folder.write("many.csv", (["id,lon,lat,note"] + rows).joined(separator: "\n") + "\n")
    let (code, said) = try Program.runOnFullDisk(
      ["project", "import", "--project", city, "--findings", many], blocks: 2000)
    #expect(code == 74, "\(said)")
    #expect(said.contains("city.gpkg") && said.contains("hint:"), "\(said)")
    #expect(try Program.run(["project", "check", "--project", city]).code == 0)
    #expect(
      try Program.run(["project", "import", "--project", city, "--findings", many, "--quiet"]).code == 0)
  }

  // MARK: - Generations

  /// A square subdistrict between two meridians and two parallels.
  private func street(_ id: String, _ x: ClosedRange<Double>, _ y: ClosedRange<Double>) -> String {
    let (a, b, c, d) = (x.lowerBound, x.upperBound, y.lowerBound, y.upperBound)
    return """
      {"type":"Feature","properties":{"id":"\(id)","kind":"street"},"geometry":{"type":"Polygon",
      "coordinates":[[[\(a),\(c)],[\(b),\(c)],[\(b),\(d)],[\(a),\(d)],[\(a),\(c)]]]}}
      """
  }

  private func collection(_ features: [String]) -> String {
    "{\"type\":\"FeatureCollection\",\"features\":[\(features.joined(separator: ","))]}"
  }

  private func ids(_ result: Program.Result) throws -> [String] {
    let features = try result.json()["features"] as? [[String: Any]] ?? []
    return features.compactMap { ($0["properties"] as? [String: Any])?["id"] as? String }.sorted()
  }

  @Test func `figures for a past date use the boundaries of that date`() throws {
    // the four subdistricts of Xiangqiao that became 太平街道 in 2021, as squares
    let before = try folder.write(
      "2020.geojson",
      collection([
        street("湘桥", 116.64...116.645, 23.66...23.67), street("西湖", 116.645...116.65, 23.66...23.67),
        street("金山", 116.64...116.645, 23.67...23.68), street("太平（旧）", 116.645...116.65, 23.67...23.68),
        street("桥东", 116.65...116.66, 23.66...23.68),
      ]))
    let after = try folder.write(
      "2021.geojson",
      collection([street("太平", 116.64...116.65, 23.66...23.68), street("桥东", 116.65...116.66, 23.66...23.68)])
    )
    let findings = try folder.write(
      "f.csv", "id,lon,lat,time\nF1,116.642,23.665,2020-05-01\nF2,116.648,23.675,2022-05-01\n")
    #expect(
      try Program.run(["project", "import", "--project", city, "--zones", before, "--findings", findings])
        .code == 0)
    let next = ["project", "import", "--project", city, "--zones", after, "--valid-from", "2021-06-01"]
    let taken = try Program.run(next)
    #expect(taken.code == 0)
    #expect(taken.errors.contains("2 findings lie in another zone by the new boundaries"), "\(taken.errors)")
    let old = try Program.run(["coverage", "--project", city, "--as-of", "2020-12-31", "--quiet"])
    #expect(try ids(old) == ["太平（旧）", "桥东", "湘桥", "西湖", "金山"])
    let new = try Program.run(["coverage", "--project", city, "--quiet"])
    #expect(try ids(new) == ["太平", "桥东"])
    let again = try Program.run(next)
    #expect(again.errors.contains("nothing new"), "\(again.errors)")
  }

  // MARK: - Out again

  @Test func `a snapshot has layers with colours, and GDAL reads it without a word`() throws {
    #expect(try take().code == 0)
    let snapshot = folder.path("snapshot.gpkg")
    let result = try Program.run(["project", "export", "--project", city, "-o", snapshot])
    #expect(result.code == 0, "\(result.errors)")
    #expect(result.errors.contains("zones, roads, blindspots, findings"))
    for (layer, count) in [("zones", 236), ("roads", 170), ("findings", 2_397)] {
      let back = try Program.run(["convert", snapshot, "--layer", layer, "--format", "geojsonl", "--quiet"])
      #expect(back.text.split(separator: "\n").count == count, "\(layer)")
    }
  }

  @Test func `records go out as they came in`() throws {
    let file = try folder.write("f.csv", "id,lon,lat,note\nF1,116.6,23.6,甲\nF2,116.7,23.7,\"乙,丙\"\n")
    #expect(try Program.run(["project", "import", "--project", city, "--findings", file]).code == 0)
    let arguments = ["project", "export", "--project", city, "--records", "findings"]
    let out = try Program.run(arguments + ["--quiet"])
    #expect(
      out.output
        == (try Program.run(["convert", file, "--quiet"])).output.replacing("convert", with: "findings"))
    let csv = folder.path("out.csv")
    #expect(try Program.run(arguments + ["-o", csv, "--output-encoding", "gb18030"]).code == 0)
    let bytes = try Data(contentsOf: URL(fileURLWithPath: csv))
    #expect(bytes.range(of: Data([0xD2, 0xD2, 0x2C, 0xB1, 0xFB])) != nil)
    #expect(try Program.run(["project", "export", "--project", city, "--records", "teams"]).code == 64)
  }

  // MARK: - Walks

  @Test func `old walks are reduced to the ground they saw, and no figure changes`() throws {
    #expect(try take().code == 0)
    let arguments = ["coverage", "--project", city, "--as-of", "2026-08-31", "--format", "csv", "--quiet"]
    let columns = ["coverage", "observed_m2", "effort_m2", "observations"]
    func figures() throws -> [[String]] {
      let rows = try Program.run(arguments).text.split(separator: "\n").map {
        $0.components(separatedBy: ",")
      }
      let places = columns.compactMap { rows[0].firstIndex(of: $0) }
      #expect(places.count == columns.count)
      // a sum of the same pieces in another order: the last digits may differ
      return rows.dropFirst().map { row in
        places.map { Double(row[row.count - rows[0].count + $0]).map { String(format: "%.4g", $0) } ?? "" }
      }
    }
    let before = try figures()
    let thin = ["project", "thin", "--project", city, "--days", "0", "--json"]
    let trial = try Program.run(thin + ["--dry-run"]).json()
    let rows = ((trial["thinned"] as? [String: Any])?["rows"] as? [Any]) ?? []
    #expect(rows.count == 34)
    for case let row as [String: Any] in rows {
      #expect((row["observation"] as? String)?.hasPrefix("#") != true)
      #expect((row["file"] as? String)?.isEmpty == false && (row["record"] as? Int ?? 0) > 0)
      #expect((row["ended"] as? String)?.hasPrefix("2026-") == true)
    }
    #expect(try Program.run(thin).json()["thinned"] != nil)
    #expect(try figures() == before)
    let out = try Program.run(
      [
        "project", "export", "--project", city, "--records", "observations", "--format", "geojsonl",
        "--quiet",
      ])
    #expect(!out.text.contains("coordTimes"))
    #expect(try Program.run(["project", "check", "--project", city]).code == 0)
    // neither a second time nor a second import brings anything back
    #expect(try Program.run(thin).errors.isEmpty)
    #expect(try take().errors.contains("nothing new"))
    #expect(
      try Program.run(
        [
          "project", "export", "--project", city, "--records", "observations", "--format", "geojsonl",
          "--quiet",
        ]
      ).output == out.output)
  }

  @Test func `what imports changed and how boundaries followed can be listed`() throws {
    let first = try folder.write("f.csv", "id,lon,lat,note\nF1,116.6,23.6,甲\n")
    #expect(try Program.run(["project", "import", "--project", city, "--findings", first]).code == 0)
    try folder.write("f.csv", "id,lon,lat,note\nF1,116.6,23.6,乙\n")
    #expect(try Program.run(["project", "import", "--project", city, "--findings", first]).code == 0)
    let changes = try Program.run(["project", "list", "changes", "--project", city, "--format", "csv"])
    #expect(changes.text.contains("F1") && changes.text.contains("甲"), "\(changes.text)\(changes.errors)")
    let sheet = folder.path("b.xlsx")
    #expect(try Program.run(["project", "list", "boundaries", "--project", city, "-o", sheet]).code == 0)
    #expect(try Data(contentsOf: URL(fileURLWithPath: sheet)).prefix(2) == Data("PK".utf8))
    #expect(try Program.run(["project", "list", "nothing", "--project", city]).code == 64)
  }

  @Test func `an empty project says that it holds nothing yet`() throws {
    let result = try Program.run(["map", "--project", city])
    #expect(result.code == 65)
    #expect(result.errors.contains("the project has no zones"), "\(result.errors)")
    #expect(result.errors.contains("zonesweep project import --project \(city)"), "\(result.errors)")
  }

  @Test func `the doctor looks at a project too`() throws {
    #expect(try Program.run(["doctor", "--project", city]).code == 0)
    let broken = try folder.write("broken.gpkg", "SQLite format 3\u{0}, not really")
    let result = try Program.run(["doctor", "--project", broken])
    #expect(result.code == 65)
    #expect(result.text.contains("DAMAGED"), "\(result.text)")
  }

  @Test func `records and the ledger go into workbooks`() throws {
    #expect(try take().code == 0)
    for (arguments, name) in [(["--records", "findings"], "findings.xlsx"), ([], "ledger.xlsx")] {
      let path = folder.path(name)
      let result = try Program.run(["project", "export", "--project", city, "-o", path] + arguments)
      #expect(result.code == 0, "\(result.errors)")
      #expect(try Data(contentsOf: URL(fileURLWithPath: path)).prefix(2) == Data("PK".utf8))
    }
  }

  @Test func `walks without an id are told by their file, one as one`() throws {
    let file = try folder.write(
      "walk.geojson",
      "{\"type\":\"Feature\",\"properties\":{\"time\":\"2026-06-13T15:08:48+08:00\"},\"geometry\":{\"type\":\"LineString\",\"coordinates\":[[116.64,23.66],[116.641,23.661],[116.642,23.66]]}}"
    )
    #expect(try Program.run(["project", "import", "--project", city, "--observations", file]).code == 0)
    let trial = try Program.run(["project", "thin", "--project", city, "--days", "0", "--dry-run"])
    let words = trial.text + trial.errors
    #expect(words.contains("1 walk would be reduced to its footprint"), "\(words)")
    #expect(words.contains("walk.geojson") && words.contains("2026-06-13") && !words.contains("#"))
    let chinese = try Program.run(["project", "thin", "--project", city, "--days", "0", "--lang", "zh"])
    #expect((chinese.text + chinese.errors).contains("已把 1 条轨迹简化为覆盖范围"))
    let again = try Program.run(["project", "thin", "--project", city, "--days", "0"])
    #expect((again.text + again.errors).contains("no walk was old enough to be reduced"))
  }

  // MARK: - Where nothing can be written

  /// Verbs that only look, and whether data comes out.
  private static let looks: [[String]] = [
    ["map"], ["coverage"], ["blindspots"], ["heatmap", "--cell", "500"], ["audit"], ["rank"],
    ["project", "status"], ["project", "list", "changes"],
    ["project", "export", "--records", "findings", "--format", "geojsonl"],
    ["ledger", "list", "--as-of", "2026-06-30"], ["ledger", "duties", "--as-of", "2026-06-30"],
    ["project", "thin", "--dry-run", "--days", "0"],
  ]

  private func set(_ mode: Int, _ paths: String...) throws {
    for path in paths {
      try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    }
  }

  @Test(.enabled(if: Program.nobody != nil, "somebody for whom permissions count"))
  func `who may only look can look, at the same figures, and leaves nothing behind`() throws {
    #expect(try take().code == 0)
    let nobody = try #require(Program.nobody)
    let before = try Self.looks.map { try Program.run($0 + ["--project", city, "--quiet"]) }
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.url.path).sorted()
    // a file one may not write, a folder one may not write, both
    for (file, place) in [(0o444, 0o777), (0o666, 0o555), (0o444, 0o555)] {
      try set(file, city)
      try set(place, folder.url.path)
      defer { try? set(0o755, folder.url.path) }
      for (verb, plain) in zip(Self.looks, before) {
        let result = try Program.run(
          verb + ["--project", city, "--quiet"], environment: ["TMPDIR": "/tmp"], by: nobody)
        #expect(result.code == plain.code, "\(verb) \(place): \(result.errors)")
        #expect(result.output == plain.output, "\(verb)")
      }
      let now = try FileManager.default.contentsOfDirectory(atPath: folder.url.path).sorted()
      #expect(now == names)
      let doctor = try Program.run(["doctor", "--project", city], by: nobody)
      #expect(doctor.code != 77 && doctor.text.contains("may be written to"), "\(doctor.text)")
      // where a log and its index are left open to all, so is writing
      if file != 0o444 { continue }
      for change in [
        ["project", "thin", "--days", "0"], ["project", "import", "--zones", sample("markets.geojson")],
      ] {
        let refused = try Program.run(change + ["--project", city], by: nobody)
        #expect(refused.code == 77, "\(change) \(place): \(refused.errors)")
      }
    }
    try set(0o000, city)
    let closed = try Program.run(["coverage", "--project", city], by: nobody)
    #expect(closed.code == 77 && closed.errors.contains("reading it is not permitted"), "\(closed.errors)")
    try set(0o644, city)
  }
}

extension Data {
  fileprivate func replacing(_ old: String, with new: String) -> Data {
    Data(String(decoding: self, as: UTF8.self).replacing(old, with: new).utf8)
  }
}
