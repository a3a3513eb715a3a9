internal import Foundation
package import ZoneFormats
internal import ZoneGeometry
internal import ZoneModel

extension ProjectFile {
  /// The records of one source as a layer in parts, as the file gave them, in WGS 84.
  ///
  /// - Parameter day: for zones the day whose boundaries are wanted, RFC 3339 in UTC; `nil`: today's.
  /// - Throws: `Problem(.badData)`, `.busy`.
  package static func records(
    of source: ProjectSource, in path: String, on day: String? = nil,
    partSize: Int = LayerStream.usualPartSize
  ) throws -> LayerStream {
    do throws(SQLiteFault) {
      return LayerStream(source.name, parts: try ProjectRows(source, path, day, partSize))
    } catch {
      throw error.readingProblem(path)
    }
  }
}

/// Reads the records of one source of a project part by part. Lives in one task.
private final class ProjectRows: LayerParts {
  let names: [String]
  private let path: String
  private let source: ProjectSource
  private let rows: SQLiteStatement
  private let partSize: Int
  private let total: Int
  private var count = 0
  private var isDone = false

  init(_ source: ProjectSource, _ path: String, _ day: String?, _ partSize: Int) throws(SQLiteFault) {
    self.source = source
    self.path = path
    self.partSize = partSize
    names = source.columns
    let connection = try SQLiteConnection.reading(path)
    let find = try connection.prepare("SELECT id FROM zonesweep_sources WHERE role = ? AND name = ?")
    try find.bind(1, source.role.rawValue)
    try find.bind(2, source.name)
    let id = try find.step() ? find.integer(0) ?? 0 : 0
    let table = source.role.table
    let times = source.role == .observations ? "vertex_times" : "NULL"
    var condition = "source = \(id)"
    if source.role == .zones {
      condition +=
        day.map {
          " AND (valid_from IS NULL OR valid_from <= \($0.quotedText))"
            + " AND (valid_to IS NULL OR valid_to > \($0.quotedText))"
        } ?? " AND valid_to IS NULL"
    }
    rows = try connection.prepare(
      "SELECT geom, identifier, record, properties, \(times) FROM \(table) WHERE \(condition) ORDER BY fid")
    total = try connection.integer("SELECT count(*) FROM \(table) WHERE \(condition)") ?? 0
  }

  var progress: (done: Int, of: Int) { (count, total) }

  func next() throws -> Layer? {
    if isDone { return nil }
    var builder = LayerBuilder(file: source.name, names: names)
    do throws(SQLiteFault) {
      while builder.byteCount < partSize {
        guard try rows.step() else {
          isDone = true
          break
        }
        count += 1
        append(to: &builder)
      }
    } catch {
      throw error.readingProblem(path)
    }
    return builder.finish(declaredDatum: .wgs84, notices: [])
  }

  private func append(to builder: inout LayerBuilder) {
    builder.open(rawIdentifier: rows.textBytes(1))
    if let object = rows.textBytes(3) { builder.append(object: object) }
    let record = rows.integer(2) ?? count
    do throws(GeometryBlobFault) {
      let shape =
        rows.isNull(0)
        ? nil : try GeometryBlob.geometry(rows.blob(0) ?? UnsafeRawBufferPointer(start: nil, count: 0))
      builder.close(shape, record: record, times: rows.isNull(4) ? [] : times)
    } catch {
      builder.reject(record: record, id: nil, reason: error.reason, hint: error.hint)
    }
  }

  private var times: [[Double]] {
    guard let text = rows.text(4),
      let values = try? JSONDecoder().decode([[Double?]].self, from: Data(text.utf8))
    else { return [] }
    return values.map { $0.map { $0 ?? .nan } }
  }
}
