import Testing
import ZoneGeometry

@testable import ZoneFormats

private func wkt(_ text: String) throws -> Geometry<FilePosition>? {
  let storage = ByteStorage(text)
  var reader = WKTReader(storage, from: 0, to: storage.count)
  return try reader.read()
}

@Suite struct `Well-known text` {
  private typealias P = FilePosition

  @Test func `every type is read`() throws {
    let ring = [P(0, 0), P(4, 0), P(4, 4), P(0, 0)]
    let hole = [P(1, 1), P(2, 1), P(2, 2), P(1, 1)]
    #expect(try wkt("POINT(1 2)") == .point(P(1, 2)))
    #expect(try wkt(" point ( -1.5e2   .5 ) ") == .point(P(-150, 0.5)))
    #expect(try wkt("LINESTRING(0 0, 1 1 )") == .line([P(0, 0), P(1, 1)]))
    let polygon = try wkt("POLYGON((0 0,4 0,4 4,0 0),(1 1,2 1,2 2,1 1))")
    #expect(polygon == .polygon(Polygon(exterior: ring, holes: [hole])))
    #expect(try wkt("MULTIPOINT(1 2,3 4)") == .multiPoint([P(1, 2), P(3, 4)]))
    #expect(try wkt("MULTIPOINT((1 2),EMPTY,(3 4))") == .multiPoint([P(1, 2), P(3, 4)]))
    let lines = try wkt("MULTILINESTRING((0 0,1 1),EMPTY,(2 2,3 3))")
    #expect(lines == .multiLine([[P(0, 0), P(1, 1)], [P(2, 2), P(3, 3)]]))
    #expect(try wkt("MULTIPOLYGON(((0 0,4 0,4 4,0 0)))") == .multiPolygon([Polygon(exterior: ring)]))
    let collection = try wkt("GEOMETRYCOLLECTION(POINT(1 2),LINESTRING EMPTY,POINT M (3 4 5))")
    #expect(collection == .collection([.point(P(1, 2)), .point(P(3, 4))]))
  }

  @Test(arguments: [
    "POINT Z (1 2 3)", "POINTZ(1 2 3)", "POINT ZM(1 2 3 4)", "POINT M (1 2 9)", "SRID=4326;POINT(+1 2.)",
  ])
  func `heights, measures and systems are stepped over`(text: String) throws {
    #expect(try wkt(text) == .point(P(1, 2)))
  }

  @Test(arguments: ["POINT EMPTY", "POLYGON Z EMPTY", "MULTIPOLYGON(EMPTY)", "GEOMETRYCOLLECTION EMPTY"])
  func `empty is no place`(text: String) throws {
    #expect(try wkt(text) == nil)
  }

  @Test(arguments: [
    "", "POINT", "POINT(1)", "POINT(1 2", "POINT(1 2) x", "POINT(a b)", "POINT(1 2 3 4 5)", "LINESTRING(1 2)",
    "POLYGON((0 0,1 1,0 0))", "POLYGON(0 0,1 1)", "CIRCULARSTRING(0 0,1 1,2 0)", "SRID=x;POINT(1 2)",
    "POINT(1e999 2)",
    "POINT(1,2)", "LINESTRING(1 2,,3 4)", String(repeating: "GEOMETRYCOLLECTION(", count: 5000),
  ])
  func `what is no geometry is refused`(text: String) {
    #expect(throws: WKTReader.Fault.self) { try wkt(text) }
  }

  @Test func `text cut anywhere is refused`() throws {
    let text = "SRID=4490;MULTIPOLYGON Z(((0 0 1,4 0 1,4 4 1,0 0 1),(1 1 1,2 1 1,2 2 1,1 1 1)))"
    _ = try wkt(text)
    for length in 0..<text.count {
      #expect(throws: WKTReader.Fault.self, "cut at \(length)") { try wkt(String(text.prefix(length))) }
    }
  }
}
