internal import SweepPlanning
internal import ZoneAnalysis
internal import ZoneFormats
internal import ZoneGeometry
internal import ZoneModel

/// The roads of a zone set as streets between crossings, with what of them is to be walked.
struct StreetGround {
  let plane: Plane
  /// One a street of the network.
  let pieces: [StreetPieces.Piece]
  /// Square metres of blind ground along each piece, each zone's own.
  let gains: [Double]
  private(set) var network: StreetNetwork
  /// The crossing where each place stands.
  let places: [Int]
  /// Parts that do not hang together by roads alone.
  let parts: Int
  /// Lines of a file of roads that join them.
  let roads: Int
  /// Roads to be walked that have no length.
  let empty: [Int]

  /// - Parameters:
  ///   - wanted: the roads some of which is to be walked.
  ///   - places: bases and ends of teams.
  init(
    _ wanted: WantedStreets, places: [LonLat], _ options: PlanOptions, _ times: ServiceTimes
  ) throws {
    let zones = wanted.survey.zones
    let file: RoadFile? =
      if case .roads(let path) = options.travel { try RoadFile(path) } else { nil }
    if let file, file.lines.isEmpty { throw file.isEmpty }
    let plane = try Self.plane(zones, places)
    self.plane = plane
    var lines: [StreetPieces.Line] = try (file?.lines ?? []).map {
      StreetPieces.Line(try plane.forward($0.line), isOneWay: $0.isOneWay, isNetwork: true)
    }
    for zone in zones.zones.indices { lines += try Self.lines(of: zone, zones, plane) }
    let drawn = StreetPieces(
      lines, places: try places.map { try plane.forward($0) },
      reach: file == nil ? .infinity : TravelTable.snap)
    pieces = drawn.pieces
    self.places = drawn.places
    parts = drawn.parts
    roads = file?.lines.count ?? 0
    let owned = Set(drawn.pieces.flatMap(\.owners))
    empty = wanted.zones.filter { !owned.contains($0) }
    let measure = try StreetMeasure(wanted, plane)
    let looks = try drawn.pieces.map { try measure.look(at: $0) }
    gains = looks.map(\.gain)
    network = StreetNetwork(
      nodes: drawn.nodes,
      streets: zip(drawn.pieces, looks).enumerated().map { number, found in
        let (piece, look) = found
        let metres = length(of: piece.points) * (piece.isLink ? options.detour : 1)
        let kind = piece.owners.first.map { zones.zones[$0].kind } ?? .road
        let rule = times[kind]
        let seconds = metres / rule.walkingSpeed + rule.perSquareMetre * look.gain
        return Street(
          id: "\(number)", from: piece.from, to: piece.to, length: rounded(metres, to: 100),
          isRequired: look.isRequired, isOneWay: piece.isOneWay,
          demand: look.isRequired ? (seconds * 10).rounded(.up) / 10 : 0)
      })
  }

  /// The plane the zones are measured in, where they share one.
  private static func plane(_ zones: ZoneSet, _ places: [LonLat]) throws -> Plane {
    if zones.groups.count == 1 { return try Plane(zones.groups[0].plane) }
    var box = zones.box ?? Box(LonLat(0, 0))
    for place in places { box.extend(to: place) }
    return try Plane(.equalArea(near: box))
  }

  private static func lines(
    of number: Int, _ zones: ZoneSet, _ plane: Plane
  ) throws -> [StreetPieces.Line] {
    guard case .road(let lines, _) = zones.zones[number].boundary else { return [] }
    let place = zones.rows[number]
    let rule = RoadRule(zones.layers[place.layer].properties, place.row)
    return try lines.map {
      StreetPieces.Line(try plane.forward(rule.turned($0)), owner: number, isOneWay: rule.isOneWay)
    }
  }

  /// The street along a piece, in degrees.
  func line(_ pass: StreetPass) throws -> [LonLat] {
    let points = pieces[pass.street].points
    return try (pass.isReversed ? points.reversed() : points).map { try plane.inverse($0) }
  }
}
