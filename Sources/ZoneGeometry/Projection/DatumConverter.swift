/// Goes from one datum to another, by way of WGS 84.
///
/// CGCS2000 is taken as WGS 84 (they differ by centimetres). Lives in one task.
public final class DatumConverter {
  public let source: Datum
  public let target: Datum
  private let inward: PROJTransformation?
  private let outward: PROJTransformation?

  /// - Throws: `GeometryError.unknownSystem` for an EPSG code that is none or that names no horizontal
  ///   system; `.projection` when PROJ has no way between the systems.
  public init(from source: Datum, to target: Datum) throws(GeometryError) {
    self.source = source
    self.target = target
    let same = source == target
    inward = same ? nil : try Self.transformation(source)
    outward = same ? nil : try Self.transformation(target)
    if same, case .epsg = source { _ = try Self.transformation(source) }
  }

  /// The way from a registry's system to WGS 84; `nil` for the other datums.
  private static func transformation(_ datum: Datum) throws(GeometryError) -> PROJTransformation? {
    guard case .epsg(let code) = datum else { return nil }
    let context = try PROJContext()
    return try PROJTransformation(
      from: PROJSystem(epsg: code, in: context), to: PROJSystem(epsg: 4326, in: context))
  }

  /// Whether every position stays as it is.
  public var isIdentity: Bool {
    func isWGS84(_ datum: Datum) -> Bool { datum == .wgs84 || datum == .cgcs2000 }
    return source == target || isWGS84(source) && isWGS84(target)
  }

  /// The same place in the other datum, longitude or easting first on both sides. Longitudes and latitudes
  /// that are none come back unchanged where no arithmetic is needed; the caller judges ranges.
  ///
  /// - Throws: `GeometryError.outOfRange` when PROJ cannot express the place.
  public func convert(_ p: FilePosition) throws(GeometryError) -> FilePosition {
    if source == target { return p }
    return try fromWGS84(try toWGS84(p))
  }

  private func toWGS84(_ p: FilePosition) throws(GeometryError) -> LonLat {
    let here = LonLat(p.first, p.second)
    switch source {
    case .wgs84, .cgcs2000: return here
    case .gcj02: return GCJ02.toWGS84(here)
    case .bd09: return BD09.toWGS84(here)
    case .epsg:
      guard let inward else { return here }
      let (lon, lat) = try inward.convert(p.first, p.second, .forward)
      return LonLat(lon, lat)
    }
  }

  private func fromWGS84(_ p: LonLat) throws(GeometryError) -> FilePosition {
    switch target {
    case .wgs84, .cgcs2000: return FilePosition(p.lon, p.lat)
    case .gcj02: return FilePosition(GCJ02.fromWGS84(p))
    case .bd09: return FilePosition(BD09.fromWGS84(p))
    case .epsg:
      guard let outward else { return FilePosition(p) }
      let (first, second) = try outward.convert(p.lon, p.lat, .inverse)
      return FilePosition(first, second)
    }
  }
}

@available(*, unavailable)
extension DatumConverter: Sendable {}

extension FilePosition {
  /// A true place as a WGS 84 file states it.
  @inlinable public init(_ p: LonLat) { self.init(p.lon, p.lat) }
}
