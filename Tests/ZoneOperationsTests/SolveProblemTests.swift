import Foundation
import SweepPlanning
import TestSupport
import Testing
import ZoneModel
import ZoneOperations

@Suite struct `Solving problems from files` {
  let files: SmallFiles

  init() throws { files = try SmallFiles() }

  private let good = """
    {"format":"sweeps-problem-1","name":"row","objective":"max_prize","locations":[[0,0],[10,0],[20,0]],
     "travel":{"type":"euclidean","round":"none"},
     "stops":[{"id":"a","location":1,"service":5,"prize":10,"window":[0,50]},{"id":7,"location":2,"prize":4}],
     "teams":[{"id":"t1","start":0,"end":0,"shift":[0,35]}]}
    """

  private func solve(_ text: String) throws -> SolvedProblem {
    let path = try files.write("problem.json", text)
    return try solveProblem(path, with: SweepPlanner(limit: .iterations(200)))
  }

  @Test func `a plan is written as sweeps-plan-1, with figures, bound and reasons`() throws {
    let solved = try solve(good)
    let root = try #require(
      try JSONSerialization.jsonObject(with: Data(solved.json.utf8)) as? [String: Any])
    #expect(root["format"] as? String == "sweeps-plan-1")
    #expect(root["objective"] as? Double == 10)
    #expect(root["bound"] as? Double == 10)
    #expect(root["optimal"] as? Bool == true)
    let routes = try #require(root["routes"] as? [[String: Any]])
    #expect(routes[0]["team"] as? String == "t1")
    #expect(routes[0]["stops"] as? [String] == ["a"])
    #expect(routes[0]["ends_at"] as? Double == 25)
    let left = try #require(root["unassigned"] as? [[String: Any]])
    #expect(left.map { $0["id"] as? String } == ["7"])
    #expect(left[0]["reason"] as? String == "out of reach: at the earliest 40, at the latest 35")
  }

  @Test func `same problem, seed and iterations, same bytes`() throws {
    let (first, second) = (try solve(good), try solve(good))
    #expect(first.json == second.json)
  }

  @Test func `a table of travel times may differ by direction`() throws {
    let solved = try solve(
      """
      {"format":"sweeps-problem-1","objective":"min_travel","travel":{"type":"matrix","time":[[0,1],[5,0]]},
       "stops":[{"id":"a","location":1}],"teams":[{"id":"t","start":0,"end":0}]}
      """)
    #expect(solved.result.figures.travel == 6)
    #expect(solved.result.bound?.isOptimal != nil)
  }

  @Test func `a plan is gone on from, and locked stops stay`() throws {
    let problem = good.replacing("[0,35]", with: "[0,60]")
      .replacing("\"teams\":[", with: "\"teams\":[{\"id\":\"t0\",\"start\":0,\"end\":0,\"shift\":[0,60]},")
    let path = try files.write("problem.json", problem)
    let plan = try files.write(
      "plan.json", #"{"format":"sweeps-plan-1","routes":[{"team":"t1","stops":["7"]}]}"#)
    let planner = SweepPlanner(limit: .iterations(200))
    let solved = try solveProblem(path, with: planner, from: plan, locked: ["7"])
    let root = try #require(
      try JSONSerialization.jsonObject(with: Data(solved.json.utf8)) as? [String: Any])
    let changes = try #require(root["changes"] as? [String: Any])
    #expect(changes["kept"] as? Int == 1)
    #expect(changes["added"] as? [String] == ["a"])
    #expect(solved.result.plan.routes.first { $0.stops.contains(1) }?.team == 1)
    #expect(throws: Problem.self) { try solveProblem(path, with: planner, from: plan, locked: ["x"]) }
    #expect(throws: Problem.self) { try solveProblem(path, with: planner, from: path) }
  }

  @Test func `breaks and an order of stops are read, kept, and refused where they make no sense`() throws {
    let text = good.replacing("\"shift\":[0,35]", with: "\"shift\":[0,60],\"breaks\":[[12,17]]")
      .replacing("\"prize\":10", with: "\"prize\":10,\"after\":[\"7\"]")
    let solved = try solve(text)
    // 12 | 17 … 25 at 7, 35–40 at a, 50 back
    #expect(solved.result.figures.rounds[0].visits.map(\.begin) == [25, 35])
    #expect(solved.result.figures.makespan == 50)
    #expect(throws: Problem.self) { try solve(text.replacing("[[12,17]]", with: "[[17,12]]")) }
    #expect(throws: Problem.self) { try solve(text.replacing("[[12,17]]", with: "[12,17]")) }
    #expect(throws: Problem.self) { try solve(text.replacing("[\"7\"]", with: "[\"a\"]")) }
    #expect(throws: Problem.self) { try solve(text.replacing("[\"7\"]", with: "[\"9\"]")) }
  }

  @Test func `a mandatory stop out of reach is never part of an optimal plan`() throws {
    let solved = try solve(
      good.replacing("\"location\":2,\"prize\":4", with: "\"location\":2,\"prize\":4,\"mandatory\":true"))
    #expect(solved.json.contains("\"complete\":false") && !solved.json.contains("\"optimal\":true"))
    #expect(
      solved.summary.notes.contains {
        $0.english.contains("not complete: 1 stops") && $0.english.contains("at the latest 35")
      })
  }

  @Test func `a needed stop left out is a warning with its reason`() throws {
    let solved = try solve(
      good.replacing("max_prize", with: "min_travel").replacing("[0,50]", with: "[0,5]"))
    #expect(solved.notices.count == 1)
    #expect(solved.notices[0].place?.english.contains("a (out of reach") == true)
    #expect(solved.result.bound == nil)
  }

  @Test(arguments: [
    ("sweeps-problem-1", "sweeps-problem-9", "sweeps-problem-9"),
    ("max_prize", "max_fun", "max_fun"), ("\"none\"", "\"some\"", "some"),
    ("euclidean", "roads", "roads"), ("[10,0]", "[10]", "not 1 numbers"),
    ("\"location\":1", "\"location\":9", "names location 9"), ("\"location\":1", "\"location\":1.5", "whole"),
    ("\"service\":5", "\"service\":-5", "-5"), ("\"service\":5", "\"service\":\"long\"", "a number"),
    ("\"service\":5", "\"service\":1e999", "inf"), ("[0,50]", "[50,0]", "[earliest, latest]"),
    ("\"id\":7", "\"id\":\"a\"", "the id a"), ("\"id\":\"a\",", "", "no id"),
    ("[{\"id\":\"t1\",\"start\":0,\"end\":0,\"shift\":[0,35]}]", "[]", "no team"),
    ("\"stops\"", "\"stop\"", "no stops"), ("]}", "]", "not valid JSON"),
  ])
  func `what is wrong is named`(old: String, new: String, words: String) throws {
    let text = good.replacing(old, with: new)
    #expect(text != good)
    do {
      _ = try solve(text)
      Issue.record("taken as a problem: \(text)")
    } catch let problem as Problem {
      #expect(problem.kind == .badData)
      #expect(problem.what.english.contains(words), "\(problem.what.english)")
      #expect(problem.hint != nil && problem.place != nil)
    }
  }
}
