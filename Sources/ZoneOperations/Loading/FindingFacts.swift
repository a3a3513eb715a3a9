internal import ZoneAnalysis
internal import ZoneModel

/// What surveys ask of findings: where, when, what, and who said so.
struct FindingFacts: Sendable {
  /// `nil` where a finding states no time that can be read.
  private(set) var times: [Instant?] = []
  private(set) var isComplaint: [Bool] = []
  private(set) var items: [String?] = []
  private(set) var zones: ZoneHits?

  /// No findings.
  init() {}

  init(_ findings: FindingSet, _ locator: ZoneLocator, _ time: TimeText) throws {
    zones = try locator.locate(findings.lons, findings.lats)
    for i in 0..<findings.count {
      times.append(findings.text("time", i).flatMap(time.instant))
      isComplaint.append(FindingSource.isComplaint(findings.text("source", i)))
      items.append(findings.text("item", i))
    }
  }

  var count: Int { times.count }

  /// Lets every finding be of one item.
  mutating func nameAll(_ code: String) { items = items.map { _ in code } }
  var newest: Instant? { times.compactMap(\.self).max() }
  var oldest: Instant? { times.compactMap(\.self).min() }

  /// The zones a finding lies in.
  func zones(of finding: Int) -> [Int] { zones.map { $0[finding].map(Int.init) } ?? [] }

  /// Whether a finding lies in the window and is known by then; one without a time only when all count.
  func counts(_ finding: Int, _ window: TimeWindow, _ asOf: Instant?) -> Bool {
    guard let time = times[finding] else { return !window.isBounded }
    return window.contains(time) && asOf.map { time <= $0 } ?? true
  }

  /// Findings in each of `count` zones, and those of them that are complaints.
  func tally(_ count: Int, _ window: TimeWindow, _ asOf: Instant?) -> FindingTally {
    var tally = FindingTally(count)
    for finding in 0..<self.count where counts(finding, window, asOf) {
      for zone in zones(of: finding) {
        tally.all[zone] += 1
        if isComplaint[finding] { tally.complaints[zone] += 1 }
      }
    }
    return tally
  }
}

/// Findings by zone.
struct FindingTally: Sendable {
  var all: [Int]
  var complaints: [Int]

  init(_ zones: Int) {
    all = [Int](repeating: 0, count: zones)
    complaints = all
  }
}
