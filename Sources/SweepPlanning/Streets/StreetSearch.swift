/// Ruin and recreate over streets: each is put into a crew's walk in the direction that costs least.
///
/// While all streets seem to fit, walking dead is saved; where they do not, first as much length as possible is
/// swept.
///
/// - Source: Christiaens, Vanden Berghe: Slack induction by string removals (2020), carried over to streets; the
///   walk between streets is the shortest one, so a round is a list of streets with directions, and the directions
///   follow from the order by dynamic programming.
struct StreetSearch {
  let tables: StreetTables
  private let memory = SearchMemory()
  var random: SweepRandom
  var state: StreetState
  private(set) var best: StreetRounds
  private(set) var iterations = 0
  /// Streets may be left out for others.
  private var chooses = false
  private var keys: UnsafeMutablePointer<Double>
  private var pool: [Int] = []
  /// A place is passed over where these bits are 0: with few streets nothing else brings change.
  private let blink: UInt64

  init(_ tables: StreetTables, seed: UInt64) {
    self.tables = tables
    random = SweepRandom(seed: seed)
    state = StreetState(tables)
    blink = tables.count < 40 ? 15 : 63
    keys = memory.values(tables.count, 0.0)
    best = StreetRounds(state)
    scan()
    for r in tables.crews.indices { state.turn(r) }
    recreate(state.open, blinks: false, widely: true)
    keep()
  }

  /// Begins again with these walks; they must keep to what crews may and can.
  mutating func restart(_ rounds: [[Int]]) {
    state.set(rounds)
    recreate(state.open, blinks: false, widely: true)
    keep()
  }

  /// Iterations until it is over; the temperature falls with `progress`, 0 to 1.
  mutating func run(bound: Int, progress: (Int) -> Double) {
    guard tables.count > 1 else { return }
    var done = progress(iterations)
    while done < 1, best.missing > 0 || best.dead > bound {
      // a fifth of the time to fit everything in, the rest for what cannot be fitted
      if !chooses, best.missing > 0, done > 0.2 { chooses = true }
      let (heat, cold) = chooses ? (1.0, 0.1) : (0.3, 0.01)
      let level = SteadyMath.exp(SteadyMath.ln(heat) + done * SteadyMath.ln(cold))
      let temperature = level * unit
      for _ in 0..<16 { step(temperature) }
      done = progress(iterations)
    }
    state.set(best.rounds)
  }

  /// What one street costs, walked and swept.
  private var unit: Double {
    max(1, Double(state.allLength + best.dead) / Double(tables.count))
  }

  /// What a step is judged by.
  private var energy: Double {
    chooses
      ? Double(state.missing) + 0.1 * Double(state.dead)
      : Double(state.dead) + 1e3 * Double(state.missing) + 1e7 * Double(state.open.count)
  }

  private mutating func step(_ temperature: Double) {
    iterations += 1
    let old = energy
    state.begin()
    ruin(around: random.below(tables.count))
    sort()
    recreate(pool, blinks: true, widely: tables.count <= 250)
    for r in state.touched { improve(r) }
    if energy < old + temperature * random.exponential() { keep() } else { state.undo() }
  }

  private mutating func keep() {
    if (state.missing, state.dead) < (best.missing, best.dead) { best = StreetRounds(state) }
  }
}

// MARK: - Out and in again

extension StreetSearch {
  private mutating func ruin(around seed: Int) {
    pool.removeAll(keepingCapacity: true)
    let longest = min(10, Double(tables.count) / Double(max(1, state.used)))
    let strings = Int(random.unit() * (4 * 8 / (1 + longest) - 1)) + 1
    if state.roundOf[seed] >= 0 { cut(at: seed, longest) } else { pool.append(seed) }
    for k in 0..<tables.nearCount {
      if state.touched.count >= strings { break }
      let t = Int(tables.near[seed * tables.nearCount + k])
      let r = Int(state.roundOf[t])
      if r < 0 { continue }
      if !state.touched.contains(r) { cut(at: t, longest) }
    }
    addOpen(near: seed)
  }

  /// Takes a string of streets out of the round of one of them.
  private mutating func cut(at t: Int, _ longest: Double) {
    let (r, place) = (Int(state.roundOf[t]), Int(state.placeOf[t]))
    let count = state.length[r]
    let size = Int(random.unit() * min(Double(count), longest)) + 1
    let low = max(0, place - size + 1)
    let high = min(place, count - size)
    let first = low + random.below(high - low + 1)
    for p in first..<first + size { pool.append(Int(state.arcs(r)[p]) >> 1) }
    state.remove(r, first, size)
  }

  /// The open streets: all while they are few, else those nearby.
  private mutating func addOpen(near seed: Int) {
    if state.open.count - pool.count <= 20 {
      for t in state.open where !pool.contains(t) { pool.append(t) }
      return
    }
    var more = 0
    for k in 0..<tables.nearCount where more < 20 {
      let t = Int(tables.near[seed * tables.nearCount + k])
      if state.roundOf[t] < 0, !pool.contains(t) {
        pool.append(t)
        more += 1
      }
    }
  }

  private mutating func sort() {
    let draw = random.below(10)
    for t in pool {
      switch draw {
      case 0..<4: keys[t] = random.unit()
      case 4..<7: keys[t] = -Double(chooses ? tables.length[t] : tables.demand[t])
      case 7..<9: keys[t] = -Double(tables.out(0, 2 * t))
      default: keys[t] = Double(tables.out(0, 2 * t))
      }
    }
    let keys = keys
    pool.sort { (keys[$0], $0) < (keys[$1], $1) }
  }

