internal import ZoneGeometry

/// For each place the earlier ones of the same item nearby, latest first.
struct NearbySearch {
  /// Metres over the ground.
  let distance: Double
  /// Seconds between the two.
  let gap: Double
  /// How many earlier ones to take from each cell at most: bounds the work where thousands share one spot.
  let most: Int
  let ties: Ties

  /// What counts as earlier at the same instant.
  enum Ties {
    /// Nothing.
    case none
    /// What has the smaller index.
    case byIndex
  }

  /// Calls `body` with the indices of a later and an earlier place and the metres between them.
  ///
  /// - Complexity: O(*n* log *n*) for the grids, then 27 passes over the cells and the pairs looked at.
  func pairs(
    later: NearbyGrid, earlier: NearbyGrid, places: (_ later: Int, _ earlier: Int) -> (LonLat, LonLat)?,
    body: (_ later: Int, _ earlier: Int, _ metres: Double) -> Void
  ) {
    for step in NearbyGrid.steps {
      var other = 0
      for (at, cell) in later.cells.enumerated() {
        let wanted = NearbyGrid.Cell(item: cell.item, key: cell.key + step)
        while other < earlier.cells.count, earlier.cells[other] < wanted { other += 1 }
        guard other < earlier.cells.count else { break }
        guard earlier.cells[other] == wanted else { continue }
        link(
          later.entries[later.starts[at]..<later.starts[at + 1]],
          earlier.entries[earlier.starts[other]..<earlier.starts[other + 1]], places, body)
      }
    }
  }

  private func link(
    _ later: ArraySlice<NearbyGrid.Entry>, _ earlier: ArraySlice<NearbyGrid.Entry>,
    _ places: (Int, Int) -> (LonLat, LonLat)?, _ body: (Int, Int, Double) -> Void
  ) {
    var end = earlier.startIndex
    for one in later {
      while end < earlier.endIndex, isEarlier(earlier[end], than: one) { end += 1 }
      var found = 0
      var at = end
      while at > earlier.startIndex, found < most, one.time - earlier[at - 1].time <= gap {
        at -= 1
        guard let metres = metres(one, earlier[at], places) else { continue }
        found += 1
        body(one.index, earlier[at].index, metres)
      }
    }
  }

  private func isEarlier(_ one: NearbyGrid.Entry, than other: NearbyGrid.Entry) -> Bool {
    if one.time != other.time { return one.time < other.time }
    return switch ties {
    case .none: false
    case .byIndex: one.index < other.index
    }
  }

  /// The way over the ground; `nil` when it is too long. The chord decides first: it is the cheaper bound.
  private func metres(
    _ a: NearbyGrid.Entry, _ b: NearbyGrid.Entry, _ places: (Int, Int) -> (LonLat, LonLat)?
  ) -> Double? {
    let (x, y, z) = (a.x - b.x, a.y - b.y, a.z - b.z)
    let limit = distance + 1e-6
    guard x * x + y * y + z * z <= limit * limit, let (p, q) = places(a.index, b.index) else { return nil }
    let metres = GeodesicMeasure.distance(p, q)
    return metres <= distance ? metres : nil
  }
}
