/// Ruin and recreate over streets: each is put into a team's round in the direction that costs least.
///
/// - Source: Christiaens, Vanden Berghe (2020), carried over to streets; the walk between streets is the shortest
///   one, so a round is a list of streets with directions.
struct StreetSearch {
  private let count: Int
  private let teams: Int
  private let capacity: Int
  private let demand: [Int]
  private let length: [Int]
  /// Arc 2t is street t from `from` to `to`, 2t + 1 the other way (-1 where that is not allowed); the depot comes
  /// last. Walk from the end of an arc to the begin of another at [end · arcs + begin].
  private let arcs: Int
  private let walk: UnsafeMutablePointer<Int32>
  private let isAllowed: [Bool]
  private let near: [[Int]]
  private let memory = SearchMemory()
  private let isSymmetric: Bool
  private var random: SweepRandom
  private var rounds: [[Int]]
  private var loads: [Int]
  private var roundOf: [Int]
  private var placeOf: [Int]
  private(set) var best: [[Int]] = []
  private(set) var bestCost = Int.max
  private(set) var bestMissing = Int.max
  private(set) var iterations = 0
  private var cost = 0
  private var missing = 0

  /// - Parameter tasks: the required streets.
  init(
    _ network: StreetNetwork, _ paths: StreetPaths, _ tasks: [Int], depot: Int, teams: Int, capacity: Double?,
    seed: UInt64
  ) {
    count = tasks.count
    self.teams = teams
    arcs = 2 * tasks.count + 1
    random = SweepRandom(seed: seed)
    let scale = FixedPoint.decimalScale(
      [tasks.map { network.streets[$0].demand }, capacity.map { [$0] } ?? []].joined())
    demand = tasks.map { Int((network.streets[$0].demand * scale).rounded()) }
    self.capacity = capacity.map { Int(($0 * scale + 1e-6).rounded(.down)) } ?? FixedPoint.never
    length = tasks.map { paths.length[$0] }
    isAllowed =
      tasks.flatMap { [true, !network.streets[$0].isOneWay] } + [true]
    var begins: [Int] = []
    var ends: [Int] = []
    for street in tasks.map({ network.streets[$0] }) {
      begins += [street.from, street.to]
      ends += [street.to, street.from]
    }
    begins.append(depot)
    ends.append(depot)
    walk = memory.values(arcs * arcs, Int32(0))
    var known: [Int: [Int]] = [:]
    for (arc, node) in ends.enumerated() {
      let distance = known[node] ?? paths.tree(from: node).distance
      known[node] = distance
      for other in 0..<arcs {
        walk[arc * arcs + other] = Int32(clamping: distance[begins[other]])
      }
    }
    isSymmetric = !network.streets.contains(where: \.isOneWay)
    let (walk, arcs) = (walk, arcs)
    near = (0..<tasks.count).map { t in
      func far(_ u: Int) -> Int {
        var least = Int.max
        for a in [2 * t, 2 * t + 1] {
          for b in [2 * u, 2 * u + 1] {
            least = min(least, Int(walk[a * arcs + b]) + Int(walk[b * arcs + a]))
          }
        }
        return least
      }
      let keyed = (0..<tasks.count).filter { $0 != t }.map { (far($0), $0) }
      return keyed.sorted(by: <).prefix(60).map(\.1)
    }
    rounds = [[Int]](repeating: [], count: teams)
    loads = [Int](repeating: 0, count: teams)
    roundOf = [Int](repeating: -1, count: tasks.count)
    placeOf = [Int](repeating: 0, count: tasks.count)
    missing = tasks.count
    recreate(Array(0..<tasks.count), blinking: false)
    keep()
  }

  private var depot: Int { arcs - 1 }

  @inline(__always)
  private func way(_ a: Int, _ b: Int) -> Int { Int(walk[a &* arcs &+ b]) }

  /// Iterations until it is over; the temperature falls with `progress`, 0 to 1.
  mutating func run(bound: Int, progress: (Int) -> Double) {
    guard count > 1 else { return }
    let unit = max(1, Double(length.reduce(0, +) + cost) / Double(count))
    var done = progress(0)
    while done < 1, bestMissing > 0 || bestCost > bound {
      let temperature = unit * SteadyMath.exp(SteadyMath.ln(0.3) + done * SteadyMath.ln(0.01))
      for _ in 0..<16 { step(temperature) }
      done = progress(iterations)
    }
  }

  private mutating func step(_ temperature: Double) {
    iterations += 1
    let before = (rounds, loads, cost, missing)
    var pool = ruin(around: random.below(count))
    sort(&pool)
    recreate(pool, blinking: true)
    turnParts()
    let old = Double(before.2) + 1e7 * Double(before.3)
    let new = Double(cost) + 1e7 * Double(missing)
    if new < old + temperature * random.exponential() {
      keep()
    } else {
      (rounds, loads, cost, missing) = before
      index()
    }
  }

