internal import Foundation
internal import GRDB
internal import GRDBSQLite
internal import ZoneFormats
internal import ZoneModel

/// A city in one file: zones with their earlier boundaries, findings, observations, teams and checklists.
///
/// The file is a GeoPackage with tables of our own. It is written with a log (WAL) that is on the disk before
/// anything is acknowledged; a second program waits up to five seconds for the first.
public final class ProjectFile: Sendable {
  /// As the user named it.
  public let path: String
  let pool: any DatabaseWriter

  /// Makes a new file.
  ///
  /// - Throws: `Problem`: `.cannotCreate` when there is something of that name, `.notPermitted`,
  ///   `.inputOutput`.
  public static func create(_ path: String) throws -> ProjectFile {
    guard !FileManager.default.fileExists(atPath: path) else {
      throw Problem(
        .cannotCreate, Phrase("there is a file of that name already", zh: "已存在同名文件"),
        at: Phrase(path, zh: path),
        hint: Phrase(
          "name another one, or go on working with it: zonesweep project status",
          zh: "请换一个文件名，或直接使用该文件：zonesweep project status"))
    }
    // made under another name, so that a half-made one is never found
    let draft = try AtomicFile(path, isDatabase: true)
    guard let part = draft.paths?.part else {
      throw Problem(
        .cannotCreate, Phrase("a project can only be a file", zh: "项目只能是普通文件"), at: Phrase(path, zh: path),
        hint: Phrase("name a file: city.gpkg", zh: "请指定文件名，如 城市.gpkg"))
    }
    defer { for ending in ["-wal", "-shm"] { unlink(part + ending) } }
    let file = try ProjectFile(part)
    do {
      // the log goes into the file: programs look at its head for what it is
      try file.pool.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
      try file.pool.close()
    } catch {
      throw told(error, path)
    }
    try draft.commit()
    return try ProjectFile(path)
  }

  /// Opens a file, and brings it to this program's version when an earlier one made it.
  ///
  /// - Throws: `Problem`: `.inputMissing`, `.badData` when it is no project file, or a newer one, `.busy`,
  ///   `.notPermitted`, `.inputOutput`.
  public convenience init(opening path: String) throws {
    try Self.recognise(path)
    // SQLite would leave a log beside the file before it finds out, and keep its owner from writing
    guard access(path, W_OK) == 0 else {
      throw SQLiteFault(code: SQLITE_PERM, message: "").writingProblem(path)
    }
    try self.init(path)
  }

  /// Opens a file to look at only: then it and its folder need not be open to writing.
  ///
  /// Nothing is written to a file that is not. One that an earlier version made is brought to this version as
  /// by `init(opening:)`, where that may be written.
  ///
  /// - Throws: as `init(opening:)`; `.notPermitted` when an earlier version made the file and it cannot be
  ///   written to.
  public convenience init(reading path: String) throws {
    if Self.isWritable(path) {
      try self.init(opening: path)
    } else {
      try Self.recognise(path)
      try self.init(unwritable: path)
    }
  }

  /// A file is written with a log beside it: both places matter.
  private static func isWritable(_ path: String) -> Bool {
    let folder = (path as NSString).deletingLastPathComponent
    return access(path, W_OK) == 0 && access(folder.isEmpty ? "." : folder, W_OK) == 0
  }

  /// Asked before GRDB opens the file, which writes to it.
  private static func recognise(_ path: String) throws {
    guard FileManager.default.fileExists(atPath: path) else {
      throw Problem(
        .inputMissing, Phrase("there is no such project file", zh: "项目文件不存在"), at: Phrase(path, zh: path),
        hint: Phrase("make one: zonesweep project init \(path)", zh: "请先创建：zonesweep project init \(path)"))
    }
    guard access(path, R_OK) == 0 else {
      throw Problem(
        .notPermitted, Phrase("reading it is not permitted", zh: "没有读取权限"), at: Phrase(path, zh: path),
        hint: Phrase("ask its owner for the permission", zh: "请向文件所有者申请权限"))
    }
    do {
      guard try Self.holdsProject(path) else { throw Self.noProject(path) }
      if try ProjectMigrations.isNewer(path) { throw Self.newer(path) }
    } catch {
      throw Self.told(error, path)
    }
  }

  /// Whether a file is one of ours, of whatever version.
  public static func isProject(_ path: String) -> Bool {
    (try? SQLiteConnection.reading(path).hasTable("zonesweep_settings")) == true
  }

