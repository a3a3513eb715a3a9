import Foundation
import SweepPlanning
import TestSupport
import Testing

@Suite struct `Walking streets` {
  /// Follows every pass and counts anew; `nil` where a walk is broken or a street is left out or against its way.
  private func length(
    _ plan: StreetPlan, _ network: StreetNetwork, depot: Int, capacity: Double? = nil
  ) -> Double? {
    var isSwept = [Bool](repeating: false, count: network.streets.count)
    var length = 0.0
    for round in plan.rounds {
      var at = depot
      var load = 0.0
      for pass in round.passes {
        let street = network.streets[pass.street]
        guard at == (pass.isReversed ? street.to : street.from), !(street.isOneWay && pass.isReversed) else {
          return nil
        }
        at = pass.isReversed ? street.from : street.to
        length += street.length
        if pass.isSwept {
          if isSwept[pass.street] { return nil }
          isSwept[pass.street] = true
          load += street.demand
        }
      }
      if at != depot || load > (capacity ?? .infinity) + 1e-9 { return nil }
    }
    return zip(isSwept, network.streets).allSatisfy { $0 == $1.isRequired } ? length : nil
  }

  private func network(
    _ streets: [(Int, Int, Double)], optional: Set<Int> = [], oneWay: Set<Int> = []
  ) -> StreetNetwork {
    let nodes = (streets.flatMap { [$0.0, $0.1] }.max() ?? 0) + 1
    return StreetNetwork(
      nodes: nodes,
      streets: streets.enumerated().map { index, street in
        Street(
          id: "\(index)", from: street.0, to: street.1, length: street.2,
          isRequired: !optional.contains(index),
          isOneWay: oneWay.contains(index), demand: 1)
      })
  }

  @Test func `a ring is walked once around`() throws {
    let ring = network([(0, 1, 1), (1, 2, 2), (2, 3, 3), (3, 0, 4)])
    let plan = try StreetPlanner().plan(ring, depot: 2)
    #expect(length(plan, ring, depot: 2) == 10)
    #expect(plan.deadLength == 0)
    #expect(plan.isOptimal)
  }

  @Test func `a dead end is walked back`() throws {
    let path = network([(0, 1, 5), (1, 2, 7)])
    let plan = try StreetPlanner().plan(path, depot: 0)
    #expect(length(plan, path, depot: 0) == 24)
    #expect(plan.isOptimal)
  }

  @Test func `Euler's seven bridges take two bridges twice`() throws {
    // A and C, D joined with B as on the plan of Königsberg
    let bridges = network([(0, 1, 3), (0, 1, 5), (0, 2, 2), (1, 2, 1), (1, 3, 4), (1, 3, 2), (2, 3, 3)])
    let plan = try StreetPlanner().plan(bridges, depot: 3)
    #expect(plan.isOptimal)
    #expect(plan.rounds[0].passes.count == 9)
    #expect(length(plan, bridges, depot: 3) == plan.length)
  }

  @Test func `separate parts are joined by the street that costs least`() throws {
    // two triangles, joined by a street of 5 and one of 9, neither required
    let parts = network(
      [(0, 1, 1), (1, 2, 1), (2, 0, 1), (3, 4, 1), (4, 5, 1), (5, 3, 1), (2, 3, 9), (1, 4, 5)],
      optional: [6, 7])
    let plan = try StreetPlanner().plan(parts, depot: 0)
    #expect(plan.length == 16)
    #expect(plan.isOptimal)
  }

  @Test func `one-way streets are walked their way`() throws {
    let square = network([(0, 1, 1), (1, 2, 1), (2, 3, 1), (3, 0, 1), (0, 2, 1)], oneWay: [0, 1, 2, 3])
    let plan = try StreetPlanner(limit: .iterations(2000)).plan(square, depot: 0)
    #expect(length(plan, square, depot: 0) == 6)
  }

