internal import ZoneAnalysis
internal import ZoneGeometry
internal import ZoneModel

extension SpotFinder {
  func add(_ spot: Spot, _ id: String, _ number: Int?, _ found: inout FoundSpots) throws {
    let (piece, cause) = (spot.piece, spot.cause)
    guard piece.area >= survey.options.smallest,
      let circle = circles.find(in: piece.outline, tolerance: Self.tolerance(piece)),
      circle.radius >= survey.options.clearance
    else { return found.leave(1, piece.area, cause) }
    let zone = number.map { survey.zones.zones[$0] }
    let last = number.flatMap { survey.coverage[$0].lastObserved }
    let due = due(spot, number)
    let unseen = expectedUnseen(spot, number)
    found.spots.append(
      BlindSpot(
        id: id, zone: zone?.id, zoneNumber: number, cause: cause, outline: try inverse(piece.outline),
        area: piece.area, centre: try plane.inverse(circle.centre), clearance: circle.radius,
        nearestObservation: around.nearestObservation(to: circle.centre), lastObserved: last,
        priority: priority(spot, zone, last, due, unseen),
        items: items.map { items in spot.cells.map { items.checklist.items[$0.item].code } } ?? [],
        due: due, expectedUnseen: unseen))
  }

  /// By when somebody should look: an interval after the last look at what is overdue or was looked at too
  /// little, an interval after the record's beginning for what was never seen; never for what nobody owns.
  private func due(_ spot: Spot, _ number: Int?) -> Instant? {
    guard let number else { return nil }
    let interval = survey.zones.zones[number].revisitDays * 86_400
    switch spot.cause {
    case .unowned, .disputed: return nil
    case .neverVisited, .unseenPart, .noAccess: return start.map { $0 + interval }
    case .itemNotChecked: return spot.due
    case .lowDetection: return spot.due ?? survey.coverage[number].lastObserved.map { $0 + interval }
    case .overdue:
      // the newest look that is too old: no later one saw the piece
      guard let asOf = survey.asOf else { return nil }
      let old = survey.sights[number].sightings.times.compactMap { $0?.upperBound }.filter {
        $0 < asOf - interval
      }
      return old.max().map { $0 + interval }
    }
  }

  /// The zone's expected unseen problems, or those of the spot's items, by its share of the ground.
  private func expectedUnseen(_ spot: Spot, _ number: Int?) -> Double? {
    guard let number, let items, survey.coverage[number].area > 0 else { return nil }
    let share = min(1, spot.piece.area / survey.coverage[number].area)
    let cells = spot.cells.isEmpty ? items.cells(of: number) : spot.cells[...]
    return share * cells.reduce(0) { $0 + $1.expectedUnseen }
  }

  /// A tenth of a metre, or a five-hundredth of the piece's size where that is more: finer answers cost time
  /// and help nobody to stand there.
  private static func tolerance(_ piece: UnseenGround) -> Double { max(0.1, piece.area.squareRoot() / 500) }

  /// Weight × urgency × age ÷ interval × area. Unseen ground is as old as the record; what is not yet due
  /// counts as just due. On request weight × expected unseen problems instead.
  private func priority(
    _ spot: Spot, _ zone: Zone?, _ last: Instant?, _ due: Instant?, _ unseen: Double?
  ) -> Double {
    let weight = zone?.weight ?? 1
    if survey.options.ranking == .unseen { return weight * (unseen ?? 0) }
    let interval = zone?.revisitDays ?? ZoneKind.zone.revisitDays
    let since: Instant? =
      switch spot.cause {
      case .overdue, .lowDetection: last
      case .itemNotChecked: due.map { $0 - interval * 86_400 }
      default: start
      }
    let days = since.flatMap { since in survey.asOf.map { ($0 - since) / 86_400 } } ?? 0
    return weight * spot.urgency * max(1, days / interval) * spot.piece.area
  }
}
