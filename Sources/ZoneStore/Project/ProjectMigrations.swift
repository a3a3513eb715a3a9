internal import GRDB
internal import ZoneGeometry

/// The steps from every earlier version of the project file to this one.
enum ProjectMigrations {
  /// All steps, oldest first. A step that has been released is never changed; what comes later goes behind it.
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1 city") { try createCity($0) }
    migrator.registerMigration("2 ledger") { try addLedger($0) }
    return migrator
  }

  /// Whether a file has come to the version with a ledger.
  static func hasLedger(_ connection: SQLiteConnection) throws(SQLiteFault) -> Bool {
    let rows = try connection.prepare("SELECT 1 FROM grdb_migrations WHERE identifier = '2 ledger'")
    return try rows.step()
  }

  /// Whether a file has come to this version.
  static func isCurrent(_ connection: SQLiteConnection) throws(SQLiteFault) -> Bool {
    let rows = try connection.prepare("SELECT identifier FROM grdb_migrations")
    var done: Set<String> = []
    while try rows.step() { rows.text(0).map { _ = done.insert($0) } }
    return done.isSuperset(of: migrator.migrations)
  }

  /// Whether a newer program has made steps in a file that this one does not know.
  static func isNewer(_ path: String) throws(SQLiteFault) -> Bool {
    let connection = try SQLiteConnection.reading(path)
    guard try connection.hasTable("grdb_migrations") else { return false }
    let known = Set(migrator.migrations)
    let rows = try connection.prepare("SELECT identifier FROM grdb_migrations")
    while try rows.step() { if let step = rows.text(0), !known.contains(step) { return true } }
    return false
  }

  private static func createCity(_ database: Database) throws {
    guard let handle = database.sqliteConnection else { preconditionFailure("a closed database") }
    let connection = SQLiteConnection(borrowing: handle)
    try connection.execute("PRAGMA application_id = \(GeoPackageSchema.applicationID)")
    try connection.execute("PRAGMA user_version = \(GeoPackageSchema.userVersion)")
    try connection.execute(GeoPackageSchema.tables)
    for row in GeoPackageSystem.required { try GeoPackageSchema.add(row, to: connection) }
    try connection.execute(ProjectSchema.version1)
    for (table, type) in ProjectSchema.features { try registerFeatures(table, type, connection) }
    for table in ProjectSchema.tables {
      try connection.execute(
        """
        INSERT INTO gpkg_extensions VALUES ('\(table)', NULL, '\(ProjectSchema.extensionName)',
          \(ProjectSchema.definition.quotedText), 'write-only')
        """)
    }
    for table in ProjectSchema.attributes {
      try connection.execute(
        """
        INSERT INTO gpkg_contents (table_name, data_type, identifier, last_change)
          VALUES ('\(table)', 'attributes', '\(table)', '1970-01-01T00:00:00.000Z')
        """)
    }
  }

  private static func addLedger(_ database: Database) throws {
    try LedgerSchema.create(in: database)
    for table in LedgerSchema.tables {
      try database.execute(
        sql: """
          INSERT INTO gpkg_extensions VALUES ('\(table)', NULL, '\(ProjectSchema.extensionName)',
            \(ProjectSchema.definition.quotedText), 'write-only');
          INSERT INTO gpkg_contents (table_name, data_type, identifier, last_change)
            VALUES ('\(table)', 'attributes', '\(table)', '1970-01-01T00:00:00.000Z');
          """)
    }
  }

  private static func registerFeatures(
    _ table: String, _ type: String, _ connection: SQLiteConnection
  ) throws(SQLiteFault) {
    try connection.execute(
      """
      INSERT INTO gpkg_contents (table_name, data_type, identifier, last_change, srs_id)
        VALUES ('\(table)', 'features', '\(table)', '1970-01-01T00:00:00.000Z', 4326);
      INSERT INTO gpkg_geometry_columns VALUES ('\(table)', 'geom', '\(type)', 4326, 0, 0);
      CREATE VIRTUAL TABLE rtree_\(table)_geom USING rtree(id, minx, maxx, miny, maxy);
      INSERT INTO gpkg_extensions VALUES ('\(table)', 'geom', 'gpkg_rtree_index',
        '\(GeoPackageSchema.rtreeDefinition)', 'write-only');
      """)
    try connection.execute(GeoPackageSchema.triggers(table: table, key: "fid", geometry: "geom"))
  }
}
