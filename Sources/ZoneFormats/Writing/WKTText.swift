internal import ZoneGeometry

/// Writes geometries as well-known text.
///
/// - Source: OGC 06-103r4, clause 7.
struct WKTText {
  private var positions: PositionText

  init(_ layer: OutputLayer) { positions = PositionText(.wkt, for: layer) }

  /// A geometry; nothing when a coordinate is no finite number.
  mutating func append(_ geometry: Geometry<FilePosition>, to out: inout GrowingBytes) {
    let mark = out.count
    appendTagged(geometry, to: &out)
    if positions.isBroken {
      positions.mend()
      out.rollBack(to: mark)
    }
  }

  private mutating func appendTagged(_ geometry: Geometry<FilePosition>, to out: inout GrowingBytes) {
    out.append(text: geometry.typeName.uppercased())
    out.append(UInt8(ascii: " "))
    if geometry.isEmpty { return out.append("EMPTY") }
    switch geometry {
    case .point(let position): positions.append([position], to: &out)
    case .multiPoint(let points), .line(let points): positions.append(points, to: &out)
    case .multiLine(let lines): positions.append(lines, to: &out)
    case .polygon(let polygon): positions.append(polygon, to: &out)
    case .multiPolygon(let polygons): positions.append(polygons, to: &out)
    case .collection(let members): append(members, to: &out)
    }
  }

  private mutating func append(_ members: [Geometry<FilePosition>], to out: inout GrowingBytes) {
    out.append(UInt8(ascii: "("))
    for index in members.indices {
      if index > 0 { out.append(", ") }
      appendTagged(members[index], to: &out)
    }
    out.append(UInt8(ascii: ")"))
  }
}

extension Geometry {
  /// It has no position; a collection counts as empty when it has no member.
  fileprivate var isEmpty: Bool {
    switch self {
    case .point: false
    case .multiPoint(let points), .line(let points): points.isEmpty
    case .multiLine(let lines): lines.isEmpty
    case .polygon(let polygon): polygon.exterior.isEmpty
    case .multiPolygon(let polygons): polygons.isEmpty
    case .collection(let members): members.isEmpty
    }
  }
}
