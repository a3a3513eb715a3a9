import Foundation
import SweepPlanning
import Testing
import ZoneFormats
import ZoneGeometry
import ZoneModel

@testable import ZoneOperations

@Suite struct `Travel of sweeps` {
  private func roads(_ small: SmallPlan, _ lines: [([(Double, Double)], String)]) throws -> String {
    try small.files.collection("roads.geojson", lines.map { (try small.site.line($0.0), $0.1) })
  }

  @Test func `rounds follow the roads`() throws {
    var small = try SmallPlan()
    let path = try roads(
      small, [([(0, 20), (0, 500), (2000, 500), (2000, 20)], "{}"), ([(1000, 20), (1000, 500)], "{}")])
    small.options.travel = .roads(path)
    small.options.mustVisit = ["M1"]
    let planned = try small.planned()
    #expect(planned.leftOut.isEmpty && planned.travel.method == "roads")
    // out 480 + 2000 + 480 and back, and twice 480 to the one in the middle
    #expect((5800.0...7100).contains(planned.rounds[0].travelled), "\(planned.rounds[0].travelled)")
    #expect(planned.rounds[0].line.count > 8)
  }

  @Test func `a stop that no road leads to is told`() throws {
    var small = try SmallPlan()
    small.options.travel = .roads(
      try roads(small, [([(0, 20), (1000, 20)], "{}"), ([(1900, 20), (2100, 20)], "{}")]))
    let planned = try small.planned()
    #expect(planned.reason("M1-1") == .unreachable)
    small.options.travel = .roads(try roads(small, [([(0, 20), (1000, 20)], "{}")]))
    let far = try small.planned()
    #expect(far.notices.contains { $0.what.english.contains("1 places lie more than 500 m from every road") })
    #expect(far.reason("M1-1") == .unreachable)
  }

  @Test func `a one-way street makes the way back longer`() throws {
    var small = try SmallPlan()
    small.options.mustVisit = ["M1"]
    let ring = [(0.0, 20.0), (2000, 20), (2000, 900), (0, 900), (0, 20)]
    small.options.travel = .roads(try roads(small, [(ring, "{}")]))
    let both = try small.planned().rounds[0].travelled
    small.options.travel = .roads(try roads(small, [(ring, "{\"oneway\":\"yes\"}")]))
    let one = try small.planned().rounds[0].travelled
    #expect(both < 4300 && one > 5600)
  }

  @Test func `a file without lines is refused`() throws {
    var small = try SmallPlan()
    small.options.travel = .roads(small.input.zones[0].path)
    #expect(throws: Problem.self) { try small.planned() }
  }

  /// A table of `n` × `m` durations of 100 s (0 on the diagonal is not needed), distances of 700 m.
  /// - Parameter closed: the row of a place that no way leads from.
  private static func table(_ path: String, closed: Int? = nil) -> String {
    func count(_ name: String) -> Int {
      guard let at = path.range(of: "\(name)=") else { return 0 }
      return path[at.upperBound...].prefix { $0 != "&" }.split(separator: ";").count
    }
    let (rows, columns) = (count("sources"), count("destinations"))
    func matrix(_ value: String) -> String {
      let row = "[" + Array(repeating: value, count: columns).joined(separator: ",") + "]"
      let none = "[" + Array(repeating: "null", count: columns).joined(separator: ",") + "]"
      return "[" + (0..<rows).map { $0 == closed ? none : row }.joined(separator: ",") + "]"
    }
    let body = "{\"code\":\"Ok\",\"durations\":\(matrix("100.2")),\"distances\":\(matrix("700"))}"
    return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n\(body)"
  }

  @Test func `the table of an OSRM server is believed`() throws {
    let server = try LoopbackServer { Self.table($0) }
    var small = try SmallPlan()
    small.options.travel = .osrm(server.address)
    let planned = try small.planned()
    #expect(planned.travel.method == "osrm" && planned.leftOut.isEmpty)
    #expect(planned.rounds[0].travel == 4 * 101 && planned.rounds[0].travelled == 4 * 700)
  }

  @Test(arguments: [
    "HTTP/1.1 400 Bad Request\r\n\r\n{\"code\":\"InvalidUrl\",\"message\":\"no\"}",
    "HTTP/1.1 200 OK\r\n\r\n<html>",
    "HTTP/1.1 200 OK\r\n\r\n{\"code\":\"Ok\",\"durations\":[[1]]}", "hello", "",
  ])
  func `an answer that is no table ends the work`(reply: String) throws {
    let problem = try #require(try refusal { _ in reply })
    #expect(problem.kind == .unavailable && problem.hint != nil)
  }

  /// What is wrong with a server that answers so; `nil` when a plan comes of it.
  private func refusal(_ answer: @escaping @Sendable (String) -> String) throws -> Problem? {
    let server = try LoopbackServer(answer)
    var small = try SmallPlan()
    small.options.travel = .osrm(server.address)
    do {
      _ = try small.planned()
      return nil
    } catch let problem as Problem {
      return problem
    }
  }

  @Test func `places the server has no way to are unreachable`() throws {
    // whoever sets out from the second place gets nowhere
    let server = try LoopbackServer { Self.table($0, closed: 1) }
    var small = try SmallPlan()
    small.options.travel = .osrm(server.address)
    let planned = try small.planned()
    #expect(planned.leftOut.map(\.reason) == [.unreachable])
  }

  @Test func `a server that knows no way at all is told`() throws {
    let problem = try #require(try refusal { Self.table($0).replacing("100.2", with: "null") })
    #expect(problem.kind == .unavailable && problem.what.english.contains("no way between any two"))
  }

  @Test(arguments: ["-100.2", "\"soon\"", "1e300"])
  func `a server's times below zero or in words are none`(time: String) throws {
    let problem = try #require(try refusal { Self.table($0).replacing("100.2", with: time) })
    #expect(problem.kind == .unavailable && problem.what.english.contains("durations that are no times"))
  }

  @Test(arguments: ["-700", "\"far\""])
  func `distances that are none are not taken`(distance: String) throws {
    let server = try LoopbackServer { Self.table($0).replacing("700", with: distance) }
    var small = try SmallPlan()
    small.options.travel = .osrm(server.address)
    let round = try small.planned().rounds[0]
    #expect(round.travel == 4 * 101 && round.travelled >= 0)
  }
}
