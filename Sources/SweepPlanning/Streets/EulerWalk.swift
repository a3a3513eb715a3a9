/// Joins passes in any order into one walk.
enum EulerWalk {
  /// - Parameters:
  ///   - streets: at every node an even number of ends, or at the start and one other an odd one; all connected
  ///     with the start. Directions are chosen here.
  ///   - required: streets of which the first pass sweeps.
  /// - Complexity: O(passes).
  /// - Source: Hierholzer (1873).
  static func walk(
    _ network: StreetNetwork, _ streets: [Int], required: [Int], from start: Int
  ) -> [StreetPass] {
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
    var isOpen = [Bool](repeating: false, count: network.streets.count)
    for street in required { isOpen[street] = true }
    return walk.reversed().map { pass in
      var pass = pass
      pass.isSwept = isOpen[pass.street]
      isOpen[pass.street] = false
      return pass
    }
  }
}
