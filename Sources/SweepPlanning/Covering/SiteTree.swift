/// The search tree of `SiteChoice`: sites taken in or ruled out one after another, the most rewarding first,
/// those taken in before those ruled out.
struct SiteTree {
  private let sees: [[Int]]
  private let weights: [Double]
  private let wanted: Int
  /// Multipliers: what a demand pays to the sites that reach it, 0 to its weight.
  private var price: [Double]
  private(set) var best: [Int] = []
  private(set) var bestWeight = 0.0
  private(set) var bound = 0.0
  private var nodes = 0
  private var nodeLimit = 0

  init(_ sees: [[Int]], _ weights: [Double], wanted: Int) {
    self.sees = sees
    self.weights = weights
    self.wanted = wanted
    price = weights.map { $0 / 2 }
    keep(greedy(from: [], among: Array(sees.indices)))
  }

  mutating func search(nodeLimit: Int) {
    self.nodeLimit = nodeLimit
    bound = bestWeight
    branch(taken: [], open: Array(sees.indices), rounds: 300)
  }

  /// Explores all choices that hold the taken sites and otherwise open ones only.
  private mutating func branch(taken: [Int], open: [Int], rounds: Int) {
    nodes += 1
    let rest = wanted - taken.count
    var isReached = [Bool](repeating: false, count: weights.count)
    for site in taken { for demand in sees[site] { isReached[demand] = true } }
    let base = weights.indices.reduce(0) { $0 + (isReached[$1] ? weights[$1] : 0) }
    keep(greedy(from: taken, among: open))
    if rest == 0 || open.isEmpty { return }
    let (limit, worth) = price(isReached, open, rest, base, rounds)
    // sums in another order may differ in their last bits
    if limit <= bestWeight + 1e-9 * max(1, bestWeight) { return }
    guard nodes < nodeLimit, let next = open.max(by: { (worth[$0], $1) < (worth[$1], $0) }) else {
      bound = max(bound, limit)
      return
    }
    let others = open.filter { $0 != next }
    branch(taken: taken + [next], open: others, rounds: 40)
    branch(taken: taken, open: others, rounds: 40)
    bound = max(bound, bestWeight)
  }

  /// The least bound of some rounds of subgradients, and what each open site is worth then.
  private mutating func price(
    _ isReached: [Bool], _ open: [Int], _ rest: Int, _ base: Double, _ rounds: Int
  ) -> (limit: Double, worth: [Double]) {
    var limit = Double.infinity
    var worth = [Double](repeating: 0, count: sees.count)
    var scale = 1.0
    var sinceBetter = 0
    for _ in 0..<rounds {
      for site in open { worth[site] = sees[site].reduce(0) { $0 + (isReached[$1] ? 0 : price[$1]) } }
      let picked = open.sorted { (worth[$0], $1) > (worth[$1], $0) }.prefix(rest)
      var value = base + picked.reduce(0) { $0 + worth[$1] }
      var slope = [Double](repeating: 0, count: weights.count)
      for site in picked { for demand in sees[site] where !isReached[demand] { slope[demand] += 1 } }
      for demand in weights.indices where !isReached[demand] {
        value += weights[demand] - price[demand]
        slope[demand] -= weights[demand] > price[demand] ? 1 : 0
      }
      sinceBetter += 1
      if value < limit - 1e-9 * max(1, abs(value)) { (limit, sinceBetter) = (value, 0) }
      if limit <= bestWeight { break }
      if sinceBetter >= 10 { (scale, sinceBetter) = (scale / 2, 0) }
      let norm = slope.reduce(0) { $0 + $1 * $1 }
      guard norm > 0, scale > 1e-3 else { break }
      let step = scale * max(value - bestWeight, 1e-9) / norm
      for demand in weights.indices where !isReached[demand] {
        price[demand] = min(weights[demand], max(0, price[demand] - step * slope[demand]))
      }
    }
    return (limit, worth)
  }

  /// The taken sites and those that add most, one after another.
  private func greedy(from taken: [Int], among open: [Int]) -> [Int] {
    var chosen = taken
    var isReached = [Bool](repeating: false, count: weights.count)
    for site in taken { for demand in sees[site] { isReached[demand] = true } }
    var left = open
    while chosen.count < wanted {
      func gain(_ site: Int) -> Double { sees[site].reduce(0) { $0 + (isReached[$1] ? 0 : weights[$1]) } }
      let gains = left.map { (site: $0, gain: gain($0)) }
      guard let top = gains.max(by: { ($0.gain, $1.site) < ($1.gain, $0.site) }), top.gain > 0 else { break }
      chosen.append(top.site)
      left.removeAll { $0 == top.site }
      for demand in sees[top.site] { isReached[demand] = true }
    }
    return chosen
  }

  private mutating func keep(_ sites: [Int]) {
    var isReached = [Bool](repeating: false, count: weights.count)
    for site in sites { for demand in sees[site] { isReached[demand] = true } }
    let weight = weights.indices.reduce(0) { $0 + (isReached[$1] ? weights[$1] : 0) }
    if weight > bestWeight || best.isEmpty { (best, bestWeight) = (sites, weight) }
  }
}
