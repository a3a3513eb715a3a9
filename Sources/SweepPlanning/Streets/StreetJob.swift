/// One piece of planning: a network, crews, and what is known of it.
final class StreetJob {
  let network: StreetNetwork
  let paths: StreetPaths
  let crews: [StreetCrew]
  let tasks: [Int]
  let nodeLimit: Int
  let clock: PartClock
  let hasDirections: Bool
  /// Of each required street its place among the tasks.
  private let number: [Int: Int]
  /// What the postman proved of all streets; 0: nothing.
  private(set) var proved = 0
  /// The postman's walk where it is not proved to be the best; `nil`: none.
  private(set) var draft: [[Int]]?

  init(
    _ network: StreetNetwork, _ crews: [StreetCrew], _ tasks: [Int], nodeLimit: Int, clock: PartClock
  ) {
    self.network = network
    self.crews = crews
    self.tasks = tasks
    self.nodeLimit = nodeLimit
    self.clock = clock
    paths = StreetPaths(network)
    hasDirections = network.streets.contains(where: \.isOneWay)
    number = Dictionary(uniqueKeysWithValues: tasks.enumerated().map { ($1, $0) })
  }

  /// Whether all crews are equal, go home and have a capacity of demands alone: then loads prove a bound.
  var isCommon: Bool {
    crews.allSatisfy { $0 == crews[0] && $0.end == .start && $0.pace == 0 && $0.allowed == nil }
  }

  /// Above this many streets the search takes more time and memory than it is worth where one crew does all.
  private static let searchLimit = 3000

  /// The plan of the only crew, if its best walk fits and is proved or there is too much to search.
  func alone() -> StreetPlan? {
    guard crews.count == 1, !hasDirections,
      crews[0].allowed.map({ list in tasks.allSatisfy { list[$0] } }) ?? true
    else { return nil }
    var postman = postman(0, tasks, effort: clock.effort)
    postman.solve()
    guard let walk = postman.walk else { return nil }
    proved = postman.bound
    let round = counted(walk, 0)
    guard fits(round) else { return nil }
    draft = [arcs(of: walk)]
    guard postman.isProved || tasks.count > Self.searchLimit else { return nil }
    return stated([round], [], postman.branched ? .branching : .matching)
  }

  private func fits(_ round: StreetRound) -> Bool {
    guard let capacity = crews[round.crew].capacity else { return true }
    return round.load + round.deadLength * crews[round.crew].pace <= capacity + 1e-9 * max(1, capacity)
  }

  /// The best walk of one crew over some streets.
  private func postman(_ crew: Int, _ streets: [Int], effort: Double) -> RuralPostman {
    RuralPostman(
      paths, depot: crews[crew].start, finish: crews[crew].finish ?? crews[crew].start,
      freeEnds: crews[crew].finish == nil ? 1 : 0, required: streets, nodeLimit: nodeLimit, effort: effort
    ) { [clock] in clock.isOver(0.5) }
  }

  /// Each walk made again by the postman, where that is shorter.
  func remade(_ best: StreetRounds, _ tables: StreetTables) -> [[Int]] {
    guard !hasDirections else { return best.rounds }
    return best.rounds.enumerated().map { crew, arcs in
      guard arcs.count > 1 else { return arcs }
      var postman = postman(crew, arcs.map { tasks[$0 >> 1] }, effort: 0.05)
      postman.solve()
      guard let walk = postman.walk, postman.bestDead < tables.dead(crew, arcs) else { return arcs }
      return self.arcs(of: walk)
    }
  }

  private func arcs(of walk: [StreetPass]) -> [Int] {
    walk.filter(\.isSwept).compactMap { pass in
      number[pass.street].map { 2 * $0 + (pass.isReversed ? 1 : 0) }
    }
  }
}

// MARK: - Walks in full

extension StreetJob {
  func rounds(_ best: StreetRounds) -> [StreetRound] {
    best.rounds.enumerated().filter { !$0.element.isEmpty }.map { round($0.element, $0.offset) }
  }

  /// Shortest ways between the streets of a walk.
  private func round(_ arcs: [Int], _ crew: Int) -> StreetRound {
    let search = NearSearch(paths)
    var passes: [StreetPass] = []
    var at = crews[crew].start
    func go(to node: Int) {
      search.spread(from: at) { reached, _ in reached != node }
      for street in search.streets(to: node).reversed() {
        let isReversed = network.streets[street].from != at
        passes.append(StreetPass(street: street, isReversed: isReversed, isSwept: false))
        at = isReversed ? network.streets[street].from : network.streets[street].to
      }
    }
    for arc in arcs {
      let street = network.streets[tasks[arc >> 1]]
      let isReversed = arc & 1 == 1
      go(to: isReversed ? street.to : street.from)
      passes.append(StreetPass(street: tasks[arc >> 1], isReversed: isReversed, isSwept: true))
      at = isReversed ? street.from : street.to
    }
    if let finish = crews[crew].finish { go(to: finish) }
    return counted(passes, crew)
  }

  private func counted(_ passes: [StreetPass], _ crew: Int) -> StreetRound {
    var round = StreetRound(crew: crew, passes: passes)
    for pass in passes {
      let street = network.streets[pass.street]
      round.length += street.length
      if pass.isSwept { round.load += street.demand } else { round.deadLength += street.length }
    }
    return round
  }

  /// The bound in the network's own unit, lowered by what rounding the lengths can have added.
  func stated(_ rounds: [StreetRound], _ missing: [Int], _ method: StreetMethod) -> StreetPlan {
    let swept = rounds.flatMap(\.passes).filter(\.isSwept).map(\.street)
    let dead =
      missing.isEmpty && proved > 0 ? max(proved, StreetBound.loaded(self)) : StreetBound.dead(self, swept)
    let length = swept.reduce(0) { $0 + network.streets[$1].length }
    let slack = paths.isExact ? 0 : Double(network.streets.count) / paths.units
    let walked = rounds.reduce(0) { $0 + $1.length }
    // sums in another order differ in their last bits
    let bound = min(max(length, length + Double(dead) / paths.units - slack), walked)
    return StreetPlan(rounds: rounds, missing: missing, bound: bound, method: method)
  }
}
