internal import CGEOS

/// Many grounds made ready to be asked again and again which of them cover a position.
///
/// An index of boxes and a prepared geometry for each ground, both of GEOS. This is the reference the
/// project's own kernels are held to. Lives in one task, like the engine it was made from.
public final class PreparedAreas<P: Position> {
  private let context: GEOSContext
  private var handles: [GeometryHandle?] = []
  private var prepared: [OpaquePointer?] = []
  private var tree: OpaquePointer?
  private let hits: UnsafeMutablePointer<[Int32]>
  private var covering: [Int32] = []

  /// Positions within ground or on its edge are answered by index into `areas`; empty grounds cover nothing.
  ///
  /// - Throws: `GeometryError.engine` when a ground cannot be prepared.
  /// - Source: `GEOSSTRtree_create_r`, `GEOSPrepare_r`.
  public init(_ areas: [MultiPolygon<P>], engine: GeometryEngine) throws(GeometryError) {
    context = engine.context
    hits = .allocate(capacity: 1)
    hits.initialize(to: [])
    tree = GEOSSTRtree_create_r(context.handle, 10)
    for (index, area) in areas.enumerated() { try add(area, index, engine) }
    // The tree is built by its first query; asking once here keeps that cost out of the first answer.
    try find(0, 0)
  }

  private func add(_ area: MultiPolygon<P>, _ index: Int, _ engine: GeometryEngine) throws(GeometryError) {
    guard !area.isEmpty else {
      handles.append(nil)
      prepared.append(nil)
      return
    }
    let handle = try engine.handle(area)
    guard let ready = GEOSPrepare_r(context.handle, handle.pointer) else {
      throw context.failure("GEOSPrepare_r")
    }
    handles.append(handle)
    prepared.append(ready)
    GEOSSTRtree_insert_r(context.handle, tree, handle.pointer, UnsafeMutableRawPointer(bitPattern: index + 1))
  }

  deinit {
    if let tree { GEOSSTRtree_destroy_r(context.handle, tree) }
    prepared.forEach { if let ready = $0 { GEOSPreparedGeom_destroy_r(context.handle, ready) } }
    hits.deinitialize(count: 1)
    hits.deallocate()
  }

  /// Indices of the grounds that cover `p`, ascending; empty when none does or `p` is not finite.
  public func covering(_ p: P) throws(GeometryError) -> [Int32] {
    try find(p.first, p.second)
    return covering
  }

  /// Indices of the grounds that cover each of many positions: those of `order[k]` are
  /// `zones[starts[k]..<starts[k + 1]]`, ascending. Positions that are not finite are covered by none.
  ///
  /// An order in which neighbours follow one another is about five times as fast as a random one, because
  /// the grounds asked stay in the cache.
  ///
  /// - Source: `GEOSSTRtree_query_r`, `GEOSPreparedIntersects_r` (for a point the same as covers: the
  ///   edge belongs to the ground).
  public func covering(
    first: [Double], second: [Double], order: [Int32]
  ) throws(GeometryError) -> (starts: [Int], zones: [Int32]) {
    var starts = [0]
    starts.reserveCapacity(order.count + 1)
    var zones: [Int32] = []
    for index in order {
      try find(first[Int(index)], second[Int(index)])
      zones.append(contentsOf: covering)
      starts.append(zones.count)
    }
    return (starts, zones)
  }

  /// Fills `covering` for one position.
  private func find(_ x: Double, _ y: Double) throws(GeometryError) {
    covering.removeAll(keepingCapacity: true)
    guard x.isFinite, y.isFinite, let tree else { return }
    guard let point = GEOSGeom_createPointFromXY_r(context.handle, x, y) else {
      throw context.failure("GEOSGeom_createPointFromXY_r")
    }
    defer { GEOSGeom_destroy_r(context.handle, point) }
    hits.pointee.removeAll(keepingCapacity: true)
    GEOSSTRtree_query_r(
      context.handle, tree, point,
      { item, hits in
        guard let item, let hits else { return }
        hits.assumingMemoryBound(to: [Int32].self).pointee.append(Int32(Int(bitPattern: item) - 1))
      }, hits)
    for index in hits.pointee {
      guard let ready = prepared[Int(index)] else { continue }
      switch GEOSPreparedIntersects_r(context.handle, ready, point) {
      case 0: continue
      case 1: covering.append(index)
      default: throw context.failure("GEOSPreparedIntersects_r")
      }
    }
    if covering.count > 1 { covering.sort() }
  }
}

@available(*, unavailable)
extension PreparedAreas: Sendable {}
