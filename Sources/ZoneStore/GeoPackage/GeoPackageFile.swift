internal import ZoneFormats
internal import ZoneGeometry
internal import ZoneModel

/// A GeoPackage opened for reading, whoever wrote it.
///
/// Lives in one task.
final class GeoPackageFile {
  /// One of its tables.
  struct Table {
    let name: String
    /// `nil` for a table of attributes.
    var geometryColumn: String?
    var system: Int?
  }

  let path: String
  let connection: SQLiteConnection

  /// - Throws: `SQLiteFault`.
  init(_ path: String) throws(SQLiteFault) {
    self.path = path
    connection = try .reading(path)
  }

  /// The tables of features and of attributes, in the order the file lists them.
  func tables() throws(SQLiteFault) -> [Table] {
    guard try connection.hasTable("gpkg_contents") else { return [] }
    let hasGeometries = try connection.hasTable("gpkg_geometry_columns")
    let rows = try connection.prepare(
      """
      SELECT table_name, lower(data_type), srs_id FROM gpkg_contents
      WHERE lower(data_type) IN ('features', 'attributes', 'aspatial') ORDER BY rowid
      """)
    var tables: [Table] = []
    while try rows.step() {
      guard let name = rows.text(0) else { continue }
      var table = Table(name: name)
      if rows.text(1) == "features", hasGeometries {
        let column = try connection.prepare(
          "SELECT column_name, srs_id FROM gpkg_geometry_columns WHERE lower(table_name) = lower(?)")
        try column.bind(1, name)
        if try column.step() {
          table.geometryColumn = column.text(0)
          table.system = column.integer(1)
        }
        table.system = table.system ?? rows.integer(2)
      }
      tables.append(table)
    }
    return tables
  }

  /// The system of that number; `nil` when the file does not list it.
  func system(_ number: Int) throws(SQLiteFault) -> GeoPackageSystem? {
    let rows = try connection.prepare(
      "SELECT organization, organization_coordsys_id, definition FROM gpkg_spatial_ref_sys WHERE srs_id = ?")
    try rows.bind(1, number)
    guard try rows.step() else { return nil }
    return GeoPackageSystem(
      organization: rows.text(0) ?? "", code: rows.integer(1) ?? 0, definition: rows.text(2) ?? "")
  }

  /// The table called `wanted`; without a name the only one with geometry, else the only one.
  ///
  /// - Throws: `Problem(.usage)` when that names none, or several; `.badData` when there is none.
  func table(named wanted: String?) throws -> Table {
    let tables = try tables()
    return tables[
      try LayerChoice(file: path, tables.map { ($0.name, $0.geometryColumn != nil) }).place(named: wanted)]
  }
}

// MARK: - Columns

extension GeoPackageFile {
  /// A column of a table, and how its values are to be read.
  struct Column {
    enum Kind {
      case plain, boolean, json
    }

    let name: String
    var kind = Kind.plain
  }

  /// What a table has beside its geometry: the column that numbers its rows, and the others.
  struct Columns {
    /// `nil`: the rows have no number of their own.
    var key: String?
    var others: [Column] = []
    var hasGeometry = false
  }

  /// - Throws: `SQLiteFault`.
  func columns(of table: Table) throws(SQLiteFault) -> Columns {
    let json = try jsonColumns(of: table.name)
    let rows = try connection.prepare("SELECT name, type, pk FROM pragma_table_xinfo(?) WHERE hidden <> 1")
    try rows.bind(1, table.name)
    var columns = Columns()
    var keys: [String] = []
    while try rows.step() {
      guard let name = rows.text(0) else { continue }
      let type = (rows.text(1) ?? "").uppercased()
      if (rows.integer(2) ?? 0) > 0, type == "INTEGER" {
        keys.append(name)
      } else if let geometry = table.geometryColumn, geometry.lowercased() == name.lowercased() {
        columns.hasGeometry = true
      } else {
        let kind: Column.Kind = type == "BOOLEAN" ? .boolean : json.contains(name) ? .json : .plain
        columns.others.append(Column(name: name, kind: kind))
      }
    }
    if keys.count == 1 { columns.key = keys[0] } else { columns.others += keys.map { Column(name: $0) } }
    return columns
  }

  private func jsonColumns(of table: String) throws(SQLiteFault) -> Set<String> {
    guard try connection.hasTable("gpkg_data_columns") else { return [] }
    let rows = try connection.prepare(
      """
      SELECT column_name FROM gpkg_data_columns
      WHERE lower(table_name) = lower(?) AND mime_type = 'application/json'
      """)
    try rows.bind(1, table)
    var names: Set<String> = []
    while try rows.step() { rows.text(0).map { _ = names.insert($0) } }
    return names
  }
}
