import Foundation
import Synchronization
import TestSupport
import Testing
import ZoneAnalysis
import ZoneFormats
import ZoneGeometry
import ZoneModel

@testable import ZoneOperations

/// A rough little city: zones of all kinds, some invalid, repeated or no zones at all; findings and visits as
/// people write them.
private struct RoughCity {
  let files: SmallFiles
  var input = InputOptions()

  init(
    seed: UInt64, ending end: String = "\n", encoding: String.Encoding = .utf8, isPacked: Bool = false
  ) throws {
    files = try SmallFiles()
    var random = SeededRandom(seed: seed)
    input.zones = [
      ZoneSource(path: try files.collection("zones.geojson", Self.zones(&random))),
      ZoneSource(kind: .road, path: try files.collection("roads.geojson", Self.roads(&random))),
    ]
    let name = try save("f.csv", Self.findings(&random, end), encoding)
    input.findings = [isPacked ? try Self.packed(name) : name]
    input.findings.append(try files.collection("f.geojson", Self.features(&random)))
    input.observations = [try save("v.csv", Self.visits(&random, end), encoding)]
  }

  private func save(_ name: String, _ text: String, _ encoding: String.Encoding) throws -> String {
    let file = files.folder.appendingPathComponent(name)
    try (text.data(using: encoding) ?? Data()).write(to: file)
    return file.path
  }

  private static func packed(_ path: String) throws -> String {
    let pack = Process()
    pack.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    pack.arguments = ["gzip", "-k", path]
    try pack.run()
    pack.waitUntilExit()
    return path + ".gz"
  }

  private static func place(_ random: inout SeededRandom) -> (Double, Double) {
    (
      Double(Int.random(in: 11_650_000...11_660_000, using: &random)) / 1e5,
      Double(Int.random(in: 2_350_000...2_360_000, using: &random)) / 1e5
    )
  }

  private static func zones(_ random: inout SeededRandom) -> [(String, String)] {
    (0..<150).map { index in
      let (west, south) = place(&random)
      let (east, north) = (west + 0.008, south + 0.006)
      let corners = [[west, south], [east, south], [east, north], [west, north], [west, south]]
      let crossed = [corners[0], corners[2], corners[1], corners[3], corners[0]]
      let owner = index % 4 == 0 ? "" : ",\"owner\":\"街道办\(index)\""
      let weight = index % 13 == 5 ? ",\"weight\":\"much\"" : ""
      let id = index % 29 == 7 ? "Z1" : "Z\(index)"
      let properties =
        "{\"id\":\"\(id)\",\"kind\":\"\(["street", "market", "compound"][index % 3])\"\(owner)\(weight)}"
      switch index % 17 {
      case 3: return ("{\"type\":\"Polygon\",\"coordinates\":[\(crossed)]}", properties)
      case 5: return ("{\"type\":\"Point\",\"coordinates\":[\(west),\(south)]}", properties)
      case 8: return ("null", properties)
      case 9: return ("{\"type\":\"Polygon\",\"coordinates\":[\(corners.dropLast())]}", properties)
      default: return ("{\"type\":\"Polygon\",\"coordinates\":[\(corners)]}", properties)
      }
    }
  }

  private static func roads(_ random: inout SeededRandom) -> [(String, String)] {
    (0..<20).map { index in
      let (a, b) = (place(&random), place(&random))
      return (
        "{\"type\":\"LineString\",\"coordinates\":[[\(a.0),\(a.1)],[\(b.0),\(b.1)]]}",
        "{\"id\":\"R\(index)\",\"width_m\":\(index % 5 == 0 ? -1 : 30)}"
      )
    }
  }

  private static func findings(_ random: inout SeededRandom, _ end: String) -> String {
    var text = "id,lon,lat,time,note,accuracy_m,severity,zone,source\(end)"
    for index in 0..<700 {
      let (lon, lat) = place(&random)
      let note = ["plain", "\"a \"\"b\"\"\(end)c\"", "5\" pipe", "路灯", "", "\",\""][index % 6]
      let accuracy = index % 3 == 0 ? "\(index % 50)" : ""
      let time = "2026-08-\(10 + index % 20)T09:00:00+08:00"
      let place = index % 41 == 7 ? "east,north" : index % 53 == 11 ? "," : "\(lon),\(lat)"
      let source = index % 5 == 0 ? "complaint" : "office"
      text += "F\(index),\(place),\(time),\(note),\(accuracy),\(Double(index % 7) / 10),old,\(source)\(end)"
      if index % 60 == 30 { text += "\(end)X,116.5,23.5,,too,many,cells,here,and,more\(end)Y,116.5\(end)" }
    }
    return text
  }

