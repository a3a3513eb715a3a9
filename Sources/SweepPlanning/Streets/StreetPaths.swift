/// Shortest ways along streets, in whole units.
struct StreetPaths {
  /// Whole units in one unit of length.
  let units: Double
  /// Whether all lengths are whole numbers of units.
  let isExact: Bool
  /// Length of each street.
  let length: [Int]
  let network: StreetNetwork
  /// The passes that leave a node: `out[first[node] ..< first[node + 1]]`.
  let first: [Int]
  let out: [Way]
  static let never = 1 << 50

  struct Way {
    var street: Int32
    var to: Int32
  }

  /// - Parameter ignoresDirections: as if no street were one-way.
  init(_ network: StreetNetwork, ignoresDirections: Bool = false) {
    self.network = network
    var units = FixedPoint.decimalScale(network.streets.lazy.map(\.length))
    let sum = network.streets.reduce(0) { $0 + $1.length }
    isExact = units * sum < 0x1p30
    while units * sum >= 0x1p30 { units /= 10 }
    self.units = units
    length = network.streets.map { Int(($0.length * units).rounded()) }
    var first = [Int](repeating: 0, count: network.nodes + 1)
    func isBothWays(_ street: Street) -> Bool { !street.isOneWay || ignoresDirections }
    for street in network.streets {
      first[street.from + 1] += 1
      if isBothWays(street) { first[street.to + 1] += 1 }
    }
    for node in 0..<network.nodes { first[node + 1] += first[node] }
    var next = first
    var out = [Way](repeating: Way(street: 0, to: 0), count: first[network.nodes])
    func put(_ street: Int, _ from: Int, _ to: Int) {
      out[next[from]] = Way(street: Int32(street), to: Int32(to))
      next[from] += 1
    }
    for (index, street) in network.streets.enumerated() {
      put(index, street.from, street.to)
      if isBothWays(street) { put(index, street.to, street.from) }
    }
    self.first = first
    self.out = out
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
        let (street, to) = (Int(out[k].street), Int(out[k].to))
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
struct NodeHeap {
  /// Distance and node in one number: to compare pairs took most of the time of a search.
  private var entries: [Int] = []
  private static let nodeBits = 17

  mutating func removeAll() { entries.removeAll(keepingCapacity: true) }

  /// - Parameters:
  ///   - far: below 2⁴⁶.
  ///   - node: below 2¹⁷.
  mutating func push(_ far: Int, _ node: Int) {
    let entry = far << Self.nodeBits | node
    var k = entries.count
    entries.append(entry)
    while k > 0 {
      let up = (k - 1) >> 1
      if entries[up] <= entry { break }
      entries[k] = entries[up]
      k = up
    }
    entries[k] = entry
  }

  mutating func pop() -> (far: Int, node: Int)? {
    guard let top = entries.first, let last = entries.popLast() else { return nil }
    let found = (top >> Self.nodeBits, top & (1 << Self.nodeBits - 1))
    let count = entries.count
    guard count > 0 else { return found }
    var k = 0
    while true {
      var child = 2 * k + 1
      if child >= count { break }
      if child + 1 < count, entries[child + 1] < entries[child] { child += 1 }
      if last <= entries[child] { break }
      entries[k] = entries[child]
      k = child
    }
    entries[k] = last
    return found
  }
}
