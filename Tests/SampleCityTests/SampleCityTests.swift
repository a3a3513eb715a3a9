import Foundation
import FoundationXML
import TestSupport
import Testing
import ZoneGeometry

@testable import SampleCity

/// Made once for all tests.
let city = City()

private let files = city.files
private let folder = TestData.package.appendingPathComponent("geodata")

@Suite("Sample city files")
struct SampleCityFileTests {
  @Test func `the generator makes the files in the folder byte for byte`() {
    #expect(Folder(path: folder.path).differences(from: files) == [])
  }

  @Test func `a file that was changed, lost or added is named`() throws {
    let copy = FileManager.default.temporaryDirectory.appendingPathComponent(
      "sample-\(ProcessInfo.processInfo.processIdentifier)")
    defer { try? FileManager.default.removeItem(at: copy) }
    let some = Array(files.prefix(3))
    try Folder(path: copy.path).write(some)
    #expect(Folder(path: copy.path).differences(from: some) == [])
    try Data("x".utf8).write(to: copy.appendingPathComponent("outline.geojson"))
    try FileManager.default.removeItem(at: copy.appendingPathComponent("river.geojson"))
    try Data().write(to: copy.appendingPathComponent("more.geojson"))
    let differences = Folder(path: copy.path).differences(from: some)
    #expect(
      differences.map { $0.prefix { $0 != ":" } } == ["outline.geojson", "river.geojson", "more.geojson"])
  }

  @Test func `every file says that it is synthetic`() {
    for file in files {
      let encoding =
        file.path == "findings-office.csv" ? String.Encoding(rawValue: 0x8000_0632) : .utf8
      let text = String(data: Data(file.bytes), encoding: encoding) ?? ""
      #expect(text.contains("示例数据"), "\(file.path)")
    }
  }

  @Test func `the folder stays small`() {
    #expect(files.reduce(0) { $0 + $1.bytes.count } < 6_000_000)
  }

  @Test func `the readme states the count of every file`() throws {
    let text = try String(contentsOf: folder.appendingPathComponent("README.md"), encoding: .utf8)
    for file in files where !file.path.hasPrefix("tracks/") {
      let count = try rows(file)
      #expect(text.contains("| `\(file.path)` | \(count) |"), "\(file.path) has \(count)")
    }
    #expect(text.contains("| `tracks/*.gpx` | \(files.count { $0.path.hasPrefix("tracks/") }) |"))
  }

  @Test func `GPX files are well formed and timed at every fix`() {
    for file in files where file.path.hasSuffix(".gpx") {
      let reading = GPXCounter()
      let parser = XMLParser(data: Data(file.bytes))
      parser.delegate = reading
      #expect(parser.parse(), "\(file.path)")
      #expect((80...150).contains(reading.fixes), "\(file.path) has \(reading.fixes)")
      #expect(reading.fixes == reading.times)
    }
  }

  private func rows(_ file: City.File) throws -> Int {
    if file.path.hasSuffix(".csv") {
      // a table's head tells of it in lines of its own
      return file.bytes.split(separator: 0x0a).count { $0.first != UInt8(ascii: "#") } - 1
    }
    if file.path.hasSuffix(".json") {
      return (try JSONSerialization.jsonObject(with: Data(file.bytes)) as? [Any])?.count ?? 0
    }
    return try features(file.path).count
  }
}

@Suite("Sample city ground")
struct SampleCityGroundTests {
  @Test func `subdistricts tile the outline but for one gap and one overlap`() {
    let sum = city.topology.subdistricts.reduce(0) { $0 + $1.ring.area }
    let expected = city.topology.outline.area - city.topology.gap.area + city.topology.overlap.area
    #expect(abs(sum - expected) < 1e-6 * expected)
    #expect((60e6...90e6).contains(city.topology.outline.area))
    #expect((3e4...6e4).contains(city.topology.gap.area))
    #expect((2e4...4e4).contains(city.topology.overlap.area))
  }

  @Test func `neighbours share their borders corner for corner`() {
    var uses: [[Vector]: Int] = [:]
    let rings =
      city.topology.subdistricts.map(\.ring) + [Loop(city.topology.gap.corners)]
    for ring in rings { for side in ring.sides { uses[[side.0, side.1], default: 0] += 1 } }
    for side in Loop(city.topology.outline.corners.reversed()).sides {
      uses[[side.0, side.1], default: 0] += 1
    }
    for side in Loop(city.topology.overlap.corners.reversed()).sides {
      uses[[side.0, side.1], default: 0] += 1
    }
    let alone = uses.keys.filter { uses[[$0[1], $0[0]]] == nil }
    #expect(alone.isEmpty)
    #expect(uses.values.allSatisfy { $0 == 1 })
  }

