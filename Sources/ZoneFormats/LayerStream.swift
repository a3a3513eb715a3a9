internal import Foundation
internal import ZoneModel

/// The records of one input part by part, so that a large file is read in bounded memory.
///
/// CSV, GeoJSON and sequences in UTF-8 come in parts of about `partSize` bytes, cut between records;
/// everything else, and what is smaller, in one. The parts together say what `LayerReader.read` says of the
/// whole. Lives in one task.
public final class LayerStream {
  /// Bytes of text a part has; a part and its rows take about three times as much.
  public static let usualPartSize = 1 << 24

  public let path: String
  /// The names of all properties, in the order they are first met.
  public let names: [String]
  private var content: Content
  /// Which columns of a CSV in parts are numbers; `nil` when nobody asked.
  private var numbers: [Bool]?

  private enum Content {
    case whole(Layer)
    case table(CSVStream)
    case features(GeoJSONStream)
    case elsewhere(any LayerParts)
    case done
  }

  /// Rows that another module reads.
  package init(_ path: String, parts: any LayerParts) {
    self.path = path
    names = parts.names
    content = .elsewhere(parts)
  }

  /// - Parameter tellsNumbers: the parts know which columns of the whole file are numbers, as writing them as
  ///   JSON needs it. A file is read once more for that; what comes through a pipe comes in one part then.
  /// - Throws: `Problem`; see `LayerReader.read`.
  public init(
    _ path: String, _ options: ReadingOptions, partSize: Int = LayerStream.usualPartSize,
    tellsNumbers: Bool = false
  ) throws {
    self.path = path
    let content = try Self.open(path, options, partSize, canPart: path != "-" || !tellsNumbers)
    self.content = content
    switch content {
    case .whole(let layer): names = layer.properties.names
    case .table(let table): names = table.parser.head.columns
    case .features(let features): names = features.names
    case .elsewhere, .done: names = []
    }
    if tellsNumbers, case .table = content { numbers = try Self.numbers(path, options, partSize) }
  }

  private static func numbers(_ path: String, _ options: ReadingOptions, _ partSize: Int) throws -> [Bool] {
    let stream = try LayerStream(path, options, partSize: partSize)
    var numbers = CellNumbers(columns: stream.names)
    while let part = try stream.next() {
      if case .cells(let records) = part.properties.backing { numbers.look(at: records) }
    }
    return numbers.columns
  }

  /// The next rows; `nil` behind the last. There is one part at least.
  ///
  /// - Throws: `Problem(.badData)` where the text is cut off or damaged, `.inputOutput`.
  public func next() throws -> Layer? {
    switch content {
    case .whole(let layer):
      content = .done
      return layer
    case .table(let table):
      if var part = try table.next() {
        if let numbers { part.properties.setNumbers(numbers) }
        return part
      }
      content = .done
      return nil
    case .features(let features):
      if let part = try features.next() { return part }
      content = .done
      return nil
    case .elsewhere(let parts): return try parts.next()
    case .done: return nil
    }
  }

  /// Whether the rows may come in more than one part.
  var isParted: Bool {
    switch content {
    case .table, .features, .elsewhere: true
    case .whole, .done: false
    }
  }

  /// Bytes (or rows) of the file read so far, and all; zero when that is not known.
  public var progress: (done: Int, of: Int) {
    switch content {
    case .table(let table): (table.source.position, table.source.size)
    case .features(let features): (features.source.position, features.source.size)
    case .elsewhere(let parts): parts.progress
    case .whole, .done: (0, 0)
    }
  }

  private static func open(
    _ path: String, _ options: ReadingOptions, _ partSize: Int, canPart: Bool
  ) throws -> Content {
    if LayerReader.isDatabase(path) { return .whole(try LayerReader.read(path, options)) }
    let source = try ByteSource(path)
    var bytes = GrowingBytes(capacity: min(partSize, max(source.size, 1 << 16)) + 1)
    var isMore = try fill(&bytes, from: source, to: 2)
    try source.startInflating(&bytes)
    isMore = try isMore && fill(&bytes, from: source, to: partSize)
    guard isMore else { return .whole(try LayerReader.read(bytes.finish(), path: path, options)) }
    // text on one line is GeoJSON if it is anything that comes in parts
    let cut = bytes.filled.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? bytes.count
    let tail = Array(bytes.filled[cut...])
    bytes.rollBack(to: cut)
    let start = bytes.finish()
    if canPart, let parts = try parts(source, start, tail, options, partSize) { return parts }
    return .whole(try LayerReader.read(all(start, tail, source), path: path, options))
  }

  /// The way to read the rest of an input part by part; `nil` when it must be read whole.
  private static func parts(
    _ source: ByteSource, _ start: ByteStorage, _ tail: [UInt8], _ options: ReadingOptions, _ partSize: Int
  ) throws -> Content? {
    let encoding = options.encoding ?? TextEncoding.detect(start)
    guard encoding == .utf8 || encoding == .gb18030 else { return nil }
    switch try InputFormat.recognise(start, path: source.path, encoding: options.encoding) {
    case .csv where start.bytes.last == UInt8(ascii: "\n"):
      return .table(try CSVStream(source, first: start, tail: tail, options, partSize))
    case .geoJSON where source.isFile && encoding == .utf8:
      do {
        return .features(try GeoJSONStream(source.path, partSize))
      } catch is GeoJSONParts.MustBeWhole {
        return nil
      }
    default: return nil
    }
  }

