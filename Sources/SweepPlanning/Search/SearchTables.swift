/// A problem in the shape that hot loops read: whole numbers in flat memory.
///
/// Nodes 0 to `stops` - 1 are the stops; behind them come the places where teams start or end, and last, where
/// some team does not return, a place that is no distance from anywhere.
struct SearchTables {
  let memory: SearchMemory
  /// The problem with its stops in the order of the tables.
  let problem: SweepProblem
  /// Which of the given problem's stops each stop is.
  let original: [Int]
  let stops: Int
  let teams: Int
  let nodes: Int
  let units: FixedPoint
  let prizeScale: Double
  /// Travel from node i to node j at [i · nodes + j], for the fastest team: what bounds and neighbours go by.
  let travel: UnsafeMutablePointer<Int32>
  /// The same, the other way round: from i to j at [j · nodes + i]. The same memory where both are equal.
  let travelInto: UnsafeMutablePointer<Int32>
  /// The same two for each team. Teams with the same travel times share memory.
  let teamTravel: UnsafeMutablePointer<UnsafeMutablePointer<Int32>>
  let teamTravelInto: UnsafeMutablePointer<UnsafeMutablePointer<Int32>>
  let isSymmetric: Bool
  /// Per stop.
  let open: UnsafeMutablePointer<Int>
  let close: UnsafeMutablePointer<Int>
  let service: UnsafeMutablePointer<Int>
  let prize: UnsafeMutablePointer<Int>
  let demand: UnsafeMutablePointer<Int>
  let isNeeded: UnsafeMutablePointer<Bool>
  let hasWindows: Bool
  /// Per team.
  let start: UnsafeMutablePointer<Int>
  let end: UnsafeMutablePointer<Int>
  let shiftStart: UnsafeMutablePointer<Int>
  let shiftEnd: UnsafeMutablePointer<Int>
  let capacity: UnsafeMutablePointer<Int>
  /// Teams that differ in nothing but their id share a class.
  let teamClass: UnsafeMutablePointer<Int>
  let classes: Int
  /// Whether a team of class k could visit stop i and nothing else, at [k · stops + i].
  let isAllowed: UnsafeMutablePointer<Bool>
  /// The same with the checker's tolerance on every limit, so that bounds miss no plan that it lets pass.
  let isConceivable: UnsafeMutablePointer<Bool>
  /// The least time from the place where class k starts to stop i, by whatever other stops, at [k · stops + i].
  let fromStart: UnsafeMutablePointer<Int>
  /// The same from stop i to the place where it ends.
  let toEnd: UnsafeMutablePointer<Int>
  /// The stops nearest to each stop, nearest first, `nearCount` of them.
  let near: UnsafeMutablePointer<Int32>
  let nearCount: Int

  /// - Parameter given: checked (`SweepProblem.check`).
  init(_ given: SweepProblem) {
    let memory = SearchMemory()
    let original = NodeOrder.order(given)
    var problem = given
    problem.stops = original.map { given.stops[$0] }
    let (n, m) = (problem.stops.count, problem.teams.count)
    let places = NodePlaces(problem)
    let size = places.location.count
    let units = FixedPoint(problem, places)
    let ways = TravelMemory(problem, places, units, memory)
    func column(_ count: Int, _ value: (Int) -> Int) -> UnsafeMutablePointer<Int> {
      let column = memory.values(count, 0)
      for i in 0..<count { column[i] = value(i) }
      return column
    }
    let (stops, teams) = (problem.stops, problem.teams)
    let prizeScale = FixedPoint.decimalScale(stops.lazy.map(\.prize))
    let demandScale = FixedPoint.decimalScale(
      [stops.lazy.map(\.demand), teams.lazy.compactMap(\.capacity)].joined())
    open = column(n) { stops[$0].window.map { units.up($0.lowerBound) } ?? 0 }
    close = column(n) { stops[$0].window.map { units.down($0.upperBound) } ?? FixedPoint.never }
    service = column(n) { units.up(stops[$0].service) }
    prize = column(n) { Int((stops[$0].prize * prizeScale).rounded()) }
    demand = column(n) { Int((stops[$0].demand * demandScale - 1e-6).rounded(.up)) }
    isNeeded = memory.values(n, false)
    for i in 0..<n { isNeeded[i] = problem.needs(i) }
    hasWindows = stops.contains { $0.window != nil }
    start = column(m) { places.start[$0] }
    end = column(m) { places.end[$0] }
    shiftStart = column(m) { teams[$0].shift.map { units.up($0.lowerBound) } ?? 0 }
    shiftEnd = column(m) { teams[$0].shift.map { units.down($0.upperBound) } ?? FixedPoint.never }
    capacity = column(m) {
      teams[$0].capacity.map { Int(($0 * demandScale + 1e-6).rounded(.down)) } ?? FixedPoint.never
    }
    let grouped = problem.teamClasses
    teamClass = column(m) { grouped.classOf[$0] }
    classes = grouped.first.count
    isAllowed = memory.values(max(1, classes * n), false)
    isConceivable = memory.values(max(1, classes * n), false)
    fromStart = memory.values(max(1, classes * n), 0)
    toEnd = memory.values(max(1, classes * n), 0)
    nearCount = min(n - 1 < 0 ? 0 : n - 1, 100)
    near = memory.values(n * nearCount, Int32(0))
    self.memory = memory
    self.problem = problem
    self.original = original
    self.stops = n
    self.teams = m
    nodes = size
    self.units = units
    self.prizeScale = prizeScale
    travel = ways.least.from
    travelInto = ways.least.into
    teamTravel = memory.room(m, of: UnsafeMutablePointer<Int32>.self)
    teamTravelInto = memory.room(m, of: UnsafeMutablePointer<Int32>.self)
    for r in 0..<m {
      (teamTravel + r).initialize(to: ways.tables[teams[r].travel].from)
      (teamTravelInto + r).initialize(to: ways.tables[teams[r].travel].into)
    }
    isSymmetric = ways.isSymmetric
    for (number, team) in grouped.first.enumerated() {
      leastWays(teamTravel[team], from: start[team], fromStart + number * n, team)
      leastWays(teamTravelInto[team], from: end[team], toEnd + number * n, team)
      for stop in 0..<n {
        isAllowed[number * n + stop] = isReachable(stop, by: team, number, tolerance: 0)
        isConceivable[number * n + stop] = isReachable(stop, by: team, number, tolerance: tolerance)
      }
    }
    fillNear()
  }

