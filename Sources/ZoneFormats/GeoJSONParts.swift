internal import ZoneGeometry
internal import ZoneModel

/// Reads a GeoJSON text that comes in one part or in several: the records each part holds whole, then the next.
struct GeoJSONParts {
  /// The text can only be read in one part: rows given out before would have to be taken back.
  struct MustBeWhole: Error {}

  /// Where in the document the next part goes on.
  private enum Stage {
    case start
    /// Before an element of an array: of the `features` of a collection, or of the document.
    case elements
    /// Behind the features of a collection.
    case members
    case sequence
    case end
  }

  private(set) var parser: GeoJSONParser
  private var stage = Stage.start
  /// The collection whose features are being read; `nil` in an array and in a sequence.
  private var top: GeoJSONParser.Record?
  /// Where in the part at hand the document's first object begins; `nil` when it began in an earlier one.
  private var start: JSONScanner.Pointer?
  /// Whether the first part is the last.
  private var isWhole = true

  /// Bytes of text for which a thread is started at least.
  private let leastShare: Int
  /// What other threads have read of the part at hand.
  private var runs = GeoJSONRuns()

  init(_ text: ByteStorage, name: String, leastShare: Int = GeoJSONRuns.leastShare) {
    parser = GeoJSONParser(text, name: name)
    self.leastShare = leastShare
  }

  /// Reads a part from an offset on.
  ///
  /// - Parameter threads: so many read; what they find is the same.
  /// - Returns: the rows, and where the first thing begins that the part may not hold to its end.
  /// - Throws: `Problem(.badData)`, as `GeoJSONReader`; `MustBeWhole` when the first part was not the last.
  mutating func part(
    _ text: ByteStorage, from offset: Int, isLast: Bool, threads: Int = 1
  ) throws -> (layer: Layer, end: Int) {
    parser.move(to: text, offset: offset)
    startRuns(text, from: offset, threads)
    isWhole = isWhole && isLast
    start = nil
    do {
      repeat {
        if parser.scanner.offset >= runs.next, stage == .elements { adoptRun() }
      } while try step(isLast: isLast)
    } catch let fault as JSONFault {
      throw parser.problem(fault)
    }
    var layer = parser.layer
    if !isLast { layer.notices = [] }
    return (layer, parser.scanner.offset)
  }

  /// One step onwards; `false` when the part, or the document, is done.
  private mutating func step(isLast: Bool) throws -> Bool {
    let mark = Mark(parser, stage)
    // the collection changes only in the steps that are few
    let topBefore = stage == .members ? top : nil
    do {
      switch stage {
      case .start: try begin()
      case .elements: try element()
      case .members: try member()
      case .sequence: return try record(isLast: isLast)
      case .end:
        parser.scanner.skipSpace()
        if !parser.scanner.isAtEnd { throw parser.scanner.fault(.endOfInput, at: parser.scanner.at) }
        return false
      }
      return true
    } catch let fault as JSONFault where !isLast && isNearEnd(fault) {
      if mark.stage == .members || mark.stage == .start { top = topBefore }
      mark.restore(&parser, &stage)
      return false
    } catch let fault as JSONFault {
      guard stage != .sequence, let start, try parser.isSequence(after: start, fault) else { throw fault }
      stage = .sequence
      return true
    }
  }

  /// Whether what is wrong may only be that the part ends: an escape that is cut is blamed from its beginning.
  private func isNearEnd(_ fault: JSONFault) -> Bool {
    fault.kind == .cut || fault.offset + 16 > parser.storage.count
  }

  /// What to go back to when a part ends in the middle of a step.
  private struct Mark {
    let at: JSONScanner.Pointer
    let rows: GeoJSONRows.Mark
    let tally: GeoJSONTally
    let record: Int
    let datum: Datum?
    let stage: Stage

    @inline(__always)
    init(_ parser: borrowing GeoJSONParser, _ stage: Stage) {
      at = parser.scanner.at
      rows = parser.rows.mark(record: parser.record)
      tally = parser.tally
      record = parser.record
      datum = parser.declaredDatum
      self.stage = stage
    }

    func restore(_ parser: inout GeoJSONParser, _ stage: inout Stage) {
      parser.scanner.at = at
      parser.rows.rollBack(to: rows)
      parser.tally = tally
      parser.record = record
      parser.declaredDatum = datum
      stage = self.stage
    }
  }
}

// MARK: - Several threads

extension GeoJSONParts {
  /// Brackets around an element of the array at hand.
  private var elementDepth: Int { top == nil ? 1 : 2 }

  private mutating func startRuns(_ text: ByteStorage, from offset: Int, _ threads: Int) {
    runs = GeoJSONRuns()
    guard threads > 1, stage == .start || stage == .elements else { return }
    let isCollection = text.bytes[offset...].first { $0 > 0x20 } == UInt8(ascii: "{")
    runs = GeoJSONRuns(
      text, name: parser.name, from: offset,
      depth: stage == .elements ? elementDepth : isCollection ? 2 : 1, threads: threads, least: leastShare)
  }

  /// Takes the run that begins here for read.
  private mutating func adoptRun() {
    while let run = runs.run(at: parser.scanner.offset), run.depth == elementDepth, run.end > run.start {
      parser.rows.append(run.rows, recordsBefore: parser.record)
      parser.tally.add(run.tally)
      parser.record += run.records
      parser.scanner.at = parser.scanner.start + run.end
    }
  }

