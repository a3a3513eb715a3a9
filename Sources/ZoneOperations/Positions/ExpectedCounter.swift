internal import ZoneAnalysis
internal import ZoneGeometry
internal import ZoneModel

/// Counts findings by the probabilities that they lie in zones.
///
/// Zones are asked plane by plane; ground that zones measured in two planes share is not taken off. The zones
/// of a city have one plane.
///
/// Lives in one task.
final class ExpectedCounter {
  /// The zones measured in one plane.
  private struct Group {
    let plane: Plane
    let zones: [Int]
    let shares: PositionShares
    /// For each of the rests the boundary of its zones together.
    let unions: [BoundaryIntegral]
  }

  private let blank: ExpectedCounts
  /// Each zone's place among the rests.
  private let kindOfZone: [Int]
  private let groups: [Group]

  /// - Throws: `GeometryError` when the zones of a kind cannot be put together.
  init(_ zones: ZoneSet) throws {
    let blank = ExpectedCounts(zones)
    let kinds = Dictionary(
      uniqueKeysWithValues: blank.rests.enumerated().compactMap { place, rest in rest.kind.map { ($0, place) }
      })
    let grounds = ZoneGrounds(zones)
    kindOfZone = zones.zones.map { kinds[$0.kind] ?? 0 }
    groups = try zones.groups.map { group in
      let ofKinds = try zones.byKind.map { _, members in
        try grounds.union(of: members.filter { zones.planes[$0] == group.plane })
      }
      let all = ofKinds.count == 1 ? ofKinds[0] : try grounds.engine.union(ofKinds)
      return Group(
        plane: try grounds.plane(group.plane), zones: group.zones,
        shares: PositionShares(try group.zones.map { try grounds.ground(of: $0) }),
        unions: (ofKinds + [all]).map { BoundaryIntegral($0) })
    }
    self.blank = blank
  }

  /// The counts of these findings alone.
  func counts(of findings: FindingSet, _ hits: ZoneHits) -> ExpectedCounts {
    var counts = blank
    let accuracies = findings.numbers("accuracy_m")
    counts.findings = findings.count
    for i in 0..<findings.count {
      var accuracy = accuracies?[i] ?? .nan
      if !(accuracy >= 0 && accuracy.isFinite) {
        accuracy = 0
        counts.exact += 1
      }
      addStated(hits[i], to: &counts)
      addExpected(findings.place(i), accuracy, to: &counts)
    }
    return counts
  }

  private func addStated(_ hits: ArraySlice<Int32>, to counts: inout ExpectedCounts) {
    var perRest = [Int](repeating: 0, count: counts.rests.count)
    for zone in hits {
      counts.perZone[Int(zone)].stated += 1
      perRest[kindOfZone[Int(zone)]] += 1
    }
    perRest[perRest.count - 1] = hits.count
    for (rest, number) in perRest.enumerated() {
      counts.rests[rest].none.stated += number == 0 ? 1 : 0
      counts.rests[rest].several.stated += max(0, number - 1)
    }
  }

  private func addExpected(_ place: LonLat, _ accuracy: Double, to counts: inout ExpectedCounts) {
    let last = counts.rests.count - 1
    var sums = [Double](repeating: 0, count: last + 1)
    var covered = sums
    for group in groups {
      guard let p = try? group.plane.forward(place) else { continue }
      let shares = group.shares.shares(of: p, accuracy: accuracy)
      if shares.isEmpty { continue }
      for share in shares {
        let zone = group.zones[share.ground]
        counts.perZone[zone].add(share.share)
        sums[kindOfZone[zone]] += share.share
        sums[last] += share.share
      }
      for rest in sums.indices where sums[rest] > 0 {
        covered[rest] += group.unions[rest].share(of: p, accuracy: accuracy)
      }
    }
    for rest in sums.indices {
      let inAny = min(1, covered[rest])
      counts.rests[rest].none.add(1 - inAny)
      counts.rests[rest].several.expected += sums[rest] - inAny
    }
  }
}
