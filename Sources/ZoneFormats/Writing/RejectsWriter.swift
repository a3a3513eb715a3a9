public import ZoneModel

/// Writes the records that could not be used, whole, with the reason.
public enum RejectsWriter {
  public enum Form: Sendable, Hashable {
    /// UTF-8 with a byte order mark.
    case csv
    /// One JSON object a line.
    case jsonLines

    /// CSV for a name that ends in `.csv`, else JSON lines.
    public init(path: String) {
      self = OutputFormat(path: path) == .csv ? .csv : .jsonLines
    }
  }

  private static let names = ["file", "record", "line", "id", "reason", "hint", "content"]

  /// Writes the rejections in the order given: `file`, `record`, `line`, `id`, `reason`, `hint`, `content`.
  ///
  /// - Throws: what the sink throws.
  public static func write(
    _ rejections: [Rejection], to sink: any ByteSink, as form: Form, in language: Language
  ) throws {
    var output = ChunkedOutput(to: sink)
    let keys = KeyTexts(names)
    if form == .csv { output.text.append(text: "\u{FEFF}" + names.joined(separator: ",") + "\r\n") }
    for rejection in rejections {
      let values = values(of: rejection, in: language)
      switch form {
      case .csv: append(record: values, to: &output.text)
      case .jsonLines: append(object: values, keys, to: &output.text)
      }
      try output.endRow()
    }
    try output.flush()
  }

  private static func values(of rejection: Rejection, in language: Language) -> [PropertyValue] {
    [
      .text(rejection.file), .integer(rejection.record), rejection.line.map { .integer($0) } ?? .null,
      .maybe(rejection.id), .text(rejection.reason.text(in: language)),
      .maybe(rejection.hint?.text(in: language)), .text(rejection.content),
    ]
  }

  private static func append(record values: [PropertyValue], to out: inout GrowingBytes) {
    for (index, value) in values.enumerated() {
      if index > 0 { out.append(UInt8(ascii: ",")) }
      out.append(csvField: value)
    }
    out.append("\r\n")
  }

  private static func append(object values: [PropertyValue], _ keys: KeyTexts, to out: inout GrowingBytes) {
    out.append(UInt8(ascii: "{"))
    for (index, value) in values.enumerated() {
      if index > 0 { out.append(UInt8(ascii: ",")) }
      keys.append(index, to: &out)
      out.append(json: value)
    }
    out.append("}\n")
  }
}
