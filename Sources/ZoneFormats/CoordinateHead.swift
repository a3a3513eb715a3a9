internal import ZoneGeometry

/// What the head of a column says about coordinates in it.
struct CoordinateHead {
  enum Role: Hashable {
    case longitude, latitude
    case x, y
    case easting, northing
    /// Both in one text; whether the latitude comes first.
    case pair(latitudeFirst: Bool)
    /// WKT or GeoJSON.
    case shape
  }

  let role: Role
  /// What is left of the head without the role and the datum: `start` of `start_lng`. Two heads that belong
  /// together have the same.
  let stem: String
  /// The datum the head names: `经度(GCJ02)`, `bd_lng`.
  let datum: Datum?

  /// `nil` when the head says nothing of coordinates.
  init?(_ head: String) {
    let (key, datum) = Self.takeDatum(Self.spaced(head.halfWidth.trimmed).lowercased())
    guard let (role, stem) = Self.role(key) else { return nil }
    self.role = role
    self.stem = stem
    self.datum = datum
  }

  /// The datum a head names, whatever else it says.
  static func datum(_ head: String) -> Datum? {
    takeDatum(spaced(head.halfWidth.trimmed).lowercased()).datum
  }

  /// The role whose column completes a pair.
  static let pairs: [(first: Role, second: Role)] = [
    (.longitude, .latitude), (.easting, .northing), (.x, .y),
  ]
}

// MARK: - Words

extension CoordinateHead {
  /// A blank where a small letter or digit meets a capital: `startLng` is two words.
  private static func spaced(_ head: String) -> String {
    var result = ""
    for character in head {
      let isBreak = character.isASCII && character.isUppercase && (result.last?.isLowercase ?? false)
      result += isBreak ? " \(character)" : "\(character)"
    }
    return result
  }

  private static let datums: [(words: [String], datum: Datum)] = [
    (["gcj-02", "gcj02", "gcj_02", "火星坐标系", "火星坐标", "火星", "高德", "腾讯", "amap"], .gcj02),
    (["bd-09", "bd09ll", "bd09", "bd_09", "百度", "baidu"], .bd09),
    (["wgs-84", "wgs84", "wgs_84", "wgs 84"], .wgs84), (["cgcs2000", "cgcs 2000", "国家2000"], .cgcs2000),
  ]

  private static func takeDatum(_ key: String) -> (key: String, datum: Datum?) {
    for (words, datum) in datums {
      for word in words where key.contains(word) { return (key.replacing(word, with: " "), datum) }
    }
    // shorter names only as words of their own
    let parts = Self.words(key)
    for (word, datum) in [("gcj", Datum.gcj02), ("bd", .bd09), ("wgs", .wgs84)] where parts.contains(word) {
      return (parts.filter { $0 != word }.joined(separator: " "), datum)
    }
    return (key, nil)
  }

  private static func words(_ key: String) -> [String] {
    key.split { !($0.isLetter || $0.isNumber) }.map(String.init)
  }

  private static let longitudes = ["lon", "lng", "long", "longitude", "经度", "东经"]
  private static let latitudes = ["lat", "latitude", "纬度", "北纬"]
  private static let single: [(names: [String], role: Role)] = [
    (longitudes, .longitude), (latitudes, .latitude),
    (["easting", "eastings", "east", "东坐标", "横坐标", "东向坐标"], .easting),
    (["northing", "northings", "north", "北坐标", "纵坐标", "北向坐标"], .northing),
    (["x", "xcoord", "coordx", "pointx", "posx", "x坐标", "坐标x"], .x),
    (["y", "ycoord", "coordy", "pointy", "posy", "y坐标", "坐标y"], .y),
    (shapes, .shape),
  ]
  private static let shapes = [
    "geometry", "geom", "wkt", "geojson", "shape", "polygon", "boundary", "几何图形", "几何", "边界", "图形", "范围",
  ]
  private static let places = [
    "location", "coordinate", "coordinates", "coord", "coords", "position", "gps", "geopoint", "point", "xy",
    "lnglat", "lonlat", "longlat",
  ]
  private static let reversed = ["latlng", "latlon", "latlong"]
}

// MARK: - Roles

extension CoordinateHead {
  private static func role(_ key: String) -> (Role, stem: String)? {
    if let latitudeFirst = pairOrder(key) { return (.pair(latitudeFirst: latitudeFirst), "") }
    let words = Self.words(withoutBrackets(key))
    if words == ["e"] || words == ["东"] { return (.easting, "") }
    if words == ["n"] || words == ["北"] { return (.northing, "") }
    for (names, role) in single {
      if let found = take(names, from: words) { return (role, found) }
    }
    let isPlace = words.contains(where: places.contains) || ["坐标", "位置", "定位"].contains { key.contains($0) }
    return isPlace ? (.pair(latitudeFirst: false), words.joined(separator: " ")) : nil
  }

  /// Whether the latitude comes first in a head that names both; `nil` when it does not name both.
  private static func pairOrder(_ key: String) -> Bool? {
    let words = Self.words(key)
    if key.contains("经纬") || words.contains(where: ["lnglat", "lonlat", "longlat"].contains) { return false }
    if key.contains("纬经") || words.contains(where: reversed.contains) || key.contains("geo_point_2d") {
      return true
    }
    for (first, second) in [(longitudes, latitudes), (["x"], ["y"]), (["e"], ["n"])] {
      if let a = words.firstIndex(where: { named($0, first) }),
        let b = words.firstIndex(where: { named($0, second) })
      {
        return a == b ? isLatitudeFirst(words[a]) : a > b
      }
    }
    return nil
  }

  /// `纬度经度` in one word.
  private static func isLatitudeFirst(_ word: String) -> Bool {
    let ends = ["经度", "纬度"].map { word.firstRange(of: $0)?.lowerBound ?? word.endIndex }
    return ends[1] < ends[0]
  }

  private static func named(_ word: String, _ names: [String]) -> Bool {
    names.contains(word) || names.contains { !$0.allSatisfy(\.isASCII) && word.contains($0) }
  }

  /// What is left of the words without the first that is one of `names` or, in Chinese, holds one.
  private static func take(_ names: [String], from words: [String]) -> String? {
    for (index, word) in words.enumerated() {
      let digits = String(word.reversed().prefix { $0.isNumber }.reversed())
      var rest: String?
      if names.contains(word) {
        rest = ""
      } else if names.contains(String(word.dropLast(digits.count))) {
        rest = digits
      } else if let name = names.first(where: { !$0.allSatisfy(\.isASCII) && word.contains($0) }) {
        rest = word.replacing(name, with: "")
      }
      guard let rest else { continue }
      var others = words
      others[index] = rest
      return others.filter { !$0.isEmpty }.joined(separator: " ")
    }
    return nil
  }

  /// Units and remarks in brackets are no part of a name: `经度(°)`.
  private static func withoutBrackets(_ key: String) -> String {
    var depth = 0
    return String(
      key.filter { character in
        if "([{【".contains(character) { depth += 1 }
        defer { if ")]}】".contains(character) { depth = max(0, depth - 1) } }
        return depth == 0
      })
  }
}
