public import SweepPlanning
public import ZoneModel

/// A problem with the plan found for it.
public struct SolvedProblem: Sendable {
  public var problem: SweepProblem
  public var result: SweepResult
  public var seed: UInt64

  /// Needed stops that no team visits, as warnings.
  public var notices: [Notice] { incomplete + broken }

  /// Locked visits that could not stay as they were.
  private var broken: [Notice] {
    guard !result.brokenLocks.isEmpty else { return [] }
    let ids = result.brokenLocks.prefix(3).map { problem.stops[$0].id }
    let more = result.brokenLocks.count > 3
    return [
      Notice(
        Phrase(
          "\(result.brokenLocks.count) locked stops could not stay with their team",
          zh: "有 \(result.brokenLocks.count) 个锁定的停靠点无法留在原小组"),
        at: Phrase(
          ids.joined(separator: ", ") + (more ? ", …" : ""),
          zh: ids.joined(separator: "、") + (more ? "……" : "")),
        hint: Phrase(
          "the shift, a window, a skill or the capacity rules them out", zh: "受班次、时间窗、技能或容量限制"))
    ]
  }

  private var incomplete: [Notice] {
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
///   - start: a plan in the format `sweeps-plan-1` to go on from; `nil`: none.
///   - locked: ids of stops that stay with the team that this plan gives them.
///   - isInterrupted: asked again and again; `true` ends the search with the best plan so far.
/// - Throws: `Problem` when the file cannot be read or holds no problem.
public func solveProblem(
  _ path: String, with planner: SweepPlanner, from start: String? = nil, locked: [String] = [],
  isInterrupted: @escaping () -> Bool = { false }
) throws -> SolvedProblem {
  let problem = try SweepProblemReader.read(path)
  let given = try start.map { try SweepStartReader.read($0, locked: locked, for: problem) }
  let result: SweepResult
  do { result = try planner.plan(problem, from: given, isInterrupted: isInterrupted) } catch {
    throw Problem(.badData, error.what, at: Phrase(path, zh: path), hint: error.hint)
  }
  return SolvedProblem(problem: problem, result: result, seed: planner.seed)
}
