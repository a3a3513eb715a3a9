internal import ZoneGeometry

/// The columns that say where a row is.
struct PlaceFields {
  private enum Kind {
    case none
    case pair(PositionText)
    case text(WKTText)
  }

  /// Names of the columns; none when the place is not written.
  let heads: [String]
  private var kind: Kind

  /// - Parameter taken: the names of all other columns.
  init(_ coordinates: CSVWriter.Coordinates, of layer: OutputLayer, taken: [String]) {
    switch coordinates {
    case .none: self.init(heads: [], .none)
    case .lonLat: self.init(heads: Self.pairHeads(layer, taken), .pair(PositionText(.wkt, for: layer)))
    case .wkt: self.init(heads: Self.free([["geometry_wkt"]], taken), .text(WKTText(layer)))
    case .auto: self.init(layer.settled(.auto), of: layer, taken: taken)
    }
  }

  private init(heads: [String], _ kind: Kind) {
    self.heads = heads
    self.kind = kind
  }

  /// Decimals of the two coordinates; `nil` when places are not written as two.
  var pairDecimals: Int? { if case .pair(let text) = kind { text.decimals } else { nil } }

  /// A row's fields with a comma between them.
  mutating func append(_ geometry: Geometry<FilePosition>?, to out: inout GrowingBytes) {
    switch kind {
    case .none: return
    case .pair(var text):
      guard case .point(let position) = geometry, position.isFinite else {
        return out.append(UInt8(ascii: ","))
      }
      text.append(position.first, to: &out)
      out.append(UInt8(ascii: ","))
      text.append(position.second, to: &out)
    case .text(var text):
      guard let geometry else { return }
      var field = GrowingBytes(capacity: 0)
      text.append(geometry, to: &field)
      out.append(csvField: field.filled)
    }
  }

  /// The fields of a row that is a point.
  mutating func append(_ position: FilePosition, to out: inout GrowingBytes) {
    guard case .pair(var text) = kind, position.isFinite else { return append(.point(position), to: &out) }
    text.append(position.first, to: &out)
    out.append(UInt8(ascii: ","))
    text.append(position.second, to: &out)
  }
}

extension OutputLayer {
  /// How its places are written, where that is left open.
  package func settled(_ coordinates: CSVWriter.Coordinates) -> CSVWriter.Coordinates {
    guard coordinates == .auto else { return coordinates }
    return positions != nil || hasOnlyPoints ? .lonLat : .wkt
  }

  private var hasOnlyPoints: Bool {
    (0..<count).allSatisfy { row in
      switch geometry(row) {
      case nil, .point: true
      default: false
      }
    }
  }
}

// MARK: - Names

extension PlaceFields {
  private static func pairHeads(_ layer: OutputLayer, _ taken: [String]) -> [String] {
    guard layer.isGeographic else { return free([["easting", "northing"]], taken) }
    let isWGS84 = !layer.members.contains { $0.name == "datum" }
    return free([["lon", "lat"]] + (isWGS84 ? [["wgs84_lon", "wgs84_lat"]] : []), taken)
  }

  /// The first choice of which no name is taken, whatever its case: readers take `Lon` for a longitude too.
  /// When all are, `out_` before the first, as often as it takes.
  private static func free(_ choices: [[String]], _ taken: [String]) -> [String] {
    let taken = Set(taken.map { $0.lowercased() })
    if let free = choices.first(where: { taken.isDisjoint(with: $0) }) { return free }
    var names = choices[0].map { "out_" + $0 }
    while !taken.isDisjoint(with: names) { names = names.map { "out_" + $0 } }
    return names
  }
}
