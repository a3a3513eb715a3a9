internal import ZoneGeometry

/// Findings that may be the same problem reported twice. Suggestions for a person to judge: nothing is merged.
public struct DuplicatePair: Sendable, Hashable {
  /// Indices into the findings given; `first` was found earlier (at the same time: has the smaller index).
  public var first: Int
  public var second: Int
  /// Metres over the ground.
  public var distance: Double
  /// Seconds.
  public var gap: Double

  public init(first: Int, second: Int, distance: Double, gap: Double) {
    self.first = first
    self.second = second
    self.distance = distance
    self.gap = gap
  }
}

public enum DuplicateSearch {
  /// Pairs of findings of the same item within `metres` over the ground and `seconds` in time, both limits
  /// included.
  ///
  /// Each finding is paired with at most `most` earlier ones, the nearest in place, then in time, of those
  /// latest in time. Pairs come in the order of `second`, then by distance. Findings without a place are in no
  /// pair.
  ///
  /// - Complexity: O(*n* log *n*) and the pairs looked at; never all pairs.
  public static func pairs(
    among findings: [FindingMark], within metres: Double, seconds: Double, most: Int = 5
  ) -> [DuplicatePair] {
    var numbers = TextNumbers()
    let items = findings.map { numbers.number(of: $0.item) }
    let grid = NearbyGrid(
      side: NearbyGrid.side(for: metres), count: findings.count, item: { items[$0] },
      place: { findings[$0].place }, time: { findings[$0].time })
    let search = NearbySearch(distance: metres, gap: seconds, most: most, ties: .byIndex)
    var pairs: [DuplicatePair] = []
    search.pairs(later: grid, earlier: grid) { later, earlier in
      guard let a = findings[later].place, let b = findings[earlier].place else { return nil }
      return (a, b)
    } body: { later, earlier, distance in
      let gap = findings[later].time - findings[earlier].time
      pairs.append(DuplicatePair(first: earlier, second: later, distance: distance, gap: gap))
    }
    return atMost(most, of: pairs)
  }

  private static func atMost(_ most: Int, of pairs: [DuplicatePair]) -> [DuplicatePair] {
    let ordered = pairs.sorted {
      ($0.second, $0.distance, $0.gap, $0.first) < ($1.second, $1.distance, $1.gap, $1.first)
    }
    var kept: [DuplicatePair] = []
    var rank = 0
    for pair in ordered {
      rank = pair.second == kept.last?.second ? rank + 1 : 0
      if rank < most { kept.append(pair) }
    }
    return kept
  }
}
