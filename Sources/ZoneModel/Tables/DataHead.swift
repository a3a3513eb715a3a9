/// What a data file says of itself, so that nobody takes an example for a rule.
public struct DataHead: Sendable, Hashable {
  public var title: String
  /// As the file states it; empty when it does not.
  public var version: String
  public var source: String
  /// What has been compared with the source, in the file's words (`no`, `yes`, `per year`).
  public var verified: String
  /// What the file leaves out or warns of, in its order.
  public var notes: [String]

  public init(
    title: String = "", version: String = "", source: String = "", verified: String = "no",
    notes: [String] = []
  ) {
    self.title = title
    self.version = version
    self.source = source
    self.verified = verified
    self.notes = notes
  }

  /// Reads lines of the form `# key: value`; a line without a known key is a note.
  init(lines: [String]) {
    self.init()
    for line in lines {
      let text = line.drop { $0 == "#" || $0 == " " }
      let parts = text.split(separator: ":", maxSplits: 1).map { $0.trimmed }
      switch (parts.first, parts.count) {
      case ("title", 2): title = parts[1]
      case ("version", 2): version = parts[1]
      case ("source", 2): source = parts[1]
      case ("verified", 2): verified = parts[1]
      case ("note", 2): notes.append(parts[1])
      default: notes.append(String(text))
      }
    }
  }
}

/// Whether a cell says that a row was compared with its source: `yes`, `true`, `1`, 是, 已核实. Nothing else
/// does, so that a missing word never counts as a confirmation.
func isConfirmed(_ cell: String?) -> Bool {
  ["yes", "true", "1", "是", "已核实"].contains(cell?.lowercased() ?? "")
}

extension StringProtocol {
  /// Without blanks (also full-width ones) at both ends.
  var trimmed: String {
    var rest = self[...]
    while let first = rest.first, first.isWhitespace { rest.removeFirst() }
    while let last = rest.last, last.isWhitespace { rest.removeLast() }
    return String(rest)
  }
}
