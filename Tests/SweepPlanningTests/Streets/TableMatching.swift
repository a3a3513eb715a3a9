@testable import SweepPlanning

/// Another matching to compare with, on full tables: Edmonds' blossoms with dual values, exact.
///
/// Nodes are numbered from 1 inside; blossoms come behind them. A blossom is a ring of an odd number of nodes or
/// blossoms that acts as one node.
///
/// - Complexity: O(*n*³) in the number of nodes.
/// - Source: Edmonds: Maximum matching and a polyhedron with 0,1-vertices (1965); Galil: Efficient algorithms for
///   finding maximum matching in graphs (1986), for the order of the dual steps.
struct TableMatching {
  private let n: Int
  private var used: Int
  private let size: Int
  private let memory = SearchMemory()
  /// For each pair of nodes or blossoms the real ends of their best edge, and its weight (0: none).
  private let edgeFrom: UnsafeMutablePointer<Int32>
  private let edgeTo: UnsafeMutablePointer<Int32>
  private let weight: UnsafeMutablePointer<Int>
  private let label: UnsafeMutablePointer<Int>
  private let partner: UnsafeMutablePointer<Int>
  private let slack: UnsafeMutablePointer<Int>
  /// The outermost blossom of each node.
  private let top: UnsafeMutablePointer<Int>
  private let parent: UnsafeMutablePointer<Int>
  /// -1 free, 0 outer, 1 inner.
  private let side: UnsafeMutablePointer<Int>
  private let visit: UnsafeMutablePointer<Int>
  /// Which member of a blossom holds a node.
  private let holder: UnsafeMutablePointer<Int32>
  private var members: [[Int]]
  private var queue: [Int] = []
  private var visits = 0

  /// The partner of each of `count` nodes; `count` is even.
  ///
  /// - Parameter cost: symmetric, 0 up to 2³⁰ or so; a pair that must not be gets a large one.
  static func pairs(_ count: Int, cost: (Int, Int) -> Int) -> [Int] {
    guard count > 0 else { return [] }
    var matching = TableMatching(count, cost)
    while matching.grow() {}
    return (1...count).map { matching.partner[$0] - 1 }
  }

  private init(_ count: Int, _ cost: (Int, Int) -> Int) {
    n = count
    used = count
    size = 2 * count + 2
    edgeFrom = memory.values(size * size, 0)
    edgeTo = memory.values(size * size, 0)
    weight = memory.values(size * size, 0)
    holder = memory.values(size * size, 0)
    label = memory.values(size, 0)
    partner = memory.values(size, 0)
    slack = memory.values(size, 0)
    top = memory.values(size, 0)
    parent = memory.values(size, 0)
    side = memory.values(size, 0)
    visit = memory.values(size, 0)
    members = [[Int]](repeating: [], count: size)
    var dearest = 0
    for u in 1...n { for v in 1...n where u != v { dearest = max(dearest, cost(u - 1, v - 1)) } }
    // so that one pair more outweighs all costs: the heaviest matching is perfect
    let base = (dearest + 1) * (n / 2 + 1)
    for u in 1...n {
      top[u] = u
      label[u] = base
      holder[u * size + u] = Int32(u)
      for v in 1...n {
        edgeFrom[u * size + v] = Int32(u)
        edgeTo[u * size + v] = Int32(v)
        if u != v { weight[u * size + v] = base - cost(u - 1, v - 1) }
      }
    }
  }

  /// How far an edge is from being tight.
  @inline(__always)
  private func lack(_ e: Int) -> Int {
    let (u, v) = (Int(edgeFrom[e]), Int(edgeTo[e]))
    return label[u] + label[v] - 2 * weight[u * size + v]
  }

  private func noteSlack(_ u: Int, _ x: Int) {
    if slack[x] == 0 || lack(u * size + x) < lack(slack[x] * size + x) { slack[x] = u }
  }

  private func findSlack(_ x: Int) {
    slack[x] = 0
    for u in 1...n where weight[u * size + x] > 0 && top[u] != x && side[top[u]] == 0 { noteSlack(u, x) }
  }

  private mutating func enqueue(_ x: Int) {
    if x <= n { queue.append(x) } else { for member in members[x] { enqueue(member) } }
  }

  private func setTop(_ x: Int, _ b: Int) {
    top[x] = b
    if x > n { for member in members[x] { setTop(member, b) } }
  }

  /// Where a member stands in its ring, the ring turned so that the way there is even.
  private mutating func evenPlace(_ b: Int, _ member: Int) -> Int {
    let place = members[b].firstIndex(of: member) ?? 0
    guard place % 2 == 1 else { return place }
    members[b][1...].reverse()
    return members[b].count - place
  }

  private mutating func setPartner(_ u: Int, _ v: Int) {
    let e = u * size + v
    partner[u] = Int(edgeTo[e])
    guard u > n else { return }
    let member = Int(holder[u * size + Int(edgeFrom[e])])
    let place = evenPlace(u, member)
    for i in 0..<place { setPartner(members[u][i], members[u][i ^ 1]) }
    setPartner(member, v)
    members[u] = Array(members[u][place...] + members[u][..<place])
  }

  private mutating func augment(_ from: Int, _ to: Int) {
    var (u, v) = (from, to)
    while true {
      let next = top[partner[u]]
      setPartner(u, v)
      if next == 0 { return }
      setPartner(next, top[parent[next]])
      (u, v) = (top[parent[next]], next)
    }
  }

