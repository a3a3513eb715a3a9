internal import ZoneAnalysis
internal import ZoneGeometry
internal import ZoneModel

/// Which roads are to be walked: all, or those with blind ground.
struct WantedStreets {
  let survey: ZoneSurvey
  /// Numbers of the zones, ascending.
  let zones: [Int]
  /// Zones walked whole, whatever was seen of them.
  let whole: Set<Int>
  /// Blind spots on them.
  let spots: [BlindSpot]
  /// Whether ground seen longer ago than its interval counts as blind.
  let countsOverdue: Bool
  /// Whether everything is walked.
  let isAll: Bool

  init(_ list: BlindSpotList, _ options: PlanOptions, mustVisit: ZonePattern) {
    survey = list.survey
    let all = survey.zones.zones
    func isWanted(_ zone: Int) -> Bool {
      all[zone].boundary.isRoad && options.stops.kinds.map { $0.contains(all[zone].kind) } ?? true
    }
    let walksAll = options.streets.walksAll
    isAll = walksAll
    spots = swept(list, options.stops).filter { $0.zoneNumber.map(isWanted) ?? false }
    countsOverdue = options.stops.causes.contains(.overdue)
    // what was looked at too little, or not for an item, is blind as a whole
    let thin = spots.filter { !Self.bySight.contains($0.cause) }.compactMap(\.zoneNumber)
    let must = all.indices.filter { isWanted($0) && mustVisit.matches(all[$0].id) }
    let named = all.indices.filter { walksAll && isWanted($0) }
    whole = Set(thin + must + named)
    zones = whole.union(spots.compactMap(\.zoneNumber)).sorted()
  }

  private static let bySight: Set<Cause> = [.neverVisited, .unseenPart, .noAccess, .overdue]
}

/// Measures what pieces of street hold of blind ground. Lives in one task.
final class StreetMeasure {
  struct Look {
    var gain = 0.0
    var isRequired = false
  }

  private let wanted: WantedStreets
  private let plane: Plane
  private let kernel = CoverageKernel()
  private let isWanted: Set<Int>
  private var planes: [PlaneDefinition: Plane] = [:]
  private var footprints: [Int: [Footprint]] = [:]
  /// Metres of blind ground that make a piece worth walking, and the share of a short one that does.
  private static let least = (metres: 10.0, share: 0.5)

  init(_ wanted: WantedStreets, _ plane: Plane) throws {
    self.wanted = wanted
    self.plane = plane
    isWanted = Set(wanted.zones)
    planes[plane.definition] = plane
    for zone in wanted.zones {
      let own = wanted.survey.zones.planes[zone]
      if planes[own] == nil { planes[own] = try Plane(own) }
      footprints[zone] = seeing(zone)
    }
  }

  func look(at piece: StreetPieces.Piece) throws -> Look {
    var look = Look()
    for zone in piece.owners where isWanted.contains(zone) {
      guard case .road(_, let width) = wanted.survey.zones.zones[zone].boundary else { continue }
      let line = try line(piece, zone)
      let metres = length(of: line)
      let seen = kernel.seen(of: [line], by: footprints[zone] ?? []).reduce(0) { $0 + length(of: $1) }
      let blind = max(0, metres - seen)
      let isBlind = blind >= min(Self.least.metres, Self.least.share * metres)
      guard isBlind || wanted.whole.contains(zone) else { continue }
      look.isRequired = true
      look.gain += blind * width
    }
    return look
  }

  private func line(_ piece: StreetPieces.Piece, _ zone: Int) throws -> [PlanePoint] {
    let own = wanted.survey.zones.planes[zone]
    guard own != plane.definition, let target = planes[own] else { return piece.points }
    return try piece.points.map { try target.forward(plane.inverse($0)) }
  }

  /// The footprints that leave what is blind.
  private func seeing(_ zone: Int) -> [Footprint] {
    let sightings = wanted.survey.sights[zone].sightings
    guard wanted.countsOverdue, let asOf = wanted.survey.asOf else { return sightings.footprints }
    return sightings.since(asOf - wanted.survey.zones.zones[zone].revisitDays * 86_400)
  }
}