  private mutating func index() {
    for t in 0..<count { roundOf[t] = -1 }
    for r in rounds.indices { index(r) }
  }

  private mutating func index(_ r: Int) {
    for (p, arc) in rounds[r].enumerated() {
      roundOf[arc >> 1] = r
      placeOf[arc >> 1] = p
    }
  }

  private mutating func keep() {
    if (missing, cost) < (bestMissing, bestCost) { (best, bestCost, bestMissing) = (rounds, cost, missing) }
  }

  /// Dead walking of a round.
  private func dead(_ round: [Int]) -> Int {
    guard let first = round.first, let last = round.last else { return 0 }
    var sum = way(depot, first) + way(last, depot)
    for p in 1..<max(1, round.count) { sum += way(round[p - 1], round[p]) }
    return sum
  }

  private mutating func ruin(around seed: Int) -> [Int] {
    var pool: [Int] = []
    var touched: Set<Int> = []
    let used = rounds.count { !$0.isEmpty }
    let longest = min(10, Double(count) / Double(max(1, used)))
    let strings = Int(random.unit() * (4 * 8 / (1 + longest) - 1)) + 1
    for t in [seed] + near[seed] where touched.count < strings {
      let r = roundOf[t]
      if r < 0 {
        if !pool.contains(t) { pool.append(t) }
        continue
      }
      guard touched.insert(r).inserted else { continue }
      let size = Int(random.unit() * min(Double(rounds[r].count), longest)) + 1
      let low = max(0, placeOf[t] - size + 1)
      let high = min(placeOf[t], rounds[r].count - size)
      let first = low + random.below(high - low + 1)
      cost -= dead(rounds[r])
      for arc in rounds[r][first..<first + size] {
        pool.append(arc >> 1)
        roundOf[arc >> 1] = -1
        loads[r] -= demand[arc >> 1]
        missing += 1
      }
      rounds[r].removeSubrange(first..<first + size)
      cost += dead(rounds[r])
      index(r)
    }
    for t in 0..<count where roundOf[t] < 0 && missing <= 20 && !pool.contains(t) { pool.append(t) }
    return pool
  }

  private mutating func sort(_ pool: inout [Int]) {
    let draw = random.below(10)
    let keys = pool.map { t in
      switch draw {
      case 0..<4: random.unit()
      case 4..<7: -Double(demand[t])
      case 7..<9: -Double(way(depot, 2 * t))
      default: Double(way(depot, 2 * t))
      }
    }
    pool = pool.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }.map { pool[$0] }
  }

  private mutating func recreate(_ pool: [Int], blinking: Bool) {
    for t in pool {
      var found = (cost: Int.max, round: -1, place: 0, arc: 0)
      var hasTriedEmpty = false
      for r in rounds.indices where loads[r] + demand[t] <= capacity {
        if rounds[r].isEmpty {
          if hasTriedEmpty { continue }
          hasTriedEmpty = true
        }
        let count = rounds[r].count
        var before = depot
        for p in 0...count {
          let after = p < count ? rounds[r][p] : depot
          let base = count == 0 ? 0 : way(before, after)
          for arc in [2 * t, 2 * t + 1] where isAllowed[arc] {
            let more = way(before, arc) + way(arc, after) - base
            if more < found.cost, !blinking || random.bits() & 63 != 0 { found = (more, r, p, arc) }
          }
          before = after
        }
      }
      guard found.round >= 0 else { continue }
      rounds[found.round].insert(found.arc, at: found.place)
      loads[found.round] += demand[t]
      cost += found.cost
      missing -= 1
      index(found.round)
    }
  }

  /// Reverses a part of one round where that saves walking.
  private mutating func turnParts() {
    guard isSymmetric else { return }
    let r = random.below(rounds.count)
    let count = rounds[r].count
    guard count > 1, count < 60 || random.below(count) < 30 else { return }
    var isBetter = true
    while isBetter {
      isBetter = false
      for i in 0..<count {
        let before = i == 0 ? depot : rounds[r][i - 1]
        for j in i..<count {
          let after = j + 1 < count ? rounds[r][j + 1] : depot
          let (a, b) = (rounds[r][i], rounds[r][j])
          let saved = way(before, a) + way(b, after) - way(before, b ^ 1) - way(a ^ 1, after)
          if saved > 0 {
            rounds[r].replaceSubrange(i...j, with: rounds[r][i...j].reversed().map { $0 ^ 1 })
            cost -= saved
            isBetter = true
          }
        }
      }
    }
    index(r)
  }
}
