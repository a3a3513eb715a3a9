import Foundation
import Testing

@Suite struct `The verb solve` {
  private let problem = """
    {"format":"sweeps-problem-1","name":"row","objective":"max_prize","locations":[[0,0],[10,0],[20,0]],
     "travel":{"type":"euclidean"},"stops":[{"id":"a","location":1,"prize":10},{"id":"b","location":2,"prize":4}],
     "teams":[{"id":"t1","start":0,"end":null,"shift":[0,35]}]}
    """

  @Test func `reads standard input and writes the plan to standard output`() throws {
    let result = try Program.run(["solve", "-", "--iterations", "100"], input: Data(problem.utf8))
    #expect(result.code == 0)
    #expect(try result.json()["objective"] as? Double == 14)
    #expect(result.errors.contains("proved optimal"))
  }

  @Test func `threads and runs give the same bytes`() throws {
    let outputs = try [["--threads", "1"], ["--threads", "2"]].map { threads in
      try Program.run(
        ["solve", "-", "--iterations", "500", "--seed", "3"] + threads, input: Data(problem.utf8)
      ).output
    }
    #expect(outputs[0] == outputs[1])
  }

  @Test(arguments: [
    ["--time-limit", "soon"], ["--time-limit", "1s", "--iterations", "1"], ["--bound-share", "2"],
    ["--iterations=-1"],
  ])
  func `wrong arguments end with 64`(arguments: [String]) throws {
    #expect(try Program.run(["solve", "-"] + arguments, input: Data(problem.utf8)).code == 64)
  }

  @Test func `a problem without sense ends with 65 and says where`() throws {
    let text = problem.replacing("\"location\":2", with: "\"location\":3")
    let result = try Program.run(["solve", "-"], input: Data(text.utf8))
    #expect(result.code == 65)
    #expect(result.errors.contains("names location 3") && result.errors.contains("hint:"))
    #expect(result.output.isEmpty)
  }
}
