public import ZoneAnalysis
internal import ZoneFormats
internal import ZoneGeometry
internal import ZoneModel

/// Findings and the zones they lie in.
public struct FindingMap: Sendable {
  public var zones: ZoneSet
  public var findings: FindingSet
  public var hits: ZoneHits
  /// Per finding in no zone: the nearest zone and its distance in metres, when one was asked for and found.
  public var nearest: [Int: Nearest] = [:]
  /// Whether the nearest zone was asked for.
  public var hasNearest = false

  /// Per finding: how likely it truly lies in its home, where its accuracy is known; else not a number. Empty
  /// when no finding states one.
  public var probabilities: [Double] = []

  public struct Nearest: Sendable, Hashable {
    public var zone: Int
    public var metres: Double
  }

  /// Findings in at least one zone.
  public var inside: Int { hits.covered }
  /// Findings in none.
  public var outside: Int { findings.count - inside }
}

/// Maps findings to the zones that cover them, edges included.
///
/// - Parameter nearest: for a finding in no zone, the nearest zone within so many metres is named.
/// - Throws: `Problem` when an input cannot be used at all.
public func mapFindings(
  _ options: InputOptions, nearest: Double? = nil, reporter: Reporter = .silent
) throws -> FindingMap {
  let zones = try loadZones(options, reporter: reporter)
  let findings = try loadFindings(options, reporter: reporter)
  reporter.progress(Progress(Phrase("locating findings", zh: "匹配区域"), done: 0, of: findings.count))
  let locator = try zones.locator(judge: options.judge)
  var map = FindingMap(
    zones: zones, findings: findings, hits: try locator.locate(findings.lons, findings.lats))
  map.probabilities = try HomeProbabilities(zones).shares(of: findings, map.hits)
  try DatumCheck(zones: zones, locator: locator).notices(of: findings).forEach(reporter.notice)
  if let nearest {
    map.hasNearest = true
    let search = try NearestZone(zones.zones, planes: zones.planes)
    for i in 0..<findings.count where map.hits.home(of: i) == nil {
      guard let found = try search.nearest(to: findings.place(i), within: nearest) else { continue }
      map.nearest[i] = FindingMap.Nearest(zone: found.zone, metres: found.distance)
    }
  }
  return map
}

extension ZoneSet {
  /// A locator over these zones, for one task.
  func locator(judge: ZoneLocator.Engine = .automatic) throws -> ZoneLocator {
    try ZoneLocator(zones, homeOrder: homeOrder, planes: planes, judge: judge)
  }
}
