package import ZoneGeometry
package import ZoneModel

/// Puts a layer together row by row, for readers of databases. Properties are kept as JSON, so that a row read
/// from a database is treated as one read from GeoJSON.
///
/// Between `open` and `close` each of the names gets a value, in their order.
package struct LayerBuilder: ~Copyable {
  private var text: GrowingBytes
  private let keys: KeyTexts
  private var starts: [Int] = []
  private var ends: [Int] = []
  private var identifiers: [(start: Int, end: Int)] = []
  private var geometries = GeometryColumn()
  private var records: [Int] = []
  private var vertexTimes: [Int: [[Double]]] = [:]
  private var rejections: [Rejection] = []
  private let file: String
  private let width: Int
  private var next = 0
  private var mark = 0
  private var objectStart = 0

  /// - Parameters:
  ///   - file: as the user named it.
  ///   - names: of the properties, each once.
  package init(file: String, names: [String]) {
    self.file = file
    keys = KeyTexts(names)
    width = names.count
    text = GrowingBytes(capacity: 1 << 16)
  }

  /// Bytes of text so far.
  package var byteCount: Int { text.count }
  /// Rows so far.
  package var rowCount: Int { starts.count }

  /// Begins a row with an identifier beside its properties.
  package mutating func open(identifier: PropertyValue) {
    mark = text.count
    if identifier != .null { text.append(json: identifier) }
    objectStart = text.count
    text.append(UInt8(ascii: "{"))
    next = 0
  }

  /// Begins a row with an identifier that is JSON already; what is none is left out.
  package mutating func open(rawIdentifier bytes: UnsafeBufferPointer<UInt8>?) {
    mark = text.count
    if let bytes {
      text.append(bytes)
      if !text.isJSON(from: mark) { text.count = mark }
    }
    objectStart = text.count
    text.append(UInt8(ascii: "{"))
    next = 0
  }

  /// The value of the next property.
  package mutating func append(_ value: CellValue) {
    if next > 0 { text.append(UInt8(ascii: ",")) }
    keys.append(next, to: &text)
    next += 1
    switch value {
    case .null: text.append("null")
    case .bool(let value): text.append(value ? "true" : "false")
    case .integer(let value): text.append(value)
    case .number(let value): text.append(json: .number(value))
    case .text(let bytes): append(string: bytes)
    case .json(let bytes):
      // what only claims to be JSON is text
      let start = text.count
      text.append(bytes)
      let isJSON = text.isJSON(from: start)
      text.count = start
      if isJSON { text.append(rawJSON: bytes) } else { append(string: bytes) }
    }
  }

  /// All properties at once, as a JSON object. What is none counts as a row without properties.
  package mutating func append(object bytes: UnsafeBufferPointer<UInt8>) {
    guard bytes.first == UInt8(ascii: "{"), bytes.last == UInt8(ascii: "}") else { return }
    text.count = objectStart
    text.append(bytes)
    if text.isJSON(from: objectStart) {
      // `close` writes the brace
      text.rollBack(to: text.count - 1)
    } else {
      text.count = objectStart
      text.append(UInt8(ascii: "{"))
    }
  }

  /// Bytes that are no UTF-8 are mended.
  private mutating func append(string bytes: UnsafeBufferPointer<UInt8>) {
    if case .neither = UTF8Check.form(of: bytes) {
      text.append(jsonString: String(decoding: bytes, as: UTF8.self))
    } else {
      text.append(jsonString: bytes)
    }
  }

  /// Ends the row.
  ///
  /// - Parameter times: seconds since 1970 of the vertices, in the shape of the lines; empty where there are none.
  package mutating func close(_ geometry: Geometry<FilePosition>?, record: Int, times: [[Double]] = []) {
    text.append(UInt8(ascii: "}"))
    if !times.isEmpty { vertexTimes[starts.count] = times }
    identifiers.append((mark, objectStart))
    starts.append(objectStart)
    ends.append(text.count)
    geometries.append(geometry)
    records.append(record)
  }

  /// Ends the row as one that cannot be used.
  package mutating func reject(record: Int, id: String?, reason: Phrase, hint: Phrase?) {
    text.append(UInt8(ascii: "}"))
    let content = String(decoding: text.filled[objectStart...], as: UTF8.self)
    text.rollBack(to: mark)
    rejections.append(
      Rejection(file: file, record: record, id: id, reason: reason, hint: hint, content: content))
  }

  /// The rows.
  package consuming func finish(declaredDatum: Datum?, notices: [Notice]) -> Layer {
    let geometries = geometries
    let (starts, ends, identifiers) = (starts, ends, identifiers)
    let (file, records, rejections, vertexTimes) = (file, records, rejections, vertexTimes)
    let table = PropertyTable(
      objects: text.finish(), starts: starts, ends: ends, identifiers: identifiers)
    return Layer(
      name: file, geometries: geometries, properties: table, records: records, places: .none,
      declaredDatum: declaredDatum, vertexTimes: vertexTimes, rejections: rejections, notices: notices)
  }
}
