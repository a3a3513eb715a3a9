internal import Foundation
internal import ZoneGeometry

/// A piece of the boundary of unseen ground: of an edge of the zone, a side of a strip or a circle.
///
/// Edges are followed from `low` to `high`, with the unseen ground on the left; sides and circles, whose own
/// ground is on their left, from `high` to `low`. Where one piece ends the next begins that has the same key:
/// the two curves that cross there, which no rounding can confuse.
struct BoundaryPiece {
  var curve: Int32
  var low: Double
  var high: Double
  var from: UInt64
  var to: UInt64
  /// Followed the other way, as the boundary of seen ground.
  var isReversed = false
}

/// Finds the boundary of a zone's unseen ground: edges outside all shapes, and arcs and sides that are inside
/// the zone and outside all other shapes.
///
/// Curves are numbered: circles as the discs, then the right and the left side of each strip, then edges.
struct ExposedBoundary {
  let zone: ZoneEdges
  let shapes: Shapes
  private let grid: ShapeGrid
  private(set) var pieces: [BoundaryPiece] = []
  /// Square metres of search effort, with overlap.
  private(set) var effort = 0.0
  /// Whether enters and leaves of the zone take turns on every curve.
  private(set) var isConsistent = true

  private var crossings: [Crossing] = []
  private var passages: [Passage] = []
  /// Twice the area of the triangles between a disc's centre and the edges inside it.
  private var triangles: [Double]
  private var covered: [Covered] = []
  private var stamps: [Int32]
  private var stamp: Int32 = 0
  /// Arcs in `covered` from which on they are joined.
  private var mergeAt = manyArcs
  private static let manyArcs = 64

  /// A place where a circle or side crosses an edge of the zone.
  private struct Crossing {
    var curve: Int32
    var edge: Int32
    var place: Double
    var entersZone: Bool
  }

  /// A place where a step, or its shadow a little to one side, crosses an edge of the zone.
  private struct Passage {
    var strip: Int32
    var place: Double
    var isLeft: Bool
    var entersZone: Bool
  }

  /// Nothing of the zone is seen.
  var isUntouched: Bool {
    pieces.count == zone.edges.count && pieces.allSatisfy { Int($0.curve) >= edgeBase }
      && zip(pieces, zone.edges).allSatisfy { $0.low == 0 && $0.high == $1.line.length }
  }

  private var discCount: Int { shapes.discs.count }
  private var edgeBase: Int { discCount + 2 * shapes.strips.count }

  /// - Parameter sweepAtMost: metres; effort counts no wider sweep of a walk.
  init(_ zone: ZoneEdges, _ shapes: Shapes, sweepAtMost width: Double = .infinity) {
    self.zone = zone
    self.shapes = shapes
    grid = ShapeGrid(shapes, box: zone.box)
    triangles = [Double](repeating: 0, count: shapes.discs.count)
    stamps = [Int32](repeating: 0, count: shapes.discs.count + shapes.strips.count)
    pieces.reserveCapacity(2 * zone.edges.count)
    for edge in zone.edges.indices { cut(edge: edge) }
    crossings.sort { ($0.curve, $0.place) < ($1.curve, $1.place) }
    passages.sort { ($0.strip, $0.place) < ($1.strip, $1.place) }
    var next = 0
    for disc in 0..<discCount { expose(disc: disc, crossings: take(curve: disc, from: &next)) }
    for side in discCount..<edgeBase { expose(side: side, crossings: take(curve: side, from: &next)) }
    addEffortOfWalks(width)
  }

  private static func key(_ a: Int32, _ b: Int32) -> UInt64 {
    UInt64(UInt32(bitPattern: a)) << 32 | UInt64(UInt32(bitPattern: b))
  }

  private func take(curve: Int, from next: inout Int) -> Range<Int> {
    let start = next
    while next < crossings.count, crossings[next].curve == Int32(curve) { next += 1 }
    return start..<next
  }
}

