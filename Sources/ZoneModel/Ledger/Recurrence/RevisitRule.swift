/// How soon to look again for an item that came back.
public enum RevisitRule {
  /// The next revisit interval in days: half the zone's interval for each relapse of the item since it was
  /// last found in order there, but not less than `least`.
  ///
  /// A look that finds the item in order sets the count back to 0, and with it the whole interval.
  public static func days(interval: Double, relapses: Int, least: Double = 1) -> Double {
    var days = interval
    for _ in 0..<min(max(relapses, 0), 60) { days /= 2 }
    return max(days, min(least, interval))
  }

  /// Relapses counted by zone and item; those of findings without a zone count for the old case's zone.
  public static func counts(
    of relapses: [Relapse], in findings: [FindingMark], cases: [ClosedMark]
  ) -> [ZoneItem: Int] {
    var counts: [ZoneItem: Int] = [:]
    for relapse in relapses {
      let finding = findings[relapse.finding]
      guard let zone = finding.zone ?? cases[relapse.oldCase].zone else { continue }
      counts[ZoneItem(zone: zone, item: finding.item), default: 0] += 1
    }
    return counts
  }
}

/// An item in a zone.
public struct ZoneItem: Sendable, Hashable {
  public var zone: String
  public var item: String

  public init(zone: String, item: String) {
    self.zone = zone
    self.item = item
  }
}
