public import ZoneAnalysis
public import ZoneFormats
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

  /// How many findings lie where.
  public var tally: MapTally {
    var tally = MapTally(zones)
    tally.add(hits)
    tally.rejections = findings.rejections
    return tally
  }
}

/// Maps findings to the zones that cover them, edges included.
///
/// - Parameter nearest: for a finding in no zone, the nearest zone within so many metres is named.
/// - Throws: `Problem` when an input cannot be used at all.
public func mapFindings(
  _ options: InputOptions, nearest: Double? = nil, reporter: Reporter = .silent
) throws -> FindingMap {
  let mapper = try FindingMapper(options, nearest: nearest, reporter: reporter)
  let findings = try loadFindings(options, reporter: reporter)
  reporter.progress(Progress(Phrase("locating findings", zh: "匹配区域"), done: 0, of: findings.count))
  let map = try mapper.map(findings)
  try DatumCheck(zones: mapper.zones, locator: mapper.locator).notices(of: findings).forEach(reporter.notice)
  return map
}

/// Maps findings and writes each with its zones; the findings are read, mapped and written part by part, so
/// that files of any size need little memory.
///
/// - Parameters:
///   - nearest: for a finding in no zone, the nearest zone within so many metres is named.
///   - threads: 1, or 2: one reads and maps while the other writes. The output is the same.
/// - Throws: `Problem` when an input cannot be used at all, or the output cannot be written; then there is no
///   output. `ClosedPipe` when the reader of standard output has gone.
public func mapFindings(
  _ options: InputOptions, nearest: Double? = nil, writing: OutputOptions, to target: OutputTarget,
  threads: Int = 1, partSize: Int = LayerStream.usualPartSize, reporter: Reporter = .silent
) throws -> MapTally {
  if target.format == .geopackage {
    let map = try mapFindings(options, nearest: nearest, reporter: reporter)
    try write(map.outputLayer(writing), to: target)
    return map.tally
  }
  let mapper = try FindingMapper(options, nearest: nearest, reporter: reporter)
  let stream = try FindingStream(
    options, partSize: partSize, tellsNumbers: target.format != .csv, reporter: reporter)
  var samples = [PlaceSample](repeating: PlaceSample(), count: options.findings.count)
  var tally = MapTally(mapper.zones)
  let words = ZoneWords(mapper.zones.zones)
  let output = try PartedOutput(target)
  let hasAccuracy = stream.has("accuracy_m")
  try inTurns(
    threads: threads,
    make: {
      guard let part = try stream.next() else { return nil }
      samples[part.file].add(part.findings)
      mapper.locator.expect(stream.expectedCount)
      var map = try mapper.map(part.findings)
      // the column stands in all parts when one file states accuracies
      if hasAccuracy, map.probabilities.isEmpty {
        map.probabilities = [Double](repeating: .nan, count: part.findings.count)
      }
      return map
    },
    use: { (map: FindingMap) in
      tally.add(map.hits)
      var layer = try map.outputLayer(writing, words)
      layer.carriedNames = stream.names
      try output.append(layer)
    })
  try output.commit()
  tally.rejections = stream.rejections
  let check = DatumCheck(zones: mapper.zones, locator: mapper.locator)
  for (index, sample) in samples.enumerated() {
    guard let datum = sample.datum else { continue }
    let notice = try check.notice(
      of: sample.places, readAs: datum, file: options.findings[index], what: Phrase("findings", zh: "问题点"))
    notice.map(reporter.notice)
  }
  return tally
}

/// Maps sets of findings to the same zones. Lives in one task.
final class FindingMapper {
  let zones: ZoneSet
  let locator: ZoneLocator
  private let probabilities: HomeProbabilities
  private let search: NearestZone?
  private let nearest: Double?

  init(_ options: InputOptions, nearest: Double?, reporter: Reporter) throws {
    let zones = try loadZones(options, reporter: reporter)
    self.zones = zones
    locator = try zones.locator(judge: options.judge)
    probabilities = HomeProbabilities(zones)
    self.nearest = nearest
    search = try nearest.map { _ in try NearestZone(zones.zones, planes: zones.planes) }
  }

  func map(_ findings: FindingSet) throws -> FindingMap {
    var map = FindingMap(
      zones: zones, findings: findings, hits: try locator.locate(findings.lons, findings.lats))
    map.probabilities = try probabilities.shares(of: findings, map.hits)
    guard let search, let nearest else { return map }
    map.hasNearest = true
    for i in 0..<findings.count where map.hits.home(of: i) == nil {
      guard let found = try search.nearest(to: findings.place(i), within: nearest) else { continue }
      map.nearest[i] = FindingMap.Nearest(zone: found.zone, metres: found.distance)
    }
    return map
  }
}

extension ZoneSet {
  /// A locator over these zones, for one task.
  func locator(judge: ZoneLocator.Engine = .automatic) throws -> ZoneLocator {
    try ZoneLocator(zones, homeOrder: homeOrder, planes: planes, judge: judge)
  }
}
