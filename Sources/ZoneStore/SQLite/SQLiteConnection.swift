internal import Foundation
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

  /// A file of others, read-only, also where nothing can be written; see `UnwritableDatabase`.
  ///
  /// - Throws: `SQLiteFault`.
  static func reading(_ path: String) throws(SQLiteFault) -> SQLiteConnection {
    if access(path, W_OK) != 0, UnwritableDatabase.standsAlone(path) {
      return try opened(UnwritableDatabase.unchanging(path))
    }
    do throws(SQLiteFault) {
      return try opened(address(of: path))
    } catch {
      guard UnwritableDatabase.isRefusal(error.code) else { throw error }
      guard UnwritableDatabase.hasLog(path) else { return try opened(UnwritableDatabase.unchanging(path)) }
      let copy = try DatabaseCopy(of: path)
      defer { copy.remove() }
      return try opened(address(of: copy.path))
    }
  }

  private static func opened(_ address: String) throws(SQLiteFault) -> SQLiteConnection {
    let connection = try SQLiteConnection(address, .reading)
    try connection.prepareForStrangers()
    return connection
  }

  /// A path as SQLite takes it with options behind: characters that mean something there are written as numbers.
  static func address(of path: String) -> String {
    "file:" + (path.hasPrefix("/") ? escaped(path) : "./" + escaped(path))
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
