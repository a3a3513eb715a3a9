internal import SweepPlanning
internal import ZoneModel

/// What more time or another team would bring.
struct Prospects {
  private let job: SweepJob
  private let options: PlanOptions
  private let reporter: Reporter

  init(_ job: SweepJob, _ options: PlanOptions, _ reporter: Reporter) {
    self.job = job
    self.options = options
    self.reporter = reporter
  }

  /// An hour more for every team; then for each base with a team one team more.
  ///
  /// - Parameter plan: plans a job with the settings of the plan.
  func all(_ plan: (SweepJob) throws -> SweepResult) throws -> [Prospect] {
    guard !job.sites.isEmpty else { return [] }
    let changes = [withAnHour] + distinctTeams.map(withOneMore)
    return try changes.enumerated().map { number, change in
      reporter.progress(
        Progress(Phrase("planning again", zh: "重新规划"), done: number, of: changes.count))
      let result = try plan(change.job)
      return Prospect(
        change: change.words, key: change.key, value: result.figures.value(options.objective.engine),
        visited: change.job.sites.count - result.figures.leftOut.count)
    }
  }

  private typealias Change = (key: String, words: Phrase, job: SweepJob)

  private var withAnHour: Change {
    let teams = job.teams.map { team in
      var team = team
      team.shift = team.shift.lowerBound...team.shift.upperBound + 3600
      return team
    }
    return (
      "hour", Phrase("every shift one hour longer", zh: "各班次延长一小时"),
      SweepJob(
        job.sites, teams, job.table, job.bases, allowed: job.allowed, objective: options.objective.engine)
    )
  }

  private func withOneMore(_ number: Int) -> Change {
    var twin = job.teams[number]
    twin.id += "+1"
    let allowed = job.allowed.map { $0.contains(number) ? $0 + [job.teams.count] : $0 }
    return (
      "team",
      Phrase("one more team like \(job.teams[number].title)", zh: "增加一组，条件同\(job.teams[number].title)"),
      SweepJob(
        job.sites, job.teams + [twin], job.table, job.bases + [job.bases[number]], allowed: allowed,
        objective: options.objective.engine)
    )
  }

  /// The first of each sort of teams, at most four: each takes a planning of its own.
  private var distinctTeams: [Int] {
    var seen: Set<InspectionTeam> = []
    return job.teams.indices.filter { number in
      var nameless = job.teams[number]
      (nameless.id, nameless.name, nameless.members) = ("", nil, [])
      return seen.insert(nameless).inserted
    }.prefix(4).map { $0 }
  }
}
