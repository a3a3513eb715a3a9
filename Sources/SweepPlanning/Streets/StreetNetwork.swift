/// Streets between crossings, some of which must be swept.
public struct StreetNetwork: Sendable, Hashable {
  /// How many crossings there are; they are counted from 0.
  public var nodes: Int
  public var streets: [Street]

  public init(nodes: Int, streets: [Street]) {
    self.nodes = nodes
    self.streets = streets
  }
}

/// One street between two crossings.
public struct Street: Sendable, Hashable {
  public var id: String
  public var from: Int
  public var to: Int
  /// What passing it costs, swept or not: metres or minutes.
  public var length: Double
  /// Whether somebody must pass it.
  public var isRequired: Bool
  /// Whether it may be passed from `from` to `to` only.
  public var isOneWay: Bool
  /// What sweeping it takes of a team's capacity.
  public var demand: Double

  public init(
    id: String, from: Int, to: Int, length: Double, isRequired: Bool = true, isOneWay: Bool = false,
    demand: Double = 0
  ) {
    self.id = id
    self.from = from
    self.to = to
    self.length = length
    self.isRequired = isRequired
    self.isOneWay = isOneWay
    self.demand = demand
  }
}

extension StreetNetwork {
  /// Looks at everything a planner relies on.
  func check(depot: Int, teams: Int, capacity: Double?) throws(StreetFault) {
    guard nodes <= StreetFault.nodeLimit else { throw .tooManyNodes(nodes) }
    guard (0..<nodes).contains(depot) else { throw .unknownNode(of: "depot", node: depot, nodes: nodes) }
    guard teams >= 1 else { throw .noTeam }
    if let capacity, !(capacity >= 0 && capacity <= 1e12) {
      throw .badNumber(of: "team", member: "capacity", value: capacity)
    }
    var required = 0
    for street in streets {
      for node in [street.from, street.to] where !(0..<nodes).contains(node) {
        throw .unknownNode(of: street.id, node: node, nodes: nodes)
      }
      for (member, value) in [("length", street.length), ("demand", street.demand)]
      where !(value >= 0 && value <= 1e9) {
        throw .badNumber(of: street.id, member: member, value: value)
      }
      if street.isRequired { required += 1 }
      if street.isRequired, let capacity, street.demand > capacity {
        throw .tooMuch(street: street.id, demand: street.demand, capacity: capacity)
      }
    }
    guard required <= StreetFault.requiredLimit else { throw .tooManyRequired(required) }
  }
}
