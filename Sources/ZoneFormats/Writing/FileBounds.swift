internal import ZoneGeometry

/// The box around positions that come one after the other.
struct FileBounds {
  private var west = Double.infinity
  private var south = Double.infinity
  private var east = -Double.infinity
  private var north = -Double.infinity

  /// `nil` when there are none.
  var box: Box<FilePosition>? {
    guard west <= east else { return nil }
    return Box(minimum: FilePosition(west, south), maximum: FilePosition(east, north))
  }

  /// What is not finite does not count.
  @inline(__always)
  mutating func add(_ position: FilePosition) {
    guard position.isFinite else { return }
    west = min(west, position.first)
    south = min(south, position.second)
    east = max(east, position.first)
    north = max(north, position.second)
  }

  mutating func add(_ other: FileBounds) {
    west = min(west, other.west)
    south = min(south, other.south)
    east = max(east, other.east)
    north = max(north, other.north)
  }
}
