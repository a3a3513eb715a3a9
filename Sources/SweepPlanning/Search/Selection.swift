/// Sorting on plain memory.
enum Selection {
  /// Puts the `wanted` smallest of `count` distinct keys first, in order; the rest in any order.
  ///
  /// - Complexity: O(`count` + `wanted` · log `wanted`) on average (Hoare's selection).
  static func smallestFirst(_ keys: UnsafeMutablePointer<UInt64>, _ count: Int, _ wanted: Int) {
    var low = 0
    var high = count - 1
    while low < high {
      let pivot = keys[low + (high - low) / 2]
      var i = low
      var j = high
      while i <= j {
        while keys[i] < pivot { i += 1 }
        while keys[j] > pivot { j -= 1 }
        if i <= j {
          (keys[i], keys[j]) = (keys[j], keys[i])
          i += 1
          j -= 1
        }
      }
      if wanted - 1 <= j { high = j } else if wanted - 1 >= i { low = i } else { break }
    }
    var first = UnsafeMutableBufferPointer(start: keys, count: min(count, wanted))
    first.sort()
  }

  /// Sorts values by their keys, smallest first, equal keys as they came. For the few dozen of one iteration.
  @inline(__always)
  static func sort(
    _ values: UnsafeMutablePointer<Int32>, by keys: UnsafeMutablePointer<Double>, _ count: Int
  ) {
    guard count > 1 else { return }
    for i in 1..<count {
      let (key, value) = (keys[i], values[i])
      var j = i - 1
      while j >= 0, keys[j] > key {
        keys[j + 1] = keys[j]
        values[j + 1] = values[j]
        j -= 1
      }
      keys[j + 1] = key
      values[j + 1] = value
    }
  }
}