  private mutating func commonOuter(_ from: Int, _ to: Int) -> Int {
    visits += 1
    var (u, v) = (from, to)
    while u != 0 || v != 0 {
      if u != 0 {
        if visit[u] == visits { return u }
        visit[u] = visits
        u = top[partner[u]]
        if u != 0 { u = top[parent[u]] }
      }
      swap(&u, &v)
    }
    return 0
  }

  private mutating func addBlossom(_ u: Int, _ base: Int, _ v: Int) {
    var b = n + 1
    while b <= used, top[b] != 0 { b += 1 }
    used = max(used, b)
    label[b] = 0
    side[b] = 0
    partner[b] = partner[base]
    var ring = [base]
    func climb(_ from: Int) {
      var x = from
      while x != base {
        let y = top[partner[x]]
        ring += [x, y]
        x = top[parent[y]]
      }
    }
    climb(u)
    ring[1...].reverse()
    climb(v)
    // every second member of each way was inner until now
    var outward: [Int] = []
    var x = u
    while x != base {
      outward.append(top[partner[x]])
      x = top[parent[top[partner[x]]]]
    }
    x = v
    while x != base {
      outward.append(top[partner[x]])
      x = top[parent[top[partner[x]]]]
    }
    for y in outward { enqueue(y) }
    members[b] = ring
    setTop(b, b)
    for x in 0...used {
      weight[b * size + x] = 0
      weight[x * size + b] = 0
    }
    for x in 1...n { holder[b * size + x] = 0 }
    for member in ring {
      for x in 1...used where weight[b * size + x] == 0 || lack(member * size + x) < lack(b * size + x) {
        copyEdge(member, x, to: b)
      }
      for x in 1...n where holder[member * size + x] != 0 { holder[b * size + x] = Int32(member) }
    }
    findSlack(b)
  }

  private func copyEdge(_ member: Int, _ x: Int, to b: Int) {
    for (from, to) in [(member * size + x, b * size + x), (x * size + member, x * size + b)] {
      edgeFrom[to] = edgeFrom[from]
      edgeTo[to] = edgeTo[from]
      weight[to] = weight[from]
    }
  }

  private mutating func expand(_ b: Int) {
    for member in members[b] { setTop(member, member) }
    let entry = Int(holder[b * size + Int(edgeFrom[b * size + parent[b]])])
    let place = evenPlace(b, entry)
    let ring = members[b]
    for i in stride(from: 0, to: place, by: 2) {
      let (inner, outer) = (ring[i], ring[i + 1])
      parent[inner] = Int(edgeFrom[outer * size + inner])
      side[inner] = 1
      side[outer] = 0
      slack[inner] = 0
      findSlack(outer)
      enqueue(outer)
    }
    side[entry] = 1
    parent[entry] = parent[b]
    for i in (place + 1)..<max(place + 1, ring.count) {
      side[ring[i]] = -1
      findSlack(ring[i])
    }
    top[b] = 0
  }

  /// What a tight edge leads to; `true` when the matching has grown.
  private mutating func follow(_ e: Int) -> Bool {
    let (u, v) = (top[Int(edgeFrom[e])], top[Int(edgeTo[e])])
    if side[v] == -1 {
      parent[v] = Int(edgeFrom[e])
      side[v] = 1
      let next = top[partner[v]]
      slack[v] = 0
      slack[next] = 0
      side[next] = 0
      enqueue(next)
    } else if side[v] == 0 {
      let base = commonOuter(u, v)
      if base == 0 {
        augment(u, v)
        augment(v, u)
        return true
      }
      addBlossom(u, base, v)
    }
    return false
  }

  /// One pair more; `false` when there is none.
  private mutating func grow() -> Bool {
    for x in 0...used {
      side[x] = -1
      slack[x] = 0
    }
    queue.removeAll()
    for x in 1...used where top[x] == x && partner[x] == 0 {
      parent[x] = 0
      side[x] = 0
      enqueue(x)
    }
    if queue.isEmpty { return false }
    while true {
      var head = 0
      while head < queue.count {
        let u = queue[head]
        head += 1
        if side[top[u]] == 1 { continue }
        for v in 1...n where weight[u * size + v] > 0 && top[u] != top[v] {
          if lack(u * size + v) == 0 {
            if follow(u * size + v) { return true }
          } else {
            noteSlack(u, top[v])
          }
        }
      }
      guard moveLabels() else { return false }
      queue.removeAll()
      for x in 1...used where top[x] == x && slack[x] != 0 && top[slack[x]] != x {
        if lack(slack[x] * size + x) == 0, follow(slack[x] * size + x) { return true }
      }
      for b in (n + 1)..<max(n + 1, used + 1) where top[b] == b && side[b] == 1 && label[b] == 0 { expand(b) }
    }
  }

  private func moveLabels() -> Bool {
    var step = Int.max
    for b in (n + 1)..<max(n + 1, used + 1) where top[b] == b && side[b] == 1 {
      step = min(step, label[b] / 2)
    }
    for x in 1...used where top[x] == x && slack[x] != 0 {
      let gap = lack(slack[x] * size + x)
      if side[x] == -1 { step = min(step, gap) } else if side[x] == 0 { step = min(step, gap / 2) }
    }
    for u in 1...n {
      if side[top[u]] == 0 {
        if label[u] <= step { return false }
        label[u] -= step
      } else if side[top[u]] == 1 {
        label[u] += step
      }
    }
    for b in (n + 1)..<max(n + 1, used + 1) where top[b] == b {
      if side[b] == 0 { label[b] += 2 * step } else if side[b] == 1 { label[b] -= 2 * step }
    }
    return true
  }
}
