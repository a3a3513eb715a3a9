internal import ZoneFormats
internal import ZoneGeometry
internal import ZoneModel
internal import ZoneStore

/// Findings part by part, each a set of its own, so that files of any size need little memory.
///
/// Lives in one task; its parts may leave it.
final class FindingStream {
  /// Some of the findings of a file, and what is to be told with them.
  struct Part: Sendable {
    /// May hold none.
    var findings: FindingSet
    /// The file's place among all.
    var file: Int
    var notices: [Notice]
    /// `nil` when it is not known how far the file has been read.
    var progress: Progress?

    func tell(_ reporter: Reporter) {
      notices.forEach(reporter.notice)
      progress.map(reporter.progress)
    }
  }

  /// The names of all properties of all files.
  let names: [String]
  /// Findings given out so far.
  private var count = 0
  private var rejections: [Rejection] = []

  private let options: InputOptions
  private let streams: [LayerStream]
  private let engine = GeometryEngine()
  private var file = 0
  private var placing: Placing?

  /// Opens all files.
  ///
  /// - Parameters:
  ///   - partSize: bytes of text a part.
  ///   - tellsNumbers: for an output in JSON; see `LayerStream`.
  init(
    _ options: InputOptions, partSize: Int = LayerStream.usualPartSize, tellsNumbers: Bool = false
  ) throws {
    self.options = options
    streams = try options.findings.indices.map {
      try options.stream(.findings, $0, partSize: partSize, tellsNumbers: tellsNumbers)
    }
    var seen: Set<String> = []
    names = streams.flatMap(\.names).filter { seen.insert($0).inserted }
  }

  /// Whether findings of any file may have one of our fields.
  func has(_ field: String) -> Bool {
    streams.indices.contains {
      FieldNames(streams[$0].names, renamed: options.fields(.findings, $0))[field] != nil
    }
  }

  /// The next findings; `nil` behind the last.
  ///
  /// - Throws: `Problem` when a file cannot be read, or at the end (`.badData`) when there was no finding.
  func next() throws -> Part? {
    while file < streams.count {
      if let layer = try streams[file].next() { return try part(layer) }
      file += 1
      placing = nil
    }
    if count == 0 { throw nothingUsable(options.findings, rejections) }
    return nil
  }

  private func part(_ layer: Layer) throws -> Part {
    let datum = InputOptions.datum(options.findingsDatum, file, layer)
    let placing = try placing ?? Placing(datum, file: layer.name)
    self.placing = placing
    var set = FindingSet()
    try set.add(layer, placing, engine, options.fields(.findings, file))
    count += set.count
    // kept only for the message that nothing can be used
    if count == 0 { rejections += set.rejections }
    return Part(findings: set, file: file, notices: layer.notices, progress: progress)
  }

  /// About how many findings there will be in all, told from those given out so far.
  var expectedCount: Int {
    let progress = streams.map(\.progress).reduce((done: 0, of: 0)) { ($0.done + $1.done, $0.of + $1.of) }
    guard progress.done > 0 else { return count }
    return Int(Double(count) * max(1, Double(progress.of) / Double(progress.done)))
  }

  private var progress: Progress? {
    let (done, total) = streams[file].progress
    let path = streams[file].path
    guard total > 0 else { return nil }
    return Progress(Phrase("reading \(path)", zh: "读取 \(path)"), done: done, of: total)
  }
}
