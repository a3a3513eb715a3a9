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
  }

  /// Writes a layer.
  ///
  /// A feature a line; members in the order type, id, properties, geometry; carried properties before our
  /// own. Rings are right-handed; coordinates have at most `layer.precision` decimals (at most 12; 4 for
  /// metres); a geometry with a number that is not finite is `null`. The same layer gives the same bytes.
  ///
  /// The `bbox` of a collection stands behind its features, where it is known without a look ahead.
  ///
  /// - Complexity: one pass over the rows, and one over the bytes of a CSV table to tell numbers from texts.
  /// - Throws: what the sink throws.
  public static func write(_ layer: OutputLayer, to sink: any ByteSink, as form: Form = .collection) throws {
    var writer = Parts(to: sink, as: form)
    try writer.append(layer)
    try writer.finish()
  }

  /// Writes a layer that comes in parts. All parts have the same name, members and columns.
  /// There must be one part at least.
  public struct Parts: ~Copyable {
    private var output: ChunkedOutput
    private let form: Form
    private var bounds = FileBounds()
    private var boxText: GeoJSONGeometryText?
    private var rows = 0

    public init(to sink: any ByteSink, as form: Form = .collection) {
      output = ChunkedOutput(to: sink)
      self.form = form
    }

    public mutating func append(_ part: OutputLayer) throws {
      if boxText == nil {
        if form != .sequence { GeoJSONWriter.appendHead(of: part, to: &output.text) }
        boxText = GeoJSONGeometryText(part)
      }
      var features = FeatureText(part, as: form)
      for row in 0..<part.count {
        if form != .sequence, rows > 0 { output.text.append(",\n") }
        features.append(row, to: &output.text)
        if form == .sequence { output.text.append(UInt8(ascii: "\n")) }
        rows += 1
        try output.endRow()
      }
      bounds.add(features.bounds)
    }

    /// How rows for `append` are put into words.
    package var notation: RowsNotation { .geoJSON(form) }

    /// Appends rows that another thread has put into words.
    package mutating func append(_ text: RowsText) throws {
      if boxText == nil {
        try output.write(text.head.bytes)
        boxText = text.geometry
      }
      if form != .sequence, rows > 0, text.count > 0 { output.text.append(",\n") }
      try output.write(text.rows.bytes)
      rows += text.count
      text.geometry.map { bounds.add($0.bounds) }
    }

    public mutating func finish() throws {
      if form != .sequence {
        output.text.append(rows > 0 ? "\n]" : "]")
        if let sides = bounds.box {
          output.text.append(",\"bbox\":")
          boxText?.append(sides, to: &output.text)
        }
        output.text.append("}\n")
      }
      try output.flush()
    }
  }

  static func appendHead(of layer: OutputLayer, to out: inout GrowingBytes) {
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
    out.append(",\"features\":[\n")
  }
}
