import Foundation
import TestSupport
import Testing
import ZoneFormats
import ZoneGeometry
import ZoneModel

@testable import ZoneStore

@Suite struct `GeoPackages written` {
  let folder: Folder
  let path: String

  init() throws {
    folder = try Folder()
    path = folder.path("out.gpkg")
  }

  private let two = [FilePosition(116.5, 23.5), FilePosition(116.75, 23.25)]

  private func types() throws -> [String: String] {
    let rows = try query(path, "SELECT name, type FROM pragma_table_info('points')")
    return Dictionary(uniqueKeysWithValues: rows.map { ($0[0], $0[1]) })
  }

  @Test func `columns are typed by what they hold`() throws {
    let layer = points(
      two, ["i", "x", "b", "t", "day", "when", "list", "mixed", "none"],
      [
        [.integer(1), .null], [.integer(1), .number(0.5)], [.bool(true), .bool(false)],
        [.text("街"), .text("")],
        [.text("2026-08-30"), .null],
        [.text("2026-08-30T09:05:00+08:00"), .text("2026-01-01T00:00:00+08:00")],
        [.json("[1]"), .json("{\"a\":2}")], [.integer(7), .text("x")], [.null, .null],
      ])
    try write(layer, to: path)
    let expected = [
      "fid": "INTEGER", "geom": "POINT", "i": "INTEGER", "x": "REAL", "b": "BOOLEAN", "t": "TEXT",
      "day": "DATE",
      "when": "DATETIME", "list": "TEXT", "mixed": "TEXT", "none": "TEXT",
    ]
    #expect(try types() == expected)
    #expect(
      try query(path, "SELECT \"when\", mixed, typeof(mixed), typeof(x) FROM points") == [
        ["2026-08-30T01:05:00.000Z", "7", "text", "real"], ["2025-12-31T16:00:00.000Z", "x", "text", "real"],
      ])
    let back = try GeoPackageReader.read(path, ReadingOptions())
    #expect(back.properties.value("b", at: 0) == .bool(true))
    #expect(back.properties.value("list", at: 1) == .json("{\"a\":2}"))
    #expect(back.properties.value("t", at: 1) == .text(""))
    #expect(back.declaredDatum == .wgs84)
    #expect(back.geometries == GeometryColumn(two.map { .point($0) }))
  }

  @Test func `a column of times that meets something else stays as it was`() throws {
    let times: [PropertyValue] = [.text("2026-08-30T09:05:00+08:00"), .text("2026-08-30T09:05:00Z")]
    try write(points(two, ["t", "u"], [times, [.text("2024-02-29T23:59:59Z"), .text("昨天")]]), to: path)
    #expect(try types()["t"] == "TEXT")
    #expect(
      try query(path, "SELECT t, u FROM points") == [
        ["2026-08-30T09:05:00+08:00", "2024-02-29T23:59:59Z"], ["2026-08-30T09:05:00Z", "昨天"],
      ])
  }

  @Test func `names that SQL takes for one are kept apart`() throws {
    try write(
      points(
        two, ["Name", "name", "fid", "geom", "a\"b"], (0..<5).map { n in two.map { _ in .integer(n) } }),
      to: path)
    let names = try query(path, "SELECT name FROM pragma_table_info('points')").map { $0[0] }
    #expect(names == ["fid_2", "geom_2", "Name", "name_2", "fid", "geom", "a\"b"])
    let read = try GeoPackageReader.read(path, ReadingOptions())
    #expect(read.properties.value("name_2", at: 0) == .integer(1))
    #expect(read.properties.value("a\"b", at: 1) == .integer(4))
  }

  @Test func `the same rows give the same bytes`() throws {
    let layer = points(two, ["n", "t"], [[.integer(1), .integer(2)], [.text("a"), .text("b")]])
    try write(layer, to: path)
    let first = try folder.bytes("out.gpkg")
    try write(layer, to: folder.path("again.gpkg"))
    #expect(try folder.bytes("again.gpkg") == first)
    #expect(folder.names == ["again.gpkg", "out.gpkg"])
  }

  @Test(arguments: [0, 1, 51, 52, 2_000, 40_000])
  func `the spatial index is sound and finds what lies in a window`(count: Int) throws {
    let seed: UInt64 = 11
    var random = SeededRandom(seed: seed)
    let places = (0..<count).map { _ in
      FilePosition(.random(in: -180...180, using: &random), .random(in: -90...90, using: &random))
    }
    try write(points(places, ["n"], [places.indices.map { .integer($0) }]), to: path)
    #expect(try query(path, "SELECT rtreecheck('rtree_points_geom')") == [["ok"]])
    #expect(try query(path, "PRAGMA integrity_check") == [["ok"]])
    for _ in 0..<20 {
      let x = Double.random(in: -180...150, using: &random)
      let y = Double.random(in: -90...70, using: &random)
      let inside = places.indices.filter {
        places[$0].first >= x && places[$0].first <= x + 30 && places[$0].second >= y
          && places[$0].second <= y + 20
      }
      let found = try query(
        path,
        """
        SELECT id - 1 FROM rtree_points_geom
        WHERE maxx >= \(x) AND minx <= \(x + 30) AND maxy >= \(y) AND miny <= \(y + 20) ORDER BY id
        """
      ).compactMap { Int($0[0]) }
      // boxes are rounded outwards, so that one more may touch the window
      #expect(Set(found).isSuperset(of: inside) && found.count <= inside.count + 2, "seed \(seed)")
    }
  }

  @Test func `parts make one table`() throws {
    let writer = try GeoPackageWriter(path)
    try writer.append(points([two[0]], ["n"], [[.integer(1)]]))
    try writer.append(points([two[1]], ["n"], [[.number(1.5)]]))
    #expect(folder.names.count == 1 && folder.names != ["out.gpkg"])
    try writer.commit()
    #expect(folder.names == ["out.gpkg"])
    #expect(try query(path, "SELECT fid, n FROM points") == [["1", "1.0"], ["2", "1.5"]])
    #expect(
      try query(path, "SELECT min_x, min_y, max_x, max_y, last_change FROM gpkg_contents")
        == [["116.5", "23.25", "116.75", "23.5", "1970-01-01T00:00:00.000Z"]])
  }

  @Test func `what is never committed leaves nothing`() throws {
    do {
      let writer = try GeoPackageWriter(path)
      try writer.append(points(two, ["n"], [[.integer(1), .integer(2)]]))
    }
    #expect(folder.names.isEmpty)
  }

  @Test func `a package that is open elsewhere is not replaced`() throws {
    try folder.write("out.gpkg-wal", "log of another program")
    let found = problem { try GeoPackageWriter(path) }
    #expect(found?.kind == .busy)
    #expect(folder.names == ["out.gpkg-wal"])
  }

  @Test(arguments: [Datum.wgs84, .cgcs2000, .gcj02, .bd09, .epsg(4548), .epsg(32650)])
  func `every datum is told and read again`(datum: Datum) throws {
    var layer = points(two, ["n"], [[.integer(1), .integer(2)]])
    layer.members = [("datum", .text(datum.description)), ("as_of", .text("2026-09-01T00:00:00+08:00"))]
    try write(layer, to: path)
    #expect(try GeoPackageReader.read(path, ReadingOptions()).declaredDatum == datum)
    #expect(
      try query(path, "SELECT description, last_change FROM gpkg_contents")
        == [["{\"as_of\": \"2026-09-01T00:00:00+08:00\"}", "2026-08-31T16:00:00.000Z"]])
  }

  @Test func `GDAL reads it without a word`() throws {
    let layer = points(
      two, ["名称", "when", "list"],
      [
        [.text("甲"), .null], [.text("2026-08-30T09:05:00+08:00"), .null], [.json("[\"Z1\"]"), .json("[]")],
      ])
    try write(layer, to: path)
    guard let said = try say("ogrinfo", ["-ro", "-al", "-so", path]) else { return }
    #expect(said.code == 0)
    #expect(!said.text.lowercased().contains("warning") && !said.text.contains("ERROR"), "\(said.text)")
    #expect(said.text.contains("Feature Count: 2") && said.text.contains("Geometry: Point"))
    #expect(said.text.contains("when: DateTime") && said.text.contains("list: String(JSON)"))
    #expect(said.text.contains("ID[\"EPSG\",4326]"))
  }
}
