public import ZoneModel

/// Who looked where for what, as columns: one row a look of one observation at one zone.
///
/// Items are kept as sets of bits, each different set once; a million looks take 24 MB and their sets.
public struct Looks: Sendable {
  /// Items are numbered 0 ..< `items`.
  public let items: Int
  let words: Int
  private(set) var zones: [Int32] = []
  private(set) var times: [Instant] = []
  /// Effort ÷ area of the zone, by nominal widths.
  private(set) var factors: [Double] = []
  private(set) var sets: [Int32] = []
  private(set) var bits: [UInt64] = []
  private var known: [[UInt64]: Int32] = [:]

  public init(items: Int) {
    self.items = items
    words = max(1, (items + 63) / 64)
  }

  public var count: Int { zones.count }
  public var oldest: Instant? { times.min() }

  public mutating func reserve(_ looks: Int) {
    zones.reserveCapacity(looks)
    times.reserveCapacity(looks)
    factors.reserveCapacity(looks)
    sets.reserveCapacity(looks)
  }

  /// The number of a set of items; equal sets have one number.
  public mutating func set(of items: some Sequence<Int>) -> Int {
    var set = [UInt64](repeating: 0, count: words)
    for item in items { set[item >> 6] |= 1 << UInt64(item & 63) }
    if let number = known[set] { return Int(number) }
    let number = Int32(bits.count / words)
    known[set] = number
    bits += set
    return Int(number)
  }

  /// - Parameter factor: effort of this look in the zone ÷ the zone's area.
  public mutating func append(zone: Int, time: Instant, factor: Double, set: Int) {
    zones.append(Int32(zone))
    times.append(time)
    factors.append(factor)
    sets.append(Int32(set))
  }

  /// Numbers of the looks, zone by zone, in the order of time within a zone; and where each zone's begin.
  ///
  /// - Complexity: O(*n* + zones) where each zone's looks come in the order of time already.
  func byZone(_ count: Int) -> (starts: [Int], order: [Int32]) {
    var starts = [Int](repeating: 0, count: count + 1)
    for zone in zones { starts[Int(zone) + 1] += 1 }
    for zone in 0..<count { starts[zone + 1] += starts[zone] }
    var next = starts
    var order = [Int32](repeating: 0, count: zones.count)
    for (look, zone) in zones.enumerated() {
      order[next[Int(zone)]] = Int32(look)
      next[Int(zone)] += 1
    }
    for zone in 0..<count {
      let mine = starts[zone]..<starts[zone + 1]
      let isSorted = mine.dropFirst().allSatisfy { times[Int(order[$0 - 1])] <= times[Int(order[$0])] }
      if !isSorted {
        order[mine].sort { (times[Int($0)], $0) < (times[Int($1)], $1) }
      }
    }
    return (starts, order)
  }
}
