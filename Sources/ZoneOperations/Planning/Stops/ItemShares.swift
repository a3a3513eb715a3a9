internal import ZoneModel

/// Shares a stop's items among teams none of which can look at all of them.
///
/// A stop for which some team has all the items stays whole. Otherwise the team with most of the items gets those,
/// then the one with most of the rest, and so on, each as a stop of its own at the same place; items nobody has are
/// a stop too, so that the plan says so. What the stop shows and is worth is shared by the number of items.
struct ItemShares {
  private let teams: [InspectionTeam]

  init(_ teams: [InspectionTeam]) { self.teams = teams }

  /// - Parameter allowed: per stop the teams that may go there.
  func shared(_ sites: [SweepSite], _ allowed: [[Int]]) -> [SweepSite] {
    zip(sites, allowed).flatMap { site, lawful in
      let parts = parts(of: site, lawful)
      return parts.count < 2 ? [site] : parts.enumerated().map { share(site, $1, number: $0) }
    }
  }

  private func parts(of site: SweepSite, _ lawful: [Int]) -> [Set<String>] {
    let always = site.skills.subtracting(site.items)
    let able = lawful.map { teams[$0] }.filter { $0.canLook(at: always) }
    if able.isEmpty || able.contains(where: { $0.canLook(at: site.skills) }) { return [site.items] }
    var rest = site.items
    var parts: [Set<String>] = []
    while !rest.isEmpty {
      let offers = able.map { $0.skills.intersection(rest) }
      // the first of equals, so that the order of the teams decides
      guard let most = offers.map(\.count).max(), most > 0,
        let part = offers.first(where: { $0.count == most })
      else { break }
      parts.append(part)
      rest.subtract(part)
    }
    return rest.isEmpty ? parts : parts + [rest]
  }

  private func share(_ site: SweepSite, _ part: Set<String>, number: Int) -> SweepSite {
    var site = site
    let share = Double(part.count) / Double(site.items.count)
    site.skills = site.skills.subtracting(site.items).union(part)
    site.items = part
    if number > 0 { site.id += "#\(number + 1)" }
    site.gain *= share
    site.ownGain *= share
    site.value = max(1, (site.value * share).rounded())
    return site
  }
}
