/// For each stop and amount of resource used: an upper bound of what the rest of a route can still bring.
///
/// Backward dynamic programming over walks that do not turn straight back (no i-j-i). Resource is counted in
/// whole buckets rounded down, so every real route is among the walks. Ways shorter than a bucket count as one;
/// that would lose routes, so the limits are widened by as much as this can lengthen any route that leaves each
/// stop at most once.
///
/// - Source: Christofides, Mingozzi, Toth: State-space relaxation procedures for the computation of bounds to
///   routing problems, Networks 11 (1981).
struct CompletionGrid {
  let graph: PricingGraph
  /// About how many buckets a class takes, and the most it may ever take.
  private(set) var buckets: Int
  private let mostBuckets: Int
  /// Best and second best completion by different next stops, at [bucket · stops + stop].
  let first: UnsafeMutablePointer<Double>
  let second: UnsafeMutablePointer<Double>
  /// The next stop of each, or -1: the end.
  let firstNext: UnsafeMutablePointer<Int32>
  let secondNext: UnsafeMutablePointer<Int32>
  /// Buckets a way takes, for the class filled in last.
  let steps: UnsafeMutablePointer<Int32>
  /// What a visit is worth beyond its price.
  let profit: UnsafeMutablePointer<Double>
  private(set) var width = 1
  private(set) var last = 0
  /// Cells looked at by the last filling.
  var work: Int { (last + 1) * allowedCount * allowedCount }
  private(set) var team: PricingGraph.TeamClass
  private(set) var number = 0
  let allowed: UnsafeMutablePointer<Int32>
  private(set) var allowedCount = 0

  /// The first and last bucket in which the visit of a stop may begin.
  let openStep: UnsafeMutablePointer<Int>
  let closeStep: UnsafeMutablePointer<Int>

  static let impossible = -1e300

  init(_ graph: PricingGraph) {
    let n = graph.stops
    let memory = graph.tables.memory
    self.graph = graph
    mostBuckets = max(60, min(1500, 8_000_000 / max(1, n * n)))
    buckets = max(60, mostBuckets / 4)
    let cells = (mostBuckets + n + 4) * n
    first = memory.room(cells, of: Double.self)
    second = memory.room(cells, of: Double.self)
    firstNext = memory.room(cells, of: Int32.self)
    secondNext = memory.room(cells, of: Int32.self)
    steps = memory.values(graph.nodes * graph.nodes, Int32(0))
    profit = memory.values(n, 0.0)
    allowed = memory.values(n, Int32(0))
    openStep = memory.values(n, 0)
    closeStep = memory.values(n, 0)
    team = graph.classes[0]
  }

  /// Few buckets show quickly where the bound lies, many make it tight.
  mutating func refine() { buckets = mostBuckets }

  /// Counts ways and windows in buckets; how far short ways can lengthen a route.
  private mutating func countSteps() -> Int {
    let graph = graph
    let (n, size) = (graph.stops, graph.nodes)
    var wider = 0
    for i in 0..<size where i >= n || graph.tables.isConceivable[number * n + i] {
      var shortest = width
      for j in 0..<size {
        let way = graph.hop[i * size + j]
        // only what begins at a stop can be repeated; the way from the start and to the end may take no bucket
        let least = i < n && j < n ? 1 : 0
        steps[i * size + j] = Int32(clamping: max(least, way / width))
        if i < n, j < n, j != i, graph.tables.isConceivable[number * n + j] { shortest = min(shortest, way) }
      }
      if i < n { wider += width - shortest }
    }
    let span = team.until - team.from + wider
    for i in 0..<n {
      openStep[i] = max(0, graph.open[i] - team.from) / width
      closeStep[i] = min(span, max(-1, graph.close[i] - team.from + wider)) / width
      if graph.close[i] - team.from + wider < 0 { closeStep[i] = -1 }
    }
    return wider
  }

  /// What no route of the class can exceed, and the best walk by each first stop: its value and the stop.
  func starts() -> (best: Double, byFirst: [(value: Double, stop: Int)]) {
    var starts: [(value: Double, stop: Int)] = []
    for a in 0..<allowedCount {
      let j = Int(allowed[a])
      let at = max(Int(steps[team.start * graph.nodes + j]), openStep[j])
      guard at <= closeStep[j], at <= last else { continue }
      let value = profit[j] - graph.cost[team.start * graph.nodes + j] + first[at * graph.stops + j]
      if value > 0 { starts.append((value, j)) }
    }
    starts.sort { ($0.value, $1.stop) > ($1.value, $0.stop) }
    return (starts.first?.value ?? 0, starts)
  }

  /// The walk behind a value of `starts`.
  func walk(from start: Int) -> [Int] {
    let n = graph.stops
    var walk = [start]
    var at = max(Int(steps[team.start * graph.nodes + start]), openStep[start])
    var (stop, before) = (start, -1)
    while true {
      let cell = at * n + stop
      let next = Int(Int(firstNext[cell]) == before && before >= 0 ? secondNext[cell] : firstNext[cell])
      if next < 0 { return walk }
      at = max(at + Int(steps[stop * graph.nodes + next]), openStep[next])
      (before, stop) = (stop, next)
      walk.append(next)
    }
  }

  /// An upper bound of what can follow the visit of `stop` begun at `time` after `before` (-1: the start).
  @inline(__always)
  func completion(_ stop: Int, _ time: Int, after before: Int) -> Double {
    let cell = min((time - team.from) / width, last) * graph.stops + stop
    return Int(firstNext[cell]) == before && before >= 0 ? second[cell] : first[cell]
  }

  /// Fills the table for one class of teams at the profits given.
  ///
  /// - Complexity: O(stops² · buckets).
  mutating func fill(_ number: Int) {
    let graph = graph
    let (n, size) = (graph.stops, graph.nodes)
    self.number = number
    team = graph.classes[number]
    allowedCount = 0
    for i in 0..<n where graph.tables.isConceivable[number * n + i] {
      allowed[allowedCount] = Int32(i)
      allowedCount += 1
    }
    // rounded up: the table has no room for more than `buckets` of them
    width = max(1, (team.until - team.from + buckets - 1) / buckets)
    let wider = countSteps()
    last = (team.until - team.from + wider) / width
    var k = last
    let impossible = Self.impossible
    while k >= 0 {
      let base = k * n
      for a in 0..<allowedCount {
        let i = Int(allowed[a])
        let row = steps + i * size
        let costs = graph.cost + i * size
        var (best, next) = (impossible, Int32(-2))
        var (other, otherNext) = (impossible, Int32(-2))
        if k + Int(row[team.end]) <= last {
          best = -costs[team.end]
          next = -1
        }
        var b = 0
        while b < allowedCount {
          let j = Int(allowed[b])
          b &+= 1
          var at = k &+ Int(row[j])
          let opens = openStep[j]
          if at < opens { at = opens }
          if at > closeStep[j] || j == i { continue }
          let cell = at &* n &+ j
          let rest = Int(firstNext[cell]) == i ? second[cell] : first[cell]
          let value = profit[j] - costs[j] + rest
          if value > other {
            if value > best {
              (other, otherNext) = (best, next)
              (best, next) = (value, Int32(truncatingIfNeeded: j))
            } else {
              (other, otherNext) = (value, Int32(truncatingIfNeeded: j))
            }
          }
        }
        first[base + i] = best
        firstNext[base + i] = next
        second[base + i] = other
        secondNext[base + i] = otherNext
      }
      k -= 1
    }
  }
}
