import TestSupport
import Testing
import ZoneGeometry
import ZoneModel

/// Findings crowded around a few spots, some on either side of the antimeridian and near a pole.
private func crowd(_ count: Int, using random: inout SeededRandom) -> [FindingMark] {
  let spots = [
    LonLat(116.62, 23.66), LonLat(116.6203, 23.6601), LonLat(179.9999, 10), LonLat(-179.9999, 10),
    LonLat(30, 89.9995),
  ]
  return (0..<count).map { number in
    let spot = spots.randomElement(using: &random) ?? spots[0]
    let place = LonLat(
      spot.lon + Double.random(in: -6e-4..<6e-4, using: &random),
      spot.lat + Double.random(in: -4e-4..<4e-4, using: &random))
    return FindingMark(
      id: "F\(number)", zone: ["A", "B", nil].randomElement(using: &random) ?? nil,
      item: ["1", "2"].randomElement(using: &random) ?? "", place: number % 17 == 0 ? nil : place,
      time: Double(Int.random(in: 0..<40, using: &random)) * 3600)
  }
}

private func metres(_ a: LonLat?, _ b: LonLat?) -> Double {
  guard let a, let b else { return .infinity }
  return GeodesicMeasure.distance(a, b)
}

@Suite struct `Duplicate findings` {
  @Test(arguments: 1...8 as ClosedRange<UInt64>)
  func `the grid finds exactly the pairs that comparing all with all finds`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let findings = crowd(400, using: &random)
    let pairs = DuplicateSearch.pairs(among: findings, within: 25, seconds: 7200, most: 1000)
    var expected: Set<[Int]> = []
    for (i, a) in findings.enumerated() {
      for (j, b) in findings.enumerated()
      where i != j && a.item == b.item && (a.time, i) < (b.time, j) && b.time - a.time <= 7200
        && metres(a.place, b.place) <= 25
      { expected.insert([i, j]) }
    }
    #expect(Set(pairs.map { [$0.first, $0.second] }) == expected, "seed \(seed)")
    #expect(pairs.count == expected.count && !expected.isEmpty)
    #expect(pairs.allSatisfy { metres(findings[$0.first].place, findings[$0.second].place) == $0.distance })
  }

  @Test func `limits belong to it, other items do not`() {
    let here = LonLat(116.62, 23.66)
    let there = LonLat(116.62, 23.6601)
    let apart = GeodesicMeasure.distance(here, there)
    let two = [
      FindingMark(id: "a", item: "1", place: here, time: 0),
      FindingMark(id: "b", item: "1", place: there, time: 60),
      FindingMark(id: "c", item: "2", place: here, time: 0),
    ]
    let pairs = DuplicateSearch.pairs(among: two, within: apart, seconds: 60)
    #expect(pairs == [DuplicatePair(first: 0, second: 1, distance: apart, gap: 60)])
    #expect(DuplicateSearch.pairs(among: two, within: apart.nextDown, seconds: 60).isEmpty)
    #expect(DuplicateSearch.pairs(among: two, within: apart, seconds: 59).isEmpty)
    #expect(DuplicateSearch.pairs(among: [], within: 10, seconds: 10).isEmpty)
  }

  @Test func `a spot reported a thousand times is not a million pairs`() {
    let same = (0..<1000).map {
      FindingMark(id: "\($0)", item: "1", place: LonLat(116.62, 23.66), time: Double($0))
    }
    let pairs = DuplicateSearch.pairs(among: same, within: 10, seconds: 1e6, most: 3)
    #expect(pairs.count == 1 + 2 + 3 * 997)
    #expect(pairs.suffix(3).map { [$0.first, $0.second] } == [[998, 999], [997, 999], [996, 999]])
  }
}

@Suite struct `Relapses` {
  @Test(arguments: 1...8 as ClosedRange<UInt64>)
  func `the search finds what comparing all with all finds`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let findings = crowd(250, using: &random)
    let cases = crowd(120, using: &random).map {
      ClosedMark(caseID: $0.id, zone: $0.zone, item: $0.item, place: $0.place, closed: $0.time)
    }
    let found = RelapseSearch.relapses(of: cases, in: findings)
    for (index, finding) in findings.enumerated() {
      let earlier = cases.indices.filter { cases[$0].item == finding.item && cases[$0].closed < finding.time }
      func last(_ candidates: [Int]) -> Int? {
        candidates.max { (cases[$0].closed, $0) < (cases[$1].closed, $1) }
      }
      let near = last(earlier.filter { metres(cases[$0].place, finding.place) <= 30 })
      let zone = last(earlier.filter { cases[$0].zone != nil && cases[$0].zone == finding.zone })
      let one = found.first { $0.finding == index }
      #expect(one?.oldCase == near ?? zone, "seed \(seed), finding \(index)")
      if one?.basis == .sameZone { #expect(near == nil) }
    }
    #expect(found.map(\.finding) == found.map(\.finding).sorted() && !found.isEmpty)
  }

  @Test func `thirty metres is the same place, thirty and a bit is not`() {
    let place = LonLat(116.62, 23.66)
    let old = [ClosedMark(caseID: "A", zone: "Z", item: "1", place: place, closed: 100)]
    func relapse(_ zone: String?, _ item: String, _ lat: Double, _ time: Double) -> Relapse.Basis? {
      let finding = FindingMark(id: "f", zone: zone, item: item, place: LonLat(116.62, lat), time: time)
      return RelapseSearch.relapses(of: old, in: [finding]).first?.basis
    }
    // a minute of latitude here is 1845.8 m: 0.0002708° is 29.99 m, 0.000272° is 30.1 m
    #expect(relapse("Y", "1", 23.66027, 200) != nil)
    #expect(relapse("Y", "1", 23.660272, 200) == nil)
    #expect(relapse("Z", "1", 23.67, 200) == .sameZone)
    #expect(relapse("Y", "2", 23.66, 200) == nil)
    #expect(relapse("Z", "1", 23.66, 100) == nil, "found as it was closed, not after")
    #expect(relapse(nil, "1", 23.66, 101) == .nearby(metres: 0))
  }

  @Test func `each relapse halves the next interval, down to a day`() {
    #expect(
      [0, 1, 2, 3, 4, 9].map { RevisitRule.days(interval: 14, relapses: $0) } == [14, 7, 3.5, 1.75, 1, 1])
    #expect(RevisitRule.days(interval: 0.5, relapses: 3) == 0.5)
  }

  @Test func `relapses are counted by zone and item`() {
    let cases = [ClosedMark(caseID: "A", zone: "Z", item: "1", place: LonLat(1, 1), closed: 0)]
    let findings = [
      FindingMark(id: "a", zone: "Z", item: "1", time: 5),
      FindingMark(id: "b", item: "1", place: LonLat(1, 1), time: 6),
      FindingMark(id: "c", zone: "Z", item: "2", time: 5),
    ]
    let relapses = RelapseSearch.relapses(of: cases, in: findings)
    #expect(
      RevisitRule.counts(of: relapses, in: findings, cases: cases) == [ZoneItem(zone: "Z", item: "1"): 2])
  }
}