  private static func features(_ random: inout SeededRandom) -> [(String, String)] {
    (0..<300).map { index in
      let (lon, lat) = place(&random)
      let shape = index % 31 == 4 ? "null" : "{\"type\":\"Point\",\"coordinates\":[\(lon),\(lat)]}"
      return (shape, "{\"id\":\"G\(index)\",\"colour\":\"red\",\"source_zone\":\(index)}")
    }
  }

  private static func visits(_ random: inout SeededRandom, _ end: String) -> String {
    var text = "id,lon,lat,time,radius_m,inspector,items\(end)"
    for index in 0..<500 {
      let (lon, lat) = place(&random)
      let time = index % 23 == 0 ? "yesterday" : "2026-08-\(10 + index % 20)T10:00:00+08:00"
      let radius = index % 19 == 3 ? "far" : index % 4 == 0 ? "" : "\(20 + index % 60)"
      let place = index % 37 == 9 ? "?,?" : "\(lon),\(lat)"
      text += "V\(index),\(place),\(time),\(radius),检查员\(index % 9),\"1.\(index % 9), 2\"\(end)"
    }
    return text
  }
}

/// What a run told and wrote.
private struct Told: Equatable {
  var bytes: [UInt8] = []
  var notices: [Notice] = []
  var rejections: [Rejection] = []
  var figures: [Int] = []
  var problem: Problem?
}

extension RoughCity {
  /// One run of a verb, its output read back.
  private func told(
    _ format: OutputFormat,
    _ run: (OutputTarget, Reporter) throws -> (rejections: [Rejection], figures: [Int])
  ) throws -> Told {
    let file = files.folder.appendingPathComponent("out")
    try? FileManager.default.removeItem(at: file)
    var target = OutputTarget(path: file.path)
    target.format = format
    let notices = Mutex<[Notice]>([])
    let reporter = Reporter(notice: { notice in notices.withLock { $0.append(notice) } })
    var told = Told()
    do {
      (told.rejections, told.figures) = try run(target, reporter)
      told.bytes = Array(try Data(contentsOf: file))
    } catch let problem as Problem {
      told.problem = problem
      #expect(!FileManager.default.fileExists(atPath: file.path))
    }
    told.notices = notices.withLock { $0 }
    let left = try FileManager.default.contentsOfDirectory(atPath: files.folder.path)
    #expect(!left.contains { $0.contains(".part-") })
    return told
  }

  func map(_ threads: Int, _ format: OutputFormat, partSize: Int, nearest: Double? = nil) throws -> Told {
    try told(format) { target, reporter in
      let tally = try mapFindings(
        input, nearest: nearest, writing: OutputOptions(), to: target, threads: threads, partSize: partSize,
        reporter: reporter)
      return (tally.zones.rejections + tally.rejections, [tally.findings, tally.inside] + tally.perZone)
    }
  }

  func coverage(_ threads: Int, _ format: OutputFormat) throws -> Told {
    var survey = SurveyOptions()
    survey.threads = threads
    return try told(format) { target, reporter in
      let found = try surveyZones(input, survey, reporter: reporter)
      try write(to: target, threads: threads) { try found.outputLayer(OutputOptions()) }
      return (found.zones.rejections + found.observations.rejections, found.coverage.map(\.observations))
    }
  }

  func blindSpots(_ threads: Int, _ format: OutputFormat) throws -> Told {
    var survey = SurveyOptions()
    survey.threads = threads
    return try told(format) { target, reporter in
      let found = try findBlindSpots(input, survey, causes: Cause.allCases, reporter: reporter)
      try write(to: target, threads: threads) { try found.outputLayer(OutputOptions()) }
      return ([], [found.spots.count])
    }
  }

