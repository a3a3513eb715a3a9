internal import Foundation
internal import ZoneFormats
internal import ZoneGeometry
internal import ZoneModel

/// Reads the rows of a feature table part by part.
///
/// Lives in one task.
final class FeatureRows: LayerParts {
  let names: [String]
  private let file: GeoPackageFile
  private let columns: GeoPackageFile.Columns
  private let rows: SQLiteStatement
  private let partSize: Int
  private let datum: Datum?
  private var notices: [Notice]
  private var total = 0
  private var record = 0
  private var isDone = false
  /// Whether the rows' numbers are their ids.
  private let keysAreIdentifiers: Bool

  /// - Throws: `SQLiteFault`, `Problem(.badData)` when the table lacks what the file says of it.
  init(_ table: GeoPackageFile.Table, of file: GeoPackageFile, partSize: Int) throws {
    self.file = file
    self.partSize = partSize
    columns = try file.columns(of: table)
    guard columns.hasGeometry, let geometry = table.geometryColumn else {
      throw Problem(
        .badData,
        Phrase("the layer \(table.name) has no column of geometries", zh: "图层 \(table.name) 没有几何列"),
        at: Phrase(file.path, zh: file.path),
        hint: Phrase("copy or export the file again", zh: "请重新复制或导出该文件"))
    }
    names = columns.others.map(\.name)
    keysAreIdentifiers = !names.contains { $0.lowercased() == "id" }
    let wanted = [columns.key?.quotedName ?? "NULL", geometry.quotedName] + names.map(\.quotedName)
    rows = try file.connection.prepare(
      "SELECT \(wanted.joined(separator: ", ")) FROM \(table.name.quotedName)")
    total = try file.connection.integer("SELECT count(*) FROM \(table.name.quotedName)") ?? 0
    (datum, notices) = try Self.datum(of: table, in: file)
  }

  var progress: (done: Int, of: Int) { (record, total) }

  func next() throws -> Layer? {
    if isDone { return nil }
    var builder = LayerBuilder(file: file.path, names: names)
    do throws(SQLiteFault) {
      while builder.byteCount < partSize {
        guard try rows.step() else {
          isDone = true
          break
        }
        record += 1
        read(into: &builder)
      }
    } catch {
      throw error.readingProblem(file.path)
    }
    defer { notices = [] }
    return builder.finish(declaredDatum: datum, notices: notices)
  }

  private func read(into builder: inout LayerBuilder) {
    let key = rows.integer(0)
    builder.open(identifier: keysAreIdentifiers ? key.map { .integer($0) } ?? .null : .null)
    for (index, column) in columns.others.enumerated() { append(index + 2, column, to: &builder) }
    do throws(GeometryBlobFault) {
      builder.close(try geometry(), record: record)
    } catch {
      builder.reject(
        record: record, id: key.map { "\($0)" } ?? "\(record)", reason: error.reason, hint: error.hint)
    }
  }

  private func geometry() throws(GeometryBlobFault) -> Geometry<FilePosition>? {
    if rows.isNull(1) { return nil }
    guard let blob = rows.blob(1) else { throw .notBytes }
    return try GeometryBlob.geometry(blob)
  }

  private func append(_ index: Int, _ column: GeoPackageFile.Column, to builder: inout LayerBuilder) {
    switch (column.kind, rows.value(index)) {
    case (.boolean, .integer(let value)) where value == 0 || value == 1: builder.append(.bool(value == 1))
    case (.json, .text(let bytes)): builder.append(.json(bytes))
    case (_, .null) where rows.isBlob(index):
      // bytes go along as text, in the form of RFC 4648
      var text = rows.blob(index).map { Data($0).base64EncodedString() } ?? ""
      text.withUTF8 { builder.append(.text($0)) }
    case (_, let value): builder.append(value)
    }
  }
}

// MARK: - The system

extension FeatureRows {
  private static func datum(
    of table: GeoPackageFile.Table, in file: GeoPackageFile
  ) throws(SQLiteFault) -> (Datum?, [Notice]) {
    guard let number = table.system, let system = try file.system(number) else {
      return (nil, [assumed(nil, file.path)])
    }
    switch system.meaning {
    case .datum(let datum): return (datum, [])
    case .undefined: return (nil, [assumed(nil, file.path)])
    case .degrees(let title), .plane(let title): return (nil, [assumed(title, file.path)])
    }
  }

  private static func assumed(_ title: String?, _ path: String) -> Notice {
    let what =
      title.map { Phrase("the layer's system (\($0)) has no EPSG code", zh: "图层坐标系（\($0)）没有 EPSG 代码") }
      ?? Phrase("the layer names no coordinate system", zh: "图层未注明坐标系")
    return Notice(
      Phrase("\(what.english); read as WGS 84", zh: "\(what.chinese)，按 WGS 84 读取"),
      at: Phrase(path, zh: path),
      hint: Phrase("name the datum on the command line if that is wrong", zh: "如不正确，请在命令行指定坐标基准"))
  }
}
