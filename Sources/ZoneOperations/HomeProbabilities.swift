internal import ZoneAnalysis
internal import ZoneGeometry
internal import ZoneModel

/// How likely findings of stated accuracy truly lie in the zone they were mapped to.
final class HomeProbabilities {
  private let zones: ZoneSet
  private let engine = GeometryEngine()
  private var planes: [PlaneDefinition: Plane] = [:]
  private var grounds: [Int: MultiPolygon<PlanePoint>] = [:]

  init(_ zones: ZoneSet) { self.zones = zones }

  /// A share a finding, not a number where its accuracy is not known or it lies in no zone; empty when no
  /// finding states an accuracy.
  func shares(of findings: FindingSet, _ hits: ZoneHits) throws -> [Double] {
    guard let accuracies = findings.numbers("accuracy_m") else { return [] }
    return try (0..<findings.count).map { i in
      guard let home = hits.home(of: i), accuracies[i] >= 0 else { return .nan }
      let p = try plane(of: home).forward(findings.place(i))
      return PositionProbability.share(of: p, accuracy: accuracies[i], in: try ground(of: home))
    }
  }

  private func plane(of zone: Int) throws -> Plane {
    if let plane = planes[zones.planes[zone]] { return plane }
    let plane = try Plane(zones.planes[zone])
    planes[zones.planes[zone]] = plane
    return plane
  }

  /// The zone's ground in its plane; of a road what lies within half its width.
  private func ground(of zone: Int) throws -> MultiPolygon<PlanePoint> {
    if let ground = grounds[zone] { return ground }
    let plane = try plane(of: zone)
    let made =
      switch zones.zones[zone].boundary {
      case .ground(let ground): try plane.forward(ground)
      case .road(let lines, let width):
        try engine.buffer(.multiLine(lines.map { try plane.forward($0) }), by: width / 2)
      }
    grounds[zone] = made
    return made
  }
}