  func heatmap(_ threads: Int, _ format: OutputFormat, _ heat: HeatmapOptions) throws -> Told {
    try told(format) { target, reporter in
      let map = try drawHeatmap(input, heat, threads: threads, reporter: reporter)
      try write(to: target, threads: threads) { try map.outputLayer(OutputOptions()) }
      return (map.rejections, [map.used, map.unused])
    }
  }
}

@Suite struct `Any number of threads` {
  @Test(arguments: [1 << 23, 9_000, 700, 90]) func `maps the same bytes`(partSize: Int) throws {
    for seed in 0..<3 {
      let city = try RoughCity(seed: UInt64(seed), ending: seed == 1 ? "\r\n" : "\n")
      for format in [OutputFormat.csv, .geojson, .geojsonSequence] {
        let expected = try city.map(1, format, partSize: partSize, nearest: 200)
        #expect(expected.problem == nil && !expected.rejections.isEmpty && !expected.notices.isEmpty)
        for threads in [2, 3, 7] {
          #expect(
            try city.map(threads, format, partSize: partSize, nearest: 200) == expected,
            "\(format), \(threads) threads, parts of \(partSize) bytes")
        }
      }
    }
  }

  @Test func `maps what is encoded or packed to the same bytes`() throws {
    let gb18030 = String.Encoding(rawValue: 0x8000_0632)
    for (encoding, isPacked) in [(gb18030, false), (gb18030, true), (.utf8, true), (.utf16, false)] {
      let city = try RoughCity(seed: 9, encoding: encoding, isPacked: isPacked)
      let expected = try city.map(1, .csv, partSize: 1_000)
      #expect(expected.problem == nil)
      #expect(try city.map(2, .csv, partSize: 1_000) == expected)
    }
  }

  @Test func `tells the same when a file is cut off or damaged, and writes nothing`() throws {
    let city = try RoughCity(seed: 4)
    let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: city.input.findings[0])))
    let middle = bytes.count / 2
    let damaged: [[UInt8]] = [
      bytes.dropLast(9), Array(bytes[..<middle]) + Array(",\"open".utf8) + Array(bytes[middle...]),
      Array(bytes[..<middle]) + [0] + Array(bytes[middle...]), Array(bytes[..<middle]) + [0xFF, 0xFF],
      Array("id,lon,lat\nA,x,y\nB,,\n".utf8), Array("id,lon,lat".utf8), [],
    ]
    for bytes in damaged {
      try Data(bytes).write(to: URL(fileURLWithPath: city.input.findings[0]))
      var broken = city
      if bytes.count < 100 { broken.input.findings.removeLast() }
      let expected = try broken.map(1, .csv, partSize: 500)
      #expect(expected.problem != nil || bytes.count > 100)
      for threads in [2, 3] { #expect(try broken.map(threads, .csv, partSize: 500) == expected) }
    }
  }

  @Test(arguments: [OutputFormat.csv, .geojson, .geojsonSequence])
  func `measures the same coverage and blind spots`(format: OutputFormat) throws {
    let city = try RoughCity(seed: 21)
    let coverage = try city.coverage(1, format)
    let blindSpots = try city.blindSpots(1, format)
    #expect(coverage.problem == nil && blindSpots.problem == nil && blindSpots.figures[0] > 0)
    for threads in [2, 3] {
      #expect(try city.coverage(threads, format) == coverage)
      #expect(try city.blindSpots(threads, format) == blindSpots)
    }
  }

  @Test func `counts the same heatmap`() throws {
    let city = try RoughCity(seed: 33)
    var kinds: [HeatmapOptions] = []
    for measure in HeatMeasure.allCases {
      for shape in [CellShape.square, .hex] {
        var heat = HeatmapOptions()
        (heat.measure, heat.shape, heat.isByZone) = (measure, shape, false)
        kinds.append(heat)
        if shape == .hex { heat.isByZone = true } else { heat.kernel = 150 }
        kinds.append(heat)
      }
    }
    for heat in kinds {
      let expected = try city.heatmap(1, .geojson, heat)
      #expect(expected.problem == nil)
      for threads in [2, 3] { #expect(try city.heatmap(threads, .geojson, heat) == expected) }
    }
  }
}
