import Foundation
import TestSupport
import Testing

/// Files made to break readers: no crash, no hang, no silent loss; a message with a place.
@Suite struct `Hostile input` {
  private func files(_ folder: URL) -> [URL] {
    let found = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.allObjects ?? []
    return found.compactMap { $0 as? URL }.filter { ["json", "geojson"].contains($0.pathExtension) }
      .sorted { $0.path < $1.path }
  }

  /// Neither a signal nor an internal error; a failure says what and where.
  private func expectSound(_ result: Program.Result, _ name: String) {
    #expect([0, 65].contains(result.code), "\(name): \(result.code) \(result.errors)")
    if result.code == 65 {
      #expect(
        result.errors.contains("error: ") && result.errors.contains("where: "), "\(name): \(result.errors)")
    }
  }

  @Test func `JSON that is none is refused, JSON that is some is never called bad`() throws {
    guard let folder = TestData.folder("torture-json-a") else { return }
    let cases = files(folder.appendingPathComponent("test_parsing"))
    #expect(cases.count > 150)
    for file in cases {
      let name = file.lastPathComponent
      let result = try Program.run(["convert", file.path])
      expectSound(result, name)
      if name.hasPrefix("n_") { #expect(result.code == 65, "\(name): \(result.text)") }
      if name.hasPrefix("y_") {
        #expect(!result.errors.contains("not valid JSON"), "\(name): \(result.errors)")
      }
    }
  }

  @Test(arguments: [
    "torture-geojsonhint-a", "torture-earcut-a", "torture-polygon-clipping-a", "torture-antimeridian-a",
  ])
  func `boundaries made to break geometry are zones, repairs or rejections`(set: String) throws {
    guard let folder = TestData.folder(set) else { return }
    let cases = files(folder)
    #expect(cases.count > 20)
    for file in cases {
      let name = "\(set)/\(file.lastPathComponent)"
      expectSound(try Program.run(["convert", file.path]), name)
      expectSound(try Program.run(["audit", "--zones", file.path]), name)
    }
  }

  @Test func `thousands of unclosed compounds are closed and told`() throws {
    guard let file = TestData.file("compounds.json", in: "zones-compounds-a") else { return }
    let result = try Program.run([
      "audit", "--zones", "compound=\(file.path)", "--kind", "compound", "--json",
    ])
    #expect(result.code == 0, "\(result.errors)")
    #expect(result.errors.contains("4222"), "\(result.errors.prefix(500))")
  }

  @Test func `a file cut at any byte is never taken for a whole one`() throws {
    let whole = Data(
      """
      {"type":"FeatureCollection","name":"示例","features":[
      {"type":"Feature","properties":{"id":"A","n":[1,null,{"x":true}]},"geometry":{"type":"Point","coordinates":[116.645,23.665]}}
      ]}
      """.utf8)
    let folder = try Folder()
    #expect(try Program.run(["convert", folder.write("whole.geojson", whole)]).code == 0)
    for length in stride(from: 0, to: whole.count, by: 5) {
      let result = try Program.run(["convert", folder.write("cut.geojson", whole.prefix(length))])
      #expect(result.code == 65, "cut at \(length): \(result.text)")
      #expect(result.errors.contains("where: "), "cut at \(length): \(result.errors)")
    }
  }

  @Test func `a cut gzip file is never taken for a whole one`() throws {
    guard let file = TestData.file("lots.csv.gz", in: "points-nyc-lots-a") else { return }
    let whole = try Data(contentsOf: file)
    let folder = try Folder()
    for length in [1, 10, 11, 1000, whole.count / 2, whole.count - 9, whole.count - 1] {
      let result = try Program.run([
        "convert", folder.write("cut.csv.gz", whole.prefix(length)), "-o", folder.path("o.csv"),
      ])
      #expect(result.code == 65, "cut at \(length): \(result.errors)")
    }
  }

  @Test(arguments: ["", " ", "\n", "\u{FEFF}", "[]", "{}", "lon,lat\n", "lon,lat\n1,\n", "\0\0\0\0"])
  func `an empty file is told to be one`(text: String) throws {
    let folder = try Folder()
    let result = try Program.run(["convert", folder.write("empty", text)])
    #expect(result.code == 65, "\(result.errors)")
    #expect(result.errors.contains("where: "))
  }

  @Test func `an output never takes the place of an input`() throws {
    let folder = try Folder()
    let text =
      "{\"type\":\"Feature\",\"properties\":{\"id\":\"Z1\",\"kind\":\"street\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[116,23],[117,23],[117,24],[116,24],[116,23]]]}}"
    let zones = try folder.write("w.geojson", text)
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("link.geojson"), withDestinationPath: zones)
    for arguments in [
      ["audit", "--zones", zones, "-o", zones], ["audit", "--zones", "street=\(zones)", "--output=\(zones)"],
      ["audit", "--zones", zones, "--fix", folder.path("link.geojson"), "-o", folder.path("a.geojson")],
      ["convert", zones, "-o", zones],
    ] {
      let result = try Program.run(arguments)
      #expect(result.code == 64 && result.errors.contains("also an input"), "\(arguments): \(result.errors)")
      #expect(try String(contentsOfFile: zones, encoding: .utf8) == text)
    }
    #expect(!folder.names.contains("a.geojson"))
  }

  @Test func `intervals beyond all measure are no trap`() throws {
    let folder = try Folder()
    let zones = try folder.write(
      "z.geojson",
      "{\"type\":\"Feature\",\"properties\":{\"id\":\"M1\",\"kind\":\"market\",\"revisit_days\":1e308},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[116,23],[116.01,23],[116.01,23.01],[116,23.01],[116,23]]]}}"
    )
    let visits = try folder.write(
      "v.csv", "id,lon,lat,time,items\nV1,116.005,23.005,2026-08-30 09:00,06012\n")
    let checklist = try folder.write("c.csv", "code,kinds,interval_days\n06012,market,1e15\n06010,market,\n")
    let places = ["--zones", zones, "--observations", visits, "--checklist", checklist, "--quiet"]
    for arguments in [["coverage", "--by", "item"], ["blindspots", "--cause", "all"]] {
      let result = try Program.run(arguments + places)
      #expect(result.code == 0, "\(arguments): \(result.errors)")
    }
    #expect(try Program.run(["blindspots", "--cause", "all,foo"] + places).code == 64)
  }
}
