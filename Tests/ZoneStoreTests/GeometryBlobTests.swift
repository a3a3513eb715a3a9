import Testing
import ZoneGeometry

@testable import ZoneStore

@Suite struct `Geometry blobs` {
  private func decode(_ bytes: [UInt8]) throws -> Geometry<FilePosition>? {
    try bytes.withUnsafeBytes { try GeometryBlob.geometry($0) }
  }

  /// Little-endian numbers.
  private func number(_ value: Double) -> [UInt8] {
    withUnsafeBytes(of: value.bitPattern.littleEndian) { Array($0) }
  }
  private func big(_ value: Double) -> [UInt8] {
    withUnsafeBytes(of: value.bitPattern.bigEndian) { Array($0) }
  }

  private let head: [UInt8] = [0x47, 0x50, 0, 1, 0xE6, 0x10, 0, 0]

  @Test(arguments: [
    Geometry.point(FilePosition(1, 2)), .line([FilePosition(0, 0), FilePosition(1, 1)]),
    .polygon(
      Polygon(
        exterior: [FilePosition(0, 0), FilePosition(9, 0), FilePosition(9, 9), FilePosition(0, 0)],
        holes: [[FilePosition(1, 1), FilePosition(2, 1), FilePosition(2, 2), FilePosition(1, 1)]])),
    .multiPoint([FilePosition(1, 2), FilePosition(3, 4)]),
    .multiLine([[FilePosition(0, 0), FilePosition(1, 1)], [FilePosition(2, 2), FilePosition(3, 3)]]),
    .multiPolygon([Polygon(exterior: [FilePosition(0, 0), FilePosition(1, 0), FilePosition(1, 1)])]),
    .collection([.point(FilePosition(1, 2)), .line([FilePosition(0, 0), FilePosition(1, 1)])]),
  ])
  func `what is written is read`(geometry: Geometry<FilePosition>) throws {
    var encoder = GeometryEncoder(system: 4326)
    #expect(encoder.encode(geometry) == geometry.bounds)
    #expect(try decode(encoder.bytes) == geometry)
  }

  @Test func `either byte order is read, and heights and measures are dropped`() throws {
    let point = Geometry.point(FilePosition(1, 2))
    #expect(try decode(head + [0, 0, 0, 0, 1] + big(1) + big(2)) == point)
    #expect(try decode(head + [1, 0xE9, 3, 0, 0] + number(1) + number(2) + number(9)) == point)
    #expect(
      try decode(head + [1, 0xB9, 0x0B, 0, 0] + number(1) + number(2) + number(9) + number(8)) == point)
    // PostGIS's flag for heights
    #expect(try decode(head + [1, 1, 0, 0, 0x80] + number(1) + number(2) + number(9)) == point)
  }

  @Test(arguments: [(0, 0), (1, 32), (2, 48), (3, 48), (4, 64)])
  func `every envelope is stepped over`(kind: Int, size: Int) throws {
    let start: [UInt8] =
      [0x47, 0x50, 0, UInt8(1 | kind << 1), 0, 0, 0, 0] + [UInt8](repeating: 0xAA, count: size)
    #expect(try decode(start + [1, 1, 0, 0, 0] + number(1) + number(2)) == .point(FilePosition(1, 2)))
  }

  @Test func `empty geometries are no place`() throws {
    #expect(try decode(head + [1, 1, 0, 0, 0] + number(.nan) + number(.nan)) == nil)
    #expect(try decode(head + [1, 2, 0, 0, 0, 0, 0, 0, 0]) == nil)
    #expect(try decode(head + [1, 7, 0, 0, 0, 0, 0, 0, 0]) == nil)
  }

  @Test func `a count larger than the bytes is a cut, not a reason to make room`() {
    #expect(throws: GeometryBlobFault.cut) { try decode(head + [1, 2, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0x7F]) }
    #expect(throws: GeometryBlobFault.cut) { try decode(head + [1, 6, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF]) }
  }

  @Test func `collections without end are refused`() {
    let deep =
      head + [UInt8](repeating: 0, count: 0)
      + (0..<200).flatMap { _ -> [UInt8] in [1, 7, 0, 0, 0, 1, 0, 0, 0] }
    #expect(throws: GeometryBlobFault.tooDeep) { try decode(deep) }
  }

  @Test func `arcs, unknown types and strange members are told apart`() {
    #expect(throws: GeometryBlobFault.curve) { try decode(head + [1, 8, 0, 0, 0, 0, 0, 0, 0]) }
    #expect(throws: GeometryBlobFault.type(99)) { try decode(head + [1, 99, 0, 0, 0, 0, 0, 0, 0]) }
    #expect(throws: GeometryBlobFault.member(2)) {
      try decode(head + [1, 4, 0, 0, 0, 1, 0, 0, 0, 1, 2, 0, 0, 0] + [UInt8](repeating: 0, count: 40))
    }
  }
}
