import Foundation
import ZoneGeometry
import ZoneModel

/// Writes the made-up city as files, for timing whole programs beside one another.
struct WorldFiles {
  var points: Int
  var seed: UInt64
  var folder: String

  /// `zones.geojson` (12,000), `points.csv` and `points.geojson` (the same findings, 7 properties),
  /// `coverage-zones.geojson` (5,041), `visits.csv` (200,000), `tracks.geojson` (5,000).
  func write() throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let world = World(seed: seed)
    try collection("zones.geojson", world.zones.map(feature))
    try findings(world)
    let coverage = World.coverage(seed: seed)
    try collection("coverage-zones.geojson", coverage.zones.map(feature))
    try visits(coverage)
    try collection("tracks.geojson", tracks(coverage))
    print("\(folder): \(world.vertexCount) and \(coverage.vertexCount) vertices of zones, seed \(seed)")
  }

  private func findings(_ world: World) throws {
    var random = Dice(seed: seed &+ 1)
    let (lons, lats) = world.points(points)
    var csv = "id,lon,lat,time,item,severity,source,status,inspector\n"
    var features: [String] = []
    features.reserveCapacity(points)
    for i in lons.indices {
      let lon = String(format: "%.8f", lons[i])
      let lat = String(format: "%.8f", lats[i])
      let day = 1 + Int(random.number(0, 28))
      let item = "\(1 + Int(random.number(0, 7))).\(1 + Int(random.number(0, 30)))"
      let severity = 1 + Int(random.number(0, 3))
      let time = "2026-0\(1 + day % 9)-\(day < 10 ? "0" : "")\(day)T08:30:00+08:00"
      let inspector = 100 + Int(random.number(0, 400))
      csv += "F\(i),\(lon),\(lat),\(time),\(item),\(severity),inspection,reported,I\(inspector)\n"
      features.append(
        """
        {"type":"Feature","geometry":{"type":"Point","coordinates":[\(lon),\(lat)]},"properties":{"id":"F\(i)",\
        "time":"\(time)","item":"\(item)","severity":\(severity),"source":"inspection","status":"reported",\
        "inspector":"I\(inspector)"}}
        """)
    }
    try save(csv, "points.csv")
    try collection("points.geojson", features)
  }

  private func visits(_ world: World) throws {
    let (lons, lats) = world.points(200_000)
    var csv = "id,lon,lat,time,radius_m\n"
    for i in lons.indices {
      csv += String(format: "V%d,%.8f,%.8f,2026-11-%02dT09:00:00+08:00,50\n", i, lons[i], lats[i], 1 + i % 28)
    }
    try save(csv, "visits.csv")
  }

  private func tracks(_ world: World) -> [String] {
    world.tracks(5_000).enumerated().map { number, track in
      let line = track.map { String(format: "[%.8f,%.8f]", $0.lon, $0.lat) }.joined(separator: ",")
      return """
        {"type":"Feature","geometry":{"type":"LineString","coordinates":[\(line)]},\
        "properties":{"id":"T\(number)","time":"2026-11-01T09:00:00+08:00","radius_m":15}}
        """
    }
  }

  private func feature(_ zone: Zone) -> String {
    guard case .ground(let ground) = zone.boundary else { return "" }
    let polygons = ground.polygons.map { polygon in
      let rings = ([polygon.exterior] + polygon.holes).map { ring in
        "[" + ring.map { String(format: "[%.8f,%.8f]", $0.lon, $0.lat) }.joined(separator: ",") + "]"
      }
      return "[" + rings.joined(separator: ",") + "]"
    }
    return """
      {"type":"Feature","geometry":{"type":"Polygon","coordinates":\(polygons[0])},\
      "properties":{"id":"\(zone.id)","name":"zone \(zone.id)","kind":"compound"}}
      """
  }

  private func collection(_ name: String, _ features: [String]) throws {
    try save(
      "{\"type\":\"FeatureCollection\",\"features\":[\n" + features.joined(separator: ",\n") + "\n]}\n", name)
  }

  private func save(_ text: String, _ name: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: folder).appendingPathComponent(name))
  }
}
