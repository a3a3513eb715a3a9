internal import Foundation
internal import ZoneGeometry

/// Joins boundary pieces into rings, measures them exactly, and draws them.
struct UnseenRings {
  private let boundary: ExposedBoundary
  private let pieces: [BoundaryPiece]
  private let zone: ZoneEdges
  private let shapes: Shapes
  private let discCount: Int
  private let edgeBase: Int
  private let tolerance: Double
  /// Piece numbers, ring after ring.
  private var rings: [[Int32]] = []

  /// `nil` when the pieces do not close into rings.
  ///
  /// - Parameter pieces: of the boundary's curves, where they are not the boundary's own.
  init?(_ boundary: ExposedBoundary, pieces: [BoundaryPiece]? = nil, tolerance: Double) {
    self.boundary = boundary
    self.pieces = pieces ?? boundary.pieces
    self.tolerance = tolerance
    zone = boundary.zone
    shapes = boundary.shapes
    discCount = shapes.discs.count
    edgeBase = discCount + 2 * shapes.strips.count
    guard boundary.isConsistent, chain() else { return nil }
  }

  private mutating func chain() -> Bool {
    var starts = pieces.indices.map { (key: pieces[$0].from, piece: Int32($0)) }
    starts.sort { $0.key < $1.key }
    var isUsed = [Bool](repeating: false, count: pieces.count)
    for first in pieces.indices where !isUsed[first] {
      var ring: [Int32] = []
      var piece = first
      repeat {
        if isUsed[piece] { return false }
        isUsed[piece] = true
        ring.append(Int32(piece))
        guard let next = Self.find(pieces[piece].to, in: starts) else { return false }
        piece = next
      } while piece != first
      split(ring)
    }
    return true
  }

  private static func find(_ key: UInt64, in starts: [(key: UInt64, piece: Int32)]) -> Int? {
    var low = 0
    var high = starts.count
    while low < high {
      let middle = (low + high) / 2
      if starts[middle].key < key { low = middle + 1 } else { high = middle }
    }
    return low < starts.count && starts[low].key == key ? Int(starts[low].piece) : nil
  }

  /// Where two rings of the zone touch in a corner, a ring that passes it twice becomes two.
  private mutating func split(_ ring: [Int32]) {
    var open: [Int32] = []
    var corners: [(place: PlanePoint, start: Int)] = []
    for piece in ring {
      if let corner = pinch(piece) {
        if let known = corners.firstIndex(where: { $0.place == corner }) {
          rings.append(Array(open[corners[known].start...]))
          open.removeSubrange(corners[known].start...)
          corners.removeSubrange(known...)
        }
        corners.append((corner, open.count))
      }
      open.append(piece)
    }
    if !open.isEmpty { rings.append(open) }
  }

  private func pinch(_ piece: Int32) -> PlanePoint? {
    let part = pieces[Int(piece)]
    guard Int(part.curve) >= edgeBase, part.low == 0 else { return nil }
    let edge = zone.edges[Int(part.curve) - edgeBase]
    return edge.isPinched ? edge.corner : nil
  }
}

// MARK: - Measuring

extension UnseenRings {
  private typealias Point = (x: Double, y: Double)

  private func line(_ curve: Int) -> StraightPiece {
    curve < edgeBase ? boundary.side(curve) : zone.edges[curve - edgeBase].line
  }

  private func ends(_ piece: BoundaryPiece) -> (start: Point, end: Point) {
    let curve = Int(piece.curve)
    let (low, high) = (point(curve, piece.low), point(curve, piece.high))
    return (curve < edgeBase) == piece.isReversed ? (low, high) : (high, low)
  }

  private func point(_ curve: Int, _ place: Double) -> Point {
    guard curve < discCount else {
      let line = line(curve)
      return (line.x + line.dx * place, line.y + line.dy * place)
    }
    let disc = shapes.discs[curve]
    let angle = place + ExposedBoundary.zero
    return (disc.x + disc.radius * cos(angle), disc.y + disc.radius * sin(angle))
  }

  /// Square metres, positive when the ring runs counterclockwise.
  ///
  /// - Source: Green's theorem, ½∮(x dy − y dx): chords, and between chord and arc r²(θ − sin θ) ÷ 2.
  private func area(_ ring: [Int32]) -> Double {
    guard let first = ring.first else { return 0 }
    let o = ends(pieces[Int(first)]).start
    var twice = 0.0
    var last = o
    for number in ring {
      let piece = pieces[Int(number)]
      let (start, end) = ends(piece)
      // ends agree but for rounding; the step between them closes the ring
      twice += (last.x - o.x) * (start.y - o.y) - (last.y - o.y) * (start.x - o.x)
      twice += (start.x - o.x) * (end.y - o.y) - (start.y - o.y) * (end.x - o.x)
      last = end
      twice += piece.isReversed ? -bulge(piece) : bulge(piece)
    }
    return twice / 2
  }

  /// Twice the area between a piece of a circle or side, as it truly is, and its chord.
  private func bulge(_ piece: BoundaryPiece) -> Double {
    let curve = Int(piece.curve)
    let length = piece.high - piece.low
    if curve >= edgeBase { return 0 }
    if curve >= discCount { return 2 * shapes.strips[(curve - discCount) / 2].growth * length }
    let disc = shapes.discs[curve]
    return 2 * disc.growth * disc.radius * length - disc.radius * disc.radius * (length - sin(length))
  }
}

