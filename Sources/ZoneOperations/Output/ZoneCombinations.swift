internal import ZoneAnalysis

/// Numbers the different lists of zones that points lie in: most lists are those of many points.
struct ZoneCombinations {
  /// The lists one after the other; list `k` is `zones[starts[k]..<starts[k + 1]]`.
  private(set) var zones: [Int32] = []
  private(set) var starts: [Int] = [0]
  /// List numbers by hash, open addressing; −1 is free.
  private var table = [Int32](repeating: -1, count: 1 << 12)

  var count: Int { starts.count - 1 }

  /// List `code`.
  subscript(code: Int) -> ArraySlice<Int32> { zones[starts[code]..<starts[code + 1]] }

  /// Per point the number of its list; lists not met before get the next numbers.
  ///
  /// - Complexity: O(zones of the points).
  mutating func codes(of hits: ZoneHits) -> [Int32] {
    var codes: [Int32] = []
    codes.reserveCapacity(hits.count)
    hits.zones.withUnsafeBufferPointer { zones in
      hits.starts.withUnsafeBufferPointer { starts in
        for i in 0..<hits.count {
          codes.append(code(of: UnsafeBufferPointer(rebasing: zones[starts[i]..<starts[i + 1]])))
        }
      }
    }
    return codes
  }

  private typealias List = UnsafeBufferPointer<Int32>

  private mutating func code(of list: List) -> Int32 {
    var slot = Self.hash(list) & (table.count - 1)
    while table[slot] >= 0 {
      if isSame(list, Int(table[slot])) { return table[slot] }
      slot = (slot + 1) & (table.count - 1)
    }
    let code = Int32(count)
    table[slot] = code
    zones.append(contentsOf: list)
    starts.append(zones.count)
    if count * 2 > table.count { grow() }
    return code
  }

  private func isSame(_ list: List, _ code: Int) -> Bool {
    let start = starts[code]
    guard starts[code + 1] - start == list.count else { return false }
    for k in 0..<list.count where zones[start + k] != list[k] { return false }
    return true
  }

  private mutating func grow() {
    table = [Int32](repeating: -1, count: table.count * 2)
    for code in 0..<count {
      var slot = zones[starts[code]..<starts[code + 1]].withUnsafeBufferPointer {
        Self.hash($0) & (table.count - 1)
      }
      while table[slot] >= 0 { slot = (slot + 1) & (table.count - 1) }
      table[slot] = Int32(code)
    }
  }

  private static func hash(_ list: List) -> Int {
    var hash: UInt64 = 0x9e37_79b9_7f4a_7c15
    for zone in list {
      hash = (hash ^ UInt64(UInt32(bitPattern: zone))) &* 0xbf58_476d_1ce4_e5b9
      hash ^= hash >> 29
    }
    return Int(truncatingIfNeeded: hash >> 8)
  }
}
