/// One record that could not be used, and why. It costs nothing else.
public struct Rejection: Sendable, Hashable {
  /// The file as the user named it.
  public var file: String
  /// Position among the file's records, counted from 1.
  public var record: Int
  /// Line in the file where the record starts, counted from 1, where the format has lines.
  public var line: Int?
  /// The record's id or name, when it has one.
  public var id: String?
  public var reason: Phrase
  public var hint: Phrase?
  /// The whole record as it stands in the file (decoded to UTF-8): a JSON object or a line of CSV.
  public var content: String

  public init(
    file: String, record: Int, line: Int? = nil, id: String? = nil, reason: Phrase, hint: Phrase? = nil,
    content: String = ""
  ) {
    self.file = file
    self.record = record
    self.line = line
    self.id = id
    self.reason = reason
    self.hint = hint
    self.content = content
  }
}
