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
    _ = try covering(P(0, 0))
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
  ///
  /// - Source: `GEOSSTRtree_query_r`, `GEOSPreparedIntersects_r` (for a point the same as covers: the
  ///   edge belongs to the ground).
  public func covering(_ p: P) throws(GeometryError) -> [Int32] {
    guard p.isFinite, let tree else { return [] }
    let point = try context.point(p)
    hits.pointee.removeAll(keepingCapacity: true)
    GEOSSTRtree_query_r(
      context.handle, tree, point.pointer,
      { item, hits in
        guard let item, let hits else { return }
        hits.assumingMemoryBound(to: [Int32].self).pointee.append(Int32(Int(bitPattern: item) - 1))
      }, hits)
    var covering: [Int32] = []
    for index in hits.pointee.sorted() {
      guard let ready = prepared[Int(index)] else { continue }
      let inside = try context.predicate("GEOSPreparedIntersects_r") {
        GEOSPreparedIntersects_r($0, ready, point.pointer)
      }
      if inside { covering.append(index) }
    }
    return covering
  }
}

@available(*, unavailable)
extension PreparedAreas: Sendable {}
