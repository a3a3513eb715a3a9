/// The tables every GeoPackage has, as the standard words them.
///
/// - Source: OGC 12-128r18 (GeoPackage 1.3), annex C.
enum GeoPackageSchema {
  /// `GPKG`
  static let applicationID = 0x4750_4B47
  /// Version 1.3.0.
  static let userVersion = 10_300
  static let rtreeDefinition = "http://www.geopackage.org/spec120/#extension_rtree"
  static let schemaDefinition = "http://www.geopackage.org/spec121/#extension_schema"

  static let tables = """
    CREATE TABLE gpkg_spatial_ref_sys (
      srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL,
      organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
    CREATE TABLE gpkg_contents (
      table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
      description TEXT DEFAULT '',
      last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
      min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
      CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
    CREATE TABLE gpkg_geometry_columns (
      table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL,
      srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL,
      CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
      CONSTRAINT uk_gc_table_name UNIQUE (table_name),
      CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
      CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
    CREATE TABLE gpkg_extensions (
      table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL, definition TEXT NOT NULL,
      scope TEXT NOT NULL,
      CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name));
    """

  /// The tables of the schema extension, which says that a column of texts holds JSON.
  static let dataColumns = """
    CREATE TABLE gpkg_data_columns (
      table_name TEXT NOT NULL, column_name TEXT NOT NULL, name TEXT, title TEXT, description TEXT,
      mime_type TEXT, constraint_name TEXT,
      CONSTRAINT pk_gdc PRIMARY KEY (table_name, column_name),
      CONSTRAINT gdc_tn UNIQUE (table_name, name));
    CREATE TABLE gpkg_data_column_constraints (
      constraint_name TEXT NOT NULL, constraint_type TEXT NOT NULL, value TEXT, min NUMERIC,
      min_is_inclusive BOOLEAN, max NUMERIC, max_is_inclusive BOOLEAN, description TEXT,
      CONSTRAINT gdcc_ntv UNIQUE (constraint_name, constraint_type, value));
    """

  /// Lists a system; one that is listed already stays.
  static func add(_ row: GeoPackageSystem.Row, to database: SQLiteConnection) throws(SQLiteFault) {
    let insert = try database.prepare("INSERT OR IGNORE INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, ?)")
    try insert.bind(1, row.name)
    try insert.bind(2, row.number)
    try insert.bind(3, row.organization)
    try insert.bind(4, row.code)
    try insert.bind(5, row.definition)
    try insert.bind(6, row.description)
    try insert.run()
  }

  /// The triggers that keep a spatial index up to date. They call functions that programs which edit
  /// GeoPackages bring along.
  ///
  /// - Source: OGC 12-128r18, annex F.3.
  static func triggers(table: String, key: String, geometry: String) -> String {
    let index = "rtree_\(table)_\(geometry)"
    let (t, i, c) = (table.quotedName, key.quotedName, geometry.quotedName)
    let tree = index.quotedName
    func name(_ suffix: String) -> String { "\(index)_\(suffix)".quotedName }
    let put = """
      INSERT OR REPLACE INTO \(tree) VALUES (NEW.\(i), ST_MinX(NEW.\(c)), ST_MaxX(NEW.\(c)), \
      ST_MinY(NEW.\(c)), ST_MaxY(NEW.\(c)));
      """
    let isPlace = "(NEW.\(c) NOTNULL AND NOT ST_IsEmpty(NEW.\(c)))"
    let isNone = "(NEW.\(c) ISNULL OR ST_IsEmpty(NEW.\(c)))"
    let remove = "DELETE FROM \(tree) WHERE id = OLD.\(i);"
    return """
      CREATE TRIGGER \(name("insert")) AFTER INSERT ON \(t) WHEN \(isPlace) BEGIN \(put) END;
      CREATE TRIGGER \(name("update1")) AFTER UPDATE OF \(c) ON \(t) WHEN OLD.\(i) = NEW.\(i) AND \(isPlace) \
      BEGIN \(put) END;
      CREATE TRIGGER \(name("update2")) AFTER UPDATE OF \(c) ON \(t) WHEN OLD.\(i) = NEW.\(i) AND \(isNone) \
      BEGIN \(remove) END;
      CREATE TRIGGER \(name("update3")) AFTER UPDATE ON \(t) WHEN OLD.\(i) != NEW.\(i) AND \(isPlace) \
      BEGIN \(remove) \(put) END;
      CREATE TRIGGER \(name("update4")) AFTER UPDATE ON \(t) WHEN OLD.\(i) != NEW.\(i) AND \(isNone) \
      BEGIN DELETE FROM \(tree) WHERE id IN (OLD.\(i), NEW.\(i)); END;
      CREATE TRIGGER \(name("delete")) AFTER DELETE ON \(t) WHEN OLD.\(c) NOTNULL BEGIN \(remove) END;
      """
  }
}
