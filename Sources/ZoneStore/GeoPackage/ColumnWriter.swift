internal import ZoneFormats

/// One column of a table that is being written: binds its values and learns its type on the way.
struct ColumnWriter {
  /// What kinds of values have been met.
  private struct Seen: OptionSet {
    let rawValue: UInt8
    static let bool = Seen(rawValue: 1)
    static let integer = Seen(rawValue: 2)
    static let number = Seen(rawValue: 4)
    static let text = Seen(rawValue: 8)
    static let json = Seen(rawValue: 16)
    static let date = Seen(rawValue: 32)
    static let time = Seen(rawValue: 64)
  }

  let name: String
  private var seen: Seen = []
  /// Times are written in UTC as long as all have one form.
  private(set) var form: TimeCell.Form?
  /// Whether every text so far was a time of that form.
  private var isTime = true
  private var time: [UInt8] = []

  init(_ name: String) { self.name = name }

  /// Binds a value; it must stay where it is until the statement has run.
  mutating func bind(_ value: CellValue, at index: Int, to row: SQLiteStatement) throws(SQLiteFault) {
    switch value {
    case .null: try row.bindNull(index)
    case .bool(let value):
      seen.insert(.bool)
      try row.bind(index, value ? 1 : 0)
    case .integer(let value):
      seen.insert(.integer)
      try row.bind(index, value)
    case .number(let value):
      seen.insert(.number)
      try row.bind(index, value)
    case .json(let bytes):
      seen.insert(.json)
      try row.bind(index, staticText: bytes)
    case .text(let bytes): try bind(text: bytes, at: index, to: row)
    }
  }

  private mutating func bind(
    text bytes: UnsafeBufferPointer<UInt8>, at index: Int, to row: SQLiteStatement
  ) throws(SQLiteFault) {
    if isTime, let found = TimeCell.time(bytes), form == nil || form == found.form {
      form = found.form
      seen.insert(.time)
      TimeCell.write(found.seconds, into: &time)
      return try row.bind(index, utf8: time)
    }
    isTime = false
    seen.insert(TimeCell.isDate(bytes) ? .date : .text)
    try row.bind(index, staticText: bytes)
  }

  /// Whether the column was taken for one of times and then met something else.
  var mustTakeBackTimes: Bool { seen.contains(.time) && seen != .time }
  /// Whether numbers have been met among texts.
  var mixesNumbersAndTexts: Bool {
    !seen.isDisjoint(with: [.text, .json, .date, .time])
      && !seen.isDisjoint(with: [.bool, .integer, .number])
  }
  /// Whether every value is an array or an object.
  var isJSON: Bool { seen == .json }

  /// The type all values have.
  var type: String {
    switch seen {
    case .bool: "BOOLEAN"
    case .integer, [.integer, .bool]: "INTEGER"
    case .number, [.number, .integer], [.number, .bool], [.number, .integer, .bool]: "REAL"
    case .date: "DATE"
    case .time: "DATETIME"
    default: "TEXT"
    }
  }
}
