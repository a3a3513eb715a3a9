/// Which zones cover each of many points.
public struct ZoneHits: Sendable {
  /// Zones of point `i`: `zones[starts[i]..<starts[i + 1]]`, home first.
  public let starts: [Int]
  /// Zone numbers.
  public let zones: [Int32]

  init(starts: [Int], zones: [Int32]) {
    self.starts = starts
    self.zones = zones
  }

  /// Number of points.
  public var count: Int { starts.count - 1 }

  /// Zone numbers of point `i`, home first; empty when no zone covers it.
  @inlinable
  public subscript(i: Int) -> ArraySlice<Int32> { zones[starts[i]..<starts[i + 1]] }

  /// The point's home: the first of its zones.
  @inlinable
  public func home(of i: Int) -> Int? { starts[i] < starts[i + 1] ? Int(zones[starts[i]]) : nil }

  /// Number of points that at least one zone covers.
  public var covered: Int {
    starts.indices.dropLast().reduce(0) { $0 + (starts[$1] < starts[$1 + 1] ? 1 : 0) }
  }
}
