/// The connected parts that streets fall into; the depot's part is number 0.
struct StreetParts {
  private let network: StreetNetwork
  /// The part of each crossing; -1: no street ends there.
  private(set) var part: [Int]
  private(set) var count = 0

  init(_ network: StreetNetwork, _ streets: [Int], _ depot: Int) {
    self.network = network
    var union = UnionFind(network.nodes)
    for street in streets { union.join(network.streets[street].from, network.streets[street].to) }
    part = [Int](repeating: -1, count: network.nodes)
    var number = [Int](repeating: -1, count: network.nodes)
    func note(_ node: Int) {
      let top = union.find(node)
      if number[top] < 0 {
        number[top] = count
        count += 1
      }
      part[node] = number[top]
    }
    note(depot)
    for street in streets {
      note(network.streets[street].from)
      note(network.streets[street].to)
    }
  }

  /// The open streets that lead out of the part which fewest of them leave, shortest first.
  func leaving(_ closed: [Bool], length: [Int]) -> [Int] {
    var ways = [[Int]](repeating: [], count: count)
    for (index, street) in network.streets.enumerated() where !closed[index] {
      let (a, b) = (part[street.from], part[street.to])
      if a == b { continue }
      if a >= 0 { ways[a].append(index) }
      if b >= 0 { ways[b].append(index) }
    }
    let least = ways.indices.min { (ways[$0].count, $0) < (ways[$1].count, $1) } ?? 0
    return ways[least].sorted { (length[$0], $0) < (length[$1], $1) }
  }

  /// Streets that join all parts to one: shortest ways between parts, the shortest first; `nil` when there is none.
  ///
  /// - Source: Mehlhorn: A faster approximation algorithm for the Steiner problem in graphs (1988): of all ways
  ///   between parts those over one street between their surroundings are enough.
  func joins(_ paths: StreetPaths) -> [Int]? {
    guard count > 1 else { return [] }
    let tree = paths.tree(fromAny: part.indices.filter { part[$0] >= 0 })
    let owner = owners(tree)
    var ways: [(far: Int, street: Int)] = []
    for (index, street) in network.streets.enumerated() {
      let (a, b) = (owner[street.from], owner[street.to])
      guard a >= 0, b >= 0, a != b else { continue }
      ways.append((tree.distance[street.from] + paths.length[index] + tree.distance[street.to], index))
    }
    ways.sort { ($0.far, $0.street) < ($1.far, $1.street) }
    var union = UnionFind(count)
    var streets: Set<Int> = []
    var joined = 1
    for way in ways {
      let street = network.streets[way.street]
      guard union.join(owner[street.from], owner[street.to]) else { continue }
      joined += 1
      streets.insert(way.street)
      for node in [street.from, street.to] { streets.formUnion(paths.passes(tree, to: node).map(\.street)) }
    }
    return joined == count ? streets.sorted() : nil
  }

  /// The part from which each crossing is reached first; -1: from none.
  private func owners(_ tree: StreetPaths.Tree) -> [Int] {
    var owner = part
    for start in part.indices where owner[start] < 0 && tree.by[start] >= 0 {
      var trail: [Int] = []
      var at = start
      while owner[at] < 0 {
        trail.append(at)
        let street = network.streets[Int(tree.by[at])]
        at = street.to == at ? street.from : street.to
      }
      for node in trail { owner[node] = owner[at] }
    }
    return owner
  }
}

/// Which things hang together.
struct UnionFind {
  private var root: [Int]

  init(_ count: Int) { root = Array(0..<count) }

  mutating func find(_ node: Int) -> Int {
    var at = node
    while root[at] != at {
      root[at] = root[root[at]]
      at = root[at]
    }
    return at
  }

  /// `false` when they did already; the lower number stays.
  @discardableResult
  mutating func join(_ a: Int, _ b: Int) -> Bool {
    let (x, y) = (find(a), find(b))
    root[max(x, y)] = min(x, y)
    return x != y
  }
}
