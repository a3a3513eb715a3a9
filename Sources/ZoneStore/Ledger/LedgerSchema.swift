internal import GRDB

/// The ledger's tables. Events and disclosures are only ever added: the file itself refuses to change or remove
/// one.
enum LedgerSchema {
  /// The tables' names, the ledger's own first.
  static let tables = records + ["zonesweep_duties"]
  /// Those that are only added to.
  private static let records = ["zonesweep_events", "zonesweep_disclosures"]

  /// The names of the rules that keep records from being changed.
  static var triggers: [String] {
    records.flatMap { table in changes.map { "\(table)_no_\($0.lowercased())" } }
  }
  private static let changes = ["UPDATE", "DELETE"]

  /// Makes the tables.
  static func create(in db: Database) throws {
    for table in [events, disclosures, duties] { try db.execute(sql: table) }
    for table in records { try forbidChanges(of: table, in: db) }
  }

  /// `body` holds an event's canonical bytes and is what counts; the columns beside it are for people who read
  /// the table, and `link` is the chain's.
  private static let events = """
    CREATE TABLE zonesweep_events (
      position INTEGER PRIMARY KEY NOT NULL,
      case_id TEXT NOT NULL,
      sequence INTEGER NOT NULL,
      recorded DATETIME NOT NULL,
      happened DATETIME,
      actor TEXT NOT NULL,
      action TEXT NOT NULL,
      reason TEXT,
      body BLOB NOT NULL,
      link BLOB NOT NULL,
      UNIQUE (case_id, sequence));
    """

  /// Who looked at personal data, when, and why.
  private static let disclosures = """
    CREATE TABLE zonesweep_disclosures (
      position INTEGER PRIMARY KEY NOT NULL,
      time DATETIME NOT NULL,
      actor TEXT NOT NULL,
      finding TEXT NOT NULL,
      reason TEXT NOT NULL);
    """

  /// Who answers for a zone or a finding, and from when to when (seconds since 1970).
  private static let duties = """
    CREATE TABLE zonesweep_duties (
      id INTEGER PRIMARY KEY NOT NULL,
      zone TEXT,
      finding TEXT,
      role TEXT NOT NULL,
      holder TEXT NOT NULL,
      valid_from REAL,
      valid_to REAL,
      CHECK ((zone IS NULL) <> (finding IS NULL)));
    """

  private static func forbidChanges(of table: String, in db: Database) throws {
    for change in changes {
      try db.execute(
        sql: """
          CREATE TRIGGER \(table)_no_\(change.lowercased()) BEFORE \(change) ON \(table)
          BEGIN SELECT RAISE(ABORT, 'the ledger is only added to'); END;
          """)
    }
  }
}
