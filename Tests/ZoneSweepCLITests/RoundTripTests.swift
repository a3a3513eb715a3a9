import Foundation
import Testing

/// What is written must mean the same when it is read again, here or by another program.
@Suite struct `What is written and read again` {
  let folder: Folder
  let points: String

  init() throws {
    folder = try Folder()
    points = try folder.write(
      "points.geojson",
      """
      {"type":"FeatureCollection","features":[
      {"type":"Feature","properties":{"id":7,"n":1},"geometry":{"type":"Point","coordinates":[116.605,23.605]}},
      {"type":"Feature","properties":{"id":7,"n":2},"geometry":{"type":"Point","coordinates":[116.615,23.605]}},
      {"type":"Feature","properties":{"id":-2,"n":3},"geometry":null}]}
      """)
  }

  private func features(_ result: Program.Result) throws -> [[String: Any]] {
    try #require(try result.json()["features"] as? [[String: Any]])
  }

  private func coordinates(_ feature: [String: Any]) -> [Double]? {
    (feature["geometry"] as? [String: Any])?["coordinates"] as? [Double]
  }

  @Test func `whole numbers as ids, even repeated ones, survive a GeoPackage`() throws {
    let package = folder.path("points.gpkg")
    #expect(try Program.run(["convert", points, "-o", package]).code == 0)
    let back = try features(try Program.run(["convert", package]))
    #expect(back.map { ($0["properties"] as? [String: Any])?["id"] as? Int } == [7, 7, -2])
  }

  @Test(arguments: ["wgs84", "cgcs2000", "gcj02", "bd09", "EPSG:4548"])
  func `a GeoPackage says in which datum it is`(datum: String) throws {
    let package = folder.path("points.gpkg")
    #expect(try Program.run(["convert", points, "--to", datum, "-o", package]).code == 0)
    let result = try Program.run(["convert", package])
    #expect(coordinates(try features(result)[0]) == [116.605, 23.605])
    #expect(!result.errors.contains("warning"), "\(result.errors)")
    #expect(result.errors.contains("read as \(datum)"))
  }

  @Test func `findings mapped into a GeoPackage say what they say in GeoJSON`() throws {
    let zones = try folder.write(
      "zones.geojson",
      """
      {"type":"Feature","properties":{"id":"Z","kind":"street"},"geometry":{"type":"Polygon","coordinates":
      [[[116.6,23.6],[116.61,23.6],[116.61,23.61],[116.6,23.61],[116.6,23.6]]]}}
      """)
    let package = folder.path("map.gpkg")
    let arguments = ["map", "--zones", zones, "--findings", points, "--quiet"]
    #expect(try Program.run(arguments + ["-o", package]).code == 0)
    let back = try features(try Program.run(["convert", package, "--quiet"]))
    let plain = try features(try Program.run(arguments))
    #expect(back.count == 2 && plain.count == 2)
    for (a, b) in zip(back, plain) {
      #expect(a["geometry"] as? NSDictionary == b["geometry"] as? NSDictionary)
      #expect(a["properties"] as? NSDictionary == b["properties"] as? NSDictionary)
    }
  }

  @Test func `a disk that is full leaves the old GeoPackage`() throws {
    let package = try folder.write("out.gpkg", "precious")
    let rows = (0..<20_000).map { "F\($0),116.6,23.6,\(String(repeating: "x", count: 60))" }
    let many = try folder.write("many.csv", (["id,lon,lat,note"] + rows).joined(separator: "\n") + "\n")
    let (code, said) = try Program.runOnFullDisk(["convert", many, "-o", package], blocks: 500)
    #expect(code == 74, "\(said)")
    #expect(said.contains("out.gpkg") && said.contains("hint:"), "\(said)")
    #expect(try String(contentsOfFile: package, encoding: .utf8) == "precious")
    #expect(folder.names == ["many.csv", "out.gpkg", "points.geojson"])
  }

  @Test func `every line of a sequence in another datum says which`() throws {
    let text = try Program.run(["convert", points, "--to", "gcj02", "--format", "geojsonl"]).text
    let lines = text.split(separator: "\n")
    #expect(lines.count == 3 && lines.allSatisfy { $0.hasSuffix(",\"datum\":\"gcj02\"}") })
    let file = try folder.write("points.geojsonl", text)
    #expect(coordinates(try features(try Program.run(["convert", file]))[0]) == [116.605, 23.605])
    let plain = try Program.run(["convert", points, "--format", "geojsonl"]).text
    #expect(!plain.contains("datum"))
  }

  @Test(arguments: [
    ["convert", "FILE", "--to", "gcj02", "--datum", "bd09"], ["convert", "FILE", "--rejects", "-"],
    ["heatmap", "--observations", "FILE", "--measure", "observations", "--kernel", "300"],
    ["heatmap", "--findings", "FILE", "--zones", "FILE", "--by", "zone", "--kernel", "300"],
  ])
  func `options that contradict one another are refused, not ignored`(arguments: [String]) throws {
    #expect(try Program.run(arguments.map { $0 == "FILE" ? points : $0 }).code == 64)
    #expect(folder.names == ["points.geojson"])
  }

  @Test func `of two languages the last is spoken`() throws {
    let result = try Program.run(["doctor", "--lang", "zh", "--lang", "en"])
    #expect(result.text.contains("This machine"))
  }

  @Test func `nearest_zone has its columns even when nobody is near`() throws {
    let zones = try folder.write(
      "zones.geojson",
      """
      {"type":"Polygon","coordinates":[[[110,20],[110.1,20],[110.1,20.1],[110,20.1],[110,20]]]}
      """)
    let result = try Program.run(["map", "--zones", zones, "--findings", points, "--nearest", "50"])
    let properties = try #require(try features(result)[0]["properties"] as? [String: Any])
    #expect(properties["nearest_zone"] is NSNull && properties["nearest_m"] is NSNull)
  }
}
