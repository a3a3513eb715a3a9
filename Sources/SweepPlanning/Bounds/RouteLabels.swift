/// The most profitable route of a class of teams, where a stop may come back only after its neighbourhood has
/// been left (ng-routes), found best first with the completion grid as the estimate of what is still to come.
///
/// - Source: Baldacci, Mingozzi, Roberti: New route relaxation and pricing strategies for the vehicle routing
///   problem, Operations Research 59 (2011).
struct RouteLabels {
  typealias StopSet = SIMD4<UInt64>

  let graph: PricingGraph
  /// Labels made before the search gives up; the bound it has by then is valid all the same.
  let limit: Int
  private let node: UnsafeMutablePointer<Int32>
  private let time: UnsafeMutablePointer<Int>
  private let load: UnsafeMutablePointer<Int>
  private let value: UnsafeMutablePointer<Double>
  private let key: UnsafeMutablePointer<Double>
  private let parent: UnsafeMutablePointer<Int32>
  private let memory: UnsafeMutablePointer<StopSet>
  /// A heap of labels by key, largest first.
  private let heap: UnsafeMutablePointer<Int32>
  private var heapCount = 0
  private var count = 0
  /// Labels made and compared by the last search.
  private(set) var work = 0
  /// Labels settled at each stop, chained.
  private let settled: UnsafeMutablePointer<Int32>
  private let nextSettled: UnsafeMutablePointer<Int32>
  /// The neighbourhood of each stop, itself included.
  private let neighbourhood: UnsafeMutablePointer<StopSet>

  /// Routes of at most this many stops fit the sets.
  static let stopLimit = 256

  init(_ graph: PricingGraph, limit: Int = 400_000) {
    let tables = graph.tables
    let memory = tables.memory
    let room = limit + graph.stops + 2
    self.graph = graph
    self.limit = limit
    node = memory.room(room, of: Int32.self)
    time = memory.room(room, of: Int.self)
    load = memory.room(room, of: Int.self)
    value = memory.room(room, of: Double.self)
    key = memory.room(room, of: Double.self)
    parent = memory.room(room, of: Int32.self)
    self.memory = memory.room(room, of: StopSet.self)
    heap = memory.room(room, of: Int32.self)
    nextSettled = memory.room(room, of: Int32.self)
    settled = memory.values(graph.stops, -1)
    neighbourhood = memory.values(graph.stops, StopSet())
    for i in 0..<graph.stops {
      neighbourhood[i] = Self.only(i)
      for k in 0..<min(8, tables.nearCount) {
        neighbourhood[i] |= Self.only(Int(tables.near[i * tables.nearCount + k]))
      }
    }
  }

  private static func only(_ stop: Int) -> StopSet {
    var set = StopSet()
    set[stop >> 6] = 1 << UInt64(stop & 63)
    return set
  }

  /// What no route of the grid's class can exceed (0 when none pays), and routes that pay, best first.
  ///
  /// - Parameter wanted: how many routes to look for.
  /// - Parameter mostWork: labels to make and compare before the search gives up.
  mutating func best(
    _ grid: CompletionGrid, wanted: Int, least: Double, work mostWork: Int
  ) -> (bound: Double, routes: [[Int]]) {
    reset()
    let graph = graph
    let (n, size) = (graph.stops, graph.nodes)
    let team = grid.team
    var routes: [[Int]] = []
    var bound = -1.0
    for a in 0..<grid.allowedCount { extend(-1, team.start, Int(grid.allowed[a]), grid, least) }
    while heapCount > 0, routes.count < wanted {
      let label = pop()
      if node[label] < 0 {
        if bound < 0 { bound = key[label] }
        routes.append(route(label))
        continue
      }
      if isDominated(label) { continue }
      let i = Int(node[label])
      nextSettled[label] = settled[i]
      settled[i] = Int32(label)
      if count + n + 1 > limit || work > mostWork {
        if bound < 0 { bound = key[label] }
        return (max(bound, least), bestFinished(wanted))
      }
      let done = value[label] - graph.cost[i * size + team.end]
      if time[label] + graph.hop[i * size + team.end] <= team.until, done > least {
        push(-1, time[label], load[label], done, done, label, StopSet())
      }
      for a in 0..<grid.allowedCount { extend(label, i, Int(grid.allowed[a]), grid, least) }
      work += grid.allowedCount
    }
    return (max(bound, least), routes)
  }