  /// Whether the team could visit this stop, had it all other stops for nothing.
  private func isReachable(_ stop: Int, by team: Int, _ number: Int, tolerance: Int) -> Bool {
    guard problem.stops[stop].skills.isSubset(of: problem.teams[team].skills), demand[stop] <= capacity[team]
    else { return false }
    let arrival = max(open[stop], shiftStart[team] + fromStart[number * stops + stop])
    return arrival <= close[stop] + tolerance
      && arrival + service[stop] + toEnd[number * stops + stop] <= shiftEnd[team] + tolerance
  }

  /// The least time from a node to every stop, by way of any others. Straight lines are the shortest ways
  /// themselves; rounded ones, and those of a table, may be longer than ways round a corner.
  ///
  /// - Source: E. W. Dijkstra, A note on two problems in connexion with graphs, Numerische Mathematik 1 (1959).
  /// - Complexity: O(stops²).
  private func leastWays(
    _ table: UnsafeMutablePointer<Int32>, from node: Int, _ least: UnsafeMutablePointer<Int>, _ team: Int
  ) {
    for i in 0..<stops { least[i] = Int(table[node * nodes + i]) }
    if problem.travel(of: team).keepsTriangles { return }
    var isDone = [Bool](repeating: false, count: stops)
    for _ in 0..<stops {
      var next = -1
      for i in 0..<stops where !isDone[i] && (next < 0 || least[i] < least[next]) { next = i }
      guard next >= 0 else { return }
      isDone[next] = true
      let (row, so) = (table + next * nodes, least[next])
      for i in 0..<stops where so + Int(row[i]) < least[i] { least[i] = so + Int(row[i]) }
    }
  }

  /// The checker's tolerance, and what rounding up can have added to the ways and the visit of one stop.
  var tolerance: Int { Int((1e-6 * units.scale).rounded(.up)) + 5 }

  /// Both directions count, so that a stop down a one-way street is near when either is.
  private func fillNear() {
    guard nearCount > 0 else { return }
    let keys = UnsafeMutablePointer<UInt64>.allocate(capacity: stops)
    defer { keys.deallocate() }
    for i in 0..<stops {
      var count = 0
      for j in 0..<stops where j != i {
        let way = UInt64(travel[i * nodes + j]) + UInt64(travelInto[i * nodes + j])
        keys[count] = way << 16 | UInt64(j)
        count += 1
      }
      Selection.smallestFirst(keys, count, nearCount)
      for k in 0..<nearCount { near[i * nearCount + k] = Int32(keys[k] & 0xffff) }
    }
  }
}

/// The tables of travel between nodes.
private struct TravelMemory {
  typealias Table = (from: UnsafeMutablePointer<Int32>, into: UnsafeMutablePointer<Int32>)

