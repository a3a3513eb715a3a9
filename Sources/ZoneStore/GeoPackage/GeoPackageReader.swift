internal import Foundation
internal import GRDBSQLite
public import ZoneFormats
internal import ZoneGeometry
internal import ZoneModel

/// Reads GeoPackages of every version, whoever wrote them.
///
/// - Source: OGC 12-128r18 (GeoPackage 1.3); versions 1.0 to 1.4 say the same of what is read here.
public enum GeoPackageReader {
  /// Whether a file is a GeoPackage: an SQLite database that says so in its head, or that has its tables.
  public static func canRead(_ path: String) -> Bool {
    guard path != "-", let head = head(of: path), head.starts(with: "SQLite format 3\0".utf8) else {
      return false
    }
    if head.count >= 72, ["GPKG", "GP10", "GP11"].contains(String(decoding: head[68..<72], as: UTF8.self)) {
      return true
    }
    if path.lowercased().hasSuffix(".gpkg") { return true }
    return (try? GeoPackageFile(path).connection.hasTable("gpkg_contents")) == true
  }

  /// The first bytes of a plain file; of pipes nothing, for they can be read only once.
  private static func head(of path: String) -> [UInt8]? {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      let handle = FileHandle(forReadingAtPath: path)
    else { return nil }
    defer { try? handle.close() }
    return (try? handle.read(upToCount: 100)).map { Array($0) }
  }

  /// One layer of a file, whole. Coordinates are those of the file, easting or longitude first.
  ///
  /// `declaredDatum` is the system the layer names. A layer in a plane that has no EPSG code is read by GDAL,
  /// which converts it to WGS 84, with a notice. A table without geometry is read as CSV is, its coordinates by
  /// the names of its columns. The number of a row is kept as its `id` where the layer has no column of that
  /// name. Heights and measures are dropped; a row whose geometry cannot be used is a rejection.
  ///
  /// - Throws: `Problem`: `.usage` (several layers and none named, or no such layer), `.badData` (damaged, or
  ///   no layers), `.unavailable` (GDAL is needed and not installed).
  public static func read(_ path: String, _ options: ReadingOptions) throws -> Layer {
    let stream = try stream(path, options, partSize: .max)
    guard let layer = try stream.next() else {
      preconditionFailure("a stream of layers has one part at least")
    }
    return layer
  }

  /// The same part by part, in parts of about `partSize` bytes of properties.
  public static func stream(
    _ path: String, _ options: ReadingOptions, partSize: Int = LayerStream.usualPartSize
  ) throws -> LayerStream {
    do {
      let file = try GeoPackageFile(path)
      let table = try file.table(named: options.layer)
      guard table.geometryColumn != nil else {
        return LayerStream(path, parts: WholeLayer(try AttributeTable.read(table, of: file, options)))
      }
      if let other = try convertedByGDAL(table, of: file, options) {
        return LayerStream(path, parts: WholeLayer(other))
      }
      return LayerStream(path, parts: try FeatureRows(table, of: file, partSize: partSize))
    } catch let fault as SQLiteFault {
      throw fault.readingProblem(path)
    }
  }

  /// A layer in a plane without a code, which only a definition in words describes.
  private static func convertedByGDAL(
    _ table: GeoPackageFile.Table, of file: GeoPackageFile, _ options: ReadingOptions
  ) throws -> Layer? {
    guard let number = table.system, case .plane? = try file.system(number)?.meaning else { return nil }
    var chosen = options
    chosen.layer = table.name
    return try OGRBridge.read(file.path, chosen)
  }
}

/// A layer that was read at once.
private final class WholeLayer: LayerParts {
  let names: [String]
  private var layer: Layer?

  init(_ layer: Layer) {
    names = layer.properties.names
    self.layer = layer
  }

  var progress: (done: Int, of: Int) { (0, 0) }

  func next() -> Layer? {
    defer { layer = nil }
    return layer
  }
}
