internal import ZoneAnalysis
internal import ZoneGeometry
internal import ZoneModel

/// Who lies beside zones that need an answer, and who would be the natural one to answer for them.
struct ZoneNeighbourhood {
  struct Answer {
    /// Longest first.
    var borders: [TilingCheck.Border] = []
    var suggestion: Int?
  }

  private let zones: ZoneSet
  private let isValid: [Bool]
  /// Zones that are valid and have a responsible body.
  private let owned: [Int]

  init(_ zones: ZoneSet, isValid: [Bool]) throws {
    self.zones = zones
    self.isValid = isValid
    owned = zones.zones.indices.filter { isValid[$0] && zones.zones[$0].owner != nil }
  }

  /// By zone number: its neighbours among the zones of its kind that have a responsible body, and a suggestion:
  /// the neighbour with the longest shared border; where there is none, or the boundary is out of date, the
  /// smallest such zone that holds its middle.
  ///
  /// - Complexity: O(*n*) in the vertices of the zones of the same kinds.
  func neighbours(of wanted: [Int]) throws -> [Int: Answer] {
    if wanted.isEmpty || owned.isEmpty { return [:] }
    var answers: [Int: Answer] = [:]
    for (kind, members) in Dictionary(grouping: wanted, by: { zones.zones[$0].kind }) {
      let others = owned.filter { zones.zones[$0].kind == kind && !zones.zones[$0].boundary.isRoad }
      for (zone, borders) in try borders(of: members, with: others) {
        answers[zone] = Answer(borders: borders, suggestion: borders.first?.zone)
      }
    }
    let holders = try holders(of: wanted)
    for zone in wanted {
      if !isValid[zone] || answers[zone]?.suggestion == nil {
        answers[zone, default: Answer()].suggestion = holders[zone] ?? answers[zone]?.suggestion
      }
    }
    return answers
  }

  private func borders(
    of members: [Int], with others: [Int]
  ) throws -> [(zone: Int, borders: [TilingCheck.Border])] {
    let areas = members.filter { !zones.zones[$0].boundary.isRoad }
    guard let first = areas.first, !others.isEmpty else { return [] }
    let plane = try Plane(zones.planes[first])
    let around = others.map { (try? ground($0, plane)) ?? MultiPolygon() }
    let lengths = TilingCheck.borders(
      of: areas.map { (try? ground($0, plane)) ?? MultiPolygon() }, with: around)
    return zip(areas, lengths).map { zone, lengths in
      (zone, lengths.map { .init(zone: others[$0.zone], length: $0.length) }.filter { $0.zone != zone })
    }
  }

  private func ground(_ zone: Int, _ plane: Plane) throws -> MultiPolygon<PlanePoint> {
    guard case .ground(let ground) = zones.zones[zone].boundary else { return MultiPolygon() }
    return try plane.forward(ground)
  }

  /// The smallest owned zone that covers an inner point of each; zones nobody holds are left out.
  private func holders(of wanted: [Int]) throws -> [Int: Int] {
    let engine = GeometryEngine()
    let middles = try wanted.map {
      try engine.interiorPoint(of: zones.zones[$0].boundary.geometry) ?? LonLat(.nan, .nan)
    }
    let hits = try zones.locator().locate(middles.map(\.lon), middles.map(\.lat))
    var holders: [Int: Int] = [:]
    let isOwned = Set(owned)
    for (place, zone) in wanted.enumerated() {
      holders[zone] = hits[place].lazy.map { Int($0) }.first { $0 != zone && isOwned.contains($0) }
    }
    return holders
  }
}
