extension SweepSearch {
  /// Takes strings of neighbouring stops out of the routes around a stop. The stops removed make up the pool.
  mutating func ruin(around seed: Int) {
    let tables = tables
    poolCount = 0
    guard state.visited > 0 else { return }
    var used = 0
    for r in 0..<tables.teams where state.length[r] > 0 { used += 1 }
    let longestString = min(settings.stringLimit, Double(state.visited) / Double(used))
    let most = 4 * settings.removals / (1 + longestString) - 1
    let strings = Int(random.unit() * most) + 1
    removeString(seed, longestString)
    var k = 0
    while k < tables.nearCount, backup.count < strings {
      removeString(Int(tables.near[seed * tables.nearCount + k]), longestString)
      k += 1
    }
  }

  /// Removes a string that holds the stop from its route, unless that route has lost one already.
  private mutating func removeString(_ stop: Int, _ longestString: Double) {
    let r = Int(state.route[stop])
    guard r >= 0, !backup.isTouched(r) else { return }
    let count = state.length[r]
    let limit = min(Double(count), longestString)
    let size = Int(random.unit() * limit) + 1
    var kept = 0
    if size > 1, size < count, random.bits() & 1 == 0 {
      kept = 1
      while size + kept < count, random.unit() < settings.splitGrowth { kept += 1 }
    }
    let span = size + kept
    let at = Int(state.position[stop])
    let first = max(1, at - span + 1)
    let last = min(at, count - span + 1)
    let begin = first + random.below(last - first + 1)
    // where the kept part begins inside the string
    let middle = kept > 0 ? begin + 1 + random.below(size - 1) : begin + span
    remove(r, begin..<begin + span, keeping: middle..<middle + kept)
  }

  /// Whether a stop that must come before this one has left the route.
  private func isOrphan(_ stop: Int, _ r: Int) -> Bool { state.firstPlace(stop, r) < 0 }

  /// Removes the stops at positions of a route, and those that must come after one of them, except those at positions within `kept` and locked ones.
  private mutating func remove(_ r: Int, _ range: Range<Int>, keeping kept: Range<Int>) {
    backup.save(r, state)
    let node = state.node + r * state.row
    let count = state.length[r]
    var write = range.lowerBound
    var p = range.lowerBound
    var gap = 0
    while p <= count + 1 {
      let at = node[p]
      let isOut = p < range.upperBound && (p < kept.lowerBound || p >= kept.upperBound)
      if isOut || (tables.hasOrder && p <= count && isOrphan(Int(at), r)), !isLocked[Int(at)] {
        pool[poolCount] = at
        poolCount += 1
        state.leave(Int(at))
      } else {
        if p - write != gap {
          gap = p - write
          noteChange(node[write - 1])
          noteChange(at)
        }
        node[write] = at
        write += 1
      }
      p += 1
    }
    state.length[r] = write - 2
    state.rebuild(r)
  }
}
