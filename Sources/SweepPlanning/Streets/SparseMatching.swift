/// Pairs up nodes along given edges so that all have a partner and the pairs cost least together: Edmonds' blossoms
/// with dual values, exact, on lists of edges.
///
/// An edge from `i` to `j` is *tight* when its price equals its cost; only tight edges come into the matching. The
/// prices of nodes and blossoms are the proof that no perfect matching along these edges costs less, and they tell
/// which other edges could: those that cost less than their ends' prices.
///
/// Numbering: edge k has the ends 2k and 2k + 1; blossoms are numbered behind the nodes.
///
/// - Complexity: O(*n*·(*m* + *n* log *n*)) in practice; far less than *n* stages are needed, since most pairs are
///   found by the first prices.
/// - Source: Galil: Efficient algorithms for finding maximum matching in graphs (1986); the bookkeeping follows
///   van Rantwijk's published description of it (2008).
struct SparseMatching {
  struct Edge {
    var a: Int
    var b: Int
    /// 0 up to 2⁴⁸.
    var cost: Int
  }

  private let count: Int
  private let edges: [Edge]
  /// The far ends of the edges at each node.
  private let firstEnd: [Int]
  private let ends: [Int32]
  /// The far end of the matched edge; -1: none.
  private var mate: [Int]
  /// 0 free, 1 outer, 2 inner.
  private var label: [UInt8]
  private var labelEnd: [Int]
  /// The outermost blossom of each node.
  private var top: [Int]
  private var parent: [Int]
  private var base: [Int]
  private var children: [[Int]]
  private var links: [[Int]]
  private var bestEdge: [Int]
  private var bestEdges: [[Int]]
  private var hasBestEdges: [Bool]
  private var unused: [Int]
  /// Twice what a node asks for less: edge k is tight when dual[a] + dual[b] = -4 · cost.
  private var dual: [Int]
  private var isTight: [Bool]
  private var queue: [Int] = []
  private var crumbs: [Int] = []

  /// The partner of each node and the price of each, four times; `nil` when not all can have a partner.
  static func solve(_ count: Int, _ edges: [Edge]) -> (partner: [Int], fourfoldPrice: [Int])? {
    guard count % 2 == 0 else { return nil }
    var matching = SparseMatching(count, edges)
    matching.start()
    while matching.mate.contains(-1) {
      guard matching.stage() else { return nil }
    }
    return (matching.mate.map { matching.node($0) }, matching.dual[..<count].map { -$0 })
  }

  private init(_ count: Int, _ edges: [Edge]) {
    self.count = count
    self.edges = edges
    var first = [Int](repeating: 0, count: count + 1)
    for edge in edges {
      first[edge.a + 1] += 1
      first[edge.b + 1] += 1
    }
    for v in 0..<count { first[v + 1] += first[v] }
    firstEnd = first
    var ends = [Int32](repeating: 0, count: 2 * edges.count)
    for (k, edge) in edges.enumerated() {
      ends[first[edge.a]] = Int32(2 * k + 1)
      first[edge.a] += 1
      ends[first[edge.b]] = Int32(2 * k)
      first[edge.b] += 1
    }
    self.ends = ends
    mate = [Int](repeating: -1, count: count)
    label = [UInt8](repeating: 0, count: 2 * count)
    labelEnd = [Int](repeating: -1, count: 2 * count)
    top = Array(0..<count)
    parent = [Int](repeating: -1, count: 2 * count)
    base = Array(0..<count) + [Int](repeating: -1, count: count)
    children = [[Int]](repeating: [], count: 2 * count)
    links = children
    bestEdge = [Int](repeating: -1, count: 2 * count)
    bestEdges = children
    hasBestEdges = [Bool](repeating: false, count: 2 * count)
    unused = Array(count..<2 * count)
    dual = [Int](repeating: 0, count: 2 * count)
    isTight = [Bool](repeating: false, count: edges.count)
  }

  @inline(__always)
  private func node(_ end: Int) -> Int { end & 1 == 0 ? edges[end >> 1].a : edges[end >> 1].b }

  @inline(__always)
  private func slack(_ k: Int) -> Int { dual[edges[k].a] + dual[edges[k].b] + 4 * edges[k].cost }

