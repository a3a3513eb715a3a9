internal import ZoneModel

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
  /// Whether no way round is shorter than the direct one.
  let keepsTriangles: Bool
  /// By how much a way round may be shorter than the direct one.
  let shortcut: Int
  /// Whether visits take time, so that it pays to know which routes have no room for one.
  let usesRoom: Bool
  /// Per stop.
  let open: UnsafeMutablePointer<Int>
  let close: UnsafeMutablePointer<Int>
  let service: UnsafeMutablePointer<Int>
  let prize: UnsafeMutablePointer<Int>
  let demand: UnsafeMutablePointer<Int>
  let isNeeded: UnsafeMutablePointer<Bool>
  let hasWindows: Bool
  /// Per team: when a visit may begin, in its working time. Above: the widest of all teams.
  let teamOpen: UnsafeMutablePointer<UnsafeMutablePointer<Int>>
  let teamClose: UnsafeMutablePointer<UnsafeMutablePointer<Int>>
  /// The stops that must come before stop i on its round, at [firstBefore[i] ..< firstBefore[i + 1]].
  let before: UnsafeMutablePointer<Int32>
  let firstBefore: UnsafeMutablePointer<Int>
  let hasOrder: Bool
  /// Other stops that the same stop must come after: together they are of use on one round only.
  let partner: UnsafeMutablePointer<Int32>
  let firstPartner: UnsafeMutablePointer<Int>
  /// Per team its breaks within the shift, in its working time, with their lengths; no team at all without breaks.
  let breaks: [[(at: Int, length: Int)]]
  /// Per team; times are its working time.
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

  /// - Parameters:
  ///   - given: checked (`SweepProblem.check`).
  ///   - locked: stops that are visited whatever they bring.
  init(_ given: SweepProblem, locked: Set<Int> = []) {
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
    let windows = WindowMemory(problem, units, memory)
    (open, close, teamOpen, teamClose) = (windows.open, windows.close, windows.teamOpen, windows.teamClose)
    let order = problem.orderBefore
    hasOrder = order.stops.count > 0
    before = memory.values(order.stops.count, 0)
    for (k, stop) in order.stops.enumerated() { before[k] = Int32(stop) }
    firstBefore = column(n + 1) { order.first[$0] }
    let partners = problem.partners(order)
    partner = memory.values(partners.stops.count, 0)
    for (k, stop) in partners.stops.enumerated() { partner[k] = Int32(stop) }
    firstPartner = column(n + 1) { partners.first[$0] }
    service = column(n) { units.up(stops[$0].service) }
    prize = column(n) { Int((stops[$0].prize * prizeScale).rounded()) }
    demand = column(n) { Int((stops[$0].demand * demandScale - 1e-6).rounded(.up)) }
    isNeeded = memory.values(n, false)
    for i in 0..<n { isNeeded[i] = problem.needs(i) }
    hasWindows = stops.contains { $0.window != nil }
    start = column(m) { places.start[$0] }
    end = column(m) { places.end[$0] }
    shiftStart = column(m) { teams[$0].workingShift.map { units.up($0.lowerBound) } ?? 0 }
    shiftEnd = column(m) { teams[$0].workingShift.map { units.down($0.upperBound) } ?? FixedPoint.never }
    breaks =
      teams.allSatisfy { $0.breaks.isEmpty } ? [] : teams.map { $0.workingBreaks(units) }
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
    shortcut = Self.shortcut(teamTravel, m, size)
    usesRoom = stops.contains { $0.service > 0 }
    keepsTriangles = ([problem.travel] + problem.otherTravel).allSatisfy(\.keepsTriangles)
    let worthless = problem.worthlessStops.filter { !locked.contains(original[$0]) }
    for (number, team) in grouped.first.enumerated() {
      leastWays(teamTravel[team], from: start[team], fromStart + number * n, team)
      leastWays(teamTravelInto[team], from: end[team], toEnd + number * n, team)
      for stop in 0..<n {
        isAllowed[number * n + stop] =
          isReachable(stop, by: team, number, tolerance: 0) && !isIdle(team, throughout: stop)
          && !worthless.contains(stop)
        isConceivable[number * n + stop] = isReachable(stop, by: team, number, tolerance: tolerance)
      }
    }
    fillNear()
  }

  /// No visit makes a round longer by more than this and its ways: it may begin late, and take long.
  var longestWait: Double {
    var wait = 0
    for stop in 0..<stops { wait = max(wait, open[stop] + service[stop]) }
    let pauses = breaks.map { $0.reduce(0) { $0 + $1.length } }.max() ?? 0
    return Double(wait + pauses)
  }

  /// Twice what a sample shows: what goes by it may miss a chance, never a limit.
  private static func shortcut(
    _ travel: UnsafeMutablePointer<UnsafeMutablePointer<Int32>>, _ teams: Int, _ nodes: Int
  ) -> Int {
    var random = SweepRandom(seed: 1)
    var most = 0
    for table in Set((0..<teams).map { travel[$0] }).sorted() {
      for _ in 0..<5_000 {
        let (i, j, k) = (random.below(nodes), random.below(nodes), random.below(nodes))
        let round = Int(table[i * nodes + j]) + Int(table[j * nodes + k])
        most = max(most, Int(table[i * nodes + k]) - round)
      }
    }
    return 2 * most + 2
  }

  /// The time on the clock from the start of a team's shift to a moment of its working time.
  func clock(_ worked: Int, _ team: Int) -> Int {
    breaks[team].reduce(worked - shiftStart[team]) { worked > $1.at ? $0 + $1.length : $0 }
  }

  /// The same, never more than the truth: moments of breaks are rounded down, their lengths up.
  func leastClock(_ worked: Int, _ team: Int) -> Int {
    let plain = worked - shiftStart[team]
    return breaks.isEmpty
      ? plain : breaks[team].reduce(plain) { worked - 1 > $1.at ? $0 + $1.length - 1 : $0 }
  }

  /// Whether a team has a break as long as the stop may be visited, or until its shift is over.
  private func isIdle(_ team: Int, throughout stop: Int) -> Bool {
    guard let window = problem.stops[stop].window else { return false }
    let who = problem.teams[team]
    guard let end = who.shift?.upperBound else { return who.hours.isIdle(during: window) }
    return window.lowerBound > end
      || who.hours.isIdle(during: window.lowerBound...max(window.lowerBound, min(window.upperBound, end)))
  }

  /// Whether the team could visit this stop, had it all other stops for nothing.
  private func isReachable(_ stop: Int, by team: Int, _ number: Int, tolerance: Int) -> Bool {
    guard problem.stops[stop].skills.isSubset(of: problem.teams[team].skills), demand[stop] <= capacity[team]
    else { return false }
    let arrival = max(teamOpen[team][stop], shiftStart[team] + fromStart[number * stops + stop])
    return arrival <= teamClose[team][stop] + tolerance
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

/// When visits may begin.
private struct WindowMemory {
  /// Of all teams, the earliest and the latest.
  let open: UnsafeMutablePointer<Int>
  let close: UnsafeMutablePointer<Int>
  let teamOpen: UnsafeMutablePointer<UnsafeMutablePointer<Int>>
  let teamClose: UnsafeMutablePointer<UnsafeMutablePointer<Int>>

  init(_ problem: SweepProblem, _ units: FixedPoint, _ memory: SearchMemory) {
    let (n, m) = (problem.stops.count, problem.teams.count)
    var known: [WorkingTime: Int] = [:]
    var opens: [UnsafeMutablePointer<Int>] = []
    var closes: [UnsafeMutablePointer<Int>] = []
    teamOpen = memory.room(m, of: UnsafeMutablePointer<Int>.self)
    teamClose = memory.room(m, of: UnsafeMutablePointer<Int>.self)
    for team in 0..<m {
      let hours = problem.teams[team].hours
      if known[hours] == nil {
        known[hours] = opens.count
        let (first, last) = (memory.values(n, 0), memory.values(n, FixedPoint.never))
        for stop in 0..<n {
          guard let window = problem.stops[stop].window else { continue }
          first[stop] = units.up(hours.worked(at: window.lowerBound))
          // an appointment between two whole units is one at the later
          last[stop] = max(first[stop], units.down(hours.worked(at: window.upperBound)))
        }
        opens.append(first)
        closes.append(last)
      }
      let number = known[hours] ?? 0
      (teamOpen + team).initialize(to: opens[number])
      (teamClose + team).initialize(to: closes[number])
    }
    if opens.count == 1 {
      (open, close) = (opens[0], closes[0])
      return
    }
    (open, close) = (memory.values(n, 0), memory.values(n, 0))
    for stop in 0..<n {
      open[stop] = opens.reduce(.max) { min($0, $1[stop]) }
      close[stop] = closes.reduce(0) { max($0, $1[stop]) }
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
          table[i * size + j] = Int32(units.up(min(times.time(from: from, to: to), units.longest)))
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
    var amounts: [Double] = []
    for stop in problem.stops { amounts += [stop.service, stop.window?.upperBound ?? 0] }
    for team in problem.teams {
      amounts.append(team.shift?.upperBound ?? 0)
      for stretch in team.breaks { amounts += [stretch.lowerBound, stretch.upperBound] }
    }
    // a time that stands for "no way" must not cost all others their decimals
    if case .matrix(let times, _) = problem.travel {
      let ways = stride(from: 0, to: times.count, by: times.count / 10_000 + 1).map { times[$0] }
        .filter { $0 > 0 }.sorted()
      if !ways.isEmpty { longest = min(longest, 1e6 * ways[ways.count / 4]) }
    }
    // nor must one place at the end of the world
    let shifts: [Double] = problem.teams.compactMap { $0.workingShift.map { $0.upperBound - $0.lowerBound } }
    if shifts.count == problem.teams.count { longest = min(longest, 2 * (shifts.max() ?? 0) + 1) }
    let fine = FixedPoint.decimalScale(amounts)
    while decimals < 3, [1.0, 10, 100, 1000][decimals] < fine { decimals += 1 }
    self.init(decimals: decimals, longest: longest, others: amounts.max() ?? 0)
  }
}

extension SweepTeam {
  /// Breaks that end after the shift's start: when they begin in working time, and how long they keep the team.
  func workingBreaks(_ units: FixedPoint) -> [(at: Int, length: Int)] {
    let from = shift?.lowerBound ?? 0
    return hours.breaks.filter { $0.upperBound > from }.map { stretch in
      (
        units.down(hours.worked(at: stretch.lowerBound)),
        units.up(stretch.upperBound - Swift.max(from, stretch.lowerBound))
      )
    }
  }

  /// The shift in working time.
  var workingShift: ClosedRange<Double>? {
    shift.map { hours.worked(at: $0.lowerBound)...hours.worked(at: $0.upperBound) }
  }
}

extension SweepProblem {
  /// Stops that bring nothing, and that nothing which brings something must come after.
  var worthlessStops: Set<Int> {
    guard objective == .maximumPrize else { return [] }
    let earlier = Set(stops.flatMap(\.after))
    return Set(
      stops.indices.filter {
        stops[$0].prize <= 0 && !stops[$0].isMandatory && !earlier.contains(stops[$0].id)
      })
  }

  /// The stops that come before each, one after the other, and where those of each stop begin.
  var orderBefore: (stops: [Int], first: [Int]) {
    guard stops.contains(where: { !$0.after.isEmpty }) else {
      return ([], [Int](repeating: 0, count: stops.count + 1))
    }
    let number = Dictionary(uniqueKeysWithValues: stops.enumerated().map { ($1.id, $0) })
    var (list, first) = ([Int](), [0])
    for stop in stops {
      list += Set(stop.after.compactMap { number[$0] }).sorted()
      first.append(list.count)
    }
    return (list, first)
  }

  /// For each stop the others that some stop must come after as well, laid out the same way.
  func partners(_ order: (stops: [Int], first: [Int])) -> (stops: [Int], first: [Int]) {
    var sets = [Set<Int>](repeating: [], count: stops.count)
    for stop in stops.indices {
      let group = order.stops[order.first[stop]..<order.first[stop + 1]]
      // pairs of a very long list would take too much room
      guard group.count < 50 else { continue }
      for one in group { sets[one].formUnion(group.lazy.filter { $0 != one }) }
    }
    var (list, first) = ([Int](), [0])
    for set in sets {
      list += set.sorted()
      first.append(list.count)
    }
    return (list, first)
  }

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
