internal import ZoneGeometry

/// Reads well-known binary. Nothing in it is believed: counts are held against the bytes that are left before
/// room is made for them.
///
/// - Source: OGC 06-103r4, clause 8; ISO 13249-3, 5.1.68; the flags of PostGIS's extended form.
struct WKBReader {
  private var bytes: BlobBytes
  private var isLittle = true
  /// Numbers a position has.
  private var width = 2
  private var depth = 0
  private static let deepest = 32

  init(_ bytes: BlobBytes) { self.bytes = bytes }

  /// The geometry; `nil` for an empty one.
  mutating func geometry() throws(GeometryBlobFault) -> Geometry<FilePosition>? {
    let type = try head()
    return try geometry(of: type)
  }

  /// Reads byte order and type; the type without its heights and measures.
  private mutating func head() throws(GeometryBlobFault) -> UInt32 {
    let order = try bytes.byte()
    guard order <= 1 else { throw .byteOrder(order) }
    isLittle = order == 1
    var type = try bytes.word(isLittle: isLittle)
    var extra = 0
    if type & 0xE000_0000 != 0 {
      extra = (type & 0x8000_0000 != 0 ? 1 : 0) + (type & 0x4000_0000 != 0 ? 1 : 0)
      // a number of a system may follow the type in PostGIS's form
      if type & 0x2000_0000 != 0 { try bytes.skip(4) }
      type &= 0x1FFF_FFFF
    }
    guard type < 4000 else { throw .type(type) }
    extra += [0, 1, 1, 2][Int(type / 1000)]
    width = 2 + min(extra, 2)
    return type % 1000
  }

  private mutating func geometry(of type: UInt32) throws(GeometryBlobFault) -> Geometry<FilePosition>? {
    switch type {
    case 1:
      let p = try position()
      // an empty point is one of no numbers
      return p.first.isNaN && p.second.isNaN ? nil : .point(p)
    case 2: return Self.line(try positions())
    case 3: return Self.polygon(try rings())
    case 4: return try multiPoint()
    case 5: return try multiLine()
    case 6: return try multiPolygon()
    case 7: return try collection()
    case 8...14: throw .curve
    default: throw .type(type)
    }
  }

  private static func line(_ positions: [FilePosition]) -> Geometry<FilePosition>? {
    positions.isEmpty ? nil : .line(positions)
  }

  private static func polygon(_ rings: [Ring<FilePosition>]) -> Geometry<FilePosition>? {
    ground(rings).map { .polygon($0) }
  }

  private static func ground(_ rings: [Ring<FilePosition>]) -> Polygon<FilePosition>? {
    guard let outer = rings.first, !outer.isEmpty else { return nil }
    return Polygon(exterior: outer, holes: Array(rings.dropFirst()))
  }
}

// MARK: - Parts

extension WKBReader {
  @inline(__always)
  private mutating func position() throws(GeometryBlobFault) -> FilePosition {
    let first = try bytes.number(isLittle: isLittle)
    let second = try bytes.number(isLittle: isLittle)
    if width > 2 { try bytes.skip(8 * (width - 2)) }
    return FilePosition(first, second)
  }

  /// A number of things that take at least `size` bytes each.
  private mutating func count(of size: Int) throws(GeometryBlobFault) -> Int {
    let count = Int(try bytes.word(isLittle: isLittle))
    guard count <= bytes.left / size else { throw .cut }
    return count
  }

  private mutating func positions() throws(GeometryBlobFault) -> [FilePosition] {
    let count = try count(of: 8 * width)
    var positions: [FilePosition] = []
    positions.reserveCapacity(count)
    for _ in 0..<count { positions.append(try position()) }
    return positions
  }

  private mutating func rings() throws(GeometryBlobFault) -> [Ring<FilePosition>] {
    var rings: [Ring<FilePosition>] = []
    for _ in 0..<(try count(of: 4)) { rings.append(try positions()) }
    return rings
  }

  /// Reads the head of a member that must be of one type.
  private mutating func member(_ wanted: UInt32) throws(GeometryBlobFault) {
    let type = try head()
    guard type == wanted else {
      if (8...14).contains(type) { throw .curve }
      throw .member(type)
    }
  }

  private mutating func multiPoint() throws(GeometryBlobFault) -> Geometry<FilePosition>? {
    var points: [FilePosition] = []
    for _ in 0..<(try count(of: 21)) {
      try member(1)
      let p = try position()
      if !(p.first.isNaN && p.second.isNaN) { points.append(p) }
    }
    return points.isEmpty ? nil : .multiPoint(points)
  }

  private mutating func multiLine() throws(GeometryBlobFault) -> Geometry<FilePosition>? {
    var lines: [[FilePosition]] = []
    for _ in 0..<(try count(of: 9)) {
      try member(2)
      let line = try positions()
      if !line.isEmpty { lines.append(line) }
    }
    return lines.isEmpty ? nil : .multiLine(lines)
  }

  private mutating func multiPolygon() throws(GeometryBlobFault) -> Geometry<FilePosition>? {
    var polygons: [Polygon<FilePosition>] = []
    for _ in 0..<(try count(of: 9)) {
      try member(3)
      if let polygon = Self.ground(try rings()) { polygons.append(polygon) }
    }
    return polygons.isEmpty ? nil : .multiPolygon(polygons)
  }

  private mutating func collection() throws(GeometryBlobFault) -> Geometry<FilePosition>? {
    guard depth < Self.deepest else { throw .tooDeep }
    depth += 1
    defer { depth -= 1 }
    var members: [Geometry<FilePosition>] = []
    for _ in 0..<(try count(of: 9)) {
      if let member = try geometry() { members.append(member) }
    }
    return members.isEmpty ? nil : .collection(members)
  }
}
