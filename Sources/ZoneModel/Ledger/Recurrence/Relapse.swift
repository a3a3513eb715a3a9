internal import ZoneGeometry

/// A finding that shows that a closed case was not over (反弹).
public struct Relapse: Sendable, Hashable {
  /// Index into the findings given.
  public var finding: Int
  /// Index into the closed cases given: the old case to reopen.
  public var oldCase: Int
  public var basis: Basis
  /// Seconds from the closing to the finding.
  public var gap: Double

  /// Why the two belong together.
  public enum Basis: Sendable, Hashable {
    /// So many metres apart over the ground.
    case nearby(metres: Double)
    /// In the same zone, and nothing closed nearby.
    case sameZone
  }
}

public enum RelapseSearch {
  /// How near counts as the same place, in metres.
  public static let distance = 30.0

  /// The closed case that each finding brings back, in the order of the findings; a finding that brings none
  /// back is left out, and one that does counts once.
  ///
  /// The item is the same, the closing came before the finding, and the places are within `metres` (included)
  /// or the zones are the same. Nearby goes before same zone; of several the one closed last, then the last
  /// given. `since`: how long before the finding a closing may lie, in seconds.
  ///
  /// - Complexity: O((*n* + *m*) log (*n* + *m*)) and the pairs looked at.
  public static func relapses(
    of cases: [ClosedMark], in findings: [FindingMark], within metres: Double = distance,
    since: Double = .infinity
  ) -> [Relapse] {
    var numbers = TextNumbers()
    let items = (
      findings: findings.map { numbers.number(of: $0.item) }, cases: cases.map { numbers.number(of: $0.item) }
    )
    var found = sameZone(cases, findings, items, since)
    addNearby(cases, findings, items, metres, since, to: &found)
    return found.compactMap(\.self)
  }

  private typealias Items = (findings: [Int], cases: [Int])

  /// Puts what was closed nearby in the place of what was closed in the same zone.
  private static func addNearby(
    _ cases: [ClosedMark], _ findings: [FindingMark], _ items: Items, _ metres: Double, _ since: Double,
    to found: inout [Relapse?]
  ) {
    let side = NearbyGrid.side(for: metres)
    let later = NearbyGrid(
      side: side, count: findings.count, item: { items.findings[$0] }, place: { findings[$0].place },
      time: { findings[$0].time })
    let earlier = NearbyGrid(
      side: side, count: cases.count, item: { items.cases[$0] }, place: { cases[$0].place },
      time: { cases[$0].closed })
    let search = NearbySearch(distance: metres, gap: since, most: 1, ties: .none)
    search.pairs(later: later, earlier: earlier) { finding, old in
      guard let a = findings[finding].place, let b = cases[old].place else { return nil }
      return (a, b)
    } body: { finding, old, distance in
      let gap = findings[finding].time - cases[old].closed
      let one = Relapse(finding: finding, oldCase: old, basis: .nearby(metres: distance), gap: gap)
      if let known = found[finding], known.basis != .sameZone, !one.precedes(known) { return }
      found[finding] = one
    }
  }

  /// A closing as a row: the numbers of zone and item, then the time, then the index.
  private struct Closing {
    var ground: Int
    var closed: Double
    var index: Int
  }

  private static func sameZone(
    _ cases: [ClosedMark], _ findings: [FindingMark], _ items: Items, _ since: Double
  ) -> [Relapse?] {
    var zones = TextNumbers()
    var closings: [Closing] = []
    for (index, one) in cases.enumerated() {
      guard let zone = one.zone else { continue }
      let ground = zones.number(of: zone) << 32 | items.cases[index]
      closings.append(Closing(ground: ground, closed: one.closed, index: index))
    }
    closings.sort { ($0.ground, $0.closed, $0.index) < ($1.ground, $1.closed, $1.index) }
    return findings.indices.map { index in
      let finding = findings[index]
      guard let zone = finding.zone.flatMap({ zones.known($0) }) else { return nil }
      let ground = zone << 32 | items.findings[index]
      let at = closings.partitioningIndex { ($0.ground, $0.closed) >= (ground, finding.time) }
      guard at > 0, closings[at - 1].ground == ground else { return nil }
      let gap = finding.time - closings[at - 1].closed
      guard gap <= since else { return nil }
      return Relapse(finding: index, oldCase: closings[at - 1].index, basis: .sameZone, gap: gap)
    }
  }
}

extension Relapse {
  fileprivate func precedes(_ other: Relapse) -> Bool { (gap, -oldCase) < (other.gap, -other.oldCase) }
}
