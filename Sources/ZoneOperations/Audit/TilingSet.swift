internal import ZoneAnalysis
internal import ZoneGeometry
internal import ZoneModel

/// The areas of one kind that must tile, and the plane they are checked in.
struct TilingSet {
  let kind: ZoneKind
  /// Their numbers among all zones.
  let numbers: [Int]
  let grounds: [MultiPolygon<LonLat>]
  let plane: Plane

  /// - Parameter isValid: zones that are not valid at the date take no part.
  /// - Throws: `Problem(.badData)` when there is none of that kind.
  init(_ zones: ZoneSet, _ isValid: [Bool], _ kind: ZoneKind) throws {
    let numbers = zones.zones.indices.filter {
      zones.zones[$0].kind == kind && !zones.zones[$0].boundary.isRoad && isValid[$0]
    }
    let boxes = numbers.compactMap { zones.zones[$0].boundary.geometry.bounds }
    guard let first = boxes.first else {
      let kinds = Set(zones.zones.map(\.kind.rawValue)).sorted().joined(separator: ", ")
      throw Problem(
        .badData, Phrase("no zone is an area of the kind \(kind)", zh: "没有类型为 \(kind) 的面状区域"),
        hint: Phrase("kinds there are: \(kinds)", zh: "现有类型：\(kinds)"))
    }
    self.kind = kind
    self.numbers = numbers
    plane = try Plane(.equalArea(near: boxes.dropFirst().reduce(into: first) { $0.extend(to: $1) }))
    grounds = numbers.map {
      if case .ground(let ground) = zones.zones[$0].boundary { ground } else { MultiPolygon() }
    }
  }

  /// How far `grounds`, one a zone of the set, tile the outline.
  func check(
    _ grounds: [MultiPolygon<LonLat>], outline: MultiPolygon<LonLat>?, _ engine: GeometryEngine
  ) throws -> TilingCheck {
    var check = GroundCheck()
    let drawn = try grounds.map { ground in
      let drawn = try plane.forward(ground)
      return check.isSurelyValid(drawn) ? drawn : try engine.sound(drawn)
    }
    return try TilingCheck(
      drawn, outline: outline.map { try engine.sound(plane.forward($0)) }, engine: engine)
  }
}
