internal import ZoneAnalysis
internal import ZoneFormats
internal import ZoneGeometry
internal import ZoneModel

/// Everything a ranking counts, read once; ``tally(_:)`` counts it for one round.
struct RankRecords {
  let zones: ZoneSet
  let findings: FindingSet?
  let observations: ObservationSet
  let input: InputOptions
  let options: RankOptions
  let hits: ZoneHits?
  /// One a finding.
  let marks: [RankMark]

  init(_ input: InputOptions, _ options: RankOptions, reporter: Reporter) throws {
    self.input = input
    self.options = options
    let zones = try loadZones(input, reporter: reporter)
    let findings = input.findings.isEmpty ? nil : try loadFindings(input, reporter: reporter)
    observations = try loadObservations(input, findings: findings, reporter: reporter)
    hits = try findings.map { try zones.locator().locate($0.lons, $0.lats) }
    marks = findings.map { set in (0..<set.count).map { RankMark(set, $0, input.time) } } ?? []
    self.zones = zones
    self.findings = findings
  }

  /// The newest time of all records; `nil` when none has one.
  var newest: Instant? {
    [observations.newest, marks.compactMap(\.time).max()].compactMap { $0 }.max()
  }

  /// Records that lie in no bounded window because they state no time.
  var timeless: (findings: Int, observations: Int) {
    (
      marks.count { $0.time == nil },
      observations.observations.dropLast(observations.fromFindings).count { $0.time == nil }
    )
  }

  var rejections: [Rejection] {
    zones.rejections + (findings?.rejections ?? []) + observations.rejections
  }
}

/// What a finding says that a ranking asks for.
struct RankMark {
  var time: Instant?
  /// Days since 1970-01-01 on the clocks of the data; `nil` without a time.
  var day: Int?
  var item: String?
  var severity: Double
  var isComplaint: Bool
  /// Who made it: the inspector, else the source.
  var maker: String

  init(_ findings: FindingSet, _ i: Int, _ time: TimeText) {
    self.time = findings.text("time", i).flatMap(time.instant)
    day = self.time.map(time.dayNumber)
    item = findings.text("item", i)
    severity = max(0, findings.number("severity", i) ?? 1)
    let source = findings.text("source", i)
    isComplaint = FindingSource.isComplaint(source)
    maker = findings.text("inspector", i) ?? source ?? ""
  }
}

extension TimeText {
  /// Days since 1970-01-01 on this zone's clocks.
  func dayNumber(_ instant: Instant) -> Int {
    Int(((instant + Double(offset(at: instant))) / 86_400).rounded(.down))
  }
}

// MARK: - Who saw which zone

extension RankRecords {
  /// Numbers of the observations in a window that saw each zone, by the rules of coverage.
  func looks(in window: TimeWindow) throws -> [[Int]] {
    var looks = [[Int]](repeating: [], count: zones.count)
    let engine = GeometryEngine()
    var check = GroundCheck()
    for group in zones.groups {
      let plane = try Plane(group.plane)
      let survey = Survey(observations.observations, in: plane, window: window)
      for number in group.zones {
        let zone = zones.zones[number]
        let shape: Geometry<PlanePoint>
        switch zone.boundary {
        case .ground(let ground):
          let drawn = try plane.forward(ground)
          shape = try check.isSurelyValid(drawn) ? drawn.geometry : engine.sound(drawn).geometry
        case .road(let lines, _): shape = .multiLine(try lines.map { try plane.forward($0) })
        }
        looks[number] = survey.sightings(of: shape, reach: zone.reach).observations
      }
    }
    return looks
  }
}
