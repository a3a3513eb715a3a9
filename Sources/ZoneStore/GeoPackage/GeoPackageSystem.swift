internal import ZoneGeometry

/// A coordinate system as a GeoPackage states it.
struct GeoPackageSystem {
  /// What is to be made of it.
  enum Meaning {
    case datum(Datum)
    /// The file says that it is undefined.
    case undefined
    /// Degrees of a system without a code, by its title.
    case degrees(String)
    /// A plane without a code, by its title.
    case plane(String)
  }

  var organization: String
  var code: Int
  var definition: String

  var meaning: Meaning {
    if organization.lowercased() == "epsg", let datum = Self.datum(code) { return .datum(datum) }
    // the code a definition ends with
    let pattern = /.*AUTHORITY\["EPSG", ?"(\d+)"\]\s*\]\s*/.dotMatchesNewlines()
    if let match = definition.wholeMatch(of: pattern), let code = Int(match.1), let datum = Self.datum(code) {
      return .datum(datum)
    }
    if definition.isEmpty || definition.lowercased() == "undefined" { return .undefined }
    let title = definition.split(separator: "\"").dropFirst().first.map(String.init) ?? "?"
    if let datum = Self.shifted.first(where: { $0.title == title })?.datum { return .datum(datum) }
    return definition.hasPrefix("GEOG") ? .degrees(title) : .plane(title)
  }

  private static func datum(_ code: Int) -> Datum? { Datum(name: "EPSG:\(code)") }
}

// MARK: - As it is written

extension GeoPackageSystem {
  /// The datums of Chinese maps, which have no codes, and the numbers they get.
  private static let shifted: [(datum: Datum, title: String, number: Int)] = [
    (.gcj02, "GCJ-02", 990_001), (.bd09, "BD-09", 990_002),
  ]

  /// A row of `gpkg_spatial_ref_sys`.
  struct Row {
    var name: String
    var number: Int
    var organization: String
    var code: Int
    var definition: String
    var description: String
  }

  /// How a datum is written.
  ///
  /// - Throws: `GeometryError` when PROJ does not know the code.
  static func row(of datum: Datum) throws(GeometryError) -> Row {
    switch datum {
    case .wgs84: return wgs84
    case .cgcs2000: return try row(epsg: 4490)
    case .epsg(let code): return code == 4326 ? wgs84 : try row(epsg: code)
    case .gcj02, .bd09:
      let known = shifted.first { $0.datum == datum } ?? (datum, "\(datum)", 990_003)
      return Row(
        name: known.title, number: known.number, organization: "ZONESWEEP", code: known.number,
        definition: """
          GEOGCS["\(known.title)",DATUM["\(known.title)",SPHEROID["WGS 84",6378137,298.257223563]],\
          PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]]
          """,
        description: "the shifted datum of Chinese maps, degrees")
    }
  }

  private static func row(epsg code: Int) throws(GeometryError) -> Row {
    let system = try CoordinateSystem(epsg: code)
    return Row(
      name: system.name, number: code, organization: "EPSG", code: code,
      definition: try CoordinateSystem.definition(epsg: code), description: "")
  }

  static let wgs84 = Row(
    name: "WGS 84 geodetic", number: 4326, organization: "EPSG", code: 4326,
    definition: """
      GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],\
      AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],\
      UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AXIS["Latitude",NORTH],\
      AXIS["Longitude",EAST],AUTHORITY["EPSG","4326"]]
      """,
    description: "longitude/latitude coordinates in decimal degrees on the WGS 84 spheroid")

  /// The three rows every GeoPackage has.
  static let required = [
    Row(
      name: "Undefined Cartesian SRS", number: -1, organization: "NONE", code: -1, definition: "undefined",
      description: "undefined Cartesian coordinate reference system"),
    Row(
      name: "Undefined geographic SRS", number: 0, organization: "NONE", code: 0, definition: "undefined",
      description: "undefined geographic coordinate reference system"),
    wgs84,
  ]
}
