/// The walks of a search, and a way back to those before a step.
struct StreetState {
  let tables: StreetTables
  private let memory = SearchMemory()
  /// Arcs of walk r at [r · stride ..< r · stride + length[r]].
  private let sequence: UnsafeMutablePointer<Int32>
  private let stride: Int
  let length: UnsafeMutablePointer<Int>
  let load: UnsafeMutablePointer<Int>
  let deadOf: UnsafeMutablePointer<Int>
  /// -1: in none.
  let roundOf: UnsafeMutablePointer<Int32>
  let placeOf: UnsafeMutablePointer<Int32>
  private let scratch: UnsafeMutablePointer<UInt8>
  private(set) var dead = 0
  /// Length of the streets in no walk.
  private(set) var missing = 0
  private(set) var open: [Int]
  private(set) var touched: [Int] = []
  private var saved: [(length: Int, load: Int, dead: Int)] = []
  private var savedArcs: [Int32] = []
  private var savedOpen: [Int] = []
  private var savedSums = (dead: 0, missing: 0)
  let allLength: Int

  init(_ tables: StreetTables) {
    self.tables = tables
    let (n, crews) = (tables.count, tables.crews.count)
    stride = max(1, n)
    sequence = memory.room(crews * stride, of: Int32.self)
    length = memory.values(crews, 0)
    load = memory.values(crews, 0)
    deadOf = memory.values(crews, 0)
    roundOf = memory.values(n, Int32(-1))
    placeOf = memory.values(n, Int32(0))
    scratch = memory.values(2 * n + 2, UInt8(0))
    open = Array(0..<n)
    allLength = (0..<n).reduce(0) { $0 + tables.length[$1] }
    missing = allLength
  }

  @inline(__always)
  func arcs(_ r: Int) -> UnsafeMutablePointer<Int32> { sequence + r &* stride }

  var used: Int { tables.crews.indices.count { length[$0] > 0 } }

  /// Dead walking from one arc to the next; -1 before the first and after the last.
  @inline(__always)
  func step(_ r: Int, _ a: Int, _ b: Int) -> Int {
    if a < 0 { return b < 0 ? 0 : tables.out(r, b) }
    return b < 0 ? tables.home(r, a) : tables.way(a, b)
  }

  func walked(_ r: Int) -> Int {
    let (arcs, count) = (arcs(r), length[r])
    guard count > 0 else { return 0 }
    var sum = tables.out(r, Int(arcs[0])) + tables.home(r, Int(arcs[count - 1]))
    for p in 1..<max(1, count) { sum += tables.way(Int(arcs[p - 1]), Int(arcs[p])) }
    return sum
  }
}

// MARK: - Changes

extension StreetState {
  /// Changes from here on can be undone.
  mutating func begin() {
    touched.removeAll(keepingCapacity: true)
    saved.removeAll(keepingCapacity: true)
    savedArcs.removeAll(keepingCapacity: true)
    savedOpen = open
    savedSums = (dead, missing)
  }

  private mutating func touch(_ r: Int) {
    if touched.contains(r) { return }
    touched.append(r)
    saved.append((length[r], load[r], deadOf[r]))
    savedArcs.append(contentsOf: UnsafeBufferPointer(start: arcs(r), count: length[r]))
  }

  mutating func undo() {
    for r in touched { for p in 0..<length[r] { roundOf[Int(arcs(r)[p]) >> 1] = -1 } }
    var at = 0
    for (r, old) in zip(touched, saved) {
      for p in 0..<old.length { arcs(r)[p] = savedArcs[at + p] }
      at += old.length
      (length[r], load[r], deadOf[r]) = old
      index(r, from: 0)
    }
    open = savedOpen
    (dead, missing) = savedSums
  }

  private func index(_ r: Int, from first: Int) {
    let arcs = arcs(r)
    for p in first..<max(first, length[r]) {
      let t = Int(arcs[p]) >> 1
      roundOf[t] = Int32(r)
      placeOf[t] = Int32(p)
    }
  }

  private mutating func recount(_ r: Int) {
    let now = walked(r)
    dead += now - deadOf[r]
    deadOf[r] = now
  }

  mutating func remove(_ r: Int, _ first: Int, _ size: Int) {
    touch(r)
    let arcs = arcs(r)
    for p in first..<first + size {
      let t = Int(arcs[p]) >> 1
      roundOf[t] = -1
      load[r] -= tables.demand[t]
      missing += tables.length[t]
      open.append(t)
    }
    for p in first..<length[r] - size { arcs[p] = arcs[p + size] }
    length[r] -= size
    index(r, from: first)
    recount(r)
  }

