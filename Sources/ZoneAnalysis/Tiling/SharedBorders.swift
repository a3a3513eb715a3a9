public import ZoneGeometry

extension TilingCheck {
  /// For each ground the zones it shares border with (at least a millimetre), longest first, then by index.
  ///
  /// - Complexity: O(*n* log *n*) in all vertices.
  public static func borders(
    of grounds: [MultiPolygon<PlanePoint>], with zones: [MultiPolygon<PlanePoint>]
  ) -> [[Border]] {
    let pieces = grounds.flatMap(\.polygons)
    var found = SharedBorders.lengths(of: pieces, with: zones)[...]
    return grounds.map { ground in
      var sums: [Int: Double] = [:]
      for border in found.prefix(ground.polygons.count).joined() {
        sums[border.zone, default: 0] += border.length
      }
      found = found.dropFirst(ground.polygons.count)
      return SharedBorders.sorted(sums.map { Border(zone: $0, length: $1) })
    }
  }
}

/// How much border pieces of ground share with zones.
///
/// The pieces came out of overlays, so their vertices are rounded and their edges lie a little beside the
/// zones' own: edges count as shared where they run within ``nearness`` of one another.
enum SharedBorders {
  /// Metres: a thousand times the rounding of an overlay, a thousandth of what anybody surveys.
  static let nearness = 1e-6
  /// Metres: a shorter border is a corner that two rings share.
  static let leastLength = 1e-3

  /// For each piece the zones it shares at least ``leastLength`` of border with, longest first, then by
  /// index.
  static func lengths(
    of pieces: [Polygon<PlanePoint>], with zones: [MultiPolygon<PlanePoint>],
    nearness: Double = SharedBorders.nearness
  ) -> [[TilingCheck.Border]] {
    if pieces.isEmpty { return [] }
    let ours = pieces.enumerated().flatMap { segments(of: $1.rings, owner: $0) }
    let index = BoxIndex(ours.map { $0.box.grown(by: nearness) })
    var runs: [Run] = []
    for (zone, ground) in zones.enumerated() {
      for other in ground.polygons.flatMap({ segments(of: $0.rings, owner: zone) }) {
        for segment in index.meeting(other.box) {
          guard let part = ours[segment].part(beside: other, nearness) else { continue }
          runs.append(Run(segment: segment, zone: zone, start: part.start, end: part.end))
        }
      }
    }
    var borders: [[TilingCheck.Border]] = Array(repeating: [], count: pieces.count)
    for (key, length) in totals(of: runs, on: ours) where length >= leastLength {
      borders[key.piece].append(TilingCheck.Border(zone: key.zone, length: length))
    }
    return borders.map(sorted)
  }

  /// Longest first, then by index.
  static func sorted(_ borders: [TilingCheck.Border]) -> [TilingCheck.Border] {
    borders.sorted { $0.length != $1.length ? $0.length > $1.length : $0.zone < $1.zone }
  }

  /// A stretch of a piece's edge along a zone's border, in metres from the edge's start.
  private struct Run {
    var segment: Int
    var zone: Int
    var start: Double
    var end: Double
  }

  private struct Key: Hashable {
    var piece: Int
    var zone: Int
  }

  /// Stretches added up by piece and zone, what several edges of a zone cover counted once.
  private static func totals(of runs: [Run], on segments: [Segment]) -> [Key: Double] {
    var totals: [Key: Double] = [:]
    var last: (segment: Int, zone: Int, end: Double) = (-1, -1, 0)
    for run in runs.sorted(by: { ($0.segment, $0.zone, $0.start) < ($1.segment, $1.zone, $1.start) }) {
      if (last.segment, last.zone) != (run.segment, run.zone) { last = (run.segment, run.zone, 0) }
      let start = max(run.start, last.end)
      if run.end <= start { continue }
      totals[Key(piece: segments[run.segment].owner, zone: run.zone), default: 0] += run.end - start
      last.end = run.end
    }
    return totals
  }

  private static func segments(of rings: [Ring<PlanePoint>], owner: Int) -> [Segment] {
    rings.flatMap { ring in
      zip(ring, ring.dropFirst()).compactMap { $0 == $1 ? nil : Segment(owner: owner, from: $0, to: $1) }
    }
  }
}

private struct Segment {
  var owner: Int
  var from: PlanePoint
  var to: PlanePoint

  var box: Box<PlanePoint> {
    var box = Box(from)
    box.extend(to: to)
    return box
  }

  /// The part of this segment that runs beside `other`, in metres from its start; `nil` when none does.
  func part(beside other: Segment, _ nearness: Double) -> (start: Double, end: Double)? {
    let length = from.distance(to: to)
    let east = (to.x - from.x) / length
    let north = (to.y - from.y) / length
    func along(_ p: PlanePoint) -> Double { (p.x - from.x) * east + (p.y - from.y) * north }
    func aside(_ p: PlanePoint) -> Double { (p.y - from.y) * east - (p.x - from.x) * north }
    guard let strip = Self.share(aside(other.from), aside(other.to), within: nearness) else {
      return nil
    }
    let first = along(other.from)
    let run = along(other.to) - first
    let ends = (first + strip.lowerBound * run, first + strip.upperBound * run)
    let start = max(0, min(ends.0, ends.1))
    let end = min(length, max(ends.0, ends.1))
    return start < end ? (start, end) : nil
  }

  /// The share of the way from `a` to `b` that lies between −limit and limit.
  private static func share(_ a: Double, _ b: Double, within limit: Double) -> ClosedRange<Double>? {
    if a == b { return abs(a) <= limit ? 0...1 : nil }
    let marks = ((-limit - a) / (b - a), (limit - a) / (b - a))
    let start = max(0, min(marks.0, marks.1))
    let end = min(1, max(marks.0, marks.1))
    return start <= end ? start...end : nil
  }
}
