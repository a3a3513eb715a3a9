internal import ZoneAnalysis
internal import ZoneGeometry
internal import ZoneModel

/// How likely findings of stated accuracy truly lie in the zone they were mapped to.
final class HomeProbabilities {
  private let grounds: ZoneGrounds
  private var boundaries: [Int: BoundaryIntegral] = [:]

  init(_ zones: ZoneSet) { grounds = ZoneGrounds(zones) }

  /// A share a finding, not a number where its accuracy is not known or it lies in no zone; empty when no
  /// finding states an accuracy.
  func shares(of findings: FindingSet, _ hits: ZoneHits) throws -> [Double] {
    guard let accuracies = findings.accuracies() else { return [] }
    return try (0..<findings.count).map { i in
      guard let home = hits.home(of: i), !accuracies[i].isNaN else { return .nan }
      let p = try grounds.plane(grounds.zones.planes[home]).forward(findings.place(i))
      return try boundary(of: home).share(of: p, accuracy: accuracies[i])
    }
  }

  private func boundary(of zone: Int) throws -> BoundaryIntegral {
    if let boundary = boundaries[zone] { return boundary }
    let boundary = BoundaryIntegral(try grounds.ground(of: zone))
    boundaries[zone] = boundary
    return boundary
  }
}
