import Foundation
import TestSupport
import Testing

private let square =
  "{\"type\":\"Polygon\",\"coordinates\":[[[116.64,23.66],[116.65,23.66],[116.65,23.67],[116.64,23.67],[116.64,23.66]]]}"
private let zone =
  "{\"type\":\"Feature\",\"properties\":{\"id\":\"Z1\",\"name\":\"示例\"},\"geometry\":\(square)}"
private let zones = "{\"type\":\"FeatureCollection\",\"features\":[\(zone)]}"
private let finding =
  "{\"type\":\"Feature\",\"properties\":{\"id\":\"F1\",\"zone\":\"theirs\"},\"geometry\":{\"type\":\"Point\",\"coordinates\":[116.645,23.665]}}"
private let findings = "{\"type\":\"FeatureCollection\",\"features\":[\(finding)]}"

@Suite struct `The command line` {
  let folder: Folder
  let zonesFile: String
  let findingsFile: String

  init() throws {
    folder = try Folder()
    zonesFile = try folder.write("zones.geojson", zones)
    findingsFile = try folder.write("findings.geojson", findings)
  }

  @Test(arguments: [
    "demo", "map", "coverage", "blindspots", "heatmap", "audit", "calibrate", "solve", "convert", "doctor",
  ])
  func `every verb explains itself with two examples, in both languages`(verb: String) throws {
    let english = try Program.run([verb, "--help"])
    #expect(english.code == 0)
    #expect(english.text.components(separatedBy: "  zonesweep \(verb)").count >= 3)
    let chinese = try Program.run([verb, "--help"], environment: ["ZONESWEEP_LANG": "zh"])
    #expect(chinese.text.contains("示例：") && chinese.text.contains("显示帮助"))
    for word in ["OVERVIEW", "USAGE", "OPTIONS", "default:", "Show "] {
      #expect(!chinese.text.contains(word), "\(word)")
    }
  }

  @Test(arguments: [
    (["doctor", "--frob"], "未知选项 --frob"), (["heatmap", "--cell", "x"], "--cell <m> 的取值“x”无效"),
    (["map", "--zones"], "缺少取值"), (["convert"], "缺少参数 <input>"), (["frob"], "多余的参数 frob"),
  ])
  func `wrong arguments are told in Chinese too`(arguments: [String], words: String) throws {
    let result = try Program.run(arguments, environment: ["ZONESWEEP_LANG": "zh"])
    #expect(result.code == 64)
    #expect(result.errors.contains(words), "\(result.errors)")
  }

  @Test func `map writes the finding with its zones and keeps a clashing property`() throws {
    let result = try Program.run(["map", "--zones", zonesFile, "--findings", findingsFile])
    #expect(result.code == 0)
    let features = try #require(try result.json()["features"] as? [[String: Any]])
    let properties = try #require(features[0]["properties"] as? [String: Any])
    #expect(properties["zone"] as? String == "Z1")
    #expect(properties["zones"] as? [String] == ["Z1"])
    #expect(properties["zone_by_kind"] as? [String: String] == ["zone": "Z1"])
    #expect(properties["source_zone"] as? String == "theirs")
    #expect(result.errors.contains("in a zone"))
  }

  @Test func `both engines give the same bytes, and so does a second run`() throws {
    let arguments = ["map", "--zones", zonesFile, "--findings", findingsFile]
    let first = try Program.run(arguments).output
    #expect(try Program.run(arguments).output == first)
    #expect(try Program.run(arguments + ["--engine", "geos"]).output == first)
  }

  @Test func `wrong usage is 64, with a hint`() throws {
    for arguments in [
      ["map"], ["nothing"], ["map", "--zones", zonesFile],
      ["heatmap", "--findings", findingsFile, "--cell", "-1"],
      ["convert", findingsFile, "--to", "moon"], ["coverage", "--zones", zonesFile],
      ["convert", findingsFile, "--lang", "fr"],
      ["map", "--zones", zonesFile, "--findings", findingsFile, "-o", folder.path("result.xyz")],
      ["convert", findingsFile, "--to", "EPSG:1025"],
    ] {
      let result = try Program.run(arguments)
      #expect(result.code == 64, "\(arguments)")
      #expect(result.errors.hasPrefix("error: "), "\(arguments): \(result.errors)")
      #expect(result.errors.contains("\n  hint: "), "\(arguments): \(result.errors)")
      #expect(result.output.isEmpty)
    }
  }

