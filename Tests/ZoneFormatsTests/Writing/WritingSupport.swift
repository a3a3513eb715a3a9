import Foundation
import ZoneGeometry
import ZoneModel

@testable import ZoneFormats

/// A layer as a collection or sequence.
func geoJSON(_ layer: OutputLayer, as form: GeoJSONWriter.Form = .collection) throws -> String {
  let sink = MemorySink()
  try GeoJSONWriter.write(layer, to: sink, as: form)
  return sink.text
}

/// A layer as CSV, without the byte order mark; line ends as line feeds.
func csv(_ layer: OutputLayer, _ coordinates: CSVWriter.Coordinates = .auto) throws -> String {
  let sink = MemorySink()
  try CSVWriter.write(layer, to: sink, coordinates: coordinates)
  return String(sink.text.dropFirst()).replacing("\r\n", with: "\n")
}

/// Rows with geometry and nothing else.
func layer(
  _ geometries: [Geometry<FilePosition>?], precision: Int = 7, isGeographic: Bool = true
) -> OutputLayer {
  OutputLayer(
    name: "", count: geometries.count, geometry: { geometries[$0] }, isGeographic: isGeographic,
    precision: precision)
}

/// Rows of one table without a place.
func layer(
  _ table: PropertyTable, columns: [OutputLayer.Column] = [], geometry: Geometry<FilePosition>? = nil
) -> OutputLayer {
  OutputLayer(
    name: "", count: table.count, geometry: { _ in geometry }, tables: [table],
    carried: { OutputLayer.Carried(table: 0, row: $0) }, columns: columns)
}

/// What a reader made of a text, to be written again.
func layer(_ read: Layer) -> OutputLayer {
  OutputLayer(
    name: read.name, count: read.count, geometry: { read.geometries[$0] }, tables: [read.properties],
    carried: { OutputLayer.Carried(table: 0, row: $0) })
}

/// A table of JSON objects, one a row.
func objects(_ texts: String...) throws -> PropertyTable {
  let features = texts.map { #"{"type":"Feature","geometry":null,"properties":\#($0)}"# }
  let text = features.joined(separator: "\n")
  return try GeoJSONReader.read(ByteStorage(text), name: "rows").properties
}

/// A table of CSV records; the first text is the head.
func cells(_ head: String, _ records: String..., separator: Character = ",") -> PropertyTable {
  var bytes: [UInt8] = []
  var starts: [Int] = []
  var ends: [Int] = []
  for record in records {
    starts.append(bytes.count)
    bytes += Array(record.utf8)
    ends.append(bytes.count)
    bytes += [13, 10]
  }
  return PropertyTable(
    cells: ByteStorage(bytes), starts: starts, ends: ends, separator: separator.asciiValue ?? 0,
    columns: head.split(separator: separator, omittingEmptySubsequences: false).map(String.init))
}

/// The members of each feature's `properties`, as they stand in the text.
func properties(_ text: String) -> [String] {
  text.split(separator: "\n").compactMap { line in
    guard let start = line.firstRange(of: #""properties":"#), let end = line.firstRange(of: #","geometry":"#)
    else {
      return nil
    }
    return String(line[start.upperBound..<end.lowerBound])
  }
}

/// Numbers from a seed (SplitMix64).
struct Seeded: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// An empty folder, removed with everything in it.
func withFolder<Result>(_ body: (URL) throws -> Result) throws -> Result {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent("writing-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  return try body(folder)
}

/// The names in a folder, hidden ones too.
func names(in folder: URL) throws -> [String] {
  try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
}
