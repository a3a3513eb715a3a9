/// How far streets are for one crew that does nothing else.
public struct StreetReach: Sendable {
  private let network: StreetNetwork
  private let units: Double
  private let out: [Int]
  /// `nil`: the walk ends anywhere.
  private let home: [Int]?

  public init(_ network: StreetNetwork, _ crew: StreetCrew) {
    self.init(network, from: [crew.start], to: crew.finish.map { [$0] })
  }

  /// From a walk that passes some crossings, and back to one of them.
  public init(_ network: StreetNetwork, passing nodes: [Int]) { self.init(network, from: nodes, to: nodes) }

  private init(_ network: StreetNetwork, from starts: [Int], to ends: [Int]?) {
    self.network = network
    let paths = StreetPaths(network)
    units = paths.units
    out = paths.tree(fromAny: starts).distance
    home = ends.map { ends in
      var turned = network
      for index in turned.streets.indices {
        turned.streets[index].from = network.streets[index].to
        turned.streets[index].to = network.streets[index].from
      }
      return StreetPaths(turned).tree(fromAny: ends).distance
    }
  }

  /// The least length walked besides one street, swept alone; `nil` when there is no way through it and back.
  public func dead(_ index: Int) -> Double? {
    let street = network.streets[index]
    var least = StreetPaths.never
    for (from, to) in [(street.from, street.to), (street.to, street.from)] {
      least = min(least, out[from] + (home?[to] ?? 0))
      if street.isOneWay { break }
    }
    return least < StreetPaths.never ? Double(least) / units : nil
  }
}
