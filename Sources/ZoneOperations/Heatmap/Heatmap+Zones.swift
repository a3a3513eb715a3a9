internal import ZoneAnalysis
internal import ZoneGeometry
internal import ZoneModel

extension Heatmap {
  mutating func count(_ points: HeatPoints, by zones: ZoneSet, _ threads: Int) throws {
    let locator = try zones.locator(threads: threads)
    let hits = try locator.locate(points.lons, points.lats)
    var counts = [Int](repeating: 0, count: zones.count)
    var weights = [Double](repeating: 0, count: zones.count)
    for i in 0..<hits.count {
      for zone in hits[i] {
        counts[Int(zone)] += 1
        weights[Int(zone)] += points.weights?[i] ?? 1
      }
    }
    let looks = options.measure == .findings ? nil : try Self.looks(points.looks, locator, zones.count)
    used = options.measure == .observations ? points.looks.count : hits.covered
    unused += options.measure == .observations ? 0 : hits.count - hits.covered
    cells = zones.zones.indices.map { zone in
      let seen = looks?[zone]
      let isLooks = options.measure == .observations
      return Cell(
        id: zones.zones[zone].id, outline: zones.zones[zone].boundary.geometry,
        count: isLooks ? seen ?? 0 : counts[zone], weight: isLooks ? Double(seen ?? 0) : weights[zone],
        observations: seen, zone: zone)
    }
    self.zones = zones
  }

  /// Observations in each zone; a track counts once in each zone one of its points lies in.
  private static func looks(_ looks: [[LonLat]], _ locator: ZoneLocator, _ zones: Int) throws -> [Int] {
    var counts = [Int](repeating: 0, count: zones)
    let places = looks.flatMap { $0 }
    let hits = try locator.locate(places.map(\.lon), places.map(\.lat))
    var next = 0
    for look in looks {
      let met = Set((next..<next + look.count).flatMap { hits[$0] })
      for zone in met { counts[Int(zone)] += 1 }
      next += look.count
    }
    return counts
  }
}
