internal import CPROJ

/// What the EPSG registry says about one coordinate system.
public struct CoordinateSystem: Sendable, Hashable {
  /// The code it was asked by.
  public var code: Int
  /// The registry's name, for example `CGCS2000 / 3-degree Gauss-Kruger CM 117E`.
  public var name: String
  /// Coordinates are lengths in a map plane, not degrees.
  public var isProjected: Bool
  /// The name of its geodetic datum, for example `China 2000`.
  public var datum: String
  /// The box of longitudes and latitudes it is made for; `nil` when the registry names none. Where the box
  /// crosses the antimeridian its western edge is greater than its eastern one.
  public var areaOfUse: Box<LonLat>?

  /// Looks up an EPSG code.
  ///
  /// - Throws: `GeometryError.unknownSystem` for a code that is not in the registry or that names no
  ///   horizontal system (heights, geocentric axes); `.projection` when PROJ finds no registry at all.
  public init(epsg code: Int) throws(GeometryError) {
    self = try PROJSystem(epsg: code, in: PROJContext()).facts
  }
}

/// A horizontal coordinate system of the registry, in PROJ's memory.
struct PROJSystem {
  let code: Int
  let object: PROJObject
  let isProjected: Bool

  init(epsg code: Int, in context: PROJContext) throws(GeometryError) {
    let name = "EPSG:\(code)"
    guard let found = context.owned(proj_create(context.handle, name)) else {
      guard context.databasePath != nil else {
        throw .projection(
          from: name, to: "wgs84", message: "its registry proj.db is missing (Debian package proj-data)")
      }
      throw .unknownSystem(name)
    }
    let horizontal = Self.horizontalPart(found)
    switch proj_get_type(horizontal.pointer) {
    case PJ_TYPE_PROJECTED_CRS: isProjected = true
    case PJ_TYPE_GEOGRAPHIC_2D_CRS, PJ_TYPE_GEOGRAPHIC_3D_CRS: isProjected = false
    default: throw .unknownSystem("\(name) (\(found.name)) as a system of plane or geographic coordinates")
    }
    self.code = code
    object = horizontal
  }

  /// A compound system's first member; anything else is its own.
  private static func horizontalPart(_ system: PROJObject) -> PROJObject {
    guard proj_get_type(system.pointer) == PJ_TYPE_COMPOUND_CRS else { return system }
    return system.context.owned(proj_crs_get_sub_crs(system.context.handle, system.pointer, 0)) ?? system
  }

  /// Its geodetic datum's name.
  var datum: String {
    let context = object.context
    return context.owned(proj_crs_get_datum_forced(context.handle, object.pointer))?.name ?? ""
  }

  var facts: CoordinateSystem { CoordinateSystem(self) }
}

extension CoordinateSystem {
  fileprivate init(_ system: PROJSystem) {
    code = system.code
    name = system.object.name
    isProjected = system.isProjected
    datum = system.datum
    var west = 0.0
    var south = 0.0
    var east = 0.0
    var north = 0.0
    let found = proj_get_area_of_use(
      system.object.context.handle, system.object.pointer, &west, &south, &east, &north, nil)
    areaOfUse =
      found == 1 && west >= -180 ? Box(minimum: LonLat(west, south), maximum: LonLat(east, north)) : nil
  }
}

extension CoordinateSystem {
  /// An EPSG code's definition as well-known text of the first kind, on one line, as GDAL writes it.
  ///
  /// - Throws: `GeometryError.unknownSystem`, `.projection` when PROJ cannot put it into these words.
  /// - Source: OGC 01-009, clause 7; `proj_as_wkt` with `PJ_WKT1_GDAL`.
  public static func definition(epsg code: Int) throws(GeometryError) -> String {
    let context = try PROJContext()
    let system = try PROJSystem(epsg: code, in: context)
    let text = Self.withOption("MULTILINE=NO") { options in
      proj_as_wkt(context.handle, system.object.pointer, PJ_WKT1_GDAL, options).map { String(cString: $0) }
    }
    guard let text else {
      throw .projection(from: "EPSG:\(code)", to: "WKT", message: "it has no such definition")
    }
    return text
  }

  private static func withOption<T>(
    _ option: String, _ work: (UnsafePointer<UnsafePointer<CChar>?>) -> T
  ) -> T {
    option.withCString { text in
      var options: [UnsafePointer<CChar>?] = [text, nil]
      return options.withUnsafeMutableBufferPointer { buffer in
        work(UnsafePointer(buffer.baseAddress.unsafelyUnwrapped))
      }
    }
  }
}
