/// Chooses few candidates that see what is needed: greedily first, then by taking one away and walking back.
///
/// One step takes out the chosen candidate that loses least and puts in one that sees a sample now unseen; samples
/// that stay unseen grow dearer with every step. When nothing is missing, the choice is kept and one more is
/// taken away.
///
/// - Source: Gao, Weise, Li: An efficient local search heuristic with row weighting for the unicost set covering
///   problem, European Journal of Operational Research 246 (2015). With a share below all, weights stay and a
///   sample may stay unseen.
struct CoverSearch {
  private let model: CoverModel
  private var random: SweepRandom
  /// What a sample counts by now.
  private let price: UnsafeMutablePointer<Int>
  /// Chosen candidates that see a sample: how many, and the sum of their numbers (where one: its number).
  private let count: UnsafeMutablePointer<Int32>
  private let sum: UnsafeMutablePointer<Int>
  /// What choosing a candidate would add, or what only it sees.
  private let score: UnsafeMutablePointer<Int>
  private let isChosen: UnsafeMutablePointer<Bool>
  /// Whether something near has changed since the candidate was taken out.
  private let isFresh: UnsafeMutablePointer<Bool>
  /// The step that moved a candidate last.
  private let moved: UnsafeMutablePointer<Int>
  private var chosen: [Int] = []
  /// Samples not seen, and where each stands in the list.
  private let unseen: UnsafeMutablePointer<Int32>
  private let place: UnsafeMutablePointer<Int>
  private var unseenCount = 0
  private var seenWeight = 0
  private var step = 0
  private(set) var best: [Int] = []

  init(_ model: CoverModel, seed: UInt64) {
    self.model = model
    random = SweepRandom(seed: seed)
    let memory = model.memory
    price = memory.values(model.samples, 0)
    count = memory.values(model.samples, Int32(0))
    sum = memory.values(model.samples, 0)
    score = memory.values(model.candidates, 0)
    isChosen = memory.values(model.candidates, false)
    isFresh = memory.values(model.candidates, true)
    moved = memory.values(model.candidates, 0)
    unseen = memory.values(model.samples, Int32(0))
    place = memory.values(model.samples, 0)
    for p in 0..<model.samples where model.byFirst[p + 1] > model.byFirst[p] {
      price[p] = model.needsAll ? 1 : model.weight[p]
      seenWeight += model.weight[p]
      see(p, false)
      for k in model.byFirst[p]..<model.byFirst[p + 1] { score[Int(model.by[k])] += price[p] }
    }
    chooseGreedily()
    dropNeedless()
    best = chosen.sorted()
  }

  /// Steps until the budget is spent, somebody interrupts, or `bound` is reached.
  mutating func run(bound: Int, isOver: (Int) -> Bool) {
    while best.count > bound, !isOver(step) {
      if isEnough {
        dropNeedless()
        best = chosen.sorted()
        if chosen.isEmpty { return }
        remove(cheapest(except: -1))
        continue
      }
      oneStep()
    }
  }

  private var isEnough: Bool { model.needsAll ? unseenCount == 0 : seenWeight >= model.need }

  private mutating func oneStep() {
    step += 1
    if !chosen.isEmpty { remove(cheapest(except: lastAdded)) }
    let next = entering()
    guard next >= 0 else { return }
    add(next)
    lastAdded = next
    if model.needsAll { raisePrices() }
  }

  private var lastAdded = -1

  /// The candidate that sees most of what is missing, among those that see one missing sample drawn at random (a
  /// few where some may stay unseen).
  private mutating func entering() -> Int {
    var found = -1
    for _ in 0..<(model.needsAll ? 1 : 6) where unseenCount > 0 {
      let p = Int(unseen[random.below(unseenCount)])
      for k in model.byFirst[p]..<model.byFirst[p + 1] {
        let c = Int(model.by[k])
        if isChosen[c] || !isFresh[c] { continue }
        if found < 0 || score[c] > score[found] || (score[c] == score[found] && moved[c] < moved[found]) {
          found = c
        }
      }
    }
    return found
  }

  private mutating func raisePrices() {
    for u in 0..<unseenCount {
      let p = Int(unseen[u])
      price[p] += 1
      for k in model.byFirst[p]..<model.byFirst[p + 1] { score[Int(model.by[k])] += 1 }
    }
  }

