import Foundation
import TestSupport
import Testing
import ZoneGeometry
import ZoneModel

@testable import ZoneFormats

private func p(_ x: Double, _ y: Double) -> FilePosition { FilePosition(x, y) }

private let clockwise = [p(0, 0), p(0, 10), p(10, 10), p(10, 0), p(0, 0)]
private let counterclockwiseHole = [p(2, 2), p(4, 2), p(4, 4), p(2, 4), p(2, 2)]

@Suite struct `GeoJSON written` {
  @Test func `a collection states its name, members and box, and a feature a line`() throws {
    var output = layer(try objects(#"{"a":1}"#, #"{}"#))
    output.name = "点\"1\""
    output.members = [("plane", .text("EPSG:4548")), ("plan", .json(#"{"seed":1}"#))]
    output.columns = [OutputLayer.Column("zone") { $0 == 0 ? .text("HP-1") : .null }]
    output.geometry = { $0 == 0 ? .point(p(116.123_456_78, 23)) : .point(p(115, 24.5)) }
    #expect(
      try geoJSON(output) == """
        {"type":"FeatureCollection","name":"点\\"1\\"","plane":"EPSG:4548","plan":{"seed":1},"features":[
        {"type":"Feature","properties":{"a":1,"zone":"HP-1"},"geometry":{"type":"Point","coordinates":[116.1234568,23]}},
        {"type":"Feature","properties":{"zone":null},"geometry":{"type":"Point","coordinates":[115,24.5]}}
        ],"bbox":[115,23,116.1234568,24.5]}

        """)
  }

  @Test func `a sequence is the features alone`() throws {
    #expect(
      try geoJSON(layer([.point(p(1, 2)), nil]), as: .sequence) == """
        {"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[1,2]}}
        {"type":"Feature","properties":{},"geometry":null}

        """)
  }

  @Test func `an empty layer is an empty collection without a box`() throws {
    #expect(try geoJSON(layer([])) == "{\"type\":\"FeatureCollection\",\"features\":[\n]}\n")
    #expect(try geoJSON(layer([]), as: .sequence).isEmpty)
    #expect(!(try geoJSON(layer([nil])).contains("bbox")))
  }

  @Test func `outer rings turn left and holes right, whatever they came as`() throws {
    let polygon = Polygon(exterior: clockwise, holes: [counterclockwiseHole])
    let turned = Polygon(
      exterior: Array(clockwise.reversed()), holes: [Array(counterclockwiseHole.reversed())])
    let expected = "[[[0,0],[10,0],[10,10],[0,10],[0,0]],[[2,2],[2,4],[4,4],[4,2],[2,2]]]"
    #expect(try geoJSON(layer([.polygon(polygon)])).contains("\"coordinates\":\(expected)}"))
    #expect(try geoJSON(layer([.polygon(turned)])) == geoJSON(layer([.polygon(polygon)])))
    #expect(
      try geoJSON(layer([.collection([.multiPolygon([polygon, turned])])])).contains(
        "[\(expected),\(expected)]"))
  }

  @Test(arguments: [
    (Geometry.multiPoint([p(1, 2), p(3, 4)]), #"{"type":"MultiPoint","coordinates":[[1,2],[3,4]]}"#),
    (.line([p(1, 2), p(3, 4)]), #"{"type":"LineString","coordinates":[[1,2],[3,4]]}"#),
    (.multiLine([[p(1, 2), p(3, 4)], []]), #"{"type":"MultiLineString","coordinates":[[[1,2],[3,4]],[]]}"#),
    (.multiPolygon([]), #"{"type":"MultiPolygon","coordinates":[]}"#),
    (.polygon(Polygon(exterior: [])), #"{"type":"Polygon","coordinates":[]}"#),
    (
      .collection([.point(p(1, 2)), .collection([])]),
      #"{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[1,2]},"#
        + #"{"type":"GeometryCollection","geometries":[]}]}"#
    ),
    (.line([p(1, 2), p(3, .nan)]), "null"), (.point(p(.infinity, 0)), "null"),
  ])
  func `every geometry is written; what is not finite is none`(
    shape: Geometry<FilePosition>, text: String
  ) throws {
    #expect(try geoJSON(layer([shape]), as: .sequence).contains("\"geometry\":\(text)}"))
  }

  @Test func `a broken geometry leaves the next one whole and the box finite`() throws {
    let text = try geoJSON(layer([.point(p(.nan, 1)), .point(p(5, 6))]))
    #expect(text.contains("\"bbox\":[5,6,5,6]"))
    #expect(text.contains("{\"type\":\"Point\",\"coordinates\":[5,6]}"))
  }

  @Test func `metres have four decimals at most, degrees as many as asked for`() throws {
    let place = Geometry.point(p(1.123_456_789, 2))
    #expect(try geoJSON(layer([place], isGeographic: false)).contains("[1.1235,2]"))
    #expect(try geoJSON(layer([place], precision: 9)).contains("[1.123456789,2]"))
    #expect(try geoJSON(layer([place], precision: 0)).contains("[1,2]"))
  }

  @Test func `the id beside the properties is carried as it stood`() throws {
    let text = #"{"type":"Feature","id":%,"geometry":null,"properties":null}"#
    for id in [#""A\u0031""#, "7", "-1.50"] {
      let read = try GeoJSONReader.read(ByteStorage(text.replacing("%", with: id)), name: "x")
      #expect(
        try geoJSON(layer(read), as: .sequence).hasPrefix(#"{"type":"Feature","id":\#(id),"properties":{},"#))
    }
    let read = try GeoJSONReader.read(ByteStorage(text.replacing("%", with: "null")), name: "x")
    #expect(try geoJSON(layer(read), as: .sequence).hasPrefix(#"{"type":"Feature","properties":{},"#))
  }

  @Test func `the same layer gives the same bytes`() throws {
    let table = try objects(#"{"zone":1,"source_zone":2,"b":[1, 2]}"#, #"{"b":null}"#)
    let columns = [OutputLayer.Column("zone") { .integer($0) }]
    #expect(try geoJSON(layer(table, columns: columns)) == geoJSON(layer(table, columns: columns)))
  }

  @Test func `many rows reach the sink in a few large chunks`() throws {
    final class Chunks: ByteSink {
      var sizes: [Int] = []
      func write(_ bytes: UnsafeRawBufferPointer) { sizes.append(bytes.count) }
    }
    let sink = Chunks()
    try GeoJSONWriter.write(layer(Array(repeating: .point(p(1.5, 2.5)), count: 20_000)), to: sink)
    #expect(sink.sizes.count == sink.sizes.reduce(0, +) / (1 << 18) + 1)
    #expect(sink.sizes.dropLast().allSatisfy { $0 >= 1 << 18 })
  }

  @Test func `a sink's error comes through`() throws {
    final class Gone: ByteSink {
      func write(_ bytes: UnsafeRawBufferPointer) throws { throw ClosedPipe() }
    }
    #expect(throws: ClosedPipe.self) { try GeoJSONWriter.write(layer([nil]), to: Gone()) }
  }
}

@Suite struct `GeoJSON there and back` {
  private func expectSame(_ text: String) throws {
    let first = try GeoJSONReader.read(ByteStorage(text), name: "x")
    for form in [GeoJSONWriter.Form.collection, .sequence] {
      let written = try geoJSON(layer(first), as: form)
      let second = try GeoJSONReader.read(ByteStorage(written), name: "x")
      #expect(second.geometries == first.geometries)
      #expect(second.rejections.isEmpty)
      for row in 0..<first.count {
        #expect(second.properties.identifier(at: row) == first.properties.identifier(at: row))
        for name in first.properties.names {
          #expect(second.properties.value(name, at: row) == first.properties.value(name, at: row))
        }
      }
      #expect(try geoJSON(layer(second), as: form) == written)
    }
  }

  @Test func `geometry and properties survive`() throws {
    try expectSame(
      #"""
      {"type": "FeatureCollection", "features": [
        {"type": "Feature", "id": "a", "properties": {"名": "西马\n路\u0000\"\\", "n": 1.50, "big": 12345678901234567890,
          "list": [1, {"k": "a  b\"\\ ]"}], "no": null, "yes": true}, "geometry": {"type": "Polygon",
          "coordinates": [[[116, 23], [116.5, 23], [116.5, 23.1234567], [116, 23]]]}},
        {"type": "Feature", "properties": { }, "geometry": {"type": "MultiLineString",
          "coordinates": [[[1, 2], [3, 4]], [[5, 6], [7, 8]]]}},
        {"type": "Feature", "properties": null, "geometry": null}
      ]}
      """#)
  }

  @Test func `features are on one line each even when the input was not`() throws {
    let table = try objects("{\n  \"a\" : [\r\n 1,\n \"x \\\" y\" ],\n  \"b\": \"c d\"\n}")
    #expect(try properties(geoJSON(layer(table))) == [#"{"a":[1,"x \" y"],"b":"c d"}"#])
  }

  @Test(arguments: ["zones-shenzhen", "zones-nyc", "zones-compounds-a", "torture-antimeridian-a"])
  func `real collections turn right and stay right`(set: String) throws {
    guard let folder = TestData.folder(set) else { return }
    let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted()
      .filter { $0.hasSuffix("json") }
    for file in files.prefix(20) {
      let path = folder.appendingPathComponent(file).path
      guard let read = try? GeoJSONReader.read(ByteStorage.read(path: path), name: file) else { continue }
      let written = try geoJSON(layer(read))
      let again = try GeoJSONReader.read(ByteStorage(written), name: file)
      #expect(again.count == read.count)
      #expect(try geoJSON(layer(again)) == written, "\(file)")
      for geometry in again.geometries {
        for polygon in geometry?.polygons ?? [] {
          #expect(area(polygon.exterior) >= 0, "\(file)")
          #expect(polygon.holes.allSatisfy { area($0) <= 0 }, "\(file)")
        }
      }
    }
  }

  /// Twice the area to the left, of coordinates in units of the last decimal.
  private func area(_ ring: [FilePosition]) -> Double {
    guard let origin = ring.first else { return 0 }
    let xs = ring.map { (($0.first * 1e7).rounded()) - (origin.first * 1e7).rounded() }
    let ys = ring.map { (($0.second * 1e7).rounded()) - (origin.second * 1e7).rounded() }
    return zip(ring.indices, ring.indices.dropFirst()).reduce(0) {
      $0 + xs[$1.0] * ys[$1.1] - xs[$1.1] * ys[$1.0]
    }
  }
}
