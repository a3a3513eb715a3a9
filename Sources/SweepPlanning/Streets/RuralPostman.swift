/// One walk over all required streets of a network without one-way streets.
///
/// Odd crossings are joined in pairs by shortest ways, the pairs chosen by a perfect matching: the least dead
/// walking there can be, as long as what results is connected. Where it falls apart, the search branches over the
/// streets that lead out of a part: one of them is walked, those before it are not.
///
/// - Source: Edmonds, Johnson: Matching, Euler tours and the Chinese postman (1973); Frederickson (1979) for the
///   first plan with the parts joined by a spanning tree.
struct RuralPostman {
  private let network: StreetNetwork
  private let paths: StreetPaths
  private let depot: Int
  private let required: [Int]
  private(set) var best: [Int] = []
  private(set) var bestDead = Int.max
  /// No plan walks less dead.
  private(set) var bound = 0
  private(set) var branched = false
  private var nodes = 0
  private var nodeLimit: Int
  private let isOver: () -> Bool
  /// Above this the exact matching takes many seconds.
  static let matchingLimit = 500

  init(_ network: StreetNetwork, depot: Int, nodeLimit: Int, isOver: @escaping () -> Bool) {
    self.network = network
    self.depot = depot
    self.nodeLimit = nodeLimit
    self.isOver = isOver
    paths = StreetPaths(network)
    required = network.streets.indices.filter { network.streets[$0].isRequired }
  }

  /// Whether the best plan is proved.
  var isProved: Bool { bound == bestDead }

  /// The walk of the best plan.
  var walk: [StreetPass] { EulerWalk.walk(network, required + best, from: depot) }

  mutating func solve() {
    nodeLimit = min(nodeLimit, affordable)
    keep(connecting([]))
    bound = bestDead
    var open = Branch(walked: [], closed: [Bool](repeating: false, count: network.streets.count))
    explore(&open)
  }

  /// How many nodes of the tree take some seconds: each has a shortest-way tree for every odd crossing, and a
  /// matching.
  private var affordable: Int {
    let odd = min(oddNodes(required).count, Self.matchingLimit)
    let work = odd * (network.nodes + 2 * network.streets.count) * 20 + odd * odd * odd * 2 + 1
    return max(1, 2_000_000_000 / work)
  }

  /// Streets walked dead, and streets not to be walked so.
  private struct Branch {
    var walked: [Int]
    var closed: [Bool]
  }

  private mutating func explore(_ branch: inout Branch) {
    nodes += 1
    guard let (extra, cost) = evened(branch.walked, branch.closed), cost < bestDead else { return }
    let dead = branch.walked + extra
    let parts = StreetParts(network, required + dead, depot)
    if parts.count == 1 {
      keep(dead)
      return
    }
    keep(connecting(dead))
    if cost >= bestDead { return }
    guard nodes < nodeLimit, !isOver() else {
      bound = min(bound, cost)
      return
    }
    branched = true
    let ways = parts.leaving(branch.closed, length: paths.length)
    var next = branch
    for street in ways {
      next.walked = branch.walked + [street]
      explore(&next)
      next.closed[street] = true
    }
  }

  /// The dead streets that make all crossings even with least length; with the length of those walked already.
  private func evened(_ walked: [Int], _ closed: [Bool]?) -> (streets: [Int], cost: Int)? {
    let odd = oddNodes(required + walked)
    var cost = walked.reduce(0) { $0 + paths.length[$1] }
    // the ways themselves are found again for the pairs: all trees together would not fit for thousands of nodes
    var far = [Int32](repeating: 0, count: odd.count * odd.count)
    for (a, node) in odd.enumerated() {
      let distance = paths.tree(from: node, without: closed).distance
      for (b, other) in odd.enumerated() { far[a * odd.count + b] = Int32(clamping: distance[other]) }
    }
    let count = odd.count
    let price = { (a: Int, b: Int) in Int(far[a * count + b]) }
    let partner =
      count <= Self.matchingLimit
      ? PerfectMatching.pairs(count, cost: price) : NearMatching.pairs(count, cost: price)
    var streets: [Int] = []
    for (a, b) in partner.enumerated() where a < b {
      if price(a, b) == Int32.max { return nil }
      cost += price(a, b)
      streets += paths.passes(paths.tree(from: odd[a], without: closed), to: odd[b]).map(\.street)
    }
    return (streets, cost)
  }

  private func oddNodes(_ streets: [Int]) -> [Int] {
    var isOdd = [Bool](repeating: false, count: network.nodes)
    for street in streets {
      isOdd[network.streets[street].from].toggle()
      isOdd[network.streets[street].to].toggle()
    }
    return isOdd.indices.filter { isOdd[$0] }
  }

  /// Dead streets that join all parts (a spanning tree of shortest ways) and make all crossings even.
  private func connecting(_ dead: [Int]) -> [Int]? {
    let parts = StreetParts(network, required + dead, depot)
    let joins = parts.joins(paths)
    guard let joins else { return nil }
    // as if nothing had been evened yet, and with it: the shorter counts
    let plans = [joins, joins + dead].compactMap { walked -> ([Int], Int)? in
      guard let (extra, cost) = evened(walked, nil) else { return nil }
      let all = withoutPairs(walked + extra)
      guard StreetParts(network, required + all, depot).count == 1 else { return nil }
      return (all, min(cost, all.reduce(0) { $0 + paths.length[$1] }))
    }
    return plans.min { $0.1 < $1.1 }?.0
  }

  /// What is walked twice too often can be left out.
  private func withoutPairs(_ dead: [Int]) -> [Int] {
    var count = [Int: Int]()
    for street in dead { count[street, default: 0] += 1 }
    return count.keys.sorted().flatMap { street in
      let times = count[street] ?? 0
      return [Int](repeating: street, count: times > 2 ? 2 - times % 2 : times)
    }
  }

  private mutating func keep(_ dead: [Int]?) {
    guard var dead else { return }
    drop(&dead)
    let cost = dead.reduce(0) { $0 + paths.length[$1] }
    if cost < bestDead { (best, bestDead) = (dead, cost) }
  }

  /// Leaves out streets walked dead twice where everything stays connected without them, longest first.
  private func drop(_ dead: inout [Int]) {
    var count = [Int: Int]()
    for street in dead { count[street, default: 0] += 1 }
    let twice = count.keys.filter { count[$0] == 2 }
      .sorted { (paths.length[$0], $0) > (paths.length[$1], $1) }
    for street in twice {
      let rest = dead.filter { $0 != street }
      if StreetParts(network, required + rest, depot).count == 1 { dead = rest }
    }
  }
}
