internal import ZoneGeometry

/// The geometry of a GeoPackage's row: a header and well-known binary.
///
/// - Source: OGC 12-128r18 (GeoPackage 1.3), clause 2.1.3; OGC 06-103r4, clause 8; ISO 13249-3 for the types
///   with heights and measures.
enum GeometryBlob {
  /// The geometry, longitude or easting first; heights and measures are dropped. `nil` for an empty one.
  static func geometry(_ blob: UnsafeRawBufferPointer) throws(GeometryBlobFault) -> Geometry<FilePosition>? {
    var bytes = BlobBytes(blob)
    guard try bytes.byte() == UInt8(ascii: "G"), try bytes.byte() == UInt8(ascii: "P") else {
      throw .notGeoPackage
    }
    let version = try bytes.byte()
    guard version == 0 else { throw .version(version) }
    let flags = try bytes.byte()
    // the number of the system; the table says it too
    try bytes.skip(4)
    if flags & 0x20 != 0 { throw .extended(try extensionCode(&bytes)) }
    let kind = flags >> 1 & 7
    guard kind <= 4 else { throw .envelope(kind) }
    try bytes.skip([0, 32, 48, 48, 64][Int(kind)])
    var reader = WKBReader(bytes)
    return try reader.geometry()
  }

  private static func extensionCode(_ bytes: inout BlobBytes) throws(GeometryBlobFault) -> String {
    var code = ""
    for _ in 0..<4 {
      let byte = try bytes.byte()
      code.unicodeScalars.append((0x20..<0x7F).contains(byte) ? Unicode.Scalar(byte) : "?")
    }
    return code
  }
}

/// Steps through bytes and stops at their end.
struct BlobBytes {
  private let bytes: UnsafeRawBufferPointer
  private(set) var at = 0

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  var left: Int { bytes.count - at }

  mutating func skip(_ count: Int) throws(GeometryBlobFault) {
    guard left >= count else { throw .cut }
    at += count
  }

  @inline(__always)
  mutating func byte() throws(GeometryBlobFault) -> UInt8 {
    guard left >= 1 else { throw .cut }
    defer { at += 1 }
    return bytes[at]
  }

  @inline(__always)
  mutating func word(isLittle: Bool) throws(GeometryBlobFault) -> UInt32 {
    guard left >= 4 else { throw .cut }
    defer { at += 4 }
    let word = bytes.loadUnaligned(fromByteOffset: at, as: UInt32.self)
    return isLittle ? UInt32(littleEndian: word) : UInt32(bigEndian: word)
  }

  @inline(__always)
  mutating func number(isLittle: Bool) throws(GeometryBlobFault) -> Double {
    guard left >= 8 else { throw .cut }
    defer { at += 8 }
    let word = bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self)
    return Double(bitPattern: isLittle ? UInt64(littleEndian: word) : UInt64(bigEndian: word))
  }
}