// MARK: - Drawing

/// The pieces of unseen ground and their sum.
struct UnseenPieces {
  var ground: [UnseenGround] = []
  /// Square metres, dust included.
  var total = 0.0
}

extension UnseenRings {
  private struct Drawn {
    var ring: Ring<PlanePoint>
    var area: Double
    var box: Box<PlanePoint>
    var holes: [Int] = []
  }

  /// The connected pieces with more than `dust` square metres, largest first.
  func pieces(dust: Double) -> UnseenPieces {
    var found = UnseenPieces()
    var shells: [Drawn] = []
    var holes: [Drawn] = []
    for ring in rings {
      let area = area(ring)
      found.total += area
      if abs(area) <= (area > 0 ? dust : 1e-8) { continue }
      let drawn = draw(ring)
      guard drawn.count > 3 else { continue }
      let box = drawn.reduce(into: Box(drawn[0])) { $0.extend(to: $1) }
      if area > 0 {
        shells.append(Drawn(ring: drawn, area: area, box: box))
      } else {
        holes.append(Drawn(ring: drawn, area: area, box: box))
      }
    }
    for (number, hole) in holes.enumerated() {
      guard let shell = Self.shell(of: hole, in: shells) else { continue }
      shells[shell].holes.append(number)
    }
    found.ground = shells.compactMap { shell in
      let area = shell.holes.reduce(shell.area) { $0 + holes[$1].area }
      if area <= dust { return nil }
      return UnseenGround(
        outline: Polygon(exterior: shell.ring, holes: shell.holes.map { holes[$0].ring }), area: area)
    }
    found.ground.sort { $0.area > $1.area }
    return found
  }

  /// The smallest shell around a hole.
  private static func shell(of hole: Drawn, in shells: [Drawn]) -> Int? {
    if shells.count == 1 { return 0 }
    let (p, q) = (hole.ring[0], hole.ring[1])
    let middle = PlanePoint((p.x + q.x) / 2, (p.y + q.y) / 2)
    let around = shells.indices.filter {
      shells[$0].area > -hole.area && shells[$0].box.intersects(hole.box) && contains(shells[$0].ring, middle)
    }
    return around.min { shells[$0].area < shells[$1].area }
  }

  private static func contains(_ ring: Ring<PlanePoint>, _ p: PlanePoint) -> Bool {
    var isInside = false
    for i in 1..<ring.count {
      let (a, b) = (ring[i - 1], ring[i])
      if (a.y > p.y) != (b.y > p.y), p.x < a.x + (p.y - a.y) / (b.y - a.y) * (b.x - a.x) {
        isInside.toggle()
      }
    }
    return isInside
  }

  private func draw(_ ring: [Int32]) -> Ring<PlanePoint> {
    var points: Ring<PlanePoint> = []
    points.reserveCapacity(4 * ring.count)
    for number in ring {
      let piece = pieces[Int(number)]
      let curve = Int(piece.curve)
      if curve < discCount {
        draw(piece, shapes.discs[curve], isAlone: ring.count < 4, &points)
      } else if curve >= edgeBase && piece.low == 0 {
        Self.append(zone.edges[curve - edgeBase].corner, &points)
      } else {
        let start = ends(piece).start
        append(start.x, start.y, &points)
      }
    }
    while points.count > 1, points.last == points.first { points.removeLast() }
    if let first = points.first { points.append(first) }
    return points
  }

  /// Corners stand at the same angles of a circle whatever part of it shows, so that two drawings of one
  /// circle agree.
  private func draw(_ piece: BoundaryPiece, _ disc: Disc, isAlone: Bool, _ points: inout Ring<PlanePoint>) {
    let angle = piece.high - piece.low
    if angle * disc.radius < tolerance / 10 && !isAlone { return }
    let sagitta = min(1, 0.9 * tolerance / disc.radius)
    let step = 2 * Double.pi / max(8, (.pi / acos(1 - sagitta)).rounded(.up))
    let low = piece.low + ExposedBoundary.zero
    let high = piece.high + ExposedBoundary.zero
    let start = piece.isReversed ? low : high
    append(disc.x + disc.radius * cos(start), disc.y + disc.radius * sin(start), &points)
    let first = Int((low / step + 0.02).rounded(.up))
    let last = Int((high / step - 0.02).rounded(.down))
    guard last >= first else { return }
    let corner = Double(piece.isReversed ? first : last) * step
    let (turnX, turnY) = (cos(step), piece.isReversed ? -sin(step) : sin(step))
    var x = disc.radius * cos(corner)
    var y = disc.radius * sin(corner)
    for _ in first...last {
      append(disc.x + x, disc.y + y, &points)
      (x, y) = (x * turnX + y * turnY, y * turnX - x * turnY)
    }
  }

  private func append(_ x: Double, _ y: Double, _ points: inout Ring<PlanePoint>) {
    Self.append(PlanePoint(x + zone.origin.x, y + zone.origin.y), &points)
  }

  private static func append(_ p: PlanePoint, _ points: inout Ring<PlanePoint>) {
    if points.last != p { points.append(p) }
  }
}
