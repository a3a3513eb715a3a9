/// What a file's coordinates mean.
public enum Datum: Sendable, Hashable {
  /// WGS 84 longitude and latitude (EPSG:4326, longitude first).
  case wgs84
  /// China Geodetic Coordinate System 2000, equal to WGS 84 at this scale (EPSG:4490, longitude first).
  case cgcs2000
  /// The shifted datum of public maps in mainland China.
  case gcj02
  /// Baidu's second shift on top of GCJ-02, in degrees.
  case bd09
  /// Any system of the EPSG registry; coordinates easting or longitude first.
  case epsg(Int)
}

extension Datum: CustomStringConvertible {
  /// The name the command line takes: `wgs84`, `cgcs2000`, `gcj02`, `bd09`, `EPSG:4548`.
  public var description: String {
    switch self {
    case .wgs84: "wgs84"
    case .cgcs2000: "cgcs2000"
    case .gcj02: "gcj02"
    case .bd09: "bd09"
    case .epsg(let code): "EPSG:\(code)"
    }
  }

  /// Reads a datum's name as people write it (`gcj02`, `GCJ-02`, `火星坐标`, `WGS 84`, `epsg:4548`, `4548`);
  /// `nil` when it names none. Whether PROJ knows the code is asked when it is used.
  public init?(name: String) {
    let key = name.lowercased().filter { !" -_".contains($0) }
    switch key {
    case "wgs84", "gps", "crs84", "epsg:4326", "4326", "epsg4326": self = .wgs84
    case "cgcs2000", "国家2000", "epsg:4490", "4490", "epsg4490": self = .cgcs2000
    case "gcj02", "gcj", "火星坐标", "高德", "amap", "tencent", "腾讯": self = .gcj02
    case "bd09", "bd09ll", "baidu", "百度": self = .bd09
    default:
      let digits =
        key.hasPrefix("epsg:") ? key.dropFirst(5) : key.hasPrefix("epsg") ? key.dropFirst(4) : key[...]
      guard let code = Int(digits), (1024...69999).contains(code) else { return nil }
      self = .epsg(code)
    }
  }
}
