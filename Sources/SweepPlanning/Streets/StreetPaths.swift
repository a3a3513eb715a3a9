/// Shortest ways along streets, in whole units.
struct StreetPaths {
  /// Whole units in one unit of length.
  let units: Double
  /// Whether all lengths are whole numbers of units.
  let isExact: Bool
  /// Length of each street.
  let length: [Int]
  private let network: StreetNetwork
  /// The passes that leave a node: `out[first[node] ..< first[node + 1]]`.
  private let first: [Int]
  private let out: [(street: Int, to: Int)]
  static let never = 1 << 50

  /// - Parameter ignoresDirections: as if no street were one-way.
  init(_ network: StreetNetwork, ignoresDirections: Bool = false) {
    self.network = network
    var units = FixedPoint.decimalScale(network.streets.lazy.map(\.length))
    let sum = network.streets.reduce(0) { $0 + $1.length }
    isExact = units * sum < 0x1p30
    while units * sum >= 0x1p30 { units /= 10 }
    self.units = units
    length = network.streets.map { Int(($0.length * units).rounded()) }
    var lists = [[(street: Int, to: Int)]](repeating: [], count: network.nodes)
    for (index, street) in network.streets.enumerated() {
      lists[street.from].append((index, street.to))
      if !street.isOneWay || ignoresDirections { lists[street.to].append((index, street.from)) }
    }
    var first = [0]
    for list in lists { first.append(first[first.count - 1] + list.count) }
    self.first = first
    out = lists.flatMap { $0 }
  }

  /// The way from one node (or the nearest of some) to all others.
  struct Tree {
    var distance: [Int]
    /// The street by which each node is reached; -1 at a root and where there is no way.
    var by: [Int32]
  }

  /// - Source: Dijkstra (1959), on a binary heap.
  func tree(from root: Int, without isClosed: [Bool]? = nil) -> Tree {
    tree(fromAny: [root], without: isClosed)
  }

  func tree(fromAny roots: [Int], without isClosed: [Bool]? = nil) -> Tree {
    var tree = Tree(
      distance: [Int](repeating: Self.never, count: network.nodes),
      by: [Int32](repeating: -1, count: network.nodes))
    var heap = NodeHeap()
    for root in roots {
      tree.distance[root] = 0
      heap.push(0, root)
    }
    while let (far, node) = heap.pop() {
      if far > tree.distance[node] { continue }
      for k in first[node]..<first[node + 1] {
        let (street, to) = out[k]
        if let isClosed, isClosed[street] { continue }
        let there = far + length[street]
        if there < tree.distance[to] {
          tree.distance[to] = there
          tree.by[to] = Int32(street)
          heap.push(there, to)
        }
      }
    }
    return tree
  }

  /// The passes from the root to a node, in order.
  func passes(_ tree: Tree, to node: Int) -> [StreetPass] {
    var passes: [StreetPass] = []
    var at = node
    while tree.by[at] >= 0 {
      let street = Int(tree.by[at])
      let isReversed = network.streets[street].to != at
      passes.append(StreetPass(street: street, isReversed: isReversed, isSwept: false))
      at = isReversed ? network.streets[street].to : network.streets[street].from
    }
    return passes.reversed()
  }
}

/// Nodes by distance, nearest first; of equals the lower number.
private struct NodeHeap {
  private var entries: [(far: Int, node: Int)] = []

  mutating func push(_ far: Int, _ node: Int) {
    entries.append((far, node))
    var k = entries.count - 1
    while k > 0, entries[k] < entries[(k - 1) / 2] {
      entries.swapAt(k, (k - 1) / 2)
      k = (k - 1) / 2
    }
  }

  mutating func pop() -> (far: Int, node: Int)? {
    guard let top = entries.first, let last = entries.popLast() else { return nil }
    guard !entries.isEmpty else { return top }
    entries[0] = last
    var k = 0
    while true {
      var least = k
      for child in [2 * k + 1, 2 * k + 2] where child < entries.count && entries[child] < entries[least] {
        least = child
      }
      if least == k { return top }
      entries.swapAt(k, least)
      k = least
    }
  }
}
