internal import GRDBSQLite
internal import ZoneFormats

/// A compiled statement. Reading a column never traps: what is of another type is converted or missing.
///
/// Lives in one task.
final class SQLiteStatement {
  private let statement: OpaquePointer
  private let connection: SQLiteConnection

  /// - Throws: `SQLiteFault`.
  init(_ sql: String, in connection: SQLiteConnection) throws(SQLiteFault) {
    var found: OpaquePointer?
    let code = sqlite3_prepare_v3(
      connection.handle, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &found, nil)
    guard code == SQLITE_OK, let found else { throw SQLiteFault(code, connection.handle) }
    statement = found
    self.connection = connection
  }

  deinit { sqlite3_finalize(statement) }

  /// `true` when a row stands ready, `false` behind the last.
  func step() throws(SQLiteFault) -> Bool {
    switch sqlite3_step(statement) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    case let code: throw SQLiteFault(code, connection.handle)
    }
  }

  /// Runs a statement without rows and makes it ready for the next values.
  @inline(__always)
  func run() throws(SQLiteFault) {
    let code = sqlite3_step(statement)
    guard code == SQLITE_DONE || code == SQLITE_ROW else {
      let fault = SQLiteFault(code, connection.handle)
      sqlite3_reset(statement)
      throw fault
    }
    sqlite3_reset(statement)
  }

  func reset() {
    sqlite3_reset(statement)
  }
}

// MARK: - Values in

extension SQLiteStatement {
  private static let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

  private func check(_ code: Int32) throws(SQLiteFault) {
    if code != SQLITE_OK { throw SQLiteFault(code, connection.handle) }
  }

  func bind(_ index: Int, _ value: Int) throws(SQLiteFault) {
    try check(sqlite3_bind_int64(statement, Int32(index), Int64(value)))
  }

  func bind(_ index: Int, _ value: Double) throws(SQLiteFault) {
    try check(sqlite3_bind_double(statement, Int32(index), value))
  }

  func bind(_ index: Int, _ value: String?) throws(SQLiteFault) {
    guard var value else { return try bindNull(index) }
    let code = value.withUTF8 { bytes in
      // an empty text has no address
      bytes.isEmpty
        ? sqlite3_bind_text(statement, Int32(index), "", 0, nil)
        : bytes.withMemoryRebound(to: CChar.self) {
          sqlite3_bind_text64(
            statement, Int32(index), $0.baseAddress, UInt64($0.count), Self.transient, UInt8(SQLITE_UTF8))
        }
    }
    try check(code)
  }

  func bind(_ index: Int, _ value: Double?) throws(SQLiteFault) {
    if let value, value.isFinite { try bind(index, value) } else { try bindNull(index) }
  }

  func bind(_ index: Int, _ value: Int?) throws(SQLiteFault) {
    if let value { try bind(index, value) } else { try bindNull(index) }
  }

  /// Takes over a column of another statement's row, whatever its type.
  func copy(_ column: Int, from row: SQLiteStatement) throws(SQLiteFault) {
    try check(
      sqlite3_bind_value(statement, Int32(column + 1), sqlite3_column_value(row.statement, Int32(column))))
  }

  func bindNull(_ index: Int) throws(SQLiteFault) { try check(sqlite3_bind_null(statement, Int32(index))) }

  /// Text that stays where it is until the statement has run.
  @inline(__always)
  func bind(_ index: Int, staticText bytes: UnsafeBufferPointer<UInt8>) throws(SQLiteFault) {
    guard let start = bytes.baseAddress, bytes.count > 0 else {
      return try check(sqlite3_bind_text(statement, Int32(index), "", 0, nil))
    }
    let code = start.withMemoryRebound(to: CChar.self, capacity: bytes.count) {
      sqlite3_bind_text64(statement, Int32(index), $0, UInt64(bytes.count), nil, UInt8(SQLITE_UTF8))
    }
    if code != SQLITE_OK { throw SQLiteFault(code, connection.handle) }
  }

  /// Text as its bytes, of which there is one at least.
  @inline(__always)
  func bind(_ index: Int, utf8 bytes: [UInt8]) throws(SQLiteFault) {
    let code = bytes.withUnsafeBufferPointer { bytes in
      bytes.withMemoryRebound(to: CChar.self) {
        sqlite3_bind_text64(
          statement, Int32(index), $0.baseAddress, UInt64($0.count), Self.transient, UInt8(SQLITE_UTF8))
      }
    }
    if code != SQLITE_OK { throw SQLiteFault(code, connection.handle) }
  }

  /// Bytes that stay where they are until the statement has run.
  @inline(__always)
  func bind(_ index: Int, staticBlob bytes: UnsafeRawBufferPointer) throws(SQLiteFault) {
    let code = sqlite3_bind_blob64(statement, Int32(index), bytes.baseAddress, UInt64(bytes.count), nil)
    if code != SQLITE_OK { throw SQLiteFault(code, connection.handle) }
  }

  func bind(_ index: Int, blob bytes: [UInt8]) throws(SQLiteFault) {
    let code = bytes.withUnsafeBytes {
      sqlite3_bind_blob64(statement, Int32(index), $0.baseAddress, UInt64($0.count), Self.transient)
    }
    try check(code)
  }
}

// MARK: - Values out

extension SQLiteStatement {
  var columnCount: Int { Int(sqlite3_column_count(statement)) }

  func isNull(_ column: Int) -> Bool { sqlite3_column_type(statement, Int32(column)) == SQLITE_NULL }

  func isBlob(_ column: Int) -> Bool { sqlite3_column_type(statement, Int32(column)) == SQLITE_BLOB }

  /// A whole number; `nil` for everything else.
  func integer(_ column: Int) -> Int? {
    guard sqlite3_column_type(statement, Int32(column)) == SQLITE_INTEGER else { return nil }
    return Int(sqlite3_column_int64(statement, Int32(column)))
  }

  /// A number; `nil` for everything else.
  func number(_ column: Int) -> Double? {
    switch sqlite3_column_type(statement, Int32(column)) {
    case SQLITE_INTEGER, SQLITE_FLOAT: sqlite3_column_double(statement, Int32(column))
    default: nil
    }
  }

  /// The value as text, numbers in SQLite's words; bytes that are no UTF-8 are mended. `nil` for null.
  func text(_ column: Int) -> String? {
    if isNull(column) { return nil }
    return textBytes(column).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The bytes of a text, until the next step.
  @inline(__always)
  func textBytes(_ column: Int) -> UnsafeBufferPointer<UInt8>? {
    guard let start = sqlite3_column_text(statement, Int32(column)) else { return nil }
    return UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, Int32(column))))
  }

  /// The bytes of a blob, until the next step; `nil` for everything else.
  @inline(__always)
  func blob(_ column: Int) -> UnsafeRawBufferPointer? {
    guard sqlite3_column_type(statement, Int32(column)) == SQLITE_BLOB else { return nil }
    let start = sqlite3_column_blob(statement, Int32(column))
    return UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, Int32(column))))
  }

  /// The value as it is stored: texts and blobs until the next step.
  func value(_ column: Int) -> CellValue {
    switch sqlite3_column_type(statement, Int32(column)) {
    case SQLITE_INTEGER: .integer(Int(sqlite3_column_int64(statement, Int32(column))))
    case SQLITE_FLOAT: .number(sqlite3_column_double(statement, Int32(column)))
    case SQLITE_TEXT: textBytes(column).map { .text($0) } ?? .null
    default: .null
    }
  }
}
