internal import ZoneFormats
internal import ZoneGeometry

/// A feature table of a GeoPackage that is being written.
///
/// Column types follow the values: rows are stored as they come, and the table's declaration is put right when
/// all are there. Lives in one task.
final class GeoPackageTable {
  let name: String
  let key: String
  let geometry: String
  private let database: SQLiteConnection
  private let system: Int
  private let insert: SQLiteStatement
  private var columns: [ColumnWriter]
  private var encoder: GeometryEncoder
  private var index = RTreePacker()
  private var types: Set<String> = []
  private(set) var extent: Box<FilePosition>?
  private(set) var rowCount = 0

  /// - Parameter names: of the properties, each once but for capitals.
  /// - Throws: `SQLiteFault`.
  init(
    _ name: String, names: [String], system: Int, in database: SQLiteConnection
  ) throws(SQLiteFault) {
    self.name = name
    self.database = database
    self.system = system
    encoder = GeometryEncoder(system: system)
    var taken: Set<String> = []
    columns = names.map { ColumnWriter(Self.free($0, &taken)) }
    key = Self.free("fid", &taken)
    geometry = Self.free("geom", &taken)
    let all = ([geometry] + columns.map(\.name)).map(\.quotedName).joined(separator: ", ")
    try database.execute("CREATE TABLE \(name.quotedName) (\(key.quotedName) INTEGER PRIMARY KEY, \(all))")
    let marks = [String](repeating: "?", count: columns.count + 2).joined(separator: ", ")
    insert = try database.prepare("INSERT INTO \(name.quotedName) VALUES (\(marks))")
  }

  /// SQL takes names that differ only in capitals for one.
  private static func free(_ name: String, _ taken: inout Set<String>) -> String {
    var candidate = name
    var number = 2
    while !taken.insert(candidate.lowercased()).inserted {
      candidate = "\(name)_\(number)"
      number += 1
    }
    return candidate
  }

  /// - Throws: `SQLiteFault`.
  func append(_ rows: RowValues, count: Int) throws(SQLiteFault) {
    let positions = rows.positions
    // out of the object while the loop runs: each access to a property of a class is checked for overlaps
    var columns = self.columns
    self.columns = []
    defer { self.columns = columns }
    for row in 0..<count {
      rows.read(row)
      rowCount += 1
      try insert.bind(1, rowCount)
      if let positions {
        try place(positions[row])
      } else {
        try place(rows.geometry(row))
      }
      for i in columns.indices { try columns[i].bind(rows.values[i], at: i + 3, to: insert) }
      try insert.run()
    }
  }

  @inline(__always)
  private func place(_ p: FilePosition) throws(SQLiteFault) {
    guard p.isFinite else { return try insert.bindNull(2) }
    encoder.encode(point: p)
    try noteAndBind(Box(p), "POINT")
  }

  private func place(_ shape: Geometry<FilePosition>?) throws(SQLiteFault) {
    guard let shape, let box = encoder.encode(shape) else { return try insert.bindNull(2) }
    try noteAndBind(box, shape.typeName.uppercased())
  }

  @inline(__always)
  private func noteAndBind(_ box: Box<FilePosition>, _ type: String) throws(SQLiteFault) {
    if extent == nil { extent = box } else { extent?.extend(to: box) }
    if types.count != 1 || types.first != type { types.insert(type) }
    index.add(rowCount, box)
    try insert.bind(2, blob: encoder.bytes)
  }

  /// The one type of all geometries, else `GEOMETRY`.
  private var geometryType: String { types.count == 1 ? types.first ?? "GEOMETRY" : "GEOMETRY" }
}

// MARK: - The end

extension GeoPackageTable {
  /// Declares the columns by what they hold, lists the table and indexes its geometries.
  ///
  /// - Throws: `SQLiteFault`.
  func finish(lastChange: String, description: String) throws(SQLiteFault) {
    for column in columns where column.mustTakeBackTimes { try takeBackTimes(column) }
    for column in columns where column.mixesNumbersAndTexts {
      let c = column.name.quotedName
      try database.execute("UPDATE \(name.quotedName) SET \(c) = CAST(\(c) AS TEXT) WHERE \(c) NOTNULL")
    }
    try declare()
    try list(lastChange: lastChange, description: description)
    try listJSON()
    try buildIndex()
  }

