/// How much dead walking several crews cannot avoid.
enum StreetBound {
  /// For all that sweep these streets, whoever sweeps which: in whole units.
  ///
  /// With ways without length between all their bases and ends, the walks of all crews are one closed walk over the
  /// streets: the postman's bound for that, without directions, is theirs. A crew that ends anywhere may leave one
  /// odd crossing single.
  static func dead(_ job: StreetJob, _ swept: [Int]) -> Int {
    guard !swept.isEmpty else { return 0 }
    var network = job.network
    for index in network.streets.indices { network.streets[index].isOneWay = false }
    let base = job.crews[0].start
    let others = Set(job.crews.flatMap { [$0.start, $0.finish ?? base] }).subtracting([base]).sorted()
    network.streets += others.map { Street(id: "", from: base, to: $0, length: 0, isRequired: false) }
    let paths = StreetPaths(network)
    guard paths.units == job.paths.units else { return 0 }
    let free = job.crews.count { $0.finish == nil }
    var postman = RuralPostman(
      paths, depot: base, finish: base, freeEnds: free, required: swept, nodeLimit: 200, effort: 0.5
    ) { [clock = job.clock] in clock.isOver(1) }
    postman.solve()
    return swept.count == job.tasks.count ? max(postman.bound, loaded(job)) : postman.bound
  }

  /// For crews that are all alike: so many rounds as the demands take leave the depot and come back to it. Every odd
  /// crossing is paired with another or with one of the depot's ends, and each end left over costs at least the
  /// shortest street there. 0 for others.
  ///
  /// - Source: Golden, Wong: Capacitated arc routing problems, Networks 11 (1981), by matching.
  static func loaded(_ job: StreetJob) -> Int {
    guard job.isCommon else { return 0 }
    let (network, depot) = (job.network, job.crews[0].start)
    let paths = StreetPaths(network, ignoresDirections: true)
    let required = network.streets.filter(\.isRequired)
    var degree = [Int](repeating: 0, count: network.nodes)
    for street in required {
      degree[street.from] += 1
      degree[street.to] += 1
    }
    let demand = required.reduce(0) { $0 + $1.demand }
    let rounds = job.crews[0].capacity.map { $0 > 0 ? Int((demand / $0 - 1e-9).rounded(.up)) : 1 } ?? 1
    let ends = max(0, 2 * max(1, rounds) - degree[depot])
    let odd = degree.indices.filter { degree[$0] % 2 == 1 && ($0 != depot || ends == 0) }
    let (first, last) = (odd.count, odd.count + ends)
    var terminals = OddPairs.Terminals(
      nodes: odd + [Int](repeating: depot, count: ends), apart: first..<last)
    // an end of the depot goes somewhere else over the shortest street there, and two such places need no way
    let others = ends + ends % 2
    terminals.nodes += [Int](repeating: -1, count: others)
    let least = leastStreet(network, paths, depot)
    for a in last..<last + others {
      for b in first..<last { terminals.fixed.append(SparseMatching.Edge(a: b, b: a, cost: least)) }
      for b in last..<a { terminals.fixed.append(SparseMatching.Edge(a: b, b: a, cost: 0)) }
    }
    return OddPairs(terminals, NearSearch(paths), nodes: network.nodes)?.cost ?? 0
  }

  private static func leastStreet(_ network: StreetNetwork, _ paths: StreetPaths, _ depot: Int) -> Int {
    var least = StreetPaths.never
    for (index, street) in network.streets.enumerated() where street.from != street.to {
      if street.from == depot || street.to == depot { least = min(least, paths.length[index]) }
    }
    return least < StreetPaths.never ? least : 0
  }
}