  /// What has been read and all that is still to come.
  private static func all(_ lines: ByteStorage, _ tail: [UInt8], _ source: ByteSource) throws -> ByteStorage {
    var bytes = GrowingBytes(capacity: max(source.size, 2 * lines.count) + 1)
    bytes.append(lines.bytes)
    tail.withUnsafeBufferPointer { bytes.append($0) }
    while try source.read(1 << 22, into: &bytes) {}
    return bytes.finish()
  }

  /// Reads until there are so many bytes; `false` when the input has ended before.
  static func fill(_ bytes: inout GrowingBytes, from source: ByteSource, to count: Int) throws -> Bool {
    while bytes.count < count {
      guard try source.read(count - bytes.count, into: &bytes) else { return false }
    }
    return true
  }
}

/// Rows that come part by part from somewhere else than text: a database.
package protocol LayerParts: AnyObject {
  /// The names of all properties, in the order they are first met.
  var names: [String] { get }
  /// Rows read so far, and all; zero when that is not known.
  var progress: (done: Int, of: Int) { get }
  /// The next rows; `nil` behind the last. There is one part at least.
  func next() throws -> Layer?
}

/// CSV text cut into parts.
final class CSVStream {
  let source: ByteSource
  private(set) var parser: CSVParser
  private let options: ReadingOptions
  private var partSize: Int
  /// The encoding once other than ASCII has been met.
  private var encoding: TextEncoding?
  /// Bytes behind the last line feed of the part before.
  private var tail: [UInt8]
  /// Text of a record that the part before did not hold to its end.
  private var rest: [UInt8] = []
  private var linesBefore = 0
  /// The first part, until it is read.
  private var first: ByteStorage?
  private var isDone = false
  /// Notices of the parser that have been given out.
  private var told = 0

  /// - Parameter lines: the first part, whole lines.
  init(
    _ source: ByteSource, first lines: ByteStorage, tail: [UInt8], _ options: ReadingOptions, _ partSize: Int
  ) throws {
    self.source = source
    self.options = options
    self.partSize = partSize
    self.tail = tail
    let decoded = try TextEncoding.decodeToUTF8(lines, named: options.encoding, file: source.path)
    if !decoded.text.isASCII || options.encoding != nil { encoding = decoded.encoding }
    parser = try CSVParser(text: decoded.text, name: source.path, notices: decoded.notices)
    try parser.findPlaces(options)
    first = decoded.text
  }

  /// The next rows; the last part also tells of the end of the file.
  func next() throws -> Layer? {
    if isDone { return nil }
    let text: ByteStorage
    var start = 0
    if let first {
      text = first
      start = parser.head.end
      self.first = nil
    } else {
      text = try nextText()
    }
    var (layer, end, lineFeeds) = try parser.part(text, from: start, isLast: isDone)
    if !isDone {
      rest = Array(text.bytes[end...])
      if linesBefore == 0 { linesBefore = text.bytes[..<start].count { $0 == 10 } }
      linesBefore += lineFeeds
      // a record longer than a part: doubled, so that a quotation mark never closed does not cost its square
      if end == start { partSize *= 2 }
    }
    layer.notices = Array(parser.notices[told...])
    told = parser.notices.count
    return layer
  }

  /// The rest of the part before and the next whole lines, in UTF-8.
  private func nextText() throws -> ByteStorage {
    var bytes = GrowingBytes(capacity: partSize + tail.count + 1)
    tail.withUnsafeBufferPointer { bytes.append($0) }
    var wanted = partSize + tail.count
    tail = []
    var cut: Int?
    while cut == nil {
      isDone = try !LayerStream.fill(&bytes, from: source, to: wanted)
      if isDone { break }
      cut = bytes.filled.lastIndex(of: UInt8(ascii: "\n"))
      wanted *= 2
    }
    if let cut {
      tail = Array(bytes.filled[(cut + 1)...])
      bytes.rollBack(to: cut + 1)
    }
    let lines = try decoded(bytes.finish(linesBefore: linesBefore + rest.count { $0 == 10 }))
    return rest.isEmpty ? lines : joined(rest, lines)
  }

  private func decoded(_ lines: ByteStorage) throws -> ByteStorage {
    if encoding == nil, lines.isASCII { return lines }
    let decoded = try TextEncoding.decodeToUTF8(lines, named: encoding, file: source.path)
    encoding = decoded.encoding
    parser.add(decoded.notices)
    return decoded.text
  }

  private func joined(_ rest: [UInt8], _ lines: ByteStorage) -> ByteStorage {
    var bytes = GrowingBytes(capacity: rest.count + lines.count)
    rest.withUnsafeBufferPointer { bytes.append($0) }
    bytes.append(lines.bytes)
    return bytes.finish(linesBefore: linesBefore)
  }
}