  /// Times become the texts they were.
  private func takeBackTimes(_ column: ColumnWriter) throws(SQLiteFault) {
    guard let form = column.form else { return }
    let (t, c, k) = (name.quotedName, column.name.quotedName, key.quotedName)
    let rows = try database.prepare(
      "SELECT \(k), strftime('%s', \(c)) FROM \(t) WHERE \(c) GLOB '????-??-??T??:??:??.000Z'")
    let update = try database.prepare("UPDATE \(t) SET \(c) = ? WHERE \(k) = ?")
    var texts: [(key: Int, text: String)] = []
    while try rows.step() {
      guard let key = rows.integer(0), let seconds = rows.text(1).flatMap({ Int($0) }) else { continue }
      texts.append((key, TimeCell.text(seconds, as: form)))
    }
    for (key, text) in texts {
      try update.bind(1, text)
      try update.bind(2, key)
      try update.run()
    }
  }

  /// The declaration alone changes; how rows are stored does not depend on it.
  private func declare() throws(SQLiteFault) {
    let declared = columns.map { "\($0.name.quotedName) \($0.type)" }
    let all =
      ["\(key.quotedName) INTEGER PRIMARY KEY NOT NULL", "\(geometry.quotedName) \(geometryType)"] + declared
    let sql = "CREATE TABLE \(name.quotedName) (\(all.joined(separator: ", ")))"
    try database.execute("PRAGMA writable_schema = ON")
    try database.execute(
      "UPDATE sqlite_master SET sql = \(sql.quotedText) WHERE type = 'table' AND name = \(name.quotedText)")
    try database.execute("PRAGMA writable_schema = RESET")
  }

  private func list(lastChange: String, description: String) throws(SQLiteFault) {
    let contents = try database.prepare(
      "INSERT INTO gpkg_contents VALUES (?, 'features', ?, ?, ?, ?, ?, ?, ?, ?)")
    try contents.bind(1, name)
    try contents.bind(2, name)
    try contents.bind(3, description)
    try contents.bind(4, lastChange)
    try contents.bind(5, extent?.minimum.first)
    try contents.bind(6, extent?.minimum.second)
    try contents.bind(7, extent?.maximum.first)
    try contents.bind(8, extent?.maximum.second)
    try contents.bind(9, system)
    try contents.run()
    try database.execute(
      """
      INSERT INTO gpkg_geometry_columns VALUES
        (\(name.quotedText), \(geometry.quotedText), '\(geometryType)', \(system), 0, 0)
      """)
  }

  private func listJSON() throws(SQLiteFault) {
    let lists = columns.filter(\.isJSON)
    guard !lists.isEmpty else { return }
    let isFirst = try !database.hasTable("gpkg_data_columns")
    if isFirst { try database.execute(GeoPackageSchema.dataColumns) }
    for table in isFirst ? ["gpkg_data_columns", "gpkg_data_column_constraints"] : [] {
      try database.execute(
        """
        INSERT INTO gpkg_extensions VALUES
          ('\(table)', NULL, 'gpkg_schema', '\(GeoPackageSchema.schemaDefinition)', 'read-write')
        """)
    }
    for column in lists {
      try database.execute(
        """
        INSERT INTO gpkg_data_columns (table_name, column_name, mime_type)
        VALUES (\(name.quotedText), \(column.name.quotedText), 'application/json')
        """)
    }
  }

  private func buildIndex() throws(SQLiteFault) {
    let tree = "rtree_\(name)_\(geometry)"
    try database.execute("CREATE VIRTUAL TABLE \(tree.quotedName) USING rtree(id, minx, maxx, miny, maxy)")
    try index.write(into: tree, of: database)
    try database.execute(
      """
      INSERT INTO gpkg_extensions VALUES (\(name.quotedText), \(geometry.quotedText), 'gpkg_rtree_index',
        '\(GeoPackageSchema.rtreeDefinition)', 'write-only')
      """)
    try database.execute(GeoPackageSchema.triggers(table: name, key: key, geometry: geometry))
  }
}
