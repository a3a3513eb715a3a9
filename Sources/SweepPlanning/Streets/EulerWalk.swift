/// Joins passes in any order into one closed walk.
enum EulerWalk {
  /// - Parameters:
  ///   - passes: at every node an even number of ends, all connected with the start; direction is chosen here.
  ///   - required: streets of which the first pass sweeps.
  /// - Complexity: O(passes).
  /// - Source: Hierholzer (1873).
  static func walk(_ network: StreetNetwork, _ streets: [Int], from start: Int) -> [StreetPass] {
    var at = [[Int]](repeating: [], count: network.nodes)
    for (k, street) in streets.enumerated().reversed() {
      at[network.streets[street].from].append(k)
      at[network.streets[street].to].append(k)
    }
    var isPassed = [Bool](repeating: false, count: streets.count)
    var path: [(node: Int, pass: StreetPass?)] = [(start, nil)]
    var walk: [StreetPass] = []
    while let (node, pass) = path.last {
      while let k = at[node].last, isPassed[k] { at[node].removeLast() }
      if let k = at[node].popLast() {
        isPassed[k] = true
        let street = network.streets[streets[k]]
        let isReversed = street.from != node
        let to = isReversed ? street.from : street.to
        path.append((to, StreetPass(street: streets[k], isReversed: isReversed, isSwept: false)))
      } else {
        path.removeLast()
        if let pass { walk.append(pass) }
      }
    }
    var isSwept = [Bool](repeating: false, count: network.streets.count)
    return walk.reversed().map { pass in
      var pass = pass
      pass.isSwept = network.streets[pass.street].isRequired && !isSwept[pass.street]
      isSwept[pass.street] = true
      return pass
    }
  }
}
