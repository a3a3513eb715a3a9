internal import ZoneGeometry
internal import ZoneModel

/// A GeoJSON file cut into parts. It is read twice: first for the names of its properties and its datum, which
/// may stand behind all features, and so that a file that is cut off or damaged, or that cannot be read in parts,
/// is known before anything is made of it.
final class GeoJSONStream {
  private(set) var source: ByteSource
  /// The names of all properties, in the order they are first met.
  private(set) var names: [String] = []

  private let partSize: Int
  private let threads: Int
  private var datum: Datum?
  private var parts: GeoJSONParts?
  /// Bytes behind the part before.
  private var rest: [UInt8] = []
  private var linesBefore = 0
  private var isDone = false

  /// - Parameter threads: so many read each part.
  /// - Throws: `Problem`, as `GeoJSONReader`; `GeoJSONParts.MustBeWhole` also for text that is not UTF-8.
  init(_ path: String, _ partSize: Int, _ threads: Int) throws {
    self.partSize = partSize
    self.threads = threads
    source = try ByteSource(path)
    var seen: Set<String> = []
    while let layer = try next() {
      names += layer.properties.names.filter { seen.insert($0).inserted }
      datum = layer.declaredDatum
    }
    source = try ByteSource(path)
    (parts, rest, linesBefore, isDone) = (nil, [], 0, false)
  }

  /// The next rows; the last part also tells what was odd about the file.
  func next() throws -> Layer? {
    if isDone { return nil }
    var wanted = partSize
    while true {
      let (text, start) = try text(wanted)
      var parts = parts ?? GeoJSONParts(text, name: source.path)
      var (layer, end) = try parts.part(text, from: start, isLast: isDone, threads: threads)
      rest = Array(text.bytes[end...]) + tail
      if !isDone, end == start {
        // nothing in it is whole: a longer part
        wanted = 2 * text.count
        continue
      }
      linesBefore = text.line(at: end) - 1
      self.parts = parts
      layer.declaredDatum = datum ?? layer.declaredDatum
      return layer
    }
  }

  /// Bytes of a character that the part does not hold to its end.
  private var tail: [UInt8] = []

  /// The rest of the part before and what follows, in whole characters.
  private func text(_ wanted: Int) throws -> (ByteStorage, start: Int) {
    let isFirst = parts == nil && source.position == 0
    var bytes = GrowingBytes(capacity: rest.count + wanted + 1)
    if isFirst {
      isDone = try !LayerStream.fill(&bytes, from: source, to: 2)
      try source.startInflating(&bytes)
    }
    rest.withUnsafeBufferPointer { bytes.append($0) }
    isDone = try !LayerStream.fill(&bytes, from: source, to: rest.count + wanted)
    tail = isDone ? [] : Self.cutCharacter(bytes.filled)
    bytes.rollBack(to: bytes.count - tail.count)
    let start = isFirst && bytes.filled.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let text = bytes.finish(linesBefore: linesBefore)
    if case .neither = text.textForm { throw GeoJSONParts.MustBeWhole() }
    return (text, start)
  }

  /// The beginning of a character at the end of the bytes.
  private static func cutCharacter(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    guard let base = bytes.baseAddress else { return [] }
    let end = base + bytes.count
    for length in 1...3 where length <= bytes.count && UTF8Check.isCutSequence(end - length, end) {
      return Array(bytes[(bytes.count - length)...])
    }
    return []
  }
}