  @Test(arguments: Anchors.all)
  func `an anchor point lies in its own subdistrict`(anchor: Anchor) {
    let place = CityPlane.vector(LonLat(anchor.lon, anchor.lat))
    let homes = city.topology.subdistricts.filter { $0.ring.contains(place) }.map(\.name)
    #expect(homes == [anchor.subdistrict])
  }

  @Test(arguments: ["outline", "river", "subdistricts", "markets", "villages", "compounds"])
  func `every boundary is valid`(name: String) throws {
    let engine = GeometryEngine()
    for feature in try features("\(name).geojson") {
      let ground = try #require(boundary(of: feature))
      #expect(try engine.validity(of: ground) == .valid, "\(feature["properties"] ?? "")")
    }
  }

  @Test func `there is as much of everything as promised`() {
    #expect(city.topology.subdistricts.count >= 8)
    #expect(city.roads.count >= 60)
    #expect(city.places.markets.count >= 25)
    #expect(city.places.villages.count >= 30)
    #expect(city.places.compounds.count >= 120)
    #expect(city.sweeping.visits.count >= 400)
    #expect(city.sweeping.tracks.count >= 60)
    let findings = city.findings
    #expect(
      findings.covert.count + findings.leaders.count + findings.office.count + findings.complaints.count
        >= 3_000)
  }

  @Test func `places have the sizes of their kinds`() {
    #expect(city.places.markets.allSatisfy { (2_000...15_000).contains($0.area) })
    #expect(city.places.villages.allSatisfy { (30_000...400_000).contains($0.area) })
    #expect(city.places.compounds.allSatisfy { (5_000...80_000).contains($0.area) })
    #expect(city.places.compounds.contains { $0.grounds.count == 2 })
    #expect(city.places.compounds.count { $0.grounds[0].hole != nil } == 2)
  }

  @Test func `compounds and markets stand clear of one another, and some compounds on village ground`() {
    let walled = city.places.compounds + city.places.markets
    for (index, place) in walled.enumerated() {
      #expect(!walled[..<index].contains { $0.outline.meets(place.outline) }, "\(place.id)")
    }
    let shared = city.places.compounds.count { compound in
      city.places.villages.contains { $0.outline.meets(compound.outline) }
    }
    #expect((3...20).contains(shared))
  }

  @Test func `ids are unique and invented names say so`() throws {
    var ids: Set<String> = []
    let codes = Set(city.topology.subdistricts.map(\.code))
    for name in ["subdistricts", "roads", "markets", "villages", "compounds"] {
      for feature in try features("\(name).geojson") {
        let properties = try #require(feature["properties"] as? [String: Any])
        let id = try #require(properties["id"] as? String)
        let title = try #require(properties["name"] as? String)
        #expect(ids.insert(id).inserted, "\(id) is used twice")
        #expect(title.contains("示例") != codes.contains(id), "\(title)")
        if name != "subdistricts" { #expect(codes.contains(properties["parent"] as? String ?? ""), "\(id)") }
        for key in ["owner", "leader"] {
          if let value = properties[key] as? String { #expect(value.contains("示例")) }
        }
      }
    }
  }

  @Test func `one village has no owner`() throws {
    let unowned = try features("villages.geojson").filter {
      ($0["properties"] as? [String: Any])?["owner"] is NSNull
    }
    #expect(unowned.count == 1)
  }
}

/// Reads one of the generated GeoJSON files with Foundation's parser, not with our own.
func features(_ path: String) throws -> [[String: Any]] {
  let file = try #require(files.first { $0.path == path })
  let object = try JSONSerialization.jsonObject(with: Data(file.bytes)) as? [String: Any]
  return try #require(object?["features"] as? [[String: Any]])
}

private func boundary(of feature: [String: Any]) -> MultiPolygon<LonLat>? {
  guard let geometry = feature["geometry"] as? [String: Any] else { return nil }
  let parts: [[[[Double]]]]
  switch geometry["type"] as? String {
  case "Polygon": parts = (geometry["coordinates"] as? [[[Double]]]).map { [$0] } ?? []
  case "MultiPolygon": parts = geometry["coordinates"] as? [[[[Double]]]] ?? []
  default: return nil
  }
  return MultiPolygon(
    parts.map { rings in
      let lines = rings.map { $0.map { LonLat($0[0], $0[1]) } }
      return Polygon(exterior: lines[0], holes: Array(lines.dropFirst()))
    })
}

private final class GPXCounter: NSObject, XMLParserDelegate {
  var fixes = 0
  var times = 0

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    if name == "trkpt", attributes["lat"] != nil, attributes["lon"] != nil { fixes += 1 }
    if name == "time" { times += 1 }
  }
}
