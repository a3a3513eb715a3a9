internal import Foundation
internal import GRDBSQLite
public import ZoneFormats
internal import ZoneGeometry
internal import ZoneModel

/// Writes GeoPackage 1.3: feature tables with their spatial indexes, whole or not at all.
///
/// A layer may come in parts; one of another name begins the next table. Memory grows by 24 bytes a row for the index. Columns are those of the other
/// formats, typed by what they hold: BOOLEAN, INTEGER, REAL, TEXT (lists and objects as JSON, marked as such),
/// DATE, and DATETIME where every value is a time to the second with one offset; such times are written in
/// UTC. Rows are numbered from 1 in a column of their own. The same layer gives the same bytes: the time of the
/// last change is the layer's `as_of`, else 1970-01-01. Lives in one task.
///
/// - Source: OGC 12-128r18 (GeoPackage 1.3).
public final class GeoPackageWriter {
  private let name: String
  private let file: AtomicFile
  private let part: String
  private var database: SQLiteConnection?
  private var table: GeoPackageTable?
  private var hasIdentifiers: Bool?
  private var hasStyles = false
  private var lastChange = "1970-01-01T00:00:00.000Z"
  private var description = ""

  /// Opens the output, `path` as the user wrote it.
  ///
  /// - Throws: `Problem`: `.usage` for standard output, what is no file, and a project file, `.busy` when another program has
  ///   the file open, `.cannotCreate`, `.notPermitted`, `.inputOutput`.
  public init(_ path: String) throws {
    guard path != "-" else { throw Self.noFile(nil) }
    name = path
    file = try AtomicFile(path, isDatabase: true)
    guard let paths = file.paths else { throw Self.noFile(path) }
    part = paths.part
    if ProjectFile.isProject(paths.target) { throw Self.isProject(path) }
    try Self.refuseOpenDatabase(paths.target, path)
    do throws(SQLiteFault) {
      database = try open()
    } catch {
      throw error.writingProblem(path)
    }
  }

  private static func isProject(_ path: String) -> Problem {
    Problem(
      .usage, Phrase("this is a project file, which no output overwrites", zh: "这是项目文件，不能作为输出覆盖"),
      at: Phrase(path, zh: path), hint: Phrase("write to another file", zh: "请写到其他文件"))
  }

  private static func noFile(_ path: String?) -> Problem {
    let hint = Phrase("name a file: -o result.gpkg", zh: "请指定文件：-o 结果.gpkg")
    guard let path else {
      return Problem(
        .usage, Phrase("a GeoPackage cannot go to standard output", zh: "GeoPackage 不能写到标准输出"), hint: hint)
    }
    return Problem(
      .usage, Phrase("a GeoPackage can only be written to a file", zh: "GeoPackage 只能写到普通文件"),
      at: Phrase(path, zh: path), hint: hint)
  }

  /// A log beside the old file belongs to a program that has it open, and would be taken for the new file's.
  private static func refuseOpenDatabase(_ target: String, _ path: String) throws {
    for ending in ["-wal", "-journal"] {
      var status = stat()
      guard stat(target + ending, &status) == 0, status.st_size > 0 else { continue }
      throw Problem(
        .busy,
        Phrase(
          "the file is open in another program, or was not closed properly: \(path)\(ending) lies beside it",
          zh: "该文件正被其他程序使用，或未正常关闭：旁边存在 \(path)\(ending)"),
        at: Phrase(path, zh: path),
        hint: Phrase("close it there (QGIS?), or write to another file", zh: "请先在该程序（如 QGIS）中关闭，或写到其他文件"))
    }
  }

  private func open() throws(SQLiteFault) -> SQLiteConnection {
    let database = try SQLiteConnection(part, .draft)
    try database.execute(
      """
      PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
      PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -32768;
      PRAGMA application_id = \(GeoPackageSchema.applicationID);
      PRAGMA user_version = \(GeoPackageSchema.userVersion);
      BEGIN;
      """)
    try database.execute(GeoPackageSchema.tables)
    for row in GeoPackageSystem.required { try GeoPackageSchema.add(row, to: database) }
    return database
  }

  /// Adds a layer of a name of its own, and how QGIS is to draw it.
  ///
  /// - Throws: `Problem(.inputOutput)`.
  public func append(_ layer: OutputLayer, style: LayerStyle) throws {
    try append(layer)
    do throws(SQLiteFault) {
      guard let database, let table else { preconditionFailure("written after commit") }
      if !hasStyles { try database.execute(LayerStyles.table) }
      hasStyles = true
      try LayerStyles.add(style, table: table.name, geometry: table.geometry, to: database)
    } catch {
      throw error.writingProblem(name)
    }
  }

  /// Adds the rows of a layer, or of a part of one. Parts have the same columns and state the carried names of
  /// the whole; the first decides whether identifiers beside the properties make a column.
  ///
  /// - Throws: `Problem(.inputOutput)`.
  public func append(_ layer: OutputLayer) throws {
    let isNext = table.map { $0.name != Self.tableName(layer) } ?? false
    let rows = RowValues(layer, identifiers: isNext ? nil : hasIdentifiers)
    hasIdentifiers = rows.hasIdentifiers
    do {
      if isNext { try endTable() }
      if table == nil { try begin(layer, names: rows.names) }
      try table?.append(rows, count: layer.count)
    } catch let fault as SQLiteFault {
      throw fault.writingProblem(name)
    }
  }

  private static func tableName(_ layer: OutputLayer) -> String { layer.name.isEmpty ? "layer" : layer.name }

  private func endTable() throws(SQLiteFault) {
    try table?.finish(lastChange: lastChange, description: description)
    table = nil
    description = ""
  }

  private func begin(_ layer: OutputLayer, names: [String]) throws {
    guard let database else { preconditionFailure("written after commit") }
    let datum = layer.members.first { $0.name == "datum" }?.value.text.flatMap { Datum(name: $0) }
    let system = try GeoPackageSystem.row(of: datum ?? .wgs84)
    try GeoPackageSchema.add(system, to: database)
    table = try GeoPackageTable(
      Self.tableName(layer), names: names, system: system.number, in: database)
    note(layer.members)
  }

  /// What the collection says of itself goes into the description, as JSON.
  private func note(_ members: [(name: String, value: PropertyValue)]) {
    let stated = members.filter { $0.name != "datum" && $0.value != .null }
    guard !stated.isEmpty else { return }
    let parts = stated.map { "\(JSONQuote.text($0.name)): \(Self.json($0.value))" }
    description = "{\(parts.joined(separator: ", "))}"
    if case .text(let moment)? = stated.first(where: { $0.name == "as_of" })?.value {
      Array(moment.utf8).withUnsafeBufferPointer { bytes in
        guard let time = TimeCell.time(bytes) else { return }
        var text: [UInt8] = []
        TimeCell.write(time.seconds, into: &text)
        lastChange = String(decoding: text, as: UTF8.self)
      }
    }
  }

  private static func json(_ value: PropertyValue) -> String {
    if case .text(let text) = value { return JSONQuote.text(text) }
    return value.text ?? "null"
  }

  /// Puts the file in its place. Nothing can be written afterwards.
  ///
  /// - Throws: `Problem(.inputOutput)`; the target is as it was then.
  public func commit() throws {
    do throws(SQLiteFault) {
      try endTable()
      try database?.execute("COMMIT")
      database = nil
    } catch {
      throw error.writingProblem(name)
    }
    try file.commit()
  }
}
