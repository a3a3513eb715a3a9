internal import Foundation
internal import ZoneGeometry
internal import ZoneModel

/// A plane around one place in which edges that are straight in degrees stay straight: borders drawn with
/// different vertices still run along each other. True to a thousandth within some kilometres.
///
/// - Source: lengths of a degree on the WGS 84 ellipsoid, Snyder, Map projections (1987), as series.
struct LocalMetres {
  private let origin: LonLat
  private let east: Double
  private let north: Double

  init(around origin: LonLat) {
    self.origin = origin
    let lat = origin.lat
    north = 111_132.954 - 559.822 * Self.cosine(2 * lat) + 1.175 * Self.cosine(4 * lat)
    east = max(
      1000, 111_412.84 * Self.cosine(lat) - 93.5 * Self.cosine(3 * lat) + 0.118 * Self.cosine(5 * lat))
  }

  static func cosine(_ degrees: Double) -> Double { cos(degrees * .pi / 180) }

  func point(_ p: LonLat) -> PlanePoint {
    PlanePoint((p.lon - origin.lon) * east, (p.lat - origin.lat) * north)
  }

  func shape(_ zone: Zone) -> Geometry<PlanePoint> { zone.boundary.geometry.mapPositions { point($0) } }

  /// Metres between two boxes; 0 where they meet.
  func gap(_ a: Box<LonLat>, _ b: Box<LonLat>) -> Double {
    let dx = max(0, a.minimum.lon - b.maximum.lon, b.minimum.lon - a.maximum.lon) * east
    let dy = max(0, a.minimum.lat - b.maximum.lat, b.minimum.lat - a.maximum.lat) * north
    return (dx * dx + dy * dy).squareRoot()
  }
}
