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

  /// - Throws: `Problem` when the zones of a kind cannot be put together.
  init(_ zones: ZoneSet) throws {
    let blank = ExpectedCounts(zones)
    let kinds = Dictionary(
      uniqueKeysWithValues: blank.rests.enumerated().compactMap { place, rest in rest.kind.map { ($0, place) }
      })
    let grounds = ZoneGrounds(zones)
    kindOfZone = zones.zones.map { kinds[$0.kind] ?? 0 }
    do {
      groups = try zones.groups.map { try Self.group($0.plane, $0.zones, grounds) }
    } catch let error as GeometryError {
      throw Problem(
        .badData,
        Phrase("the zones of a kind cannot be put together: \(error)", zh: "同类区域无法合并：\(error)"),
        hint: Phrase("zonesweep audit shows what is wrong with them", zh: "请用 zonesweep audit 检查区域边界"))
    }
    self.blank = blank
  }

  private static func group(
    _ plane: PlaneDefinition, _ members: [Int], _ grounds: ZoneGrounds
  ) throws -> Group {
    let zones = grounds.zones
    let drawn = try members.map { try grounds.ground(of: $0) }
    let ofKinds = try zones.byKind.map { kind, _ in
      let places = members.indices.filter { zones.zones[members[$0]].kind == kind }
      let areas = places.filter { !zones.zones[members[$0]].boundary.isRoad }
      return try grounds.union(of: places.map { members[$0] }, areas: areas.map { drawn[$0] })
    }
    var unions = ofKinds.map { BoundaryIntegral($0) }
    unions.append(ofKinds.count == 1 ? unions[0] : BoundaryIntegral(try grounds.engine.union(ofKinds)))
    return Group(
      plane: try grounds.plane(plane), zones: members, shares: PositionShares(drawn), unions: unions)
  }

  /// The counts of these findings alone.
  func counts(of findings: FindingSet, _ hits: ZoneHits) -> ExpectedCounts {
    var counts = blank
    let accuracies = findings.accuracies()
    counts.findings = findings.count
    for i in 0..<findings.count {
      var accuracy = accuracies?[i] ?? .nan
      if accuracy.isNaN {
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
      var together = 0.0
      for rest in sums.indices where sums[rest] > 0 {
        // of one kind alone all zones are its zones
        if last > 1 || rest == 0 { together = group.unions[rest].share(of: p, accuracy: accuracy) }
        covered[rest] += together
      }
    }
    for rest in sums.indices {
      let inAny = min(1, covered[rest])
      counts.rests[rest].none.add(1 - inAny)
      counts.rests[rest].several.expected += sums[rest] - inAny
    }
  }
}
