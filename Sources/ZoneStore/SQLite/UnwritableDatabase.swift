internal import Foundation
internal import GRDB
internal import GRDBSQLite

/// Opens databases where nothing can be written: neither the file nor the index of its log beside it.
///
/// A file that stands alone is all there is, and SQLite is told that it does not change: else it would leave an
/// index beside it that belongs to the reader, and keeps the file's owner from writing. A log that still holds
/// something is part of the database; where its index cannot be read or made, both are copied to where it can.
enum UnwritableDatabase {
  /// - Throws: `DatabaseError`, `SQLiteFault`.
  static func open(_ path: String) throws -> any DatabaseWriter {
    if standsAlone(path) { return try queue(unchanging(path)) }
    do {
      return try queue(path)
    } catch let error as DatabaseError where isRefusal(error.resultCode.rawValue) {
      guard hasLog(path) else { return try queue(unchanging(path)) }
      let copy = try DatabaseCopy(of: path)
      // an open file stays until it is closed
      defer { copy.remove() }
      return try queue(copy.path)
    }
  }

  /// The address by which SQLite takes a file for one that nobody changes.
  ///
  /// - Source: sqlite.org/uri.html, `immutable`.
  static func unchanging(_ path: String) -> String { SQLiteConnection.address(of: path) + "?immutable=1" }

  /// Whether nobody has left anything beside the file that belongs to it.
  static func standsAlone(_ path: String) -> Bool {
    !hasLog(path) && access(path + "-shm", F_OK) != 0 && access(path + "-journal", F_OK) != 0
  }

  private static func queue(_ path: String) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.readonly = true
    configuration.busyMode = .timeout(5)
    configuration.prepareDatabase { database in
      try database.execute(sql: "PRAGMA cache_size = -65536")
    }
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    // the first look opens the log
    _ = try queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM sqlite_master") }
    return queue
  }

  /// Whether SQLite could not open what it needs beside the file.
  static func isRefusal(_ code: Int32) -> Bool {
    [SQLITE_CANTOPEN, SQLITE_READONLY, SQLITE_PERM].contains(code & 0xFF)
  }

  /// Whether the last writer left something in the log.
  static func hasLog(_ path: String) -> Bool {
    var status = stat()
    return stat(path + "-wal", &status) == 0 && status.st_size > 0
  }
}

/// A database and its log in a folder of their own.
struct DatabaseCopy {
  let path: String
  private let folder: URL

  /// - Throws: `SQLiteFault` when there is no place for it.
  init(of original: String) throws(SQLiteFault) {
    let files = FileManager.default
    folder = files.temporaryDirectory.appendingPathComponent("zonesweep-\(UUID().uuidString)")
    path = folder.appendingPathComponent("copy.gpkg").path
    do {
      try files.createDirectory(
        at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      for ending in ["", "-wal"] {
        try files.copyItem(atPath: original + ending, toPath: path + ending)
        try files.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path + ending)
      }
    } catch {
      try? files.removeItem(at: folder)
      throw SQLiteFault(
        code: SQLITE_IOERR, message: "no copy can be made in \(files.temporaryDirectory.path)")
    }
  }

  func remove() { try? FileManager.default.removeItem(at: folder) }
}
