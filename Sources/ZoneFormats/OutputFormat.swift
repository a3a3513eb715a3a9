/// The formats that can be written.
public enum OutputFormat: String, Sendable, Hashable, CaseIterable {
  /// One FeatureCollection.
  case geojson
  /// One feature a line, without a frame around them.
  case geojsonSequence = "geojsonl"
  case csv
  case geopackage = "gpkg"

  /// The format a file's name asks for; `nil` when its extension is none of ours.
  public init?(path: String) {
    let name = path.split(separator: "/").last ?? ""
    guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return nil }
    self.init(name: String(name[name.index(after: dot)...]))
  }

  /// Reads a name as people write it, with or without a dot before it.
  public init?(name: String) {
    switch name.lowercased().filter({ $0 != "." }) {
    case "geojson", "json": self = .geojson
    case "geojsonl", "ndjson", "geojsons", "geojsonseq", "jsonl": self = .geojsonSequence
    case "csv": self = .csv
    case "gpkg", "geopackage": self = .geopackage
    default: return nil
    }
  }

  /// Names for help texts and hints.
  public static let knownNames = ["geojson", "geojsonl", "csv", "gpkg"]
}
