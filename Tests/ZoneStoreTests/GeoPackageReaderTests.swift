import Foundation
import TestSupport
import Testing
import ZoneFormats
import ZoneGeometry
import ZoneModel

@testable import ZoneStore

@Suite struct `GeoPackages of others` {
  private func read(_ file: URL, _ layer: String? = nil) throws -> Layer {
    try GeoPackageReader.read(file.path, ReadingOptions(layer: layer))
  }

  @Test func `coordinates come unchanged, with their system`() throws {
    guard let file = TestData.file("bubenec.gpkg", in: "osm-helsinki") else { return }
    #expect(GeoPackageReader.canRead(file.path))
    let layer = try read(file, "buildings")
    #expect(layer.count == 144)
    #expect(layer.declaredDatum == .epsg(3857))
    // as the blob of the first row holds it
    #expect(
      layer.geometries[0]?.polygons[0].exterior[0] == FilePosition(1603599.221193187, 6464369.815517657))
    #expect(layer.properties.text("uID", at: 0) == "1")
    #expect(layer.line(of: 0) == nil)
  }

  @Test func `of several layers one must be named`() throws {
    guard let file = TestData.file("bubenec.gpkg", in: "osm-helsinki") else { return }
    let several = problem { try read(file) }
    #expect(several?.kind == .usage)
    #expect(several?.hint?.english == "name one with --layer: tessellation, buildings, streets, plots")
    #expect(problem { try read(file, "nope") }?.kind == .usage)
  }

  @Test func `the only layer with geometry needs no name, and null geometry is no place`() throws {
    guard let folder = TestData.folder("gpkg-a") else { return }
    func read(_ name: String, _ layer: String? = nil) throws -> Layer {
      try self.read(folder.appendingPathComponent(name), layer)
    }
    let states = try read("states10.gpkg")
    #expect(states.count == 51)
    #expect(states.declaredDatum == .wgs84)
    #expect(states.properties.identifier(at: 0) == "1")
    #expect(try read("v12_bad_attributes.gpkg").geometries.map { $0 == nil } == [false, true])
    #expect(try read("null_geometry.gpkg", "PointExamples").geometries.map { $0 == nil } == [true, false])
    #expect(try read("simple_sewer_features.gpkg", "s_manhole").declaredDatum == .epsg(27700))
    #expect(try read("simple_sewer_features.gpkg", "foul_sewer").geometries.count == 82)
  }

  @Test func `a package without layers is refused`() throws {
    guard let file = TestData.file("empty.gpkg", in: "gpkg-a") else { return }
    let found = problem { try read(file) }
    #expect(found?.kind == .badData)
    #expect(found?.what.english == "the file holds no layers")
  }

  @Test func `every type of geometry is read, with heights and measures or without`() throws {
    guard let file = TestData.file("gdal_sample_v1.2_spatial_index_extension.gpkg", in: "gpkg-a") else {
      return
    }
    let tables = try GeoPackageFile(file.path).tables().filter { $0.geometryColumn != nil }
    #expect(tables.count == 16)
    for table in tables {
      let layer = try read(file, table.name)
      #expect(layer.rejections.isEmpty && layer.count > 0, "\(table.name)")
    }
    let heights = try read(file, "linestring3d")
    #expect(heights.geometries[0] == .line([FilePosition(1, 2), FilePosition(4, 5)]))
  }

  @Test func `points of a city are read by their columns`() throws {
    guard let folder = TestData.folder("points-mexico-carjacking") else { return }
    let points = try read(folder.appendingPathComponent("cdmx_car_jacking.gpkg"))
    #expect(points.count > 1000 && points.rejections.isEmpty)
    #expect(points.geometries.points != nil)
    let districts = try read(folder.appendingPathComponent("cdmx_alcaldias.gpkg"))
    #expect(districts.count == 16)
  }

  @Test func `parts of a file are the file`() throws {
    guard let file = TestData.file("cdmx_car_jacking.gpkg", in: "points-mexico-carjacking") else { return }
    let whole = try read(file)
    let stream = try GeoPackageReader.stream(file.path, ReadingOptions(), partSize: 20_000)
    var records: [Int] = []
    var places: [Geometry<FilePosition>?] = []
    while let part = try stream.next() {
      records += part.records
      places += Array(part.geometries)
      #expect(part.declaredDatum == whole.declaredDatum)
    }
    #expect(records == whole.records)
    #expect(places == Array(whole.geometries))
  }

  @Test func `a file cut off is refused, not taken for all of it`() throws {
    guard let file = TestData.file("bubenec.gpkg", in: "osm-helsinki") else { return }
    let folder = try Folder()
    let part = folder.path("a.gpkg")
    try Data(contentsOf: file)[..<400_000].write(to: URL(fileURLWithPath: part))
    let found = problem { try GeoPackageReader.read(part, ReadingOptions(layer: "buildings")) }
    #expect(found?.kind == .badData)
    #expect(found?.what.english.contains("malformed") == true)
  }
}

@Suite struct `Values of a GeoPackage` {
  let folder: Folder
  let path: String

  /// A package with two rows.
  init() throws {
    folder = try Folder()
    path = folder.path("a.gpkg")
    try write(
      points([FilePosition(116.5, 23.5), FilePosition(116.6, 23.6)], ["n"], [[.integer(1), .integer(2)]]),
      to: path)
    // they call functions that are not ours
    for name in try query(path, "SELECT name FROM sqlite_master WHERE type = 'trigger'") {
      _ = try query(path, "DROP TRIGGER \(name[0])")
    }
  }

  private func read() throws -> Layer { try GeoPackageReader.read(path, ReadingOptions()) }

