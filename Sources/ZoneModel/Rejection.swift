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

extension Rejection {
  /// File, line, record and id, as far as they are known.
  public var place: Phrase { Self.place(in: file, line: line, record: record, id: id) }

  /// The same of any record.
  public static func place(in file: String, line: Int?, record: Int, id: String?) -> Phrase {
    var place = Phrase(file, zh: file)
    func add(_ english: String, zh chinese: String) {
      place.english += ", " + english
      place.chinese += "，" + chinese
    }
    if let line { add("line \(line)", zh: "第 \(line) 行") }
    add("record \(record)", zh: "第 \(record) 条记录")
    if let id { add("id \(id)", zh: "编号 \(id)") }
    return place
  }
}