  private func forEachNode(in blossom: Int, _ body: (Int) -> Void) {
    if blossom < count { return body(blossom) }
    for child in children[blossom] { forEachNode(in: child, body) }
  }

  /// Prices as high as the nearest neighbour allows, and the pairs that are tight then.
  private mutating func start() {
    for v in 0..<count {
      dual[v] = (firstEnd[v]..<firstEnd[v + 1]).map { -2 * edges[Int(ends[$0]) >> 1].cost }.max() ?? 0
    }
    for v in 0..<count where mate[v] < 0 {
      var least = Int.max
      for k in firstEnd[v]..<firstEnd[v + 1] { least = min(least, slack(Int(ends[k]) >> 1)) }
      guard least < Int.max else { continue }
      dual[v] -= least
      for k in firstEnd[v]..<firstEnd[v + 1] {
        let end = Int(ends[k])
        if mate[node(end)] < 0, node(end) != v, slack(end >> 1) == 0 {
          mate[v] = end
          mate[node(end)] = end ^ 1
          break
        }
      }
    }
  }
}

// MARK: - Trees

extension SparseMatching {
  private mutating func assign(_ w: Int, _ kind: UInt8, _ end: Int) {
    let b = top[w]
    (label[w], label[b]) = (kind, kind)
    (labelEnd[w], labelEnd[b]) = (end, end)
    (bestEdge[w], bestEdge[b]) = (-1, -1)
    if kind == 1 {
      var more: [Int] = []
      forEachNode(in: b) { more.append($0) }
      queue += more
    } else {
      let mine = base[b]
      assign(node(mate[mine]), 1, mate[mine] ^ 1)
    }
  }

  /// Traces back from two outer nodes: the base of a new blossom, or -1 when they are in different trees.
  private mutating func meeting(_ v: Int, _ w: Int) -> Int {
    crumbs.removeAll(keepingCapacity: true)
    var found = -1
    var (v, w) = (v, w)
    while v != -1 || w != -1 {
      var b = top[v]
      if label[b] & 4 != 0 {
        found = base[b]
        break
      }
      crumbs.append(b)
      label[b] = 5
      if labelEnd[b] == -1 {
        v = -1
      } else {
        v = node(labelEnd[b])
        b = top[v]
        v = node(labelEnd[b])
      }
      if w != -1 { swap(&v, &w) }
    }
    for b in crumbs { label[b] = 1 }
    return found
  }

  private mutating func addBlossom(_ root: Int, _ k: Int) {
    var (v, w) = (edges[k].a, edges[k].b)
    let bb = top[root]
    var (bv, bw) = (top[v], top[w])
    let b = unused.removeLast()
    base[b] = root
    parent[b] = -1
    parent[bb] = b
    var path: [Int] = []
    var ways: [Int] = []
    while bv != bb {
      parent[bv] = b
      path.append(bv)
      ways.append(labelEnd[bv])
      v = node(labelEnd[bv])
      bv = top[v]
    }
    path.append(bb)
    path.reverse()
    ways.reverse()
    ways.append(2 * k)
    while bw != bb {
      parent[bw] = b
      path.append(bw)
      ways.append(labelEnd[bw] ^ 1)
      w = node(labelEnd[bw])
      bw = top[w]
    }
    children[b] = path
    links[b] = ways
    label[b] = 1
    labelEnd[b] = labelEnd[bb]
    dual[b] = 0
    var inside: [Int] = []
    forEachNode(in: b) { inside.append($0) }
    for v in inside {
      if label[top[v]] == 2 { queue.append(v) }
      top[v] = b
    }
    gatherBestEdges(b, path)
  }

  /// The least slack edge from a new blossom to each outer one.
  private mutating func gatherBestEdges(_ b: Int, _ path: [Int]) {
    var bestTo: [Int: Int] = [:]
    func offer(_ k: Int) {
      var (i, j) = (edges[k].a, edges[k].b)
      if top[j] == b { swap(&i, &j) }
      let bj = top[j]
      guard bj != b, label[bj] == 1 else { return }
      if let known = bestTo[bj], (slack(known), known) <= (slack(k), k) { return }
      bestTo[bj] = k
    }
    for child in path {
      if hasBestEdges[child] {
        for k in bestEdges[child] { offer(k) }
      } else {
        forEachNode(in: child) { v in
          for at in firstEnd[v]..<firstEnd[v + 1] { offer(Int(ends[at]) >> 1) }
        }
      }
      bestEdges[child] = []
      hasBestEdges[child] = false
      bestEdge[child] = -1
    }
    let found = bestTo.values.sorted()
    bestEdges[b] = found
    hasBestEdges[b] = true
    bestEdge[b] = found.min { (slack($0), $0) < (slack($1), $1) } ?? -1
  }
}

