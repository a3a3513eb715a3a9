internal import ArgumentParser
internal import SweepPlanning
internal import ZoneModel
internal import ZoneOperations

/// `zonesweep solve`
struct SolveCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "solve",
      abstract: say(
        "Plans rounds for a bare routing problem in JSON (for experts and benchmarks).",
        zh: "求解 JSON 格式的路线规划问题（供专业人员和基准测试使用）。"),
      discussion: say(
        """
        Takes the format sweeps-problem-1 and writes sweeps-plan-1:

          {"format":"sweeps-problem-1","name":"…",
           "objective":"max_prize"|"min_travel"|"min_makespan","locations":[[x,y],…],
           "travel":{"type":"euclidean","round":"none"|"nearest"|"trunc1"|"trunc2"}
                   |{"type":"matrix","time":[[…],…]},
           "stops":[{"id":"1","location":1,"service":0,"prize":10,"demand":0,
                     "skills":[],"window":[a,b]|null,"mandatory":false,
                     "after":["id",…]},…],
           "teams":[{"id":"t1","start":0,"end":0|null,"shift":[0,480]|null,
                     "capacity":null|n,"skills":[],"breaks":[[a,b],…]},…]}

        Locations are counted from 0. A window limits when a visit may begin; who comes early waits. With max_prize stops may \
        be left out, except mandatory ones; the other objectives want all. "after" names stops that the same team must have \
        visited before. In a break nothing is done: visits and ways are interrupted and go on afterwards, and a visit may begin \
        as a break begins or ends, not within. Stops that cannot be visited are listed under \
        "unassigned" with the reason. "bound" is a value that no plan can beat, and "optimal" says that the plan reaches it; \
        at most a fifth of the time goes into proving it (--bound-share), with --iterations 3,000 million steps (some seconds). \
        Ctrl-C ends the search with the best plan so far.

        With --iterations the plan is the same, byte for byte, on every machine and for any number of threads: from 20,000 on \
        two searches share them and meet half way. With a time, each of two threads has a search of its own.

        --from PLAN goes on from a plan in the format sweeps-plan-1: what of it is still possible is the first plan. --lock \
        names stops that stay with their team; the others may move. "changes" says what was kept, moved, added and dropped.

        examples:
          zonesweep solve problem.json --time-limit 10s -o plan.json
          zonesweep solve problem.json --iterations 200000 --seed 7
          zonesweep solve today.json --from yesterday.plan.json --lock s12 s40
        """,
        zh: """
          读取 sweeps-problem-1，输出 sweeps-plan-1：

            {"format":"sweeps-problem-1","name":"…",
             "objective":"max_prize"|"min_travel"|"min_makespan","locations":[[x,y],…],
             "travel":{"type":"euclidean","round":"none"|"nearest"|"trunc1"|"trunc2"}
                     |{"type":"matrix","time":[[…],…]},
             "stops":[{"id":"1","location":1,"service":0,"prize":10,"demand":0,
                       "skills":[],"window":[a,b]|null,"mandatory":false,
                       "after":["id",…]},…],
             "teams":[{"id":"t1","start":0,"end":0|null,"shift":[0,480]|null,
                       "capacity":null|n,"skills":[],"breaks":[[a,b],…]},…]}

          地点从 0 开始编号。window 限定开始作业的时间，早到则等待。max_prize 可以舍弃非必访（mandatory）的停靠点，\
          其余目标须访问全部停靠点。after 列出同一小组须先访问的停靠点。breaks 为休息时段：作业和行程中断、之后继续，\
          作业可在休息开始或结束的时刻开始，不在其间开始。无法安排的停靠点连同原因列在 unassigned 中。bound 是任何方案都不能超越的界，\
          optimal 表示方案已达到该界；默认至多用五分之一的时间证明（--bound-share），指定 --iterations 时至多 30 亿步（数秒）。按 Ctrl-C 结束并输出目前最好的方案。

          指定 --iterations 时，任何机器、任意线程数的结果逐字节相同：从 20,000 次起由两个搜索分担，中途交换。\
          指定时间时，两个线程各做一个搜索。

          --from 方案：在 sweeps-plan-1 格式的方案上继续，仍可行的部分作为初始方案。--lock 指定须留在原小组的停靠点，\
          其余可以调整。changes 列出保留、改派、新增和取消的停靠点。

          示例：
            zonesweep solve 问题.json --time-limit 10s -o 方案.json
            zonesweep solve 问题.json --iterations 200000 --seed 7
            zonesweep solve 今天.json --from 昨天方案.json --lock s12 s40
          """))
  }

  @Argument(help: help("problem to read, - for standard input", zh: "问题文件，- 表示标准输入", value: "problem"))
  var input: String
  @OptionGroup var search: SearchArguments
  @Option(
    name: .customLong("bound-share"),
    help: help("share of the time for proving a bound, 0 to 0.9", zh: "用于证明界的时间比例，0 到 0.9", value: "share"))
  var boundShare = 0.2
  @Option(
    name: .customLong("from"),
    help: help("plan to keep, extend or repair", zh: "在此方案上保留、补充或修复", value: "plan"))
  var start: String?
  @Option(
    name: .long, parsing: .upToNextOption,
    help: help("stops that stay with their team in that plan", zh: "须留在该方案中原小组的停靠点", value: "id"))
  var lock: [String] = []
  @OptionGroup var threads: ThreadArguments
  @Option(name: .shortAndLong, help: help("write to a file", zh: "输出文件", value: "file"))
  var output: String?
  @OptionGroup var common: CommonArguments

  func validate() throws {
    if !(0...0.9).contains(boundShare) {
      throw ValidationError(say("--bound-share takes 0 to 0.9", zh: "--bound-share 取值 0 到 0.9"))
    }
    if !lock.isEmpty, start == nil {
      throw ValidationError(say("--lock needs a plan: --from PLAN", zh: "--lock 须与 --from 方案 同用"))
    }
  }

  func run() throws {
    Interruption.watch()
    let talk = Talk(common)
    var planner = try search.planner(usual: 10)
    planner.boundShare = boundShare
    planner.threads = threads.count
    let solved = try solveProblem(input, with: planner, from: start, locked: lock) {
      Interruption.isRequested
    }
    solved.notices.forEach(talk.warn)
    try solved.write(to: output ?? "-")
    talk.finish()
    try talk.print([solved.summary], isOutputFree: output != nil && output != "-")
    if Interruption.isRequested { throw ExitCode(130) }
  }
}
