internal import ZoneModel

/// From when to when some records are, as far as they say.
struct RecordTimes: Sendable, Hashable {
  private(set) var span: ClosedRange<Instant>?
  /// Records that state no time.
  private(set) var without = 0

  mutating func add(_ time: ClosedRange<Instant>?) {
    guard let time else { return without += 1 }
    let known = span ?? time
    span = min(known.lowerBound, time.lowerBound)...max(known.upperBound, time.upperBound)
  }

  mutating func add(_ other: RecordTimes) {
    without += other.without
    if let span = other.span { add(span) }
  }
}

extension RecordTimes {
  /// Those of findings.
  init(_ findings: FindingSet, _ time: TimeText) {
    for i in 0..<findings.count { add(findings.text("time", i).flatMap(time.instant).map { $0...$0 }) }
  }
}
