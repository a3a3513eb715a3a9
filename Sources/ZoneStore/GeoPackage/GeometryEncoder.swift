internal import ZoneGeometry

/// Writes geometries as a GeoPackage keeps them: little-endian, with an envelope for what is no point.
///
/// - Source: OGC 12-128r18 (GeoPackage 1.3), clause 2.1.3; OGC 06-103r4, clause 8.
struct GeometryEncoder {
  private(set) var bytes: [UInt8] = []
  private let system: Int32

  /// - Parameter system: the number of the coordinate system in the file.
  init(system: Int) { self.system = Int32(truncatingIfNeeded: system) }

  /// Puts a point into `bytes`, in the place of what was there.
  mutating func encode(point p: FilePosition) {
    head(flags: 0x01)
    append(word: 1)
    append(p)
  }

  /// Puts a geometry into `bytes`; returns the box around it, `nil` when it is empty.
  mutating func encode(_ geometry: Geometry<FilePosition>) -> Box<FilePosition>? {
    if case .point(let p) = geometry {
      encode(point: p)
      return Box(p)
    }
    guard let box = geometry.bounds else {
      // empty, and no envelope
      head(flags: 0x11)
      append(geometry, isFirst: true)
      return nil
    }
    headBytes(flags: 0x03)
    for side in [box.minimum.first, box.maximum.first, box.minimum.second, box.maximum.second] {
      append(side)
    }
    append(geometry, isFirst: false)
    return box
  }

  private mutating func headBytes(flags: UInt8) {
    bytes.removeAll(keepingCapacity: true)
    bytes.append(contentsOf: [0x47, 0x50, 0, flags])
    append(word: UInt32(bitPattern: system))
  }

  /// The head of a geometry without envelope, and the byte order of what follows.
  private mutating func head(flags: UInt8) {
    headBytes(flags: flags)
    bytes.append(1)
  }

  private mutating func append(word: UInt32) {
    withUnsafeBytes(of: word.littleEndian) { bytes.append(contentsOf: $0) }
  }

  private mutating func append(_ number: Double) {
    withUnsafeBytes(of: number.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
  }

  private mutating func append(_ p: FilePosition) {
    append(p.first)
    append(p.second)
  }

  private mutating func append(_ positions: [FilePosition]) {
    append(word: UInt32(positions.count))
    for p in positions { append(p) }
  }

  private mutating func append(_ polygon: Polygon<FilePosition>) {
    let rings = polygon.exterior.isEmpty && polygon.holes.isEmpty ? [] : polygon.rings
    append(word: UInt32(rings.count))
    for ring in rings { append(ring) }
  }

  /// - Parameter isFirst: the byte order is there already.
  private mutating func append(_ geometry: Geometry<FilePosition>, isFirst: Bool) {
    if !isFirst { bytes.append(1) }
    append(word: Self.code(of: geometry))
    switch geometry {
    case .point(let p): append(p)
    case .line(let positions): append(positions)
    case .polygon(let polygon): append(polygon)
    case .multiPoint(let points): append(members: points.map { .point($0) })
    case .multiLine(let lines): append(members: lines.map { .line($0) })
    case .multiPolygon(let polygons): append(members: polygons.map { .polygon($0) })
    case .collection(let members): append(members: members)
    }
  }

  private mutating func append(members: [Geometry<FilePosition>]) {
    append(word: UInt32(members.count))
    for member in members { append(member, isFirst: false) }
  }

  private static func code(of geometry: Geometry<FilePosition>) -> UInt32 {
    switch geometry {
    case .point: 1
    case .line: 2
    case .polygon: 3
    case .multiPoint: 4
    case .multiLine: 5
    case .multiPolygon: 6
    case .collection: 7
    }
  }
}
