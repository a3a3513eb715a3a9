internal import SweepPlanning
internal import ZoneGeometry
internal import ZoneModel

extension SweepSites {
  /// Stops for second looks: one for all that is seen from where one stands in the same zone, as long as the same
  /// teams can look at it.
  ///
  /// Every stop must be visited. Its items are those of what was closed; its value is 100 for each severity × age
  /// ÷ days until due, times the zone's weight.
  init(
    _ list: LookBackList, _ zones: [Zone], _ teams: [InspectionTeam], _ options: StopOptions,
    on day: Instant
  ) {
    self.init()
    var lots: [[Int]: [Int]] = [:]
    for (one, zone) in zip(list.due, list.zones) {
      if let kinds = options.kinds, !(zone.map { kinds.contains(zones[$0].kind) } ?? false) { continue }
      spots += 1
      let items = Set([one.item].compactMap { $0 })
      // what other teams must look at is another stop, though it be the same place
      let lot = [zone ?? -1] + teams.indices.filter { teams[$0].canLook(at: items) }
      let weight = zone.map { zones[$0].weight } ?? 1
      let value = 100 * weight * one.urgency(at: day)
      let near = (lots[lot] ?? []).first { at in
        SpherePoint(sites[at].entry).distance(to: SpherePoint(one.place)) <= options.radius
      }
      if let near {
        sites[near].add(one, value)
      } else if sites.count < options.most {
        lots[lot, default: []].append(sites.count)
        var site = SweepSite(
          id: one.id, path: [one.place], zone: zone, kind: zone.map { zones[$0].kind } ?? .zone, serves: [])
        site.isMandatory = true
        site.add(one, value)
        sites.append(site)
      } else {
        left.append((one.id, tooManyStops(options.most)))
      }
    }
  }

  /// What follows from the kinds of zones.
  mutating func settleLookBacks(_ times: ServiceTimes, radius: Double) {
    for number in sites.indices {
      let rule = times[sites[number].kind]
      sites[number].service = rule.seconds(area: .pi * radius * radius, walk: 0)
      sites[number].hours = rule.hours
      sites[number].skills = rule.skills.union(sites[number].items)
      sites[number].value = max(1, sites[number].value.rounded())
    }
  }
}

extension SweepSite {
  fileprivate mutating func add(_ one: LookBack, _ value: Double) {
    lookBacks.append(one)
    serves.append(one.id)
    if let item = one.item { items.insert(item) }
    self.value += value
  }
}
