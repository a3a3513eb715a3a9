internal import Foundation
internal import ZoneModel

/// What an input is, told by its content.
enum InputFormat {
  case geoJSON, gpx, csv
  /// Something GDAL may know.
  case other

  /// Whether a file that begins so is a database or an archive, which GDAL opens itself.
  static func isDatabase(_ head: some Collection<UInt8>) -> Bool {
    head.starts(with: "SQLite format 3\0".utf8) || head.starts(with: [0x50, 0x4B, 0x03, 0x04])
      // shapefile: its code, 9994, big-endian
      || head.starts(with: [0x00, 0x00, 0x27, 0x0A])
  }

  /// - Throws: `Problem(.badData)` for an empty file, a web page, and a file that is not what its ending says.
  static func recognise(_ storage: ByteStorage, path: String, encoding: TextEncoding?) throws -> InputFormat {
    if isDatabase(storage.bytes.prefix(16)) { return .other }
    let encoding = encoding ?? TextEncoding.detect(storage)
    let isWide = encoding == .utf16le || encoding == .utf16be
    // UTF-16 is looked at as text; of everything else the bytes will do
    let text =
      isWide ? try TextEncoding.decodeToUTF8(storage, named: encoding, file: path).text : storage.withoutMark
    guard let first = text.bytes.first(where: { $0 > 0x20 || $0 == 0x1E || $0 == 0 }) else {
      throw Problem.emptyFile(path)
    }
    switch first {
    case UInt8(ascii: "{"), UInt8(ascii: "["), 0x1E: return .geoJSON
    case UInt8(ascii: "<"): return try markup(text, path: path)
    default: break
    }
    let isBinary = text.bytes.prefix(4096).contains(0) && !["csv", "tsv", "txt"].contains(ending(path))
    if isBinary || isMapInfo(text) { return .other }
    try refuse(text, path: path)
    return .csv
  }

  /// XML by its first element.
  private static func markup(_ text: ByteStorage, path: String) throws -> InputFormat {
    var scanner = XMLScanner(text)
    do {
      while let event = try scanner.next() {
        guard case .open(let name) = event else { continue }
        if scanner.isNamed(name, "gpx") { return .gpx }
        if String(decoding: scanner.bytes(name), as: UTF8.self).lowercased() == "html" { throw webPage(path) }
        break
      }
    } catch is XMLScanner.Fault {
      // a cut or broken GPX is reported best by its reader
      return ending(path) == "gpx" ? .gpx : .other
    }
    return .other
  }

  private static func webPage(_ path: String) -> Problem {
    Problem(
      .badData, Phrase("this is a web page, not data", zh: "这是网页，不是数据"), at: Phrase(path, zh: path),
      hint: Phrase("a login page may have been saved in its place; download it again", zh: "可能误存了登录页面，请重新下载"))
  }

  /// MapInfo's formats are text that would pass for CSV.
  private static func isMapInfo(_ text: ByteStorage) -> Bool {
    let start = String(decoding: text.bytes.prefix(40), as: UTF8.self).lowercased()
    return start.hasPrefix("!table")
      || start.wholeMatch(of: /version\s+\d+\s+charset.*/.dotMatchesNewlines()) != nil
  }

  private static func ending(_ path: String) -> String {
    var name = path.lowercased()
    if name.hasSuffix(".gz") { name.removeLast(3) }
    return name.split(separator: ".").last.map(String.init) ?? ""
  }

  private static let titles = [
    "geojson": "GeoJSON", "json": "GeoJSON", "geojsonl": "GeoJSON", "ndjson": "GeoJSON",
    "geojsons": "GeoJSON",
    "gpx": "GPX", "gpkg": "GeoPackage", "kml": "KML", "kmz": "KMZ", "shp": "Shapefile", "xlsx": "Excel",
    "xls": "Excel", "ods": "OpenDocument",
  ]

  /// Plain text under a name that promises something else.
  private static func refuse(_ text: ByteStorage, path: String) throws {
    guard let title = titles[ending(path)] else { return }
    let start = text.bytes.drop { $0 <= 0x20 }.prefix(60).prefix { $0 != 10 && $0 != 13 }
    let words = String(decoding: start, as: UTF8.self).trimmed
    let seen = words.count > 20 ? "\(words.prefix(19))…" : words
    throw Problem(
      .badData, Phrase("this is no \(title): it begins with \(seen)", zh: "这不是 \(title)：开头是 \(seen)"),
      at: Phrase(path, zh: path),
      hint: Phrase("export it again, or rename it if it is CSV", zh: "请重新导出；如果是 CSV，请更改扩展名"))
  }
}

extension ByteStorage {
  /// Without the byte order mark of UTF-8.
  fileprivate var withoutMark: ByteStorage {
    bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? droppingFirst(3) : self
  }
}
