import Foundation
import TestSupport
import Testing
import ZoneFormats
import ZoneGeometry

/// Rows of a CSV text without quotes, the heading left out.
func rows(of path: String) throws -> [[Substring]] {
  let bytes = try ByteStorage.read(path: path)
  let text = String(decoding: bytes.bytes, as: UTF8.self)
  return text.split(whereSeparator: \.isNewline).dropFirst().map {
    $0.split(separator: ",", omittingEmptySubsequences: false)
  }
}

func number(_ text: Substring) throws -> Double { try #require(Double(text)) }

/// Where implementations may differ and by how much, in degrees: what the data set says, rounded up.
private struct Operation: Sendable {
  var tolerance: Double
  var convert: @Sendable (LonLat) -> LonLat

  static let all: [String: Operation] = [
    "wgs84_to_gcj02": Operation(tolerance: 2e-7) { GCJ02.fromWGS84($0) },
    "gcj02_to_wgs84_exact": Operation(tolerance: 1.1e-6) { GCJ02.toWGS84($0) },
    // Their way back is one step long, up to metres off.
    "gcj02_to_wgs84_onestep": Operation(tolerance: 5e-5) { GCJ02.toWGS84($0) },
    "gcj02_to_bd09": Operation(tolerance: 1e-9) { BD09.fromGCJ02($0) },
    // Their way back is one step long, up to 0.2 m off.
    "bd09_to_gcj02": Operation(tolerance: 3e-6) { BD09.toGCJ02($0) },
    "wgs84_to_bd09": Operation(tolerance: 2e-7) { BD09.fromWGS84($0) },
  ]
}

@Suite struct `Datums of Chinese maps` {
  @Test func `four implementations agree with ours within what they differ among themselves`() throws {
    guard let file = TestData.file("vectors.csv.gz", in: "coords-gcj-vectors-a") else { return }
    var worst: [String: Double] = [:]
    // Edge points differ on purpose: the implementations do not agree on what lies inside China.
    for row in try rows(of: file.path) where row[0] != "edge" {
      let operation = try #require(Operation.all[String(row[2])])
      let ours = operation.convert(LonLat(try number(row[3]), try number(row[4])))
      let difference = max(abs(ours.lon - (try number(row[5]))), abs(ours.lat - (try number(row[6]))))
      worst[String(row[2])] = max(worst[String(row[2])] ?? 0, difference)
    }
    #expect(worst.count == Operation.all.count)
    for (name, difference) in worst {
      #expect(difference <= Operation.all[name]?.tolerance ?? 0, "\(name): \(difference)")
    }
  }

  @Test func `the published examples of eviltransform come out to the last digits`() throws {
    guard let file = TestData.file("eviltransform_tests.csv", in: "coords-gcj-vectors-a") else { return }
    for row in try rows(of: file.path) {
      let shifted = GCJ02.fromWGS84(LonLat(try number(row[1]), try number(row[0])))
      #expect(isClose(shifted, LonLat(try number(row[3]), try number(row[2])), 1e-5))
    }
  }

  @Test func `410 cities of gcoord agree in every datum`() throws {
    guard let file = TestData.file("china-cities.json", in: "coords-gcoord-a") else { return }
    let cities = try #require(JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [[String: Any]])
    #expect(cities.count == 410)
    let mercator = try Plane(.epsg(3857))
    for city in cities {
      let coordinates = try #require(city["coords"] as? [String: [Double]])
      func place(_ name: String) throws -> LonLat {
        let pair = try #require(coordinates[name])
        return LonLat(pair[0], pair[1])
      }
      let gcj02 = try place("GCJ02")
      #expect(isClose(BD09.fromGCJ02(gcj02), try place("BD09"), 1e-6))
      #expect(isClose(GCJ02.toWGS84(gcj02), try place("WGS84"), 1e-4))
      let metres = try mercator.forward(GCJ02.toWGS84(gcj02))
      let theirs = try place("EPSG3857")
      #expect(abs(metres.x - theirs.lon) < 1 && abs(metres.y - theirs.lat) < 1)
    }
  }

  @Test(arguments: [1, 2] as [UInt64])
  func `there and back is exact to a micrometre`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    for _ in 0..<20_000 {
      let p = LonLat(Double.random(in: 73...135, using: &random), Double.random(in: 3...53.5, using: &random))
      #expect(GeodesicMeasure.distance(GCJ02.toWGS84(GCJ02.fromWGS84(p)), p) <= 1e-6)
      #expect(GeodesicMeasure.distance(BD09.toGCJ02(BD09.fromGCJ02(p)), p) <= 1e-6)
      #expect(GeodesicMeasure.distance(BD09.toWGS84(BD09.fromWGS84(p)), p) <= 1e-6)
    }
  }

  @Test func `outside the shifted ground nothing moves`() {
    for p in [LonLat(-0.1, 51.5), LonLat(151.2, -33.9), LonLat(139.7, 35.7), LonLat(72.003, 30)] {
      #expect(GCJ02.fromWGS84(p) == p)
      #expect(GCJ02.toWGS84(p) == p)
    }
  }

  @Test func `a converter goes through WGS 84 and says which codes it does not know`() throws {
    let p = FilePosition(116.63, 23.66)
    let shifted = try DatumConverter(from: .wgs84, to: .bd09).convert(p)
    #expect(LonLat(shifted.first, shifted.second) == BD09.fromWGS84(LonLat(116.63, 23.66)))
    let same = try DatumConverter(from: .bd09, to: .bd09).convert(shifted)
    #expect(same == shifted)
    let grid = try DatumConverter(from: .gcj02, to: .epsg(4548))
    let back = try DatumConverter(from: .epsg(4548), to: .gcj02)
    let there = try back.convert(try grid.convert(p))
    #expect(isClose(LonLat(there.first, there.second), LonLat(p.first, p.second), 1e-10))
    #expect(throws: GeometryError.self) { try DatumConverter(from: .epsg(65_000), to: .wgs84) }
  }

  private func isClose(_ a: LonLat, _ b: LonLat, _ tolerance: Double) -> Bool {
    abs(a.lon - b.lon) <= tolerance && abs(a.lat - b.lat) <= tolerance
  }
}
