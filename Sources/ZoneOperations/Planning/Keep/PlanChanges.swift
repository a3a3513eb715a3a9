internal import SweepPlanning
public import ZoneModel

/// What a plan does with the one it goes on from.
public struct PlanChanges: Sendable, Hashable {
  /// An old stop, and who has it now.
  public struct Stop: Sendable, Hashable {
    /// Its id in this plan; that of the old one where it is gone.
    public var id: String
    /// Id of the team that had it; `nil`: nobody.
    public var from: String?
    /// Id of the team that has it now; `nil`: nobody.
    public var to: String?
    public var change: Change
    /// Name of the zone, or its id.
    public var zone: String?
  }

  public enum Change: String, Sendable, Hashable, CaseIterable {
    /// With the same team.
    case kept
    /// With another team.
    case moved
    /// Planned then, left out now; the reason stands with what is left out.
    case dropped
    /// Planned then; today there is no such stop: it was seen, or nothing is blind there any more.
    case gone
    /// Planned now, not then.
    case added

    public var title: Phrase {
      switch self {
      case .kept: Phrase("kept", zh: "保留")
      case .moved: Phrase("moved to another team", zh: "改派")
      case .dropped: Phrase("dropped", zh: "取消")
      case .gone: Phrase("gone: no such stop today", zh: "已无此停靠点")
      case .added: Phrase("added", zh: "新增")
      }
    }
  }

  /// In the order of the old plan, then what is added, in the order of the new one.
  public var stops: [Stop] = []
  /// Local midnight of the old plan; `nil` when no stop of it has a time.
  public var day: Instant?
  /// Teams of the old plan that are not there.
  public var absentTeams: [String]
  /// Teams whose route stays as it is.
  public var lockedTeams: [String]
  /// Stops found again by their place, since their id is gone.
  public var matchedByPlace: Int

  public func count(_ change: Change) -> Int { stops.count { $0.change == change } }

  /// What became of a stop of the new plan.
  func change(of id: String) -> Stop? { stops.first { $0.id == id && $0.change != .gone } }

  init(
    _ kept: KeptPlan, _ sites: [SweepSite], _ plan: SweepPlan, _ zones: [Zone], _ time: TimeText
  ) {
    day = kept.file.begins.map(time.midnight)
    absentTeams = kept.absent
    lockedTeams = kept.locked.sorted().map { kept.teams[$0].id }
    matchedByPlace = kept.byPlace
    var team: [Int: Int] = [:]
    for route in plan.routes { for stop in route.stops { team[stop] = route.team } }
    func zone(_ number: Int?) -> String? { number.map { zones[$0].name ?? zones[$0].id } }
    for (old, site) in zip(kept.file.stops, kept.matches) {
      let from = kept.file.teams[old.team].id
      let to = site.flatMap { team[$0] }.map { kept.teams[$0].id }
      let change: Change = site == nil ? .gone : to == nil ? .dropped : to == from ? .kept : .moved
      stops.append(
        Stop(
          id: site.map { sites[$0].id } ?? old.id, from: from, to: to, change: change,
          zone: site.map { zone(sites[$0].zone) } ?? old.zone))
    }
    let known = Set(kept.matches.compactMap { $0 })
    for route in plan.routes {
      for stop in route.stops where !known.contains(stop) {
        stops.append(
          Stop(
            id: sites[stop].id, to: kept.teams[route.team].id, change: .added, zone: zone(sites[stop].zone)))
      }
    }
  }
}
