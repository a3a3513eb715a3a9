/// Joins crossings in pairs by shortest ways so that these are shortest together; exact.
///
/// Only ways to near crossings are given to the matching. Its prices then tell which others could still shorten
/// it: those shorter than the prices of their two ends. They are looked up no farther than that, added, and the
/// matching is made again, until there are none.
///
/// - Source: Derigs, Metz: Solving large scale matching problems efficiently, Networks 16 (1986), for pricing.
struct OddPairs {
  /// Partner of each terminal.
  private(set) var partner: [Int] = []
  /// Length of the pairs' ways together.
  private(set) var cost = 0

  /// Crossings to be paired, and beside them what stands for no crossing.
  struct Terminals {
    /// -1: joined to others by `fixed` edges alone.
    var nodes: [Int]
    var fixed: [SparseMatching.Edge] = []
    /// Terminals that must not be paired with one another.
    var apart = 0..<0
  }

  /// `nil` when not all can be paired.
  init?(_ terminals: Terminals, _ search: NearSearch, nodes: Int) {
    let count = terminals.nodes.count
    guard count > 0 else { return }
    let sites = Sites(terminals, nodes)
    var edges = EdgeSet(count)
    terminals.fixed.forEach { edges.add($0.a, $0.b, $0.cost) }
    var most = 8
    var found: (partner: [Int], fourfoldPrice: [Int])?
    while true {
      sites.near(search, most) { edges.add($0, $1, $2) }
      found = SparseMatching.solve(count, edges.list)
      // all ways are known: what cannot be paired now cannot be paired
      if found != nil || most >= count { break }
      most *= 4
    }
    while let (_, price) = found {
      let before = edges.list.count
      let dearest = price.indices.filter { terminals.nodes[$0] >= 0 }.map { price[$0] }.max() ?? 0
      for a in 0..<count where terminals.nodes[a] >= 0 {
        sites.ways(from: a, search, reach: (price[a] + dearest) / 4) { b, far in
          if 4 * far < price[a] + price[b] { edges.add(a, b, far) }
        }
      }
      if edges.list.count == before { break }
      found = SparseMatching.solve(count, edges.list)
    }
    guard let (partner, _) = found else { return nil }
    self.partner = partner
    for (a, b) in partner.enumerated() where a < b { cost += edges.cost(a, b) }
  }
}

/// Terminals by the crossing they stand at.
private struct Sites {
  let nodes: [Int]
  private let apart: Range<Int>
  /// The first terminal at each node; the others follow by `next`.
  private var head: [Int32]
  private var next: [Int32]

  init(_ terminals: OddPairs.Terminals, _ count: Int) {
    nodes = terminals.nodes
    apart = terminals.apart
    head = [Int32](repeating: -1, count: count)
    next = [Int32](repeating: -1, count: nodes.count)
    for (a, node) in nodes.enumerated().reversed() where node >= 0 {
      next[a] = head[node]
      head[node] = Int32(a)
    }
  }

  /// Each terminal with so many of its nearest.
  func near(_ search: NearSearch, _ most: Int, _ body: (_ a: Int, _ b: Int, _ far: Int) -> Void) {
    for a in nodes.indices where nodes[a] >= 0 {
      var found = 0
      search.spread(from: nodes[a]) { node, far in
        forEach(at: node, for: a) { b in
          body(a, b, far)
          found += 1
        }
        return found < most
      }
    }
  }

  func ways(from a: Int, _ search: NearSearch, reach: Int, _ body: (_ b: Int, _ far: Int) -> Void) {
    guard reach >= 0 else { return }
    search.spread(from: nodes[a], reach: reach) { node, far in
      forEach(at: node, for: a) { body($0, far) }
      return true
    }
  }

  @inline(__always)
  private func forEach(at node: Int, for a: Int, _ body: (Int) -> Void) {
    var b = Int(head[node])
    while b >= 0 {
      if b != a, !(apart.contains(a) && apart.contains(b)) { body(b) }
      b = Int(next[b])
    }
  }
}

/// Edges between terminals, each pair once.
private struct EdgeSet {
  private(set) var list: [SparseMatching.Edge] = []
  private var known: [Int: Int] = [:]
  private let count: Int

  init(_ count: Int) { self.count = count }

  mutating func add(_ a: Int, _ b: Int, _ cost: Int) {
    let key = min(a, b) * count + max(a, b)
    if known[key] != nil { return }
    known[key] = list.count
    list.append(SparseMatching.Edge(a: min(a, b), b: max(a, b), cost: cost))
  }

  func cost(_ a: Int, _ b: Int) -> Int {
    known[min(a, b) * count + max(a, b)].map { list[$0].cost } ?? 0
  }
}
