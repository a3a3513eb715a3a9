public import ZoneModel

/// Looks at a plan of streets anew, trusting nothing that made it: every pass, every length, every limit.
public struct StreetChecker {
  private let network: StreetNetwork
  private let crews: [StreetCrew]

  public init(_ network: StreetNetwork, _ crews: [StreetCrew]) {
    self.network = network
    self.crews = crews
  }

  /// The first promise that is broken; `nil`: none.
  public func fault(in plan: StreetPlan) -> Phrase? {
    var sweepers = [Int](repeating: 0, count: network.streets.count)
    for round in plan.rounds {
      if let fault = fault(in: round, &sweepers) { return fault }
    }
    if Set(plan.rounds.map(\.crew)).count < plan.rounds.count {
      return Phrase("a crew makes two walks", zh: "同一小组有两条路线")
    }
    for street in plan.missing { sweepers[street] += 1 }
    for (index, street) in network.streets.enumerated() where sweepers[index] != (street.isRequired ? 1 : 0) {
      return Phrase(
        "street \(street.id) is swept or left out \(sweepers[index]) times",
        zh: "道路 \(street.id) 被安排 \(sweepers[index]) 次")
    }
    guard plan.bound <= plan.length + 1e-6 * max(1, plan.length) else {
      return Phrase(
        "the bound \(plan.bound) is above \(plan.length)", zh: "界 \(plan.bound) 高于 \(plan.length)")
    }
    return nil
  }

  private func fault(in round: StreetRound, _ sweepers: inout [Int]) -> Phrase? {
    guard crews.indices.contains(round.crew) else { return Phrase("there is no such crew", zh: "小组不存在") }
    let crew = crews[round.crew]
    var (at, length, dead, load) = (crew.start, 0.0, 0.0, 0.0)
    for pass in round.passes {
      let street = network.streets[pass.street]
      let (from, to) = pass.isReversed ? (street.to, street.from) : (street.from, street.to)
      if at != from { return Phrase("street \(street.id) does not begin there", zh: "道路 \(street.id) 首尾不接") }
      if pass.isReversed, street.isOneWay {
        return Phrase("street \(street.id) is passed against its way", zh: "道路 \(street.id) 逆行")
      }
      at = to
      length += street.length
      if pass.isSwept {
        sweepers[pass.street] += 1
        load += street.demand
        if let allowed = crew.allowed, !allowed[pass.street] {
          return Phrase(
            "crew \(round.crew) may not sweep street \(street.id)", zh: "小组 \(round.crew) 无权巡查道路 \(street.id)"
          )
        }
      } else {
        dead += street.length
      }
    }
    let finish: Int? =
      switch crew.end {
      case .start: crew.start
      case .node(let node): node
      case .anywhere: nil
      }
    if let finish, finish != at { return Phrase("a walk does not end where it should", zh: "路线未在规定地点结束") }
    func differ(_ a: Double, _ b: Double) -> Bool { abs(a - b) > 1e-6 * max(1, abs(a)) }
    if differ(length, round.length) || differ(dead, round.deadLength) || differ(load, round.load) {
      return Phrase("the lengths of a walk do not add up", zh: "路线长度不符")
    }
    if let capacity = crew.capacity, load + dead * crew.pace > capacity + 1e-6 * max(1, capacity) {
      return Phrase("a walk takes longer than crew \(round.crew) has", zh: "路线超出小组 \(round.crew) 的时间")
    }
    return nil
  }
}
