public import ZoneGeometry
public import ZoneModel

/// What observations show of one cell.
public struct CellLook: Sendable, Hashable {
  /// Observations whose footprint reaches it.
  public var looks = 0
  /// Square metres, of a road's cell metres, seen at least once.
  public var observed = 0.0
  public var first: Instant?
  public var last: Instant?

  /// Nobody looked.
  public init() {}
}

extension CoverageKernel {
  /// What those who looked at a zone saw of a part of its ground.
  ///
  /// - Parameters:
  ///   - cell: valid, in the plane of the sightings.
  ///   - sightings: what counts for the whole zone; of a walled one only what was seen from inside the zone.
  /// - Throws: as ``cover(_:by:)``.
  public func look(
    at cell: MultiPolygon<PlanePoint>, by sightings: ZoneSightings
  ) throws -> CellLook {
    let (look, near) = CellLook.reaching(cell.geometry, sightings)
    guard look.looks > 0 else { return look }
    var seen = look
    seen.observed = try cover(cell, by: near).observed
    return seen
  }

  /// What those who looked at a road saw of some stretches of it.
  public func look(at stretches: [[PlanePoint]], by sightings: ZoneSightings) -> CellLook {
    let (look, near) = CellLook.reaching(.multiLine(stretches), sightings)
    guard look.looks > 0 else { return look }
    var seen = look
    seen.observed = min(
      stretches.reduce(0) { $0 + length(of: $1) }, LineStretches(stretches, by: near).seenLength)
    return seen
  }
}

extension CellLook {
  /// How many footprints reach a shape, from when to when, and which.
  fileprivate static func reaching(
    _ shape: Geometry<PlanePoint>, _ sightings: ZoneSightings
  ) -> (look: CellLook, near: [Footprint]) {
    var look = CellLook()
    var near: [Footprint] = []
    guard !sightings.footprints.isEmpty, let reach = ZoneReach(shape) else { return (look, near) }
    for (footprint, time) in zip(sightings.footprints, sightings.times) {
      guard footprint.box?.intersects(reach.box) == true, reach.isReached(by: footprint) else { continue }
      near.append(footprint)
      look.looks += 1
      guard let time else { continue }
      look.first = min(look.first ?? time.lowerBound, time.lowerBound)
      look.last = max(look.last ?? time.upperBound, time.upperBound)
    }
    return (look, near)
  }
}

extension ZoneReach {
  fileprivate func isReached(by footprint: Footprint) -> Bool {
    switch footprint.trace {
    case .visit(let p): isWithin(footprint.radius, of: p)
    case .walk(let lines): lines.contains { isWithin(footprint.radius, of: $0) }
    }
  }
}
