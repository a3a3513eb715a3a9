/// Visits and tracks as files.
enum SweepingFiles {
  static func visits(_ visits: [Visit]) -> [UInt8] {
    GeoJSON.collection(
      "visits",
      visits.enumerated().map { index, visit in
        var properties: [(String, JSON)] = [
          ("id", .text("VS-" + padded(index + 1, 4))), ("time", .text(visit.time.rfc3339)),
          ("inspector", .text(visit.inspector)), ("items", .list(visit.items.map(JSON.text))),
          ("radius_m", .maybe(visit.radius)),
        ]
        if visit.refused { properties.append(("access", .text("none"))) }
        return GeoJSON.feature(GeoJSON.point(visit.place), properties)
      })
  }

  static func tracks(_ tracks: [(id: String, track: Track)]) -> [UInt8] {
    GeoJSON.collection(
      "tracks",
      tracks.map { id, track in
        GeoJSON.feature(
          GeoJSON.line(track.fixes.map(\.place)),
          [
            ("id", .text(id)), ("time", .text(track.fixes[0].time.rfc3339)),
            ("inspector", .text(track.inspector)),
            ("coordTimes", .list(track.fixes.map { .text($0.time.rfc3339) })),
          ])
      })
  }
}
