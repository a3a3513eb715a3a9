internal import ZoneGeometry

/// Writes rows as GeoJSON features, each on one line.
struct FeatureText {
  private let layer: OutputLayer
  private let keys: KeyTexts
  private let hasIdentifiers: Bool
  /// What closes a feature.
  private let ending: [UInt8]
  private var tables: [any CarriedProperties]
  private(set) var geometry: GeoJSONGeometryText
  /// The box around all positions written that are finite.
  var bounds: FileBounds { geometry.bounds }
  private let columns: [ColumnTexts]

  /// Features of a collection, or of a sequence, in which each says what its coordinates are where they are
  /// not WGS 84.
  init(_ layer: OutputLayer, as form: GeoJSONWriter.Form) {
    self.layer = layer
    let datum = form == .sequence ? layer.members.first { $0.name == "datum" }?.value.text : nil
    ending = Array((datum.map { ",\"datum\":\(JSONQuote.text($0))}" } ?? "}").utf8)
    keys = KeyTexts(layer.columns.map(\.name))
    hasIdentifiers = layer.tables.contains(where: \.hasIdentifiers)
    var names = CarriedNames(layer)
    tables = layer.tables.map { $0.carriedProperties(&names) }
    geometry = GeoJSONGeometryText(layer)
    columns = layer.columns.map { ColumnTexts($0) { $1.append(json: $0) } }
  }

  mutating func append(_ row: Int, to out: inout GrowingBytes) {
    let carried = layer.carried(row)
    out.append("{\"type\":\"Feature\",")
    if hasIdentifiers, let carried { appendIdentifier(carried, to: &out) }
    out.append("\"properties\":{")
    let start = out.count
    if let carried { tables[carried.table].append(carried.row, to: &out) }
    for index in layer.columns.indices {
      if out.count > start { out.append(UInt8(ascii: ",")) }
      keys.append(index, to: &out)
      if !columns[index].append(row, to: &out) { out.append(json: layer.columns[index].value(row)) }
    }
    out.append("},\"geometry\":")
    if let positions = layer.positions {
      geometry.append(.point(positions[row]), to: &out)
    } else {
      geometry.append(layer.geometry(row), to: &out)
    }
    ending.withUnsafeBufferPointer { out.append($0) }
  }

  /// The `id` beside the properties as it stood in the input; only strings and numbers are identifiers
  /// (RFC 7946, section 3.2).
  private func appendIdentifier(_ carried: OutputLayer.Carried, to out: inout GrowingBytes) {
    guard let id = layer.tables[carried.table].rawIdentifier(at: carried.row), let first = id.first,
      first == UInt8(ascii: "\"") || first == UInt8(ascii: "-") || (0x30...0x39).contains(first)
    else { return }
    out.append("\"id\":")
    out.append(id)
    out.append(UInt8(ascii: ","))
  }
}

extension PropertyTable {
  /// Whether some row may have an `id` beside its properties.
  var hasIdentifiers: Bool {
    guard case .objects(_, _, _, let identifiers) = backing else { return false }
    return identifiers.contains { $0.end > $0.start }
  }
}
