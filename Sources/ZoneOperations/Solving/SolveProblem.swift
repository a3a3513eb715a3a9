public import SweepPlanning
public import ZoneModel

/// A problem with the plan found for it.
public struct SolvedProblem: Sendable {
  public var problem: SweepProblem
  public var result: SweepResult
  public var seed: UInt64

  /// Needed stops that no team visits, as warnings.
  public var notices: [Notice] {
    guard result.figures.mandatoryLeftOut > 0 else { return [] }
    let needed = result.leftOut.filter { problem.needs($0.stop) }
    let first = needed.prefix(3).map { "\(problem.stops[$0.stop].id) (\($0.phrase(in: problem).english))" }
    let chinese = needed.prefix(3).map { "\(problem.stops[$0.stop].id)（\($0.phrase(in: problem).chinese)）" }
    return [
      Notice(
        Phrase(
          "\(needed.count) stops that had to be visited are left out",
          zh: "有 \(needed.count) 个必须访问的停靠点未能安排"),
        at: Phrase(
          first.joined(separator: "; ") + (needed.count > 3 ? "; …" : ""),
          zh: chinese.joined(separator: "；") + (needed.count > 3 ? "；……" : "")),
        hint: Phrase(
          "add a team or lengthen a shift, or see \"unassigned\" in the plan for every reason",
          zh: "请增加小组或延长班次；全部原因见结果中的 unassigned"))
    ]
  }
}

/// Reads a problem in the format `sweeps-problem-1` and plans it.
///
/// - Parameters:
///   - path: a file, or `-` for standard input.
///   - isInterrupted: asked again and again; `true` ends the search with the best plan so far.
/// - Throws: `Problem` when the file cannot be read or holds no problem.
public func solveProblem(
  _ path: String, with planner: SweepPlanner, isInterrupted: @escaping () -> Bool = { false }
) throws -> SolvedProblem {
  let problem = try SweepProblemReader.read(path)
  let result: SweepResult
  do { result = try planner.plan(problem, isInterrupted: isInterrupted) } catch {
    throw Problem(.badData, error.what, at: Phrase(path, zh: path), hint: error.hint)
  }
  return SolvedProblem(problem: problem, result: result, seed: planner.seed)
}