  @Test func `each type comes as what it is`() throws {
    _ = try query(path, "ALTER TABLE points ADD COLUMN is_open BOOLEAN")
    _ = try query(path, "ALTER TABLE points ADD COLUMN photo BLOB")
    _ = try query(path, "ALTER TABLE points ADD COLUMN day DATE")
    _ = try query(
      path, "UPDATE points SET is_open = 1, photo = x'0001FF', day = '2026-08-30', n = 0.5 WHERE fid = 1")
    let table = try read().properties
    #expect(table.value("is_open", at: 0) == .bool(true))
    #expect(table.value("photo", at: 0) == .text("AAH/"))
    #expect(table.value("day", at: 0) == .text("2026-08-30"))
    #expect(table.value("n", at: 0) == .number(0.5))
    #expect(table.value("is_open", at: 1) == .null)
  }

  @Test func `texts that are no UTF-8 are mended`() throws {
    _ = try query(path, "UPDATE points SET n = CAST(x'61FF62' AS TEXT) WHERE fid = 1")
    #expect(try read().properties.value("n", at: 0) == .text("a\u{FFFD}b"))
  }

  @Test(arguments: [
    ("x'00'", "its geometry is no GeoPackage geometry"), ("x'4750'", "its geometry ends in the middle"),
    ("'text'", "its geometry is not stored as bytes"),
    ("x'4750002100000000474F4F44'", "its geometry is of the extended type GOOD"),
    ("x'4750000F00000000'", "its geometry states an unknown envelope (7)"),
  ])
  func `a damaged geometry costs its row alone`(blob: String, reason: String) throws {
    _ = try query(path, "UPDATE points SET geom = \(blob) WHERE fid = 1")
    let layer = try read()
    #expect(layer.geometries == [.point(FilePosition(116.6, 23.6))])
    #expect(layer.records == [2])
    #expect(layer.rejections.map(\.reason.english) == [reason])
    #expect(layer.rejections.first?.id == "1")
    #expect(layer.rejections.first?.content == "{\"n\":1}")
  }

  @Test(arguments: [-1, 0, 777])
  func `a system that is not defined is told`(number: Int) throws {
    _ = try query(path, "UPDATE gpkg_geometry_columns SET srs_id = \(number)")
    let layer = try read()
    #expect(layer.declaredDatum == nil)
    #expect(layer.notices.map(\.what.english) == ["the layer names no coordinate system; read as WGS 84"])
  }

  @Test func `a table of attributes is read by the names of its columns`() throws {
    _ = try query(path, "CREATE TABLE t (id INTEGER PRIMARY KEY, 经度 REAL, 纬度 REAL, 说明 TEXT)")
    _ = try query(path, "INSERT INTO t VALUES (7, 116.5, 23.5, '甲,\"乙\"')")
    _ = try query(path, "INSERT INTO gpkg_contents (table_name, data_type) VALUES ('t', 'attributes')")
    let layer = try GeoPackageReader.read(path, ReadingOptions(layer: "t"))
    #expect(layer.geometries == [.point(FilePosition(116.5, 23.5))])
    #expect(layer.properties.text("id", at: 0) == "7")
    #expect(layer.properties.text("说明", at: 0) == "甲,\"乙\"")
  }
}

@Suite struct `Hostile GeoPackages` {
  @Test func `flipped bytes never crash`() throws {
    let folder = try Folder()
    let path = folder.path("a.gpkg")
    let shapes: [Geometry<FilePosition>] = [
      .polygon(
        Polygon(exterior: [FilePosition(0, 0), FilePosition(1, 0), FilePosition(1, 1), FilePosition(0, 0)])),
      .multiLine([[FilePosition(0, 0), FilePosition(1, 1)]]), .collection([.point(FilePosition(2, 2))]),
    ]
    let layer = OutputLayer(
      name: "shapes", count: 3, geometry: { shapes[$0] },
      columns: [OutputLayer.Column("n") { .integer($0) }, OutputLayer.Column("l") { _ in .json("[1]") }])
    try write(layer, to: path)
    let good = try folder.bytes("a.gpkg")
    let seed: UInt64 = 20_261_125
    var random = SeededRandom(seed: seed)
    var outcomes: [String: Int] = [:]
    for _ in 0..<600 {
      var bytes = good
      for _ in 0..<Int.random(in: 1...8, using: &random) {
        bytes[Int.random(in: 100..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      try bytes.write(to: URL(fileURLWithPath: path))
      do {
        let read = try GeoPackageReader.read(path, ReadingOptions(layer: "shapes"))
        for row in 0..<read.count { _ = read.content(of: row) + (read.properties.text("l", at: row) ?? "") }
        outcomes["read", default: 0] += 1
      } catch is Problem {
        outcomes["refused", default: 0] += 1
      }
    }
    #expect(
      outcomes["read", default: 0] > 50 && outcomes["refused", default: 0] > 5, "seed \(seed): \(outcomes)")
  }

  @Test func `random geometries never crash`() throws {
    let seed: UInt64 = 7
    var random = SeededRandom(seed: seed)
    var encoder = GeometryEncoder(system: 4326)
    _ = encoder.encode(
      .multiPolygon([Polygon(exterior: [FilePosition(0, 0), FilePosition(1, 0), FilePosition(1, 1)])]))
    let good = encoder.bytes
    var faults = 0
    for _ in 0..<20_000 {
      var bytes = good
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      bytes.removeLast(Int.random(in: 0..<bytes.count, using: &random) / 4)
      do {
        _ = try bytes.withUnsafeBytes { try GeometryBlob.geometry($0) }
      } catch is GeometryBlobFault {
        faults += 1
      }
    }
    #expect(faults > 10_000, "seed \(seed)")
  }
}
