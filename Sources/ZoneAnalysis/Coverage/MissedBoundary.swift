/// The boundary of the ground that all shapes of a zone show and some of them do not.
///
/// That ground is what the some leave unseen without what all leave unseen, and the second lies in the first.
/// Where both have a boundary the two cancel; what is left of the first is followed as it is, what is left of
/// the second, on shapes not among the some, the other way round. Pieces are known again by their curves and
/// the curves that cut them, which no rounding can confuse, so that rings close as those of unseen ground do,
/// and the areas of the three differ by rounding only.
struct MissedBoundary {
  private(set) var pieces: [BoundaryPiece] = []
  private let discCount: Int
  private let edgeBase: Int

  /// `nil` when the two do not fit together: the tie they were drawn with has to be another.
  ///
  /// - Parameters:
  ///   - all: of all shapes.
  ///   - some: of a subset of them, drawn with the same growth.
  init?(of all: ExposedBoundary, butNotOf some: ExposedBoundary) {
    guard all.isConsistent, some.isConsistent, let names = CurveNames(of: some, in: all) else { return nil }
    discCount = all.shapes.discs.count
    edgeBase = discCount + 2 * all.shapes.strips.count
    let order: (BoundaryPiece, BoundaryPiece) -> Bool = { ($0.curve, $0.low) < ($1.curve, $1.low) }
    let first = some.pieces.map { normal(names.renamed($0)) }.sorted(by: order)
    let second = all.pieces.map(normal).sorted(by: order)
    pieces.reserveCapacity(first.count + second.count)
    var next = (first: 0, second: 0)
    while next.first < first.count || next.second < second.count {
      let curve = min(
        next.first < first.count ? first[next.first].curve : .max,
        next.second < second.count ? second[next.second].curve : .max)
      let mine = Self.run(of: curve, in: first, &next.first)
      let theirs = Self.run(of: curve, in: second, &next.second)
      if names.isKnown(curve) {
        guard subtract(theirs, from: mine) else { return nil }
      } else {
        for piece in theirs { pieces.append(piece.reversed) }
      }
    }
  }

  private static func run(
    of curve: Int32, in pieces: [BoundaryPiece], _ next: inout Int
  ) -> ArraySlice<BoundaryPiece> {
    let start = next
    while next < pieces.count, pieces[next].curve == curve { next += 1 }
    return pieces[start..<next]
  }

  private func isCircle(_ piece: BoundaryPiece) -> Bool { Int(piece.curve) < discCount }

  /// A piece of a circle begins within the first turn.
  private func normal(_ piece: BoundaryPiece) -> BoundaryPiece {
    guard isCircle(piece), piece.low >= Self.turn else { return piece }
    return piece.shifted(by: -Self.turn)
  }

  private static let turn = 2 * Double.pi
}

// MARK: - One curve

extension MissedBoundary {
  /// Adds what is left of the pieces of one curve without others, each of which lies in one of them.
  ///
  /// - Returns: `false` when one does not.
  private mutating func subtract(
    _ others: ArraySlice<BoundaryPiece>, from pieces: ArraySlice<BoundaryPiece>
  ) -> Bool {
    if others.isEmpty {
      self.pieces += pieces
      return true
    }
    var inside = [[BoundaryPiece]](repeating: [], count: pieces.count)
    for other in others {
      guard let (number, placed) = place(other, among: pieces) else { return false }
      inside[number].append(placed)
    }
    for (piece, cuts) in zip(pieces, inside) {
      let cuts = cuts.sorted { $0.low < $1.low }
      if cuts.isEmpty {
        self.pieces.append(piece)
      } else if piece.from == piece.to {
        addGaps(around: cuts)
      } else {
        addGaps(of: piece, between: cuts)
      }
    }
    return true
  }

  /// The piece another lies in, and the other as its places are counted there.
  private func place(
    _ other: BoundaryPiece, among pieces: ArraySlice<BoundaryPiece>
  ) -> (number: Int, piece: BoundaryPiece)? {
    let middle = (other.low + other.high) / 2
    for (number, piece) in pieces.enumerated() {
      if piece.from == piece.to { return (number, other) }
      for shift in isCircle(piece) ? [0, Self.turn, -Self.turn] : [0] {
        let at = middle + shift
        if at >= piece.low - Self.rounding, at <= piece.high + Self.rounding {
          return (number, other.shifted(by: shift))
        }
      }
    }
    return nil
  }

  /// Of places along a curve, in radians or metres near 1,000.
  private static let rounding = 1e-12