  /// The problem's own, then its other ones.
  let tables: [Table]
  /// The shortest time of any of them.
  let least: Table
  let isSymmetric: Bool

  init(_ problem: SweepProblem, _ places: NodePlaces, _ units: FixedPoint, _ memory: SearchMemory) {
    let size = places.location.count
    var isSymmetric = true
    func table(_ fill: (UnsafeMutablePointer<Int32>) -> Void) -> Table {
      let from = memory.room(size * size, of: Int32.self)
      fill(from)
      var isEven = true
      for i in 0..<size where isEven {
        for j in 0..<i where from[i * size + j] != from[j * size + i] { isEven = false }
      }
      if isEven { return (from, from) }
      isSymmetric = false
      let into = memory.room(size * size, of: Int32.self)
      for i in 0..<size { for j in 0..<size { into[j * size + i] = from[i * size + j] } }
      return (from, into)
    }
    let tables = ([problem.travel] + problem.otherTravel).map { times in
      table { places.fill($0, times, units) }
    }
    self.tables = tables
    least =
      tables.count == 1
      ? tables[0]
      : table { room in
        for k in 0..<size * size { room[k] = tables.reduce(Int32.max) { min($0, $1.from[k]) } }
      }
    self.isSymmetric = isSymmetric
  }
}

/// Where each node lies.
private struct NodePlaces {
  /// `nil`: no distance from anywhere.
  var location: [Int?]
  var start: [Int] = []
  var end: [Int] = []

  init(_ problem: SweepProblem) {
    location = problem.stops.map(\.location)
    var known: [Int?: Int] = [:]
    func node(_ place: Int?, _ location: inout [Int?]) -> Int {
      if let found = known[place] { return found }
      location.append(place)
      known[place] = location.count - 1
      return location.count - 1
    }
    for team in problem.teams {
      start.append(node(team.start, &location))
      end.append(node(team.end, &location))
    }
  }

  func fill(_ table: UnsafeMutablePointer<Int32>, _ times: TravelTimes, _ units: FixedPoint) {
    let size = location.count
    let isPlane = if case .euclidean = times { true } else { false }
    for i in 0..<size {
      for j in 0..<size {
        guard let from = location[i], let to = location[j] else {
          table[i * size + j] = 0
          continue
        }
        if isPlane, j < i {
          table[i * size + j] = table[j * size + i]
        } else {
          table[i * size + j] = Int32(units.up(times.time(from: from, to: to)))
        }
      }
    }
  }
}

extension FixedPoint {
  fileprivate init(_ problem: SweepProblem, _ places: NodePlaces) {
    var decimals = 3
    var longest = 1e-3
    for case .matrix(let times, _) in problem.otherTravel { longest = max(longest, times.max() ?? 0) }
    for case .euclidean(let points, _) in problem.otherTravel {
      // no two points are farther apart than the sum of the sides of their box
      let (xs, ys) = (points.map(\.x), points.map(\.y))
      longest = max(longest, (xs.max() ?? 0) - (xs.min() ?? 0) + (ys.max() ?? 0) - (ys.min() ?? 0) + 1)
    }
    switch problem.travel {
    case .euclidean(let points, let rounding):
      decimals = [.none: 3, .nearest: 0, .oneDecimal: 1, .twoDecimals: 2][rounding] ?? 3
      let (xs, ys) = (points.map(\.x), points.map(\.y))
      let (dx, dy) = ((xs.max() ?? 0) - (xs.min() ?? 0), (ys.max() ?? 0) - (ys.min() ?? 0))
      longest = max(longest, (dx * dx + dy * dy).squareRoot() + 1)
    case .matrix(let times, _): longest = max(longest, times.max() ?? 0)
    }
    let amounts =
      problem.stops.flatMap { [$0.service, $0.window?.upperBound ?? 0] }
      + problem.teams.map { $0.shift?.upperBound ?? 0 }
    let fine = FixedPoint.decimalScale(amounts)
    while decimals < 3, [1.0, 10, 100, 1000][decimals] < fine { decimals += 1 }
    self.init(decimals: decimals, longest: longest, others: amounts.max() ?? 0)
  }
}

extension SweepProblem {
  /// The class of each team, classes numbered by their first team; and those first teams.
  var teamClasses: (classOf: [Int], first: [Int]) {
    var known: [SweepTeam: Int] = [:]
    var classOf: [Int] = []
    var first: [Int] = []
    for (index, team) in teams.enumerated() {
      var nameless = team
      nameless.id = ""
      if let found = known[nameless] {
        classOf.append(found)
      } else {
        known[nameless] = first.count
        classOf.append(first.count)
        first.append(index)
      }
    }
    return (classOf, first)
  }
}
