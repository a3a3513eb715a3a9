import Foundation
import TestSupport
import Testing
import ZoneGeometry
import ZoneModel

@testable import ZoneFormats

@Suite struct `CSV files of the field` {
  private func rows(_ table: PropertyTable) -> [[String?]] {
    (0..<table.count).map { row in table.names.map { table.text($0, at: row) } }
  }

  /// `塘㙍镇` holds a character GBK has not; the file in GBK has a question mark in its place.
  @Test(arguments: ["streets-utf8-bom", "streets-utf16le-bom", "streets-gb18030", "streets-gbk"])
  func `one table in five encodings is the same text`(name: String) throws {
    guard let folder = TestData.folder("enc-gb-csv-a") else { return }
    func table(_ name: String) throws -> PropertyTable {
      let path = folder.appendingPathComponent("\(name).csv").path
      return try CSVReader.table(ByteStorage.read(path: path), name: path)
    }
    let expected = try table("streets-utf8")
    let found = try table(name)
    #expect(expected.count == 1757)
    #expect(found.names == expected.names)
    let plain = rows(expected).map { row in
      name == "streets-gbk" ? row.map { $0?.replacing("㙍", with: "?") } : row
    }
    #expect(rows(found) == plain)
  }

  @Test func `a guessed encoding is told, a marked one is not`() throws {
    guard let folder = TestData.folder("enc-gb-csv-a") else { return }
    func layer(_ name: String) throws -> Layer {
      try LayerReader.read(folder.appendingPathComponent("\(name).csv").path, ReadingOptions())
    }
    let utf8 = try layer("points-utf8")
    let gb = try layer("points-gb18030")
    #expect(utf8.count == 410)
    #expect(utf8.geometries == gb.geometries)
    #expect(rows(utf8.properties) == rows(gb.properties))
    #expect(utf8.rejections.isEmpty && gb.rejections.isEmpty)
    #expect(utf8.geometries.first == .point(FilePosition(114.0164322, 33.0133556)))
    #expect(utf8.declaredDatum == .wgs84)
    #expect(gb.notices.count == utf8.notices.count + 1)
  }

  /// Counts of rows and of rejections; the rejected shapes are lines and rings of a single position.
  @Test(arguments: [
    ("zones-compounds-a", "compounds-beijing.csv", 1851, 1),
    ("tracks-france-a", "network_22245.csv", 8086, 0),
    ("tracks-china-baidu", "shanghai_navi.csv", 82, 17),
    ("location-sf", "SF_demand_205_centroid_uniform_weight.csv", 205, 0),
    ("coords-gcj-vectors-a", "eviltransform_tests.csv", 3, 0),
  ])
  func `shapes and quoted numbers are read to the last record`(
    set: String, file: String, rows: Int, rejected: Int
  )
    throws
  {
    guard let url = TestData.file(file, in: set) else { return }
    let layer = try LayerReader.read(url.path, ReadingOptions())
    #expect(layer.count == rows)
    #expect(layer.rejections.count == rejected)
    #expect(layer.rejections.allSatisfy { $0.reason.english.contains("fewer than") })
    #expect(layer.geometries.allSatisfy { $0 != nil })
  }
}