// MARK: - Edges of the zone

extension ExposedBoundary {
  private mutating func cut(edge number: Int) {
    let edge = zone.edges[number]
    let curve = Int32(edgeBase + number)
    let line = edge.line
    covered.removeAll(keepingCapacity: true)
    stamp += 1
    grid.cells(line.x, line.y, edge.endX, edge.endY, 0) { cell in
      grid.forEach(in: cell) { item in
        if stamps[item] == stamp { return }
        stamps[item] = stamp
        if item < discCount {
          cut(edge, number, disc: item)
        } else {
          cut(edge, number, strip: item - discCount)
        }
      }
    }
    covered.sort { $0.from < $1.from }
    var place = 0.0
    // the corner belongs to the edge before; that this one starts there is its key
    var from = Self.key(Covered.noCurve, curve)
    for stretch in covered {
      if stretch.from > place {
        let to = Self.key(curve, stretch.fromCurve)
        pieces.append(BoundaryPiece(curve: curve, low: place, high: stretch.from, from: from, to: to))
      }
      if stretch.to > place { (place, from) = (stretch.to, Self.key(stretch.toCurve, curve)) }
      if place >= line.length { return }
    }
    let to = Self.key(Covered.noCurve, Int32(edgeBase) + edge.next)
    pieces.append(BoundaryPiece(curve: curve, low: place, high: line.length, from: from, to: to))
  }

  @inline(__always)
  private mutating func cut(_ edge: ZoneEdges.Edge, _ number: Int, disc item: Int) {
    let line = edge.line
    let disc = shapes.discs[item]
    guard let stretch = line.covered(by: disc, Int32(item)), stretch.to > 0, stretch.from < line.length else {
      return
    }
    covered.append(stretch)
    let aside = line.dx * (disc.y - line.y) - line.dy * (disc.x - line.x)
    triangles[item] += aside * (min(stretch.to, line.length) - max(stretch.from, 0))
    if stretch.from > 0 { addCrossing(line, number, disc, item, at: stretch.from, entersZone: false) }
    if stretch.to < line.length { addCrossing(line, number, disc, item, at: stretch.to, entersZone: true) }
  }

  @inline(__always)
  private mutating func addCrossing(
    _ line: StraightPiece, _ number: Int, _ disc: Disc, _ item: Int, at place: Double, entersZone: Bool
  ) {
    var angle = atan2(line.y + line.dy * place - disc.y, line.x + line.dx * place - disc.x) - Self.zero
    if angle < 0 { angle += 2 * .pi }
    crossings.append(
      Crossing(curve: Int32(item), edge: Int32(number), place: angle, entersZone: entersZone))
  }

  @inline(__always)
  private mutating func cut(_ edge: ZoneEdges.Edge, _ number: Int, strip item: Int) {
    let line = edge.line
    let strip = shapes.strips[item]
    addPassages(of: edge, item)
    let right = Int32(discCount + 2 * item)
    guard let stretch = line.covered(by: strip, right), stretch.to > 0, stretch.from < line.length else {
      return
    }
    covered.append(stretch)
    for end in 0...1 {
      let isEnd = end == 1
      let place = isEnd ? stretch.to : stretch.from
      let side = isEnd ? stretch.toCurve : stretch.fromCurve
      guard side >= 0, place > 0, place < line.length else { continue }
      let along =
        (line.x + line.dx * place - strip.x) * strip.dx + (line.y + line.dy * place - strip.y) * strip.dy
      crossings.append(
        Crossing(
          curve: side, edge: Int32(number), place: side == right ? along : strip.length - along,
          entersZone: isEnd))
    }
  }

