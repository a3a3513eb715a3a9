import SweepPlanning
import TestSupport
import Testing

@Suite struct `Walking streets with several crews` {
  /// Per set of required streets, the least dead walking of one crew that sweeps exactly these; infinite: none.
  private func leastDead(_ network: StreetNetwork, _ crew: StreetCrew, _ tasks: [Int]) -> [Double] {
    let sets = 1 << tasks.count
    var far = [Double](repeating: .infinity, count: network.nodes * sets)
    var isDone = [Bool](repeating: false, count: far.count)
    far[crew.start * sets] = 0
    while let state = far.indices.filter({ !isDone[$0] && far[$0] < .infinity }).min(by: { far[$0] < far[$1] }
    ) {
      isDone[state] = true
      let (node, done) = (state / sets, state % sets)
      for (index, street) in network.streets.enumerated() {
        for (from, to) in street.isOneWay
          ? [(street.from, street.to)] : [(street.from, street.to), (street.to, street.from)]
        where from == node {
          far[to * sets + done] = min(far[to * sets + done], far[state] + street.length)
          guard let bit = tasks.firstIndex(of: index), done >> bit & 1 == 0,
            crew.allowed.map({ $0[index] }) ?? true
          else { continue }
          far[to * sets + (done | 1 << bit)] = min(far[to * sets + (done | 1 << bit)], far[state])
        }
      }
    }
    return (0..<sets).map { set in
      if set == 0 { return 0 }
      switch crew.end {
      case .start: return far[crew.start * sets + set]
      case .node(let node): return far[node * sets + set]
      case .anywhere: return (0..<network.nodes).map { far[$0 * sets + set] }.min() ?? .infinity
      }
    }
  }

  /// The largest length swept and the least dead walking for it.
  private func best(_ network: StreetNetwork, _ crews: [StreetCrew]) -> (missing: Double, dead: Double) {
    let tasks = network.streets.indices.filter { network.streets[$0].isRequired }
    let sets = 1 << tasks.count
    func sum(_ set: Int, _ value: (Street) -> Double) -> Double {
      tasks.indices.reduce(0) { $0 + (set >> $1 & 1 == 1 ? value(network.streets[tasks[$1]]) : 0) }
    }
    var reached = [Double](repeating: .infinity, count: sets)
    reached[0] = 0
    for crew in crews {
      let dead = leastDead(network, crew, tasks)
      var next = reached
      for before in 0..<sets where reached[before] < .infinity {
        for set in 1..<sets where set & before == 0 && dead[set] < .infinity {
          let use = sum(set, \.demand) + dead[set] * crew.pace
          if use > (crew.capacity ?? .infinity) + 1e-9 { continue }
          next[before | set] = min(next[before | set], reached[before] + dead[set])
        }
      }
      reached = next
    }
    let all = sum(sets - 1, \.length)
    let options = (0..<sets).filter { reached[$0] < .infinity }.map { (all - sum($0, \.length), reached[$0]) }
    return options.min { $0 < $1 } ?? (all, 0)
  }

  @Test(arguments: Array(1...200) as [UInt64])
  func `small jobs are done as well as by trying all, and no bound is above that`(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    func whole(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
    let nodes = 6
    var streets = (1..<nodes).map { (whole(0...$0 - 1), $0) }
    for _ in 0..<3 { streets.append((whole(0...nodes - 1), whole(0...nodes - 1))) }
    var required = 0
    let network = StreetNetwork(
      nodes: nodes,
      streets: streets.enumerated().map { index, ends in
        let length = Double(whole(1...9))
        let isRequired = required < 5 && whole(0...1) == 0
        if isRequired { required += 1 }
        return Street(
          id: "\(index)", from: ends.0, to: ends.1, length: length, isRequired: isRequired,
          isOneWay: seed % 5 == 0 && index >= nodes - 1 && whole(0...1) == 0, demand: 2 * length)
      })
    let crews = (0..<2).map { _ in
      let end: StreetEnd = [.start, .start, .anywhere, .node(whole(0...nodes - 1))][whole(0...3)]
      return StreetCrew(
        start: whole(0...nodes - 1), end: end, capacity: whole(0...3) == 0 ? nil : Double(whole(5...60)),
        pace: Double(whole(0...2)) / 2,
        allowed: whole(0...2) == 0 ? streets.map { _ in whole(0...3) > 0 } : nil)
    }
    let plan = try StreetPlanner(limit: .iterations(3000)).plan(network, crews: crews)
    #expect(StreetChecker(network, crews).fault(in: plan) == nil, "seed \(seed)")
    let missing = plan.missing.reduce(0) { $0 + network.streets[$1].length }
    let (leastMissing, leastDead) = best(network, crews)
    #expect(missing == leastMissing, "seed \(seed)")
    if missing == leastMissing { #expect(plan.deadLength == leastDead, "seed \(seed)") }
    // the bound is for the streets swept, whoever sweeps them
    #expect(plan.bound <= plan.length + 1e-9)
    if missing == 0 {
      #expect(plan.bound <= plan.length - plan.deadLength + leastDead + 1e-9, "seed \(seed)")
    }
  }

  @Test func `the checker sees a walk that is broken, too long or against the way`() throws {
    let network = StreetNetwork(
      nodes: 3,
      streets: [
        Street(id: "a", from: 0, to: 1, length: 2, demand: 2),
        Street(id: "b", from: 1, to: 2, length: 3, isOneWay: true, demand: 3),
        Street(id: "c", from: 2, to: 0, length: 4, isRequired: false),
      ])
    let crews = [StreetCrew(start: 0, capacity: 9, pace: 1)]
    let checker = StreetChecker(network, crews)
    let plan = try StreetPlanner(limit: .iterations(200)).plan(network, crews: crews)
    #expect(plan.missing.isEmpty && checker.fault(in: plan) == nil)
    var late = plan
    late.rounds[0].passes.removeLast()
    #expect(checker.fault(in: late) != nil)
    var wrong = plan
    wrong.rounds[0].passes.reverse()
    #expect(checker.fault(in: wrong) != nil)
    var twice = plan
    twice.missing = [0]
    #expect(checker.fault(in: twice) != nil)
    #expect(StreetChecker(network, [StreetCrew(start: 0, capacity: 8, pace: 1)]).fault(in: plan) != nil)
    var bound = plan
    bound.bound = 10
    #expect(checker.fault(in: bound) != nil)
  }

  @Test func `nobody goes out for what does not fit, and the plan says so`() throws {
    let network = StreetNetwork(
      nodes: 3,
      streets: [
        Street(id: "near", from: 0, to: 1, length: 10, demand: 10),
        Street(id: "far", from: 1, to: 2, length: 100, demand: 100),
      ])
    let plan = try StreetPlanner().plan(network, crews: [StreetCrew(start: 0, capacity: 20, pace: 1)])
    #expect(plan.missing == [1] && plan.deadLength == 10)
    let none = try StreetPlanner().plan(network, crews: [StreetCrew(start: 0, capacity: 5, pace: 1)])
    #expect(none.missing == [0, 1] && none.rounds.isEmpty && none.length == 0 && none.bound == 0)
  }
}
