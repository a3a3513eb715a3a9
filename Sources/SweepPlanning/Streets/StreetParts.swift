/// The connected parts that streets fall into; the depot's part is number 0.
struct StreetParts {
  private let network: StreetNetwork
  /// The part of each crossing; -1: no street ends there.
  private var part: [Int]
  private(set) var count = 0

  init(_ network: StreetNetwork, _ streets: [Int], _ depot: Int) {
    self.network = network
    var root = Array(0..<network.nodes)
    func find(_ node: Int) -> Int {
      var at = node
      while root[at] != at {
        root[at] = root[root[at]]
        at = root[at]
      }
      return at
    }
    for street in streets {
      let (a, b) = (find(network.streets[street].from), find(network.streets[street].to))
      root[max(a, b)] = min(a, b)
    }
    part = [Int](repeating: -1, count: network.nodes)
    var number = [Int](repeating: -1, count: network.nodes)
    func note(_ node: Int) {
      let top = find(node)
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
  func joins(_ paths: StreetPaths) -> [Int]? {
    guard count > 1 else { return [] }
    var ways: [(far: Int, a: Int, b: Int, to: Int)] = []
    let members = (0..<count).map { number in part.indices.filter { part[$0] == number } }
    for a in 0..<count {
      let tree = paths.tree(fromAny: members[a])
      for b in a + 1..<max(a + 1, count) {
        let nearest = members[b].min { (tree.distance[$0], $0) < (tree.distance[$1], $1) } ?? 0
        if tree.distance[nearest] < StreetPaths.never { ways.append((tree.distance[nearest], a, b, nearest)) }
      }
    }
    ways.sort { ($0.far, $0.a, $0.b) < ($1.far, $1.a, $1.b) }
    var root = Array(0..<count)
    func find(_ k: Int) -> Int { root[k] == k ? k : find(root[k]) }
    var streets: Set<Int> = []
    var joined = 1
    for way in ways where find(way.a) != find(way.b) {
      root[find(way.a)] = find(way.b)
      joined += 1
      streets.formUnion(paths.passes(paths.tree(fromAny: members[way.a]), to: way.to).map(\.street))
    }
    return joined == count ? streets.sorted() : nil
  }
}
