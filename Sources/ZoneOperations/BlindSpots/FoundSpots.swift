internal import ZoneModel

/// Blind spots, and what was left out.
struct FoundSpots: Sendable {
  var spots: [BlindSpot] = []
  var tooSmall: [Cause: (count: Int, area: Double)] = [:]

  mutating func append(_ other: FoundSpots) {
    spots += other.spots
    for (cause, left) in other.tooSmall { leave(left.count, left.area, cause) }
  }

  mutating func leave(_ count: Int, _ area: Double, _ cause: Cause) {
    tooSmall[cause, default: (0, 0)].count += count
    tooSmall[cause, default: (0, 0)].area += area
  }
}
