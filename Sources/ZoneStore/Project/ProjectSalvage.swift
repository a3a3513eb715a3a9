internal import Foundation
internal import GRDBSQLite
internal import ZoneGeometry
internal import ZoneModel

extension ProjectCheck {
  /// What was saved of a table.
  public struct Saved: Sendable {
    public var table: String
    public var rows: Int
    /// Whether the table could be read to its end.
    public var isWhole: Bool
  }

  /// Saves what can be read of a damaged project into a new one; the damaged one is not changed.
  ///
  /// Tables are read from both ends towards the damage, so that what lies behind it is saved too.
  ///
  /// - Throws: `Problem`: `.inputMissing`, `.badData` when nothing can be read, `.cannotCreate` when there is a
  ///   file of the new name, `.inputOutput`.
  public static func salvage(_ path: String, into target: String) throws -> [Saved] {
    let source: SQLiteConnection
    do throws(SQLiteFault) {
      source = try .reading(path)
    } catch {
      throw error.readingProblem(path)
    }
    guard (try? source.hasTable("zonesweep_settings")) == true else {
      throw Problem(
        .badData, Phrase("nothing of a project can be read from this file", zh: "无法从该文件读取任何项目内容"),
        at: Phrase(path, zh: path), hint: Phrase("restore a backup", zh: "请恢复备份"))
    }
    let project = try ProjectFile.create(target)
    do {
      return try project.write { connection in
        try connection.execute("PRAGMA defer_foreign_keys = ON")
        var saved: [Saved] = []
        for table in ProjectSchema.tables + LedgerSchema.tables {
          saved.append(try copy(table, source, connection))
        }
        for (table, _) in ProjectSchema.features {
          let index = try SpatialIndex(table, connection)
          index.rebuild()
          saved.append(try copy(table, source, connection))
          try index.finish()
        }
        try mendReferences(connection)
        return saved
      }
    } catch {
      for ending in ["", "-wal", "-shm"] { unlink(target + ending) }
      throw error
    }
  }

  /// Rows whose file or import was lost get a stand-in, or go where they mean nothing without it.
  private static func mendReferences(_ connection: SQLiteConnection) throws(SQLiteFault) {
    for role in ProjectRole.allCases {
      try connection.execute(
        """
        INSERT OR IGNORE INTO zonesweep_sources (id, role, name, datum, fields, columns)
        SELECT DISTINCT source, '\(role.rawValue)', 'salvaged-' || source, 'wgs84', '{}', '[]' FROM \(role.table)
        WHERE source NOT IN (SELECT id FROM zonesweep_sources)
        """)
    }
    try connection.execute(
      """
      DELETE FROM zonesweep_imports WHERE source NOT IN (SELECT id FROM zonesweep_sources);
      DELETE FROM zonesweep_changes WHERE import NOT IN (SELECT id FROM zonesweep_imports);
      DELETE FROM zonesweep_rejects WHERE import NOT IN (SELECT id FROM zonesweep_imports);
      """)
  }

  private static func copy(
    _ table: String, _ source: SQLiteConnection, _ target: SQLiteConnection
  ) throws(SQLiteFault) -> Saved {
    let columns = try names(of: table, target)
    let list = columns.map(\.quotedName).joined(separator: ", ")
    let marks = columns.map { _ in "?" }.joined(separator: ", ")
    let insert = try target.prepare("INSERT OR IGNORE INTO \(table) (\(list)) VALUES (\(marks))")
    var saved = Saved(table: table, rows: 0, isWhole: false)
    // a table without numbered rows is read forwards only
    let isNumbered = (try? source.prepare("SELECT rowid FROM \(table) LIMIT 0")) != nil
    for order in isNumbered ? [" ORDER BY rowid", " ORDER BY rowid DESC"] : [""] {
      guard let rows = try? source.prepare("SELECT \(list) FROM \(table)\(order)") else { continue }
      do throws(SQLiteFault) {
        while try rows.step() {
          for column in columns.indices { try insert.copy(column, from: rows) }
          try insert.run()
          saved.rows += Int(sqlite3_changes(target.handle))
        }
        saved.isWhole = true
        return saved
      } catch {
        // a failure of the new file is no damage of the old one
        guard error.code == SQLITE_CORRUPT || error.code == SQLITE_NOTADB || error.code == SQLITE_IOERR else {
          throw error
        }
      }
    }
    return saved
  }

  private static func names(
    of table: String, _ connection: SQLiteConnection
  ) throws(SQLiteFault) -> [String] {
    let rows = try connection.prepare("SELECT name FROM pragma_table_info('\(table)')")
    var names: [String] = []
    while try rows.step() { rows.text(0).map { names.append($0) } }
    return names
  }
}
