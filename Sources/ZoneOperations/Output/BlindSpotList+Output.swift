public import ZoneFormats
internal import ZoneGeometry
public import ZoneModel

extension BlindSpotList {
  /// One polygon a blind spot, most urgent first.
  public func outputLayer(
    _ options: OutputOptions, language: Language = .english
  ) throws -> OutputLayer {
    let datum = try OutputDatum(options.datum)
    let spots = spots
    let zones = survey.zones.zones
    func column(_ name: String, _ value: @escaping (BlindSpot) -> PropertyValue) -> OutputLayer.Column {
      OutputLayer.Column(name) { value(spots[$0]) }
    }
    func ofZone(_ name: String, _ value: @escaping (Zone) -> PropertyValue) -> OutputLayer.Column {
      column(name) { $0.zoneNumber.map { value(zones[$0]) } ?? .null }
    }
    return OutputLayer(
      name: "blindspots", count: spots.count,
      geometry: { datum.outline(spots[$0].outline) },
      columns: [
        column("id") { .text($0.id) }, column("zone") { .maybe($0.zone) },
        ofZone("zone_name") { .maybe($0.name) }, ofZone("kind") { .text($0.kind.rawValue) },
        column("cause") { .text($0.cause.rawValue) },
        column("area_m2") { .number(rounded($0.area, to: 10_000)) },
        column("centre") { .json(Self.position($0.centre, datum, options.precision)) },
        column("clearance_m") { .number(rounded($0.clearance, to: 100)) },
        column("nearest_observation_m") { .maybe($0.nearestObservation.map { rounded($0, to: 100) }) },
        column("last_observed") { .maybe($0.lastObserved.map(options.time.text)) },
        column("priority") { .number(rounded($0.priority, to: 100)) },
        ofZone("owner") { .maybe($0.owner) }, ofZone("leader") { .maybe($0.leader) },
        column("due") { .maybe($0.due.map(options.time.text)) },
        column("items") { .json("[" + $0.items.map(JSONQuote.text).joined(separator: ",") + "]") },
        column("expected_unseen") { .maybe($0.expectedUnseen.map { rounded($0, to: 1e6) }) },
        column("reason") { [self] in .text(reason($0, options.time).text(in: language)) },
      ],
      members: [("as_of", .maybe(survey.asOf.map(options.time.text))), ("radius_m", .number(survey.radius))]
        + datum.members,
      isGeographic: datum.isGeographic, precision: options.precision)
  }

  /// `[116.6184, 23.6594]`, to the output's precision.
  private static func position(_ p: LonLat, _ datum: OutputDatum, _ precision: Int) -> String {
    let q = datum.position(p)
    let scale = [1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7][min(7, max(0, datum.isGeographic ? precision : 3))]
    return "[\(rounded(q.first, to: scale)), \(rounded(q.second, to: scale))]"
  }
}

extension OutputDatum {
  /// The same as ``geometry(_:)``, for outlines of thousands of corners: in WGS 84, which is what is asked for
  /// nearly always, they are copied and nothing else.
  fileprivate func outline(_ polygon: Polygon<LonLat>) -> Geometry<FilePosition>? {
    guard datum == .wgs84 else { return geometry(.polygon(polygon)) }
    func copied(_ ring: Ring<LonLat>) -> Ring<FilePosition> {
      Ring(unsafeUninitializedCapacity: ring.count) { buffer, count in
        for i in ring.indices { buffer[i] = FilePosition(ring[i]) }
        count = ring.count
      }
    }
    return .polygon(Polygon(exterior: copied(polygon.exterior), holes: polygon.holes.map(copied)))
  }
}
