internal import GRDBSQLite

/// An open SQLite database, through the C interface: files of others are read without the traps of typed rows,
/// and millions of rows are written without an object each.
///
/// Lives in one task.
final class SQLiteConnection {
  /// How a file is opened.
  enum Mode {
    /// A file of others: nothing is written, what its schema says is not trusted.
    case reading
    /// A file nobody else knows yet: no journal, for the file is thrown away when something fails.
    case draft
  }

  let handle: OpaquePointer
  private let isOwned: Bool

  /// - Throws: `SQLiteFault`.
  init(_ path: String, _ mode: Mode) throws(SQLiteFault) {
    var found: OpaquePointer?
    let flags =
      mode == .reading
      ? SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI
      : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX
    let code = sqlite3_open_v2(path, &found, flags, nil)
    guard let found else { throw SQLiteFault(code, nil) }
    guard code == SQLITE_OK else {
      let fault = SQLiteFault(code, found)
      sqlite3_close_v2(found)
      throw fault
    }
    handle = found
    isOwned = true
    sqlite3_extended_result_codes(handle, 0)
    sqlite3_busy_timeout(handle, 5000)
  }

  /// A connection that somebody else closes.
  init(borrowing handle: OpaquePointer) {
    self.handle = handle
    isOwned = false
  }

  deinit { if isOwned { sqlite3_close_v2(handle) } }

  /// A file of others, read-only. A database whose last writer left a log beside it, on a disk that cannot be
  /// written to, is read as it stands.
  ///
  /// - Throws: `SQLiteFault`.
  static func reading(_ path: String) throws(SQLiteFault) -> SQLiteConnection {
    let address = "file:" + encoded(path)
    do throws(SQLiteFault) {
      let connection = try SQLiteConnection(address, .reading)
      try connection.prepareForStrangers()
      return connection
    } catch {
      guard error.code == SQLITE_CANTOPEN || error.code == SQLITE_READONLY else { throw error }
      let connection = try SQLiteConnection(address + "?immutable=1", .reading)
      try connection.prepareForStrangers()
      return connection
    }
  }

  /// The characters that mean something in an address are written as numbers.
  private static func encoded(_ path: String) -> String {
    path.hasPrefix("/") ? escaped(path) : "./" + escaped(path)
  }

  private static func escaped(_ path: String) -> String {
    path.utf8.reduce(into: "") { text, byte in
      switch byte {
      case UInt8(ascii: "%"): text += "%25"
      case UInt8(ascii: "?"): text += "%3f"
      case UInt8(ascii: "#"): text += "%23"
      case 0..<128: text.unicodeScalars.append(Unicode.Scalar(byte))
      default: text += "%" + String(byte, radix: 16)
      }
    }
  }

  private func prepareForStrangers() throws(SQLiteFault) {
    try execute("PRAGMA trusted_schema = OFF")
    try execute("PRAGMA cell_size_check = ON")
    try execute("PRAGMA query_only = ON")
    // the first look at the file: it fails here when it is no database
    try execute("SELECT count(*) FROM sqlite_master")
  }

  /// Runs statements that return nothing of interest.
  func execute(_ sql: String) throws(SQLiteFault) {
    let code = sqlite3_exec(handle, sql, nil, nil, nil)
    guard code == SQLITE_OK else { throw SQLiteFault(code, handle) }
  }

  func prepare(_ sql: String) throws(SQLiteFault) -> SQLiteStatement { try SQLiteStatement(sql, in: self) }

  /// The first column of the first row as a whole number; `nil` when there is no row, or it is none.
  func integer(_ sql: String) throws(SQLiteFault) -> Int? {
    let statement = try prepare(sql)
    guard try statement.step() else { return nil }
    return statement.integer(0)
  }

  /// The first column of the first row as text.
  func text(_ sql: String) throws(SQLiteFault) -> String? {
    let statement = try prepare(sql)
    guard try statement.step() else { return nil }
    return statement.text(0)
  }

  func hasTrigger(_ name: String) throws(SQLiteFault) -> Bool {
    let statement = try prepare("SELECT 1 FROM sqlite_master WHERE type = 'trigger' AND name = ?")
    try statement.bind(1, name)
    return try statement.step()
  }

  func hasTable(_ name: String) throws(SQLiteFault) -> Bool {
    let statement = try prepare(
      "SELECT 1 FROM sqlite_master WHERE type IN ('table', 'view') AND lower(name) = ?")
    try statement.bind(1, name.lowercased())
    return try statement.step()
  }
}

extension String {
  /// The name as SQL writes names.
  var quotedName: String { "\"" + replacing("\"", with: "\"\"") + "\"" }
  /// The text as SQL writes texts.
  var quotedText: String { "'" + replacing("'", with: "''") + "'" }
}
