public import ZoneModel

/// Why streets cannot be planned.
public enum StreetFault: Error, Sendable, Hashable {
  case noTeam
  case tooManyNodes(Int)
  case tooManyRequired(Int)
  /// Crossings at streets to sweep, for several crews.
  case tooManyPlaces(Int)
  case unknownNode(of: String, node: Int, nodes: Int)
  /// A number that is negative, infinite or not a number.
  case badNumber(of: String, member: String, value: Double)
  /// A street that must be swept and is more than one team can do.
  case tooMuch(street: String, demand: Double, capacity: Double)
  /// All demands do not fit into as many rounds, or no way was found to fit them.
  case tooFewTeams(demand: Double, capacity: Double, teams: Int)
  /// A street that must be swept but cannot be reached from the depot, or from which there is no way back.
  case outOfReach(street: String)

  public static let nodeLimit = 120_000
  public static let requiredLimit = 20_000
  /// Crossings at streets to sweep: a table of ways between them takes 400 MB at this.
  static let placeLimit = 10_000
}

extension StreetFault {
  /// What is wrong.
  public var what: Phrase {
    switch self {
    case .noTeam: Phrase("there is no team", zh: "没有任何小组")
    case .tooManyNodes(let count):
      Phrase(
        "\(count) crossings are more than the \(Self.nodeLimit) that fit",
        zh: "路口 \(count) 个，超过上限 \(Self.nodeLimit)")
    case .tooManyRequired(let count):
      Phrase(
        "\(count) streets to sweep are more than the \(Self.requiredLimit) that fit",
        zh: "必经道路 \(count) 条，超过上限 \(Self.requiredLimit)")
    case .tooManyPlaces(let count):
      Phrase(
        "the streets to sweep meet at \(count) crossings, more than the \(Self.placeLimit) that can be shared out among teams",
        zh: "必经道路涉及路口 \(count) 个，超过可在各小组间分配的上限 \(Self.placeLimit)")
    case .unknownNode(let owner, let node, let nodes):
      Phrase(
        "\(owner) names crossing \(node), but there are \(nodes), counted from 0",
        zh: "\(owner) 指向路口 \(node)，但只有 \(nodes) 个（从 0 起）")
    case .badNumber(let owner, let member, let value):
      Phrase("\(member) of \(owner) is \(value)", zh: "\(owner) 的 \(member) 为 \(value)")
    case .tooMuch(let street, let demand, let capacity):
      Phrase(
        "street \(street) takes \(demand), more than a team's \(capacity)",
        zh: "道路 \(street) 需要 \(demand)，超过小组容量 \(capacity)")
    case .tooFewTeams(let demand, let capacity, let teams):
      Phrase(
        "the streets take \(demand) together, and \(teams) teams of \(capacity) could not be filled with them",
        zh: "各道路共需 \(demand)，\(teams) 个容量为 \(capacity) 的小组无法全部承担")
    case .outOfReach(let street):
      Phrase(
        "there is no way from the depot through street \(street) and back", zh: "无法从起点经过道路 \(street) 再返回")
    }
  }

  /// What would do.
  public var hint: Phrase {
    switch self {
    case .noTeam: Phrase("plan for at least one team", zh: "请至少安排一个小组")
    case .tooManyNodes, .tooManyRequired, .tooManyPlaces:
      Phrase("split the network, by district say", zh: "请拆分路网，例如按辖区")
    case .unknownNode: Phrase("crossings are counted from 0", zh: "路口从 0 开始编号")
    case .badNumber: Phrase("write a finite number, 0 or more", zh: "请填写不小于 0 的有限数值")
    case .tooMuch: Phrase("split the street or raise the capacity", zh: "请拆分该道路或提高容量")
    case .tooFewTeams: Phrase("add a team or raise the capacity", zh: "请增加小组或提高容量")
    case .outOfReach: Phrase("add the streets that lead there", zh: "请补充通往该处的道路")
    }
  }
}
