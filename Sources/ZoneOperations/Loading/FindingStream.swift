internal import ZoneFormats
internal import ZoneGeometry
internal import ZoneModel
internal import ZoneStore

/// The findings of all files piece by piece, so that files of any size need little memory. Pieces are read by
/// `FindingReader`s and put together by a `FindingJoint`.
///
/// Lives in one task at a time; its pieces may leave it.
final class FindingStream {
  /// Some of the findings of a file, not yet read.
  struct Piece: Sendable {
    let records: LayerPiece
    /// The file's place among all.
    let file: Int
    let datum: Datum
    /// `nil` when it is not known how far the file has been read.
    let progress: Progress?
  }

  /// The names of all properties of all files.
  let names: [String]

  private let options: InputOptions
  private let streams: [LayerStream]
  private var file = 0
  /// What the coordinates of the file at hand are.
  private var datum: Datum?
  /// The first piece and its findings, until it is taken.
  private var first: Piece?
  private var firstCount = 0

  /// Opens all files.
  ///
  /// - Parameters:
  ///   - partSize: bytes of text a piece.
  ///   - tellsNumbers: for an output in JSON; see `LayerStream`.
  ///   - threads: so many read what must be read twice.
  /// - Throws: `Problem` when a file cannot be read.
  init(
    _ options: InputOptions, partSize: Int = LayerStream.usualPartSize, tellsNumbers: Bool = false,
    threads: Int = 1
  ) throws {
    self.options = options
    streams = try options.findings.indices.map {
      try options.stream(.findings, $0, partSize: partSize, tellsNumbers: tellsNumbers, threads: threads)
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
  /// - Throws: `Problem` when a file cannot be read.
  func cut() throws -> Piece? {
    if let piece = first {
      first = nil
      return piece
    }
    while file < streams.count {
      if let records = try streams[file].cut() { return try piece(records) }
      file += 1
      datum = nil
    }
    return nil
  }

  /// What a file says of its datum is known when its first piece has been read.
  private func piece(_ records: LayerPiece) throws -> Piece {
    if let datum { return Piece(records: records, file: file, datum: datum, progress: progress) }
    let part = try records.read()
    let datum = InputOptions.datum(options.findingsDatum, file, part.layer)
    self.datum = datum
    return Piece(records: LayerPiece(part), file: file, datum: datum, progress: progress)
  }

  /// About how many findings there are in all, told from the first piece, which is read now.
  ///
  /// - Throws: as `cut()`.
  func expectedCount() throws -> Int {
    guard first == nil, let piece = try cut() else { return 0 }
    first = piece
    let count = try piece.records.read().layer.count
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

/// Some of the findings of a file, read, and what is to be told with them.
struct FindingPart: Sendable {
  /// May hold none. Rejected records are counted from the part's first until `FindingJoint` has joined it.
  var findings: FindingSet
  /// What its findings state that cannot be used, where somebody asked; records as those of the rejected.
  var unusable = UnusableValues()
  let file: Int
  fileprivate(set) var notices: [Notice]
  let progress: Progress?
  fileprivate let seam: LayerSeam

  func tell(_ reporter: Reporter) {
    notices.forEach(reporter.notice)
    progress.map(reporter.progress)
  }
}

/// Reads pieces of findings. Lives in one task.
final class FindingReader {
  private let options: InputOptions
  private let engine = GeometryEngine()
  /// The way to WGS 84 from the datum of a file, which is kept for its next piece.
  private var placing: (file: Int, way: Placing)?

  init(_ options: InputOptions) { self.options = options }

  /// - Throws: `Problem` where a file is damaged, or its datum cannot be used.
  func read(_ piece: FindingStream.Piece) throws -> FindingPart {
    let part = try piece.records.read()
    var set = FindingSet()
    try set.add(
      part.layer, placing(of: piece, part.layer.name), engine, options.fields(.findings, piece.file))
    return FindingPart(
      findings: set, file: piece.file, notices: part.layer.notices, progress: piece.progress, seam: part.seam)
  }

  private func placing(of piece: FindingStream.Piece, _ name: String) throws -> Placing {
    if let placing, placing.file == piece.file { return placing.way }
    let way = try Placing(piece.datum, file: name)
    placing = (piece.file, way)
    return way
  }
}

/// Puts the parts of all files together, in their order.
struct FindingJoint {
  private var file = 0
  private var records = LayerJoint()
  /// Findings so far.
  private var count = 0
  private var rejections: [Rejection] = []

  /// Joins the next part to those before.
  ///
  /// - Throws: `Problem(.badData)` when its file is cut off in it.
  mutating func join(_ part: inout FindingPart) throws {
    if part.file != file { records = LayerJoint() }
    file = part.file
    let context = try records.join(part.seam)
    part.notices += context.notices
    if context.recordsBefore > 0 {
      part.findings.count(recordsBefore: context.recordsBefore)
      part.unusable.count(recordsBefore: context.recordsBefore)
    }
    count += part.findings.count
    // kept only for the message that nothing can be used
    if count == 0 { rejections += part.findings.rejections }
  }

  /// - Throws: `Problem(.badData)` when there was no finding.
  func finish(_ options: InputOptions) throws {
    if count == 0 { throw nothingUsable(options.findings, rejections) }
  }
}

extension FindingSet {
  /// Counts the rejected records from the first of their file.
  fileprivate mutating func count(recordsBefore: Int) {
    for index in rejections.indices { rejections[index].record += recordsBefore }
  }
}
