/// The `d` attribute of a path, thinned and in relative steps so that it stays short.
///
/// Vertices closer than `tolerance` to the one before them are dropped, so the drawn line stays within the
/// tolerance (and half a tenth of a pixel) of the true one, and the true one of the drawn.
struct PathText {
  /// Tenths of a pixel on paper.
  struct Spot: Hashable {
    var x: Int
    var y: Int

    init(_ x: Int, _ y: Int) {
      self.x = x
      self.y = y
    }

    fileprivate func squaredDistance(to other: Spot) -> Int {
      (x - other.x) * (x - other.x) + (y - other.y) * (y - other.y)
    }
  }

  private(set) var text = ""
  private let squaredTolerance: Int

  /// - Parameter tolerance: in tenths of a pixel.
  init(tolerance: Int = 4) { squaredTolerance = tolerance * tolerance }

  /// Adds a ring; the closing vertex may be there or not. A ring too small to be seen is drawn as a speck, so
  /// that what is there never vanishes.
  mutating func add(ring spots: [Spot]) {
    var kept = thinned(spots)
    while kept.count > 1, near(kept[0], kept[kept.count - 1]) { kept.removeLast() }
    guard let first = kept.first else { return }
    if kept.count < 3 { kept = speck(at: first, reaching: kept.last ?? first) }
    write(kept)
    text += "z"
  }

  /// Adds a hole; one too small to be seen is left out.
  mutating func add(hole spots: [Spot]) {
    var kept = thinned(spots)
    while kept.count > 1, near(kept[0], kept[kept.count - 1]) { kept.removeLast() }
    guard kept.count >= 3 else { return }
    write(kept)
    text += "z"
  }

  /// Adds a line; its last vertex stays where it is.
  mutating func add(line spots: [Spot]) {
    guard let last = spots.last else { return }
    var kept = thinned(spots)
    if kept.count == 1 || !near(kept[kept.count - 1], last) {
      kept.append(last)
    } else {
      kept[kept.count - 1] = last
    }
    write(kept)
  }

  private func near(_ a: Spot, _ b: Spot) -> Bool { a.squaredDistance(to: b) < squaredTolerance }

  private func thinned(_ spots: [Spot]) -> [Spot] {
    var kept: [Spot] = []
    for spot in spots {
      if let last = kept.last, near(last, spot) { continue }
      kept.append(spot)
    }
    return kept
  }

  private func speck(at a: Spot, reaching b: Spot) -> [Spot] {
    [a, Spot(b.x + 3, b.y), Spot(b.x + 3, b.y + 3), Spot(a.x, a.y + 3)]
  }

  private mutating func write(_ spots: [Spot]) {
    var last = spots[0]
    text += "M"
    append(last.x, isFirst: true)
    append(last.y, isFirst: false)
    if spots.count == 1 { return }
    text += "l"
    for (index, spot) in spots.dropFirst().enumerated() {
      append(spot.x - last.x, isFirst: index == 0)
      append(spot.y - last.y, isFirst: false)
      last = spot
    }
  }

  /// A minus sign parts two numbers as well as a space does.
  private mutating func append(_ tenths: Int, isFirst: Bool) {
    if !isFirst, tenths >= 0 { text += " " }
    text += PixelNumber.text(tenths: tenths)
  }
}