  private mutating func addGaps(of piece: BoundaryPiece, between cuts: [BoundaryPiece]) {
    let isForward = Int(piece.curve) >= edgeBase
    var (place, key) = (piece.low, piece.lowKey(isForward))
    for cut in cuts {
      if cut.lowKey(isForward) != key {
        pieces.append(BoundaryPiece(piece.curve, place, cut.low, (key, cut.lowKey(isForward)), isForward))
      }
      (place, key) = (cut.high, cut.highKey(isForward))
    }
    if key != piece.highKey(isForward) {
      pieces.append(BoundaryPiece(piece.curve, place, piece.high, (key, piece.highKey(isForward)), isForward))
    }
  }

  /// The gaps on a circle that is whole.
  private mutating func addGaps(around cuts: [BoundaryPiece]) {
    guard let first = cuts.first, first.from != first.to else { return }
    for (number, cut) in cuts.enumerated() {
      let isLast = number == cuts.count - 1
      let next = isLast ? first.shifted(by: Self.turn) : cuts[number + 1]
      pieces.append(
        BoundaryPiece(cut.curve, cut.high, next.low, (cut.highKey(false), next.lowKey(false)), false))
    }
  }
}

extension BoundaryPiece {
  /// - Parameter isForward: it is followed from low to high.
  fileprivate init(
    _ curve: Int32, _ low: Double, _ high: Double, _ keys: (low: UInt64, high: UInt64), _ isForward: Bool
  ) {
    self.init(
      curve: curve, low: low, high: high, from: isForward ? keys.low : keys.high,
      to: isForward ? keys.high : keys.low)
  }

  fileprivate func lowKey(_ isForward: Bool) -> UInt64 { isForward ? from : to }
  fileprivate func highKey(_ isForward: Bool) -> UInt64 { isForward ? to : from }

  fileprivate func shifted(by shift: Double) -> BoundaryPiece {
    var piece = self
    piece.low += shift
    piece.high += shift
    return piece
  }

  fileprivate var reversed: BoundaryPiece {
    var piece = self
    (piece.from, piece.to, piece.isReversed) = (to, from, !isReversed)
    return piece
  }
}

// MARK: - Names of curves

/// What the curves of a subset of shapes are called among all of them.
private struct CurveNames {
  private var names: [Int32]
  private var known: [Bool]

  /// `nil` when a shape is not among all.
  init?(of some: ExposedBoundary, in all: ExposedBoundary) {
    guard let discs = Self.places(of: some.shapes.discs, in: all.shapes.discs, { $0.isSame(as: $1) }),
      let strips = Self.places(of: some.shapes.strips, in: all.shapes.strips, { $0.isGrownSame(as: $1) })
    else { return nil }
    let base = all.shapes.discs.count
    let edges = base + 2 * all.shapes.strips.count
    names = discs.map(Int32.init) + strips.flatMap { [Int32(base + 2 * $0), Int32(base + 2 * $0 + 1)] }
    names += all.zone.edges.indices.map { Int32(edges + $0) }
    known = [Bool](repeating: false, count: edges) + all.zone.edges.map { _ in true }
    for name in names { known[Int(name)] = true }
  }

  /// Both stand in the same order.
  private static func places<Shape>(
    of some: [Shape], in all: [Shape], _ isSame: (Shape, Shape) -> Bool
  ) -> [Int]? {
    var places: [Int] = []
    var next = 0
    for shape in some {
      while next < all.count, !isSame(shape, all[next]) { next += 1 }
      if next == all.count { return nil }
      places.append(next)
      next += 1
    }
    return places
  }

  func isKnown(_ curve: Int32) -> Bool { known[Int(curve)] }

  func renamed(_ piece: BoundaryPiece) -> BoundaryPiece {
    BoundaryPiece(
      curve: name(piece.curve), low: piece.low, high: piece.high, from: name(piece.from),
      to: name(piece.to))
  }

  private func name(_ curve: Int32) -> Int32 { curve < 0 ? curve : names[Int(curve)] }

  private func name(_ key: UInt64) -> UInt64 {
    let first = name(Int32(bitPattern: UInt32(key >> 32)))
    let second = name(Int32(bitPattern: UInt32(truncatingIfNeeded: key)))
    return UInt64(UInt32(bitPattern: first)) << 32 | UInt64(UInt32(bitPattern: second))
  }
}

extension Disc {
  fileprivate func isSame(as other: Disc) -> Bool { x == other.x && y == other.y && radius == other.radius }
}

extension Strip {
  fileprivate func isGrownSame(as other: Strip) -> Bool {
    x == other.x && y == other.y && dx == other.dx && dy == other.dy && length == other.length
      && half == other.half
  }
}