  /// The same, where a disk that cannot be read is told apart from a file that is something else.
  private static func holdsProject(_ path: String) throws(SQLiteFault) -> Bool {
    do throws(SQLiteFault) {
      return try SQLiteConnection.reading(path).hasTable("zonesweep_settings")
    } catch {
      guard error.code == SQLITE_NOTADB else { throw error }
      return false
    }
  }

  private static func noProject(_ path: String) -> Problem {
    Problem(
      .badData, Phrase("this is no project file of ZoneSweep", zh: "这不是 ZoneSweep 的项目文件"),
      at: Phrase(path, zh: path),
      hint: Phrase("make one: zonesweep project init FILE", zh: "请先创建：zonesweep project init 文件"))
  }

  private init(_ path: String) throws {
    self.path = path
    var configuration = Configuration()
    configuration.busyMode = .timeout(5)
    configuration.foreignKeysEnabled = true
    configuration.prepareDatabase { database in
      GeometryFunctions.add(to: database)
      try database.execute(sql: "PRAGMA cache_size = -65536")
    }
    do {
      let pool = try DatabasePool(path: path, configuration: configuration)
      self.pool = pool
      // GRDB sets NORMAL for a pool once the database is open: an acknowledged import must survive a power cut
      try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
      try ProjectMigrations.migrator.migrate(pool)
    } catch {
      if !(error is Problem), FileManager.default.fileExists(atPath: path), !Self.isWritable(path) {
        throw SQLiteFault(code: SQLITE_PERM, message: "").writingProblem(path)
      }
      throw Self.told(error, path)
    }
  }

  private init(unwritable path: String) throws {
    self.path = path
    do {
      pool = try UnwritableDatabase.open(path)
      let isCurrent = try pool.read { database in
        guard let handle = database.sqliteConnection else { preconditionFailure("a closed database") }
        return try ProjectMigrations.isCurrent(SQLiteConnection(borrowing: handle))
      }
      if !isCurrent { throw Self.older(path) }
    } catch {
      throw Self.told(error, path)
    }
  }

  private static func older(_ path: String) -> Problem {
    Problem(
      .notPermitted,
      Phrase(
        "an earlier version made this project file, and it cannot be brought up to date where it is",
        zh: "该项目文件由较早版本创建，且所在位置不可写，无法升级"), at: Phrase(path, zh: path),
      hint: Phrase(
        "copy it to a folder of your own and name the copy", zh: "请复制到自己的文件夹后使用副本"))
  }

  private static func newer(_ path: String) -> Problem {
    Problem(
      .badData, Phrase("a newer version of ZoneSweep made this project file", zh: "该项目文件由更新版本的 ZoneSweep 创建"),
      at: Phrase(path, zh: path),
      hint: Phrase("update the program; the file has not been touched", zh: "请更新程序；文件未作任何改动"))
  }

  /// A database's failure in our words.
  static func told(_ error: any Error, _ path: String) -> any Error {
    switch error {
    case let fault as SQLiteFault: fault.writingProblem(path)
    case let error as DatabaseError:
      SQLiteFault(code: error.resultCode.rawValue, message: error.message ?? "").writingProblem(path)
    default: error
    }
  }

  /// Changes the file: all that `work` does, or nothing of it.
  func write<T>(_ work: (SQLiteConnection) throws -> T) throws -> T {
    do {
      return try pool.writeWithoutTransaction { database in
        var result: T?
        try database.inTransaction(.immediate) {
          guard let handle = database.sqliteConnection else { preconditionFailure("a closed database") }
          result = try work(SQLiteConnection(borrowing: handle))
          return .commit
        }
        guard let result else { preconditionFailure("a transaction without a result") }
        return result
      }
    } catch {
      throw Self.told(error, path)
    }
  }

  /// Changes the file so that what is removed is overwritten with zeros, in the file and in its log.
  func writeErasing<T>(_ work: (SQLiteConnection) throws -> T) throws -> T {
    let result = try write { connection in
      try connection.execute("PRAGMA secure_delete = ON")
      return try work(connection)
    }
    // while somebody reads the log cannot be emptied; it is when he is done
    try? pool.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
    return result
  }

  /// Looks at the file as it is at one moment.
  func read<T>(_ work: (SQLiteConnection) throws -> T) throws -> T {
    do {
      return try pool.read { database in
        guard let handle = database.sqliteConnection else { preconditionFailure("a closed database") }
        return try work(SQLiteConnection(borrowing: handle))
      }
    } catch {
      throw Self.told(error, path)
    }
  }
}