// MARK: - Blossoms opened and matchings turned

extension SparseMatching {
  private mutating func expand(_ b: Int, isEnd: Bool) {
    for s in children[b] {
      parent[s] = -1
      if s < count {
        top[s] = s
      } else if isEnd, dual[s] == 0 {
        expand(s, isEnd: true)
      } else {
        var inside: [Int] = []
        forEachNode(in: s) { inside.append($0) }
        for v in inside { top[v] = s }
      }
    }
    if !isEnd, label[b] == 2 { relabel(b) }
    (label[b], labelEnd[b]) = (0, -1)
    (children[b], links[b]) = ([], [])
    base[b] = -1
    bestEdges[b] = []
    hasBestEdges[b] = false
    bestEdge[b] = -1
    unused.append(b)
  }

  /// The members of an inner blossom that opens take its place in the tree.
  private mutating func relabel(_ b: Int) {
    let ring = children[b]
    let entry = top[node(labelEnd[b] ^ 1)]
    var j = ring.firstIndex(of: entry) ?? 0
    let step: Int
    let trick: Int
    if j & 1 == 1 {
      j -= ring.count
      (step, trick) = (1, 0)
    } else {
      (step, trick) = (-1, 1)
    }
    func at(_ k: Int) -> Int { k < 0 ? k + ring.count : k }
    var p = labelEnd[b]
    while j != 0 {
      label[node(p ^ 1)] = 0
      label[node(links[b][at(j - trick)] ^ trick ^ 1)] = 0
      assign(node(p ^ 1), 2, p)
      isTight[links[b][at(j - trick)] >> 1] = true
      j += step
      p = links[b][at(j - trick)] ^ trick
      isTight[p >> 1] = true
      j += step
    }
    let bv = ring[at(j)]
    label[node(p ^ 1)] = 2
    label[bv] = 2
    (labelEnd[node(p ^ 1)], labelEnd[bv]) = (p, p)
    bestEdge[bv] = -1
    j += step
    while ring[at(j)] != entry {
      let bv = ring[at(j)]
      j += step
      if label[bv] == 1 { continue }
      var reached = -1
      forEachNode(in: bv) { v in if reached < 0, label[v] != 0 { reached = v } }
      guard reached >= 0 else { continue }
      label[reached] = 0
      label[node(mate[base[bv]])] = 0
      assign(reached, 2, labelEnd[reached])
    }
  }

  /// Turns the matching inside a blossom so that `v` becomes its base.
  private mutating func augmentBlossom(_ b: Int, _ v: Int) {
    var t = v
    while parent[t] != b { t = parent[t] }
    if t >= count { augmentBlossom(t, v) }
    let ring = children[b]
    let i = ring.firstIndex(of: t) ?? 0
    var j = i
    let step: Int
    let trick: Int
    if i & 1 == 1 {
      j -= ring.count
      (step, trick) = (1, 0)
    } else {
      (step, trick) = (-1, 1)
    }
    func at(_ k: Int) -> Int { k < 0 ? k + ring.count : k }
    while j != 0 {
      j += step
      var t = ring[at(j)]
      let p = links[b][at(j - trick)] ^ trick
      if t >= count { augmentBlossom(t, node(p)) }
      j += step
      t = ring[at(j)]
      if t >= count { augmentBlossom(t, node(p ^ 1)) }
      mate[node(p)] = p ^ 1
      mate[node(p ^ 1)] = p
    }
    children[b] = Array(ring[i...] + ring[..<i])
    links[b] = Array(links[b][i...] + links[b][..<i])
    base[b] = base[children[b][0]]
  }