  private struct Place {
    var cost = Int.max
    var round = -1
    var at = 0
    var arc = 0
  }

  private mutating func recreate(_ pool: [Int], blinks: Bool, widely: Bool) {
    for t in pool {
      var found = Place()
      if !widely { lookNear(t, blinks, &found) }
      if found.round < 0 { lookEverywhere(t, blinks, &found) }
      guard found.round >= 0 else { continue }
      state.insert(found.arc, found.round, at: found.at, dead: found.cost)
    }
  }

  private mutating func lookEverywhere(_ t: Int, _ blinks: Bool, _ found: inout Place) {
    var triedEmpty = -1
    for r in tables.crews.indices where tables.isAllowed[r * tables.count + t] {
      let count = state.length[r]
      if count == 0 {
        if tables.kind[r] == triedEmpty { continue }
        triedEmpty = tables.kind[r]
      }
      guard state.load[r] + tables.demand[t] <= tables.capacity[r] else { continue }
      for p in 0...count { offer(t, r, p, blinks, &found) }
    }
  }

  /// Beside the nearest streets, and in walks that have none yet.
  private mutating func lookNear(_ t: Int, _ blinks: Bool, _ found: inout Place) {
    for k in 0..<min(24, tables.nearCount) {
      let u = Int(tables.near[t * tables.nearCount + k])
      let r = Int(state.roundOf[u])
      guard r >= 0, tables.isAllowed[r * tables.count + t],
        state.load[r] + tables.demand[t] <= tables.capacity[r]
      else { continue }
      let p = Int(state.placeOf[u])
      offer(t, r, p, blinks, &found)
      offer(t, r, p + 1, blinks, &found)
    }
    var triedEmpty = -1
    for r in tables.crews.indices where state.length[r] == 0 && tables.isAllowed[r * tables.count + t] {
      if tables.kind[r] == triedEmpty { continue }
      triedEmpty = tables.kind[r]
      offer(t, r, 0, blinks, &found)
    }
  }

  @inline(__always)
  private mutating func offer(_ t: Int, _ r: Int, _ p: Int, _ blinks: Bool, _ found: inout Place) {
    let arcs = state.arcs(r)
    let count = state.length[r]
    let (before, after) = (p > 0 ? Int(arcs[p - 1]) : -1, p < count ? Int(arcs[p]) : -1)
    let gap = count == 0 ? 0 : state.step(r, before, after)
    for arc in [2 * t, 2 * t + 1] where tables.isOpenArc[arc] {
      let more = state.step(r, before, arc) + state.step(r, arc, after) - gap
      guard more < found.cost, !blinks || random.bits() & blink != 0, more < Int(StreetTables.never) >> 1
      else {
        continue
      }
      let use = tables.use(r, load: state.load[r] + tables.demand[t], dead: state.deadOf[r] + more)
      if use <= tables.capacity[r] { found = Place(cost: more, round: r, at: p, arc: arc) }
    }
  }
}

// MARK: - A first plan and better orders

extension StreetSearch {
  /// Crew by crew, the fewest streets to choose from first: always on to the nearest street that still fits.
  ///
  /// - Source: Golden, DeArmon, Baker: path scanning (1983).
  private mutating func scan() {
    state.begin()
    let choice = tables.crews.indices.map { r in
      (0..<tables.count).count { tables.isAllowed[r * tables.count + $0] }
    }
    for r in tables.crews.indices.sorted(by: { (choice[$0], $0) < (choice[$1], $1) }) {
      var rest = state.open.filter { tables.isAllowed[r * tables.count + $0] }
      while let (arc, k) = nearest(r, rest) {
        let at = state.length[r]
        let last = at > 0 ? Int(state.arcs(r)[at - 1]) : -1
        let gap = at == 0 ? 0 : state.step(r, last, -1)
        state.insert(arc, r, at: at, dead: state.step(r, last, arc) + state.step(r, arc, -1) - gap)
        rest.swapAt(k, rest.count - 1)
        rest.removeLast()
      }
    }
  }

  /// The nearest of some streets to the end of a walk, in the direction nearer to it; the longer of equals.
  private func nearest(_ r: Int, _ rest: [Int]) -> (arc: Int, at: Int)? {
    let at = state.length[r]
    let last = at > 0 ? Int(state.arcs(r)[at - 1]) : -1
    let gap = at == 0 ? 0 : state.step(r, last, -1)
    var found: (far: Int, long: Int, task: Int, arc: Int, at: Int)?
    for (k, t) in rest.enumerated() {
      for arc in [2 * t, 2 * t + 1] where tables.isOpenArc[arc] {
        let far = state.step(r, last, arc)
        let key = (far, -tables.length[t], t)
        if let found, (found.far, found.long, found.task) <= key { continue }
        let dead = state.deadOf[r] + far + state.step(r, arc, -1) - gap
        guard dead < Int(StreetTables.never) >> 1,
          tables.use(r, load: state.load[r] + tables.demand[t], dead: dead) <= tables.capacity[r]
        else { continue }
        found = (far, -tables.length[t], t, arc, k)
      }
    }
    return found.map { ($0.arc, $0.at) }
  }

  /// Better directions, and parts walked the other way round where that saves.
  private mutating func improve(_ r: Int) {
    let count = state.length[r]
    guard count > 0 else { return }
    state.turn(r)
    guard tables.isSymmetric, count > 1, count <= 40 || random.below(count) < 4 else { return }
    while state.reversePart(r) { state.turn(r) }
  }
}
