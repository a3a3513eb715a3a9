internal import ZoneFormats
internal import ZoneGeometry
internal import ZoneModel

/// Findings part by part, each a set of its own, so that files of any size need little memory.
///
/// Lives in one task.
final class FindingStream {
  /// The names of all properties of all files.
  let names: [String]
  /// Findings given out so far.
  private(set) var count = 0
  private(set) var rejections: [Rejection] = []

  private let options: InputOptions
  private let reporter: Reporter
  private let streams: [LayerStream]
  private let engine = GeometryEngine()
  private var file = 0
  private var placing: Placing?

  /// Opens all files.
  ///
  /// - Parameter tellsNumbers: for an output in JSON; see `LayerStream`.
  init(
    _ options: InputOptions, partSize: Int = LayerStream.usualPartSize, tellsNumbers: Bool = false,
    reporter: Reporter = .silent
  ) throws {
    self.options = options
    self.reporter = reporter
    streams = try options.findings.map {
      try LayerStream($0, options.reading, partSize: partSize, tellsNumbers: tellsNumbers)
    }
    var seen: Set<String> = []
    names = streams.flatMap(\.names).filter { seen.insert($0).inserted }
  }

  /// Whether findings of any file may have one of our fields.
  func has(_ field: String) -> Bool {
    streams.contains { FieldNames($0.names, renamed: options.fields)[field] != nil }
  }

  /// The next findings and the number of the file they stand in; `nil` behind the last. A part may hold none.
  ///
  /// - Throws: `Problem` when a file cannot be read, or at the end (`.badData`) when there was no finding.
  func next() throws -> (findings: FindingSet, file: Int)? {
    while file < streams.count {
      guard let layer = try streams[file].next() else {
        file += 1
        placing = nil
        continue
      }
      layer.notices.forEach(reporter.notice)
      let placing =
        try placing ?? Placing(InputOptions.datum(options.findingsDatum, file, layer), file: layer.name)
      self.placing = placing
      var set = FindingSet()
      try set.add(layer, placing, engine, options)
      count += set.count
      rejections += set.rejections
      report()
      return (set, file)
    }
    if count == 0 { throw nothingUsable(options.findings, rejections) }
    return nil
  }

  /// About how many findings there will be in all, told from those given out so far.
  var expectedCount: Int {
    let progress = streams.map(\.progress).reduce((done: 0, of: 0)) { ($0.done + $1.done, $0.of + $1.of) }
    guard progress.done > 0 else { return count }
    return Int(Double(count) * max(1, Double(progress.of) / Double(progress.done)))
  }

  private func report() {
    let progress = streams[file].progress
    let path = streams[file].path
    guard progress.of > 0 else { return }
    reporter.progress(
      Progress(Phrase("reading \(path)", zh: "读取 \(path)"), done: progress.done, of: progress.of))
  }
}