  private mutating func reset() {
    count = 0
    work = 0
    heapCount = 0
    for i in 0..<graph.stops { settled[i] = -1 }
  }

  /// Makes the label of going on to stop j, if it can still pay.
  @inline(__always)
  private mutating func extend(_ label: Int, _ i: Int, _ j: Int, _ grid: CompletionGrid, _ least: Double) {
    let graph = graph
    let size = graph.nodes
    let came = label < 0 ? StopSet() : memory[label]
    if came[j >> 6] & (1 << UInt64(j & 63)) != 0 { return }
    let way = i * size + j
    let arrival = (label < 0 ? grid.team.from : time[label]) + graph.hop[way]
    let begin = max(arrival, graph.open[j])
    let carried = (label < 0 ? 0 : load[label]) + (graph.hasLoad ? graph.tables.demand[j] : 0)
    if begin > graph.close[j] || begin > grid.team.until || (graph.hasLoad && carried > grid.team.capacity) {
      return
    }
    let worth = (label < 0 ? 0 : value[label]) + grid.profit[j] - graph.cost[way]
    let hope = worth + grid.completion(j, begin, after: label < 0 ? -1 : i)
    if hope <= least { return }
    push(j, begin, carried, worth, hope, label, (came & neighbourhood[j]) | Self.only(j))
  }

  /// The best routes finished before the search gave up.
  private func bestFinished(_ wanted: Int) -> [[Int]] {
    let finished = (0..<count).filter { node[$0] < 0 }.sorted { (value[$0], $1) > (value[$1], $0) }
    return finished.prefix(wanted).map { route($0) }
  }

  private mutating func isDominated(_ label: Int) -> Bool {
    let i = Int(node[label])
    var other = Int(settled[i])
    while other >= 0 {
      work &+= 1
      if time[other] <= time[label], value[other] >= value[label], load[other] <= load[label],
        memory[other] & ~memory[label] == StopSet()
      {
        return true
      }
      other = Int(nextSettled[other])
    }
    return false
  }

  private func route(_ label: Int) -> [Int] {
    var stops: [Int] = []
    var at = Int(parent[label])
    while at >= 0 {
      stops.append(Int(node[at]))
      at = Int(parent[at])
    }
    return stops.reversed()
  }

  // MARK: - The heap

  private mutating func push(
    _ stop: Int, _ time: Int, _ load: Int, _ value: Double, _ key: Double, _ parent: Int, _ set: StopSet
  ) {
    let label = count
    count += 1
    node[label] = Int32(stop)
    self.time[label] = time
    self.load[label] = load
    self.value[label] = value
    self.key[label] = key
    self.parent[label] = Int32(parent)
    memory[label] = set
    var at = heapCount
    heapCount += 1
    while at > 0 {
      let above = (at - 1) / 2
      let other = heap[above]
      if self.key[Int(other)] >= key { break }
      heap[at] = other
      at = above
    }
    heap[at] = Int32(label)
  }

  private mutating func pop() -> Int {
    let top = Int(heap[0])
    heapCount -= 1
    let moved = heap[heapCount]
    let weight = key[Int(moved)]
    var at = 0
    while true {
      var below = 2 * at + 1
      if below >= heapCount { break }
      if below + 1 < heapCount, key[Int(heap[below + 1])] > key[Int(heap[below])] { below += 1 }
      if key[Int(heap[below])] <= weight { break }
      heap[at] = heap[below]
      at = below
    }
    heap[at] = moved
    return top
  }
}
