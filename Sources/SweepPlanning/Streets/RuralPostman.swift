/// One walk over all required streets of a network without one-way streets.
///
/// Odd crossings are joined in pairs by shortest ways, the pairs chosen by a perfect matching: the least dead
/// walking there can be, as long as what results is connected. Where it falls apart, prices on the ways out of each
/// part raise that bound and lead to good walks (see ``StreetCuts``), and what is open then is settled by branching
/// over the streets that lead out of a part: one of them is walked, those before it are not.
///
/// - Source: Edmonds, Johnson: Matching, Euler tours and the Chinese postman (1973); Frederickson (1979) for the
///   first plan with the parts joined by a spanning tree.
struct RuralPostman {
  let network: StreetNetwork
  let paths: StreetPaths
  let depot: Int
  /// Where the walk ends, unless it may end anywhere.
  let finish: Int
  /// How many walks end anywhere: so many odd crossings need no partner.
  let freeEnds: Int
  let required: [Int]
  private(set) var best: [Int] = []
  private(set) var bestDead = Int.max
  /// No plan walks less dead.
  private(set) var bound = 0
  private(set) var branched = false
  private var nodes = 0
  private var nodeLimit: Int
  /// How much time may be spent, about a second for 1.
  private let effort: Double
  private let isOver: () -> Bool

  init(
    _ paths: StreetPaths, depot: Int, finish: Int, freeEnds: Int, required: [Int], nodeLimit: Int,
    effort: Double, isOver: @escaping () -> Bool
  ) {
    network = paths.network
    self.paths = paths
    self.depot = depot
    self.finish = finish
    self.freeEnds = freeEnds
    self.effort = effort
    self.required = required
    self.nodeLimit = nodeLimit
    self.isOver = isOver
  }

  /// Whether the best plan is proved.
  var isProved: Bool { bound == bestDead }

  /// The walk of the best plan; `nil` when there is none.
  var walk: [StreetPass]? {
    bestDead < .max ? EulerWalk.walk(network, required + best, required: required, from: depot) : nil
  }

  mutating func solve() {
    keep(connecting([]))
    guard bestDead < .max else { return }
    guard let (extra, cost) = evened([], nil) else { return }
    bound = min(bestDead, cost)
    if isConnected(extra) { return keep(extra) }
    keep(connecting(extra))
    if bound >= bestDead { return }
    branched = true
    raise()
    if bound >= bestDead { return }
    let proved = bound
    bound = bestDead
    var open = Branch(walked: [], closed: [Bool](repeating: false, count: network.streets.count))
    nodeLimit = min(nodeLimit, affordable)
    explore(&open, atLeast: proved)
    bound = max(proved, min(bound, bestDead))
  }

  /// Raises the bound by prices on cuts; every round is also a start for a walk.
  private mutating func raise() {
    guard freeEnds == 0 else { return }
    var cuts = StreetCuts(self)
    let rounds = min(400, max(4, affordable))
    for _ in 0..<rounds where bound < bestDead && !isOver() {
      guard let dead = cuts.round(aim: bestDead) else { return }
      bound = min(bestDead, max(bound, cuts.bound))
      keep(isConnected(dead) ? dead : connecting(dead))
    }
  }

  /// How many matchings take a second or so.
  private var affordable: Int {
    let odd = max(1, oddNodes(required).count)
    let work = Double(odd * 60 + odd * odd / 4 + network.streets.count * 4)
    return max(1, Int(min(2000, effort * 12_000_000 / work)))
  }
}

// MARK: - Branching

extension RuralPostman {
  /// Streets walked dead, and streets not to be walked so.
  private struct Branch {
    var walked: [Int]
    var closed: [Bool]
  }

  private mutating func explore(_ branch: inout Branch, atLeast proved: Int) {
    nodes += 1
    guard let (extra, cost) = evened(branch.walked, branch.closed), cost < bestDead else { return }
    let dead = branch.walked + extra
    let parts = StreetParts(network, required + dead, depot)
    if parts.count == 1 { return keep(dead) }
    keep(connecting(dead))
    if cost >= bestDead || proved >= bestDead { return }
    guard nodes < nodeLimit, !isOver() else {
      bound = min(bound, cost)
      return
    }
    var next = branch
    for street in parts.leaving(branch.closed, length: paths.length) {
      next.walked = branch.walked + [street]
      explore(&next, atLeast: proved)
      next.closed[street] = true
    }
  }
}

// MARK: - Making crossings even and parts connected

extension RuralPostman {
  /// The dead streets that make all crossings even with least length; with the length of those walked already.
  private func evened(_ walked: [Int], _ closed: [Bool]?) -> (streets: [Int], cost: Int)? {
    guard let (streets, cost) = joins(oddNodes(required + walked), NearSearch(paths, without: closed), closed)
    else { return nil }
    return (streets, cost + walked.reduce(0) { $0 + paths.length[$1] })
  }