  private mutating func augment(_ k: Int) {
    for (from, by) in [(edges[k].a, 2 * k + 1), (edges[k].b, 2 * k)] {
      var (s, p) = (from, by)
      while true {
        let bs = top[s]
        if bs >= count { augmentBlossom(bs, s) }
        mate[s] = p
        if labelEnd[bs] == -1 { break }
        let t = node(labelEnd[bs])
        let bt = top[t]
        s = node(labelEnd[bt])
        let j = node(labelEnd[bt] ^ 1)
        if bt >= count { augmentBlossom(bt, j) }
        mate[j] = labelEnd[bt]
        p = labelEnd[bt] ^ 1
      }
    }
  }
}

// MARK: - Stages

extension SparseMatching {
  /// Grows trees from all nodes without partner until one more pair is found; `false` when there is none.
  private mutating func stage() -> Bool {
    for b in 0..<2 * count {
      label[b] = 0
      bestEdge[b] = -1
      if b >= count, hasBestEdges[b] {
        bestEdges[b] = []
        hasBestEdges[b] = false
      }
    }
    for k in isTight.indices { isTight[k] = false }
    queue.removeAll(keepingCapacity: true)
    for v in 0..<count where mate[v] == -1 && label[top[v]] == 0 { assign(v, 1, -1) }
    while true {
      if grow() { break }
      guard movePrices() else { return false }
    }
    for b in count..<2 * count where parent[b] == -1 && base[b] >= 0 && label[b] == 1 && dual[b] == 0 {
      expand(b, isEnd: true)
    }
    return true
  }

  /// Follows tight edges; `true` when the matching has grown.
  private mutating func grow() -> Bool {
    while let v = queue.popLast() {
      for at in firstEnd[v]..<firstEnd[v + 1] {
        let p = Int(ends[at])
        let (k, w) = (p >> 1, node(p))
        if top[v] == top[w] { continue }
        var gap = 0
        if !isTight[k] {
          gap = slack(k)
          if gap <= 0 { isTight[k] = true }
        }
        if isTight[k] {
          if label[top[w]] == 0 {
            assign(w, 2, p ^ 1)
          } else if label[top[w]] == 1 {
            let root = meeting(v, w)
            if root < 0 {
              augment(k)
              return true
            }
            addBlossom(root, k)
          } else if label[w] == 0 {
            label[w] = 2
            labelEnd[w] = p ^ 1
          }
        } else if label[top[w]] == 1 {
          let b = top[v]
          if bestEdge[b] == -1 || gap < slack(bestEdge[b]) { bestEdge[b] = k }
        } else if label[w] == 0, bestEdge[w] == -1 || gap < slack(bestEdge[w]) {
          bestEdge[w] = k
        }
      }
    }
    return false
  }

  /// Moves prices by the least that brings an edge in or opens a blossom; `false` when nothing would.
  private mutating func movePrices() -> Bool {
    var (step, edge, blossom) = (Int.max, -1, -1)
    for v in 0..<count where label[top[v]] == 0 && bestEdge[v] != -1 {
      let gap = slack(bestEdge[v])
      if gap < step { (step, edge) = (gap, bestEdge[v]) }
    }
    for b in 0..<2 * count where parent[b] == -1 && label[b] == 1 && bestEdge[b] != -1 {
      let gap = slack(bestEdge[b]) / 2
      if gap < step { (step, edge) = (gap, bestEdge[b]) }
    }
    for b in count..<2 * count where base[b] >= 0 && parent[b] == -1 && label[b] == 2 && dual[b] < step {
      (step, edge, blossom) = (dual[b], -1, b)
    }
    guard step < Int.max else { return false }
    for v in 0..<count {
      switch label[top[v]] {
      case 1: dual[v] -= step
      case 2: dual[v] += step
      default: break
      }
    }
    for b in count..<2 * count where base[b] >= 0 && parent[b] == -1 {
      if label[b] == 1 { dual[b] += step } else if label[b] == 2 { dual[b] -= step }
    }
    if blossom >= 0 {
      expand(blossom, isEnd: false)
    } else {
      isTight[edge] = true
      let (i, j) = (edges[edge].a, edges[edge].b)
      queue.append(label[top[i]] == 1 ? i : j)
    }
    return true
  }
}
