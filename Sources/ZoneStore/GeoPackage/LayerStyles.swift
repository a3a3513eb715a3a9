/// How QGIS draws the layers of a package when it opens them: the table `layer_styles`, which QGIS looks for.
///
/// - Source: QGIS's own format, as `QgsVectorLayer.saveStyleToDatabase` writes it.
enum LayerStyles {
  static let table = """
    CREATE TABLE layer_styles (
      id INTEGER PRIMARY KEY NOT NULL, f_table_catalog TEXT(256), f_table_schema TEXT(256),
      f_table_name TEXT(256), f_geometry_column TEXT(256), styleName TEXT(30), styleQML TEXT, styleSLD TEXT,
      useAsDefault BOOLEAN, description TEXT, owner TEXT(30), ui TEXT(30), update_time DATETIME);
    INSERT INTO gpkg_contents (table_name, data_type, identifier, last_change)
      VALUES ('layer_styles', 'attributes', 'layer_styles', '1970-01-01T00:00:00.000Z');
    """

  static func add(
    _ style: LayerStyle, table: String, geometry: String, to database: SQLiteConnection
  ) throws(SQLiteFault) {
    let insert = try database.prepare(
      """
      INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, styleName,
        styleQML, styleSLD, useAsDefault, description, owner, update_time)
      VALUES ('', '', ?, ?, ?, ?, '', 1, ?, '', '1970-01-01T00:00:00.000Z')
      """)
    try insert.bind(1, table)
    try insert.bind(2, geometry)
    try insert.bind(3, table)
    try insert.bind(4, style.qml)
    try insert.bind(5, style.title)
    try insert.run()
  }
}
