internal import SweepPlanning
internal import ZoneAnalysis
internal import ZoneModel

/// Why streets are left out of a plan.
struct StreetReasons {
  private let ground: StreetGround
  private let crews: StreetCrews
  private let zones: [Zone]
  /// How far every street is for each crew that does nothing else.
  private let alone: [StreetReach]
  /// And how far from the crossings its walk passes; `nil`: it stays at home.
  private let beside: [StreetReach?]
  /// Seconds each has left.
  private let left: [Double]

  init(_ ground: StreetGround, _ crews: StreetCrews, _ zones: [Zone], _ plan: StreetPlan) {
    self.ground = ground
    self.crews = crews
    self.zones = zones
    guard !plan.missing.isEmpty else {
      (alone, beside, left) = ([], [], [])
      return
    }
    let network = ground.network
    alone = crews.crews.map { StreetReach(network, $0) }
    let rounds = crews.crews.indices.map { number in plan.rounds.first { $0.crew == number } }
    beside = rounds.map { round in
      round.map { round in
        StreetReach(
          network,
          passing: Set(
            round.passes.flatMap { [network.streets[$0.street].from, network.streets[$0.street].to] }
          )
          .sorted())
      }
    }
    left = zip(crews.crews, rounds).map { crew, round in
      (crew.capacity ?? 0) - (round?.load ?? 0) - (round?.deadLength ?? 0) * crew.pace
    }
  }

  func reason(_ street: Int) -> LeftOutStop.Reason {
    let owners = ground.pieces[street].owners
    let lawful = Set(owners.flatMap { crews.lawful[$0] })
    if lawful.isEmpty { return .jurisdiction(zone: owners.first.map { zones[$0].id }) }
    let skilled = Set(owners.flatMap { crews.skilled[$0] }).sorted()
    if skilled.isEmpty { return .skill(skills(owners)) }
    let ways = skilled.compactMap { team in alone[team].dead(street).map { (team: team, dead: $0) } }
    if ways.isEmpty { return .unreachable }
    let needs = ways.map { (team: $0.team, seconds: need(street, $0.dead, $0.team)) }
    let able = needs.filter { $0.seconds <= (crews.crews[$0.team].capacity ?? 0) + 1e-6 }.map(\.team)
    return able.isEmpty ? tooFar(needs) : full(street, able)
  }

  private func skills(_ owners: [Int]) -> [String] {
    Set(owners.flatMap { crews.skills(of: zones[$0].kind) }).sorted()
  }

  private func need(_ street: Int, _ dead: Double, _ team: Int) -> Double {
    ground.network.streets[street].demand + dead * crews.crews[team].pace
  }

  /// The team that would be done least late.
  private func tooFar(_ needs: [(team: Int, seconds: Double)]) -> LeftOutStop.Reason {
    let late = needs.min {
      $0.seconds - (crews.crews[$0.team].capacity ?? 0) < $1.seconds - (crews.crews[$1.team].capacity ?? 0)
    }
    guard let late else { return .unreachable }
    let (time, shift) = (crews.hours[late.team], crews.shifts[late.team])
    return .shift(
      team: crews.teams[late.team].id,
      ends: time.earliest(time.worked(at: shift.lowerBound) + late.seconds), latest: shift.upperBound)
  }

  /// The team that lacks least.
  private func full(_ street: Int, _ able: [Int]) -> LeftOutStop.Reason {
    let service = ground.network.streets[street].demand
    let offers = able.compactMap { team in
      (beside[team] ?? alone[team]).dead(street).map { (team: team, travel: $0 * crews.crews[team].pace) }
    }
    guard let best = offers.min(by: { $0.travel - left[$0.team] < $1.travel - left[$1.team] }) else {
      return .unreachable
    }
    return .full(
      team: crews.teams[best.team].id, travel: best.travel, service: service, left: max(0, left[best.team]))
  }
}
