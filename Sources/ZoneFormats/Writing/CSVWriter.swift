internal import ZoneModel

/// Writes CSV.
///
/// - Source: RFC 4180.
public enum CSVWriter {
  public enum Encoding: String, Sendable, Hashable, CaseIterable {
    /// UTF-8 with a byte order mark, by which Excel knows it.
    case utf8WithMark = "utf-8"
    /// GB 18030, for programs that expect the Chinese code page.
    case gb18030
  }

  /// How the rows' places are written.
  public enum Coordinates: Sendable, Hashable {
    /// Not at all: the carried columns hold them already.
    case none
    /// Two columns, `lon` and `lat` (`easting` and `northing` of metres); empty for what is no point.
    case lonLat
    /// One column of well-known text, `geometry_wkt`.
    case wkt
    /// `lonLat` when every place is a point, else `wkt`.
    case auto
  }

  /// Writes a layer: a head, then one record a row; columns are the carried ones, the place, our own.
  ///
  /// Carried columns are the union over all tables in the order they are met; rows of a table that lacks one
  /// leave it empty. Cells of CSV are copied byte for byte. A carried column named like one of ours becomes
  /// `source_NAME`; where `lon` or `lat` is taken the place goes to `wgs84_lon` and `wgs84_lat`, else to
  /// `out_lon` and `out_lat`. Nulls are empty; lists and objects are JSON text. Lines end with CR LF.
  ///
  /// - Throws: what the sink throws; `Problem(.unavailable)` when the C library does not know GB 18030.
  public static func write(
    _ layer: OutputLayer, to sink: any ByteSink, encoding: Encoding = .utf8WithMark,
    coordinates: Coordinates = .auto
  ) throws {
    var writer = try Parts(to: sink, encoding: encoding, coordinates: coordinates)
    try writer.append(layer)
    try writer.finish()
  }

  /// Writes a layer that comes in parts. All parts have the same columns and state the carried names of the
  /// whole; whether places are points or text is decided by the first. There must be one part at least.
  public struct Parts: ~Copyable {
    private var output: ChunkedOutput
    private let encoding: Encoding
    private let coordinates: Coordinates
    private var isBegun = false

    /// - Throws: `Problem(.unavailable)` when the C library does not know GB 18030.
    public init(
      to sink: any ByteSink, encoding: Encoding = .utf8WithMark, coordinates: Coordinates = .auto
    ) throws {
      output = ChunkedOutput(to: encoding == .gb18030 ? try GB18030Sink(sink) : sink)
      self.encoding = encoding
      self.coordinates = coordinates
    }

    public mutating func append(_ part: OutputLayer) throws {
      var records = RecordText(part, coordinates: coordinates)
      if !isBegun {
        if encoding == .utf8WithMark { output.text.append("\u{FEFF}") }
        records.appendHead(to: &output.text)
        isBegun = true
      }
      var row = 0
      while row < part.count {
        row = records.append(
          from: row, before: part.count, to: &output.text, atMost: ChunkedOutput.chunk)
        try output.endRow()
      }
    }

    /// How rows for `append` are put into words.
    package var notation: RowsNotation { .csv(coordinates, hasMark: encoding == .utf8WithMark) }

    /// Appends rows that another thread has put into words.
    package mutating func append(_ text: RowsText) throws {
      if !isBegun { try output.write(text.head.bytes) }
      isBegun = true
      try output.write(text.rows.bytes)
    }

    public mutating func finish() throws { try output.flush() }
  }
}
