import SweepPlanning
import Testing

@Suite struct `Problems that make no sense` {
  private let stop = SweepStop(id: "a", location: 1, prize: 1)
  private let team = SweepTeam(id: "t", start: 0, end: 0, shift: 0...100)

  private func fault(_ change: (inout SweepProblem) -> Void) -> SweepProblemFault? {
    var problem = row(
      [stop, SweepStop(id: "b", location: 2)], teams: [team, SweepTeam(id: "u", start: 0, end: 0)])
    change(&problem)
    do { try problem.check() } catch { return error }
    return nil
  }

  @Test func `a sound problem has no fault`() { #expect(fault { _ in } == nil) }

  @Test func `nobody to go`() { #expect(fault { $0.teams = [] } == .noTeam) }

  @Test func `ids that are given twice`() {
    #expect(fault { $0.stops[1].id = "a" } == .repeatedStop(id: "a"))
    #expect(fault { $0.teams[1].id = "t" } == .repeatedTeam(id: "t"))
  }

  @Test func `places that do not exist`() {
    #expect(fault { $0.stops[0].location = 10 } == .unknownPlace(of: "stop a", place: 10, places: 10))
    #expect(fault { $0.stops[0].location = -1 } == .unknownPlace(of: "stop a", place: -1, places: 10))
    #expect(fault { $0.teams[0].start = 11 } == .unknownPlace(of: "team t", place: 11, places: 10))
    #expect(fault { $0.teams[0].end = 12 } == .unknownPlace(of: "team t", place: 12, places: 10))
  }

  @Test(arguments: [-1, .infinity, 1e13])
  func `numbers below zero, without end or beyond reason`(value: Double) {
    #expect(
      fault { $0.stops[0].service = value } == .badNumber(of: "stop a", member: "service", value: value))
    #expect(fault { $0.stops[0].prize = value } == .badNumber(of: "stop a", member: "prize", value: value))
    #expect(fault { $0.stops[0].demand = value } == .badNumber(of: "stop a", member: "demand", value: value))
    #expect(
      fault { $0.teams[0].capacity = value } == .badNumber(of: "team t", member: "capacity", value: value))
  }

  @Test func `what is not a number`() {
    #expect(fault { $0.stops[0].service = .nan } != nil)
    #expect(fault { $0.travel = .euclidean([SweepPoint(.nan, 0)], .none) } != nil)
    #expect(fault { $0.travel = .matrix([0, .nan, 1, 0], places: 2) } != nil)
  }

  @Test func `windows and shifts without sense`() {
    #expect(fault { $0.stops[0].window = 0 ... .infinity } == .badRange(of: "stop a", member: "window"))
    #expect(fault { $0.teams[0].shift = -5...7 } == .badRange(of: "team t", member: "shift"))
  }

  @Test func `tables of travel times`() {
    #expect(fault { $0.travel = .matrix([0, 1, 2], places: 2) } == .badTable(entries: 3, places: 2))
    #expect(
      fault { $0.travel = .matrix([0, 1, -2, 0], places: 2) } == .badTravel(from: 1, to: 0, value: -2))
    #expect(fault { $0.travel = .matrix([Double](repeating: 7, count: 100), places: 10) } == nil)
  }

  @Test func `too much for one machine`() {
    let many = (0...SweepProblemFault.stopLimit).map { SweepStop(id: "\($0)", location: 0) }
    #expect(fault { $0.stops = many } == .tooManyStops(8001))
  }
}
