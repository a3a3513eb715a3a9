internal import ArgumentParser
internal import SweepPlanning
internal import ZoneFormats
internal import ZoneModel
internal import ZoneOperations

/// `zonesweep plan`
struct PlanCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "plan",
      abstract: say("Sweeps: blind spots → stops → rounds for teams.", zh: "安排排查：盲区 → 停靠点 → 各小组路线。"),
      discussion: say(
        """
        Each blind spot becomes one or more stops: places to stand, or short walks, from which --share of it is seen. The teams' rounds \
        then see as much priority (weight × age ÷ interval × area, as in blindspots) as their shifts allow. What is left out is \
        listed with the reason, and a bound says how much better any plan could be.

        A file of teams: [{"id": "T1", "name": "…", "base": [116.63, 23.66], "end": null, "shift": ["08:00", "17:00"],
          "breaks": [["12:00", "13:00"]], "skills": ["06010"], "zones": ["445102008", "M"], "speed_kmh": 15, "members": ["…"]}]
        Only id and base are needed. end: another place, or null (the round ends at its last stop). zones: ids of zones or of their \
        parents, or beginnings of ids.

        Kinds of sweeps (--sweep): routine 常规; last-ranked 末位必检 (the five zones of each kind with the least coverage must be \
        visited); off-hours 错时 (17:30 to 21:30); night 夜间 (20:00 to 23:30); cross 交叉 (no team inspects its own zones); look-back 回头看 (what was closed, by the ledger of the \
        project or the findings' status and closed_at, is due again after 7 days and must be visited; see ledger table service-times).

        A team without skills can look at every item. Where no team has all items of a stop, teams share it.

        --objective streets walks roads (line zones) from crossing to crossing, each street with blind ground once, with the least \
        walking besides; teams sweep at the walk_kmh of the service times and go at their own speed between.

        --objective effort shares out --hours (or the teams' shifts) among zones so that the fewest problems stay unseen, with the proof.

        --keep PLAN goes on from an earlier plan: what of its routes is still possible is the first plan, stops of a team that is no longer \
        in the file are offered to the others, and new blind spots are added. Stops are found again by id, else by place. --lock TEAM \
        keeps a team's route as it is. What was kept, moved, dropped and added is said in words and in "kept" of the plan.

        With --iterations the plan is the same, byte for byte, on every machine. Ctrl-C ends the search with the best plan so far.

        examples:
          zonesweep plan --zones markets.geojson --observations visits.geojson \\
            --teams teams.json -o plan.geojson
          zonesweep plan --project city.gpkg --teams teams.json --objective cover \\
            --kind compound --time-limit 20s -o plan.csv
          zonesweep plan --project city.gpkg --teams today.json --keep plan.geojson --lock T1 -o plan-2.geojson
          zonesweep plan --project city.gpkg --sweep look-back --date 2026-09-08 -o again.geojson
        """,
        zh: """
          每处盲区生成一个或多个停靠点（站立点或短距离步行），可看到其中 --share 的面积；再为各小组安排路线，在班次内查看尽可能高的优先级\
          （权重 × 未查天数与复查间隔之比 × 面积，与 blindspots 相同）。未安排的停靠点列出原因，并给出任何方案最多能再好多少的界。

          小组文件：[{"id": "T1", "name": "…", "base": [116.63, 23.66], "end": null, "shift": ["08:00", "17:00"],
            "breaks": [["12:00", "13:00"]], "skills": ["06010"], "zones": ["445102008", "M"], "speed_kmh": 15, "members": ["…"]}]
          仅 id 和 base 必填。end 为其他终点，null 表示在最后一个停靠点结束。zones 为区域编号、上级区域编号或编号前缀（辖区）。

          排查类型（--sweep）：routine 常规；last-ranked 末位必检（每类覆盖率最低的五个区域必须访问）；off-hours 错时（17:30—21:30）；\
          night 夜间（20:00—23:30）；cross 交叉（各组不查自己的辖区）；look-back 回头看（按项目台账或问题点的 status、closed_at，结案满 7 天即到期，\
          必须访问；天数见 ledger table service-times）。

          小组未填 skills 表示可查看全部项目。没有小组具备某停靠点的全部项目时，由多个小组分担。

          --objective streets 沿道路（线状区域）逐路口巡查，有盲区的路段各走一次、空行最短；巡查速度取停留时间表的 walk_kmh，空行按小组速度。

          --objective effort 将 --hours 工时（或各小组班次）分给各区域，使预期未发现问题最少，并给出最优性证明。

          --keep 方案：在原方案基础上调整，仍可行的路线作为初始方案；小组文件中已没有的小组，其停靠点分给其他小组；新的盲区一并安排。\
          停靠点按编号对应，编号已变的按位置对应。--lock 小组 使该组路线保持不变。保留、改派、取消、新增的停靠点以文字和 plan.kept 说明。

          指定 --iterations 时，任何机器上的结果逐字节相同。按 Ctrl-C 结束搜索并输出目前最好的方案。

          示例：
            zonesweep plan --zones 市场.geojson --observations 到访.geojson \\
              --teams 小组.json -o 方案.geojson
            zonesweep plan --project 城市.gpkg --teams 小组.json --objective cover \\
              --kind compound --time-limit 20s -o 方案.csv
            zonesweep plan --project 城市.gpkg --teams 今日.json --keep 方案.geojson --lock T1 -o 方案2.geojson
            zonesweep plan --project 城市.gpkg --sweep 回头看 --date 2026-09-08 -o 回头看.geojson
          """))
  }

  @OptionGroup var survey: SurveyArguments
  @OptionGroup var plan: PlanArguments
  @OptionGroup var streets: StreetArguments
  @OptionGroup var effort: EffortArguments
  @OptionGroup var search: SearchArguments
  @OptionGroup var reading: ReadingArguments
  @OptionGroup var output: OutputArguments
  @OptionGroup var common: CommonArguments

  /// GPX holds the rounds alone and is asked for like a format of data.
  private var isGPX: Bool {
    (output.format ?? (output.output ?? "").split(separator: ".").last.map(String.init) ?? "").lowercased()
      == "gpx"
  }

  private func put(_ text: String, into path: String) throws {
    if path == "-" { return try StandardOutput().write(text) }
    let file = try AtomicFile(path)
    try file.write(text)
    try file.commit()
  }

  /// What goes with rounds of stops only, or with one objective only, is not swallowed with another.
  func validate() throws {
    let objective = plan.objective
    func check(_ isRight: Bool, _ english: String, _ chinese: String) throws {
      if !isRight { throw ValidationError(say(english, zh: chinese)) }
    }
    let hasStops = objective != "streets" && objective != EffortArguments.objective
    try check(
      hasStops || plan.keep == nil, "--keep goes with value, cover and balance",
      "--keep 只与 value、cover、balance 同用")
    try check(
      hasStops || !["look-back", "回头看"].contains(plan.sweep),
      "--sweep look-back goes with value, cover and balance", "回头看只与 value、cover、balance 同用")
    try check(
      objective == "streets" || !streets.allStreets, "--all-streets goes with --objective streets",
      "--all-streets 须与 --objective streets 同用")
    try check(
      objective == EffortArguments.objective || (effort.hours == nil && effort.table == nil),
      "--hours and --effort-table go with --objective effort",
      "--hours 和 --effort-table 须与 --objective effort 同用")
  }

  func run() throws {
    Interruption.watch()
    if plan.objective == EffortArguments.objective { return try runEffort() }
    let talk = Talk(common)
    let input = try survey.input(reading)
    var options = try plan.options(try search.planner(), input.time)
    streets.put(into: &options)
    // nobody who says nothing of time wants fewer stops on a slow machine
    options.limitsStops = search.timeLimit != nil
    let target = isGPX ? nil : try output.target()
    let writing = try output.options(input.time)
    let planned = try planSweeps(
      input, survey.survey(input.time), options, reporter: talk.reporter,
      isInterrupted: { Interruption.isRequested })
    talk.finish()
    planned.notices.forEach(talk.warn)
    try AtomicFile.together {
      try keep(planned.list.survey.rejections, reading)
      if let sheets = plan.sheets { try put(planned.sheets(in: language), into: sheets) }
      if let gpx = plan.gpx { try put(planned.gpx(in: language), into: gpx) }
      if let target {
        try write(planned.outputLayer(writing, language: language), to: target)
      } else {
        try put(planned.gpx(in: language), into: output.output ?? "-")
      }
    }
    try talk.print(planned.summary(explains: plan.explain), isOutputFree: output.isToFile)
    try settle(planned.list.survey.rejections, reading, talk)
    if Interruption.isRequested { throw ExitCode(130) }
  }
}
