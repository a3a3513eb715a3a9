internal import ZoneGeometry

/// Writes geometries as GeoJSON objects.
struct GeoJSONGeometryText {
  private var positions: PositionText

  /// The box around all positions written that are finite.
  var bounds: FileBounds { positions.bounds }

  init(_ layer: OutputLayer) { positions = PositionText(.json, for: layer) }

  /// A geometry; `null` when there is none, or when a coordinate is no finite number, which JSON cannot
  /// state.
  @inline(__always)
  mutating func append(_ geometry: Geometry<FilePosition>?, to out: inout GrowingBytes) {
    guard let geometry else { return out.append("null") }
    let mark = out.count
    append(geometry, to: &out)
    if positions.isBroken {
      positions.mend()
      out.rollBack(to: mark)
      out.append("null")
    }
  }

  private mutating func append(_ geometry: Geometry<FilePosition>, to out: inout GrowingBytes) {
    switch geometry {
    case .point(let position):
      out.append("{\"type\":\"Point\",\"coordinates\":")
      positions.append(position, to: &out)
    case .multiPoint(let points):
      out.append("{\"type\":\"MultiPoint\",\"coordinates\":")
      positions.append(points, to: &out)
    case .line(let line):
      out.append("{\"type\":\"LineString\",\"coordinates\":")
      positions.append(line, to: &out)
    case .multiLine(let lines):
      out.append("{\"type\":\"MultiLineString\",\"coordinates\":")
      positions.append(lines, to: &out)
    case .polygon(let polygon):
      out.append("{\"type\":\"Polygon\",\"coordinates\":")
      positions.append(polygon, to: &out)
    case .multiPolygon(let polygons):
      out.append("{\"type\":\"MultiPolygon\",\"coordinates\":")
      positions.append(polygons, to: &out)
    case .collection(let members): append(members, to: &out)
    }
    out.append(UInt8(ascii: "}"))
  }

  private mutating func append(_ members: [Geometry<FilePosition>], to out: inout GrowingBytes) {
    out.append("{\"type\":\"GeometryCollection\",\"geometries\":[")
    for index in members.indices {
      if index > 0 { out.append(UInt8(ascii: ",")) }
      append(members[index], to: &out)
    }
    out.append(UInt8(ascii: "]"))
  }

  /// `[west,south,east,north]`, rounded as the coordinates inside are.
  mutating func append(_ box: Box<FilePosition>, to out: inout GrowingBytes) {
    let sides = [box.minimum.first, box.minimum.second, box.maximum.first, box.maximum.second]
    for (index, side) in sides.enumerated() {
      out.append(index == 0 ? UInt8(ascii: "[") : UInt8(ascii: ","))
      positions.append(side, to: &out)
    }
    out.append(UInt8(ascii: "]"))
  }
}
