/// What the search over streets reads, as plain numbers.
///
/// Arc 2t is street t swept from `from` to `to`, 2t + 1 the other way.
final class StreetTables {
  let tasks: [Int]
  let count: Int
  let crews: [StreetCrew]
  /// Nodes where a street to sweep or a walk begins or ends, numbered anew.
  let nodes: Int
  private let memory = SearchMemory()
  private let distance: UnsafeMutablePointer<Int32>
  /// Of each arc, the node where it begins and where it ends.
  private let begin: UnsafeMutablePointer<Int32>
  private let end: UnsafeMutablePointer<Int32>
  private let starts: [Int]
  /// -1: anywhere.
  private let finishes: [Int]
  let isOpenArc: UnsafeMutablePointer<Bool>
  /// Task t by crew r at [r · count + t].
  let isAllowed: UnsafeMutablePointer<Bool>
  let demand: UnsafeMutablePointer<Int>
  let length: UnsafeMutablePointer<Int>
  let capacity: [Int]
  /// Units of capacity that one unit of dead walking takes.
  let pace: [Double]
  /// Crews with the same number are equal in everything.
  let kind: [Int]
  let isSymmetric: Bool
  /// The nearest tasks of each, nearest first.
  let near: UnsafeMutablePointer<Int32>
  let nearCount: Int
  /// Longer than any way.
  static let never: Int32 = 1 << 30

  init(_ network: StreetNetwork, _ paths: StreetPaths, _ tasks: [Int], _ crews: [StreetCrew]) {
    self.tasks = tasks
    self.crews = crews
    count = tasks.count
    let streets = tasks.map { network.streets[$0] }
    var number = [Int](repeating: -1, count: network.nodes)
    var places: [Int] = []
    func place(_ node: Int) -> Int {
      if number[node] < 0 {
        number[node] = places.count
        places.append(node)
      }
      return number[node]
    }
    starts = crews.map { place($0.start) }
    finishes = crews.map { $0.finish.map(place) ?? -1 }
    begin = memory.values(2 * tasks.count, 0)
    end = memory.values(2 * tasks.count, 0)
    isOpenArc = memory.values(2 * tasks.count, true)
    demand = memory.values(tasks.count, 0)
    length = memory.values(tasks.count, 0)
    let scale = FixedPoint.decimalScale([streets.map(\.demand), crews.compactMap(\.capacity)].joined())
    for (t, street) in streets.enumerated() {
      let (from, to) = (Int32(place(street.from)), Int32(place(street.to)))
      (begin[2 * t], end[2 * t], begin[2 * t + 1], end[2 * t + 1]) = (from, to, to, from)
      isOpenArc[2 * t + 1] = !street.isOneWay
      demand[t] = Int((street.demand * scale - 1e-6).rounded(.up))
      // a street without length must be swept as well
      length[t] = max(1, paths.length[tasks[t]])
    }
    capacity = crews.map { crew in
      crew.capacity.map { Int(($0 * scale + 1e-6).rounded(.down)) } ?? FixedPoint.never
    }
    pace = crews.map { $0.pace / paths.units * scale }
    isAllowed = memory.values(crews.count * tasks.count, true)
    for (r, crew) in crews.enumerated() {
      guard let allowed = crew.allowed else { continue }
      for (t, street) in tasks.enumerated() { isAllowed[r * tasks.count + t] = allowed[street] }
    }
    kind = Self.kinds(crews)
    isSymmetric = !network.streets.contains(where: \.isOneWay)
    nodes = places.count
    distance = memory.room(nodes * nodes, of: Int32.self)
    for (row, node) in places.enumerated() {
      let tree = paths.tree(from: node)
      for (column, other) in places.enumerated() {
        distance[row * nodes + column] = Int32(min(Int(Self.never), tree.distance[other]))
      }
    }
    nearCount = min(40, max(0, tasks.count - 1))
    near = memory.values(tasks.count * nearCount, Int32(0))
    listNear()
  }

  private static func kinds(_ crews: [StreetCrew]) -> [Int] {
    var known: [StreetCrew: Int] = [:]
    return crews.indices.map { r in
      let kind = known[crews[r]] ?? r
      known[crews[r]] = kind
      return kind
    }
  }

  private func listNear() {
    guard nearCount > 0 else { return }
    var keys = [Int](repeating: Int.max, count: nearCount)
    for t in 0..<count {
      let row = near + t * nearCount
      var held = 0
      for u in 0..<count where u != t {
        let far = apart(t, u)
        if held == nearCount, far >= keys[held - 1] { continue }
        var k = held < nearCount ? held : held - 1
        if held < nearCount { held += 1 }
        while k > 0, keys[k - 1] > far {
          (keys[k], row[k]) = (keys[k - 1], row[k - 1])
          k -= 1
        }
        (keys[k], row[k]) = (far, Int32(u))
      }
    }
  }

  /// The shortest way from an end of one street to an end of another and back.
  private func apart(_ t: Int, _ u: Int) -> Int {
    var least = Int.max
    for a in [begin[2 * t], end[2 * t]] {
      for b in [begin[2 * u], end[2 * u]] {
        let (to, back) = (distance[Int(a) * nodes + Int(b)], distance[Int(b) * nodes + Int(a)])
        least = min(least, Int(to) + Int(back))
      }
    }
    return least
  }

  /// Dead walking between two arcs.
  @inline(__always)
  func way(_ a: Int, _ b: Int) -> Int { Int(distance[Int(end[a]) &* nodes &+ Int(begin[b])]) }

  @inline(__always)
  func out(_ crew: Int, _ a: Int) -> Int { Int(distance[starts[crew] &* nodes &+ Int(begin[a])]) }

  @inline(__always)
  func home(_ crew: Int, _ a: Int) -> Int {
    finishes[crew] < 0 ? 0 : Int(distance[Int(end[a]) &* nodes &+ finishes[crew]])
  }

  /// Dead walking of a walk.
  func dead(_ crew: Int, _ arcs: [Int]) -> Int {
    guard let first = arcs.first, let last = arcs.last else { return 0 }
    return zip(arcs, arcs.dropFirst()).reduce(out(crew, first) + home(crew, last)) { $0 + way($1.0, $1.1) }
  }

  /// The streets in no walk.
  func open(_ best: StreetRounds) -> [Int] {
    var isDone = [Bool](repeating: false, count: count)
    for arc in best.rounds.joined() { isDone[arc >> 1] = true }
    return (0..<count).filter { !isDone[$0] }.map { tasks[$0] }
  }

  /// What a walk takes of a crew's capacity.
  @inline(__always)
  func use(_ crew: Int, load: Int, dead: Int) -> Int {
    pace[crew] == 0 ? load : load &+ Int((Double(dead) * pace[crew]).rounded(.up))
  }
}
