internal import ZoneGeometry
internal import ZoneMaps
internal import ZoneModel

/// The maps of a plan: all rounds, and each round with its numbered stops and the blind ground it shows.
struct PlanMaps {
  private let plan: PlannedSweeps
  private let plane: Plane
  private let zones: [(shape: MapShape, box: Box<PlanePoint>)]

  init(_ plan: PlannedSweeps) throws {
    self.plan = plan
    let plane = try Plane(.equalArea(near: plan.list.survey.zones.box ?? Box(LonLat(0, 0))))
    self.plane = plane
    zones = try plan.list.survey.zones.zones.compactMap { zone in
      let form: MapShape.Form
      switch zone.boundary {
      case .ground(let ground): form = .area(try plane.forward(ground))
      case .road(let lines, _): form = .lines(try lines.map { try plane.forward($0) })
      }
      guard let box = try plane.forward(zone.boundary.geometry).bounds else { return nil }
      let name = zone.name ?? zone.id
      return (
        MapShape(
          form, .outline(of: zone.kind),
          title: Phrase("\(name) (\(zone.kind.title.english))", zh: "\(name)（\(zone.kind.title.chinese)）")),
        box
      )
    }
  }

  /// Colours that stay apart for colour-blind eyes and on grey paper by their order of lightness; teams beyond
  /// share them, with dashes.
  private static let colours: [UInt32] = [0x1F4E9C, 0xB3261E, 0x1D6A5F, 0x8A4FA0, 0x9A5B00, 0x3C4A50]

  /// How a team's round is drawn.
  static func route(_ team: Int) -> MapStyle {
    MapStyle(
      stroke: MapColour(colours[team % colours.count]), width: .pixels(2.5),
      dash: team < colours.count ? [] : [8, 3])
  }

  /// The name of a stop's shape.
  static func name(_ team: Int, _ number: Int) -> String { "team-\(team)-stop-\(number + 1)" }

  func overview() throws -> MapDrawing {
    let rounds = plan.rounds.filter { !$0.visits.isEmpty }
    let drawn = try rounds.map { try lines($0) }
    return MapDrawing(
      bounds: bounds(drawn.flatMap { [$0.way] + $0.walks }),
      layers: [MapLayer("zones", zones.map(\.shape))]
        // streets are walks nearly everywhere: marked as such they would hide whose they are
        + zip(rounds, drawn).map { MapLayer("rounds", shapes($0, plan.streets == nil ? $1 : ($1.way, []))) },
      legend: [
        LegendGroup(
          Phrase("rounds", zh: "路线"),
          rounds.map {
            LegendEntry(.line(Self.route($0.team)), Phrase(verbatim: plan.teams[$0.team].title))
          }), .outlines(of: plan.list.survey.zones.byKind.map(\.kind)),
      ], note: note)
  }

  func map(of round: PlannedRound) throws -> MapDrawing {
    let drawn = try lines(round)
    let spots = try spots(of: round)
    let box = bounds([drawn.way] + drawn.walks + spots.map(\.corners))
    return MapDrawing(
      bounds: box,
      layers: try [
        MapLayer("zones", zones.filter { $0.box.intersects(box) }.map(\.shape)),
        MapLayer("blind-spots", spots.map(\.shape), opacity: 0.9), MapLayer("rounds", shapes(round, drawn)),
        MapLayer("stops", numbers(round)),
      ],
      legend: [
        LegendGroup(
          nil,
          [
            LegendEntry(.line(Self.route(round.team)), Phrase("round", zh: "路线")),
            LegendEntry(.line(Self.walk), Phrase("walk at a stop", zh: "停靠点内步行")),
          ]), .causes(Set(spots.map(\.cause))),
      ], note: note)
  }

  private var note: Phrase {
    Phrase("planned for \(plan.dayText); for internal use", zh: "计划日期 \(plan.dayText)；内部使用")
  }

  // MARK: Shapes

  private static let walk = MapStyle(stroke: Palette.highlight, width: .pixels(3))

  private func lines(_ round: PlannedRound) throws -> (way: [PlanePoint], walks: [[PlanePoint]]) {
    let walks = try round.visits.map { try plane.forward(plan.stops.sites[$0.stop].path) }
    return (try plane.forward(round.line), walks.filter { $0.count > 1 })
  }

  private func shapes(
    _ round: PlannedRound, _ drawn: (way: [PlanePoint], walks: [[PlanePoint]])
  ) -> [MapShape] {
    [
      MapShape(
        .lines([drawn.way]), Self.route(round.team), title: Phrase(verbatim: plan.teams[round.team].title)),
      MapShape(.lines(drawn.walks), Self.walk),
    ]
  }

  private func spots(
    of round: PlannedRound
  ) throws -> [(shape: MapShape, corners: [PlanePoint], cause: Cause)] {
    let served = Set(round.visits.flatMap { plan.stops.sites[$0.stop].serves })
    return try plan.list.spots.filter { served.contains($0.id) }.map { spot in
      let outline = try spot.outline.mapPositions { try plane.forward($0) }
      let shape = MapShape(
        .area(MultiPolygon([outline])), .blindSpot(spot.cause),
        title: Phrase(
          "\(spot.id): \(spot.cause.title.english), \(groundText(spot.area))",
          zh: "\(spot.id)：\(spot.cause.title.chinese)，\(groundText(spot.area))"))
      return (shape, outline.exterior, spot.cause)
    }
  }

  /// The base as a square, stops as numbered discs.
  private func numbers(_ round: PlannedRound) throws -> [MapShape] {
    let ink = Self.route(round.team).stroke ?? Palette.ink
    let disc = MapStyle(fill: .colour(ink), stroke: Palette.paper, width: .pixels(1))
    let team = plan.teams[round.team]
    var shapes = [
      MapShape(
        .symbol(.square, at: try plane.forward(team.base), radius: .pixels(9)), disc,
        title: Phrase("base of \(team.title)", zh: "\(team.title)出发地"))
    ]
    for (number, visit) in round.visits.enumerated() {
      let site = plan.stops.sites[visit.stop]
      let place = try plane.forward(site.entry)
      let title = plan.title(of: site)
      shapes.append(
        MapShape(
          .symbol(.circle, at: place, radius: .pixels(8)), disc,
          title: Phrase(
            "\(number + 1) \(title)\n\(ClockTime.text(visit.arrive))–\(ClockTime.text(visit.leave))",
            zh: "\(number + 1) \(title)\n\(ClockTime.text(visit.arrive))—\(ClockTime.text(visit.leave))"),
          id: Self.name(round.team, number)))
      shapes.append(
        MapShape(
          .label(Phrase(verbatim: "\(number + 1)"), at: place, size: 10),
          MapStyle(fill: .colour(Palette.paper))))
    }
    return shapes
  }

  /// A tenth of the size around the lines.
  private func bounds(_ lines: [[PlanePoint]]) -> Box<PlanePoint> {
    var box: Box<PlanePoint>?
    for p in lines.joined() {
      if box == nil { box = Box(p) } else { box?.extend(to: p) }
    }
    let tight = box ?? Box(PlanePoint(0, 0))
    return tight.grown(by: 0.05 * max(tight.width, tight.height) + 30)
  }
}
