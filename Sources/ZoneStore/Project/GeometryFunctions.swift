internal import Foundation
internal import GRDB
internal import ZoneGeometry

/// The functions that the triggers of a spatial index call.
///
/// - Source: OGC 12-128r18, annex F.3, table 38.
enum GeometryFunctions {
  static func add(to database: Database) {
    add("ST_IsEmpty", to: database) { $0 == nil ? 1 : 0 }
    add("ST_MinX", to: database) { $0?.minimum.first }
    add("ST_MaxX", to: database) { $0?.maximum.first }
    add("ST_MinY", to: database) { $0?.minimum.second }
    add("ST_MaxY", to: database) { $0?.maximum.second }
  }

  private static func add(
    _ name: String, to database: Database,
    _ value: @escaping @Sendable (Box<FilePosition>?) -> (any DatabaseValueConvertible)?
  ) {
    database.add(
      function: DatabaseFunction(name, argumentCount: 1, pure: true) { values in
        guard case .blob(let data) = values[0].storage else { return nil }
        return value(data.withUnsafeBytes { (try? GeometryBlob.geometry($0))?.bounds })
      })
  }
}
