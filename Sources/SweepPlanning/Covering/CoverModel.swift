/// Which candidate sees which samples, in flat memory: the covering problem that searches and bounds work on.
struct CoverModel {
  let memory = SearchMemory()
  let candidates: Int
  let samples: Int
  /// The samples of candidate c: `seen[seenFirst[c] ..< seenFirst[c + 1]]`.
  let seenFirst: UnsafeMutablePointer<Int>
  let seen: UnsafeMutablePointer<Int32>
  /// The candidates of sample p, in rising order: `by[byFirst[p] ..< byFirst[p + 1]]`.
  let byFirst: UnsafeMutablePointer<Int>
  let by: UnsafeMutablePointer<Int32>
  /// What seeing a sample counts; 0 or more.
  let weight: UnsafeMutablePointer<Int>
  /// The sum of weights that must be seen, at most what all candidates together see.
  let need: Int
  /// Whether everything that can be seen must be.
  let needsAll: Bool

  /// - Parameter sees: for each candidate, distinct indices of samples.
  /// - Parameter share: of the weight of all samples, 0 to 1; what no candidate sees is not asked for.
  init(sees: [[Int32]], weights: [Int], share: Double) {
    candidates = sees.count
    samples = weights.count
    let total = sees.reduce(0) { $0 + $1.count }
    seenFirst = memory.values(candidates + 1, 0)
    seen = memory.values(total, Int32(0))
    byFirst = memory.values(samples + 1, 0)
    by = memory.values(total, Int32(0))
    weight = memory.values(samples, 0)
    var k = 0
    for (c, list) in sees.enumerated() {
      for p in list {
        seen[k] = p
        byFirst[Int(p) + 1] += 1
        k += 1
      }
      seenFirst[c + 1] = k
    }
    for p in 0..<samples { byFirst[p + 1] += byFirst[p] }
    var next = (0..<samples).map { [byFirst] in byFirst[$0] }
    for c in 0..<candidates {
      for k in seenFirst[c]..<seenFirst[c + 1] {
        let p = Int(seen[k])
        by[next[p]] = Int32(truncatingIfNeeded: c)
        next[p] += 1
      }
    }
    var (all, inReach) = (0, 0)
    for p in 0..<samples {
      weight[p] = weights[p]
      all += weights[p]
      if byFirst[p + 1] > byFirst[p] { inReach += weights[p] }
    }
    need = min(inReach, Int((share * Double(all)).rounded(.up)))
    needsAll = need == inReach
  }

  /// - Parameter reach: how far a candidate sees.
  init(
    _ candidates: [SweepPoint], _ samples: [SweepPoint], weights: [Int], reach: Double, share: Double
  ) {
    let grid = PointGrid(samples, cell: reach)
    let sees = candidates.map { place in
      var list: [Int32] = []
      grid.forEach(within: reach, of: place) { list.append(Int32($0)) }
      return list
    }
    self.init(sees: sees, weights: weights, share: share)
  }
}
