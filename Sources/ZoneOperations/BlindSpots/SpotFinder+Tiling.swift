internal import ZoneAnalysis
internal import ZoneGeometry
internal import ZoneModel

extension SpotFinder {
  /// Gaps and overlaps of the subdistricts, which must tile.
  func tilingFaults(of zones: [Int]) throws -> FoundSpots {
    var found = FoundSpots()
    let tiles = zones.filter {
      survey.zones.zones[$0].kind == .street && !survey.zones.zones[$0].boundary.isRoad
    }
    guard tiles.count > 1, causes.contains(.unowned) || causes.contains(.disputed) else {
      return found
    }
    let grounds: [MultiPolygon<PlanePoint>] = try tiles.map {
      guard case .ground(let ground) = survey.zones.zones[$0].boundary else { return MultiPolygon() }
      return try engine.sound(plane.forward(ground))
    }
    let check = try TilingCheck(grounds, outline: nil, engine: engine)
    if causes.contains(.unowned) {
      for (index, gap) in check.gaps.enumerated() {
        let piece = UnseenGround(outline: gap.piece.ground, area: gap.piece.area)
        try add(Spot(.unowned, piece), "gap-\(index + 1)", nil, &found)
      }
    }
    if causes.contains(.disputed) {
      for (index, overlap) in check.overlaps.enumerated() {
        let piece = UnseenGround(outline: overlap.piece.ground, area: overlap.piece.area)
        try add(Spot(.disputed, piece), "overlap-\(index + 1)", tiles[overlap.first], &found)
      }
    }
    return found
  }
}
