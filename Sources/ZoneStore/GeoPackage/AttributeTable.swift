internal import ZoneFormats
internal import ZoneModel

/// Reads a table without geometry as CSV is read: coordinates by the names of its columns.
enum AttributeTable {
  /// - Throws: `SQLiteFault`; `Problem(.badData)` when it has no columns of coordinates.
  static func read(
    _ table: GeoPackageFile.Table, of file: GeoPackageFile, _ options: ReadingOptions
  ) throws -> Layer {
    let columns = try file.columns(of: table)
    let names = (columns.key.map { [$0] } ?? []) + columns.others.map(\.name)
    let rows = try file.connection.prepare(
      "SELECT \(names.map(\.quotedName).joined(separator: ", ")) FROM \(table.name.quotedName)")
    var text = record(names)
    while try rows.step() { text += record(names.indices.map { rows.text($0) ?? "" }) }
    var plain = options
    plain.encoding = .utf8
    var layer = try CSVReader.read(ByteStorage(text), name: file.path, plain)
    layer.places = .none
    for index in layer.rejections.indices { layer.rejections[index].line = nil }
    return layer
  }

  private static func record(_ cells: [String]) -> String {
    cells.map { "\"" + $0.replacing("\"", with: "\"\"").replacing("\0", with: "") + "\"" }.joined(
      separator: ",")
      + "\n"
  }
}
