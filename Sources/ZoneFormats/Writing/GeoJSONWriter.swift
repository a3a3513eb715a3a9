internal import ZoneGeometry

/// Writes GeoJSON.
///
/// - Source: RFC 7946; for sequences newline-delimited features, one a line.
public enum GeoJSONWriter {
  public enum Form: Sendable, Hashable {
    /// One FeatureCollection with its name, members and `bbox`.
    case collection
    /// Features alone, one a line: of the collection's members each brings only `datum` along.
    case sequence
    /// A collection for GDAL, in which features without an id have their number, from 1 on. GDAL would make
    /// a property `id` that holds whole numbers its own key, and change those that come twice.
    case numbered
  }

  /// Writes a layer.
  ///
  /// A feature a line; members in the order type, id, properties, geometry; carried properties before our
  /// own. Rings are right-handed; coordinates have at most `layer.precision` decimals (at most 12; 4 for
  /// metres); a geometry with a number that is not finite is `null`. The same layer gives the same bytes.
  ///
  /// - Complexity: one pass over the rows, one more over the geometries of a collection for its `bbox`, and
  ///   one over the bytes of a CSV table to tell numbers from texts.
  /// - Throws: what the sink throws.
  public static func write(_ layer: OutputLayer, to sink: any ByteSink, as form: Form = .collection) throws {
    var output = ChunkedOutput(to: sink)
    if form != .sequence { appendHead(of: layer, to: &output.text) }
    var features = FeatureText(layer, as: form)
    for row in 0..<layer.count {
      if form != .sequence, row > 0 { output.text.append(",\n") }
      features.append(row, to: &output.text)
      if form == .sequence { output.text.append(UInt8(ascii: "\n")) }
      try output.endRow()
    }
    if form != .sequence { output.text.append(layer.count > 0 ? "\n]}\n" : "]}\n") }
    try output.flush()
  }

  private static func appendHead(of layer: OutputLayer, to out: inout GrowingBytes) {
    out.append("{\"type\":\"FeatureCollection\"")
    if !layer.name.isEmpty {
      out.append(",\"name\":")
      out.append(jsonString: layer.name)
    }
    for member in layer.members {
      precondition(!["type", "name", "bbox", "features"].contains(member.name), "a member the writer writes")
      out.append(UInt8(ascii: ","))
      out.append(jsonString: member.name)
      out.append(UInt8(ascii: ":"))
      out.append(json: member.value)
    }
    if let box = bounds(of: layer) {
      out.append(",\"bbox\":")
      var text = GeoJSONGeometryText(layer)
      text.append(box, to: &out)
    }
    out.append(",\"features\":[\n")
  }

  /// The box around all positions that are finite; `nil` when there are none.
  private static func bounds(of layer: OutputLayer) -> Box<FilePosition>? {
    var west = Double.infinity
    var south = Double.infinity
    var east = -Double.infinity
    var north = -Double.infinity
    for row in 0..<layer.count {
      layer.geometry(row)?.forEachPosition { position in
        guard position.isFinite else { return }
        west = min(west, position.first)
        south = min(south, position.second)
        east = max(east, position.first)
        north = max(north, position.second)
      }
    }
    guard west <= east else { return nil }
    return Box(minimum: FilePosition(west, south), maximum: FilePosition(east, north))
  }
}
