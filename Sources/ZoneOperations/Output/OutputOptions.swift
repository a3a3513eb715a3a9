internal import ZoneFormats
public import ZoneGeometry
public import ZoneModel

/// How results are written.
public struct OutputOptions: Sendable {
  /// The datum of the coordinates written.
  public var datum = Datum.wgs84
  /// Decimals of a degree.
  public var precision = 7
  public var time = TimeText.shanghai
  /// Of texts about the figures; names of fields and their fixed values are the same in all.
  public var language = Language.english

  public init() {}
}

/// Turns WGS 84 places into an output's coordinates.
struct OutputDatum {
  let datum: Datum
  private let converter: DatumConverter

  init(_ datum: Datum) throws {
    self.datum = datum
    converter = try DatumConverter.between(.wgs84, datum, file: "--datum")
  }

  var isGeographic: Bool {
    guard case .epsg(let code) = datum else { return true }
    return (try? CoordinateSystem(epsg: code).isProjected) != true
  }

  /// Whether WGS 84 places are written as they are.
  var isIdentity: Bool { converter.isIdentity }

  /// Places that the datum cannot express come out as not a number, which writers leave out.
  func position(_ p: LonLat) -> FilePosition {
    (try? converter.convert(FilePosition(p))) ?? FilePosition(.nan, .nan)
  }

  func geometry(_ geometry: Geometry<LonLat>) -> Geometry<FilePosition>? {
    // what is not finite is left out by the writers
    if isIdentity { return geometry.mapPositions { FilePosition($0) } }
    var isWhole = true
    let placed = geometry.mapPositions { p in
      let q = position(p)
      if !q.isFinite { isWhole = false }
      return q
    }
    return isWhole ? placed : nil
  }

  /// The member that says what the coordinates mean, where they are not WGS 84.
  var members: [(name: String, value: PropertyValue)] {
    datum == .wgs84 ? [] : [("datum", .text(datum.description))]
  }
}
