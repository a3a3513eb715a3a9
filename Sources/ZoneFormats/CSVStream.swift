internal import ZoneModel

/// CSV text cut into parts.
final class CSVStream {
  let source: ByteSource
  let form: CSVForm
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
  /// Notices that have not been given out.
  private var untold: [Notice]

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
    var form = try CSVForm(text: decoded.text, name: source.path, notices: decoded.notices)
    try form.findPlaces(in: decoded.text, options)
    self.form = form
    untold = form.notices
    first = decoded.text
  }

  /// The next records; the last piece may hold none.
  func cut() throws -> CSVPiece? {
    if isDone { return nil }
    var text: ByteStorage
    var start = 0
    if let first {
      text = first
      start = form.head.end
      self.first = nil
    } else {
      text = try nextText()
    }
    while !isDone {
      let end = CSVCut.lastEnd(text, from: start, separator: form.head.separator)
      linesBefore += text.lineFeeds(from: 0, to: end ?? start)
      rest = Array(text.bytes[(end ?? start)...])
      if let end { return piece(text, start, end) }
      // a record longer than a part: doubled, so that a quotation mark never closed does not cost its square
      partSize *= 2
      start = 0
      text = try nextText()
    }
    return piece(text, start, text.count)
  }

  private func piece(_ text: ByteStorage, _ start: Int, _ end: Int) -> CSVPiece {
    defer { untold = [] }
    return CSVPiece(form: form, text: text, start: start, end: end, isLast: isDone, notices: untold)
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
    untold += decoded.notices
    return decoded.text
  }

  private func joined(_ rest: [UInt8], _ lines: ByteStorage) -> ByteStorage {
    var bytes = GrowingBytes(capacity: rest.count + lines.count)
    rest.withUnsafeBufferPointer { bytes.append($0) }
    bytes.append(lines.bytes)
    return bytes.finish(linesBefore: linesBefore)
  }
}
