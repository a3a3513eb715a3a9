import Foundation
import TestSupport
import Testing
import ZoneAnalysis
import ZoneFormats
import ZoneGeometry
import ZoneModel
import ZoneOperations

@Suite struct `Mapping part by part` {
  let files: SmallFiles
  let input: InputOptions

  /// Overlapping zones of three kinds, and findings in a CSV and a GeoJSON file whose columns differ.
  init() throws {
    files = try SmallFiles()
    var random = SeededRandom(seed: 11)
    func number(_ low: Double, _ high: Double) -> Double { Double.random(in: low..<high, using: &random) }
    let zones = (0..<30).map { index -> (String, String) in
      let (west, south) = (number(116.5, 116.6), number(23.5, 23.6))
      let (east, north) = (west + number(0.005, 0.03), south + number(0.005, 0.03))
      let ring =
        "[[\(west),\(south)],[\(east),\(south)],[\(east),\(north)],[\(west),\(north)],[\(west),\(south)]]"
      let kind = ["street", "market", "compound"][index % 3]
      return (
        "{\"type\":\"Polygon\",\"coordinates\":[\(ring)]}", "{\"id\":\"Z,\(index)\",\"kind\":\"\(kind)\"}"
      )
    }
    var csv = "id,lon,lat,note,accuracy_m,zone\n"
    for index in 0..<400 {
      let note = index % 7 == 0 ? "\"a \"\"b\"\"\nc\"" : "plain"
      let accuracy = index % 3 == 0 ? "\(index % 50)" : ""
      csv += "F\(index),\(number(116.49, 116.63)),\(number(23.49, 23.63)),\(note),\(accuracy),old\n"
      if index % 50 == 0 { csv += "X\(index),east,north,,,\n" }
    }
    let features = (0..<50).map { index in
      (
        "{\"type\":\"Point\",\"coordinates\":[\(number(116.49, 116.63)),\(number(23.49, 23.63))]}",
        "{\"id\":\"G\(index)\",\"colour\":\"red\",\"source_zone\":1}"
      )
    }
    var input = InputOptions()
    input.zones = [ZoneSource(path: try files.collection("zones.geojson", zones))]
    input.findings = [try files.write("f.csv", csv), try files.collection("f.geojson", features)]
    self.input = input
  }

  private func target(_ name: String, _ format: OutputFormat) -> OutputTarget {
    var target = OutputTarget(path: files.folder.appendingPathComponent(name).path)
    target.format = format
    return target
  }

  private func text(_ target: OutputTarget) throws -> String {
    try String(contentsOfFile: target.path, encoding: .utf8)
  }

  @Test(arguments: [OutputFormat.csv, .geojson, .geojsonSequence])
  func `gives the same bytes whatever the size of the parts and the number of threads`(
    format: OutputFormat
  ) throws {
    let map = try mapFindings(input, nearest: 500)
    let expected = target("whole", format)
    try write(map.outputLayer(OutputOptions()), to: expected)
    for (size, threads) in [(200, 1), (200, 2), (3_000, 2), (1 << 24, 1), (1 << 24, 2)] {
      let out = target("parts", format)
      let tally = try mapFindings(
        input, nearest: 500, writing: OutputOptions(), to: out, threads: threads, partSize: size)
      #expect(try text(out) == text(expected), "parts of \(size) bytes, \(threads) threads")
      #expect(tally.inside == map.inside && tally.findings == map.findings.count)
      #expect(tally.perZone == map.tally.perZone)
      #expect(tally.rejections == map.findings.rejections)
    }
  }

  @Test func `gives the same bytes when GEOS judges`() throws {
    var judged = input
    judged.judge = .geos
    let (own, geos) = (target("own", .csv), target("geos", .csv))
    _ = try mapFindings(input, writing: OutputOptions(), to: own, threads: 2, partSize: 4_000)
    _ = try mapFindings(judged, writing: OutputOptions(), to: geos, partSize: 4_000)
    #expect(try text(own) == text(geos))
  }

  @Test func `leaves the old output alone when the file turns out to be cut off`() throws {
    var input = input
    let bytes = try Data(contentsOf: URL(fileURLWithPath: input.findings[0]))
    let cut = files.folder.appendingPathComponent("cut.csv")
    try bytes.dropLast(9).write(to: cut)
    input.findings = [cut.path]
    let out = target("old.csv", .csv)
    try files.write("old.csv", "old")
    #expect(throws: Problem.self) {
      try mapFindings(input, writing: OutputOptions(), to: out, threads: 2, partSize: 300)
    }
    #expect(try text(out) == "old")
    let left = try FileManager.default.contentsOfDirectory(atPath: files.folder.path)
    #expect(!left.contains { $0.contains(".part-") })
  }
}

@Suite struct `Cells of many points` {
  let files: SmallFiles

  init() throws { files = try SmallFiles() }

  /// Points anywhere and points on corners and edges of cells, to a ten-millionth of a degree.
  private func points(near centre: LonLat, _ definition: PlaneDefinition) throws -> [LonLat] {
    var random = SeededRandom(seed: 3)
    let plane = try Plane(definition)
    let middle = try plane.forward(centre)
    return try (0..<60_000).map { index in
      let x = middle.x + Double.random(in: -4_000..<4_000, using: &random)
      let y = middle.y + Double.random(in: -4_000..<4_000, using: &random)
      let isOnEdge = index % 3 == 0
      return try plane.inverse(
        PlanePoint(isOnEdge ? (x / 100).rounded() * 100 : x, index % 9 == 0 ? (y / 100).rounded() * 100 : y))
    }
  }

  @Test(arguments: [
    (LonLat(116.63, 23.66), CellShape.square), (LonLat(116.63, 23.66), .hex), (LonLat(-0.1, 51.5), .square),
    (LonLat(10.7, 71), .hex),
  ])
  func `are those the projection gives each of them`(centre: LonLat, shape: CellShape) throws {
    let definition = PlaneDefinition.grid(at: centre)
    let places = try points(near: centre, definition)
    var input = InputOptions()
    input.findings = [
      try files.write("f.csv", "lon,lat\n" + places.map { "\($0.lon),\($0.lat)\n" }.joined())
    ]
    var options = HeatmapOptions()
    options.shape = shape
    options.plane = definition
    let cells = try drawHeatmap(input, options).cells
    let plane = try Plane(definition)
    let grid = Grid(shape: shape, size: 100)
    var counts: [String: Int] = [:]
    for place in places { counts[grid.id(of: grid.cell(at: try plane.forward(place))), default: 0] += 1 }
    #expect(Dictionary(uniqueKeysWithValues: cells.map { ($0.id, $0.count) }) == counts)
    for cell in cells.prefix(50) {
      let column = cell.id.split(separator: "_").compactMap { Int($0) }
      let outline = grid.outline(of: GridCell(column: column[0], row: column[1]))
      #expect(cell.outline == .polygon(try plane.inverse(outline)))
    }
  }
}
