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
    var found = sameZone(cases, findings, since)
    let near = nearby(cases, findings, metres, since)
    for (finding, relapse) in near { found[finding] = relapse }
    return found.values.sorted { $0.finding < $1.finding }
  }

  private static func nearby(
    _ cases: [ClosedMark], _ findings: [FindingMark], _ metres: Double, _ since: Double
  ) -> [Int: Relapse] {
    var numbers = ItemNumbers()
    let side = NearbyGrid.side(for: metres)
    let wanted = findings.map { numbers.number(of: $0.item) }
    let closed = cases.map { numbers.number(of: $0.item) }
    let later = NearbyGrid(
      side: side, count: findings.count, item: { wanted[$0] }, place: { findings[$0].place },
      time: { findings[$0].time })
    let earlier = NearbyGrid(
      side: side, count: cases.count, item: { closed[$0] }, place: { cases[$0].place },
      time: { cases[$0].closed })
    var best: [Int: Relapse] = [:]
    let search = NearbySearch(distance: metres, gap: since, most: 1, ties: .none)
    search.pairs(later: later, earlier: earlier) { finding, old in
      guard let a = findings[finding].place, let b = cases[old].place else { return nil }
      return (a, b)
    } body: { finding, old, distance in
      let gap = findings[finding].time - cases[old].closed
      let one = Relapse(finding: finding, oldCase: old, basis: .nearby(metres: distance), gap: gap)
      if let known = best[finding], !one.precedes(known) { return }
      best[finding] = one
    }
    return best
  }

  private struct Ground: Hashable {
    var zone: String
    var item: String
  }

  private static func sameZone(
    _ cases: [ClosedMark], _ findings: [FindingMark], _ since: Double
  ) -> [Int: Relapse] {
    var closings: [Ground: [Int]] = [:]
    for (index, one) in cases.enumerated() {
      guard let zone = one.zone else { continue }
      closings[Ground(zone: zone, item: one.item), default: []].append(index)
    }
    for ground in Array(closings.keys) {
      closings[ground]?.sort { (cases[$0].closed, $0) < (cases[$1].closed, $1) }
    }
    var found: [Int: Relapse] = [:]
    for (index, finding) in findings.enumerated() {
      guard let zone = finding.zone, let known = closings[Ground(zone: zone, item: finding.item)] else {
        continue
      }
      let at = known.partitioningIndex { cases[$0].closed >= finding.time }
      guard at > 0 else { continue }
      let gap = finding.time - cases[known[at - 1]].closed
      if gap <= since {
        found[index] = Relapse(finding: index, oldCase: known[at - 1], basis: .sameZone, gap: gap)
      }
    }
    return found
  }
}

extension Relapse {
  fileprivate func precedes(_ other: Relapse) -> Bool { (gap, -oldCase) < (other.gap, -other.oldCase) }
}