  @Test func `a missing input is 66, a bad one 65, an impossible output 73, a full disk 74`() throws {
    #expect(try Program.run(["convert", folder.path("absent.geojson")]).code == 66)
    #expect(try Program.run(["convert", folder.url.path]).code == 66)
    #expect(try Program.run(["convert", folder.write("bad.geojson", "{\"type\":")]).code == 65)
    #expect(
      try Program.run(["convert", findingsFile, "-o", folder.path("no/such/folder.geojson")]).code == 73)
    #expect(try Program.run(["convert", findingsFile, "--format", "geojson", "-o", "/dev/full"]).code == 74)
  }

  @Test func `a demanded share that is not met is 1, after the output was written`() throws {
    let result = try Program.run(
      [
        "coverage", "--zones", zonesFile, "--findings", findingsFile, "--require", "0.9", "-o",
        folder.path("c.geojson"),
      ])
    #expect(result.code == 1)
    #expect(folder.names.contains("c.geojson"))
    let met = try Program.run(
      [
        "coverage", "--zones", zonesFile, "--findings", findingsFile, "--require", "0.0001", "-o",
        folder.path("c.geojson"),
      ])
    #expect(met.code == 0)
  }

  @Test func `a record left out is told, kept with its reason, and with --strict is 65`() throws {
    let file = try folder.write(
      "f.geojson",
      "{\"type\":\"FeatureCollection\",\"features\":[\(finding),\n{\"type\":\"Feature\",\"id\":7,\"properties\":{},\"geometry\":null}]}"
    )
    let rejects = folder.path("rejects.geojsonl")
    let result = try Program.run(["map", "--zones", zonesFile, "--findings", file, "--rejects", rejects])
    #expect(result.code == 0)
    #expect(result.errors.contains("line 2, record 2, id 7"))
    let kept =
      try JSONSerialization.jsonObject(with: Data(contentsOf: URL(fileURLWithPath: rejects)))
      as? [String: Any]
    #expect(kept?["record"] as? Int == 2)
    #expect((kept?["reason"] as? String)?.isEmpty == false)
    #expect(try Program.run(["map", "--zones", zonesFile, "--findings", file, "--strict"]).code == 65)
  }

  @Test func `standard input and output can be piped`() throws {
    let mapped = try Program.run(
      ["map", "--zones", zonesFile, "--findings", "-", "--quiet"], input: Data(findings.utf8))
    #expect(mapped.code == 0)
    #expect(mapped.errors.isEmpty)
    let again = try Program.run(["convert", "-", "--format", "csv"], input: mapped.output)
    #expect(again.code == 0)
    #expect(again.text.contains("Z1"))
  }

  @Test func `a closed pipe is quiet`() throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    let many = try folder.write("many.geojsonl", String(repeating: finding + "\n", count: 20_000))
    let errors = folder.path("errors")
    process.arguments = [
      "-c", "\"$0\" convert \"$1\" --quiet 2>\"$2\" | head -c 10 >/dev/null; cat \"$2\"", Program.path, many,
      errors,
    ]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let said = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(String(decoding: said, as: UTF8.self) == "")
  }

  @Test func `tables are one JSON document on demand, on standard output when the data go to a file`() throws
  {
    let arguments = ["coverage", "--zones", zonesFile, "--findings", findingsFile, "--json"]
    let result = try Program.run(arguments + ["-o", folder.path("c.geojson")])
    let table = try #require(try result.json()["coverage"] as? [String: Any])
    let rows = try #require(table["rows"] as? [[String: Any]])
    #expect(rows[0]["zones"] as? Int == 1)
    let piped = try Program.run(arguments)
    #expect(try piped.json()["type"] as? String == "FeatureCollection")
    #expect(try JSONSerialization.jsonObject(with: Data(piped.errors.utf8)) is [String: Any])
  }

  @Test func `messages are Chinese where that is asked for`() throws {
    let result = try Program.run(["convert", folder.path("absent.geojson"), "--lang", "zh"])
    #expect(result.errors.contains("错误：") && result.errors.contains("建议："))
    let locale = try Program.run(
      ["convert", folder.path("absent.geojson")], environment: ["LANG": "zh_CN.UTF-8"])
    #expect(locale.errors.contains("错误："))
  }

  @Test func `an output that fails leaves nothing behind and an old file as it was`() throws {
    let old = try folder.write("old.geojson", "precious")
    let bad = try folder.write("bad.geojson", "{\"type\":\"FeatureCollection\",\"features\":[\(finding),")
    #expect(try Program.run(["convert", bad, "-o", old]).code == 65)
    #expect(try String(contentsOfFile: old, encoding: .utf8) == "precious")
    #expect(folder.names == ["bad.geojson", "findings.geojson", "old.geojson", "zones.geojson"])
  }

  @Test func `a kind can stand before the file`() throws {
    let result = try Program.run([
      "map", "--zones", "农贸市场=\(zonesFile)", "--findings", findingsFile, "--quiet",
    ])
    #expect(result.text.contains("{\"market\":\"Z1\"}"))
  }

  @Test func `every format goes out and comes back`() throws {
    for name in ["r.geojson", "r.geojsonl", "r.csv", "r.gpkg"] {
      let file = folder.path(name)
      #expect(try Program.run(["convert", findingsFile, "-o", file, "--quiet"]).code == 0, "\(name)")
      let back = try Program.run(["convert", file, "--quiet"])
      #expect(back.code == 0, "\(name): \(back.errors)")
      #expect(back.text.contains("[116.645,23.665]"), "\(name): \(back.text)")
    }
  }

  @Test func `the doctor finds this machine in order`() throws {
    let result = try Program.run(["doctor", "--json"])
    #expect(result.code == 0, "\(result.text)")
  }
}
