internal import ZoneAnalysis
internal import ZoneModel

/// What one round's records say of one zone; the numbers name records, so that every figure can be looked up.
struct ZoneTally: Sendable {
  /// All findings in the zone, ascending.
  var findings: [Int] = []
  /// Those of them that are complaints.
  var complaints = 0
  /// The findings the rate counts.
  var events: [Int] = []
  /// Observations that count as an inspection each.
  var looks: [Int] = []
  /// Findings that stand for an inspection nobody recorded.
  var lookFindings: [Int] = []
  /// Checklist items looked at, each once a day, with the events among them.
  var checks: [Check: Bool] = [:]
  /// Severities of what counts.
  var severity = 0.0

  var inspections: Int { looks.count + lookFindings.count }

  /// An item on a day; the day is `nil` where no time is known.
  struct Check: Hashable, Sendable {
    var item: String
    var day: Int?
  }
}

extension RankRecords {
  /// Counts the records of a window, zone by zone.
  func tally(_ window: TimeWindow) throws -> [ZoneTally] {
    var tallies = [ZoneTally](repeating: ZoneTally(), count: zones.count)
    for (i, mark) in marks.enumerated() where mark.lies(in: window) {
      for zone in hits?[i] ?? [] { tallies[Int(zone)].findings.append(i) }
    }
    let looks = try looks(in: window)
    for zone in zones.zones.indices { fill(&tallies[zone], looks[zone]) }
    return tallies
  }

  private func fill(_ tally: inout ZoneTally, _ seen: [Int]) {
    let recorded = observations.observations.count - observations.fromFindings
    tally.complaints = tally.findings.count { marks[$0].isComplaint }
    tally.events = tally.findings.filter { options.countsComplaints || !marks[$0].isComplaint }
    tally.severity = tally.events.map { marks[$0].severity }.sorted().reduce(0, +)
    tally.looks = options.per == .observation ? seen : seen.filter { $0 < recorded }
    if options.per != .observation, input.findingsAreObservations { addUnrecorded(&tally) }
    addChecks(&tally, seen.filter { $0 < recorded })
  }

  /// Who found something was there: on a day without a recorded visit, each source's findings are one.
  private func addUnrecorded(_ tally: inout ZoneTally) {
    let visited = Set(tally.looks.flatMap { days(of: observations.observations[$0]) })
    var known: Set<String> = []
    for i in tally.findings where !marks[i].isComplaint {
      if let day = marks[i].day, visited.contains(day) { continue }
      let key = "\(marks[i].day.map(String.init) ?? "")|\(marks[i].maker)"
      if known.insert(key).inserted { tally.lookFindings.append(i) }
    }
  }

  private func addChecks(_ tally: inout ZoneTally, _ recorded: [Int]) {
    for number in recorded {
      let observation = observations.observations[number]
      let day = observation.time.map { input.time.dayNumber($0.lowerBound) }
      for item in observation.items { tally.checks[ZoneTally.Check(item: item, day: day)] = false }
    }
    for i in tally.events {
      guard let item = marks[i].item else { continue }
      tally.checks[ZoneTally.Check(item: item, day: marks[i].day)] = true
    }
  }

  private func days(of observation: Observation) -> [Int] {
    guard let time = observation.time else { return [] }
    let first = input.time.dayNumber(time.lowerBound)
    // a track over weeks is a mistake of its clock; its two ends are what is known
    let last = input.time.dayNumber(time.upperBound)
    return last - first < 31 ? Array(first...last) : [first, last]
  }
}

extension RankMark {
  func lies(in window: TimeWindow) -> Bool { time.map(window.contains) ?? !window.isBounded }
}
