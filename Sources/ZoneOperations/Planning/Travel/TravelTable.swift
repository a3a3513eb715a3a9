internal import Foundation
internal import ZoneGeometry
internal import ZoneModel

/// How far and how long it is between the places of a plan.
struct TravelTable {
  /// Longer than any shift: there is no way.
  static let unreachable = 4.0 * 86_400

  let places: Int
  /// From place i to place j at [i · places + j], along the way.
  var metres: [Double]
  /// Whole seconds, one table for each speed.
  var seconds: [[Double]]
  /// Kilometres an hour.
  let speeds: [Double]
  /// What was measured and how, for the plan's readers.
  var words: Phrase
  /// Machine-readable: `straight`, `roads`, `osrm`.
  var method: String
  var notices: [Notice] = []
  /// The line travelled from one place to another, both ends included.
  var way: (_ from: Int, _ to: Int) -> [LonLat]

  func speed(_ kmh: Double) -> Int { speeds.firstIndex(of: kmh) ?? 0 }

  /// Whether there is a way at all.
  func isReachable(_ from: Int, _ to: Int) -> Bool { metres[from * places + to].isFinite }
}

extension TravelTable {
  /// Straight lines, times a factor for the detours of streets.
  static func straight(_ places: [TravelPlace], detour: Double, speeds: [Double]) -> TravelTable {
    let (exits, entries) = (places.map { SpherePoint($0.exit) }, places.map { SpherePoint($0.entry) })
    var metres: [Double] = []
    metres.reserveCapacity(places.count * places.count)
    for from in exits { for to in entries { metres.append(from.distance(to: to) * detour) } }
    return TravelTable(
      places: places.count, metres: metres,
      seconds: speeds.map { speed in metres.map { ($0 / (speed / 3.6)).rounded(.up) } }, speeds: speeds,
      words: Phrase(
        "straight lines × \(detour), at each team's own speed", zh: "直线距离 × \(detour)，按各小组的速度"),
      method: "straight", way: { [places[$0].exit, places[$1].entry] })
  }
}

/// A point of a sphere of the earth's mean radius.
struct SpherePoint {
  private let x, y, z: Double
  static let radius = 6_371_008.8

  init(_ p: LonLat) {
    let (lon, lat) = (p.lon * .pi / 180, p.lat * .pi / 180)
    (x, y, z) = (cos(lat) * cos(lon), cos(lat) * sin(lon), sin(lat))
  }

  /// Metres along the great circle.
  func distance(to other: SpherePoint) -> Double {
    let (dx, dy, dz) = (x - other.x, y - other.y, z - other.z)
    return 2 * Self.radius * asin(min(1, (dx * dx + dy * dy + dz * dz).squareRoot() / 2))
  }
}