  /// Steps on the edge itself count as inside: what is a tenth of a micrometre to one side or the other is.
  @inline(__always)
  private mutating func addPassages(of edge: ZoneEdges.Edge, _ item: Int) {
    let strip = shapes.strips[item]
    let (ax, ay) = (edge.line.x - strip.x, edge.line.y - strip.y)
    let (bx, by) = (edge.endX - strip.x, edge.endY - strip.y)
    let a = strip.dx * ay - strip.dy * ax
    let b = strip.dx * by - strip.dy * bx
    if min(a, b) > 1e-6 || max(a, b) < -1e-6 { return }
    let alongA = strip.dx * ax + strip.dy * ay
    let alongB = strip.dx * bx + strip.dy * by
    for left in 0...1 {
      let isLeft = left == 1
      let shift = isLeft ? 1e-7 : -1e-7
      if (a < shift) == (b < shift) { continue }
      let along = alongA + (alongB - alongA) * (shift - a) / (b - a)
      guard along > 0, along < strip.length else { continue }
      passages.append(
        Passage(strip: Int32(item), place: along, isLeft: isLeft, entersZone: b < shift))
    }
  }
}

// MARK: - Circles

extension ExposedBoundary {
  private static let turn = 2 * Double.pi

  /// The direction from which places on a circle are counted, in radians from east: a place where nothing
  /// crosses, even in a world drawn on squared paper.
  static let zero = -2.0943

  private mutating func expose(disc number: Int, crossings range: Range<Int>) {
    let disc = shapes.discs[number]
    let isInside = range.isEmpty && zone.contains(disc.x + disc.radius, disc.y)
    addEffort(of: disc, number, range, isInside)
    if range.isEmpty && !isInside { return }
    guard coverCircle(number, disc) else { return }
    let curve = Int32(number)
    if covered.isEmpty && range.isEmpty {
      let key = Self.key(curve, curve)
      pieces.append(BoundaryPiece(curve: curve, low: 0, high: Self.turn, from: key, to: key))
      return
    }
    covered.sort { $0.from < $1.from }
    var place = 0.0
    var from = Covered.seam
    var first: (to: Double, curve: Int32)?
    for arc in covered {
      if arc.from > place {
        if from == Covered.seam {
          first = (arc.from, arc.fromCurve)
        } else {
          addArc(curve, place, arc.from, from, arc.fromCurve, range)
        }
      }
      if arc.to > place || (arc.from == 0 && from == Covered.seam) {
        (place, from) = (max(place, arc.to), arc.toCurve)
      }
    }
    if from == Covered.seam {
      // nothing covers it: from crossing to crossing, all the way round
      addArc(curve, 0, Self.turn, Covered.seam, Covered.seam, range)
    } else if let first {
      addArc(curve, place, first.to + Self.turn, from, first.curve, range)
    } else if place < Self.turn, let start = covered.first {
      addArc(curve, place, Self.turn, from, start.fromCurve, range)
    }
  }

  /// Fills `covered` with the arcs of a circle inside other shapes; `false` when that is all of it.
  private mutating func coverCircle(_ number: Int, _ disc: Disc) -> Bool {
    covered.removeAll(keepingCapacity: true)
    stamp += 1
    stamps[number] = stamp
    mergeAt = Self.manyArcs
    var sectors: UInt64 = 0
    // what is nearest hides most
    if hide(disc, grid.cell(disc.x, disc.y), &sectors) { return false }
    let (columns, rows) = grid.cells(around: disc.x, disc.y, disc.radius)
    for row in rows {
      for column in columns where hide(disc, grid.cell(column: column, row: row), &sectors) { return false }
    }
    return true
  }

