import Foundation
import TestSupport
import Testing

/// Office cells and empty projects through the built program.
@Suite struct `Cells and empty projects on the command line` {
  private let folder: Folder
  private let city = TestData.package.appendingPathComponent("geodata")

  init() throws { folder = try Folder() }

  private func sample(_ name: String) -> String { city.appendingPathComponent(name).path }

  private func cells(_ cells: [(id: String, west: Double)]) throws -> String {
    let list = cells.map { cell in
      let (west, east) = (cell.west, cell.west + 0.001)
      let ring = "[[\(west),23.66],[\(east),23.66],[\(east),23.661],[\(west),23.661],[\(west),23.66]]"
      return "{\"type\":\"Feature\",\"properties\":{\"bgid\":\"\(cell.id)\"},"
        + "\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[\(ring)]}}"
    }
    return try folder.write(
      "cells.geojson", "{\"type\":\"FeatureCollection\",\"features\":[\(list.joined(separator: ","))]}")
  }

  private func coverage(_ more: [String]) throws -> Program.Result {
    try Program.run(
      [
        "coverage", "--zones", sample("subdistricts.geojson"), "--observations", sample("visits.geojson"),
        "-o",
        folder.path("out.csv"),
      ] + more)
  }

  private static let numbers = (1...4).map { "44510200900100\($0)" }

  @Test func `a column of cell numbers without a file of cells is wrong usage`() throws {
    for more in [
      ["--cells-id", "bgid"], ["--by", "cell", "--cells-id", "bgid"],
      ["--cells", "grid", "--cells-datum", "gcj02"],
    ] {
      let result = try coverage(more)
      #expect(result.code == 64 && result.errors.contains("--cells FILE"), "\(result.errors)")
    }
  }

  @Test func `a cell number that comes twice is told with what to do about cells`() throws {
    let file = try cells([(Self.numbers[0], 116.64), (Self.numbers[0], 116.642), (Self.numbers[1], 116.644)])
    let result = try coverage(["--by", "cell", "--cells", file, "--cells-id", "bgid"])
    #expect(result.code == 0, "\(result.errors)")
    #expect(result.errors.contains("--cells-id NAME"))
    #expect(!result.errors.contains("--field"))
  }

  @Test func `cells far from all zones are told with how many and how far`() throws {
    let file = try cells([(Self.numbers[0], 116.64), (Self.numbers[1], 117.64), (Self.numbers[2], 118.64)])
    let result = try coverage(["--by", "cell", "--cells", file, "--cells-id", "bgid"])
    #expect(result.code == 0, "\(result.errors)")
    #expect(result.errors.contains("2 of 3 cells lie more than 5 km beyond all zones"))
    #expect(result.errors.contains("the farthest (\(Self.numbers[2])) 19"))
    let near = try cells([(Self.numbers[0], 116.64)])
    #expect(
      try !coverage(["--by", "cell", "--cells", near, "--cells-id", "bgid"]).errors.contains("beyond all"))
  }

  @Test(arguments: ["coverage", "blindspots", "heatmap", "rank"])
  func `an empty project is told what to import, with the command`(verb: String) throws {
    let project = folder.path("city.gpkg")
    #expect(try Program.run(["project", "init", project]).code == 0)
    let empty = try Program.run([verb, "--project", project])
    #expect(empty.code == 65, "\(empty.errors)")
    let role = verb == "heatmap" || verb == "rank" ? "findings" : "observations"
    #expect(
      empty.errors.contains("zonesweep project import --project \(project) --\(role) FILE"), "\(empty.errors)"
    )
  }
}
