/// Which labels find room, first come, first served.
struct LabelPlacing {
  private struct Room {
    var left, top, right, bottom: Double

    func meets(_ other: Room) -> Bool {
      left < other.right && other.left < right && top < other.bottom && other.top < bottom
    }
  }

  private let width: Double
  private let height: Double
  private var taken: [Room] = []

  init(width: Double, height: Double) {
    self.width = width
    self.height = height
  }

  /// Keeps a part of the window free of labels.
  mutating func reserve(left: Double, top: Double, right: Double, bottom: Double) {
    taken.append(Room(left: left, top: top, right: right, bottom: bottom))
  }

  /// Where the middle of a text goes.
  struct Spot {
    var x, y: Double
    /// No earlier label is in the way.
    var isFree: Bool
  }

  /// The place of a text, moved sideways or up or down into the window if need be; `nil` when its point is
  /// outside.
  mutating func place(_ text: String, size: Double, x: Double, y: Double) -> Spot? {
    guard (0...width).contains(x), (0...height).contains(y) else { return nil }
    let halfWidth = TextMetrics.width(text, size: size) / 2 + size * 0.2
    let halfHeight = size * 0.62
    let x = halfWidth * 2 < width ? min(width - halfWidth, max(halfWidth, x)) : width / 2
    let y = min(height - halfHeight, max(halfHeight, y))
    let room = Room(left: x - halfWidth, top: y - halfHeight, right: x + halfWidth, bottom: y + halfHeight)
    let isFree = !taken.contains { $0.meets(room) }
    if isFree { taken.append(room) }
    return Spot(x: x, y: y, isFree: isFree)
  }
}
