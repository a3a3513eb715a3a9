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
  findings.unusableAccuracies().notices.forEach(reporter.notice)
  try mapper.check.notices(of: findings).forEach(reporter.notice)
  return map
}

/// Maps findings and writes each with its zones; the findings are read, mapped and written part by part, so
/// that files of any size need little memory.
///
/// - Parameters:
///   - nearest: for a finding in no zone, the nearest zone within so many metres is named.
///   - expects: count also by the probabilities that the findings lie in zones.
///   - threads: so many read, map and put into words. The output is the same.
/// - Throws: `Problem` when an input cannot be used at all, or the output cannot be written; then there is no
///   output. `ClosedPipe` when the reader of standard output has gone.
public func mapFindings(
  _ options: InputOptions, nearest: Double? = nil, expects: Bool = false, writing: OutputOptions,
  to target: OutputTarget, threads: Int = 1, partSize: Int = LayerStream.usualPartSize,
  reporter: Reporter = .silent
) throws -> MapTally {
  let zones = try loadZones(options, threads: threads, reporter: reporter)
  let output = try PartedOutput(target)
  let stream = try FindingStream(
    options, partSize: partSize, tellsNumbers: target.format != .csv, threads: threads)
  let task = MapTask(
    options: options, nearest: nearest, expects: expects, writing: writing,
    notation: threads > 1 ? output.notation : nil,
    names: stream.names, labels: ZoneLabels(zones.zones), hasAccuracy: stream.has("accuracy_m"),
    tally: MapTally(zones),
    areas: options.judge == .automatic
      ? SharedAreas(zones.zones, homeOrder: zones.homeOrder, threads: threads) : nil)
  task.areas?.prepare(for: try stream.expectedCount())
  var mapped = MappedFindings(task, output, reporter)
  let worker = try inOrder(
    threads: threads, source: stream, take: { try $0.cut() }, worker: { try PartMapper(task) },
    work: { try $0.map($1) }, use: { try mapped.use($0) })
  try mapped.finish(worker?.mapper.check ?? task.mapper().check)
  try output.commit()
  return mapped.tally
}

/// What is to be done with every part of the findings.
private struct MapTask: Sendable {
  let options: InputOptions
  let nearest: Double?
  let expects: Bool
  let writing: OutputOptions
  /// `nil`: parts are not put into words by those who map them.
  let notation: RowsNotation?
  /// The names of the properties of all files.
  let names: [String]
  let labels: ZoneLabels
  /// Whether any file states accuracies: then the column stands in all parts.
  let hasAccuracy: Bool
  /// Of no findings.
  let tally: MapTally
  let areas: SharedAreas?

  var zones: ZoneSet { tally.zones }

  func mapper() throws -> FindingMapper {
    try FindingMapper(
      zones, judge: options.judge, nearest: nearest, expects: expects, sharing: areas)
  }

  /// A part as it is written.
  func layer(_ map: FindingMap, _ words: ZoneWords) throws -> OutputLayer {
    var layer = try map.outputLayer(writing, words)
    layer.carriedNames = names
    return layer
  }
}

/// Reads and maps parts of the findings. Lives in one task.
private final class PartMapper {
  struct Part: Sendable {
    let source: FindingPart
    let tally: MapTally
    let rows: Rows
  }

  enum Rows: Sendable {
    /// As the output has them.
    case text(RowsText)
    /// To be put into words by the one who writes.
    case map(FindingMap)
  }

  private let task: MapTask
  let mapper: FindingMapper
  private let reader: FindingReader
  private let words: ZoneWords

  init(_ task: MapTask) throws {
    self.task = task
    mapper = try task.mapper()
    reader = FindingReader(task.options)
    words = ZoneWords(task.labels)
  }

  func map(_ piece: FindingStream.Piece) throws -> Part {
    var source = try reader.read(piece)
    var map = try mapper.map(source.findings)
    if task.hasAccuracy {
      source.unusable = source.findings.unusableAccuracies()
      if map.probabilities.isEmpty {
        map.probabilities = [Double](repeating: .nan, count: map.findings.count)
      }
    }
    var tally = task.tally
    tally.add(map.hits)
    tally.add(map.expected)
    guard let notation = task.notation else { return Part(source: source, tally: tally, rows: .map(map)) }
    let text = try RowsWriter(task.layer(map, words), notation).text(0..<map.findings.count)
    source.findings.forgetLayers()
    return Part(source: source, tally: tally, rows: .text(text))
  }
}

/// What has come of the findings so far; behind the last what the places themselves say of their datum.
private struct MappedFindings {
  private(set) var tally: MapTally
  private let task: MapTask
  private let output: PartedOutput
  private let reporter: Reporter
  private let words: ZoneWords
  private var joint = FindingJoint()
  private var unusable = UnusableValues()
  /// One a file.
  private var samples: [PlaceSample]

  init(_ task: MapTask, _ output: PartedOutput, _ reporter: Reporter) {
    self.task = task
    self.output = output
    self.reporter = reporter
    tally = task.tally
    words = ZoneWords(task.labels)
    samples = [PlaceSample](repeating: PlaceSample(), count: task.options.findings.count)
  }

  mutating func use(_ part: PartMapper.Part) throws {
    var source = part.source
    try joint.join(&source)
    source.tell(reporter)
    samples[source.file].add(source.findings)
    tally.add(part.tally)
    tally.rejections += source.findings.rejections
    unusable.add(source.unusable)
    switch part.rows {
    case .text(let text): try output.append(text)
    case .map(let map): try output.append(task.layer(map, words))
    }
  }

  func finish(_ check: DatumCheck) throws {
    try joint.finish(task.options)
    unusable.notices.forEach(reporter.notice)
    for (file, sample) in zip(task.options.findings, samples) {
      guard let datum = sample.datum else { continue }
      try check.notice(of: sample.places, readAs: datum, file: file, what: DatumCheck.findings)
        .map(reporter.notice)
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
  init(
    _ zones: ZoneSet, judge: ZoneLocator.Engine, nearest: Double?, expects: Bool = false,
    sharing areas: SharedAreas? = nil
  ) throws {
    self.zones = zones
    locator = try zones.locator(judge: judge, sharing: areas)
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
  ///
  /// - Parameter areas: of these zones, for the locators of several threads.
  func locator(
    judge: ZoneLocator.Engine = .automatic, sharing areas: SharedAreas? = nil
  ) throws -> ZoneLocator {
    try ZoneLocator(
      zones, homeOrder: areas?.homeOrder ?? homeOrder, planes: planes, judge: judge, sharing: areas)
  }

  /// A locator over these zones, for one task, whose index so many threads make.
  func locator(threads: Int) throws -> ZoneLocator {
    try locator(sharing: SharedAreas(zones, homeOrder: homeOrder, threads: threads))
  }
}
