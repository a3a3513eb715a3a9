internal import ZoneAnalysis
internal import ZoneFormats
internal import ZoneGeometry
internal import ZoneMaps
internal import ZoneModel

/// The map of a survey: what was in sight, and the blind spots in the colour of their cause.
struct SurveyMap {
  private let report: SurveyReport
  private let plane: Plane
  private var survey: ZoneSurvey { report.survey }

  init(_ report: SurveyReport) throws {
    self.report = report
    plane = try Plane(.equalArea(near: report.survey.zones.box ?? Box(LonLat(0, 0))))
  }

  func drawing() throws -> MapDrawing {
    let kinds = survey.zones.byKind.map(\.kind)
    let causes = Set((report.unseen.spots + report.others.spots).filter(isDrawn).map(\.cause))
    var entries: [LegendEntry] = [.footprint]
    if report.background.water != nil { entries.append(.water) }
    if report.background.outline != nil { entries.append(.cityOutline) }
    return MapDrawing(
      fitting: try background() + [
        footprints(), zones(), spots(), names(),
      ],
      legend: [.causes(causes), .outlines(of: kinds), LegendGroup(nil, entries)], title: report.title,
      note: survey.asOf.map { asOf in
        Phrase("as of \(report.time.short(asOf)); for internal use", zh: "截至 \(report.time.short(asOf))；内部使用")
      })
  }

  // MARK: Layers

  private func background() throws -> [MapLayer] {
    try [
      (report.background.water, "water", MapStyle.water),
      (report.background.outline, "outline", .cityOutline),
    ].compactMap { path, name, style in
      guard let path else { return nil }
      return MapLayer(name, try shapes(of: path).map { MapShape(.area($0), style) })
    }
  }

  private func shapes(of path: String) throws -> [MultiPolygon<PlanePoint>] {
    let placing = try Placing(.wgs84, file: path)
    return try InputFile.read(path, ReadingOptions()).geometries.compactMap { geometry in
      guard let geometry else { return nil }
      return try plane.forward(MultiPolygon(placing.place(geometry).polygons))
    }
  }

  private func footprints() throws -> MapLayer {
    let seen = survey.observations.observations.filter { $0.access == .granted }
    return MapLayer(
      "footprints",
      seen.compactMap { observation in
        switch observation.trace {
        case .visit(let place):
          guard let p = try? plane.forward(place) else { return nil }
          return MapShape(.symbol(.circle, at: p, radius: .metres(observation.radius)), .footprint)
        case .track(let lines, _):
          guard let drawn = try? lines.map({ try plane.forward($0) }) else { return nil }
          return MapShape(.lines(drawn), .footprint(radius: observation.radius))
        }
      }, opacity: 0.75)
  }

  private func zones() throws -> MapLayer {
    MapLayer(
      "zones",
      try survey.zones.zones.indices.map { number in
        let zone = survey.zones.zones[number]
        let shape: MapShape.Form =
          switch zone.boundary {
          case .ground(let ground): .area(try plane.forward(ground))
          case .road(let lines, _): .lines(try lines.map { try plane.forward($0) })
          }
        return MapShape(shape, .outline(of: zone.kind), title: words(number), id: "zone-\(zone.id)")
      })
  }

  /// The large blind spots of a subdistrict would cover the map: what of it is not yellow says the same.
  private func isDrawn(_ spot: BlindSpot) -> Bool {
    guard let number = spot.zoneNumber else { return true }
    return survey.zones.zones[number].kind != .street || spot.cause == .disputed
  }

  private func spots() throws -> MapLayer {
    let spots = (report.others.spots.filter { $0.cause != .unowned || $0.zone == nil } + report.unseen.spots)
      .filter(isDrawn)
    return MapLayer(
      "blind-spots",
      try spots.map { spot in
        MapShape(
          .area(MultiPolygon([try spot.outline.mapPositions { try plane.forward($0) }])),
          .blindSpot(spot.cause),
          title: words(spot), id: spot.id)
      }, opacity: 0.9)
  }

  private func names() throws -> MapLayer {
    MapLayer(
      "names",
      try survey.zones.zones.indices.compactMap { number in
        let zone = survey.zones.zones[number]
        guard zone.kind == .street, let name = zone.name, case .ground(let ground) = zone.boundary,
          let circle = try GeometryEngine().largestInscribedCircle(in: plane.forward(ground), tolerance: 20)
        else { return nil }
        return MapShape(.label(Phrase(verbatim: name), at: circle.centre, size: 15), .label)
      })
  }

  // MARK: Words

  private func words(_ number: Int) -> Phrase {
    let zone = survey.zones.zones[number]
    let coverage = survey.coverage[number]
    let name = zone.name ?? zone.id
    let last = coverage.lastObserved.map(report.time.short) ?? "—"
    return Phrase(
      "\(name) (\(zone.kind.title.english))\n\(coverage.freshness.title.english), coverage \(coverage.share.percent)\nlast observed \(last)\n\(zone.owner ?? "no responsible body")",
      zh:
        "\(name)（\(zone.kind.title.chinese)）\n\(coverage.freshness.title.chinese)，覆盖率 \(coverage.share.percent)\n上次检查 \(last)\n\(zone.owner ?? "无责任单位")"
    )
  }

  private func words(_ spot: BlindSpot) -> Phrase {
    let zone = spot.zoneNumber.map { survey.zones.zones[$0] }
    let name = zone?.name ?? zone?.id ?? "—"
    return Phrase(
      "\(spot.id): \(spot.cause.title.english)\n\(name), \(groundText(spot.area))\n\(zone?.owner ?? "no responsible body")",
      zh:
        "\(spot.id)：\(spot.cause.title.chinese)\n\(name)，\(groundText(spot.area))\n\(zone?.owner ?? "无责任单位")")
  }
}