  /// - Parameter dead: by how much dead walking grows.
  mutating func insert(_ arc: Int, _ r: Int, at place: Int, dead more: Int) {
    touch(r)
    let arcs = arcs(r)
    for p in Swift.stride(from: length[r], to: place, by: -1) { arcs[p] = arcs[p - 1] }
    arcs[place] = Int32(arc)
    length[r] += 1
    let t = arc >> 1
    load[r] += tables.demand[t]
    missing -= tables.length[t]
    deadOf[r] += more
    dead += more
    if let k = open.firstIndex(of: t) { open.remove(at: k) }
    index(r, from: place)
  }

  /// All walks anew.
  mutating func set(_ rounds: [[Int]]) {
    begin()
    for r in tables.crews.indices { if length[r] > 0 { remove(r, 0, length[r]) } }
    for (r, round) in rounds.enumerated() {
      for (p, arc) in round.enumerated() {
        arcs(r)[p] = Int32(arc)
        load[r] += tables.demand[arc >> 1]
        missing -= tables.length[arc >> 1]
      }
      length[r] = round.count
      index(r, from: 0)
      recount(r)
    }
    open = (0..<tables.count).filter { roundOf[$0] < 0 }
  }

  /// The directions that cost least in this order.
  ///
  /// - Complexity: O(streets in the walk).
  mutating func turn(_ r: Int) {
    let (arcs, count) = (arcs(r), length[r])
    guard count > 0 else { return }
    touch(r)
    let far = 1 << 50
    func fee(_ arc: Int) -> Int { tables.isOpenArc[arc] ? 0 : far }
    let first = Int(arcs[0]) & ~1
    var (x, y) = (tables.out(r, first) + fee(first), tables.out(r, first + 1) + fee(first + 1))
    for p in 1..<max(1, count) {
      let (a, b) = (Int(arcs[p - 1]) & ~1, Int(arcs[p]) & ~1)
      let (xx, yx) = (x + tables.way(a, b), y + tables.way(a + 1, b))
      let (xy, yy) = (x + tables.way(a, b + 1), y + tables.way(a + 1, b + 1))
      scratch[2 * p] = yx < xx ? 1 : 0
      scratch[2 * p + 1] = yy < xy ? 1 : 0
      (x, y) = (min(xx, yx) + fee(b), min(xy, yy) + fee(b + 1))
    }
    let last = Int(arcs[count - 1]) & ~1
    x += tables.home(r, last)
    y += tables.home(r, last + 1)
    guard min(x, y) < deadOf[r] else { return }
    var side = y < x ? 1 : 0
    for p in Swift.stride(from: count - 1, through: 0, by: -1) {
      arcs[p] = Int32(Int(arcs[p]) & ~1 | side)
      if p > 0 { side = Int(scratch[2 * p + side]) }
    }
    recount(r)
  }

  /// Walks the part that saves most the other way round; `false` when none does. Both ways must cost the same.
  mutating func reversePart(_ r: Int) -> Bool {
    let (arcs, count) = (arcs(r), length[r])
    var best = (saved: 0, from: 0, to: 0)
    for i in 0..<count {
      let before = i == 0 ? -1 : Int(arcs[i - 1])
      let a = Int(arcs[i])
      let into = step(r, before, a)
      for j in i..<count {
        let (after, b) = (j + 1 < count ? Int(arcs[j + 1]) : -1, Int(arcs[j]))
        let saved = into + step(r, b, after) - step(r, before, b ^ 1) - step(r, a ^ 1, after)
        if saved > best.saved { best = (saved, i, j) }
      }
    }
    guard best.saved > 0 else { return false }
    touch(r)
    var (i, j) = (best.from, best.to)
    while i < j {
      (arcs[i], arcs[j]) = (arcs[j] ^ 1, arcs[i] ^ 1)
      i += 1
      j -= 1
    }
    if i == j { arcs[i] ^= 1 }
    index(r, from: best.from)
    recount(r)
    return true
  }
}

/// Walks kept, and what they come to.
struct StreetRounds {
  /// Arcs of each crew.
  var rounds: [[Int]]
  var dead: Int
  var missing: Int

  init(_ state: StreetState) {
    rounds = state.tables.crews.indices.map { r in
      (0..<state.length[r]).map { Int(state.arcs(r)[$0]) }
    }
    (dead, missing) = (state.dead, state.missing)
  }
}
