internal import CGEOS

// Values to GEOS and back. Rings are handed over as they are: validity is judged by GEOS, not here.
extension GEOSContext {
  func geometry<P: Position>(_ value: Geometry<P>) throws(GeometryError) -> GeometryHandle {
    switch value {
    case .point(let p): try point(p)
    case .multiPoint(let ps): try collection(GEOS_MULTIPOINT, ps) { p throws(GeometryError) in try point(p) }
    case .line(let ps): try line(ps)
    case .multiLine(let lines):
      try collection(GEOS_MULTILINESTRING, lines) { l throws(GeometryError) in try line(l) }
    case .polygon(let p): try polygon(p)
    case .multiPolygon(let ps):
      try collection(GEOS_MULTIPOLYGON, ps) { p throws(GeometryError) in try polygon(p) }
    case .collection(let members):
      try collection(GEOS_GEOMETRYCOLLECTION, members) { g throws(GeometryError) in try geometry(g) }
    }
  }

  func ground<P: Position>(_ value: MultiPolygon<P>) throws(GeometryError) -> GeometryHandle {
    try geometry(value.geometry)
  }

  func point<P: Position>(_ p: P) throws(GeometryError) -> GeometryHandle {
    try owned("GEOSGeom_createPointFromXY_r") { GEOSGeom_createPointFromXY_r($0, p.first, p.second) }
  }

  func line<P: Position>(_ ps: [P]) throws(GeometryError) -> GeometryHandle {
    let sequence = try coordinates(ps)
    return try owned("GEOSGeom_createLineString_r") { GEOSGeom_createLineString_r($0, sequence) }
  }

  func polygon<P: Position>(_ polygon: Polygon<P>) throws(GeometryError) -> GeometryHandle {
    let shell = try ring(polygon.exterior)
    var holes: [OpaquePointer?] = []
    for hole in polygon.holes {
      do {
        holes.append(try ring(hole))
      } catch {
        GEOSGeom_destroy_r(handle, shell)
        holes.forEach { GEOSGeom_destroy_r(handle, $0) }
        throw error
      }
    }
    // GEOS owns the rings from here on, also when it fails.
    return try owned("GEOSGeom_createPolygon_r") {
      GEOSGeom_createPolygon_r($0, shell, &holes, UInt32(holes.count))
    }
  }

  private func ring<P: Position>(_ ps: [P]) throws(GeometryError) -> OpaquePointer {
    let sequence = try coordinates(ps)
    guard let ring = GEOSGeom_createLinearRing_r(handle, sequence) else {
      throw failure("GEOSGeom_createLinearRing_r")
    }
    return ring
  }

  /// The sequence is consumed by the geometry made from it.
  private func coordinates<P: Position>(_ ps: [P]) throws(GeometryError) -> OpaquePointer {
    var flat: [Double] = []
    flat.reserveCapacity(ps.count * 2)
    for p in ps {
      flat.append(p.first)
      flat.append(p.second)
    }
    guard let sequence = GEOSCoordSeq_copyFromBuffer_r(handle, flat, UInt32(ps.count), 0, 0) else {
      throw failure("GEOSCoordSeq_copyFromBuffer_r")
    }
    return sequence
  }

  private func collection<Member>(
    _ type: GEOSGeomTypes, _ members: [Member],
    _ make: (Member) throws(GeometryError) -> GeometryHandle
  ) throws(GeometryError) -> GeometryHandle {
    var handles: [GeometryHandle] = []
    for member in members { handles.append(try make(member)) }
    var clones: [OpaquePointer?] = handles.map { GEOSGeom_clone_r(handle, $0.pointer) }
    return try owned("GEOSGeom_createCollection_r") {
      GEOSGeom_createCollection_r($0, Int32(type.rawValue), &clones, UInt32(clones.count))
    }
  }
}

extension GeometryHandle {
  /// The geometry as a value; empty parts are left out.
  func value<P: Position>(as: P.Type = P.self) -> Geometry<P> { Self.value(pointer, context) }

  /// Its polygons alone; points and lines that an overlay leaves behind are dropped.
  func ground<P: Position>(as: P.Type = P.self) -> MultiPolygon<P> {
    MultiPolygon(value(as: P.self).polygons)
  }

  private static func value<P: Position>(_ g: OpaquePointer, _ context: GEOSContext) -> Geometry<P> {
    let handle = context.handle
    if GEOSisEmpty_r(handle, g) == 1 { return .collection([]) }
    switch GEOSGeomTypes(UInt32(GEOSGeomTypeId_r(handle, g))) {
    case GEOS_POINT: return .point(positions(g, context)[0])
    case GEOS_LINESTRING, GEOS_LINEARRING: return .line(positions(g, context))
    case GEOS_POLYGON: return .polygon(polygon(g, context))
    case GEOS_MULTIPOINT: return .multiPoint(parts(g, context).map { positions($0, context)[0] })
    case GEOS_MULTILINESTRING: return .multiLine(parts(g, context).map { positions($0, context) })
    case GEOS_MULTIPOLYGON: return .multiPolygon(parts(g, context).map { polygon($0, context) })
    default: return .collection(parts(g, context).map { value($0, context) })
    }
  }

  private static func parts(_ g: OpaquePointer, _ context: GEOSContext) -> [OpaquePointer] {
    (0..<GEOSGetNumGeometries_r(context.handle, g))
      .compactMap { GEOSGetGeometryN_r(context.handle, g, $0) }
      .filter { GEOSisEmpty_r(context.handle, $0) == 0 }
  }

  private static func polygon<P: Position>(_ g: OpaquePointer, _ context: GEOSContext) -> Polygon<P> {
    let holes = (0..<GEOSGetNumInteriorRings_r(context.handle, g))
      .compactMap { GEOSGetInteriorRingN_r(context.handle, g, $0) }
    let shell = GEOSGetExteriorRing_r(context.handle, g)
    return Polygon(
      exterior: shell.map { positions($0, context) } ?? [], holes: holes.map { positions($0, context) })
  }

  private static func positions<P: Position>(_ g: OpaquePointer, _ context: GEOSContext) -> [P] {
    let handle = context.handle
    guard let sequence = GEOSGeom_getCoordSeq_r(handle, g) else { return [] }
    var count: UInt32 = 0
    guard GEOSCoordSeq_getSize_r(handle, sequence, &count) == 1 else { return [] }
    let flat = [Double](unsafeUninitializedCapacity: Int(count) * 2) { buffer, initialized in
      let copied = GEOSCoordSeq_copyToBuffer_r(handle, sequence, buffer.baseAddress, 0, 0)
      initialized = copied == 1 ? Int(count) * 2 : 0
    }
    return stride(from: 0, to: flat.count, by: 2).map { P(flat[$0], flat[$0 + 1]) }
  }
}