  /// Adds the arcs inside the shapes of a cell; whether the circle is hidden then.
  ///
  /// A method, not a closure: closures that share variables cost an access check for each use of one.
  private mutating func hide(_ disc: Disc, _ cell: Int, _ sectors: inout UInt64) -> Bool {
    let places = grid.places(in: cell)
    // shapes stand in the order of their x: a crowd on one spot taken from the left hides but one side of a
    // circle for long, taken from all over the cell it hides it at once
    let step = Self.scatteringStep(places.count)
    var next = 0
    for _ in places {
      let place = places.lowerBound + next
      next += step
      if next >= places.count { next -= places.count }
      let item = grid.item(place)
      if stamps[item] == stamp { continue }
      stamps[item] = stamp
      let before = covered.count
      let hold =
        item < discCount
        ? disc.add(shapes.discs[item], Int32(item), to: &covered)
        : disc.add(shapes.strips[item - discCount], Int32(2 * item - discCount), to: &covered)
      if hold == .everything { return true }
      for place in before..<covered.count { sectors |= settle(place) }
      if sectors == .max { return true }
      if covered.count >= mergeAt {
        if mergeArcs() { return true }
        mergeAt = max(Self.manyArcs, 2 * covered.count)
      }
    }
    return false
  }

  /// A step that leads through all of `count` places, few of them neighbours; 1 where there are few places.
  private static func scatteringStep(_ count: Int) -> Int {
    if count < 64 { return 1 }
    var step = Int(0.618 * Double(count))
    while !isCoprime(step, count) { step += 1 }
    return step
  }

  private static func isCoprime(_ a: Int, _ b: Int) -> Bool {
    var (a, b) = (a, b)
    while b != 0 { (a, b) = (b, a % b) }
    return a == 1
  }

  /// Joins arcs that overlap; whether they go all the way round.
  ///
  /// Sectors miss what is hidden by arcs that end within one: on the rim of a crowd that is the rule.
  private mutating func mergeArcs() -> Bool {
    covered.sort { $0.from < $1.from }
    var kept = 0
    for place in 1..<covered.count {
      let arc = covered[place]
      if arc.from > covered[kept].to {
        kept += 1
        covered[kept] = arc
      } else if arc.to > covered[kept].to {
        covered[kept].to = arc.to
        covered[kept].toCurve = arc.toCurve
      }
    }
    covered.removeLast(covered.count - kept - 1)
    return kept == 0 && covered[0].from == 0 && covered[0].to >= Self.turn
  }

  /// Brings an arc to angles from 0 to a turn, in two parts when it runs over the seam.
  ///
  /// - Returns: the 64ths of the circle that lie inside it.
  private mutating func settle(_ place: Int) -> UInt64 {
    var arc = covered[place]
    arc.from -= Self.zero
    arc.to -= Self.zero
    // rarely more than one turn off
    while arc.from < 0 {
      arc.from += Self.turn
      arc.to += Self.turn
    }
    while arc.from >= Self.turn {
      arc.from -= Self.turn
      arc.to -= Self.turn
    }
    var sectors: UInt64 = 0
    let scale = 64 / Self.turn
    let from = Int((arc.from * scale).rounded(.up))
    let to = Int((arc.to * scale).rounded(.down))
    if to - from >= 64 {
      sectors = .max
    } else if to > from {
      let ones: UInt64 = (1 << UInt64(to - from)) - 1
      let shift = UInt64(from & 63)
      sectors = ones << shift | (shift == 0 ? 0 : ones >> (64 - shift))
    }
    if arc.to > Self.turn {
      covered.append(
        Covered(from: 0, to: arc.to - Self.turn, fromCurve: Covered.seam, toCurve: arc.toCurve))
      (arc.to, arc.toCurve) = (Self.turn, Covered.noCurve)
    }
    covered[place] = arc
    return sectors
  }

