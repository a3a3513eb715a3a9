/// Which plane is meant, as a value; a ``Plane`` is made from it in the task that works in it.
public enum PlaneDefinition: Sendable, Hashable {
  /// Lambert's azimuthal equal-area plane around a middle, on the WGS 84 ellipsoid.
  case equalArea(LonLat)
  /// A projected system of the EPSG registry.
  case epsg(Int)

  /// The equal-area plane around the middle of a box, its middle rounded to a hundredth of a degree so that
  /// sets that differ a little are measured in the same plane.
  public static func equalArea(near box: Box<LonLat>) -> PlaneDefinition {
    func hundredths(_ value: Double) -> Double { (value * 100).rounded() / 100 }
    return .equalArea(LonLat(hundredths(box.centre.lon), hundredths(box.centre.lat)))
  }

  /// The plane that grids are laid in: in and around mainland China the CGCS2000 3-degree Gauss–Krüger zone
  /// of the place (EPSG:4534 to EPSG:4554, without zone prefix), elsewhere its UTM zone.
  ///
  /// Mainland China here is the box of longitudes 73.5 to 135 and latitudes 18 to 53.6.
  public static func grid(at place: LonLat) -> PlaneDefinition {
    if (73.5...135).contains(place.lon), (18...53.6).contains(place.lat) {
      let meridian = min(135, max(75, Int((place.lon / 3).rounded()) * 3))
      return .epsg(4534 + (meridian - 75) / 3)
    }
    let zone = min(60, max(1, Int(((place.lon + 180) / 6).rounded(.down)) + 1))
    return .epsg((place.lat < 0 ? 32_700 : 32_600) + zone)
  }
}

extension PlaneDefinition: CustomStringConvertible {
  /// `EPSG:4548`, or `equal-area 116.65, 23.66`.
  public var description: String {
    switch self {
    case .equalArea(let centre): "equal-area \(centre.lon), \(centre.lat)"
    case .epsg(let code): "EPSG:\(code)"
    }
  }
}

/// A plane in metres, and the way to it and back from WGS 84.
///
/// Lives in one task. In an equal-area plane areas are true everywhere; lengths are true to the share
/// (d ÷ 18,000 km)² + d ÷ 5,600,000 km at the distance d from its middle (the second term comes from the
/// flattening; it is largest at 45 degrees of latitude): 8 parts in a million at 30 km.
public final class Plane {
  public let definition: PlaneDefinition
  private let equalArea: EqualAreaProjection?
  private let transformation: PROJTransformation?

  /// - Throws: `GeometryError.unknownSystem` for a code that is not in the registry or is no plane;
  ///   `.projection` when PROJ cannot reach it.
  public init(_ definition: PlaneDefinition) throws(GeometryError) {
    self.definition = definition
    switch definition {
    case .equalArea(let centre):
      equalArea = EqualAreaProjection(centre: centre)
      transformation = nil
    case .epsg(let code):
      equalArea = nil
      let context = try PROJContext()
      if let steps = GridSteps.to(epsg: code) {
        transformation = try PROJTransformation(by: steps, toEPSG: code, in: context)
        return
      }
      let system = try PROJSystem(epsg: code, in: context)
      guard system.isProjected else {
        throw .unknownSystem("EPSG:\(code) (\(system.object.name)) as a plane in metres")
      }
      transformation = try PROJTransformation(from: PROJSystem(epsg: 4326, in: context), to: system)
    }
  }

  /// Metres east and north.
  ///
  /// - Throws: `GeometryError.outOfRange` for a place the plane does not reach.
  public func forward(_ p: LonLat) throws(GeometryError) -> PlanePoint {
    if let equalArea {
      let (x, y) = equalArea.forward(p.lon, p.lat)
      guard x.isFinite, y.isFinite else { throw outOfRange(p) }
      return PlanePoint(x, y)
    }
    guard let transformation else { throw outOfRange(p) }
    let (x, y) = try transformation.convert(p.lon, p.lat, .forward)
    return PlanePoint(x, y)
  }

  /// Longitude and latitude of a point of the plane.
  ///
  /// - Throws: `GeometryError.outOfRange` for a point outside the earth's image.
  public func inverse(_ p: PlanePoint) throws(GeometryError) -> LonLat {
    if let equalArea {
      let (lon, lat) = equalArea.inverse(p.x, p.y)
      guard lon.isFinite, lat.isFinite else { throw outOfRange(p) }
      return LonLat(lon, lat)
    }
    guard let transformation else { throw outOfRange(p) }
    let (lon, lat) = try transformation.convert(p.x, p.y, .inverse)
    return LonLat(lon, lat)
  }

  /// A quicker way forward for places near `p`; `nil` for planes that are PROJ's.
  func neighbourhood(of p: LonLat) -> EqualAreaProjection.Neighbourhood? {
    equalArea.map { EqualAreaProjection.Neighbourhood($0, around: p.lon, p.lat) }
  }

  func outOfRange(_ p: some Position) -> GeometryError {
    .outOfRange(first: p.first, second: p.second, system: definition.description)
  }
}

@available(*, unavailable)
extension Plane: Sendable {}

extension Plane {
  public func forward(_ line: [LonLat]) throws -> [PlanePoint] { try line.map { try forward($0) } }
  public func forward(_ ground: MultiPolygon<LonLat>) throws -> MultiPolygon<PlanePoint> {
    try ground.mapPositions { try forward($0) }
  }
  public func forward(_ geometry: Geometry<LonLat>) throws -> Geometry<PlanePoint> {
    try geometry.mapPositions { try forward($0) }
  }
  public func inverse(_ polygon: Polygon<PlanePoint>) throws -> Polygon<LonLat> {
    try polygon.mapPositions { try inverse($0) }
  }
  public func inverse(_ ground: MultiPolygon<PlanePoint>) throws -> MultiPolygon<LonLat> {
    try ground.mapPositions { try inverse($0) }
  }
}

extension Plane {
  /// Many points at once; what the plane cannot express comes out as not a number.
  public func forward(lons: [Double], lats: [Double]) -> (xs: [Double], ys: [Double]) {
    var xs = lons
    var ys = lats
    if let transformation, (try? transformation.convert(&xs, &ys, .forward)) != nil { return (xs, ys) }
    for i in lons.indices {
      let p = try? forward(LonLat(lons[i], lats[i]))
      xs[i] = p?.x ?? .nan
      ys[i] = p?.y ?? .nan
    }
    return (xs, ys)
  }

  /// Longitudes and latitudes of many points of the plane.
  ///
  /// - Throws: `GeometryError.outOfRange` for a point outside the earth's image.
  public func inverse(xs: [Double], ys: [Double]) throws -> (lons: [Double], lats: [Double]) {
    var lons = xs
    var lats = ys
    if let transformation {
      try transformation.convert(&lons, &lats, .inverse)
      return (lons, lats)
    }
    for i in xs.indices {
      let p = try inverse(PlanePoint(xs[i], ys[i]))
      lons[i] = p.lon
      lats[i] = p.lat
    }
    return (lons, lats)
  }
}
