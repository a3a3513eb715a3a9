import Foundation
import TestSupport
import Testing
import ZoneGeometry
import ZoneModel

@testable import ZoneFormats

/// A file of its own, gone when the work is done.
func withFile<T>(_ name: String, _ bytes: [UInt8], _ work: (_ path: String) throws -> T) throws -> T {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent("zonesweep-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  let file = folder.appendingPathComponent(name)
  try Data(bytes).write(to: file)
  return try work(file.path)
}

private func read(
  _ name: String, _ text: String, _ options: ReadingOptions = ReadingOptions()
) throws -> Layer {
  try withFile(name, Array(text.utf8)) { try LayerReader.read($0, options) }
}

@Suite struct `Formats by content` {
  private let point = "{\"type\":\"Point\",\"coordinates\":[116.5,23.6]}"
  private let place = Geometry.point(FilePosition(116.5, 23.6))

  @Test func `the content decides, not the name`() throws {
    #expect(try read("a.csv", point).geometries == [place])
    #expect(try read("a", "\u{1E}\(point)\n").geometries == [place])
    #expect(try read("a.txt", " \n[{\"geometry\":\(point)}]").geometries == [place])
    #expect(try read("a.dat", "lon,lat\n116.5,23.6\n").geometries == [place])
    #expect(try read("a.xml", "\n<!-- x --><gpx><wpt lat='23.6' lon='116.5'/></gpx>").geometries == [place])
  }

  @Test func `GeoJSON may be UTF-16 or carry a byte order mark`() throws {
    let text = "{\"type\":\"Feature\",\"geometry\":\(point),\"properties\":{\"名\":\"街\"}}"
    let wide = "\u{FEFF}\(text)".utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
    let layer = try withFile("a.json", wide) { try LayerReader.read($0, ReadingOptions()) }
    #expect(layer.properties.text("名", at: 0) == "街")
    #expect(try read("a.json", "\u{FEFF}\(text)").geometries == [place])
  }

  @Test func `GeoJSON in GB 18030 is read with a notice`() throws {
    // {"type":"Feature","geometry":null,"properties":{"n":"中文"}}
    let bytes =
      Array("{\"type\":\"Feature\",\"geometry\":null,\"properties\":{\"n\":\"".utf8) + [
        0xD6, 0xD0, 0xCE, 0xC4,
      ]
      + Array("\"}}".utf8)
    let layer = try withFile("a.json", bytes) { try LayerReader.read($0, ReadingOptions()) }
    #expect(layer.properties.text("n", at: 0) == "中文")
    #expect(layer.notices.count == 1)
  }

  @Test(arguments: ["a.csv", "a.geojson", "a.gpx", "a"], ["", " \r\n", "\u{FEFF}\n"])
  func `an empty file is called empty`(name: String, text: String) {
    let found = problem { try read(name, text) }
    #expect(found?.kind == .badData)
    #expect(found?.what.english == "the file is empty")
  }

  @Test func `a file that is not what its name says is refused with what was seen`() {
    let found = problem { try read("a.geojson", "id,lon,lat\n1,116.5,23.6\n") }
    #expect(found?.kind == .badData)
    #expect(found?.what.english == "this is no GeoJSON: it begins with id,lon,lat")
    #expect(problem { try read("a.gpx", "hello") }?.what.english.contains("no GPX") == true)
    #expect(problem { try read("a.gpkg", "hello") }?.what.english.contains("no GeoPackage") == true)
  }

  @Test func `a web page saved in place of data is called one`() {
    let found = problem { try read("a.geojson", "<!DOCTYPE html>\n<html lang=zh><head>") }
    #expect(found?.kind == .badData)
    #expect(found?.what.english == "this is a web page, not data")
  }

  @Test func `gzip is read as it is`() throws {
    guard let file = TestData.file("sanitation_code_complaints.csv.gz", in: "points-chicago-sanitation")
    else { return }
    let layer = try LayerReader.read(file.path, ReadingOptions())
    #expect(layer.count > 1000)
  }

  @Test func `a missing file is told as missing`() {
    #expect(problem { try LayerReader.read("/nowhere/a.csv", ReadingOptions()) }?.kind == .inputMissing)
  }
}

@Suite struct `Formats GDAL reads` {
  /// Whether `ogr2ogr` is here; says so when it is not.
  private var hasGDAL: Bool {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    let isHere = folders.contains { FileManager.default.isExecutableFile(atPath: "\($0)/ogr2ogr") }
    if !isHere { print("skipped: ogr2ogr is not installed (Debian package gdal-bin)") }
    return isHere
  }

  @Test func `a GeoPackage's coordinates come unchanged, with its system`() throws {
    guard hasGDAL, let file = TestData.file("bubenec.gpkg", in: "osm-helsinki") else { return }
    let layer = try LayerReader.read(file.path, ReadingOptions(layer: "buildings"))
    #expect(layer.count == 144)
    #expect(layer.declaredDatum == .epsg(3857))
    // as the blob of the first row holds it
    #expect(
      layer.geometries[0]?.polygons[0].exterior[0] == FilePosition(1603599.221193187, 6464369.815517657))
    #expect(layer.properties.text("uID", at: 0) == "1")
    #expect(layer.line(of: 0) == nil)
  }

  @Test func `of several layers one must be named`() throws {
    guard hasGDAL, let file = TestData.file("bubenec.gpkg", in: "osm-helsinki") else { return }
    let several = problem { try LayerReader.read(file.path, ReadingOptions()) }
    #expect(several?.kind == .usage)
    #expect(several?.hint?.english == "name one with --layer: tessellation, buildings, streets, plots")
    #expect(problem { try LayerReader.read(file.path, ReadingOptions(layer: "nope")) }?.kind == .usage)
  }

  @Test func `the only layer with geometry needs no name, and null geometry is no place`() throws {
    guard hasGDAL, let folder = TestData.folder("gpkg-a") else { return }
    func read(_ name: String, _ layer: String? = nil) throws -> Layer {
      try LayerReader.read(folder.appendingPathComponent(name).path, ReadingOptions(layer: layer))
    }
    let states = try read("states10.gpkg")
    #expect(states.count == 51)
    #expect(states.declaredDatum == .wgs84)
    #expect(states.properties.identifier(at: 0) == "1")
    #expect(try read("v12_bad_attributes.gpkg").geometries.map { $0 == nil } == [false, true])
    #expect(try read("null_geometry.gpkg", "PointExamples").geometries.map { $0 == nil } == [true, false])
    #expect(try read("simple_sewer_features.gpkg", "s_manhole").declaredDatum == .epsg(27700))
    let empty = problem { try read("empty.gpkg") }
    #expect(empty?.kind == .badData)
    #expect(empty?.what.english.contains("->") == false)
  }

  @Test func `the texts of a Chinese shapefile are read`() throws {
    guard hasGDAL, let file = TestData.file("区县界_area.shp", in: "enc-gbk-shapefile-chongqing") else { return }
    for encoding in [nil, TextEncoding.gb18030] {
      let layer = try LayerReader.read(file.path, ReadingOptions(encoding: encoding))
      #expect(layer.count == 38)
      #expect(layer.properties.text("NAME", at: 0) == "奉节县")
      #expect(layer.declaredDatum == .wgs84)
    }
  }

  @Test func `a shapefile that says nothing of its texts is read as GB 18030 with a notice`() throws {
    guard hasGDAL, let file = TestData.file("区县界_area.shp", in: "enc-gbk-shapefile-chongqing") else { return }
    let stem = file.deletingPathExtension().path
    func bytes(_ ending: String) throws -> [UInt8] {
      [UInt8](try Data(contentsOf: URL(fileURLWithPath: "\(stem).\(ending)")))
    }
    try withFile("a b.shp", bytes("shp")) { path in
      let copy = String(path.dropLast(4))
      try Data(bytes("shx")).write(to: URL(fileURLWithPath: "\(copy).shx"))
      var table = try bytes("dbf")
      table[29] = 0
      try Data(table).write(to: URL(fileURLWithPath: "\(copy).dbf"))
      let layer = try LayerReader.read(path, ReadingOptions())
      #expect(layer.properties.text("NAME", at: 0) == "奉节县")
      // the encoding, and the system: the .prj stayed behind
      #expect(layer.notices.count == 2)
      #expect(layer.declaredDatum == nil)
    }
  }

  @Test func `a file GDAL reads only in part is refused`() throws {
    guard hasGDAL, let file = TestData.file("区县界_area.shp", in: "enc-gbk-shapefile-chongqing") else { return }
    let stem = file.deletingPathExtension().path
    let shapes = [UInt8](try Data(contentsOf: file))
    try withFile("a.shp", Array(shapes[..<600_000])) { path in
      for ending in ["shx", "dbf"] {
        try FileManager.default.copyItem(atPath: "\(stem).\(ending)", toPath: "\(path.dropLast(3))\(ending)")
      }
      #expect(problem { try LayerReader.read(path, ReadingOptions()) }?.kind == .badData)
    }
    guard let database = TestData.file("bubenec.gpkg", in: "osm-helsinki") else { return }
    let part = [UInt8](try Data(contentsOf: database))[..<400_000]
    let found = try withFile("a.gpkg", Array(part)) { path in
      problem { try LayerReader.read(path, ReadingOptions(layer: "buildings")) }
    }
    #expect(found?.kind == .badData)
    #expect(found?.what.english.contains("malformed") == true)
  }

  /// Another format of a table, made by GDAL itself.
  private func converted(_ text: String, to name: String, _ arguments: [String]) throws -> Layer {
    try withFile("in.csv", Array(text.utf8)) { path in
      let output = "\(path.dropLast(6))\(name)"
      let made = try ExternalProgram("ogr2ogr", package: "gdal-bin").run(arguments + [output, path])
      #expect(made.status == 0, "\(made.complaint)")
      return try LayerReader.read(output, ReadingOptions())
    }
  }

  @Test func `a sheet without geometry is read by the names of its columns`() throws {
    guard hasGDAL else { return }
    let text = "编号,经度,纬度,说明\n7,116.5,23.6,甲\n8,116.6,23.7,\"乙,丙\"\n9,x,23.7,丁\n"
    let layer = try converted(text, to: "t.xlsx", ["-f", "XLSX"])
    #expect(layer.geometries == [.point(FilePosition(116.5, 23.6)), .point(FilePosition(116.6, 23.7))])
    #expect(layer.properties.text("说明", at: 1) == "乙,丙")
    #expect(layer.rejections.map(\.id) == ["9"])
    #expect(layer.rejections.first?.line == nil)
  }

  @Test func `a system is read by its code, one without a code is converted with a notice`() throws {
    guard hasGDAL else { return }
    let text = "name,x,y\na,505535.1891,2616501.3856\n"
    let open = ["-f", "ESRI Shapefile", "-oo", "X_POSSIBLE_NAMES=x", "-oo", "Y_POSSIBLE_NAMES=y", "-a_srs"]
    let coded = try converted(text, to: "a.shp", open + ["EPSG:4548"])
    #expect(coded.declaredDatum == .epsg(4548))
    #expect(coded.geometries == [.point(FilePosition(505535.1891, 2616501.3856))])
    let system = "+proj=tmerc +lon_0=117.25 +k=1 +x_0=500000 +ellps=GRS80 +units=m"
    let own = try converted(text, to: "a.shp", open + [system])
    #expect(own.declaredDatum == .wgs84)
    #expect(own.notices.count == 1)
    guard case .point(let p)? = own.geometries[0] else {
      Issue.record("no point")
      return
    }
    // 5.5 km east of the meridian 117.25°
    #expect(abs(p.first - 117.3043) < 0.001 && abs(p.second - 23.6498) < 0.001)
  }

  @Test func `KML is read`() throws {
    guard hasGDAL, let file = TestData.file("chicago_police_districts.kml", in: "zones-chicago") else {
      return
    }
    let layer = try LayerReader.read(file.path, ReadingOptions())
    #expect(layer.count == 25)
    #expect(layer.declaredDatum == .wgs84)
  }
}
