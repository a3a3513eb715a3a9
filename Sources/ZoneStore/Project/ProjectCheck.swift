internal import Foundation
internal import GRDB
internal import GRDBSQLite
public import ZoneModel

/// What is wrong with a project file, and what is sound.
public struct ProjectCheck: Sendable {
  public struct Damage: Sendable {
    /// The table concerned; `nil`: the file as a whole.
    public var table: String?
    public var what: Phrase
  }

  public var damage: [Damage] = []
  /// Per table: rows that can be read, and rows the file says there are (`nil` when it cannot say).
  public var rows: [(table: String, readable: Int, of: Int?)] = []
  /// Events of the ledger and the head of their chain; `nil` when there is no ledger, or it cannot be read.
  public var ledger: (count: Int, head: String)?
  public var isSound: Bool { damage.isEmpty }
}

extension ProjectCheck {
  /// Looks at a project file without changing it.
  ///
  /// - Parameter head: a head of the ledger's chain kept elsewhere, which it must reach; `nil`: none.
  /// - Throws: `Problem`: `.inputMissing`, `.badData` when it is no database at all, `.busy`.
  public static func run(_ path: String, reaching head: String? = nil) throws -> ProjectCheck {
    guard FileManager.default.fileExists(atPath: path) else {
      throw Problem(
        .inputMissing, Phrase("there is no such project file", zh: "项目文件不存在"), at: Phrase(path, zh: path))
    }
    do {
      var checker = Checker(connection: try .reading(path))
      try checker.run()
      var check = checker.check
      if try checker.connection.hasTable("zonesweep_events") { try check.addLedger(path, reaching: head) }
      return check
    } catch let fault as SQLiteFault {
      throw fault.readingProblem(path)
    }
  }

  private mutating func addLedger(_ path: String, reaching head: String?) throws {
    do {
      let store = LedgerStore(try Self.reader(of: path), path: path)
      if let found = try store.firstBreak(reaching: head) {
        damage.append(Damage(table: "zonesweep_events", what: found.what))
      } else {
        ledger = try store.head()
      }
    } catch {
      // a file that may not be opened so is no damaged one
      guard let problem = ProjectFile.told(error, path) as? Problem, problem.kind == .badData else {
        throw ProjectFile.told(error, path)
      }
      damage.append(Damage(table: "zonesweep_events", what: problem.what))
    }
  }

  /// A database to look at; where it cannot be written to, nothing is left beside it.
  private static func reader(of path: String) throws -> any DatabaseWriter {
    if access(path, W_OK) != 0 { return try UnwritableDatabase.open(path) }
    var configuration = Configuration()
    configuration.readonly = true
    return try DatabaseQueue(path: path, configuration: configuration)
  }

  private struct Checker {
    let connection: SQLiteConnection
    var check = ProjectCheck()

    mutating func run() throws(SQLiteFault) {
      verdicts("PRAGMA integrity_check(20)", table: nil)
      for (table, _) in ProjectSchema.features {
        verdicts("SELECT rtreecheck('rtree_\(table)_geom')", table: table)
      }
      foreignKeys()
      for (table, _) in ProjectSchema.features { features(table) }
      for table in ProjectSchema.tables { readable(table) }
      if try ProjectMigrations.hasLedger(connection) { try ledger() }
    }

    private mutating func ledger() throws(SQLiteFault) {
      for table in LedgerSchema.tables {
        if try connection.hasTable(table) {
          readable(table)
        } else {
          add(table, Phrase("the table is missing", zh: "缺少该表"))
        }
      }
      for trigger in LedgerSchema.triggers where try !connection.hasTrigger(trigger) {
        add(
          "zonesweep_events",
          Phrase(
            "the rule \(trigger) that keeps its rows from being changed is missing", zh: "缺少防改动规则 \(trigger)")
        )
      }
    }

    /// Statements that say `ok`, or what is wrong.
    private mutating func verdicts(_ sql: String, table: String?) {
      do throws(SQLiteFault) {
        let rows = try connection.prepare(sql)
        while try rows.step() {
          guard let said = rows.text(0), said != "ok" else { continue }
          add(table, Phrase(said, zh: said))
        }
      } catch {
        add(table, Phrase(error.message, zh: error.message))
      }
    }

    private mutating func add(_ table: String?, _ what: Phrase) {
      check.damage.append(Damage(table: table, what: what))
    }

    private mutating func foreignKeys() {
      do throws(SQLiteFault) {
        let rows = try connection.prepare(
          "SELECT \"table\", count(*) FROM pragma_foreign_key_check GROUP BY 1")
        while try rows.step() {
          let count = rows.integer(1) ?? 0
          add(
            rows.text(0),
            Phrase("\(count) rows belong to nothing that is there", zh: "\(count) 行所引用的内容不存在"))
        }
      } catch {
        add(nil, Phrase(error.message, zh: error.message))
      }
    }

    private mutating func features(_ table: String) {
      var readable = 0
      var shapes = 0
      var properties = 0
      do throws(SQLiteFault) {
        let rows = try connection.prepare("SELECT geom, properties, json_valid(properties) FROM \(table)")
        while try rows.step() {
          readable += 1
          if let blob = rows.blob(0), (try? GeometryBlob.geometry(blob)) == nil { shapes += 1 }
          if rows.integer(2) != 1 { properties += 1 }
        }
      } catch {
        add(table, Phrase(error.message, zh: error.message))
      }
      if shapes > 0 { add(table, Phrase("\(shapes) geometries cannot be read", zh: "\(shapes) 个几何无法读取")) }
      if properties > 0 {
        add(table, Phrase("\(properties) rows have no readable properties", zh: "\(properties) 行的属性无法读取"))
      }
      check.rows.append((table, readable, count(table)))
    }

    private mutating func readable(_ table: String) {
      var readable = 0
      do throws(SQLiteFault) {
        let rows = try connection.prepare("SELECT * FROM \(table)")
        while try rows.step() { readable += 1 }
      } catch {
        add(table, Phrase(error.message, zh: error.message))
      }
      check.rows.append((table, readable, count(table)))
    }

    private func count(_ table: String) -> Int? {
      (try? connection.integer("SELECT count(*) FROM \(table)")) ?? nil
    }
  }
}