  @Test func `a street without a way back is refused, and so are teams too few`() throws {
    let street = network([(0, 1, 1), (1, 0, 1), (1, 2, 1)], oneWay: [2])
    #expect(throws: StreetFault.outOfReach(street: "2")) { try StreetPlanner().plan(street, depot: 0) }
    let ring = network([(0, 1, 1), (1, 2, 1), (2, 0, 1)])
    #expect(throws: StreetFault.tooFewTeams(demand: 3, capacity: 1, teams: 2)) {
      try StreetPlanner(limit: .iterations(50)).plan(ring, depot: 0, teams: 2, capacity: 1)
    }
    #expect(throws: StreetFault.noTeam) { try StreetPlanner().plan(ring, depot: 0, teams: 0) }
    #expect(throws: StreetFault.self) { try StreetPlanner().plan(ring, depot: 7) }
    #expect(throws: StreetFault.self) { try StreetPlanner().plan(network([(0, 1, .nan)]), depot: 0) }
    #expect(try StreetPlanner().plan(network([(0, 1, 1)], optional: [0]), depot: 0).rounds.isEmpty)
  }

  /// The least length of a closed walk over all required streets: shortest ways over (crossing, streets done).
  private func shortest(_ network: StreetNetwork, depot: Int) -> Double? {
    let required = network.streets.indices.filter { network.streets[$0].isRequired }
    let states = network.nodes << required.count
    var far = [Double](repeating: .infinity, count: states)
    var isDone = [Bool](repeating: false, count: states)
    far[depot << required.count] = 0
    var open: Set<Int> = [depot << required.count]
    while let state = open.min(by: { far[$0] < far[$1] }) {
      open.remove(state)
      isDone[state] = true
      let (node, done) = (state >> required.count, state & ((1 << required.count) - 1))
      if node == depot, done == (1 << required.count) - 1 { return far[state] }
      for (index, street) in network.streets.enumerated() {
        for (from, to) in street.isOneWay
          ? [(street.from, street.to)] : [(street.from, street.to), (street.to, street.from)]
        where from == node {
          let bit = required.firstIndex(of: index).map { 1 << $0 } ?? 0
          let next = to << required.count | done | bit
          if !isDone[next], far[state] + street.length < far[next] {
            far[next] = far[state] + street.length
            open.insert(next)
          }
        }
      }
    }
    return nil
  }

  @Test(arguments: Array(1...60) as [UInt64])
  func `small networks are walked as well as by trying all, and no bound is above that`(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let nodes = 6
    var streets = (1..<nodes).map {
      (Int.random(in: 0..<$0, using: &random), $0, Double(Int.random(in: 1...9, using: &random)))
    }
    for _ in 0..<4 {
      streets.append(
        (
          Int.random(in: 0..<nodes, using: &random), Int.random(in: 0..<nodes, using: &random),
          Double(Int.random(in: 1...9, using: &random))
        ))
    }
    let optional = Set(streets.indices.filter { _ in random.next() % 2 == 0 })
    let oneWay =
      seed % 4 == 0 ? Set(streets.indices.filter { $0 >= nodes - 1 && random.next() % 2 == 0 }) : []
    let small = network(streets, optional: optional, oneWay: oneWay)
    let plan = try StreetPlanner(limit: .iterations(3000)).plan(small, depot: 0)
    let best = try #require(shortest(small, depot: 0))
    #expect(length(plan, small, depot: 0) == plan.length)
    #expect(plan.length == best, "seed \(seed)")
    #expect(plan.bound <= best)
    if oneWay.isEmpty { #expect(plan.isOptimal) }
  }

  @Test func `the trails of Sleeping Giant take 151 passes, the fewest`() throws {
    guard let file = TestData.file("edgelist_sleeping_giant.csv", in: "routing-postman") else { return }
    let lines = try String(contentsOf: file, encoding: .utf8).split(whereSeparator: \.isNewline).dropFirst()
    var number: [String: Int] = [:]
    let streets = lines.enumerated().map { index, line in
      let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      let ends = cells[0..<2].map { name in
        number[name] = number[name] ?? number.count
        return number[name] ?? 0
      }
      return Street(
        id: "\(index)", from: ends[0], to: ends[1], length: Double(cells[4]) ?? 0, isRequired: cells[6] == "1"
      )
    }
    let trails = StreetNetwork(nodes: number.count, streets: streets)
    let depot = try #require(number["b_end_east"])
    let rural = try StreetPlanner().plan(trails, depot: depot)
    #expect(rural.rounds[0].passes.count == 151)
    #expect(rural.isOptimal)
    #expect(abs(rural.length - rural.deadLength - 26.01) < 1e-9)
    #expect(length(rural, trails, depot: depot).map { abs($0 - rural.length) < 1e-9 } == true)
    // the Chinese postman walks the required trails only
    let chinese = StreetNetwork(nodes: trails.nodes, streets: streets.filter(\.isRequired))
    let plan = try StreetPlanner().plan(chinese, depot: depot)
    #expect(plan.rounds[0].passes.count == 155)
    #expect(plan.isOptimal)
  }

  @Test func `the published optima of the gdb rounds are met, all of them, and no bound is above one`() throws
  {
    guard let file = TestData.file("gdb-published-optima.csv", in: "routing-carp-a") else { return }
    for row in try String(contentsOf: file, encoding: .utf8).split(whereSeparator: \.isNewline).dropFirst() {
      let cells = row.split(separator: ",")
      guard let optimum = Double(cells[1]), let (network, capacity) = try golden(String(cells[0])) else {
        continue
      }
      let plan = try StreetPlanner(limit: .iterations(300_000)).plan(
        network, depot: 0, teams: 30, capacity: capacity)
      #expect(length(plan, network, depot: 0, capacity: capacity) == plan.length)
      #expect(plan.bound <= optimum, "\(cells[0])")
      #expect(plan.length == optimum, "\(cells[0])")
    }
  }

  private func golden(_ name: String) throws -> (StreetNetwork, Double)? {
    guard let file = TestData.file("gdb/\(name).dat", in: "routing-carp-a") else { return nil }
    var (nodes, capacity) = (0, 0.0)
    var streets: [Street] = []
    for line in try String(contentsOf: file, encoding: .utf8).split(whereSeparator: \.isNewline) {
      let numbers = line.split { !"0123456789.".contains($0) }.compactMap { Double($0) }
      if line.contains("VERTICES") { nodes = Int(numbers[0]) }
      if line.contains("CAPACIDAD") { capacity = numbers[0] }
      if line.contains("coste"), numbers.count == 4 {
        streets.append(
          Street(
            id: "\(streets.count)", from: Int(numbers[0]) - 1, to: Int(numbers[1]) - 1, length: numbers[2],
            demand: numbers[3]))
      }
    }
    return (StreetNetwork(nodes: nodes, streets: streets), capacity)
  }
}