  /// The chosen candidate that loses least, the longest unmoved of equals.
  private func cheapest(except last: Int) -> Int {
    var found = -1
    for c in chosen where c != last || chosen.count == 1 {
      if found < 0 || score[c] < score[found] || (score[c] == score[found] && moved[c] < moved[found]) {
        found = c
      }
    }
    return found
  }
}

// MARK: - Changes

extension CoverSearch {
  private mutating func chooseGreedily() {
    var queue = (0..<model.candidates).map { (gain: score[$0], candidate: $0) }
      .sorted { ($0.gain, $1.candidate) > ($1.gain, $0.candidate) }
    while !isEnough {
      // gains only fall: the first whose gain is still true is the best
      guard let top = queue.first, top.gain > 0 else { return }
      let current = score[top.candidate]
      if current == top.gain, !isChosen[top.candidate] {
        add(top.candidate)
      } else {
        queue[0].gain = isChosen[top.candidate] ? 0 : current
      }
      sink(&queue)
    }
  }

  /// Moves the first entry of a list otherwise in heap order down to its place. A sorted list is one.
  private func sink(_ queue: inout [(gain: Int, candidate: Int)]) {
    func isBefore(_ a: Int, _ b: Int) -> Bool {
      (queue[a].gain, -queue[a].candidate) > (queue[b].gain, -queue[b].candidate)
    }
    var k = 0
    while true {
      var top = k
      for child in [2 * k + 1, 2 * k + 2] where child < queue.count && isBefore(child, top) { top = child }
      if top == k { return }
      queue.swapAt(k, top)
      k = top
    }
  }

  private mutating func dropNeedless() {
    while let least = chosen.min(by: { (score[$0], $0) < (score[$1], $1) }), isNeedless(least) {
      remove(least)
    }
  }

  private func isNeedless(_ c: Int) -> Bool {
    if model.needsAll { return score[c] == 0 }
    return seenWeight - score[c] >= model.need
  }

  private mutating func add(_ c: Int) {
    isChosen[c] = true
    chosen.append(c)
    moved[c] = step
    score[c] = 0
    for k in model.seenFirst[c]..<model.seenFirst[c + 1] {
      let p = Int(model.seen[k])
      count[p] += 1
      sum[p] += c
      if count[p] == 1 {
        see(p, true)
        for j in model.byFirst[p]..<model.byFirst[p + 1] {
          let other = Int(model.by[j])
          score[other] -= price[p]
          isFresh[other] = true
        }
      } else if count[p] == 2 {
        score[sum[p] - c] -= price[p]
      }
    }
    fixOwnScore(c)
  }

  private mutating func remove(_ c: Int) {
    isChosen[c] = false
    if let at = chosen.firstIndex(of: c) { chosen.swapAt(at, chosen.count - 1) }
    chosen.removeLast()
    moved[c] = step
    for k in model.seenFirst[c]..<model.seenFirst[c + 1] {
      let p = Int(model.seen[k])
      count[p] -= 1
      sum[p] -= c
      if count[p] == 0 {
        see(p, false)
        for j in model.byFirst[p]..<model.byFirst[p + 1] {
          let other = Int(model.by[j])
          score[other] += price[p]
          isFresh[other] = true
        }
      } else if count[p] == 1 {
        score[sum[p]] += price[p]
      }
    }
    fixOwnScore(c)
    isFresh[c] = false
  }

  /// What the candidate adds or alone sees, counted afresh.
  private func fixOwnScore(_ c: Int) {
    var own = 0
    for k in model.seenFirst[c]..<model.seenFirst[c + 1] {
      let p = Int(model.seen[k])
      if count[p] == (isChosen[c] ? 1 : 0) { own += price[p] }
    }
    score[c] = own
  }

  /// Notes a sample as seen or not.
  private mutating func see(_ p: Int, _ isSeen: Bool) {
    if isSeen {
      seenWeight += model.weight[p]
      unseenCount -= 1
      let last = unseen[unseenCount]
      unseen[place[p]] = last
      place[Int(last)] = place[p]
    } else {
      seenWeight -= model.weight[p]
      unseen[unseenCount] = Int32(truncatingIfNeeded: p)
      place[p] = unseenCount
      unseenCount += 1
    }
  }
}
