internal import Foundation
internal import ZoneGeometry
internal import ZoneModel

/// Reads tables of text: CSV and its kin, one record a line, the heads in the first.
///
/// Cells are separated by comma, semicolon, tab or `|`, whichever cuts the heads; quotation marks after
/// RFC 4180. Coordinates stand in two columns, in one text, or as WKT or GeoJSON; see `CSVCoordinates`.
///
/// - Source: RFC 4180.
public enum CSVReader {
  /// The records as a layer. A record without coordinates is a row without a place; one that cannot be read
  /// is rejected alone.
  ///
  /// A file that ends inside quotation marks, or whose last line has no line end and fewer cells than all the
  /// others, was cut off and is refused. A cut inside the last cell shows only by the missing line end, which
  /// earns a notice; a cut between two lines does not show at all.
  ///
  /// - Parameter threads: so many read; the answer is the same.
  /// - Throws: `Problem(.badData)`: empty, cut off, not in the encoding, without columns of coordinates;
  ///   `Problem(.usage)`: a named column is missing.
  public static func read(
    _ storage: ByteStorage, name: String, _ options: ReadingOptions = ReadingOptions(), threads: Int = 1
  ) throws -> Layer {
    try CSVFile(storage, name: name, options, hasPlaces: true).layer(threads)
  }

  /// - Parameter least: bytes of text a thread has at least.
  static func read(
    _ storage: ByteStorage, name: String, threads: Int, least: Int
  ) throws -> Layer {
    try CSVFile(storage, name: name, ReadingOptions(), hasPlaces: true).layer(threads, least: least)
  }

  /// The table alone, whatever its columns hold.
  package static func table(
    _ storage: ByteStorage, name: String, _ options: ReadingOptions = ReadingOptions()
  ) throws -> PropertyTable {
    try records(storage, name: name, options).properties
  }

  /// The table with the places of its records in the file, and those that could not be read.
  package static func records(
    _ storage: ByteStorage, name: String, _ options: ReadingOptions = ReadingOptions()
  ) throws -> Layer {
    try CSVFile(storage, name: name, options, hasPlaces: false).layer()
  }
}

/// How a file of CSV is read: its heads, and the columns that hold the places.
struct CSVForm: Sendable {
  let head: CSVHead
  let name: String
  /// What the heads say beyond the places.
  private(set) var notices: [Notice]
  private(set) var places: CSVCoordinates?

  /// - Parameter text: the first part in UTF-8, with the whole head in it.
  init(text: ByteStorage, name: String, notices: [Notice]) throws {
    head = try CSVHead(text, name: name)
    self.name = name
    self.notices = notices + head.notices
  }

  /// Looks for the columns that hold the places, in the head and in the first records.
  mutating func findPlaces(in text: ByteStorage, _ options: ReadingOptions) throws {
    let found = try CSVCoordinateSearch(text: text, head: head, file: name).columns(options)
    notices += found.notices
    places = found
  }

  /// The columns whose cells are looked at; −1 for none.
  var watched: (first: Int, second: Int) {
    switch places?.columns {
    case .two(let first, let second): (first, second)
    case .one(let column, _): (column, -1)
    case nil: (-1, -1)
    }
  }

  var latitudeFirst: Bool {
    if case .one(_, let latitudeFirst) = places?.columns { latitudeFirst } else { false }
  }
}

/// A file of CSV that is in memory as a whole.
private struct CSVFile {
  private let text: ByteStorage
  private var form: CSVForm

  init(_ storage: ByteStorage, name: String, _ options: ReadingOptions, hasPlaces: Bool) throws {
    let decoded = try TextEncoding.decodeToUTF8(storage, named: options.encoding, file: name)
    text = decoded.text.withLineFeeds
    form = try CSVForm(text: text, name: name, notices: decoded.notices)
    if hasPlaces { try form.findPlaces(in: text, options) }
  }

  /// - Parameter least: bytes of text a thread has at least.
  func layer(_ threads: Int = 1, least: Int = 1 << 18) throws -> Layer {
    let share = max(1, min(threads, text.count / least))
    let cuts = CSVCut.shares(text, from: form.head.end, separator: form.head.separator, threads: share)
    let pieces = (1..<cuts.count).map { number in
      let isLast = number == cuts.count - 1
      return CSVPiece(
        form: form, text: text, start: cuts[number - 1], end: cuts[number], isLast: isLast,
        notices: number == 1 ? form.notices : [])
    }
    // what is wrong in a piece counts when all before it have been joined
    let parts = try Workers(threads: share) {
    } work: { (_, number: Int) in
      Result { try pieces[number].read() }
    }.results(pieces.count)
    var joint = LayerJoint()
    var layers: [Layer] = []
    for part in parts { layers.append(try joint.joined(part.get())) }
    return layers.count == 1 ? layers[0] : Layer(joining: layers)
  }
}

extension Layer {
  /// Rows of one text of CSV, from several layers that follow one another.
  fileprivate init(joining layers: [Layer]) {
    var whole = layers[0]
    var tables: [CellTable] = []
    var offsets: [Int] = []
    for (number, layer) in layers.enumerated() {
      if case .cells(let records) = layer.properties.backing { tables.append(records) }
      if case .offsets(let starts, _) = layer.places { offsets += starts }
      guard number > 0 else { continue }
      whole.geometries.append(contentsOf: layer.geometries)
      whole.records += layer.records
      whole.rejections += layer.rejections
      whole.notices += layer.notices
      whole.declaredDatum = layer.declaredDatum
    }
    whole.properties = PropertyTable(
      cells: tables[0].storage, starts: tables.flatMap(\.starts), ends: tables.flatMap(\.ends),
      separator: tables[0].separator, columns: tables[0].columns, isFull: tables.allSatisfy(\.isFull))
    whole.places = .offsets(offsets, in: tables[0].storage)
    self = whole
  }
}

extension ByteStorage {
  /// The same text with line feeds where it has carriage returns only, as old spreadsheets on the Mac write.
  fileprivate var withLineFeeds: ByteStorage {
    guard memchr(base, 13, count) != nil, memchr(base, 10, count) == nil else { return self }
    return ByteStorage(bytes.map { $0 == 13 ? 10 : $0 })
  }
}