  /// Adds the parts of an uncovered arc that lie inside the zone; `high` may pass the seam.
  private mutating func addArc(
    _ curve: Int32, _ low: Double, _ high: Double, _ from: Int32, _ to: Int32, _ range: Range<Int>
  ) {
    let entry = Self.key(from, curve)
    let exit = Self.key(curve, to)
    if range.isEmpty {
      pieces.append(BoundaryPiece(curve: curve, low: low, high: high, from: exit, to: entry))
      return
    }
    let isWhole = from == Covered.seam && to == Covered.seam
    var next = range.lowerBound
    while next < range.upperBound, crossings[next].place <= low { next += 1 }
    var lap = 0.0
    if next == range.upperBound { (next, lap) = (range.lowerBound, Self.turn) }
    var isInside = !crossings[next].entersZone
    var start = low
    var startKey = entry
    var wholeEnd: (Double, UInt64)?
    while crossings[next].place + lap < high {
      let crossing = crossings[next]
      if crossing.entersZone == isInside { isConsistent = false }
      let place = crossing.place + lap
      let edge = Int32(edgeBase) + crossing.edge
      if crossing.entersZone {
        (start, startKey) = (place, Self.key(curve, edge))
      } else if isWhole && startKey == entry {
        // began before the seam: closed at the end of the turn
        wholeEnd = (place + Self.turn, Self.key(edge, curve))
      } else {
        pieces.append(
          BoundaryPiece(
            curve: curve, low: start, high: place, from: Self.key(edge, curve), to: startKey))
      }
      isInside = crossing.entersZone
      next += 1
      if next == range.upperBound { (next, lap) = (range.lowerBound, lap + Self.turn) }
    }
    if !isInside { return }
    if isWhole {
      guard let (end, key) = wholeEnd else { return isConsistent = false }
      pieces.append(BoundaryPiece(curve: curve, low: start, high: end, from: key, to: startKey))
    } else {
      pieces.append(BoundaryPiece(curve: curve, low: start, high: high, from: exit, to: startKey))
    }
  }

  /// The part of a disc inside the zone: triangles to the edges inside it and the sectors of its arcs inside
  /// the zone.
  private mutating func addEffort(of disc: Disc, _ number: Int, _ range: Range<Int>, _ isInside: Bool) {
    if disc.visits == 0 { return }
    var angle = 0.0
    for crossing in crossings[range] { angle += crossing.entersZone ? -crossing.place : crossing.place }
    if isInside || (!range.isEmpty && !crossings[range.lowerBound].entersZone) { angle += Self.turn }
    let radius = disc.radius - disc.growth
    effort += Double(disc.visits) / 2 * (triangles[number] + radius * radius * angle)
  }
}

// MARK: - Sides of strips

extension ExposedBoundary {
  /// The side of a strip as a line with the strip on its left.
  func side(_ curve: Int) -> StraightPiece {
    let strip = shapes.strips[(curve - discCount) / 2]
    let isRight = (curve - discCount) % 2 == 0
    let (nx, ny) = (-strip.dy * strip.half, strip.dx * strip.half)
    return isRight
      ? StraightPiece(
        x: strip.x - nx, y: strip.y - ny, dx: strip.dx, dy: strip.dy, length: strip.length)
      : StraightPiece(
        x: strip.x + strip.dx * strip.length + nx, y: strip.y + strip.dy * strip.length + ny, dx: -strip.dx,
        dy: -strip.dy, length: strip.length)
  }

  private mutating func expose(side number: Int, crossings range: Range<Int>) {
    let line = side(number)
    let curve = Int32(number)
    covered.removeAll(keepingCapacity: true)
    stamp += 1
    stamps[discCount + (number - discCount) / 2] = stamp
    var isHidden = false
    // the 64ths of the side that are covered
    var parts: UInt64 = 0
    let scale = 64 / line.length
    grid.cells(line.x, line.y, line.x + line.dx * line.length, line.y + line.dy * line.length, 0) { cell in
      if isHidden { return }
      grid.forEach(in: cell) { item in
        if isHidden || stamps[item] == stamp { return }
        stamps[item] = stamp
        let stretch =
          item < discCount
          ? line.covered(by: shapes.discs[item], Int32(item))
          : line.covered(by: shapes.strips[item - discCount], Int32(2 * item - discCount))
        guard let stretch, stretch.to > 0, stretch.from < line.length else { return }
        parts |= Self.parts(stretch.from * scale, stretch.to * scale)
        if parts == .max { isHidden = true }
        covered.append(stretch)
      }
    }
    if isHidden { return }
    covered.sort { $0.from < $1.from }
    var place = 0.0
    var from = Covered.noCurve
    for stretch in covered {
      if stretch.from > place { addStretch(curve, line, place, stretch.from, from, stretch.fromCurve, range) }
      if stretch.to > place { (place, from) = (stretch.to, stretch.toCurve) }
    }
    if place < line.length { addStretch(curve, line, place, line.length, from, Covered.noCurve, range) }
  }

