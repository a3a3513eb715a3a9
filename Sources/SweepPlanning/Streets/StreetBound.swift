/// How much dead walking several teams cannot avoid.
///
/// So many rounds as the demands take leave the depot and come back to it. Every odd crossing is paired with another
/// or with one of the depot's ends, and each end left over costs at least the shortest street there.
///
/// - Source: Golden, Wong: Capacitated arc routing problems, Networks 11 (1981), by matching.
enum StreetBound {
  static func dead(_ network: StreetNetwork, depot: Int, capacity: Double?) -> Int {
    let paths = StreetPaths(network, ignoresDirections: true)
    let required = network.streets.filter(\.isRequired)
    var degree = [Int](repeating: 0, count: network.nodes)
    for street in required {
      degree[street.from] += 1
      degree[street.to] += 1
    }
    let demand = required.reduce(0) { $0 + $1.demand }
    let rounds = capacity.map { $0 > 0 ? Int((demand / $0 - 1e-9).rounded(.up)) : 1 } ?? 1
    let ends = max(0, 2 * max(1, rounds) - degree[depot])
    let odd = degree.indices.filter { degree[$0] % 2 == 1 && ($0 != depot || ends == 0) }
    guard odd.count + ends <= RuralPostman.matchingLimit else { return 0 }
    let least = leastStreet(network, paths, depot)
    let others = ends + ends % 2
    let trees = odd.map { paths.tree(from: $0) }
    let (first, last) = (odd.count, odd.count + ends)
    let never = 1 << 40
    let cost = { (a: Int, b: Int) -> Int in
      let (low, high) = (min(a, b), max(a, b))
      if high < first { return min(never, trees[low].distance[odd[high]]) }
      // an end of the depot at an odd crossing, or somewhere else
      if high < last { return low < first ? min(never, trees[low].distance[depot]) : never }
      if low < first { return never }
      return low < last ? least : 0
    }
    let partner = PerfectMatching.pairs(odd.count + ends + others, cost: cost)
    var sum = 0
    for (a, b) in partner.enumerated() where a < b { sum += cost(a, b) }
    return sum < never ? sum : 0
  }

  private static func leastStreet(_ network: StreetNetwork, _ paths: StreetPaths, _ depot: Int) -> Int {
    var least = StreetPaths.never
    for (index, street) in network.streets.enumerated() where street.from != street.to {
      if street.from == depot || street.to == depot { least = min(least, paths.length[index]) }
    }
    return least < StreetPaths.never ? least : 0
  }
}
