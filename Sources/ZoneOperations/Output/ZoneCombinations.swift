internal import ZoneAnalysis

/// Numbers the different lists of zones that points lie in: most lists are those of many points.
struct ZoneCombinations {
  /// Per point the number of its list.
  private(set) var codes: [Int32] = []
  /// Per list a point that has it.
  private(set) var firsts: [Int] = []

  /// - Complexity: O(1) a point, by open addressing.
  init(_ hits: ZoneHits) {
    codes.reserveCapacity(hits.count)
    var table = [Int32](repeating: -1, count: 1 << 12)
    hits.zones.withUnsafeBufferPointer { zones in
      hits.starts.withUnsafeBufferPointer { starts in
        for i in 0..<hits.count {
          let list = UnsafeBufferPointer(rebasing: zones[starts[i]..<starts[i + 1]])
          var slot = Self.hash(list) & (table.count - 1)
          while table[slot] >= 0, !Self.isSame(list, Int(table[slot]), firsts, zones, starts) {
            slot = (slot + 1) & (table.count - 1)
          }
          if table[slot] < 0 {
            table[slot] = Int32(firsts.count)
            firsts.append(i)
          }
          codes.append(table[slot])
          if firsts.count * 2 > table.count { table = Self.grown(table, firsts, zones, starts) }
        }
      }
    }
  }

  private typealias List = UnsafeBufferPointer<Int32>

  @inline(__always)
  private static func hash(_ list: List) -> Int {
    var hash: UInt64 = 0x9e37_79b9_7f4a_7c15
    for zone in list {
      hash = (hash ^ UInt64(UInt32(bitPattern: zone))) &* 0xbf58_476d_1ce4_e5b9
      hash ^= hash >> 29
    }
    return Int(truncatingIfNeeded: hash >> 8) & Int.max
  }

  @inline(__always)
  private static func isSame(
    _ list: List, _ code: Int, _ firsts: [Int], _ zones: List, _ starts: UnsafeBufferPointer<Int>
  ) -> Bool {
    let first = firsts[code]
    let start = starts[first]
    guard starts[first + 1] - start == list.count else { return false }
    for k in 0..<list.count where zones[start + k] != list[k] { return false }
    return true
  }

  private static func grown(
    _ table: [Int32], _ firsts: [Int], _ zones: List, _ starts: UnsafeBufferPointer<Int>
  ) -> [Int32] {
    var grown = [Int32](repeating: -1, count: table.count * 2)
    for (code, first) in firsts.enumerated() {
      var slot = hash(List(rebasing: zones[starts[first]..<starts[first + 1]])) & (grown.count - 1)
      while grown[slot] >= 0 { slot = (slot + 1) & (grown.count - 1) }
      grown[slot] = Int32(code)
    }
    return grown
  }
}