  /// Reads whole records of an array from one on, up to the first that begins at `end` or behind.
  static func run(_ text: ByteStorage, name: String, from start: Int, to end: Int, depth: Int) -> GeoJSONRun {
    var parts = GeoJSONParts(text, name: name)
    parts.stage = .elements
    parts.top = depth == 1 ? nil : GeoJSONParser.Record(start: 0)
    parts.parser.scanner.at += start
    while parts.parser.scanner.offset < end {
      let mark = Mark(parts.parser, parts.stage)
      if (try? parts.element()) != nil, parts.stage == .elements { continue }
      mark.restore(&parts.parser, &parts.stage)
      break
    }
    return GeoJSONRun(
      start: start, end: parts.parser.scanner.offset, depth: depth, rows: parts.parser.rows,
      tally: parts.parser.tally, records: parts.parser.record)
  }
}

// MARK: - Steps

extension GeoJSONParts {
  /// What the document begins with.
  private mutating func begin() throws {
    parser.skipSeparators()
    switch parser.scanner.byte {
    case UInt8(ascii: "["):
      stage = parser.scanner.opens(closing: UInt8(ascii: "]")) ? .elements : .end
      if stage == .elements { try mustGoOn() }
    case UInt8(ascii: "{"): try beginObject()
    default:
      try parser.scanner.document()
      throw parser.notGeoJSON(Phrase("the text is a single JSON value", zh: "内容只是单个 JSON 值"))
    }
  }

  private mutating func beginObject() throws {
    start = parser.scanner.at
    let top = GeoJSONParser.Record(start: parser.scanner.offset)
    parser.record = 1
    parser.closedHere = 0
    guard parser.scanner.opens(closing: UInt8(ascii: "}")) else { return try endObject(top) }
    try name(of: top)
  }

  /// The members from one on, up to the features or the end of the object.
  private mutating func name(of top: GeoJSONParser.Record) throws {
    var top = top
    while true {
      let name = GeoJSONName(try parser.scanner.name())
      try parser.scanner.colon()
      if name == .features, parser.scanner.byte == UInt8(ascii: "[") { return try features(of: top) }
      try parser.member(name, of: &top, depth: 0, isTop: true)
      guard try parser.scanner.comma(orClosing: UInt8(ascii: "}")) else { return try endObject(top) }
    }
  }

  /// The elements of a `features` array; those of an earlier one of the same name are forgotten.
  private mutating func features(of top: GeoJSONParser.Record) throws {
    if top.hasFeatures {
      guard isWhole else { throw MustBeWhole() }
      parser.rows.rollBack(to: GeoJSONRows.Mark(rows: 0, rejections: 0, bareRows: 0, record: 0))
    }
    var top = top
    parser.note(.features, in: &top.seen)
    top.hasFeatures = true
    parser.record = 0
    self.top = top
    stage = parser.scanner.opens(closing: UInt8(ascii: "]")) ? .elements : .members
    if stage == .elements { try mustGoOn() }
  }

  /// One element and the comma or bracket behind it.
  @inline(__always)
  private mutating func element() throws {
    parser.record += 1
    let depth = top == nil ? 1 : 2
    if parser.scanner.byte == UInt8(ascii: "{") {
      try parser.add(parser.object(depth: depth, isTop: false))
    } else {
      let start = parser.scanner.offset
      try parser.scanner.skipValue(depth: depth)
      parser.reject(GeoJSONFault(kind: .notAnObject, offset: start), start, parser.scanner.offset)
    }
    if try parser.scanner.comma(orClosing: UInt8(ascii: "]")) {
      try mustGoOn()
    } else {
      stage = top == nil ? .end : .members
    }
  }

  /// A part that ends here does not tell whether a value follows.
  private func mustGoOn() throws(JSONFault) {
    if parser.scanner.isAtEnd { throw parser.scanner.fault(.value, at: parser.scanner.at) }
  }

  /// What follows the features of a collection.
  private mutating func member() throws {
    guard let top else { return }
    if try parser.scanner.comma(orClosing: UInt8(ascii: "}")) {
      try name(of: top)
    } else {
      try endObject(top)
    }
  }

  private mutating func endObject(_ top: GeoJSONParser.Record) throws {
    var top = top
    top.end = parser.scanner.offset
    let isCollection = top.type == .featureCollection || top.type == .missing
    switch top.type {
    case _ where isCollection && top.hasFeatures: stage = .end
    case .featureCollection:
      throw parser.notGeoJSON(
        Phrase("the FeatureCollection has no features array", zh: "FeatureCollection 缺少 features 数组"))
    case .unknown where parser.isTopology(top): throw parser.topology
    default:
      // it stands before its features, which have been given out
      if top.hasFeatures, !isWhole { throw MustBeWhole() }
      try parser.add(top)
      stage = .sequence
    }
  }

  /// The next record of a sequence; one that is not JSON costs itself alone, unless the file ends inside it.
  private mutating func record(isLast: Bool) throws -> Bool {
    parser.skipSeparators()
    guard parser.scanner.byte == UInt8(ascii: "{") else {
      if !parser.scanner.isAtEnd { throw parser.scanner.fault(.endOfInput, at: parser.scanner.at) }
      return false
    }
    let start = parser.scanner.at
    parser.record += 1
    do throws(JSONFault) {
      try parser.add(parser.object(depth: 0, isTop: false))
    } catch {
      guard error.kind != .cut else { throw error }
      guard let next = parser.nextRecord(after: start) else {
        // another record may begin in the next part
        throw isLast ? error : JSONFault(kind: .cut, offset: error.offset)
      }
      parser.reject(error, from: start, to: next)
      parser.scanner.at = next
    }
    return true
  }
}
