internal import ZoneFormats
internal import ZoneStore

/// The door for every input file: databases of our own format and all others.
enum InputFile {
  /// The records of a file, or of standard input for `-`.
  ///
  /// - Throws: `Problem`; see `LayerReader.read` and `GeoPackageReader.read`.
  static func read(_ path: String, _ options: ReadingOptions) throws -> Layer {
    if GeoPackageReader.canRead(path) { return try GeoPackageReader.read(path, options) }
    return try LayerReader.read(path, options)
  }

  /// The records of a file part by part.
  static func stream(
    _ path: String, _ options: ReadingOptions, partSize: Int, tellsNumbers: Bool
  ) throws -> LayerStream {
    if GeoPackageReader.canRead(path) {
      return try GeoPackageReader.stream(path, options, partSize: partSize)
    }
    return try LayerStream(path, options, partSize: partSize, tellsNumbers: tellsNumbers)
  }
}
