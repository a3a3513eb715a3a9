internal import ZoneModel

/// Which of today's stops are those of an earlier plan: by id, and where the id is gone by place.
struct StopMatches {
  /// Per old stop: the number of today's; each of today's is taken once.
  private(set) var matches: [Int?]
  private(set) var byPlace = 0

  private let old: [PlanFile.Stop]
  private let sites: [SweepSite]
  private let zones: [Zone]
  private var taken: Set<Int> = []

  /// - Parameter radius: metres within which a stop of another id in the same zone is the same place. Ids are
  ///   numbers in a zone, largest ground first: one that means a place farther off than twice that (or 100 m) is
  ///   not the same stop.
  init(_ old: [PlanFile.Stop], _ sites: [SweepSite], _ zones: [Zone], radius: Double) {
    (self.old, self.sites, self.zones) = (old, sites, zones)
    matches = old.map { _ in nil }
    matchIDs(within: max(100, 2 * radius))
    matchPlaces(within: radius)
  }

  private mutating func matchIDs(within limit: Double) {
    let numbers = Dictionary(
      sites.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    for (index, stop) in old.enumerated() {
      guard let site = numbers[stop.id], !taken.contains(site), distance(index, site) <= limit else {
        continue
      }
      take(site, for: index)
    }
  }

  /// The nearest pairs first.
  private mutating func matchPlaces(within limit: Double) {
    let byZone = Dictionary(grouping: sites.indices) { sites[$0].zone.map { zones[$0].id } }
    var pairs: [(distance: Double, old: Int, site: Int)] = []
    for index in old.indices where matches[index] == nil {
      for site in byZone[old[index].zone] ?? [] where !taken.contains(site) {
        let metres = distance(index, site)
        if metres <= limit { pairs.append((metres, index, site)) }
      }
    }
    pairs.sort { ($0.distance, $0.old, $0.site) < ($1.distance, $1.old, $1.site) }
    for pair in pairs where matches[pair.old] == nil && !taken.contains(pair.site) {
      take(pair.site, for: pair.old)
      byPlace += 1
    }
  }

  private mutating func take(_ site: Int, for index: Int) {
    matches[index] = site
    taken.insert(site)
  }

  /// Metres between the nearest corners of two walks, or places.
  private func distance(_ index: Int, _ site: Int) -> Double {
    let there = sites[site].path.map(SpherePoint.init)
    return old[index].path.map(SpherePoint.init).reduce(.infinity) { least, place in
      there.reduce(least) { min($0, place.distance(to: $1)) }
    }
  }
}
