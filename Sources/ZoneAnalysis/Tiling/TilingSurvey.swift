internal import ZoneGeometry

/// Finds the pieces of a ``TilingCheck``.
struct TilingSurvey {
  typealias Ground = MultiPolygon<PlanePoint>
  typealias Piece = TilingCheck.Piece

  /// Pieces of one sort, largest first, their ground counted as ``TilingCheck/Sums`` says, and what was too
  /// small to be listed.
  struct Found<Kind> {
    var pieces: [Kind] = []
    var area = 0.0
    var dust = 0.0
  }

  private let zones: [Ground]
  private let outline: Ground
  private let union: Ground
  private let engine: GeometryEngine
  /// The zones that have ground, and an index of their boxes.
  private let present: [Int]
  private let boxes: BoxIndex<PlanePoint>

  init(zones: [Ground], outline: Ground, union: Ground, engine: GeometryEngine) {
    self.zones = zones
    self.outline = outline
    self.union = union
    self.engine = engine
    let bounds = zones.enumerated().compactMap { zone, ground in ground.bounds.map { (zone, $0) } }
    present = bounds.map(\.0)
    boxes = BoxIndex(bounds.map(\.1))
  }

  /// The zones whose boxes meet that of `ground`, ascending.
  private func zonesNear(_ ground: Ground) -> [Int] {
    ground.bounds.map { boxes.meeting($0).map { present[$0] } } ?? []
  }

  func gaps() throws(GeometryError) -> Found<TilingCheck.Gap> {
    let split = try pieces(of: try engine.difference(outline, union))
    let borders = SharedBorders.lengths(of: split.pieces.map(\.ground), with: zones)
    var gaps = zip(split.pieces, borders).map { TilingCheck.Gap(piece: $0, borders: $1) }
    gaps.sort { Self.precedes($0.piece, $1.piece) }
    return Found(pieces: gaps, area: split.area, dust: split.dust)
  }

  /// Ground in three zones would be counted three times by pairs; zone by zone, what it shares with the zones
  /// before it counts once each.
  func overlaps() throws(GeometryError) -> Found<TilingCheck.Overlap> {
    var found = Found<TilingCheck.Overlap>()
    for second in zones.indices {
      var shared: [Ground] = []
      for first in zonesNear(zones[second]) where first < second {
        let split = try pieces(of: try engine.intersection(zones[first], zones[second]))
        found.dust += split.dust
        if split.pieces.isEmpty { continue }
        shared.append(Ground(split.pieces.map(\.ground)))
        found.pieces += split.pieces.map {
          TilingCheck.Overlap(first: first, second: second, piece: $0, keeper: first)
        }
      }
      found.area += try engine.area(of: try engine.union(shared))
    }
    found.pieces.sort {
      $0.piece.area != $1.piece.area
        ? $0.piece.area > $1.piece.area : ($0.first, $0.second) < ($1.first, $1.second)
    }
    try nameKeepers(of: &found.pieces)
    return found
  }

  private func nameKeepers(of overlaps: inout [TilingCheck.Overlap]) throws(GeometryError) {
    let borders = SharedBorders.lengths(of: overlaps.map(\.piece.ground), with: zones)
    var disputed: [Int: Double] = [:]
    for overlap in overlaps {
      for zone in [overlap.first, overlap.second] { disputed[zone, default: 0] += overlap.piece.area }
    }
    for (number, borders) in borders.enumerated() {
      overlaps[number].borders = borders
      overlaps[number].keeper = try keeper(of: overlaps[number], disputed)
    }
  }

  /// Ground that goes to a zone leaves the border of the other behind: the shorter a zone's own border along
  /// the overlap, the longer that of its undisputed ground.
  private func keeper(
    of overlap: TilingCheck.Overlap, _ disputed: [Int: Double]
  ) throws(GeometryError) -> Int {
    let pair = [overlap.first, overlap.second]
    var areas: [Double] = []
    for zone in pair { areas.append(try engine.area(of: zones[zone])) }
    let smaller = areas[1] < areas[0] ? 1 : 0
    let threatened = pair.indices.filter { (disputed[pair[$0]] ?? 0) > areas[$0] / 2 }
    if let only = threatened.first { return pair[threatened.count > 1 ? smaller : only] }
    let own = pair.map { zone in overlap.borders.first { $0.zone == zone }?.length ?? 0 }
    if abs(own[0] - own[1]) < SharedBorders.leastLength { return pair[smaller] }
    return own[0] < own[1] ? pair[0] : pair[1]
  }

  /// The ground beyond the outline is found once for all zones, then dealt out: far less work than an overlay
  /// of every zone with the whole outline.
  func outside() throws(GeometryError) -> Found<TilingCheck.Outside> {
    var found = Found<TilingCheck.Outside>()
    for polygon in try engine.difference(union, outline).polygons {
      let beyond = Ground([polygon])
      let split = try pieces(of: beyond)
      found.dust += split.dust
      found.area += split.area
      if split.pieces.isEmpty { continue }
      for zone in zonesNear(beyond) {
        let part = try engine.intersection(beyond, zones[zone])
        found.pieces += try pieces(of: part).pieces.map { TilingCheck.Outside(zone: zone, piece: $0) }
      }
    }
    found.pieces.sort {
      $0.piece.area != $1.piece.area ? $0.piece.area > $1.piece.area : $0.zone < $1.zone
    }
    return found
  }

  /// The connected polygons of some ground, dust apart.
  private func pieces(of ground: Ground) throws(GeometryError) -> Found<Piece> {
    var found = Found<Piece>()
    for polygon in ground.polygons {
      let area = try engine.area(of: Ground([polygon]))
      guard area >= TilingCheck.leastArea else {
        found.dust += area
        continue
      }
      let clearance = try engine.clearance(of: polygon, area: area)
      guard clearance.radius >= TilingCheck.leastClearance else {
        found.dust += area
        continue
      }
      found.pieces.append(Piece(ground: polygon, area: area, clearance: clearance))
      found.area += area
    }
    return found
  }

  /// Largest first; equal ones from west to east and south to north.
  private static func precedes(_ a: Piece, _ b: Piece) -> Bool {
    if a.area != b.area { return a.area > b.area }
    let p = a.clearance.centre
    let q = b.clearance.centre
    return (p.x, p.y) < (q.x, q.y)
  }
}
