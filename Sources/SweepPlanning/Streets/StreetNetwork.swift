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
  func check(_ crews: [StreetCrew]) throws(StreetFault) {
    guard nodes <= StreetFault.nodeLimit else { throw .tooManyNodes(nodes) }
    guard !crews.isEmpty else { throw .noTeam }
    for street in streets { try check(street) }
    let required = streets.count(where: \.isRequired)
    guard required <= StreetFault.requiredLimit else { throw .tooManyRequired(required) }
    for crew in crews { try check(crew) }
  }

  private func check(_ street: Street) throws(StreetFault) {
    for node in [street.from, street.to] where !(0..<nodes).contains(node) {
      throw .unknownNode(of: street.id, node: node, nodes: nodes)
    }
    for (member, value) in [("length", street.length), ("demand", street.demand)]
    where !(value >= 0 && value <= 1e9) {
      throw .badNumber(of: street.id, member: member, value: value)
    }
  }

  private func check(_ crew: StreetCrew) throws(StreetFault) {
    for node in [crew.start, crew.finish ?? crew.start] where !(0..<nodes).contains(node) {
      throw .unknownNode(of: "depot", node: node, nodes: nodes)
    }
    for (member, value) in [("capacity", crew.capacity ?? 0), ("pace", crew.pace)]
    where !(value >= 0 && value <= 1e12) {
      throw .badNumber(of: "team", member: member, value: value)
    }
    precondition(crew.allowed.map { $0.count == streets.count } ?? true, "one answer a street")
  }

  /// Whether each street fits into a round of its own.
  func check(capacity: Double?) throws(StreetFault) {
    guard let capacity else { return }
    guard capacity >= 0, capacity <= 1e12 else {
      throw .badNumber(of: "team", member: "capacity", value: capacity)
    }
    for street in streets where street.isRequired && street.demand > capacity {
      throw .tooMuch(street: street.id, demand: street.demand, capacity: capacity)
    }
  }
}
