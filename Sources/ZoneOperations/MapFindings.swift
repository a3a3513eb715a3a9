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
  /// What the zones expect of these findings, where that was asked for.
  public var expected: ExpectedCounts?

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
    tally.expected = expected
    tally.rejections = findings.rejections
    return tally
  }
}

/// Maps findings to the zones that cover them, edges included.
///
/// - Parameters:
///   - nearest: for a finding in no zone, the nearest zone within so many metres is named.
///   - expects: count also by the probabilities that the findings lie in zones.
/// - Throws: `Problem` when an input cannot be used at all.
public func mapFindings(
  _ options: InputOptions, nearest: Double? = nil, expects: Bool = false, reporter: Reporter = .silent
) throws -> FindingMap {
  let mapper = try FindingMapper(
    loadZones(options, reporter: reporter), judge: options.judge, nearest: nearest, expects: expects)
  let findings = try loadFindings(options, reporter: reporter)
  reporter.progress(Progress(Phrase("locating findings", zh: "匹配区域"), done: 0, of: findings.count))
  let map = try mapper.map(findings)
  try mapper.check.notices(of: findings).forEach(reporter.notice)
  return map
}

/// Maps findings and writes each with its zones; the findings are read, mapped and written part by part, so
/// that files of any size need little memory.
///
/// - Parameters:
///   - nearest: for a finding in no zone, the nearest zone within so many metres is named.
///   - expects: count also by the probabilities that the findings lie in zones.
///   - threads: 1, or 2: one reads and maps while the other writes. The output is the same.
/// - Throws: `Problem` when an input cannot be used at all, or the output cannot be written; then there is no
///   output. `ClosedPipe` when the reader of standard output has gone.
public func mapFindings(
  _ options: InputOptions, nearest: Double? = nil, expects: Bool = false, writing: OutputOptions,
  to target: OutputTarget, threads: Int = 1, partSize: Int = LayerStream.usualPartSize,
  reporter: Reporter = .silent
) throws -> MapTally {
  let zones = try loadZones(options, reporter: reporter)
  var tally = MapTally(zones)
  let words = ZoneWords(zones.zones)
  let output = try PartedOutput(target)
  let tellsNumbers = target.format != .csv
  try inTurns(
    threads: threads,
    maker: {
      let mapper = try FindingMapper(zones, judge: options.judge, nearest: nearest, expects: expects)
      return MappedStream(
        try FindingStream(options, partSize: partSize, tellsNumbers: tellsNumbers), mapper, options)
    },
    make: { try $0.next() },
    use: { part in
      part.source?.tell(reporter)
      part.notices.forEach(reporter.notice)
      guard let map = part.map else { return }
      tally.add(map.hits)
      tally.add(map.expected)
      tally.rejections += map.findings.rejections
      var layer = try map.outputLayer(writing, words)
      layer.carriedNames = part.names
      try output.append(layer)
    })
  try output.commit()
  return tally
}

/// Findings read and mapped part by part; behind the last part what the places themselves say of their datum.
///
/// Lives in one task; its parts may leave it.
private final class MappedStream {
  struct Part: Sendable {
    /// Where the findings came from; `nil` behind the last.
    var source: FindingStream.Part?
    var map: FindingMap?
    /// The names of the properties of all files.
    var names: [String]
    var notices: [Notice] = []
  }

  private let stream: FindingStream
  private let mapper: FindingMapper
  private let hasAccuracy: Bool
  private let files: [String]
  /// One a file.
  private var samples: [PlaceSample]
  private var isChecked = false

  init(_ stream: FindingStream, _ mapper: FindingMapper, _ options: InputOptions) {
    self.stream = stream
    self.mapper = mapper
    hasAccuracy = stream.has("accuracy_m")
    files = options.findings
    samples = [PlaceSample](repeating: PlaceSample(), count: files.count)
  }

  func next() throws -> Part? {
    guard let part = try stream.next() else {
      defer { isChecked = true }
      return isChecked ? nil : Part(names: stream.names, notices: try notices())
    }
    samples[part.file].add(part.findings)
    mapper.locator.expect(stream.expectedCount)
    var map = try mapper.map(part.findings)
    // the column stands in all parts when one file states accuracies
    if hasAccuracy, map.probabilities.isEmpty {
      map.probabilities = [Double](repeating: .nan, count: part.findings.count)
    }
    return Part(source: part, map: map, names: stream.names)
  }

  private func notices() throws -> [Notice] {
    try zip(files, samples).compactMap { file, sample in
      guard let datum = sample.datum else { return nil }
      return try mapper.check.notice(of: sample.places, readAs: datum, file: file, what: DatumCheck.findings)
    }
  }
}

/// Maps sets of findings to the same zones. Lives in one task.
final class FindingMapper {
  let zones: ZoneSet
  let locator: ZoneLocator
  private let probabilities: HomeProbabilities
  private let expecting: ExpectedCounter?
  private let search: NearestZone?
  private let nearest: Double?

  /// - Parameter nearest: metres.
  init(_ zones: ZoneSet, judge: ZoneLocator.Engine, nearest: Double?, expects: Bool = false) throws {
    self.zones = zones
    locator = try zones.locator(judge: judge)
    probabilities = HomeProbabilities(zones)
    expecting = expects ? try ExpectedCounter(zones) : nil
    self.nearest = nearest
    search = try nearest.map { _ in try NearestZone(zones.zones, planes: zones.planes) }
  }

  var check: DatumCheck { DatumCheck(zones: zones, locator: locator) }

  func map(_ findings: FindingSet) throws -> FindingMap {
    var map = FindingMap(
      zones: zones, findings: findings, hits: try locator.locate(findings.lons, findings.lats))
    map.probabilities = try probabilities.shares(of: findings, map.hits)
    map.expected = expecting?.counts(of: findings, map.hits)
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