  /// The 64ths that lie between two places, with a margin for rounding at the ends of the whole.
  @inline(__always)
  private static func parts(_ from: Double, _ to: Double) -> UInt64 {
    let first = from < -1e-9 ? 0 : Int(min(64, (from + 1e-9).rounded(.up)))
    let end = to > 64 + 1e-9 ? 64 : Int(max(0, (to - 1e-9).rounded(.down)))
    guard end > first else { return 0 }
    let ones: UInt64 = end - first >= 64 ? .max : (1 << UInt64(end - first)) - 1
    return ones << UInt64(first)
  }

  private mutating func addStretch(
    _ curve: Int32, _ line: StraightPiece, _ low: Double, _ high: Double, _ from: Int32, _ to: Int32,
    _ range: Range<Int>
  ) {
    var next = range.lowerBound
    while next < range.upperBound, crossings[next].place <= low { next += 1 }
    var isInside =
      if next < range.upperBound {
        !crossings[next].entersZone
      } else if next > range.lowerBound {
        crossings[next - 1].entersZone
      } else {
        zone.contains(line.x + line.dx * (low + high) / 2, line.y + line.dy * (low + high) / 2)
      }
    var start = low
    var startKey = Self.key(from, curve)
    while next < range.upperBound, crossings[next].place < high {
      let crossing = crossings[next]
      let edge = Int32(edgeBase) + crossing.edge
      if crossing.entersZone == isInside { isConsistent = false }
      if crossing.entersZone {
        (start, startKey) = (crossing.place, Self.key(curve, edge))
      } else {
        pieces.append(
          BoundaryPiece(
            curve: curve, low: start, high: crossing.place, from: Self.key(edge, curve), to: startKey))
      }
      isInside = crossing.entersZone
      next += 1
    }
    if isInside {
      pieces.append(
        BoundaryPiece(curve: curve, low: start, high: high, from: Self.key(curve, to), to: startKey))
    }
  }

  private mutating func addEffortOfWalks(_ width: Double) {
    var next = 0
    for (number, strip) in shapes.strips.enumerated() {
      let start = next
      while next < passages.count, passages[next].strip == Int32(number) { next += 1 }
      let length = inside(strip, passages[start..<next])
      effort += min(width, 2 * (strip.half - strip.growth)) * Double(strip.walks) * length
    }
  }

  /// Metres of a step inside the zone, its edge included.
  private func inside(_ strip: Strip, _ passages: ArraySlice<Passage>) -> Double {
    func starts(_ isLeft: Bool) -> Bool {
      if let first = passages.first(where: { $0.isLeft == isLeft }) { return !first.entersZone }
      let shift = isLeft ? 1e-7 : -1e-7
      let middle = strip.length / 2
      return zone.contains(
        strip.x + strip.dx * middle - strip.dy * shift, strip.y + strip.dy * middle + strip.dx * shift)
    }
    var isIn = (right: starts(false), left: starts(true))
    var length = 0.0
    var place = 0.0
    for passage in passages {
      if isIn.right || isIn.left { length += passage.place - place }
      place = passage.place
      if passage.isLeft { isIn.left = passage.entersZone } else { isIn.right = passage.entersZone }
    }
    return isIn.right || isIn.left ? length + strip.length - place : length
  }
}
