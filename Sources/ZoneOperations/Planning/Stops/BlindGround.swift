internal import ZoneAnalysis
internal import ZoneGeometry

/// What has to be seen of one blind spot: ground, or stretches of a road.
enum BlindGround {
  case area(MultiPolygon<PlanePoint>)
  case stretches([[PlanePoint]], width: Double)

  /// Square metres (of stretches length × width) and how much of them the footprints show.
  func cover(_ footprints: [Footprint], _ kernel: CoverageKernel) throws -> (all: Double, seen: Double) {
    switch self {
    case .area(let ground):
      let cover = try kernel.cover(ground, by: footprints)
      return (cover.area, cover.observed)
    case .stretches(let lines, let width):
      let all = lines.reduce(0) { $0 + length(of: $1) }
      let seen = kernel.seen(of: lines, by: footprints).reduce(0) { $0 + length(of: $1) }
      return (all * width, min(all, seen) * width)
    }
  }

  /// What the footprints leave unseen.
  func rest(_ footprints: [Footprint], _ kernel: CoverageKernel) throws -> BlindGround {
    if footprints.isEmpty { return self }
    switch self {
    case .area(let ground):
      return .area(MultiPolygon(try kernel.cover(ground, by: footprints).unseen.map(\.outline)))
    case .stretches(let lines, let width):
      return .stretches(try kernel.cover(road: lines, width: width, by: footprints).unseen, width: width)
    }
  }
}
