/// Chooses sites for the most demand within reach: the maximal covering location problem.
///
/// Solved by branch and bound, so that the answer is proved or its gap is stated. The bound lets every demand pay a
/// price to each site that reaches it, takes the best p sites, and adds what the demands keep.
///
/// - Source: Church, ReVelle: The maximal covering location problem, Papers in Regional Science 32 (1974); bound
///   by Lagrangian multipliers after Galvão, ReVelle (1996).
public struct SiteChoice: Sendable {
  /// How many sites may be opened; fewer are enough when they reach all.
  public var sites: Int
  /// Nodes of the search tree that may be opened; what is then not proved is stated as a gap.
  public var nodeLimit: Int

  public init(sites: Int, nodeLimit: Int = 20_000) {
    self.sites = sites
    self.nodeLimit = nodeLimit
  }

  /// The best sites found.
  ///
  /// - Parameters:
  ///   - distances: row by row, one row for each site, one entry for each demand. A distance that is not a number
  ///     is out of reach.
  ///   - weights: one for each demand, 0 or more.
  ///   - reach: the largest distance that counts as covered, itself included.
  public func choose(
    distances: [Double], weights: [Double], reach: Double
  ) throws(CoverFault) -> SiteChoiceResult {
    guard !weights.isEmpty else {
      return SiteChoiceResult(sites: [], covered: [], weight: 0, total: 0, bound: 0)
    }
    guard distances.count % weights.count == 0 else {
      throw .badTable(
        entries: distances.count, expected: (distances.count / weights.count + 1) * weights.count)
    }
    for weight in weights where !(weight >= 0 && weight < 1e15) {
      throw .badNumber(member: "a weight", value: weight)
    }
    guard reach >= 0 else { throw .badNumber(member: "the reach", value: reach) }
    if sites < 1 { throw .badNumber(member: "the number of sites", value: Double(sites)) }
    let offered = distances.count / weights.count
    guard offered > 0 else { throw .noCandidate }
    let sees = (0..<offered).map { site in
      weights.indices.filter { distances[site * weights.count + $0] <= reach }
    }
    var tree = SiteTree(sees, weights, wanted: min(sites, offered))
    tree.search(nodeLimit: nodeLimit)
    let covered = Set(tree.best.flatMap { sees[$0] }).sorted()
    return SiteChoiceResult(
      sites: tree.best.sorted(), covered: covered, weight: tree.bestWeight, total: weights.reduce(0, +),
      bound: tree.bound)
  }
}

/// Sites and what they reach.
public struct SiteChoiceResult: Sendable, Hashable {
  /// Rows of the table, in rising order.
  public var sites: [Int]
  /// The demands within reach of one of them, in rising order.
  public var covered: [Int]
  /// Their weight.
  public var weight: Double
  /// Weight of all demands.
  public var total: Double
  /// No choice of as many sites reaches more.
  public var bound: Double

  /// Whether no choice is better.
  public var isOptimal: Bool { bound <= weight * (1 + 1e-12) }
}
