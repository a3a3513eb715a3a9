internal import Foundation
internal import ZoneModel

/// The door for every input: looks at a file's content and reads it with the reader of its format.
public enum LayerReader {
  /// The records of a file, or of standard input for `-`. gzip is read as it is; the name's ending decides
  /// nothing, except that a file that is not what its ending says is refused rather than taken for CSV.
  ///
  /// - Parameter threads: GeoJSON and CSV are read by so many; the answer is the same.
  /// - Throws: `Problem`; see the readers. An empty file is `.badData`.
  public static func read(_ path: String, _ options: ReadingOptions, threads: Int = 1) throws -> Layer {
    if isDatabase(path) { return try OGRBridge.read(path, options) }
    return try read(ByteStorage.read(path: path), path: path, options, threads)
  }

  /// Whether GDAL is to open the file: databases are recognised by their first bytes, before a big one is read
  /// into memory for nothing.
  static func isDatabase(_ path: String) -> Bool {
    isGeodatabase(path) || head(of: path).map(InputFormat.isDatabase) == true
  }

  /// The records of a file whose bytes are there already.
  static func read(
    _ storage: ByteStorage, path: String, _ options: ReadingOptions, _ threads: Int = 1
  ) throws -> Layer {
    switch try InputFormat.recognise(storage, path: path, encoding: options.encoding) {
    case .geoJSON: return try geoJSON(storage, path, options, threads)
    case .gpx: return try GPXReader.read(storage, name: path, encoding: options.encoding)
    case .csv: return try CSVReader.read(storage, name: path, options, threads: threads)
    case .other: return try OGRBridge.read(try onDisk(path), options)
    }
  }

  private static func geoJSON(
    _ storage: ByteStorage, _ path: String, _ options: ReadingOptions, _ threads: Int
  ) throws -> Layer {
    let decoded = try TextEncoding.decodeToUTF8(storage, named: options.encoding, file: path)
    var layer = try GeoJSONReader.read(decoded.text, name: path, threads: threads)
    layer.notices = decoded.notices + layer.notices
    return layer
  }

  /// Esri's file geodatabase is a folder.
  private static func isGeodatabase(_ path: String) -> Bool {
    var trimmed = path
    while trimmed.count > 1, trimmed.hasSuffix("/") { trimmed.removeLast() }
    var isFolder: ObjCBool = false
    return trimmed.lowercased().hasSuffix(".gdb")
      && FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
  }

  /// The first bytes of a plain file; of pipes nothing, for they can be read only once.
  private static func head(of path: String) -> [UInt8]? {
    var status = stat()
    guard path != "-", stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      let handle = FileHandle(forReadingAtPath: path)
    else { return nil }
    defer { try? handle.close() }
    return (try? handle.read(upToCount: 16)).map { Array($0) } ?? []
  }

  /// GDAL opens files itself, so what came through a pipe or is packed must first become one.
  private static func onDisk(_ path: String) throws -> String {
    guard let head = head(of: path) else {
      throw Problem(
        .usage,
        Phrase("this format can only be read from a file, not from a pipe", zh: "该格式只能从文件读取，不能从管道读取"),
        at: Phrase(path, zh: path), hint: Phrase("save it as a file and name that", zh: "请先保存为文件，再指定文件名"))
    }
    if head.starts(with: [0x1F, 0x8B]) {
      throw Problem(
        .usage, Phrase("this format cannot be read while it is packed with gzip", zh: "该格式不能直接读取 gzip 压缩文件"),
        at: Phrase(path, zh: path),
        hint: Phrase("unpack it first: gunzip -k \(path)", zh: "请先解压：gunzip -k \(path)"))
    }
    return path
  }
}
