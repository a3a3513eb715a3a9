internal import Foundation
internal import ZoneGeometry
internal import ZoneModel

/// The records of one input part by part, so that a large file is read in bounded memory.
///
/// CSV, GeoJSON and sequences in UTF-8 come in parts of about `partSize` bytes, cut between records;
/// everything else, and what is smaller, in one. The parts together say what `LayerReader.read` says of the
/// whole. Lives in one task.
public final class LayerStream {
  /// Bytes of text a part has; a part and its rows take about three times as much.
  public static let usualPartSize = 1 << 23

  public let path: String
  /// The names of all properties, in the order they are first met.
  public let names: [String]
  private var content: Content
  /// Which columns of a CSV in parts are numbers; `nil` when nobody asked.
  private var numbers: [Bool]?
  private var joint = LayerJoint()

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

  /// - Parameters:
  ///   - tellsNumbers: the parts know which columns of the whole file are numbers, as writing them as JSON needs
  ///     it. A file is read once more for that; what comes through a pipe comes in one part then.
  ///   - threads: so many read where a file must be read twice, or a part by several.
  /// - Throws: `Problem`; see `LayerReader.read`.
  public init(
    _ path: String, _ options: ReadingOptions, partSize: Int = LayerStream.usualPartSize,
    tellsNumbers: Bool = false, threads: Int = 1
  ) throws {
    self.path = path
    let content = try Self.open(path, options, partSize, canPart: path != "-" || !tellsNumbers, threads)
    self.content = content
    switch content {
    case .whole(let layer): names = layer.properties.names
    case .table(let table): names = table.form.head.columns
    case .features(let features): names = features.names
    case .elsewhere, .done: names = []
    }
    if tellsNumbers, case .table = content {
      numbers = try Self.numbers(path, options, partSize, names, threads)
    }
  }

  private static func numbers(
    _ path: String, _ options: ReadingOptions, _ partSize: Int, _ names: [String], _ threads: Int
  ) throws -> [Bool] {
    var numbers = CellNumbers(columns: names)
    var joint = LayerJoint()
    let none = numbers
    try inOrder(
      threads: threads, source: LayerStream(path, options, partSize: partSize), take: { try $0.cut() },
      worker: {},
      work: { (_, piece: LayerPiece) -> (LayerSeam, CellNumbers) in
        let part = try piece.read()
        var found = none
        if case .cells(let records) = part.layer.properties.backing { found.look(at: records) }
        return (part.seam, found)
      },
      use: { seam, found in
        _ = try joint.join(seam)
        numbers.add(found)
      })
    return numbers.columns
  }

  /// The next rows; `nil` behind the last. There is one part at least.
  ///
  /// - Throws: `Problem(.badData)` where the text is cut off or damaged, `.inputOutput`.
  public func next() throws -> Layer? { try cut().map { try joint.joined($0.read()) } }

  /// The next rows, not yet read where that can be left to others; `nil` behind the last. There is one at least.
  /// ``LayerJoint`` puts together what is read.
  ///
  /// - Throws: as ``next()``.
  package func cut() throws -> LayerPiece? {
    switch content {
    case .whole(let layer):
      content = .done
      return Self.rows(layer)
    case .table(let table):
      if var piece = try table.cut() {
        piece.numbers = numbers
        return LayerPiece(content: .records(piece))
      }
      content = .done
      return nil
    case .features(let features):
      if let part = try features.next() { return Self.rows(part) }
      content = .done
      return nil
    case .elsewhere(let parts): return try parts.next().map(Self.rows)
    case .done: return nil
    }
  }

  private static func rows(_ layer: Layer) -> LayerPiece {
    LayerPiece(content: .rows(LayerPart(layer: layer)))
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
    _ path: String, _ options: ReadingOptions, _ partSize: Int, canPart: Bool, _ threads: Int
  ) throws -> Content {
    if LayerReader.isDatabase(path) { return .whole(try LayerReader.read(path, options)) }
    let source = try ByteSource(path)
    var bytes = GrowingBytes(capacity: min(partSize, max(source.size, 1 << 16)) + 1)
    var isMore = try fill(&bytes, from: source, to: 2)
    try source.startInflating(&bytes)
    isMore = try isMore && fill(&bytes, from: source, to: partSize)
    guard isMore else { return .whole(try LayerReader.read(bytes.finish(), path: path, options, threads)) }
    // text on one line is GeoJSON if it is anything that comes in parts
    let cut = bytes.filled.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? bytes.count
    let tail = Array(bytes.filled[cut...])
    bytes.rollBack(to: cut)
    let start = bytes.finish()
    if canPart, let parts = try parts(source, start, tail, options, partSize, threads) { return parts }
    return .whole(try LayerReader.read(all(start, tail, source), path: path, options, threads))
  }

  /// The way to read the rest of an input part by part; `nil` when it must be read whole.
  private static func parts(
    _ source: ByteSource, _ start: ByteStorage, _ tail: [UInt8], _ options: ReadingOptions, _ partSize: Int,
    _ threads: Int
  ) throws -> Content? {
    let encoding = options.encoding ?? TextEncoding.detect(start)
    guard encoding == .utf8 || encoding == .gb18030 else { return nil }
    switch try InputFormat.recognise(start, path: source.path, encoding: options.encoding) {
    case .csv where start.bytes.last == UInt8(ascii: "\n"):
      return .table(try CSVStream(source, first: start, tail: tail, options, partSize))
    case .geoJSON where source.isFile && encoding == .utf8:
      do {
        return .features(try GeoJSONStream(source.path, partSize, threads))
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