  /// Shortest ways that pair up crossings; `nil` when there are none. A walk that ends anywhere leaves one single.
  func joins(_ odd: [Int], _ search: NearSearch, _ closed: [Bool]?) -> (streets: [Int], cost: Int)? {
    var terminals = OddPairs.Terminals(nodes: odd)
    for _ in 0..<freeEnds {
      let free = terminals.nodes.count
      terminals.fixed += odd.indices.map { SparseMatching.Edge(a: $0, b: free, cost: 0) }
      terminals.nodes.append(-1)
    }
    if freeEnds == 0, !isEven(odd, closed) { return nil }
    guard let pairs = OddPairs(terminals, search, nodes: network.nodes) else { return nil }
    var streets: [Int] = []
    for (a, b) in pairs.partner.enumerated() where a < b && b < odd.count {
      search.spread(from: odd[a]) { node, _ in node != odd[b] }
      streets += search.streets(to: odd[b])
    }
    return (streets, pairs.cost)
  }

  /// Whether every connected part of the network has an even number of them.
  private func isEven(_ odd: [Int], _ closed: [Bool]?) -> Bool {
    guard let closed, !odd.isEmpty else { return odd.count % 2 == 0 }
    var union = UnionFind(network.nodes)
    for (index, street) in network.streets.enumerated() where !closed[index] {
      union.join(street.from, street.to)
    }
    var isOdd = [Bool](repeating: false, count: network.nodes)
    for node in odd { isOdd[union.find(node)].toggle() }
    return !isOdd.contains(true)
  }

  /// The crossings to be paired: odd ones, both ends of a walk that does not go home, and the depot once for each
  /// walk that ends anywhere.
  func oddNodes(_ streets: [Int]) -> [Int] {
    var isOdd = [Bool](repeating: false, count: network.nodes)
    for street in streets {
      isOdd[network.streets[street].from].toggle()
      isOdd[network.streets[street].to].toggle()
    }
    if freeEnds == 0 {
      isOdd[depot].toggle()
      isOdd[finish].toggle()
    }
    return isOdd.indices.filter { isOdd[$0] } + [Int](repeating: depot, count: freeEnds)
  }

  private func isConnected(_ dead: [Int]) -> Bool {
    StreetParts(network, required + dead, depot).count == 1
  }

  /// Dead streets that join all parts (a spanning tree of shortest ways) and make all crossings even.
  private func connecting(_ dead: [Int]) -> [Int]? {
    guard let joins = StreetParts(network, required + dead, depot).joins(paths) else { return nil }
    // as if nothing had been evened yet, and with it: the shorter counts
    let plans = (dead.isEmpty ? [joins] : [joins, joins + dead]).compactMap { walked -> ([Int], Int)? in
      guard let (extra, _) = evened(walked, nil) else { return nil }
      let all = withoutPairs(walked + extra)
      guard isConnected(all) else { return nil }
      return (all, all.reduce(0) { $0 + paths.length[$1] })
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
      .sorted { (paths.length[$0], $0) < (paths.length[$1], $1) }
    guard !twice.isEmpty else { return }
    let isTwice = Set(twice)
    var union = UnionFind(network.nodes)
    for street in required + dead.filter({ !isTwice.contains($0) }) {
      union.join(network.streets[street].from, network.streets[street].to)
    }
    // the shortest that join what else would fall apart
    let needed = twice.filter { union.join(network.streets[$0].from, network.streets[$0].to) }
    let pruned = withoutEnds(Set(needed), dead.filter { !isTwice.contains($0) })
    dead.removeAll { isTwice.contains($0) && !pruned.contains($0) }
  }

  /// Of streets walked there and back, those that lead anywhere.
  private func withoutEnds(_ twice: Set<Int>, _ once: [Int]) -> Set<Int> {
    var degree = [Int](repeating: 0, count: network.nodes)
    var ways = [Int: [Int]]()
    func ends(_ street: Int) -> [Int] { [network.streets[street].from, network.streets[street].to] }
    for street in required + once { for node in ends(street) { degree[node] += 1 } }
    for node in [depot, finish] { degree[node] += 2 }
    for street in twice.sorted() {
      for node in ends(street) {
        degree[node] += 1
        ways[node, default: []].append(street)
      }
    }
    var rest = twice
    var bare = ways.keys.filter { degree[$0] == 1 }
    while let node = bare.popLast() {
      guard let street = ways[node]?.first(where: rest.contains) else { continue }
      rest.remove(street)
      for other in ends(street) {
        degree[other] -= 1
        if degree[other] == 1 { bare.append(other) }
      }
    }
    return rest
  }
}
